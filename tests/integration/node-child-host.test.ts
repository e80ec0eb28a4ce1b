import { type ChildProcess, fork } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { HostReply, HostRequest } from '../../electron/hosts/protocol.ts';
import type { BackendProcess, SupervisorState } from '../../electron/main/supervisor.ts';
import { createSupervisor } from '../../electron/main/supervisor.ts';
import { inRoot } from '../../scripts/paths.ts';
import { type ClientMessage, channelPair, type ServerMessage } from '../../shared/contract/channel.ts';
import { createClient } from '../../shared/contract/client.ts';

const newFolder = () => mkdtempSync(join(tmpdir(), 'parallax-host-'));
let children: ChildProcess[] = [];
afterEach(() => {
  for (const child of children) child.kill('SIGKILL');
  children = [];
});

/** The real host from the sources, as Electron's shell starts it where its own Node is too old. */
function spawnHost(args: string[]): BackendProcess {
  const child = fork(inRoot('electron', 'hosts', 'node-child.ts'), args, {
    execArgv: [],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  children.push(child);
  return {
    send: (request: HostRequest) => void (child.connected && child.send(request, () => {})),
    onMessage: (listener) => void child.on('message', (reply) => listener(reply as HostReply)),
    onExit: (listener) => void child.on('exit', (code) => listener(code)),
    kill: () => void child.kill('SIGKILL'),
  };
}

/** A supervisor with real time, one page, and a backend in a real process. */
function supervise(args: string[]) {
  const [page, shell] = channelPair();
  const states: SupervisorState[] = [];
  const client = createClient(page);
  let greeting: ClientMessage[] = [];
  let connection = 0;
  const supervisor = createSupervisor({
    version: '9.9.9',
    clock: {
      now: () => performance.now(),
      after(milliseconds, then) {
        const timer = setTimeout(then, milliseconds);
        return () => clearTimeout(timer);
      },
    },
    log: () => {},
    spawn: () => spawnHost(['--version', '9.9.9', ...args]),
    onState(state) {
      states.push(state);
      if (state.kind === 'gone') shell.send({ type: 'gone', restarting: state.restarting, attempt: state.attempt });
      if (state.kind !== 'ready') return;
      state.process.send({ kind: 'connect', connection: ++connection });
      if (connection > 1) greeting = [{ type: 'hello', version: '1' }];
      for (const message of greeting) state.process.send({ kind: 'wire', connection, message });
    },
    onWire: ({ message }) => shell.send(message as ServerMessage),
  });
  shell.onMessage((message) => {
    if (supervisor.state.kind !== 'ready') greeting.push(message as ClientMessage);
    else supervisor.state.process.send({ kind: 'wire', connection, message: message as ClientMessage });
  });
  supervisor.start();
  return { supervisor, client, states };
}

describe('the backend as a Node child', () => {
  it('says its version, answers calls with bytes in them, and ends when asked', async () => {
    const { supervisor, client, states } = supervise(['--data-dir', newFolder()]);
    expect(await client.ready).toBe('9.9.9');
    expect(await client.call('app.info', {})).toMatchObject({ version: '9.9.9', host: 'desktop' });
    const { uploadId } = await client.call('import.beginUpload', { title: 'Dock notes', files: 1, bytes: 3 });
    const piece = { uploadId, path: 'dock.txt', offset: 0, bytes: new Uint8Array([65, 66, 67]) };
    expect(await client.call('import.uploadPiece', piece)).toEqual({ received: 3 });
    expect(await supervisor.runningJobs()).toEqual([]);
    const exited = new Promise((resolve) => children[0]?.on('exit', resolve));
    await supervisor.stop();
    expect(await exited).toBe(0);
    expect(states.map(({ kind }) => kind)).toEqual(['starting', 'ready', 'stopped']);
  });

  it('killed, fails the calls that wait, and comes back with its project open', async () => {
    const dataDir = newFolder();
    const path = join(newFolder(), 'dock.parallax');
    const setup = supervise(['--data-dir', dataDir]);
    await setup.client.call('projects.create', { path });
    await setup.supervisor.stop();

    const { supervisor, client } = supervise(['--data-dir', dataDir, '--project', path]);
    expect(await client.call('projects.current', {})).toMatchObject({ path });
    const back = new Promise<void>((resolve) => client.onGone((gone) => !gone && resolve()));
    children.at(-1)?.kill('SIGKILL');
    // Its end is not known yet: the call goes out and can never be answered.
    await expect(client.call('projects.check', {})).rejects.toMatchObject({ code: 'BACKEND_GONE' });
    await back;
    expect(await client.call('projects.current', {})).toMatchObject({ path });
    await supervisor.stop();
  });

  it('is there without a project when the one it was given is none', async () => {
    const path = join(newFolder(), 'letters.parallax');
    writeFileSync(path, 'Dear Marta');
    const { supervisor, client } = supervise(['--data-dir', newFolder(), '--project', path]);
    await client.ready;
    expect(supervisor.state).toMatchObject({ kind: 'ready', failedProject: path });
    expect(await client.call('projects.current', {})).toBeNull();
    await expect(client.call('projects.open', { path })).rejects.toMatchObject({ code: 'NOT_A_PROJECT' });
    await supervisor.stop();
  });

  it('ends by itself when whoever started it is gone', async () => {
    const { client } = supervise(['--data-dir', newFolder()]);
    await client.ready;
    const child = children[0]!;
    const exited = new Promise((resolve) => child.on('exit', (code) => resolve(code)));
    child.disconnect();
    expect(await exited).toBe(0);
  });
});
