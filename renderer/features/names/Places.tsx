import { useEffect, useState } from 'react';
import type { OutputOf } from '../../../shared/contract/contract.ts';
import type { AppError } from '../../../shared/contract/errors.ts';
import { count, DateText, ErrorState, LinkButton, Popover, SkeletonRows, SourceName } from '../../ui/index.ts';
import { readPlace } from '../stories/show-articles.ts';
import styles from './Names.module.css';

type Page = Pick<OutputOf<'names.places'>, 'total' | 'places'>;

/** A number that opens the spans it counts, each with the way to its place. */
export function PlacesNumber(props: { n: number; label: string; ask(start: number): Promise<Page>; of?: string }) {
  if (props.n === 0) return <span className="t3">0</span>;
  const shown = props.of ?? count(props.n);
  return (
    <Popover
      label={props.label}
      width={440}
      trigger={<LinkButton aria-label={`${shown}, ${props.label}`}>{shown}</LinkButton>}
    >
      <p className="strong">{props.label}</p>
      <PlaceList ask={props.ask} />
    </Popover>
  );
}

export function PlaceList({ ask }: { ask(start: number): Promise<Page> }) {
  const [page, setPage] = useState<Page | null>(null);
  const [error, setError] = useState<AppError | null>(null);
  const more = (start: number) =>
    ask(start).then(
      ({ total, places }) =>
        setPage((before) => ({ total, places: [...(start > 0 && before ? before.places : []), ...places] })),
      setError,
    );
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked once, when the list opens
  useEffect(() => void more(0), []);
  if (error) return <ErrorState inline error={error} onRetry={() => void more(0)} />;
  if (!page) return <SkeletonRows rows={4} height={24} />;
  return (
    <>
      <ul className={`${styles.places} scroll`}>
        {page.places.map((place) => (
          <li key={`${place.articleId} ${place.start} ${place.reason}`}>
            <p className="micro t3">
              <SourceName name={place.source} /> · <DateText value={place.publishedAt} />
              {place.isCurrent ? '' : ' · in an earlier text of the article'}
            </p>
            <p className="serif" dir="auto">
              {place.before}
              <mark className="hit">{place.text}</mark>
              {place.after}
            </p>
            <p className="micro t3">
              {place.reason} · score {place.score.toFixed(2)} ·{' '}
              <LinkButton onPress={() => readPlace(place.articleId, place.start, place.end)}>Read</LinkButton>
            </p>
          </li>
        ))}
      </ul>
      {page.places.length < page.total ? (
        <LinkButton onPress={() => void more(page.places.length)}>
          {count(page.total - page.places.length)} more
        </LinkButton>
      ) : null}
    </>
  );
}
