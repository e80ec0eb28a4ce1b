import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { buildWhatChanged } from './builds.ts';
import { fetchElectronRuntime, type Runtime } from './electron-runtime.ts';
import { inRoot, root } from './paths.ts';

// `npm start`: builds what changed and opens Parallax, in Electron's window or, where there can be none, in a browser.
const usage = 'Usage: npm start -- [--web] [--no-open] [--port N] [--folder DIR] [--project F | F.parallax]';
const say = (sentence: string) => console.error(sentence);

function readArguments() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      web: { type: 'boolean' },
      'no-open': { type: 'boolean' },
      port: { type: 'string' },
      project: { type: 'string' },
      folder: { type: 'string' },
    },
  });
  const named = positionals.filter((path) => path.endsWith('.parallax'));
  if (named.length !== positionals.length || named.length > 1 || (named.length === 1 && values.project)) {
    throw new Error(`Not understood: ${positionals.join(' ')}`);
  }
  if (values.port !== undefined && !/^\d{1,5}$/.test(values.port)) throw new Error(`Not a port: ${values.port}`);
  const project = values.project ?? named[0];
  // npm starts scripts in the checkout; a relative path means where the person was.
  const from = process.env.INIT_CWD ?? process.cwd();
  return {
    ...values,
    ...(project ? { project: resolve(from, project) } : {}),
    ...(values.folder ? { folder: resolve(from, values.folder) } : {}),
  };
}
type StartArguments = ReturnType<typeof readArguments>;

/** Why there can be no window here, whatever the runtime; undefined if there can. */
function whyNoWindow(asked: StartArguments): string | undefined {
  if (asked.web || asked['no-open'] || asked.port !== undefined || asked.folder) return '';
  if (process.platform !== 'linux') return undefined;
  if (!process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) return 'there is no display';
  if (process.getuid?.() === 0) return "Electron's window is not opened as root";
  return undefined;
}

function openWindow(runtime: Runtime, asked: StartArguments): Promise<number> {
  return new Promise((resolveExit, reject) => {
    const env = { ...process.env };
    delete env.ELECTRON_RUN_AS_NODE;
    const child = spawn(runtime.executable, [root, ...(asked.project ? [asked.project] : [])], {
      stdio: 'inherit',
      env,
    });
    // Ctrl-C reaches the window's process as well: only wait for its orderly end.
    process.on('SIGINT', () => {});
    process.on('SIGTERM', () => child.kill('SIGTERM'));
    child.on('error', reject);
    child.on('exit', (code) => resolveExit(code ?? 0));
  });
}

async function openInBrowser(asked: StartArguments): Promise<void> {
  const program = inRoot('dist', 'backend', 'web.js');
  const args = [
    ...(asked['no-open'] ? ['--no-open'] : []),
    ...(asked.port !== undefined ? ['--port', asked.port] : []),
    ...(asked.project ? ['--project', asked.project] : []),
    ...(asked.folder ? ['--folder', asked.folder] : []),
  ];
  process.argv.splice(1, process.argv.length - 1, program, ...args);
  await import(pathToFileURL(program).href);
}

async function start(asked: StartArguments): Promise<void> {
  await buildWhatChanged({ say });
  const obstacle = whyNoWindow(asked);
  const runtime = obstacle === undefined ? await fetchElectronRuntime(say) : undefined;
  if (runtime) {
    process.exitCode = await openWindow(runtime, asked);
    return;
  }
  const reason = obstacle ?? "Electron's runtime is not here and could not be fetched";
  if (reason) say(`Parallax opens in the browser, because ${reason}.`);
  await openInBrowser(asked);
}

let asked: StartArguments | undefined;
try {
  asked = readArguments();
} catch (error) {
  say(`${error instanceof Error ? error.message : String(error)}\n${usage}`);
  process.exitCode = 2;
}
if (asked) await start(asked);
