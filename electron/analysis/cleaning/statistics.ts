import { countWords } from '../extract/text/lines.ts';
import { lineHash, ruleIdOf } from './canonical.ts';
import { groupCopies } from './copies.ts';
import { storedLines } from './document.ts';
import { judgeLine } from './looks.ts';
import { type LineStatistics, LONG_WORDS, type SourceDocument, type SourceModel, type SourceRule } from './types.ts';

/**
 * Articles that a source's rules are learned from: of more, those with the smallest hash of their id, the same ones in
 * whatever order they come. At about 60 lines of 13 bytes each the lines of all take some 16 MB.
 */
const MOST_DOCUMENTS = 20_000;
/** Lines of one document that are looked at: a page of more holds a thread of comments. */
const MOST_LINES = 2_000;
/** Longer lines are compared, but never become rules. */
export const MOST_CHARACTERS = 20_000;
/** Rules of one source. */
const MOST_RULES = 20_000;
/** Sources with fewer different articles have no rules: two articles can share anything. */
const LEAST_ARTICLES = 3;

/** A document reduced to what is counted. */
export interface CountedDocument {
  /** Hashes of its lines, in order. */
  lines: Float64Array;
  /** Words of each line, at most 255. */
  words: Uint8Array;
  /** Its markup told furniture from text: only what stands at its edges is looked at. */
  page: boolean;
}

/**
 * Counts the lines of a source's documents; one at a time, in any order. Memory is bounded by `MOST_DOCUMENTS` and by
 * the text of lines that were met more than once.
 */
export function createLineStatistics(): LineStatistics {
  const documents = new Map<string, { order: number; counted: CountedDocument }>();
  let bound = Number.POSITIVE_INFINITY;
  let seen = 0;
  const once = new OnceSeen();
  const texts = new Map<number, string>();

  return {
    add(document) {
      seen++;
      const order = lineHash(document.id);
      if (order > bound) return;
      documents.set(document.id, { order, counted: count(document, once, texts) });
      if (documents.size > MOST_DOCUMENTS * 1.1) bound = dropLargest(documents, MOST_DOCUMENTS);
    },
    model() {
      if (documents.size > MOST_DOCUMENTS) bound = dropLargest(documents, MOST_DOCUMENTS);
      const ordered = [...documents.entries()].sort((a, b) => a[1].order - b[1].order || (a[0] < b[0] ? -1 : 1));
      return modelOf(
        ordered.map(([, { counted }]) => counted),
        texts,
        seen,
      );
    },
  };
}

/** Drops all but the `keep` documents with the smallest hash. Returns the largest that is left. */
function dropLargest(documents: Map<string, { order: number }>, keep: number): number {
  const orders = Float64Array.from(documents.values(), ({ order }) => order).sort();
  const bound = orders[keep - 1]!;
  for (const [id, { order }] of documents) if (order > bound) documents.delete(id);
  return bound;
}

function count(document: SourceDocument, once: OnceSeen, texts: Map<number, string>): CountedDocument {
  const page = document.kind === 'page';
  const stored = storedLines(document).filter((line) => !page || line.kept || line.rule !== null);
  const kept =
    stored.length > MOST_LINES ? [...stored.slice(0, MOST_LINES / 2), ...stored.slice(-MOST_LINES / 2)] : stored;
  const lines = new Float64Array(kept.length);
  const words = new Uint8Array(kept.length);
  kept.forEach(({ canonical }, i) => {
    const hash = lineHash(canonical);
    lines[i] = hash;
    words[i] = Math.min(255, canonical.length > 1_500 ? 255 : countWords(canonical));
    if (!once.add(hash) && !texts.has(hash) && canonical.length <= MOST_CHARACTERS) texts.set(hash, canonical);
  });
  return { lines, words, page };
}

/** Where the occurrences of a line stand, summed over the source's different articles. */
export interface LinePlaces {
  line: string;
  /** Different articles that have it. */
  documents: number;
  of: number;
  occurrences: number;
  /** Occurrences with no long line of the article's own above, or none below. */
  above: number;
  below: number;
  /** Occurrences beside another line that repeats across articles. */
  accompanied: number;
  /** Other occurrences, as the document's first or last line. */
  outermost: number;
  /** Articles that have it more than once between their own paragraphs. */
  scattered: number;
}

function modelOf(documents: readonly CountedDocument[], texts: ReadonlyMap<number, string>, seen: number): SourceModel {
  const groups = groupCopies(documents);
  const of = new Set(groups).size;
  if (of < LEAST_ARTICLES) return { version: 1, documents: seen, rules: [] };
  const places = placesOf(documents, groups, texts, of);
  const rules: SourceRule[] = [];
  for (const place of places) {
    const judged = judgeLine(place);
    if (!judged) continue;
    const { line, documents: have } = place;
    rules.push({ ruleId: ruleIdOf(line), line, reason: judged.reason, documents: have, of, where: judged.where });
  }
  rules.sort((a, b) => b.documents - a.documents || (a.ruleId < b.ruleId ? -1 : 1));
  return { version: 1, documents: seen, rules: rules.slice(0, MOST_RULES) };
}

function placesOf(
  documents: readonly CountedDocument[],
  groups: readonly number[],
  texts: ReadonlyMap<number, string>,
  of: number,
): LinePlaces[] {
  const articles = new Map<number, { last: number; articles: number }>();
  const order = documents.map((_, i) => i).sort((a, b) => groups[a]! - groups[b]! || a - b);
  for (const i of order) {
    for (const hash of documents[i]!.lines) {
      if (!texts.has(hash)) continue;
      const found = articles.get(hash);
      if (!found) articles.set(hash, { last: groups[i]!, articles: 1 });
      else if (found.last !== groups[i]!) {
        found.last = groups[i]!;
        found.articles++;
      }
    }
  }
  const repeats = (hash: number | undefined) => hash !== undefined && (articles.get(hash)?.articles ?? 0) >= 2;
  const places = new Map<number, LinePlaces & { inside: number; insideOf: number }>();
  for (const i of order) {
    const { lines, words } = documents[i]!;
    const own = Array.from(lines, (hash, k) => words[k]! >= LONG_WORDS && !repeats(hash));
    const first = own.indexOf(true);
    const last = own.lastIndexOf(true);
    for (let k = 0; k < lines.length; k++) {
      const hash = lines[k]!;
      if (!repeats(hash)) continue;
      let place = places.get(hash);
      if (!place) {
        place = {
          line: texts.get(hash)!,
          documents: articles.get(hash)!.articles,
          of,
          occurrences: 0,
          above: 0,
          below: 0,
          accompanied: 0,
          outermost: 0,
          scattered: 0,
          inside: 0,
          insideOf: -1,
        };
        places.set(hash, place);
      }
      place.occurrences++;
      if (first === -1 || k < first) place.above++;
      else if (k > last) place.below++;
      else {
        place.inside = place.insideOf === i ? place.inside + 1 : 1;
        place.insideOf = i;
        if (place.inside === 2) place.scattered++;
      }
      if (repeats(lines[k - 1]) || repeats(lines[k + 1])) place.accompanied++;
      else if (k === 0 || k === lines.length - 1) place.outermost++;
    }
  }
  return [...places.values()];
}

/** Remembers which hashes came before, some bits each: a false yes only costs the text of one line. */
class OnceSeen {
  readonly #bits = new Uint32Array(1 << 18);

  /** Was it new? */
  add(hash: number): boolean {
    const a = hash % 8_388_593;
    const b = Math.floor(hash / 8_191) % 8_388_587;
    const fresh = !this.#has(a) || !this.#has(b);
    this.#bits[a >>> 5]! |= 1 << (a & 31);
    this.#bits[b >>> 5]! |= 1 << (b & 31);
    return fresh;
  }

  #has(bit: number): boolean {
    return (this.#bits[bit >>> 5]! & (1 << (bit & 31))) !== 0;
  }
}
