import type { OutputOf } from '../../../../shared/contract/contract.ts';
import { cleaners } from '../../../analysis/cleaning/index.ts';
import { extractors } from '../../../analysis/extract/extractors.ts';
import type { ReadableDb } from '../../db/types.ts';

const TODAY = new Set(
  [...Object.values(extractors), ...Object.values(cleaners)].map(({ name, version }) => `${name} ${version}`),
);
/** A text is by today's procedures when each that had a part in it is. */
const isCurrent = (extractor: string) => extractor.split(' + ').every((part) => TODAY.has(part));

export function originalsStatus(db: ReadableDb): OutputOf<'originals.status'> {
  const articles = db.value<number>(`SELECT n FROM tally WHERE name = 'articles'`) ?? 0;
  const { inProject, byReference } = db.get<{ inProject: number; byReference: number }>(
    `SELECT count(*) FILTER (WHERE kept = 'project') AS inProject, count(*) FILTER (WHERE kept = 'file') AS byReference
     FROM article_original`,
  )!;
  const { bytes, compressedBytes } = db.get<{ bytes: number; compressedBytes: number }>(
    'SELECT total(size) AS bytes, total(length(bytes)) AS compressedBytes FROM original',
  )!;
  return {
    articles,
    inProject,
    byReference,
    none: articles - inProject - byReference,
    bytes,
    compressedBytes,
    extractors: db
      .all<{ extractor: string; articles: number }>(
        `SELECT v.extractor, count(*) AS articles FROM article a JOIN text_version v ON v.id = a.text_version_id
         GROUP BY v.extractor ORDER BY articles DESC, v.extractor`,
      )
      .map((one) => ({ ...one, current: isCurrent(one.extractor) })),
  };
}
