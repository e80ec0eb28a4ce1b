import type { Article } from '../../../shared/model/article.ts';
import { dateInWords } from '../../ui/dates.ts';

/** A passage with source, date and link below it, as people paste it into notes. */
export function quoted(article: Pick<Article, 'metadata'>, passage: string): string {
  const { source, publishedAt, title, url } = article.metadata;
  const parts = [
    source.value ?? title.value,
    publishedAt.value === null ? null : dateInWords(publishedAt.value, 'full'),
    url.value,
  ];
  const from = parts.filter(Boolean).join(', ');
  return from ? `“${passage}”\n— ${from}` : `“${passage}”`;
}
