import type { ClaimRelation, StoryClaim, StoryEvidence, StoryPlace } from '../../../shared/model/story-sections.ts';
import { fold } from '../../../shared/text/fold.ts';
import { disagreement } from '../align/figures.ts';
import { similarity } from '../align/similarity.ts';
import { STOP_WORDS } from '../align/stop-words.ts';
import type { Finding } from '../analysers/analyser.ts';
import type { ClaimKind } from '../claims/claims.ts';
import { denialIn } from './denial.ts';
import { areOfOneMeasure } from './figure-pairs.ts';
import { isStatement, type StorySentenceAt, type WeighedStory } from './linked.ts';
import type { Voices } from './voices.ts';

/** Check-worthy sentences that evidence is looked for, and those that are shown. */
const MOST_WEIGHED = 40;
const MOST = 8;
/** Less alike than this, two sentences are not even about the same. */
const LEAST_ALIKE = 0.24;
/** Enough to deny a claim, or to give it another figure. */
const LEAST_OPPOSED = 0.3;
/** Words that both have and that say something: names, acronyms, offices, months and figures are none. */
const LEAST_TELLING = 2;
const LEAST_TELLING_RELATED = 3;
const MOST_OF: Record<ClaimRelation, number> = { denies: 4, figure: 4, same: 6, related: 3 };
const ORDER: readonly ClaimRelation[] = ['denies', 'figure', 'same', 'related'];

const ACRONYM = /^[\p{Lu}\p{N}.]{2,}$/u;

export type WrittenClaim = StoryClaim & { sentence: number };

/** Claims of a story: check-worthy sentences, those that most voices speak to first, none twice. */
export function claimsWithEvidence(
  story: WeighedStory,
  voices: Voices,
  place: (sentence: number) => StoryPlace,
): { claims: WrittenClaim[]; unsupported: WrittenClaim[] } {
  const ranked = checkWorthy(story)
    .slice(0, MOST_WEIGHED)
    .map(({ sentence, finding }) => claimAt(story, voices, place, sentence, finding))
    .map((claim) => ({ claim, rank: claim.score * (1 + 0.3 * Math.min(4, bearing(claim).length)) }))
    .sort((a, b) => b.rank - a.rank || a.claim.sentence - b.claim.sentence);
  const claims: WrittenClaim[] = [];
  const said = new Set<string>();
  const key = ({ articleId, start }: { articleId: string; start: number }) => `${articleId} ${start}`;
  const unsupported = ranked.filter(({ claim }) => bearing(claim).length === 0).map(({ claim }) => claim);
  for (const { claim } of ranked) {
    if (claims.length === MOST) break;
    const isTold =
      said.has(key(claim.said)) || claim.evidence.some((one) => one.relation === 'same' && said.has(key(one)));
    if (isTold) continue;
    claims.push(claim);
    said.add(key(claim.said));
    for (const one of claim.evidence) if (one.relation === 'same') said.add(key(one));
  }
  return { claims, unsupported };
}

const bearing = ({ evidence }: StoryClaim) => evidence.filter(({ relation }) => relation !== 'related');

/** Sentences that the analyser of claims found, the most check-worthy first. */
function checkWorthy({ articles, sentences }: WeighedStory): { sentence: number; finding: Finding }[] {
  const found = articles.map(({ claims }) => new Map(claims.map((finding) => [finding.start, finding])));
  return [...sentences.keys()]
    .flatMap((sentence) => {
      const { article, start } = sentences[sentence]!;
      const finding = found[article]!.get(start);
      return finding ? [{ sentence, finding }] : [];
    })
    .sort((a, b) => b.finding.score - a.finding.score || a.sentence - b.sentence);
}

/** A claim with what other voices say of it. @param finding null for a sentence that a person chose */
export function claimAt(
  story: WeighedStory,
  voices: Voices,
  place: (sentence: number) => StoryPlace,
  sentence: number,
  finding: Finding | null,
): WrittenClaim {
  const own = story.sentences[sentence]!;
  const article = story.articles[own.article]!;
  const quotation = article.quotations.find(({ start, end, speaker }) => speaker && start < own.end && end > own.start);
  const speaker = quotation?.speaker?.name ?? '';
  return {
    sentence,
    said: place(sentence),
    kind: (finding?.details?.kind as ClaimKind | undefined) ?? 'event',
    score: finding ? rounded(finding.score) : 0,
    reason: finding?.reason ?? 'put here by a person',
    speaker: STOP_WORDS.has(fold(speaker)) ? '' : speaker,
    evidence: evidenceFor(story, voices, place, sentence),
    putIn: null,
  };
}

function evidenceFor(
  story: WeighedStory,
  voices: Voices,
  place: (sentence: number) => StoryPlace,
  sentence: number,
): StoryEvidence[] {
  const { sentences, languages } = story;
  const own = sentences[sentence]!;
  const found: { at: number; relation: ClaimRelation; score: number; reason: string }[] = [];
  sentences.forEach((other, at) => {
    if (voices.areOne(own.article, other.article) || languages[own.article] !== languages[other.article]) return;
    const bears = relationOf(story, sentence, at);
    if (bears) found.push({ at, ...bears });
  });
  found.sort((a, b) => b.score - a.score || a.at - b.at);
  return ORDER.flatMap((relation) => {
    const kept: typeof found = [];
    for (const one of found) {
      if (one.relation !== relation || kept.length === MOST_OF[relation]) continue;
      const { article } = sentences[one.at]!;
      // One passage of each voice.
      if (!kept.some(({ at }) => voices.areOne(sentences[at]!.article, article))) kept.push(one);
    }
    return kept.map(({ at, score, reason }) => ({ ...place(at), relation, score: rounded(score), reason }));
  });
}

function relationOf(story: WeighedStory, a: number, b: number) {
  const { sentences, weighed, lexicon, articles } = story;
  const [one, other] = [sentences[a]!, sentences[b]!];
  const telling = tellingShared(story, one, other);
  if (telling.length < LEAST_TELLING) return null;
  const likeness = similarity(weighed[a]!, weighed[b]!, lexicon, LEAST_ALIKE);
  if (!likeness) return null;
  const score = Math.min(1, likeness.score);
  const words = `both have ${listed(telling)}`;
  if (one.exact === other.exact) return { relation: 'same' as const, score: 1, reason: 'the same words' };
  if (score >= LEAST_OPPOSED) {
    const [denial, own] = [
      denialIn(articles[other.article]!.text, other, one, lexicon),
      denialIn(articles[one.article]!.text, one, other, lexicon),
    ];
    if ((denial === null) !== (own === null)) {
      const by = denial === null ? `the claim has “${own}”, this has not` : `denies it: “${denial}”`;
      return { relation: 'denies' as const, score, reason: `${by}; ${words}` };
    }
  }
  const figures = disagreement(one.figures, other.figures);
  if (figures && (score >= LEAST_OPPOSED || areOfOneMeasure(figures.a[0]!, figures.b[0]!))) {
    const [mine, theirs] = [figures.a[0]!, figures.b[0]!];
    return { relation: 'figure' as const, score, reason: `${theirs.text} for ${mine.text}; ${words}` };
  }
  if (isStatement(likeness)) return { relation: 'same' as const, score, reason: words };
  return telling.length >= LEAST_TELLING_RELATED ? { relation: 'related' as const, score, reason: words } : null;
}

/** Words that both sentences have and that say something, as the second writes them. */
function tellingShared({ lexicon, articles }: WeighedStory, one: StorySentenceAt, other: StorySentenceAt): string[] {
  const words = new Map<string, string>();
  for (const { stem, kind, start, end } of other.tokens) {
    if (kind !== 'content' || !one.counts.has(stem) || !lexicon.get(stem)?.telling) continue;
    const word = articles[other.article]!.text.slice(start, end);
    if (!ACRONYM.test(word)) words.set(stem, word);
  }
  return [...words.values()];
}

const MOST_LISTED = 4;
const listed = (words: readonly string[]): string =>
  words
    .slice(0, MOST_LISTED)
    .map((word) => `“${word}”`)
    .join(', ');

const rounded = (score: number) => Math.round(score * 1000) / 1000;
