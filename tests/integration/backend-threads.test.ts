import { expect, test } from 'vitest';
import { startThread } from '../../electron/backend/threads.ts';

const quiet = { onLog: () => {}, onExit: () => {} };

test('a thread that ended is closed at once, and a call to it is refused instead of left waiting', async () => {
  const ends: Error[] = [];
  const thread = startThread({
    ...quiet,
    entry: 'db',
    workerData: { path: '/nowhere.parallax', mode: 'read' },
    onExit: (error) => ends.push(error),
  });
  await expect(thread.call('projects/identity', {})).rejects.toThrow('There is no project at /nowhere.parallax.');
  await expect(thread.call('projects/identity', {})).rejects.toThrow('There is no project at /nowhere.parallax.');
  await thread.close();
  expect(ends).toHaveLength(1);
  expect(thread.load).toBe(0);
});

test('an input that cannot be cloned fails its call and leaves nothing to wait for', async () => {
  const thread = startThread({ ...quiet, entry: 'copy' });
  await expect(thread.call('copy', { from: () => {} })).rejects.toThrow('could not be cloned');
  expect(thread.load).toBe(0);
  await thread.close();
});
