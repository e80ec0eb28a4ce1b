/** Evidence from beyond the corpus: providers in the settings, the way out of a claim, and sections in a language model's words. */
export { LookBeyond } from './LookBeyond.tsx';
export { ProvidersPart } from './ProvidersPart.tsx';
export { Rewritten } from './Rewritten.tsx';
