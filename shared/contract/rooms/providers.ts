/** Evidence from beyond the corpus: named providers, off until a person switches one on. */
export const providersRoom = {};
