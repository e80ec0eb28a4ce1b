import type { UserConfig } from 'vite';

/** One bundled CommonJS file that an Electron 25 (Node 18) can start: `dist/<name>/<name>.cjs`. */
export function shellBuild(name: 'main' | 'preload', entry: string): UserConfig {
  return {
    publicDir: false,
    ssr: { noExternal: true, external: ['electron'] },
    build: {
      ssr: true,
      outDir: `dist/${name}`,
      emptyOutDir: true,
      target: 'node18',
      minify: false,
      rolldownOptions: {
        input: { [name]: entry },
        external: ['electron'],
        output: { format: 'cjs', entryFileNames: '[name].cjs', codeSplitting: false },
      },
    },
  };
}
