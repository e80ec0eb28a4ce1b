import type { Match } from './match.ts';

/**
 * Texts are copies when the shorter one has so much of itself in the other. Chosen on half of the labelled pages and
 * checked on the other half: nothing changes between 0.40 and 0.55. Articles of different outlets about one event stay
 * below 0.2.
 */
export const COPY_SHARE = 0.45;
/** Words in common that make a copy of a part; two short notes must be alike as a whole. */
export const LEAST_WORDS = 20;
const WHOLE_SHARE = 0.8;
/** A page's menus alone are no article: so much of the shorter article's own words must be among the words in common. */
const LEAST_OWN = 0.45;
/**
 * A passage of more words, and of more than this share of what is common, in the place of another one: two articles in
 * the same frame. Edited copies lose sentences and gain some, but seldom at the same place.
 */
const REPLACED_WORDS = 60;
const REPLACED_SHARE = 0.15;

/** Whether two texts are copies, one of the other or both of a third. */
export function isCopy(found: Match): boolean {
  if (found.covered < LEAST_WORDS && found.covered < WHOLE_SHARE * found.longerText) return false;
  if (isFrame(found.replaced, found.covered) || isFrame(found.ownReplaced, found.ownCovered)) return false;
  if (found.ownShare >= COPY_SHARE && found.ownCovered >= Math.min(LEAST_WORDS, found.shorter)) return true;
  return found.share >= COPY_SHARE && found.ownCovered >= LEAST_OWN * found.shorter;
}

/** So few words, or so small a share of what is common, differ at one place between a text and its edited copy … */
const EDITED_WORDS = 20;
const EDITED_SHARE = 0.05;
/** … and so much, at all places together, may be missing from each of the two. */
const LEFT_SHARE = 0.25;

/**
 * Whether two texts are copies by themselves, whatever other texts share with them: nothing of any length stands in one
 * at the place of something else in the other, at the ends neither, and one of them has next to nothing of its own.
 */
export function isCertainCopy(found: Match): boolean {
  const replaced = Math.max(found.replaced, found.ownReplaced, found.ownBeside);
  return (
    isCopy(found) &&
    replaced <= Math.max(EDITED_WORDS, EDITED_SHARE * found.ownCovered) &&
    found.ownLeft <= Math.max(EDITED_WORDS, LEFT_SHARE * found.ownCovered)
  );
}

/** Whether one of two texts is in the other but for a few words. */
export const isWholeCopy = (found: Match): boolean => isCertainCopy(found) && found.ownLeft <= EDITED_WORDS;

/** Of an article that may be in a frame, so much must be common. */
const MUTUAL_SHARE = 0.7;

/** Whether two cleaned texts are copies, where nothing is known of what other texts share with them. */
export function isCopyOfCleaned(found: Match): boolean {
  return isCertainCopy(found) || (isCopy(found) && found.ownCovered >= MUTUAL_SHARE * found.longer);
}

const isFrame = (replaced: number, covered: number) => replaced > Math.max(REPLACED_WORDS, REPLACED_SHARE * covered);

/** Share of the shorter text that the longer one has, for people: 0 to 1. */
export const shareOf = (found: Match) => Math.min(1, Math.max(found.ownShare, found.share));

/** Sets of numbers that are merged, each known by its smallest. */
export class Sets {
  readonly size: number;
  readonly #parent: Int32Array;

  constructor(size: number) {
    this.size = size;
    this.#parent = Int32Array.from({ length: size }, (_, i) => i);
  }

  readonly find = (one: number): number => {
    let root = one;
    while (this.#parent[root] !== root) root = this.#parent[root]!;
    for (let at = one; at !== root; ) {
      const next = this.#parent[at]!;
      this.#parent[at] = root;
      at = next;
    }
    return root;
  };

  readonly joined = (one: number, other: number): boolean => this.find(one) === this.find(other);

  merge(one: number, other: number): void {
    const a = this.find(one);
    const b = this.find(other);
    if (a < b) this.#parent[b] = a;
    else this.#parent[a] = b;
  }
}

/** A copy of a small part of a longer text: where it stands in it, in tokens. */
interface Part {
  part: number;
  whole: number;
  start: number;
  end: number;
}

/** Below this share of the longer text's own words the shorter one is a part of it. */
const PART_SHARE = 0.4;
/** A text that holds so many different ones side by side is a digest or a front page, and no copy of any of them. */
const DIGEST_PARTS = 3;

/** Collects which texts are copies of which, and gives the groups they form. */
export class CopyGroups {
  readonly #sets: Sets;
  readonly #parts: Part[] = [];

  constructor(size: number) {
    this.#sets = new Sets(size);
  }

  /** Whether two texts are in one group by what was added so far. */
  readonly joined = (a: number, b: number): boolean => this.#sets.joined(a, b);

  /** @param found how `a` and `b` match; they must be copies */
  add(a: number, b: number, found: Match): void {
    const smallPart = found.shorter < PART_SHARE * found.longer && found.ownShare >= WHOLE_SHARE;
    if (!smallPart) this.#sets.merge(a, b);
    else if (found.shorterIs === 'a') this.#parts.push({ part: a, whole: b, ...found.b });
    else this.#parts.push({ part: b, whole: a, ...found.a });
  }

  /** Group of each text, known by its first; texts that are alone are their own. Call once, when all is added. */
  finish(): Int32Array {
    const byWhole = Map.groupBy(this.#parts, (part) => part.whole);
    for (const parts of byWhole.values()) {
      if (this.#isDigest(parts)) continue;
      for (const { part, whole } of parts) this.#sets.merge(part, whole);
    }
    return Int32Array.from({ length: this.#sets.size }, (_, i) => this.#sets.find(i));
  }

  /** Whether so many parts lie side by side, without a word in common, that belong together by nothing else. */
  #isDigest(parts: readonly Part[]): boolean {
    const groups = new Set<number>();
    let end = 0;
    for (const part of [...parts].sort((left, right) => left.end - right.end)) {
      const group = this.#sets.find(part.part);
      if (part.start < end || groups.has(group)) continue;
      groups.add(group);
      end = part.end;
    }
    return groups.size >= DIGEST_PARTS;
  }
}
