import { type ChildProcess, spawn } from 'node:child_process';

/** A display of our own, where the machine has none. Resolves with what ends it. */
export function startDisplay(): Promise<() => void> {
  if (process.platform !== 'linux' || process.env.DISPLAY) return Promise.resolve(() => {});
  return new Promise((resolve, reject) => {
    const args = ['-displayfd', '3', '-screen', '0', '1600x1000x24', '-nolisten', 'tcp'];
    const server: ChildProcess = spawn('Xvfb', args, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
    server.on('error', reject);
    server.on('exit', (code) => reject(new Error(`Xvfb ended with code ${code}`)));
    const number = server.stdio[3] as NodeJS.ReadableStream;
    number.once('data', (chunk: Buffer) => {
      // Workers of the test runner are started with this environment.
      process.env.DISPLAY = `:${chunk.toString().trim()}`;
      resolve(() => {
        delete process.env.DISPLAY;
        server.kill();
      });
    });
  });
}
