import { Columns2, Plus } from 'lucide-react';
import { useState } from 'react';
import { useCommands } from '../../app/commands/index.ts';
import { goTo } from '../../app/rooms.ts';
import { useBackend } from '../../state/queries.ts';
import { useSelection } from '../../state/selection.ts';
import { Button, EmptyState, ErrorState, SkeletonRows } from '../../ui/index.ts';
import { ArticlePicker } from './ArticlePicker.tsx';
import styles from './CompareRoom.module.css';
import { Comparison } from './Comparison.tsx';
import { chooseArticle } from './compare-state.ts';
import { type Side, sides } from './steps.ts';

/** Two articles side by side: what both say, in other words or with other figures, and what only one says. */
export function CompareRoom() {
  const [left, right] = useSelection((selection) => selection.pair);
  const [picking, setPicking] = useState<Side | null>(null);
  useCommands(
    sides.map((side) => ({
      id: `compare.choose.${side}`,
      label: side === 'a' ? 'Choose the left article…' : 'Choose the right article…',
      group: 'Find',
      keys: [side === 'a' ? '[' : ']'],
      icon: Columns2,
      run: () => setPicking(side),
    })),
  );
  return (
    <>
      {left === null || right === null ? (
        <Beginning left={left} right={right} onChoose={setPicking} />
      ) : left === right ? (
        <EmptyState
          icon={Columns2}
          title="Both sides hold the same article"
          actions={<Button onPress={() => setPicking('b')}>Choose the right article…</Button>}
        />
      ) : (
        <Pair key={`${left} ${right}`} left={left} right={right} onChoose={setPicking} />
      )}
      {picking ? (
        <ArticlePicker
          title={picking === 'a' ? 'Left article' : 'Right article'}
          taken={[left, right]}
          onClose={() => setPicking(null)}
          onChoose={(articleId) => {
            setPicking(null);
            chooseArticle(picking, articleId);
          }}
        />
      ) : null}
    </>
  );
}

function Beginning(props: { left: string | null; right: string | null; onChoose(side: Side): void }) {
  const only = props.left ?? props.right;
  const { data } = useBackend('articles.get', { articleId: only ?? '' }, { enabled: only !== null });
  return (
    <EmptyState
      icon={Columns2}
      title={only === null ? 'Nothing to compare yet' : 'One more article to compare'}
      actions={
        <>
          {props.left === null ? (
            <Button icon={Plus} tone="primary" size="form" keys="[" onPress={() => props.onChoose('a')}>
              Choose the left article…
            </Button>
          ) : null}
          {props.right === null ? (
            <Button
              icon={Plus}
              tone={props.left === null ? 'plain' : 'primary'}
              size="form"
              keys="]"
              onPress={() => props.onChoose('b')}
            >
              Choose the right article…
            </Button>
          ) : null}
          <Button size="form" onPress={() => goTo('triage')}>
            Go to Triage
          </Button>
        </>
      }
    >
      {only === null
        ? 'Select two articles in Triage and press C, or choose both here. Sentences that both print are linked, figures that disagree are shown, and what only one says stands out.'
        : `“${data?.metadata.title.value ?? 'Untitled'}” is on one side. Choose what it is compared with.`}
    </EmptyState>
  );
}

/** Asks for both articles; shows what is wrong with one in its own place. */
function Pair(props: { left: string; right: string; onChoose(side: Side): void }) {
  const a = useBackend('articles.get', { articleId: props.left });
  const b = useBackend('articles.get', { articleId: props.right });
  const alignment = useBackend('compare.align', { a: props.left, b: props.right }, { keepPrevious: true });
  const failed = a.error ? { side: 'a' as const, of: a } : b.error ? { side: 'b' as const, of: b } : null;
  if (failed) {
    const { code } = failed.of.error!;
    const name = failed.side === 'a' ? 'left' : 'right';
    return code === 'NOT_FOUND' ? (
      <EmptyState
        icon={Columns2}
        title={`The ${name} article is no longer in this project`}
        actions={<Button onPress={() => props.onChoose(failed.side)}>Choose another…</Button>}
      >
        It was taken away after this comparison was opened. Undo brings it back if it was deleted just now.
      </EmptyState>
    ) : (
      <ErrorState
        error={failed.of.error!}
        onRetry={() => void failed.of.refetch()}
        actions={<Button onPress={() => props.onChoose(failed.side)}>Choose another…</Button>}
      />
    );
  }
  if (!a.data || !b.data) return <Loading />;
  const { articleId: left, textVersionId: leftVersion } = a.data;
  const { articleId: right, textVersionId: rightVersion } = b.data;
  return (
    <Comparison
      // Another text version is another text: nothing that was measured or selected in the old one holds.
      key={`${left} ${leftVersion} ${right} ${rightVersion}`}
      articles={{ a: a.data, b: b.data }}
      alignment={
        alignment.data?.a.textVersionId === leftVersion && alignment.data.b.textVersionId === rightVersion
          ? alignment.data
          : undefined
      }
      error={alignment.error}
      onRetry={() => void alignment.refetch()}
      onChoose={props.onChoose}
    />
  );
}

/** As high and wide as what comes. */
function Loading() {
  return (
    <div className={styles.room} aria-busy="true">
      <div className={styles.loadingTools} />
      <div className={styles.columns}>
        <div className={styles.loading}>
          <SkeletonRows rows={14} height={36} />
        </div>
        <div />
        <div className={styles.loading}>
          <SkeletonRows rows={14} height={36} />
        </div>
      </div>
      <div className={styles.loadingInspector} />
    </div>
  );
}
