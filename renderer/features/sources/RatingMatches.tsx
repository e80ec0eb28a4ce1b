import { useMemo, useState } from 'react';
import { useBackend } from '../../state/queries.ts';
import { counted, LinkButton, SourceName } from '../../ui/index.ts';
import { Lean } from './Bands.tsx';
import styles from './RatingLists.module.css';
import type { RatingPreview } from './rating-draft.ts';

/** As many as are listed before somebody asks for all. */
const SOME = 40;

/** Which sources of the project the list names, and which it does not. */
export function RatingMatches({ preview }: { preview: RatingPreview }) {
  const { matched } = preview;
  const { data: sources } = useBackend('sources.list', {});
  const [all, setAll] = useState(false);
  const without = useMemo(() => {
    const named = new Set(matched.map(({ sourceId }) => sourceId));
    return (sources ?? []).filter(({ sourceId, articles }) => articles > 0 && !named.has(sourceId));
  }, [sources, matched]);
  const listed = all ? matched : matched.slice(0, SOME);
  const names = all ? without : without.slice(0, SOME);
  return (
    <div className={styles.matches}>
      {matched.length === 0 ? (
        <p className="small t2">
          It names none of the sources of this project. Its entries are kept, and count for sources that come later.
        </p>
      ) : (
        <table className={styles.words}>
          <thead>
            <tr>
              <th scope="col">Source</th>
              <th scope="col">In the list</th>
              <th scope="col">Lean</th>
            </tr>
          </thead>
          <tbody>
            {listed.map(({ sourceId, source, entry, lean }) => (
              <tr key={sourceId}>
                <td>
                  <SourceName name={source} />
                </td>
                <td className="t2">
                  <bdi>{entry}</bdi>
                </td>
                <td>
                  <Lean lean={lean} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {without.length > 0 ? (
        <p className="small t2">
          {counted(without.length, 'source is', 'sources are')} not in it and {without.length === 1 ? 'stays' : 'stay'}{' '}
          unrated by it:{' '}
          {names.map(({ sourceId, name }, index) => (
            <span key={sourceId}>
              {index > 0 ? ', ' : ''}
              <bdi>{name}</bdi>
            </span>
          ))}
          {names.length < without.length ? ' …' : '.'}
        </p>
      ) : null}
      {!all && (listed.length < matched.length || names.length < without.length) ? (
        <LinkButton onPress={() => setAll(true)}>Show all of them</LinkButton>
      ) : null}
    </div>
  );
}
