import type { Client } from '../../shared/contract/client.ts';
import type { ProjectInfo } from '../../shared/contract/rooms/projects.ts';
import type { JobRow } from '../../shared/model/job.ts';
import { useMessages, warn, warnOf } from '../ui/messages.tsx';
import { call, desktop } from './backend.ts';
import { invalidateTouched, queryClient } from './queries.ts';
import { clearSelection } from './selection.ts';
import { session, useSession } from './session.ts';
import { takeSettings } from './settings.ts';

/** The job in its place by age, newest first; an older state of the same job never replaces a newer one. */
export function withJob(jobs: JobRow[], job: JobRow): JobRow[] {
  const rest = jobs.filter((other) => other.jobId !== job.jobId);
  return [...rest, job].sort((a, b) => b.createdAt.localeCompare(a.createdAt));
}

/** A job that ends badly is told wherever the person is; one that ends well stands in the status bar. */
function tellEnd(before: JobRow | undefined, now: JobRow) {
  if (!before || before.state === now.state || now.state !== 'failed') return;
  warn(`${now.title} stopped: ${now.error?.message ?? 'it failed.'}`, {
    action: { label: 'Go on', run: () => void call('jobs.resume', { jobId: now.jobId }).catch(warnOf) },
  });
}

/** Another project, the same one again, or none. Everything known of the old one is forgotten. */
export function takeProject(project: ProjectInfo | null) {
  const before = session().project;
  useSession.setState({ project });
  desktop()?.setProject(project && { path: project.path, name: project.name });
  document.title = project ? `${project.name} – Parallax` : 'Parallax';
  if (before?.projectId === project?.projectId && before?.path === project?.path) return;
  clearSelection();
  // What is still on the screen asks again, of the new project; the rest of the old answers goes.
  queryClient.removeQueries({ type: 'inactive' });
  void queryClient.resetQueries();
  useSession.setState({ jobs: [], savedAt: null });
  // What they tell of, and what they offer to try again, was in the project before.
  if (project) useMessages.setState({ note: null, notices: [] });
  for (const notice of project?.notices ?? []) warn(notice, { tone: 'warn', seconds: 15 });
  if (project) void refreshJobs();
}

async function refreshJobs() {
  const jobs = await call('jobs.list', {}).catch(() => null);
  if (jobs) useSession.setState({ jobs });
}

/** A web host that was started again has nothing open; on a desktop the supervisor sees to it. */
async function openAgain({ path, readOnly }: ProjectInfo): Promise<ProjectInfo | null> {
  return call('projects.open', { path, readOnly }).catch((error: Error) => {
    warn(`${error.message} Open the project again from the start screen.`);
    return null;
  });
}

async function begin() {
  try {
    const [info, settings, project] = await Promise.all([
      call('app.info', {}),
      call('app.settings', {}),
      call('projects.current', {}),
    ]);
    takeSettings(settings);
    const lost = session().project;
    useSession.setState({ info, connection: 'ready', failure: null });
    takeProject(project ?? (lost && !desktop() ? await openAgain(lost) : null));
    // After a loss the same project is open again, but events may have been missed.
    void queryClient.invalidateQueries();
    if (session().project) void refreshJobs();
  } catch (error) {
    if ((error as { code?: string }).code === 'BACKEND_GONE') return;
    useSession.setState({ failure: error as Error });
  }
}

/** Keeps the session store in step with the backend: handshake, loss and return, project, jobs, saves, settings. */
export function followBackend(client: Client) {
  client.onGone((gone) => {
    if (gone) useSession.setState({ connection: gone.restarting ? 'reconnecting' : 'lost' });
    else void begin();
  });
  client.subscribe('project', takeProject);
  client.subscribe('settings', takeSettings);
  client.subscribe('jobs', (job) => {
    tellEnd(
      session().jobs.find((other) => other.jobId === job.jobId),
      job,
    );
    useSession.setState((state) => ({ jobs: withJob(state.jobs, job) }));
  });
  client.subscribe('changed', (change) => {
    useSession.setState({ savedAt: change.savedAt });
    invalidateTouched(change);
  });
  void client.ready.then(begin);
}
