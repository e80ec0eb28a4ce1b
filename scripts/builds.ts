import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cache, inRoot, root } from './paths.ts';

interface Build {
  name: 'renderer' | 'main' | 'preload' | 'backend';
  /** Files and folders that decide the result. */
  sources: string[];
  /** A file that is there once the build is done. */
  result: string;
}

const everyBuild = ['package-lock.json', 'package.json', 'tsconfig.json'];

const builds: Build[] = [
  {
    name: 'renderer',
    sources: ['renderer', 'shared', 'resources/icons', 'vite.renderer.config.ts', ...everyBuild],
    result: 'dist/renderer/index.html',
  },
  {
    name: 'backend',
    sources: [
      'electron/hosts',
      'electron/backend',
      'electron/analysis',
      'electron/workers',
      'shared',
      'vite.backend.config.ts',
      ...everyBuild,
    ],
    result: 'dist/backend/cli.js',
  },
  {
    name: 'main',
    sources: ['electron/main', 'shared', 'scripts/shell-build.ts', 'vite.main.config.ts', ...everyBuild],
    result: 'dist/main/main.cjs',
  },
  {
    name: 'preload',
    sources: ['electron/preload', 'shared', 'scripts/shell-build.ts', 'vite.preload.config.ts', ...everyBuild],
    result: 'dist/preload/preload.cjs',
  },
];

function filesUnder(path: string): string[] {
  if (!existsSync(inRoot(path))) return [];
  const entries = readdirSync(inRoot(path), { withFileTypes: true });
  return entries.flatMap((entry) => {
    const inside = join(path, entry.name);
    return entry.isDirectory() ? filesUnder(inside) : [inside];
  });
}

/** SHA-256 over names and bytes of the sources: the same sources give the same stamp on every machine. */
function stampOf(build: Build): string {
  const hash = createHash('sha256');
  for (const source of build.sources) {
    const files = /\.\w+$/.test(source) ? [source] : filesUnder(source).sort();
    for (const file of files) {
      if (existsSync(inRoot(file))) hash.update(`${file}\0`).update(readFileSync(inRoot(file)));
    }
  }
  return hash.digest('hex');
}

const stampFile = (build: Build) => join(cache, 'builds', build.name);

function isCurrent(build: Build, stamp: string): boolean {
  const file = stampFile(build);
  return existsSync(inRoot(build.result)) && existsSync(file) && readFileSync(file, 'utf8') === stamp;
}

/**
 * Builds the page, the backend and Electron's two bundles into dist/; each only if a source of it changed since, unless
 * `all`. Returns the names of what was built.
 */
export async function buildWhatChanged({
  all = false,
  only = null as readonly Build['name'][] | null,
  say = (_: string) => {},
} = {}): Promise<string[]> {
  const built: string[] = [];
  process.env.NODE_ENV = 'production';
  for (const build of builds) {
    if (only && !only.includes(build.name)) continue;
    const stamp = stampOf(build);
    if (!all && isCurrent(build, stamp)) continue;
    say(`Building ${build.name}`);
    // Only now: a start without anything to build should not wait for Vite.
    const { build: viteBuild } = await import('vite');
    rmSync(stampFile(build), { force: true });
    await viteBuild({
      ...(build.name === 'renderer' ? {} : { root }),
      configFile: inRoot(`vite.${build.name}.config.ts`),
      logLevel: 'warn',
      clearScreen: false,
    });
    mkdirSync(join(cache, 'builds'), { recursive: true });
    writeFileSync(stampFile(build), stamp);
    built.push(build.name);
  }
  return built;
}
