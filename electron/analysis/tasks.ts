import { type AlignableArticle, alignArticles } from './align/index.ts';
import { prepare } from './prepare.ts';

// biome-ignore lint/suspicious/noExplicitAny: each task types its own input where it is declared.
type Task = (input: any) => unknown;

/** What the analysis pool can do, by name. Inputs and outputs survive a structured clone. */
export const tasks: Record<string, Task> = {
  align: ({ a, b }: { a: AlignableArticle; b: AlignableArticle }) => alignArticles(a, b),
  'import/prepare': prepare,
};
