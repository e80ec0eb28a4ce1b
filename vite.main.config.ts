import { shellBuild } from './scripts/shell-build.ts';

/** Electron's main process. */
export default shellBuild('main', 'electron/main/index.ts');
