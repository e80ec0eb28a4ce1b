export { NEEDED } from './about.ts';
export { type CodeFinder, finderOf } from './find.ts';
export { countLabels, groupLabels, hasEnough, type LabelCount } from './groups.ts';
export {
  type CodedArticle,
  type CodedSpan,
  type LearnedAccuracy,
  type LearnedCodes,
  learnCodes,
} from './learn.ts';
