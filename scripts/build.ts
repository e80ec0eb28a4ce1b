import { buildWhatChanged } from './builds.ts';

const started = performance.now();
const built = await buildWhatChanged({ all: true });
process.stderr.write(`Built ${built.join(', ')} in ${((performance.now() - started) / 1000).toFixed(1)} s.\n`);
