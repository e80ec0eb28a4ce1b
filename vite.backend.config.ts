import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { defineConfig, type Plugin } from 'vite';
import { lazyLanguageTable } from './scripts/language-table.ts';

const hosts = ['utility', 'node-child', 'web', 'cli'];

/** Hosts and thread entry points, each by its base name: the backend finds a worker as a file beside itself. */
function entries(): Record<string, string> {
  const found: Record<string, string> = {};
  for (const name of hosts) found[name] = join('electron/hosts', `${name}.ts`);
  for (const file of readdirSync(join(import.meta.dirname, 'electron/workers'))) {
    const name = basename(file, '.ts');
    if (!file.endsWith('.ts')) continue;
    if (found[name]) throw new Error(`electron/workers/${file} and ${found[name]} would both become ${name}.js`);
    found[name] = join('electron/workers', file);
  }
  return found;
}

/** In a packaged app the files lie outside the archive, away from Parallax's package.json that says what kind they are. */
const asModules: Plugin = {
  name: 'parallax-module-type',
  generateBundle() {
    this.emitFile({ type: 'asset', fileName: 'package.json', source: '{ "type": "module" }\n' });
  },
};

/** The backend for Node 22.15 and later: everything bundled except the database driver. */
export default defineConfig({
  publicDir: false,
  plugins: [asModules, lazyLanguageTable()],
  ssr: { noExternal: true, external: ['better-sqlite3'] },
  build: {
    ssr: true,
    outDir: 'dist/backend',
    emptyOutDir: true,
    target: 'node22',
    minify: false,
    chunkSizeWarningLimit: 8192,
    rolldownOptions: {
      input: entries(),
      external: ['better-sqlite3'],
      // Chunks lie flat too, so that a path relative to import.meta.url means the same in an entry and in a chunk.
      output: { format: 'esm', entryFileNames: '[name].js', chunkFileNames: 'chunk-[name]-[hash].js' },
    },
  },
});
