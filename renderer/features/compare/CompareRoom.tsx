import { Columns2, Plus } from 'lucide-react';
import { useState } from 'react';
import type { Article } from '../../../shared/model/article.ts';
import { useCommands } from '../../app/commands/index.ts';
import { goTo } from '../../app/rooms.ts';
import { useBackend } from '../../state/queries.ts';
import { useSelection } from '../../state/selection.ts';
import { Button, EmptyState, ErrorState, SkeletonRows } from '../../ui/index.ts';
import { ArticlePicker } from './ArticlePicker.tsx';
import styles from './CompareRoom.module.css';
import { Comparison } from './Comparison.tsx';
import { MOST_COLUMNS } from './columns.ts';
import { addArticle, chooseArticle, keyOf, showView, useCompare, views } from './compare-state.ts';
import { HeadlinesView } from './HeadlinesView.tsx';
import { QuotationsView } from './QuotationsView.tsx';
import { StatementsView } from './StatementsView.tsx';
import { VersionsDialog } from './VersionsDialog.tsx';
import { viewNames } from './ViewChoice.tsx';

/** A column to choose an article for, or one more. */
type Choosing = number | 'more';

const viewKeys = { sentences: 'Alt+S', quotations: 'Alt+Q', statements: 'Alt+M', headlines: 'Alt+H' };

/** Two to four articles side by side: what they share, in other words or with other figures, and what only one says. */
export function CompareRoom() {
  const columns = useSelection((selection) => selection.pair);
  const view = useCompare((state) => state.view);
  const [choosing, setChoosing] = useState<Choosing | null>(null);
  const [versionsOf, setVersionsOf] = useState<string | null>(null);
  const last = columns.length - 1;
  const articleIds = columns.filter((one) => one !== null);
  const isReady = articleIds.length === columns.length;
  const isFull = columns.length >= MOST_COLUMNS && isReady;
  useCommands([
    ...[0, last].map((column) => ({
      id: column === 0 ? 'compare.choose.a' : 'compare.choose.b',
      label: column === 0 ? 'Choose the left article…' : 'Choose the right article…',
      group: 'Find',
      keys: [column === 0 ? '[' : ']'],
      icon: Columns2,
      run: () => setChoosing(column),
    })),
    {
      id: 'compare.add',
      label: 'Add an article beside these…',
      group: 'Find',
      keys: ['+'],
      icon: Plus,
      disabled: isFull ? `${MOST_COLUMNS} articles are compared, and no more fit` : null,
      run: () => setChoosing('more'),
    },
    ...views.map((one) => ({
      id: `compare.view.${one}`,
      label: `Compare: ${viewNames[one].toLowerCase()}`,
      group: 'View',
      keys: [viewKeys[one]],
      disabled: isReady ? null : 'choose two articles first',
      run: () => showView(one),
    })),
  ]);
  const shared = { articleIds, onAdd: () => setChoosing('more') };
  return (
    <>
      {!isReady ? (
        <Beginning columns={columns} onChoose={setChoosing} />
      ) : view === 'quotations' ? (
        <QuotationsView {...shared} />
      ) : view === 'statements' ? (
        <StatementsView {...shared} />
      ) : view === 'headlines' ? (
        <HeadlinesView {...shared} />
      ) : (
        <Articles key={keyOf(articleIds)} {...shared} onChoose={setChoosing} onVersions={setVersionsOf} />
      )}
      {choosing !== null ? (
        <ArticlePicker
          title={
            choosing === 'more'
              ? 'One more article'
              : columns.length > 2
                ? `Article ${choosing + 1}`
                : choosing === 0
                  ? 'Left article'
                  : 'Right article'
          }
          taken={columns}
          onClose={() => setChoosing(null)}
          onChoose={(articleId) => {
            setChoosing(null);
            if (choosing === 'more') addArticle(articleId);
            else chooseArticle(choosing, articleId);
          }}
        />
      ) : null}
      {versionsOf !== null ? <VersionsDialog articleId={versionsOf} onClose={() => setVersionsOf(null)} /> : null}
    </>
  );
}

function Beginning(props: { columns: readonly (string | null)[]; onChoose(column: number): void }) {
  const [left, right] = props.columns;
  const only = left ?? right ?? null;
  const { data } = useBackend('articles.get', { articleId: only ?? '' }, { enabled: only !== null });
  return (
    <EmptyState
      icon={Columns2}
      title={only === null ? 'Nothing to compare yet' : 'One more article to compare'}
      actions={
        <>
          {left === null ? (
            <Button icon={Plus} tone="primary" size="form" keys="[" onPress={() => props.onChoose(0)}>
              Choose the left article…
            </Button>
          ) : null}
          {right === null ? (
            <Button
              icon={Plus}
              tone={left === null ? 'plain' : 'primary'}
              size="form"
              keys="]"
              onPress={() => props.onChoose(1)}
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
        ? 'Select two to four articles in Triage and press C, or choose them here. Sentences that several print are linked, figures that disagree are shown, and what only one says stands out.'
        : `“${data?.metadata.title.value ?? 'Untitled'}” is on one side. Choose what it is compared with.`}
    </EmptyState>
  );
}

/** Asks for each article; shows what is wrong with one in its own place. */
function Articles(props: {
  articleIds: readonly string[];
  onAdd(): void;
  onChoose(column: number): void;
  onVersions(articleId: string): void;
}) {
  const { articleIds } = props;
  // Four at most, and always asked four times: hooks stand in one order.
  const answers = [
    useArticle(articleIds[0]),
    useArticle(articleIds[1]),
    useArticle(articleIds[2]),
    useArticle(articleIds[3]),
  ].slice(0, articleIds.length);
  const alignment = useBackend('compare.align', { articleIds: [...articleIds] });
  const failed = answers.findIndex(({ error }) => error !== null);
  if (failed >= 0) {
    const { error, refetch } = answers[failed]!;
    const name = articleIds.length > 2 ? ['first', 'second', 'third', 'fourth'][failed] : ['left', 'right'][failed];
    return error!.code === 'NOT_FOUND' ? (
      <EmptyState
        icon={Columns2}
        title={`The ${name} article is no longer in this project`}
        actions={<Button onPress={() => props.onChoose(failed)}>Choose another…</Button>}
      >
        It was taken away after this comparison was opened. Undo brings it back if it was deleted just now.
      </EmptyState>
    ) : (
      <ErrorState
        error={error!}
        onRetry={() => void refetch()}
        actions={<Button onPress={() => props.onChoose(failed)}>Choose another…</Button>}
      />
    );
  }
  const articles = answers.flatMap(({ data }): Article[] => (data ? [data] : []));
  if (articles.length < articleIds.length) return <Loading columns={articleIds.length} />;
  const versions = articles.map(({ textVersionId }) => textVersionId);
  const isCurrent = alignment.data?.articles.every(({ textVersionId }, i) => textVersionId === versions[i]);
  return (
    <Comparison
      // Another text version is another text: nothing that was measured or selected in the old one holds.
      key={versions.join(' ')}
      articles={articles}
      alignment={isCurrent ? alignment.data : undefined}
      error={alignment.error}
      onRetry={() => void alignment.refetch()}
      onChoose={props.onChoose}
      onAdd={props.onAdd}
      onVersions={props.onVersions}
    />
  );
}

const useArticle = (articleId: string | undefined) =>
  useBackend('articles.get', { articleId: articleId ?? '' }, { enabled: articleId !== undefined });

/** As high and wide as what comes. */
function Loading({ columns }: { columns: number }) {
  return (
    <div className={styles.room} aria-busy="true">
      <div className={styles.loadingTools} />
      <div className={styles.columns} data-columns={columns}>
        {Array.from({ length: columns }, (_, column) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place
          <div key={column} className={styles.loading} style={{ gridColumn: 2 * column + 1 }}>
            <SkeletonRows rows={14} height={36} />
          </div>
        ))}
      </div>
      <div className={styles.loadingInspector} />
    </div>
  );
}
