import type { HostReply, HostRequest, RunningJob } from '../hosts/protocol.ts';

/** A started backend, whatever kind of process it is. `port` is only meant for a utility process. */
export interface BackendProcess {
  send(request: HostRequest, port?: unknown): void;
  onMessage(listener: (reply: HostReply) => void): void;
  onExit(listener: (code: number | null) => void): void;
  kill(): void;
}

export interface SupervisorClock {
  /** Milliseconds, monotonic. */
  now(): number;
  /** Returns a function that calls it off. */
  after(milliseconds: number, then: () => void): () => void;
}

export type SupervisorState =
  | { kind: 'starting' }
  | { kind: 'ready'; process: BackendProcess; failedProject?: string }
  /** `attempt` counts the restarts within the last five minutes; without `restarting` only a person can start it again. */
  | { kind: 'gone'; restarting: boolean; attempt: number; reason: string }
  | { kind: 'stopped' };

export interface SupervisorOptions {
  spawn(): BackendProcess;
  clock: SupervisorClock;
  /** The backend must report this very version: page, shell and backend are built together. */
  version: string;
  log(event: string, details?: Record<string, unknown>): void;
  onState(state: SupervisorState): void;
  /** Messages that belong to a page. */
  onWire(reply: Extract<HostReply, { kind: 'wire' }>): void;
}

export interface Supervisor {
  start(): void;
  /** Starts again after it was given up. */
  restart(): void;
  readonly state: SupervisorState;
  /** Empty when there is no backend, or none that answers within two seconds. */
  runningJobs(): Promise<RunningJob[]>;
  /** Asks the backend to end, waits five seconds, then kills it. */
  stop(): Promise<void>;
}

export const limits = {
  readyWithin: 30_000,
  heartbeat: 5_000,
  /** Pings in a row without an answer. Counted, not timed: a laptop that slept wakes up with no missed ones. */
  missedPings: 4,
  restarts: 3,
  restartWindow: 5 * 60_000,
  backoff: [250, 1_000, 4_000],
  answerWithin: 2_000,
  stopWithin: 5_000,
} as const;

export function createSupervisor(options: SupervisorOptions): Supervisor {
  const { clock, log } = options;
  let state: SupervisorState = { kind: 'stopped' };
  let running: BackendProcess | undefined;
  let stopping: (() => void) | undefined;
  let restartTimes: number[] = [];
  let timers: (() => void)[] = [];
  let nextNonce = 1;
  let missed = 0;
  const jobAnswers = new Map<number, (jobs: RunningJob[]) => void>();

  function setState(next: SupervisorState) {
    state = next;
    options.onState(next);
  }

  function clearTimers() {
    for (const callOff of timers) callOff();
    timers = [];
  }

  function beat(process: BackendProcess) {
    if (process !== running) return;
    if (missed >= limits.missedPings) {
      log('backend.unresponsive', { missed });
      return lose(process, 'it stopped answering');
    }
    missed += 1;
    process.send({ kind: 'ping', nonce: nextNonce++ });
    timers.push(clock.after(limits.heartbeat, () => beat(process)));
  }

  function becomeReady(process: BackendProcess, { version, failedProject }: Extract<HostReply, { kind: 'ready' }>) {
    if (state.kind !== 'starting') return;
    if (version !== options.version) {
      return giveUp(process, `its version is ${version}, this window's is ${options.version}`);
    }
    clearTimers();
    missed = 0;
    log('backend.ready', { version });
    setState({ kind: 'ready', process, ...(failedProject ? { failedProject } : {}) });
    beat(process);
  }

  function receive(process: BackendProcess, reply: HostReply) {
    if (process !== running) return;
    switch (reply.kind) {
      case 'ready':
        return becomeReady(process, reply);
      case 'failed':
        log('backend.failed', { message: reply.message });
        return;
      case 'pong':
        missed = 0;
        return;
      case 'jobs':
        jobAnswers.get(reply.nonce)?.(reply.jobs);
        return;
      case 'wire':
        return options.onWire(reply);
    }
  }

  function letGo(process: BackendProcess) {
    running = undefined;
    clearTimers();
    for (const answer of [...jobAnswers.values()]) answer([]);
    process.kill();
  }

  function giveUp(process: BackendProcess, reason: string) {
    letGo(process);
    log('backend.given-up', { reason });
    setState({ kind: 'gone', restarting: false, attempt: restartTimes.length, reason });
  }

  function lose(process: BackendProcess, reason: string) {
    if (process !== running) return;
    if (stopping) {
      letGo(process);
      return stopping();
    }
    const now = clock.now();
    restartTimes = restartTimes.filter((time) => now - time < limits.restartWindow);
    if (restartTimes.length >= limits.restarts) return giveUp(process, reason);
    letGo(process);
    const wait = limits.backoff[restartTimes.length] ?? limits.backoff[limits.backoff.length - 1]!;
    restartTimes.push(now);
    log('backend.gone', { reason, attempt: restartTimes.length, wait });
    setState({ kind: 'gone', restarting: true, attempt: restartTimes.length, reason });
    timers.push(clock.after(wait, start));
  }

  function start() {
    if (running || stopping) return;
    clearTimers();
    const process = options.spawn();
    running = process;
    process.onMessage((reply) => receive(process, reply));
    process.onExit((code) => lose(process, `it ended with code ${code}`));
    timers.push(clock.after(limits.readyWithin, () => lose(process, 'it was not ready within 30 seconds')));
    setState({ kind: 'starting' });
  }

  return {
    start,
    restart() {
      if (state.kind !== 'gone' || state.restarting) return;
      restartTimes = [];
      start();
    },
    get state() {
      return state;
    },
    runningJobs() {
      if (state.kind !== 'ready') return Promise.resolve([]);
      const nonce = nextNonce++;
      const { process } = state;
      return new Promise((resolve) => {
        const answer = (jobs: RunningJob[]) => {
          callOff();
          jobAnswers.delete(nonce);
          resolve(jobs);
        };
        const callOff = clock.after(limits.answerWithin, () => answer([]));
        jobAnswers.set(nonce, answer);
        process.send({ kind: 'jobs?', nonce });
      });
    },
    stop() {
      return new Promise((resolve) => {
        const done = () => {
          clearTimers();
          setState({ kind: 'stopped' });
          resolve();
        };
        stopping = done;
        clearTimers();
        const process = running;
        if (!process) return done();
        process.send({ kind: 'shutdown' });
        timers.push(clock.after(limits.stopWithin, () => lose(process, 'it did not end when asked')));
      });
    },
  };
}
