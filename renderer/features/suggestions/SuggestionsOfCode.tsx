import type { Code } from '../../../shared/model/codebook.ts';
import { useCommands } from '../../app/commands/index.ts';
import { useBackend } from '../../state/queries.ts';
import { counted, LinkButton, warnOf } from '../../ui/index.ts';
import { beginQueue } from './suggestion-deeds.ts';

/** How much is suggested for a code in articles that lack it, and the way through it. Nothing when there is nothing. */
export function SuggestionsOfCode({ code }: { code: Code }) {
  const { codeId, name, isCodable, archived } = code;
  const { data } = useBackend('suggestions.ofCode', { codeId, count: 1 }, { enabled: isCodable && !archived });
  const total = data?.total ?? 0;
  const go = () => void beginQueue(codeId, name).catch(warnOf);
  useCommands([
    {
      id: 'suggest.through',
      label: `Go through suggestions of “${name}”`,
      group: 'Suggestions',
      disabled: total > 0 ? null : 'nothing is suggested for this code',
      run: go,
    },
  ]);
  if (total === 0) return null;
  return (
    <p className="t3 small num">
      {counted(total, 'suggestion')} in articles that lack it <LinkButton onPress={go}>Go through them</LinkButton>
    </p>
  );
}
