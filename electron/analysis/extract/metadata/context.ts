import type { ExtractContext, ExtractedArticle } from '../types.ts';
import { readMachineDate } from './dates.ts';
import { webAddress } from './domain.ts';
import { evidenceOf, settle } from './evidence.ts';

export { domainOf, webAddress } from './domain.ts';

/** Adds what an article's address and file name say to its evidence, and settles what holds of all of it. */
export function fillFromContext(article: ExtractedArticle, context: ExtractContext): ExtractedArticle {
  const url = webAddress(context.url);
  const address = url ?? article.url?.value ?? article.evidence.find((one) => one.field === 'url')?.value;
  return settle({
    ...article,
    evidence: [
      ...article.evidence,
      ...evidenceOf('url', [[url, 'url']]),
      ...evidenceOf('publishedAt', [
        [address ? dateInPath(address) : null, 'url'],
        [context.fileName ? dateInName(context.fileName) : null, 'file name'],
      ]),
      ...evidenceOf('title', [[context.fileName ? titleInName(context.fileName) : null, 'file name']]),
    ],
  });
}

/** A day in a path such as /2025/05/16/ or /2025-05-16-; year and month alone count as a month. */
function dateInPath(url: string): string | null {
  const path = url.replace(/^https?:\/\/[^/]+/i, '').replace(/[?#].*$/, '');
  const day = /\/((?:19|20)\d\d)[/-](0?[1-9]|1[0-2])[/-](0?[1-9]|[12]\d|3[01])(?!\d)/.exec(path);
  if (day) return readMachineDate(`${day[1]}-${day[2]!.padStart(2, '0')}-${day[3]!.padStart(2, '0')}`);
  const month = /\/((?:19|20)\d\d)\/(0[1-9]|1[0-2])\//.exec(path);
  return month ? `${month[1]}-${month[2]}` : null;
}

function dateInName(name: string): string | null {
  const match = /(?<!\d)((?:19|20)\d\d)[-_.]?(0[1-9]|1[0-2])[-_.]?(0[1-9]|[12]\d|3[01])(?!\d)/.exec(name);
  return match ? readMachineDate(`${match[1]}-${match[2]}-${match[3]}`) : null;
}

/** Words of a file name that reads like a headline; names made of numbers and hashes give nothing. */
function titleInName(name: string): string | null {
  const stem = name
    .replace(/\.(?:x?html?|txt|md|markdown|json|pdf|docx)$/i, '')
    .replace(/(?<!\d)(?:19|20)\d\d[-_.]?(?:0[1-9]|1[0-2])[-_.]?(?:0[1-9]|[12]\d|3[01])(?!\d)/, ' ');
  const words = stem.split(/[\s_-]+/).filter(Boolean);
  const spoken = words.filter((word) => /^\p{L}[\p{L}\p{M}'’]*$/u.test(word) && !/^[a-f]{6,}$/i.test(word));
  if (spoken.length < 3 || spoken.length < words.length * 0.7) return null;
  const title = words.join(' ').replace(/[.,]+$/, '');
  return title.charAt(0).toUpperCase() + title.slice(1);
}
