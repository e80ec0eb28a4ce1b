import { isFunctionWord } from './stopwords.ts';

/** Letters of a word that count as its stem: enough to join inflected forms in most written languages. */
const STEM = 6;

/** Scripts without spaces: there, pairs of letters stand for words. */
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Khmer}\p{Script=Lao}\p{Script=Myanmar}]/u;

/** Content words of a passage, cut to stems. */
export function contentStems(text: string): Set<string> {
  const stems = new Set<string>();
  for (const [word] of text.toLowerCase().matchAll(/[\p{L}\p{M}]{3,}/gu)) {
    if (UNSPACED.test(word)) for (let i = 1; i < word.length; i++) stems.add(word.slice(i - 1, i + 1));
    else if (!isFunctionWord(word)) stems.add(word.slice(0, STEM));
  }
  return stems;
}

/** Share of a passage's stems that a set of stems knows. */
export function shareKnown(stems: ReadonlySet<string>, known: { has(stem: string): boolean }): number {
  if (stems.size === 0) return 0;
  let hits = 0;
  for (const stem of stems) if (known.has(stem)) hits++;
  return hits / stems.size;
}

/** A tail must hold at least this many paragraphs to be called a list of other stories. */
const LEAST_TAIL = 5;
/** Longer lists are looked at from their end only. */
const MOST_TAIL = 200;
/** And the article before it at least this many, or there is nothing to compare with. */
const LEAST_HEAD = 4;
/** Words of a teaser: a lede, not a remark. */
const LEDE_WORDS = [14, 75] as const;
/** Largest mean share of stems that neighbouring teasers have in common. */
const NEIGHBOURS = 0.1;
/** The first teaser knows at most this share of the article's stems, all of them on average at most `TO_HEAD`. */
const BREAK = 0.12;
const TO_HEAD = 0.3;
/** How much less the tail shares with the head than the head's paragraphs share among themselves. */
const CONTRAST = 0.65;

/** Openings that lean on the paragraph before: quotation marks, pronouns, connectives. A lede stands alone. */
const LEANING =
  /^(?:["'“”«»‘’„‹`([—–-]|(?:he|she|it|they|we|i|you|his|her|its|their|this|that|these|those|there|but|and|however|also|in addition|in any case|in the meantime|meanwhile|moreover|instead|otherwise|because|hopefully|finally|perhaps|maybe|for now|as for|if|when|then|so|still|yet|él|ella|ellos|esto|esta|este|pero|además|sin embargo|también|er|sie|es|wir|aber|und|auch|doch|denn|deshalb|dennoch|außerdem|zudem|diese[rs]?|il|elle|ils|elles|nous|mais|cependant|aussi|enfin|pourtant|cette?|он|она|они|это|этот|эта|но|также|однако|мы|هو|هي|هم|هذا|هذه|لكن|كما|وأضاف|وقال)(?![\p{L}\p{N}]))/iu;

/**
 * Where a list of teasers begins after an article: a tail of ledes, each complete in itself, that share few words with
 * the article and hardly any with their neighbours.
 * @param paragraphs sentence-like paragraphs in order
 * @param earliest index before which the tail cannot begin
 * @returns index of the first teaser, or -1
 */
export function teaserTail(paragraphs: readonly string[], earliest = 0): number {
  const n = paragraphs.length;
  const least = Math.max(LEAST_HEAD, earliest);
  if (n < LEAST_TAIL + least) return -1;
  let longest = n;
  while (longest > least && n - longest < MOST_TAIL && isLede(paragraphs[longest - 1]!)) longest--;
  if (n - longest < LEAST_TAIL) return -1;
  const stems = paragraphs.map(contentStems);
  const counts = new Map<string, number>();
  const count = (set: ReadonlySet<string>) => {
    for (const stem of set) counts.set(stem, (counts.get(stem) ?? 0) + 1);
  };
  for (const set of stems.slice(0, longest)) count(set);
  let best = -1;
  let widest = 0;
  for (let split = longest; split <= n - LEAST_TAIL; split++) {
    if (split > longest) count(stems[split - 1]!);
    const opening = shareKnown(stems[split]!, counts);
    if (opening > BREAK) continue;
    const tail = stems.slice(split);
    const toHead = mean(tail.map((set) => shareKnown(set, counts)));
    const neighbours = mean(tail.slice(1).map((set, i) => shareKnown(set, tail[i]!)));
    const own = mean(stems.slice(0, split).map((set) => shareAmong(set, counts)));
    if (toHead > TO_HEAD || toHead > own * CONTRAST || neighbours > NEIGHBOURS) continue;
    if (own - toHead > widest) {
      widest = own - toHead;
      best = split;
    }
  }
  return best;
}

/** Does a passage begin as only the continuation of a text does? */
export function leansOnText(passage: string): boolean {
  return LEANING.test(passage);
}

function isLede(paragraph: string): boolean {
  const words = paragraph.match(/\S+/g)?.length ?? 0;
  return words >= LEDE_WORDS[0] && words <= LEDE_WORDS[1] && !LEANING.test(paragraph);
}

/** Share of a head paragraph's stems that some other head paragraph has too. */
function shareAmong(stems: ReadonlySet<string>, counts: ReadonlyMap<string, number>): number {
  if (stems.size === 0) return 0;
  let hits = 0;
  for (const stem of stems) if ((counts.get(stem) ?? 0) > 1) hits++;
  return hits / stems.size;
}

function mean(values: readonly number[]): number {
  return values.length ? values.reduce((a, b) => a + b, 0) / values.length : 0;
}
