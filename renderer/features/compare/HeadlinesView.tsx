import { BookOpen } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { Direction } from '../../../shared/model/article.ts';
import { useCommands } from '../../app/commands/index.ts';
import { useBackend } from '../../state/queries.ts';
import { DateText, ErrorState, SkeletonRows, SourceName } from '../../ui/index.ts';
import { wordDifference } from '../duplicates/word-difference.ts';
import styles from './Across.module.css';
import { AcrossToolbar } from './AcrossToolbar.tsx';
import { readAt, useAcross } from './across.ts';
import { useGrid } from './useGrid.ts';

interface Headline {
  articleId: string;
  title: string;
  source: string;
  publishedAt: string | null;
  language: string | null;
  direction: Direction;
}

/** The headlines of the articles or of the story's sources; the words of each beside those of one of them. */
export function HeadlinesView(props: { articleIds: readonly string[]; onAdd(): void }) {
  const across = useAcross(props.articleIds);
  const { story, isWhole } = across;
  const members = useBackend(
    'stories.members',
    { storyId: story?.storyId ?? '00000000-0000-4000-8000-000000000000', count: 1000 },
    { enabled: isWhole },
  );
  const [a, b, c, d] = [
    useHeadline(props.articleIds[0]),
    useHeadline(props.articleIds[1]),
    useHeadline(props.articleIds[2]),
    useHeadline(props.articleIds[3]),
  ];
  const headlines = useMemo((): Headline[] | null => {
    if (!isWhole) {
      const asked = [a, b, c, d].slice(0, props.articleIds.length);
      return asked.every((one) => one !== null) ? asked.map((one) => one!) : null;
    }
    if (!members.data) return null;
    return members.data.members.filter(
      ({ copyOf, sourceId }, at, all) =>
        copyOf === null &&
        (sourceId === null || all.findIndex((one) => one.copyOf === null && one.sourceId === sourceId) === at),
    );
  }, [isWhole, members.data, a, b, c, d, props.articleIds.length]);
  return (
    <div className={styles.room}>
      <AcrossToolbar across={across} columns={props.articleIds.length} onAdd={props.onAdd} />
      {members.error && isWhole ? (
        <ErrorState error={members.error} onRetry={() => void members.refetch()} />
      ) : headlines === null ? (
        <SkeletonRows rows={8} height={42} />
      ) : (
        <Headlines key={headlines.map(({ articleId }) => articleId).join(' ')} headlines={headlines} />
      )}
    </div>
  );
}

function useHeadline(articleId: string | undefined): Headline | null {
  const { data } = useBackend('articles.get', { articleId: articleId ?? '' }, { enabled: articleId !== undefined });
  return useMemo(
    () =>
      data
        ? {
            articleId: data.articleId,
            title: data.metadata.title.value ?? '',
            source: data.metadata.source.value ?? '',
            publishedAt: data.metadata.publishedAt.value,
            language: data.metadata.language.value,
            direction: data.direction,
          }
        : null,
    [data],
  );
}

const primary = (language: string | null) => language?.toLowerCase().split(/[-_]/)[0] ?? null;

function Headlines({ headlines }: { headlines: readonly Headline[] }) {
  const read = ({ row }: { row: number }) => readAt(headlines[row]!.articleId, 0, 0);
  const grid = useGrid({ rows: headlines.length, columns: 1 }, read);
  const base = headlines[grid.at.row] ?? headlines[0]!;
  const [isBaseFixed, setFixed] = useState(false);
  useCommands([
    {
      id: 'compare.headlines.read',
      label: 'Open the article of the headline',
      group: 'Move',
      keys: ['O'],
      icon: BookOpen,
      run: () => read(grid.at),
    },
  ]);
  return (
    <div className={`${styles.body} scroll`}>
      <p className={styles.notes}>
        Marked in each headline: words that the chosen one does not have. Choose another with the arrow keys; Enter
        opens its article. Headlines in other languages are not compared.
      </p>
      <div
        ref={grid.root}
        className={styles.headlines}
        role="listbox"
        aria-label="Headlines"
        data-fixed={isBaseFixed ? '' : undefined}
        onKeyDown={grid.onKeyDown}
        onFocus={() => setFixed(true)}
      >
        {headlines.map((headline, row) => {
          const isBase = headline === base;
          const isAlike = !isBase && primary(headline.language) === primary(base.language);
          const runs = isAlike
            ? wordDifference(base.title.toLowerCase(), headline.title.toLowerCase(), headline.language).b
            : null;
          return (
            <button
              key={headline.articleId}
              type="button"
              role="option"
              aria-selected={isBase}
              className={styles.headline}
              data-cell={`${row} 0`}
              tabIndex={isBase ? 0 : -1}
              onClick={() => grid.setAt({ row, column: 0 })}
              onDoubleClick={() => read({ row })}
            >
              <span className="small t2 ell">
                <SourceName name={headline.source || null} />
              </span>
              <span className={`${styles.words} serif`} lang={headline.language ?? undefined} dir={headline.direction}>
                {runs ? <Runs title={headline.title} runs={runs} /> : headline.title || 'Untitled'}
              </span>
              <span className="small t3">
                <DateText value={headline.publishedAt} />
              </span>
            </button>
          );
        })}
      </div>
    </div>
  );
}

/** The headline as it is written, cut where the runs of its small letters are. */
function Runs({ title, runs }: { title: string; runs: readonly { text: string; own: boolean }[] }) {
  // A few letters change their length when they are made small; then the headline stands unmarked.
  if (runs.reduce((sum, { text }) => sum + text.length, 0) !== title.length) return title;
  let at = 0;
  return runs.map(({ text, own }) => {
    const start = at;
    at += text.length;
    const words = title.slice(start, at);
    return own ? (
      <mark key={start} className={styles.own}>
        {words}
      </mark>
    ) : (
      <span key={start}>{words}</span>
    );
  });
}
