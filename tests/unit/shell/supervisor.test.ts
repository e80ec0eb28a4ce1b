import { describe, expect, it } from 'vitest';
import type { HostReply, HostRequest } from '../../../electron/hosts/protocol.ts';
import {
  type BackendProcess,
  createSupervisor,
  limits,
  type SupervisorClock,
  type SupervisorState,
} from '../../../electron/main/supervisor.ts';

/** Time that passes only when a test says so. */
function testClock() {
  let now = 0;
  let waiting: { at: number; then: () => void }[] = [];
  const clock: SupervisorClock = {
    now: () => now,
    after(milliseconds, then) {
      const entry = { at: now + milliseconds, then };
      waiting.push(entry);
      return () => {
        waiting = waiting.filter((other) => other !== entry);
      };
    },
  };
  function pass(milliseconds: number) {
    const end = now + milliseconds;
    for (;;) {
      const next = waiting.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
      if (!next) break;
      waiting = waiting.filter((other) => other !== next);
      now = next.at;
      next.then();
    }
    now = end;
  }
  return { clock, pass, pending: () => waiting.length };
}

class FakeBackend implements BackendProcess {
  sent: HostRequest[] = [];
  killed = false;
  answersPings = true;
  #reply: (reply: HostReply) => void = () => {};
  #exit: (code: number | null) => void = () => {};
  send(request: HostRequest) {
    this.sent.push(request);
    if (request.kind === 'ping' && this.answersPings) this.reply({ kind: 'pong', nonce: request.nonce });
  }
  onMessage(listener: (reply: HostReply) => void) {
    this.#reply = listener;
  }
  onExit(listener: (code: number | null) => void) {
    this.#exit = listener;
  }
  kill() {
    this.killed = true;
  }
  reply(reply: HostReply) {
    this.#reply(reply);
  }
  die(code = 1) {
    this.#exit(code);
  }
}

function supervised() {
  const time = testClock();
  const started: FakeBackend[] = [];
  const states: SupervisorState[] = [];
  const supervisor = createSupervisor({
    version: '1.2.3',
    clock: time.clock,
    log: () => {},
    spawn() {
      const backend = new FakeBackend();
      started.push(backend);
      return backend;
    },
    onState: (state) => states.push(state),
    onWire: () => {},
  });
  const latest = () => started.at(-1)!;
  const becomeReady = () => latest().reply({ kind: 'ready', version: '1.2.3' });
  return { ...time, supervisor, started, states, latest, becomeReady };
}

describe('the supervisor', () => {
  it('is ready once the backend has said its version', () => {
    const { supervisor, states, latest, becomeReady } = supervised();
    supervisor.start();
    expect(states.map(({ kind }) => kind)).toEqual(['starting']);
    becomeReady();
    expect(supervisor.state).toEqual({ kind: 'ready', process: latest() });
  });

  it('gives up a backend of another version at once: a restart would not change it', () => {
    const { supervisor, latest, started, pass } = supervised();
    supervisor.start();
    latest().reply({ kind: 'ready', version: '1.2.4' });
    expect(supervisor.state).toMatchObject({ kind: 'gone', restarting: false });
    expect(latest().killed).toBe(true);
    pass(limits.restartWindow);
    expect(started).toHaveLength(1);
  });

  it('restarts three times within five minutes, later each time, then leaves it to a person', () => {
    const { supervisor, started, latest, becomeReady, pass } = supervised();
    supervisor.start();
    for (const [index, wait] of limits.backoff.entries()) {
      becomeReady();
      latest().die();
      expect(supervisor.state).toMatchObject({ kind: 'gone', restarting: true, attempt: index + 1 });
      pass(wait - 1);
      expect(started).toHaveLength(index + 1);
      pass(1);
      expect(started).toHaveLength(index + 2);
    }
    becomeReady();
    latest().die();
    expect(supervisor.state).toMatchObject({ kind: 'gone', restarting: false, attempt: 3 });
    pass(limits.restartWindow);
    expect(started).toHaveLength(4);
    supervisor.restart();
    becomeReady();
    expect(supervisor.state.kind).toBe('ready');
  });

  it('forgets deaths that are more than five minutes ago', () => {
    const { supervisor, latest, becomeReady, pass } = supervised();
    supervisor.start();
    becomeReady();
    for (let death = 1; death <= 6; death++) {
      latest().die();
      expect(supervisor.state).toMatchObject({ kind: 'gone', restarting: true, attempt: 1 });
      pass(limits.backoff[0]);
      becomeReady();
      pass(limits.restartWindow);
    }
  });

  it('replaces a backend that is not ready within 30 seconds', () => {
    const { supervisor, started, pass } = supervised();
    supervisor.start();
    pass(limits.readyWithin);
    expect(started[0]?.killed).toBe(true);
    expect(supervisor.state).toMatchObject({ kind: 'gone', restarting: true });
    pass(limits.backoff[0]);
    expect(started).toHaveLength(2);
  });

  it('replaces a backend that answers no ping any more, and keeps one that does', () => {
    const { supervisor, started, latest, becomeReady, pass } = supervised();
    supervisor.start();
    becomeReady();
    pass(limits.heartbeat * 100);
    expect(supervisor.state.kind).toBe('ready');
    latest().answersPings = false;
    pass(limits.heartbeat * (limits.missedPings + 1));
    expect(started[0]?.killed).toBe(true);
    expect(supervisor.state).toMatchObject({ kind: 'gone', reason: 'it stopped answering' });
  });

  it('ignores what a replaced backend still says', () => {
    const { supervisor, started, becomeReady, latest, pass } = supervised();
    supervisor.start();
    latest().die();
    pass(limits.backoff[0]);
    started[0]?.reply({ kind: 'ready', version: '1.2.3' });
    started[0]?.die();
    expect(supervisor.state.kind).toBe('starting');
    becomeReady();
    expect(supervisor.state).toMatchObject({ kind: 'ready', process: started[1] });
  });

  it('asks for running jobs, and takes silence and death for none', async () => {
    const { supervisor, latest, becomeReady, pass } = supervised();
    expect(await supervisor.runningJobs()).toEqual([]);
    supervisor.start();
    becomeReady();
    const jobs = [{ id: '1', title: 'Import of field notes' }];
    const asked = supervisor.runningJobs();
    const request = latest().sent.findLast(({ kind }) => kind === 'jobs?') as { nonce: number };
    latest().reply({ kind: 'jobs', nonce: request.nonce, jobs });
    expect(await asked).toEqual(jobs);
    const silent = supervisor.runningJobs();
    pass(limits.answerWithin);
    expect(await silent).toEqual([]);
    const dying = supervisor.runningJobs();
    latest().die();
    expect(await dying).toEqual([]);
  });

  it('ends in order: asks, and leaves no timer behind', async () => {
    const { supervisor, latest, started, becomeReady, pass, pending } = supervised();
    supervisor.start();
    becomeReady();
    const stopped = supervisor.stop();
    expect(latest().sent.at(-1)).toEqual({ kind: 'shutdown' });
    latest().die(0);
    await stopped;
    expect(supervisor.state).toEqual({ kind: 'stopped' });
    expect(pending()).toBe(0);
    pass(limits.restartWindow);
    expect(started).toHaveLength(1);
  });

  it('kills a backend that does not end within five seconds', async () => {
    const { supervisor, latest, becomeReady, pass } = supervised();
    supervisor.start();
    becomeReady();
    const stopped = supervisor.stop();
    pass(limits.stopWithin - 1);
    expect(latest().killed).toBe(false);
    pass(1);
    await stopped;
    expect(latest().killed).toBe(true);
  });
});
