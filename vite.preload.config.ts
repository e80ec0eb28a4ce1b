import { shellBuild } from './scripts/shell-build.ts';

/** The bridge. A sandboxed preload can load nothing but itself, so it is a bundle of its own. */
export default shellBuild('preload', 'electron/preload/index.ts');
