/** The loopback web host: the same page in a browser, for machines without a display or without Electron's runtime. */
import { parseArgs } from 'node:util';
import { AppError } from '../../shared/contract/errors.ts';
import { requireNode } from './places.ts';
import { runWebHost } from './web-server/run.ts';

requireNode();
const { values } = parseArgs({
  options: {
    project: { type: 'string' },
    folder: { type: 'string' },
    port: { type: 'string', default: '0' },
    'data-dir': { type: 'string' },
    'no-open': { type: 'boolean', default: false },
    web: { type: 'boolean' },
  },
});
runWebHost({
  project: values.project,
  folder: values.folder,
  port: Number(values.port),
  open: !values['no-open'],
  dataDir: values['data-dir'],
}).then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(error instanceof AppError && error.code.startsWith('PROJECT') ? 3 : 4);
  },
);
