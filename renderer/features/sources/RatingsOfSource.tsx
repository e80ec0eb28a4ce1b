import { useEffect, useState } from 'react';
import type { SourceRating, SourceRow } from '../../../shared/contract/rooms/sources.ts';
import { withCoder } from '../../app/coder.tsx';
import { needsWriting } from '../../app/projects/projects.ts';
import { call } from '../../state/backend.ts';
import { useBackend } from '../../state/queries.ts';
import { useSettings } from '../../state/settings.ts';
import { Button, DateText, ErrorState, Head, SavedField, Select, SkeletonRows, warnOf } from '../../ui/index.ts';
import { Lean, leanOptions, reliabilityOptions } from './Bands.tsx';
import { bandOfValue, bandValue, reliabilityName } from './bands.ts';
import { setRatingsOpen } from './choice.ts';
import styles from './Pane.module.css';

/** What each rater says of one source, and the current coder's own rating. */
export function RatingsOfSource({ source }: { source: SourceRow }) {
  const { data: raters, error, refetch } = useBackend('ratings.raters', {});
  const coder = useSettings((settings) => settings.coderName);
  const isOwn = ({ kind, name }: { kind: string; name: string }) => kind === 'person' && name === coder;
  const own = source.ratings.find(({ kind, rater }) => isOwn({ kind, name: rater }));
  const others = raters?.filter((rater) => !isOwn(rater)) ?? [];
  return (
    <div className={styles.part}>
      {error ? <ErrorState inline error={error} onRetry={() => void refetch()} /> : null}
      {!raters && !error ? <SkeletonRows rows={3} height={44} /> : null}
      {raters && others.length === 0 ? (
        <p className="small t2">
          {raters.length === 0
            ? 'Unrated: this project has no ratings yet. Take in a list that a rater publishes, or give your own below.'
            : 'Nobody but you rates sources in this project yet.'}
        </p>
      ) : null}
      {others.length > 0 ? (
        <ul aria-label="Ratings">
          {others.map(({ raterId, name, kind }) => (
            <Rating
              key={raterId}
              rater={name}
              kind={kind}
              rating={source.ratings.find((rating) => rating.raterId === raterId)}
            />
          ))}
        </ul>
      ) : null}
      <OwnRating key={source.sourceId} source={source} own={own} coder={coder} />
      <div>
        <Button onPress={() => setRatingsOpen(true)}>Lists of ratings…</Button>
      </div>
    </div>
  );
}

function Rating(props: { rater: string; kind: 'list' | 'person'; rating: SourceRating | undefined }) {
  const { rater, kind, rating } = props;
  return (
    <li className={styles.rating}>
      <p className={styles.rater}>
        <bdi className="med ell">{rater}</bdi>
        <span className="t3 micro">{kind === 'list' ? 'list' : 'coder'}</span>
        {rating?.ratedOn ? (
          <span className={`${styles.end} t3 small`}>
            <DateText value={rating.ratedOn} />
          </span>
        ) : null}
      </p>
      <p className={styles.bands}>
        <Lean lean={rating?.lean ?? null} />
        {rating && rating.reliability !== null ? (
          <span className="t2">reliability: {reliabilityName(rating.reliability).toLowerCase()}</span>
        ) : null}
      </p>
      {rating && (rating.leanLabel || rating.reliabilityLabel) ? (
        <p className="small t2">
          In its words:{' '}
          {[rating.leanLabel, rating.reliabilityLabel].filter(Boolean).map((label, index) => (
            <span key={label}>
              {index > 0 ? ', ' : ''}“<bdi>{label}</bdi>”
            </span>
          ))}
        </p>
      ) : null}
      {rating?.basis ? (
        <p className={`${styles.basis} small t2`}>
          <bdi>{rating.basis}</bdi>
        </p>
      ) : null}
      {rating && !rating.ratedOn ? <p className="small t3">No date is given.</p> : null}
    </li>
  );
}

/** A rating of one's own: saved at once. Both bands unrated takes it back. */
function OwnRating(props: { source: SourceRow; own: SourceRating | undefined; coder: string | null | undefined }) {
  const { source, own, coder } = props;
  // Typed before there is a band to keep it with.
  const [basisAhead, setBasisAhead] = useState('');
  const readOnly = needsWriting() !== null;
  const lean = own?.lean ?? null;
  const reliability = own?.reliability ?? null;
  const basis = own?.basis ?? basisAhead;
  useEffect(() => {
    if (own) setBasisAhead('');
  }, [own]);

  const save = (change: Partial<{ lean: number | null; reliability: number | null; basis: string }>) => {
    const next = { lean, reliability, basis, ...change };
    return withCoder(() => call('ratings.set', { sourceId: source.sourceId, ...next }));
  };
  return (
    <section className={styles.section} aria-label="Your rating">
      <Head level={3} end={own?.ratedOn ? <DateText value={own.ratedOn} /> : <span>{own ? '' : 'unrated'}</span>}>
        Your rating
        {coder ? (
          <span className="t3 regular">
            {' '}
            as <bdi>{coder}</bdi>
          </span>
        ) : null}
      </Head>
      <div className={styles.two}>
        <Select
          label="Lean"
          value={bandValue(lean)}
          options={leanOptions}
          onChange={(value) => void save({ lean: bandOfValue(value) }).catch(warnOf)}
          disabled={readOnly}
        />
        <Select
          label="Reliability"
          value={bandValue(reliability)}
          options={reliabilityOptions}
          onChange={(value) => void save({ reliability: bandOfValue(value) }).catch(warnOf)}
          disabled={readOnly}
        />
      </div>
      <SavedField
        disabled={readOnly}
        label="Basis"
        saved={basis}
        rows={3}
        dir="auto"
        placeholder="what it rests on: articles read, a study, an interview"
        save={async (text) => {
          if (own) await save({ basis: text });
          else setBasisAhead(text);
        }}
      />
      {!own && basisAhead ? <p className="small t3">Kept with the rating once you choose a band.</p> : null}
    </section>
  );
}
