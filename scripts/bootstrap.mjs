/**
 * What every npm script goes through: `node scripts/bootstrap.mjs NAME ARGS…` installs the packages if they are missing
 * or out of date, moves on to the Node that came with them, and runs scripts/NAME.ts there.
 *
 * Starts on whatever Node the machine has (20 or later), so: built-in modules only, no TypeScript.
 * Its own words go to stderr, because the command line's stdout belongs to the command.
 */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { constants } from 'node:os';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const OLDEST_NODE = [22, 14];

function say(sentence) {
  process.stderr.write(`${sentence}\n`);
}

function isNewEnough(version) {
  const [major, minor] = version.replace(/^v/, '').split('.').map(Number);
  return major > OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor >= OLDEST_NODE[1]);
}

/** The Node 24 that the lock file brings on Linux and Windows; none on macOS. */
function packagedNode() {
  const file = process.platform === 'win32' ? 'node.exe' : 'node';
  const path = join(
    root,
    'node_modules',
    `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`,
    'bin',
    file,
  );
  return existsSync(path) ? path : undefined;
}

function readJson(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}

/** npm's own record of what lies in node_modules, held against the lock file. Optional packages may be absent. */
export function packagesAreCurrent(folder = root) {
  const wanted = readJson(join(folder, 'package-lock.json'))?.packages;
  const present = readJson(join(folder, 'node_modules', '.package-lock.json'))?.packages;
  if (!wanted || !present) return false;
  return Object.entries(wanted).every(([path, entry]) => {
    if (path === '') return true;
    if (!present[path]) return Boolean(entry.optional || entry.devOptional || entry.peer);
    return present[path].version === entry.version;
  });
}

/** Resolves with the exit code, as a shell would count it; passes termination signals on. */
function run(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: 'inherit', ...options });
    // Ctrl-C reaches the child by itself (same terminal): only wait for it to end. The others have to be passed on.
    const wait = () => {};
    const pass = (signal) => child.kill(signal);
    process.on('SIGINT', wait);
    process.on('SIGTERM', pass);
    process.on('SIGHUP', pass);
    child.on('error', reject);
    child.on('exit', (code, signal) => {
      process.off('SIGINT', wait);
      process.off('SIGTERM', pass);
      process.off('SIGHUP', pass);
      resolve(code ?? 128 + (constants.signals[signal] ?? 0));
    });
  });
}

async function install() {
  say('Installing packages, once. This takes about a minute.');
  // npm's own Node, not the one inside node_modules, which npm ci takes away.
  const inside = !relative(join(root, 'node_modules'), process.execPath).startsWith(`..${sep}`);
  const node = inside ? (process.env.npm_node_execpath ?? 'node') : process.execPath;
  const npm = process.env.npm_execpath;
  const args = ['ci', '--loglevel=error', '--no-audit', '--no-fund'];
  const options = { cwd: root, stdio: ['ignore', 2, 2], shell: !npm && process.platform === 'win32' };
  const code = npm?.endsWith('.js') ? await run(node, [npm, ...args], options) : await run('npm', args, options);
  if (code !== 0)
    throw new Error(`npm ci ended with exit code ${code}. Check the connection to the npm registry, then try again.`);
}

async function main([name, ...args]) {
  if (!packagesAreCurrent()) await install();
  const script = join(root, 'scripts', `${name}.ts`);
  if (!existsSync(script)) throw new Error(`There is no script named ${name}: ${relative(root, script)} is missing.`);

  const node = packagedNode() ?? process.execPath;
  const onRightNode = isNewEnough(process.version) && process.features.typescript;
  if (onRightNode) {
    process.argv.splice(1, process.argv.length - 1, script, ...args);
    await import(pathToFileURL(script).href);
    return;
  }
  if (node === process.execPath && !isNewEnough(process.version)) {
    throw new Error(
      `Parallax needs Node ${OLDEST_NODE.join('.')} or later here; this is ${process.version}. Install a current Node and try again.`,
    );
  }
  const flags =
    node === process.execPath ? ['--experimental-strip-types', '--disable-warning=ExperimentalWarning'] : [];
  const path = `${join(root, 'node_modules', '.bin')}${process.platform === 'win32' ? ';' : ':'}${process.env.PATH ?? ''}`;
  process.exitCode = await run(node, [...flags, script, ...args], { env: { ...process.env, PATH: path } });
}

if (process.argv[1] && fileURLToPath(import.meta.url) === process.argv[1]) {
  main(process.argv.slice(2)).catch((error) => {
    say(error instanceof Error ? error.message : String(error));
    process.exitCode = 4;
  });
}
