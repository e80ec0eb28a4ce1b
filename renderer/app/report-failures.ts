import { call } from '../state/backend.ts';

let reported = 0;

/** Writes a failure of the page to the log file. At most twenty a session: a failure in a loop must not fill the disk. */
export function reportFailure(error: unknown) {
  if (reported++ >= 20) return;
  const { message, stack } = error instanceof Error ? error : new Error(String(error));
  call('app.report', { message: message.slice(0, 2000), ...(stack ? { stack: stack.slice(0, 8000) } : {}) }).catch(
    () => {},
  );
}

export function reportFailures() {
  window.addEventListener('error', (event) => {
    if (event.error) reportFailure(event.error);
  });
  window.addEventListener('unhandledrejection', (event) => reportFailure(event.reason));
}
