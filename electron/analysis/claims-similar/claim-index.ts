import { disagreement } from '../align/figures.ts';
import { featuresOf, type WordingFeatures } from './wording-features.ts';

/** One way a claim is put: its statement, or the words of a mention. */
export interface Wording {
  claimId: string;
  text: string;
  /** BCP 47, null when unknown. */
  language: string | null;
}

/** A claim that is like the words asked about, by its likest wording. */
export interface SimilarWording {
  claimId: string;
  /** 0 to 1. */
  score: number;
  /** As written in the words asked about, the most telling first. */
  sharedWords: string[];
  sharedFigures: string[];
  /** Figures that seem to count the same thing and differ. */
  otherFigures: { here: string; there: string }[];
}

const COSINE_WEIGHT = 0.6;
const CONTAINMENT_WEIGHT = 0.4;
/** Shared stems from which containment counts in full: three words are easily contained in a long sentence. */
const FULL_CONTAINMENT = 3;
const LEAST_SCORE = 0.25;
const LEAST_SHARED = 2;
const NAME_FACTOR = 1.25;
const FIGURE_FACTOR = 1.5;
/** Wordings that are compared in full, the best by shared weight. */
const COMPARED = 400;
const MOST_WORDS = 6;

const isFigure = (stem: string) => stem.startsWith('#');

interface Indexed extends Wording {
  features: WordingFeatures;
}

/**
 * Wordings of claims, to be asked which are like some words. Kept between questions: only what changed is read again. Wordings in
 * different languages meet in names and figures, and through mentions in the other language.
 */
export class ClaimIndex {
  private readonly wordings = new Map<string, Indexed>();
  private readonly postings = new Map<string, Set<Indexed>>();

  /** Adds a wording, or replaces the one with the same key. */
  put(key: string, wording: Wording): void {
    const known = this.wordings.get(key);
    if (known && known.text === wording.text && known.language === wording.language) {
      known.claimId = wording.claimId;
      return;
    }
    this.remove(key);
    const indexed = { ...wording, features: featuresOf(wording.text, wording.language) };
    this.wordings.set(key, indexed);
    for (const stem of indexed.features.stems.keys()) {
      const posting = this.postings.get(stem);
      if (posting) posting.add(indexed);
      else this.postings.set(stem, new Set([indexed]));
    }
  }

  remove(key: string): void {
    const known = this.wordings.get(key);
    if (!known) return;
    this.wordings.delete(key);
    for (const stem of known.features.stems.keys()) {
      const posting = this.postings.get(stem);
      posting?.delete(known);
      if (posting?.size === 0) this.postings.delete(stem);
    }
  }

  keys(): IterableIterator<string> {
    return this.wordings.keys();
  }

  /** Claims that say much the same as `text`, the likest first; equal ones by claim id. */
  similar(
    text: string,
    language: string | null,
    { exceptClaimId, limit }: { exceptClaimId: string | null; limit: number },
  ): SimilarWording[] {
    const asked = featuresOf(text, language);
    const best = new Map<string, SimilarWording>();
    for (const candidate of this.candidates(asked, exceptClaimId)) {
      const found = this.compare(asked, candidate);
      const known = best.get(candidate.claimId);
      if (found && (!known || found.score > known.score)) best.set(candidate.claimId, found);
    }
    return [...best.values()].sort((a, b) => b.score - a.score || (a.claimId < b.claimId ? -1 : 1)).slice(0, limit);
  }

  /** Rare stems weigh more; names and figures more still. */
  private weight(stem: string, names: ReadonlySet<string>): number {
    const rarity = Math.log(1 + this.wordings.size / (this.postings.get(stem)?.size ?? 1));
    return rarity * (isFigure(stem) ? FIGURE_FACTOR : names.has(stem) ? NAME_FACTOR : 1);
  }

  private candidates(asked: WordingFeatures, exceptClaimId: string | null): Indexed[] {
    const shared = new Map<Indexed, { weight: number; count: number }>();
    for (const stem of asked.stems.keys()) {
      const posting = this.postings.get(stem);
      if (!posting) continue;
      const weight = this.weight(stem, asked.names);
      for (const wording of posting) {
        if (wording.claimId === exceptClaimId) continue;
        const known = shared.get(wording);
        if (known) {
          known.weight += weight;
          known.count++;
        } else shared.set(wording, { weight, count: 1 });
      }
    }
    return [...shared]
      .filter(([wording, { count }]) => count >= LEAST_SHARED || wording.features.exact === asked.exact)
      .sort(([, a], [, b]) => b.weight - a.weight)
      .slice(0, COMPARED)
      .map(([wording]) => wording);
  }

  private compare(asked: WordingFeatures, { claimId, features }: Indexed): SimilarWording | null {
    const names = new Set([...asked.names, ...features.names]);
    const shared: { stem: string; written: string; weight: number }[] = [];
    let [squareAsked, totalAsked, squareThere, totalThere, dot, total] = [0, 0, 0, 0, 0, 0];
    for (const [stem, written] of asked.stems) {
      const weight = this.weight(stem, names);
      const isShared = features.stems.has(stem);
      if (isShared) {
        shared.push({ stem, written, weight });
        dot += weight ** 2;
        total += weight;
      }
      // A figure weighs only where both have it: other figures make a claim no less alike.
      if (!isShared && isFigure(stem)) continue;
      squareAsked += weight ** 2;
      totalAsked += weight;
    }
    for (const stem of features.stems.keys()) {
      if (isFigure(stem) && !asked.stems.has(stem)) continue;
      const weight = this.weight(stem, names);
      squareThere += weight ** 2;
      totalThere += weight;
    }
    if (shared.length === 0) return null;
    const contained = Math.max(total / totalAsked, total / totalThere) * Math.min(1, shared.length / FULL_CONTAINMENT);
    const score =
      features.exact === asked.exact
        ? 1
        : COSINE_WEIGHT * (dot / Math.sqrt(squareAsked * squareThere)) + CONTAINMENT_WEIGHT * contained;
    if (score < LEAST_SCORE) return null;
    shared.sort((a, b) => b.weight - a.weight);
    const differing = disagreement(asked.figures, features.figures);
    return {
      claimId,
      score: Math.min(1, score),
      sharedWords: shared
        .filter(({ stem }) => !isFigure(stem))
        .slice(0, MOST_WORDS)
        .map(({ written }) => written),
      sharedFigures: shared.filter(({ stem }) => isFigure(stem)).map(({ written }) => written),
      otherFigures: (differing?.a ?? []).map((figure, at) => ({
        here: figure.text,
        there: differing?.b[at]?.text ?? '',
      })),
    };
  }
}
