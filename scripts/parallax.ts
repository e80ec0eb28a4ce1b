import { existsSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { inRoot } from './paths.ts';

// `npm run parallax -- COMMAND …`. Not built here: stdout belongs to the command, and a command should not take a minute.
const program = inRoot('dist', 'backend', 'cli.js');
if (existsSync(program)) {
  process.argv[1] = program;
  await import(pathToFileURL(program).href);
} else {
  process.stderr.write('Parallax is not built yet: run "npm run build" first.\n');
  process.exitCode = 2;
}
