import { Check, Circle, type LucideIcon, Minus, Plus } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { InputOf } from '../../../shared/contract/contract.ts';
import type { EvidenceStance } from '../../../shared/model/claim.ts';
import type { ClaimReviewMatch, OutsideResult } from '../../../shared/model/provider.ts';
import { withCoder } from '../../app/coder.tsx';
import { undoOrRedo } from '../../app/projects/projects.ts';
import { useChange } from '../../state/queries.ts';
import { Button, Field, Icon, percent, say } from '../../ui/index.ts';
import { shortAddress } from './kinds.ts';
import styles from './Providers.module.css';

const stances: { stance: EvidenceStance; label: string; icon: LucideIcon }[] = [
  { stance: 'supports', label: 'Supports', icon: Plus },
  { stance: 'refutes', label: 'Refutes', icon: Minus },
  { stance: 'context', label: 'Context', icon: Circle },
];

interface TakeProps {
  title: string;
  claimId: string;
  isTaken: boolean;
  locked: string | undefined;
  quotation: string;
  from: InputOf<'providers.takeAsEvidence'>['from'];
}

/** Takes something that was found as evidence: how it bears on the claim, with the words that matter. */
function Take({ title, claimId, isTaken, locked, from, ...props }: TakeProps) {
  const [stance, setStance] = useState<EvidenceStance | null>(null);
  const [quotation, setQuotation] = useState(props.quotation);
  const take = useChange('providers.takeAsEvidence');
  if (isTaken && stance === null) {
    return (
      <p className={`${styles.takes} good small`}>
        <Icon of={Check} size={14} /> Among the evidence
      </p>
    );
  }
  const keep = () => {
    if (stance === null) return;
    withCoder(() => take.mutateAsync({ claimId, stance, quotation, from })).then(
      () => {
        setStance(null);
        say('Taken as evidence', { label: 'Undo', run: () => undoOrRedo('undo') });
      },
      () => {},
    );
  };
  return (
    <div className={styles.takes}>
      {stances.map((one) => (
        <Button
          key={one.stance}
          icon={one.icon}
          pressed={stance === one.stance}
          disabled={locked}
          aria-label={`${title}: ${one.label.toLowerCase()}`}
          onPress={() => setStance(stance === one.stance ? null : one.stance)}
        >
          {one.label}
        </Button>
      ))}
      {stance === null ? null : (
        <div className={styles.takeForm}>
          <Field
            label="Words that matter: check them on the page"
            value={quotation}
            onChange={setQuotation}
            onSubmit={keep}
            rows={2}
            serif
            dir="auto"
            autoFocus
            maxLength={10_000}
            error={take.error && take.error.code !== 'CANCELLED' ? take.error.message : null}
          />
          <span className={styles.buttons}>
            <Button tone="quiet" size="form" onPress={() => setStance(null)}>
              Cancel
            </Button>
            <Button tone="primary" size="form" disabled={take.isPending} onPress={keep}>
              Take as evidence
            </Button>
          </span>
        </div>
      )}
    </div>
  );
}

function PageLink({ url, children }: { url: string; children: ReactNode }) {
  return (
    <a href={url} target="_blank" rel="noreferrer" title={url} dir="auto">
      {children}
    </a>
  );
}

/** A page that a search named. */
export function FoundPage(props: { result: OutsideResult; claimId: string; locked: string | undefined }) {
  const { result } = props;
  return (
    <li>
      <p className={styles.foundTitle}>
        <PageLink url={result.url}>{result.title}</PageLink>
        {result.publishedAt ? <span className="t3 small num">{result.publishedAt.slice(0, 10)}</span> : null}
      </p>
      <p className={`${styles.address} t3 micro`}>{shortAddress(result.url)}</p>
      {result.snippet ? (
        <p className="small" dir="auto">
          {result.snippet}
        </p>
      ) : null}
      <Take
        {...props}
        title={result.title}
        isTaken={result.isTaken}
        quotation={result.snippet}
        from={{ kind: 'result', sentId: result.sentId, ord: result.ord }}
      />
    </li>
  );
}

/** A published fact check; its rating is its publisher's. */
export function FoundReview(props: { review: ClaimReviewMatch; claimId: string; locked: string | undefined }) {
  const { review } = props;
  const rating = [review.rating && `“${review.rating}”`, review.ratingScale].filter(Boolean).join(', ');
  const shared = [...review.sharedWords, ...review.sharedFigures];
  return (
    <li>
      <p className={styles.foundTitle}>
        <q className="serif" dir="auto" lang={review.language ?? undefined}>
          {review.claimReviewed}
        </q>
        {review.reviewedAt ? <span className="t3 small num">{review.reviewedAt.slice(0, 10)}</span> : null}
      </p>
      {review.claimant ? (
        <p className="small t2">
          Said by <bdi>{review.claimant}</bdi>
        </p>
      ) : null}
      <p className="small">
        <PageLink url={review.url}>{review.publisher}</PageLink>
        {rating ? (
          <>
            {' '}
            rates it <bdi className="med">{rating}</bdi>. That is the publisher’s rating, not this project’s.
          </>
        ) : (
          ' gives no rating in the feed.'
        )}
      </p>
      <p className={`${styles.address} t3 micro`}>
        {percent(review.score)} alike: {shared.map((word) => `“${word}”`).join(', ')}
        {review.otherFigures.map(({ here, there }) => `; ${here} here, ${there} there`)}
        {` · ${review.provider}`}
      </p>
      <Take
        {...props}
        title={review.claimReviewed}
        isTaken={review.isTaken}
        quotation={review.claimReviewed}
        from={{ kind: 'review', reviewId: review.reviewId }}
      />
    </li>
  );
}
