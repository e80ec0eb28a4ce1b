import { useState } from 'react';
import type { StoryClaim, StoryEvidence, StorySections } from '../../../shared/model/story-sections.ts';
import { withCoder } from '../../app/coder.tsx';
import { needsWriting } from '../../app/projects/projects.ts';
import { goTo } from '../../app/rooms.ts';
import { useChange } from '../../state/queries.ts';
import { Basis, count, counted, LinkButton, Popover, say, warnOf } from '../../ui/index.ts';
import { chooseClaim } from '../claims/claim-choice.ts';
import styles from './Blocks.module.css';
import { balanceOf, relationWords } from './claim-suggestions.ts';
import { Extract, PlaceLink } from './Place.tsx';
import { TakeOut } from './TakeOut.tsx';

const SHOWN = 3;
const PASSAGES = 3;

/** Check-worthy sentences that nobody has recorded, with what other sources say of them. */
export function ClaimSuggestions({ claims }: { claims: StorySections['claims'] }) {
  const [isAll, setAll] = useState(false);
  if (claims.length === 0) return null;
  return (
    <>
      <p className={`${styles.suggested} t3`}>Suggested: check-worthy, not recorded</p>
      <ol>
        {claims.slice(0, isAll ? claims.length : SHOWN).map((claim) => (
          <Suggestion key={`${claim.said.articleId} ${claim.said.start}`} claim={claim} />
        ))}
      </ol>
      {claims.length > SHOWN && !isAll ? (
        <LinkButton className="small" onPress={() => setAll(true)}>
          {count(claims.length - SHOWN)} more suggested
        </LinkButton>
      ) : null}
    </>
  );
}

function Suggestion({ claim }: { claim: StoryClaim }) {
  const record = useChange('stories.recordClaim');
  const { said, evidence, speaker, kind, score, reason, putIn } = claim;
  const { supports, opposes } = balanceOf(claim);
  const bare = ({ articleId, start, end, text }: StoryEvidence | StoryClaim['said']) => ({
    ...{ articleId, start, end, text },
  });
  const keep = () =>
    withCoder(() =>
      record.mutateAsync({
        ...{ what: bare(said), speaker, kind },
        evidence: evidence.map((one) => ({ ...bare(one), relation: one.relation })),
      }),
    ).then(({ claimId, number }) => {
      say(`Recorded as claim ${number} with ${counted(evidence.length, 'passage')}`, {
        label: 'Open it',
        run: () => {
          chooseClaim(claimId);
          goTo('claims');
        },
      });
    }, warnOf);
  return (
    <li className={styles.claim}>
      <p>
        <Extract place={said} /> <PlaceLink place={said} /> <TakeOut block="claims" what={said} />
      </p>
      <p className={`${styles.claimLine} t2 num`}>
        <Basis
          title="A suggested claim"
          rows={[
            ['Analyser', putIn ? `put here by ${putIn.coder}` : 'claims: check-worthy sentences'],
            ['Rests on', reason],
            ['Score', putIn ? 'none' : score.toFixed(2)],
          ]}
          note="Passages are found by shared words and by rules for figures and denials. They are suggestions: read them before they count as evidence."
        >
          {kind}
        </Basis>
        <span className={supports > 0 ? 'good' : 't3'}>+ {count(supports)} for</span>
        <span className={opposes > 0 ? 'bad' : 't3'}>− {count(opposes)} against</span>
        <LinkButton disabled={needsWriting() ?? record.isPending} onPress={() => void keep()}>
          Record as claim
        </LinkButton>
      </p>
      {evidence.slice(0, PASSAGES).map((one) => (
        <Passage key={`${one.articleId} ${one.start}`} passage={one} />
      ))}
      {evidence.length === 0 ? <p className="small t3">No other source says, denies or contradicts it.</p> : null}
      {evidence.length > PASSAGES ? (
        <Popover
          label="All passages"
          width={440}
          trigger={<LinkButton className="micro">{counted(evidence.length, 'passage')} in all</LinkButton>}
        >
          {evidence.map((one) => (
            <Passage key={`${one.articleId} ${one.start}`} passage={one} />
          ))}
        </Popover>
      ) : null}
    </li>
  );
}

/** A passage with how it bears on the claim; pressed, it shows the whole and what that rests on. */
function Passage({ passage }: { passage: StoryEvidence }) {
  const { sign, name, tone } = relationWords[passage.relation];
  return (
    <div className={styles.passage}>
      <span className={`${styles.sign} ${tone}`} title={name}>
        {sign}
        <span className="vh">{name}</span>
      </span>
      <Popover
        label={`Passage that ${name}`}
        width={400}
        trigger={
          <LinkButton className={styles.words!}>
            <q className="serif" dir="auto">
              {passage.text}
            </q>
          </LinkButton>
        }
      >
        <Extract place={passage} />
        <p className="small t2">
          {name}: {passage.reason}. Likeness {passage.score.toFixed(2)}, a suggestion.
        </p>
      </Popover>
      <PlaceLink place={passage} />
    </div>
  );
}
