import { createHash } from 'node:crypto';
import { mkdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { exit, printJson, say, UsageError } from './output.ts';
import { type Flags, withProject } from './run.ts';
import { allStories } from './stories.ts';

interface Written {
  path: string;
  rows: null;
  sha256: string;
}

/**
 * `export --format html`: the page of one story as one file, or a folder with one for each. It appears complete or not at all.
 * @param out a file for one story, a folder for all
 */
export async function exportReports(flags: Flags, out: string): Promise<number> {
  const wanted = flags.story;
  if (flags.overwrite !== true && (await stat(out).catch(() => null)) !== null) {
    throw new UsageError(`${out} is there already. Choose another place, or say --overwrite.`);
  }
  return withProject(flags, { write: false }, async (run) => {
    const report = (storyId: string) => run.client.call('stories.report', { storyId });
    const sha256 = (html: string) => createHash('sha256').update(html).digest('hex');
    const partial = `${out}.partial`;
    const files: Written[] = [];
    await rm(partial, { recursive: true, force: true });
    try {
      if (typeof wanted === 'string') {
        const { html } = await report(wanted);
        await writeFile(partial, html);
        files.push({ path: out, rows: null, sha256: sha256(html) });
      } else {
        await mkdir(partial);
        for (const { storyId } of (await allStories(run)).rows) {
          run.signal.throwIfAborted();
          const { fileName, html } = await report(storyId);
          await writeFile(join(partial, fileName), html);
          files.push({ path: fileName, rows: null, sha256: sha256(html) });
        }
      }
      if (flags.overwrite === true) await rm(out, { recursive: true, force: true });
      await rename(partial, out);
    } catch (error) {
      await rm(partial, { recursive: true, force: true });
      throw error;
    }
    const losses = [
      {
        what: 'texts',
        count: files.length,
        why: 'A report has the sentences that the story page shows, not the articles.',
      },
    ];
    if (flags.json) printJson({ files, losses });
    else {
      process.stdout.write(`${files.length} ${files.length === 1 ? 'report' : 'reports'} in ${out}\n`);
      for (const { what, why } of losses) say(`Not carried over: ${what}. ${why}`);
    }
    return exit.done;
  });
}
