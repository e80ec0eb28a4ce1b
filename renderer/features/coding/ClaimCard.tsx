import { Plus, Scale, Trash2, X } from 'lucide-react';
import { useMemo } from 'react';
import { type Claim, type ClaimFields, claimKinds, type EvidenceStance } from '../../../shared/model/claim.ts';
import { needsWriting } from '../../app/projects/projects.ts';
import { useBackend } from '../../state/queries.ts';
import { Button, counted, Head, Icon, IconButton, Select, warnOf } from '../../ui/index.ts';
import { ClaimAlike } from './ClaimAlike.tsx';
import styles from './ClaimCard.module.css';
import { ClaimCodes } from './ClaimCodes.tsx';
import { ClaimEvidence } from './ClaimEvidence.tsx';
import { ClaimLine } from './ClaimLine.tsx';
import { ClaimMentions, type Place } from './ClaimMentions.tsx';
import { ClaimVerdict } from './ClaimVerdict.tsx';
import { deleteClaim, editClaim } from './claims.ts';

const sentence = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);

export interface ClaimCardProps {
  claim: Claim;
  onClose?(): void;
  /** Takes the selected passage in as one more mention; offered while one is selected. */
  onAddMention?: (() => void) | undefined;
  /** The same as evidence. */
  onAddEvidence?: ((stance: EvidenceStance) => void) | undefined;
  /** Goes to a mention or a passage of evidence. */
  onMention?(place: Place): void;
  /** The mention that Enter goes to. */
  mentionAt?: number;
  /** Mentions with the sentences around them, and before the evidence. */
  inContext?: boolean;
  /** The claim became part of another, or another one came of it. */
  onBecome?(claimId: string): void;
  /** Enter and numbers link a claim that was just marked to one that is alike. */
  linksByKey?: boolean;
}

/** A claim with its fields, to change in place, its evidence, its mentions, and claims that are alike. */
export function ClaimCard(props: ClaimCardProps) {
  const { claim, inContext = false } = props;
  const { claimId } = claim;
  const locked = needsWriting() ?? undefined;
  const save = (fields: Partial<ClaimFields>) => void editClaim(claimId, fields).catch(warnOf);
  const { data } = useBackend('claims.contexts', { claimId });
  const contexts = useMemo(() => new Map((data ?? []).map((context) => [context.id, context])), [data]);
  const sources = new Set(claim.mentions.map((mention) => mention.source)).size;
  const hasSelection = props.onAddMention !== undefined;
  const mentions = (
    <section aria-label="Mentions" className={styles.part}>
      <Head level={3} className={styles.partHead!}>
        {`${counted(claim.mentions.length, 'mention')} in ${counted(sources, 'source')}`}
      </Head>
      <ClaimMentions
        {...{ claim, contexts, inContext, locked }}
        mentionAt={props.mentionAt}
        onPlace={props.onMention}
        onBecome={props.onBecome}
      />
      {props.onAddMention ? (
        <p data-keeps-selection>
          <Button icon={Plus} disabled={locked} onPress={props.onAddMention}>
            Add the selection as a mention
          </Button>
        </p>
      ) : null}
    </section>
  );
  const evidence = (
    <ClaimEvidence {...{ claim, contexts, locked }} onAddPassage={props.onAddEvidence} onPlace={props.onMention} />
  );
  const alike =
    props.onBecome && claim.statement !== '' ? (
      <ClaimAlike
        claim={claim}
        locked={locked}
        noKeys={!props.linksByKey ? 'keys open mentions here' : hasSelection ? 'a passage is selected' : null}
        onBecome={props.onBecome}
      />
    ) : null;
  return (
    <section className={styles.card} aria-label={`Claim ${claim.number}`}>
      <Head
        className={styles.head!}
        end={
          <>
            <IconButton
              icon={Trash2}
              size="small"
              label={`Delete claim ${claim.number}`}
              disabled={locked}
              onPress={() => {
                props.onClose?.();
                deleteClaim(claim);
              }}
            />
            {props.onClose ? (
              <IconButton icon={X} size="small" label="Close" keys="Escape" onPress={props.onClose} />
            ) : null}
          </>
        }
      >
        <span className={styles.name}>
          <Icon of={Scale} size={14} />
          Claim {claim.number}
          <span className="t3 regular">{claim.kind}</span>
        </span>
      </Head>
      <div className={styles.fields}>
        <ClaimLine
          key={`${claimId} statement`}
          label="Statement"
          labelHidden
          look="statement"
          value={claim.statement}
          multiline
          locked={locked}
          required
          maxLength={2000}
          onSave={(statement) => save({ statement })}
        />
        <ClaimLine
          key={`${claimId} speaker`}
          label="Speaker"
          value={claim.speaker}
          placeholder="Who says so"
          locked={locked}
          maxLength={500}
          onSave={(speaker) => save({ speaker })}
        />
        <ClaimLine
          key={`${claimId} audience`}
          label="Audience"
          value={claim.audience}
          placeholder="Said to whom"
          locked={locked}
          maxLength={500}
          onSave={(audience) => save({ audience })}
        />
        <div className={styles.line} data-control>
          <span aria-hidden="true">Kind</span>
          <span className={styles.own}>
            <Select
              label="Kind"
              labelHidden
              size="toolbar"
              value={claim.kind ?? 'none'}
              disabled={locked !== undefined}
              onChange={(kind) => save({ kind: kind === 'none' ? null : kind })}
              options={[
                { value: 'none' as const, label: 'Not given' },
                ...claimKinds.map((kind) => ({ value: kind, label: sentence(kind) })),
              ]}
            />
          </span>
        </div>
        <ClaimVerdict key={`${claimId} verdict`} claim={claim} locked={locked} />
        <ClaimLine
          key={`${claimId} question`}
          label="Open"
          value={claim.openQuestion}
          placeholder="Question still to be answered"
          multiline
          locked={locked}
          maxLength={2000}
          onSave={(openQuestion) => save({ openQuestion })}
        />
        <ClaimLine
          key={`${claimId} note`}
          label="Note"
          value={claim.note}
          placeholder="Anything else"
          multiline
          locked={locked}
          maxLength={10_000}
          onSave={(note) => save({ note })}
        />
        <ClaimCodes claim={claim} locked={locked} />
      </div>
      {inContext ? (
        <>
          {mentions}
          {evidence}
          {alike}
        </>
      ) : (
        <>
          {alike}
          {evidence}
          {mentions}
        </>
      )}
    </section>
  );
}
