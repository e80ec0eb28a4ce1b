// Claims that say much the same as some words: shared words weighed by how rare they are, names and figures more.
export { ClaimIndex, type SimilarWording, type Wording } from './claim-index.ts';
export { featuresOf } from './wording-features.ts';
