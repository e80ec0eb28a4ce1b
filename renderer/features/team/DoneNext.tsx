import { CheckCheck } from 'lucide-react';
import { useCommands } from '../../app/commands/index.ts';
import { needsWriting } from '../../app/projects/projects.ts';
import { useBackend, useChange } from '../../state/queries.ts';
import { selectArticle } from '../../state/selection.ts';
import { Button, count, say, warnOf } from '../../ui/index.ts';

/** For an article that a round gave the coder: marks it as done and goes to the next of theirs. Nothing for others. */
export function DoneNext({ articleId }: { articleId: string }) {
  const [assignment] = useBackend('rounds.ofArticle', { articleId }).data ?? [];
  const change = useChange('rounds.setDone');
  const disabled = needsWriting() ?? (assignment ? null : 'no open round gave you this article');
  const setDone = async (done: boolean) => {
    if (!assignment || change.isPending) return;
    const { roundId, roundName, of } = assignment;
    try {
      const { next, left } = await change.mutateAsync({ roundId, articleId, done });
      if (!done) return;
      if (next !== null && next !== articleId) selectArticle(next);
      say(
        left === 0
          ? `All ${count(of)} of your articles in “${roundName}” are done`
          : `${count(left)} left in “${roundName}”`,
      );
    } catch (error) {
      warnOf(error);
    }
  };
  useCommands([
    {
      ...{
        id: 'read.doneNext',
        label: 'Done, next of my articles',
        group: 'Move',
        icon: CheckCheck,
        keys: ['Mod+Enter'],
        disabled,
      },
      run: () => setDone(true),
    },
    {
      ...{ id: 'read.notDone', label: 'Not done yet', group: 'Move', disabled },
      run: () => setDone(false),
    },
  ]);
  if (!assignment) return null;
  const { position, of, done, doneAt, roundName } = assignment;
  return (
    <>
      <Button
        icon={CheckCheck}
        keys="Mod+Enter"
        disabled={disabled ?? false}
        pressed={doneAt !== null}
        onPress={() => void setDone(true)}
      >
        Done, next
      </Button>
      <span className="num t3 wide ell" title={`Round “${roundName}”`}>
        {`${count(position + 1)} of ${count(of)}, ${count(done)} done`}
      </span>
    </>
  );
}
