import { type ChildProcess, spawn } from 'node:child_process';
import type { ClientRequest, IncomingMessage } from 'node:http';
import { createInterface } from 'node:readline';
import { createServer, type ProxyOptions, type ViteDevServer } from 'vite';
import { buildWhatChanged } from './builds.ts';
import { electronRuntime, type Runtime } from './electron-runtime.ts';
import { inRoot, root } from './paths.ts';

// `npm run dev`: the page with hot reload, and a backend that starts again when a file of it changes. In Electron's
// window where there is a runtime and a display, otherwise in a browser. What stands after -- goes to the web host.
const say = (sentence: string) => console.log(sentence);
const PAGE_PORT = 5173;
const origin = `http://127.0.0.1:${PAGE_PORT}`;

const WEB_PORT = 5174;
const webOrigin = `http://127.0.0.1:${WEB_PORT}`;

/** What lets this proxy in at the web host; another one after each restart. */
let cookie: string | undefined;
let running: ChildProcess | undefined;

/** The page is served by Vite; its socket and its downloads come from the web host, which wants its own origin. */
const toWebHost: ProxyOptions = {
  target: webOrigin,
  ws: true,
  changeOrigin: true,
  configure(proxy) {
    const letIn = (request: ClientRequest, incoming: IncomingMessage) => {
      const from = incoming.headers.origin;
      // The proxy holds the token: it must not lend it to a page from elsewhere.
      if (!cookie || (from !== undefined && from !== origin)) return void request.destroy();
      request.setHeader('cookie', cookie);
      if (from) request.setHeader('origin', webOrigin);
    };
    proxy.on('proxyReq', letIn);
    proxy.on('proxyReqWs', letIn);
  },
};

function startWebHost(onReady: () => void): ChildProcess {
  const args = ['--no-open', '--port', String(WEB_PORT), ...process.argv.slice(2)];
  const child = spawn(process.execPath, [inRoot('electron', 'hosts', 'web.ts'), ...args], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  createInterface({ input: child.stdout! }).on('line', (line) => {
    if (!URL.canParse(line)) return say(line);
    const url = new URL(line);
    cookie = `parallax_${url.port}=${url.searchParams.get('token')}`;
    onReady();
  });
  return child;
}

function startElectron(runtime: Runtime): ChildProcess {
  const env: NodeJS.ProcessEnv = { ...process.env, PARALLAX_DEV_URL: `${origin}/` };
  delete env.ELECTRON_RUN_AS_NODE;
  return spawn(runtime.executable, [root, ...process.argv.slice(2)], { stdio: 'inherit', env });
}

/** Resolves when the process is gone. */
function end(child: ChildProcess | undefined): Promise<void> {
  return new Promise((resolve) => {
    if (!child || child.exitCode !== null || child.signalCode !== null) return resolve();
    child.once('exit', () => resolve());
    child.kill('SIGTERM');
  });
}

function openBrowser(url: string) {
  if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) return;
  const opener = { darwin: 'open', win32: 'explorer' }[process.platform as string] ?? 'xdg-open';
  spawn(opener, [url], { stdio: 'ignore', detached: true })
    .on('error', () => {})
    .unref();
}

/** Calls `restart` once for a burst of changes. */
function onSourceChange(server: ViteDevServer, restart: () => Promise<void>) {
  let waiting: NodeJS.Timeout | undefined;
  server.watcher.add([inRoot('electron'), inRoot('shared')]);
  server.watcher.on('all', (_event, path) => {
    if (!path.endsWith('.ts') || !(path.startsWith(inRoot('electron')) || path.startsWith(inRoot('shared')))) return;
    clearTimeout(waiting);
    waiting = setTimeout(() => void restart(), 200);
  });
}

const asRoot = process.platform === 'linux' && process.getuid?.() === 0;
const hasDisplay = process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
const runtime = asRoot || !hasDisplay ? undefined : electronRuntime();

const server = await createServer({
  configFile: inRoot('vite.renderer.config.ts'),
  base: '/',
  server: {
    host: '127.0.0.1',
    port: PAGE_PORT,
    strictPort: true,
    proxy: runtime ? {} : { '/channel': toWebHost, '/download': toWebHost },
  },
});
await server.listen();

async function startBehind() {
  if (runtime) {
    await buildWhatChanged({ say });
    running = startElectron(runtime);
  } else {
    running = startWebHost(() => server.ws.send({ type: 'full-reload' }));
  }
}

await startBehind();
say(`${origin}/`);
if (!runtime) openBrowser(`${origin}/`);
onSourceChange(server, async () => {
  say('A source changed: starting the backend again');
  await end(running);
  await startBehind();
});
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, async () => {
    await end(running);
    await server.close();
    process.exit(0);
  });
}
