import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { defineConfig } from 'vite';

/** Hosts and thread entry points, each by its base name: the backend finds a worker as a file beside itself. */
function entries(...folders: string[]): Record<string, string> {
  const found: Record<string, string> = {};
  for (const folder of folders) {
    for (const file of readdirSync(folder)) {
      if (!file.endsWith('.ts') || file.endsWith('.d.ts')) continue;
      const name = basename(file, '.ts');
      if (found[name]) throw new Error(`${join(folder, file)} and ${found[name]} would both become ${name}.js`);
      found[name] = join(folder, file);
    }
  }
  return found;
}

/** The backend for Node 22.14 and later: everything bundled except the database driver. */
export default defineConfig({
  publicDir: false,
  ssr: { noExternal: true, external: ['better-sqlite3'] },
  build: {
    ssr: true,
    outDir: 'dist/backend',
    emptyOutDir: true,
    target: 'node22',
    minify: false,
    chunkSizeWarningLimit: 8192,
    rolldownOptions: {
      input: entries('electron/hosts', 'electron/workers'),
      external: ['better-sqlite3'],
      // Chunks lie flat too, so that a path relative to import.meta.url means the same in an entry and in a chunk.
      output: { format: 'esm', entryFileNames: '[name].js', chunkFileNames: 'chunk-[name]-[hash].js' },
    },
  },
});
