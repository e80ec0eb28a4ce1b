import type { OutputOf } from '../../../shared/contract/contract.ts';
import { count, counted } from '../../ui/numbers.ts';

export type StoryFit = OutputOf<'stories.fit'>;

/** Whether another value finds more of what people did again than today's. */
export const isBetter = ({ now, best }: StoryFit): boolean => best.topic !== now.topic;

/** What people did by hand, and how much of it each value finds again. */
export function fitInWords({ articles, together, apart, now, best }: StoryFit): string {
  if (together + apart === 0)
    return 'Nobody has merged, split or moved articles yet: there is nothing to go by. Correct a few stories and ask again.';
  const said = `People placed ${counted(articles, 'article')} by hand: ${counted(together, 'pair')} together, ${count(apart)} apart.`;
  const of = (fit: StoryFit['now']) =>
    `${fit.topic.toFixed(2)} finds ${count(fit.together)} of ${count(together)} together and ${count(fit.apart)} of ${count(apart)} apart`;
  return isBetter({ articles, together, apart, now, best })
    ? `${said} The least likeness of ${of(now)}; ${of(best)}. What people did stays either way: this is about the articles to come.`
    : `${said} The least likeness of ${of(now)}. No other value that was tried finds more.`;
}
