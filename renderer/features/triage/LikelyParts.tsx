import { Fragment } from 'react';
import { useBackend } from '../../state/queries.ts';
import { Basis, Head, LinkButton } from '../../ui/index.ts';
import styles from './Likely.module.css';
import { decisionsLearned, LIKELY_NOTE, learnedInWords, likelihood, likelyRows } from './likely-words.ts';
import type { Likely } from './useLikely.ts';

/** A likelihood in its column: a bar and a number. */
export function LikelyCell({ value }: { value: number | null }) {
  if (value === null) return null;
  return (
    <span className={styles.cell}>
      <span className={styles.bar} aria-hidden="true">
        <span style={{ width: `${Math.round(value * 100)}%` }} />
      </span>
      {likelihood(value)}
    </span>
  );
}

/** Above the table: what the order was learned from, or what it takes. */
export function LikelyNotice({ likely }: { likely: Likely }) {
  const { state, isLearning, isOrder, missing, learnAnew } = likely;
  if (isLearning)
    return (
      <span role="status" className={`${styles.notice} small t2`}>
        Learning the order
      </span>
    );
  if (!isOrder || !state) return null;
  const { learned } = state;
  if (!learned)
    return (
      <span className={`${styles.notice} small t2`}>
        {missing ?? 'Nothing is learned yet: newest first.'}{' '}
        {missing === null ? <LinkButton onPress={learnAnew}>Learn the order</LinkButton> : null}
      </span>
    );
  return (
    <span className={`${styles.notice} small t2`}>
      <Basis title="Likely" rows={likelyRows(learned)} note={LIKELY_NOTE}>
        Learned from {decisionsLearned(learned)}
      </Basis>
      {learned.changed > 0 && missing === null ? <LinkButton onPress={learnAnew}>Learn anew</LinkButton> : null}
    </span>
  );
}

/** In the preview: the terms that put an article where it stands. */
export function WhyItStandsHere({ articleId, className }: { articleId: string; className: string | undefined }) {
  const { data: why } = useBackend('likely.ofArticle', { articleId });
  const { data: state } = useBackend('likely.state', {});
  if (!why || !state?.learned) return null;
  const sides = [
    ['For', why.terms.filter(({ weight }) => weight > 0)],
    ['Against', why.terms.filter(({ weight }) => weight < 0)],
  ] as const;
  return (
    <>
      <Head
        level={3}
        className={className}
        end={
          <Basis title="Likely" rows={likelyRows(state.learned)} note={LIKELY_NOTE}>
            likely {likelihood(why.likely)}
          </Basis>
        }
      >
        Why it stands here
      </Head>
      <dl className={styles.why}>
        {sides.map(([side, terms]) => (
          <Fragment key={side}>
            <dt className="t3">{side}</dt>
            <dd>
              {terms.length === 0 ? (
                <span className="t3">no words that count</span>
              ) : (
                terms.map(({ term }, i) => (
                  <Fragment key={term}>
                    {i > 0 ? ', ' : ''}
                    <bdi>{term}</bdi>
                  </Fragment>
                ))
              )}
            </dd>
          </Fragment>
        ))}
      </dl>
      <p className={`${styles.rests} t3`}>
        {learnedInWords(state.learned).replaceAll(' %', '\u00a0%')}
        {why.wasDecided ? ' Your decision on this article was set aside for it.' : ''}
      </p>
    </>
  );
}
