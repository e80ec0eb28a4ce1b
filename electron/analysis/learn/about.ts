// What database threads know of learning, without the code that learns.

/** Name and version under which what was learned is kept. The version changes when the same coding comes out otherwise. */
export const learnedCodes = { name: 'codes', version: '1' } as const;

/** Spans and articles it takes before a code is learned. */
export const NEEDED = { examples: 12, articles: 4 } as const;
