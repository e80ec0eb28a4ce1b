import { AppError } from '../../../../shared/contract/errors.ts';
import { fold } from '../../../../shared/text/fold.ts';
import { parseQuery } from '../../../../shared/text/query.ts';
import { compileToFts, type FtsFilter } from '../../../../shared/text/query-fts.ts';
import { type HitTerm, terms } from '../../../../shared/text/query-hits.ts';
import type { ReadableDb } from '../../db/types.ts';
import { sourcesByName, usedLanguages } from './values.ts';

export interface CompiledText {
  /** For `article_fts MATCH`; null when the query only holds `source:` or `lang:`. */
  match: string | null;
  filters: FtsFilter[];
  hitTerms: HitTerm[];
  /** What to highlight: folded words, several in a row with spaces between them, a prefix with `*` behind it. */
  terms: string[];
}

const NOTHING: CompiledText = { match: null, filters: [], hitTerms: [], terms: [] };

/**
 * The query language, ready for SQLite. Blank: finds everything.
 * @throws AppError QUERY_INVALID, with `details.position` and `details.end` as UTF-16 offsets into `text`
 */
export function compileText(text: string): CompiledText {
  if (text.trim() === '') return NOTHING;
  const parsed = parseQuery(text);
  const compiled = parsed.error ? parsed : compileToFts(parsed.ast, text);
  const error = parsed.error ?? compiled.error;
  if (error) throw new AppError('QUERY_INVALID', error.message, { position: error.start, end: error.end });
  const hitTerms = parsed.ast ? terms(parsed.ast) : [];
  const { match, filters } = compiled as { match: string | null; filters: FtsFilter[] };
  return {
    match,
    filters,
    hitTerms,
    terms: hitTerms.map((term) => term.tokens.join(' ') + (term.prefix ? '*' : '')),
  };
}

/**
 * Ids of the sources that `source:` names: those with exactly this name or domain, else those whose name or domain
 * holds the words. Case and accents do not matter.
 */
export function sourcesNamed(db: ReadableDb, names: readonly string[]): number[] {
  const sources = sourcesByName(db).map((source) => ({
    id: source.id,
    called: [fold(source.name), fold(source.domain ?? '')],
  }));
  return names.flatMap((name) => {
    const sought = fold(name).trim();
    const exact = sources.filter((source) => source.called.includes(sought));
    const found =
      exact.length > 0 ? exact : sources.filter((source) => source.called.some((it) => it.includes(sought)));
    return found.map((source) => source.id);
  });
}

/** Language tags of the corpus that `lang:` names: `lang:en` takes `en-GB` along, `lang:en-GB` only itself. */
export function languagesNamed(db: ReadableDb, tags: readonly string[]): string[] {
  const sought = tags.map((tag) => tag.trim().toLowerCase());
  return usedLanguages(db).filter((language) => {
    const own = language.toLowerCase();
    return sought.some((tag) => own === tag || own.startsWith(`${tag}-`));
  });
}
