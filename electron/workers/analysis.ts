/** A thread of the analysis pool: pure text work, no database and no files. */
import { tasks } from '../analysis/tasks.ts';
import { answerRequests } from '../backend/thread-replies.ts';

answerRequests(
  async (request) => {
    const task = tasks[request.name];
    if (!task) throw new Error(`No analysis task is called ${request.name}.`);
    return { output: await task(request.input) };
  },
  () => {},
);
