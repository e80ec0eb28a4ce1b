// What Arabic writes onto a word: "and", "so", "with", "for", the article.
const ARABIC_PREFIX = /^(?:[وف])?(?:[بكل])?(?:ال)?/u;
const ARABIC_SUFFIX = /(?:ات|ون|ين|ان|ها|هم|ية|ة|ه|ي)$/u;
const STEM_LENGTH = 5;

/**
 * What two forms of a word have in common, roughly: its first five letters; for Arabic the word without what is written
 * onto it. Takes a folded word. Good enough for comparing sentences of two articles, not for a search index.
 */
export function stem(folded: string): string {
  if (/^\p{Script=Arabic}/u.test(folded)) {
    const bare = folded.replace(ARABIC_PREFIX, '');
    const core = bare.length >= 3 ? bare : folded;
    const short = core.replace(ARABIC_SUFFIX, '');
    return short.length >= 3 ? short : core;
  }
  return /^\p{L}/u.test(folded) && folded.length > STEM_LENGTH
    ? folded.slice(0, STEM_LENGTH)
    : folded.replace(/(?<=^\p{L}{3,4})s$/u, '');
}
