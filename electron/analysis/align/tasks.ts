import { AppError } from '../../../shared/contract/errors.ts';
import { AnalysedText, knowsLanguage } from '../analysers/analyser.ts';
import { quotations } from '../quotations/index.ts';
import { type Comparison, compareArticles, type StatementMatrix, statementMatrix } from './compare.ts';
import { type FoundQuotation, lineUpQuotations, type QuotedSpeaker } from './quoted.ts';
import type { AlignableArticle } from './sentence-features.ts';

export { versionDifference } from './versions.ts';

/** What the pool asks while a task runs: whether its caller has gone. */
type IsCancelled = () => boolean;

const pauseOf = (isCancelled?: IsCancelled) => () => {
  if (isCancelled?.()) throw new AppError('CANCELLED', 'Cancelled.');
};

export const compareTask = (articles: AlignableArticle[], isCancelled?: IsCancelled): Comparison =>
  compareArticles(articles, pauseOf(isCancelled));

export const statementsTask = (articles: AlignableArticle[], isCancelled?: IsCancelled): StatementMatrix =>
  statementMatrix(articles, pauseOf(isCancelled));

interface QuotedText {
  text: string;
  language: string | null;
  /** Null: not looked for yet. */
  quotations: FoundQuotation[] | null;
}

/** Lines up what was found before; a text that the analyser has not looked at yet is looked at now. */
export function quotationsTask(
  texts: QuotedText[],
  isCancelled?: IsCancelled,
): { speakers: QuotedSpeaker[]; knownLanguage: boolean[]; analyser: string } {
  const pause = pauseOf(isCancelled);
  const known = texts.map(({ language }) => knowsLanguage(quotations, primaryOf(language)));
  const articles = texts.map(({ text, language, quotations: kept }, i) => {
    pause();
    return { text, language, quotations: kept ?? (known[i] ? foundNow(text, language) : []) };
  });
  pause();
  return {
    speakers: lineUpQuotations(articles),
    knownLanguage: known,
    analyser: `${quotations.title}, version ${quotations.version}`,
  };
}

const primaryOf = (language: string | null) => language?.toLowerCase().split(/[-_]/)[0] || null;

function foundNow(text: string, language: string | null): FoundQuotation[] {
  return quotations
    .find(new AnalysedText(text, { language }))
    .filter(({ score }) => score >= quotations.threshold)
    .map(({ start, end, label, speaker }) => ({ start, end, label, speaker: speaker ? { name: speaker.name } : null }));
}
