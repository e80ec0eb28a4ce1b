import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { OutputOf } from '../../../shared/contract/contract.ts';
import { z } from '../../../shared/contract/schema.ts';

const file = z.object({
  articles: z.number().int(),
  outlets: z.array(z.unknown()),
  stories: z.array(z.unknown()),
  planted: z.object({ figures: z.array(z.unknown()), languages: z.array(z.string()) }),
  showcase: z.array(z.object({ title: z.string(), source: z.string(), kind: z.string() })),
});

/** What the start screen says of the sample corpus; null where the resources lack it. */
export function describeSampleCorpus(resourcesDir: string): OutputOf<'app.info'>['sampleCorpus'] {
  try {
    const corpus = file.parse(JSON.parse(readFileSync(join(resourcesDir, 'sample-corpus.json'), 'utf8')));
    return {
      articles: corpus.articles,
      outlets: corpus.outlets.length,
      stories: corpus.stories.length,
      figures: corpus.planted.figures.length,
      languages: corpus.planted.languages,
      showcase: corpus.showcase,
    };
  } catch {
    return null;
  }
}
