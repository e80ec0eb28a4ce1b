/** The command line. What it prints, and the exit codes, are what other programs rely on: see docs/command-line.md. */
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { AppError } from '../../shared/contract/errors.ts';
import { describeError, openLogFile } from '../backend/app/log.ts';
import { agreement } from './commands/agreement.ts';
import { analyze } from './commands/analyze.ts';
import { list, search, show } from './commands/articles.ts';
import { cluster } from './commands/cluster.ts';
import { compare } from './commands/compare.ts';
import { annotate, check, exportDataset, importFiles } from './commands/corpus.ts';
import { detect } from './commands/detect.ts';
import { extract } from './commands/extract.ts';
import { merge } from './commands/merge.ts';
import { exit, exitCodeOf, say, UsageError } from './commands/output.ts';
import type { Flags } from './commands/run.ts';
import { serve } from './commands/serve.ts';
import { simulate } from './commands/simulate.ts';
import { stories } from './commands/stories.ts';
import { defaultDataDir, requireNode } from './places.ts';

interface Command {
  usage: string;
  run(words: string[], flags: Flags): Promise<number>;
  flags?: Record<string, { type: 'string' | 'boolean'; multiple?: boolean }>;
}

const text = { type: 'string' } as const;
const yes = { type: 'boolean' } as const;

const commands: Record<string, Command> = {
  import: {
    usage: 'import PATH… --project F [--source-from folder|parent|none] [--max-file-mb N]',
    run: importFiles,
    flags: { 'source-from': text, 'max-file-mb': text },
  },
  list: {
    usage: 'list --project F [--query Q] [--sort COLUMN[:desc]] [--limit N] [--offset N]',
    run: list,
    flags: { query: text, sort: text, limit: text, offset: text },
  },
  show: { usage: 'show ARTICLE… --project F', run: show },
  search: {
    usage: 'search QUERY --project F [--limit N] [--offset N]',
    run: search,
    flags: { limit: text, offset: text },
  },
  analyze: { usage: 'analyze --project F [--only NAME,…]', run: analyze, flags: { only: text } },
  stories: { usage: 'stories --project F', run: stories },
  compare: { usage: 'compare A B … --project F', run: compare },
  annotate: {
    usage: 'annotate --project F --from annotations.csv [--coder NAME] [--strict] [--dry-run]',
    run: annotate,
    flags: { from: text, coder: text, strict: yes, 'dry-run': yes },
  },
  export: {
    usage:
      'export --project F --format csv|html --out PATH [--profile analysis|excel] [--story ID] [--overwrite] [--include-blind]',
    run: exportDataset,
    flags: { format: text, out: text, profile: text, story: text, overwrite: yes, 'include-blind': yes },
  },
  agreement: {
    usage:
      'agreement --project F [--unit article|sentence|span|verdict] [--codes A,B] [--coders A,B] [--query Q] [--samples N] [--seed N]',
    run: agreement,
    flags: { unit: text, codes: text, coders: text, query: text, samples: text, seed: text },
  },
  merge: { usage: 'merge OTHER… --project F', run: merge },
  check: { usage: 'check --project F', run: check },
  serve: {
    usage: 'serve [--project F] [--folder DIR] [--port N] [--open]',
    run: serve,
    flags: { folder: text, port: text, open: yes, 'no-open': yes },
  },
  cluster: {
    usage: 'cluster  (JSON Lines on stdin: {id, title?, text, published_at?, source?, language?})',
    run: cluster,
  },
  detect: {
    usage:
      'detect language|sentences|…|codes [--all] [--setting NAME=VALUE …] [--learn FILE]  (JSON Lines on stdin: {id, text, language?, title?})',
    run: detect,
    flags: { all: yes, learn: text, setting: { type: 'string', multiple: true } },
  },
  simulate: {
    usage: 'simulate [--runs N] [--seed S] [--project F]  (JSON Lines on stdin: {id, text, label: 0 | 1})',
    run: simulate,
    flags: { runs: text, seed: text },
  },
  extract: { usage: 'extract  (JSON Lines on stdin: {id, html | text, url?})', run: extract },
};

function help(): string {
  const lines = Object.values(commands).map((command) => `  parallax ${command.usage}`);
  return ['Usage:', ...lines, '', 'With --json one JSON document goes to stdout; messages go to stderr.'].join('\n');
}

async function main(args: string[]): Promise<number> {
  const [name, ...rest] = args;
  if (name === undefined || name === 'help' || name === '--help' || name === '-h') {
    process.stdout.write(`${help()}\n`);
    return name === undefined ? exit.usage : exit.done;
  }
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command) throw new UsageError(`There is no command ${name}.\n${help()}`);
  let parsed: ReturnType<typeof parseArgs>;
  try {
    parsed = parseArgs({
      args: rest,
      allowPositionals: true,
      options: { project: text, json: yes, help: { type: 'boolean', short: 'h' }, ...command.flags },
    });
  } catch (error) {
    throw new UsageError(`${(error as Error).message}\nUsage: parallax ${command.usage}`);
  }
  if (parsed.values.help) {
    process.stdout.write(`Usage: parallax ${command.usage}\n`);
    return exit.done;
  }
  return command.run(parsed.positionals, parsed.values as Flags);
}

/** Logs an error nobody foresaw, if the log can be written, and says what to tell the user. */
function reportIncident(error: unknown): string {
  const incident = randomUUID().slice(0, 8);
  try {
    const log = openLogFile(join(defaultDataDir(), 'logs', 'parallax.log'));
    log.error({ incident, command: process.argv[2], err: describeError(error) }, 'unexpected error');
    log.close();
  } catch {
    // The folder for data may be what is wrong.
  }
  const what = error instanceof Error ? error.message : String(error);
  return `Something unexpected went wrong: ${what} (incident ${incident}).`;
}

requireNode();
main(process.argv.slice(2)).then(
  // A pipe takes what it is given a piece at a time: the end waits for the last of it.
  (code) => process.stdout.write('', () => process.exit(code)),
  (error: unknown) => {
    const code = exitCodeOf(error);
    // The backend has given its own errors an incident id already.
    if (code === exit.unexpected && !(error instanceof AppError)) say(reportIncident(error));
    else say(error instanceof Error ? error.message : String(error));
    process.exit(code);
  },
);
