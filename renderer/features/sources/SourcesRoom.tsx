import { RadioTower, Search } from 'lucide-react';
import { useRef, useState } from 'react';
import type { OutputOf } from '../../../shared/contract/contract.ts';
import { useCommands } from '../../app/commands/index.ts';
import { goTo } from '../../app/rooms.ts';
import { useBackend } from '../../state/queries.ts';
import { setQuery } from '../../state/selection.ts';
import {
  count,
  counted,
  DateText,
  EmptyState,
  ErrorState,
  Field,
  SkeletonRows,
  SourceName,
  Tools,
} from '../../ui/index.ts';
import { chooseSource, useSourceChoice } from './choice.ts';
import { SourceForm } from './SourceForm.tsx';
import styles from './SourcesRoom.module.css';

type Source = OutputOf<'sources.list'>[number];

export function SourcesRoom() {
  const { data, error, isPending, refetch } = useBackend('sources.list', {});
  const [wanted, setWanted] = useState('');
  const chosenId = useSourceChoice((choice) => choice.sourceId);
  const choose = chooseSource;
  const rows = useRef<HTMLTableSectionElement>(null);
  const folded = wanted.trim().toLocaleLowerCase();
  const shown = (data ?? []).filter(
    (source) => source.articles > 0 && `${source.name} ${source.domain ?? ''}`.toLocaleLowerCase().includes(folded),
  );
  // The first one where none was chosen, or the chosen one is not shown.
  const index = Math.max(
    0,
    shown.findIndex((source) => source.sourceId === chosenId),
  );
  const chosen: Source | undefined = shown[index];

  function step(by: number) {
    const next = shown[Math.min(shown.length - 1, Math.max(0, index + by))];
    if (!next) return;
    choose(next.sourceId);
    rows.current?.querySelector(`[data-source="${next.sourceId}"]`)?.scrollIntoView({ block: 'nearest' });
  }
  function showArticles(source: Source) {
    setQuery({ sources: [source.sourceId] });
    goTo('triage');
  }

  useCommands([
    {
      id: 'sources.next',
      label: 'Next source',
      group: 'Move',
      keys: ['J', 'ArrowDown'],
      keyOnly: true,
      run: () => step(1),
    },
    {
      id: 'sources.previous',
      label: 'Previous source',
      group: 'Move',
      keys: ['K', 'ArrowUp'],
      keyOnly: true,
      run: () => step(-1),
    },
    {
      id: 'sources.articles',
      label: 'Show the articles of this source',
      group: 'Move',
      keys: ['Enter'],
      disabled: chosen ? null : 'choose a source',
      run: () => chosen && showArticles(chosen),
    },
  ]);

  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (data && data.length === 0) {
    return (
      <EmptyState icon={RadioTower} title="No sources yet">
        They come with the articles: from their addresses, from what a file declares, or from the name of its folder.
      </EmptyState>
    );
  }
  return (
    <div className={styles.room}>
      <div className={styles.main}>
        <Tools label="Sources" end={<span className="t2">{data ? counted(shown.length, 'source') : ''}</span>}>
          <Field
            label="Find a source"
            labelHidden
            icon={Search}
            placeholder="Find a source"
            value={wanted}
            onChange={setWanted}
          />
        </Tools>
        <div className={`${styles.scroll} scroll`}>
          <table className={styles.table}>
            <thead>
              <tr>
                <th>Source</th>
                <th>Domain</th>
                <th>Country</th>
                <th>Language</th>
                <th>First</th>
                <th>Last</th>
                <th className={styles.number}>Articles</th>
              </tr>
            </thead>
            <tbody ref={rows}>
              {isPending
                ? null
                : shown.map((source) => (
                    <tr
                      key={source.sourceId}
                      data-source={source.sourceId}
                      aria-selected={source === chosen}
                      onClick={() => choose(source.sourceId)}
                      onDoubleClick={() => showArticles(source)}
                    >
                      <td>
                        <SourceName name={source.name} />
                      </td>
                      <td className="t2">{source.domain ?? ''}</td>
                      <td className="t2">{source.country}</td>
                      <td className="t2">{source.language}</td>
                      <td className="num t2">
                        <DateText value={source.firstPublished} style="short" />
                      </td>
                      <td className="num t2">
                        <DateText value={source.lastPublished} style="short" />
                      </td>
                      <td className={`${styles.number} num`}>{count(source.articles)}</td>
                    </tr>
                  ))}
            </tbody>
          </table>
          {isPending ? <SkeletonRows rows={12} /> : null}
          {data && shown.length === 0 ? <p className={`${styles.none} t3`}>No source is called “{wanted}”.</p> : null}
        </div>
      </div>
      <aside className={styles.side} aria-label="About this source">
        {chosen ? (
          <SourceForm key={chosen.sourceId} source={chosen} onShowArticles={() => showArticles(chosen)} />
        ) : (
          <p className="t3">Choose a source to see and change what is known about it.</p>
        )}
      </aside>
    </div>
  );
}
