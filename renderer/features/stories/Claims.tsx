import { useMemo } from 'react';
import type { StoryMember } from '../../../shared/model/story.ts';
import { goTo } from '../../app/rooms.ts';
import { useBackend } from '../../state/queries.ts';
import { count, counted, LinkButton, SkeletonRows, SourceName } from '../../ui/index.ts';
import { chooseClaim } from '../claims/claim-choice.ts';
import { ClaimSuggestions } from './ClaimSuggestions.tsx';
import { unrecorded } from './claim-suggestions.ts';
import { claimsOf } from './claims-of.ts';
import { type BlockProps, Loaded, SectionBasis } from './Extracts.tsx';
import { Missing, Section } from './Section.tsx';
import styles from './Sections.module.css';
import { readPlace } from './show-articles.ts';

const SHOWN = 5;

/** Claims that people recorded in the story's articles, with what speaks for and against them. */
export function Claims({ members, ...block }: BlockProps & { members: readonly StoryMember[] | undefined }) {
  const { data } = useBackend('claims.list', { text: '' });
  const claims = useMemo(
    () => (data && members ? claimsOf(data, new Set(members.map(({ articleId }) => articleId))) : undefined),
    [data, members],
  );
  return (
    <Section
      block="claims"
      title="Claims and evidence"
      basis={
        <SectionBasis
          sections={block.sections}
          title="Claims and evidence"
          rows={[
            ['Recorded', claims ? counted(claims.length, 'claim') : ''],
            ['Suggested', 'check-worthy sentences, each with passages of other sources; copies of it are none'],
          ]}
        >
          {claims ? counted(claims.length, 'claim') : ''}
        </SectionBasis>
      }
    >
      {!claims ? (
        <SkeletonRows rows={2} height={22} />
      ) : claims.length === 0 ? (
        <Missing>
          Nobody has recorded a claim in its articles. Record one below, or in Read select a statement and press Q.
        </Missing>
      ) : (
        <ol className={styles.claims}>
          {claims.slice(0, SHOWN).map(({ claim, supports, refutes, passages }) => (
            <li key={claim.claimId}>
              <LinkButton
                className={styles.statement!}
                onPress={() => {
                  chooseClaim(claim.claimId);
                  goTo('claims');
                }}
              >
                {claim.statement}
              </LinkButton>
              <p className={styles.verdict}>
                <b className="med">{claim.verdict}</b>
                <bdi>{claim.speaker}</bdi>
                <span className={`${styles.stances} num`}>
                  <span className="good">+ {count(supports)} for</span>
                  <span className="bad">− {count(refutes)} against</span>
                </span>
              </p>
              {passages.map(({ evidenceId, stance, articleId, start, end, source, text }) => (
                <p key={evidenceId} className={styles.passage}>
                  <span className={stance === 'refutes' ? 'bad' : stance === 'supports' ? 'good' : 't3'}>
                    {stance === 'refutes' ? '−' : stance === 'supports' ? '+' : '·'}
                    <span className="vh">{stance}</span>
                  </span>
                  <q className="serif ell" dir="auto">
                    {text}
                  </q>
                  <LinkButton className={styles.source!} onPress={() => readPlace(articleId, start, end)}>
                    <SourceName name={source || null} />
                  </LinkButton>
                </p>
              ))}
            </li>
          ))}
        </ol>
      )}
      {claims && claims.length > SHOWN ? (
        <LinkButton className="small" onPress={() => goTo('claims')}>
          {count(claims.length - SHOWN)} more in Claims
        </LinkButton>
      ) : null}
      <Loaded {...block}>{(found) => <ClaimSuggestions claims={unrecorded(found.claims, data ?? [])} />}</Loaded>
    </Section>
  );
}
