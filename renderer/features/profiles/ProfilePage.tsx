import { ArrowLeft, ListFilter, Table2, UsersRound } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useCommands } from '../../app/commands/index.ts';
import { compareProfiles, openProfile } from '../../state/profile.ts';
import { useBackend } from '../../state/queries.ts';
import { Button, counted, ErrorState, LinkButton, SkeletonRows, SourceName } from '../../ui/index.ts';
import { showNames } from '../names/show-names.ts';
import { spanInWords } from '../stories/story-words.ts';
import { Copies } from './Copies.tsx';
import { Overlap } from './Overlap.tsx';
import styles from './Profile.module.css';
import { Published } from './Published.tsx';
import { Quoted } from './Quoted.tsx';
import { Ratings } from './Ratings.tsx';
import { Stories } from './Stories.tsx';
import { showSourceArticles } from './show-from-profile.ts';
import { Techniques } from './Techniques.tsx';

/** One source: what it publishes, misses, shares, whom it quotes, and what raters say of it. */
export function ProfilePage({ sourceId }: { sourceId: number }) {
  const { data, error, refetch } = useBackend('profiles.articles', { sourceId });
  const sources = useBackend('sources.list', {});
  const page = useRef<HTMLDivElement>(null);
  // The page scrolls by the arrow keys as soon as it is there.
  useEffect(() => page.current?.focus({ preventScroll: true }), []);
  const known = (sources.data ?? []).filter(({ articles }) => articles > 0);
  const at = known.findIndex((source) => source.sourceId === sourceId);
  const step = (by: number) => {
    const next = known[at + by];
    if (at >= 0 && next) openProfile(next.sourceId);
  };
  useCommands([
    {
      ...{ id: 'profiles.back', label: 'All sources', group: 'Move', keys: ['Escape', 'Backspace'], icon: ArrowLeft },
      run: () => openProfile(null),
    },
    { id: 'profiles.next', label: 'Next source', group: 'Move', keys: ['J'], run: () => step(1) },
    { id: 'profiles.previous', label: 'Previous source', group: 'Move', keys: ['K'], run: () => step(-1) },
    {
      ...{
        id: 'profiles.articles',
        label: 'Show its articles in Triage',
        group: 'Move',
        keys: ['T'],
        icon: ListFilter,
      },
      run: () => showSourceArticles(sourceId),
    },
    {
      ...{ id: 'profiles.compare', label: 'Compare sources', group: 'View', keys: ['C'], icon: Table2 },
      run: () => compareProfiles([]),
    },
    {
      ...{ id: 'profiles.names', label: 'Merge names of people and organisations…', group: 'Decide', keys: ['N'] },
      icon: UsersRound,
      run: () => showNames('person'),
    },
  ]);
  if (error && (!data || error.code === 'NOT_FOUND')) {
    return (
      <ErrorState
        error={error}
        {...(error.code === 'NOT_FOUND' ? {} : { onRetry: () => void refetch() })}
        actions={<LinkButton onPress={() => openProfile(null)}>All sources</LinkButton>}
      />
    );
  }
  if (!data) return <SkeletonRows rows={20} />;
  const own = known[at];
  const { source } = data;
  const days = data.days;
  return (
    <div ref={page} className={`${styles.page} scroll`} tabIndex={-1}>
      <div className={styles.sheet}>
        <header className={styles.top}>
          <div className={styles.names}>
            <p className={styles.crumb}>
              <LinkButton onPress={() => openProfile(null)}>All sources</LinkButton>
              {at >= 0 ? <span className="num">{` · ${at + 1} of ${known.length}`}</span> : null}
            </p>
            <h1 className={styles.title}>
              <SourceName name={source} />
            </h1>
            <p className={`${styles.facts} t2 num`}>
              <LinkButton onPress={() => showSourceArticles(sourceId)}>{counted(data.articles, 'article')}</LinkButton>
              <span>{counted(data.words, 'word')}</span>
              {days.length > 0 ? <span>{spanInWords(days[0]!.day, days.at(-1)!.day)}</span> : null}
              {own?.domain ? <bdi>{own.domain}</bdi> : null}
              {own?.country ? <bdi>{own.country}</bdi> : null}
            </p>
          </div>
          <div className={styles.acts}>
            <Button keys="T" onPress={() => showSourceArticles(sourceId)}>
              Articles
            </Button>
            <Button keys="C" onPress={() => compareProfiles([])}>
              Compare sources
            </Button>
            <Button keys="N" onPress={() => showNames('person')}>
              Names…
            </Button>
          </div>
        </header>
        <div className={styles.grid}>
          <div className={styles.column}>
            <Published sourceId={sourceId} />
            <Stories sourceId={sourceId} />
            <Overlap sourceId={sourceId} source={source} />
          </div>
          <div className={styles.column}>
            <Ratings sourceId={sourceId} />
            <Techniques sourceId={sourceId} source={source} />
            <Quoted sourceId={sourceId} source={source} />
            <Copies sourceId={sourceId} />
          </div>
        </div>
      </div>
    </div>
  );
}
