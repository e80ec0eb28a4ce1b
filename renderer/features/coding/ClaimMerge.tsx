import { TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import type { OutputOf } from '../../../shared/contract/contract.ts';
import { useBackend } from '../../state/queries.ts';
import { Button, counted, Dialog, ErrorState, Icon, SkeletonRows } from '../../ui/index.ts';
import styles from './ClaimMerge.module.css';
import { VerdictSign } from './ClaimVerdict.tsx';
import { mergeInto } from './claims.ts';

/** Shows what a merge does, verdicts that differ first, and which claim stays. */
export function ClaimMerge(props: { claimIds: readonly string[]; onClose(): void; onMerged(claimId: string): void }) {
  const { data, error, refetch } = useBackend('claims.mergePreview', { claimIds: [...props.claimIds] });
  const [chosen, setChosen] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const into = data?.claims.find((claim) => claim.claimId === chosen) ?? data?.claims[0];
  const merge = async () => {
    if (!into || !data) return;
    setBusy(true);
    const others = data.claims.map(({ claimId }) => claimId).filter((id) => id !== into.claimId);
    const merged = await mergeInto(into, others);
    setBusy(false);
    if (merged) props.onMerged(merged.claimId);
  };
  return (
    <Dialog
      title={`Merge ${counted(props.claimIds.length, 'claim')}`}
      isOpen
      onClose={props.onClose}
      width={560}
      footer={
        <>
          <Button tone="quiet" size="form" onPress={props.onClose}>
            Cancel
          </Button>
          <Button
            tone="primary"
            size="form"
            autoFocus={data !== undefined}
            disabled={busy || !into}
            onPress={() => void merge()}
          >
            {into ? `Merge into claim ${into.number}` : 'Merge'}
          </Button>
        </>
      }
    >
      {error ? (
        <ErrorState error={error} onRetry={refetch} inline />
      ) : !data || !into ? (
        <SkeletonRows rows={4} />
      ) : (
        <div className={styles.body}>
          <Conflicts preview={data} into={into.number} />
          <fieldset className={styles.choice}>
            <legend>Which one stays</legend>
            {data.claims.map((claim) => (
              <label key={claim.claimId}>
                <input
                  type="radio"
                  name="into"
                  checked={claim.claimId === into.claimId}
                  onChange={() => setChosen(claim.claimId)}
                />
                <span className="num t3">{claim.number}</span>
                <span>
                  <span className="serif" dir="auto">
                    {claim.statement}
                  </span>
                  <span className={styles.about}>
                    {claim.speaker ? <bdi>{claim.speaker}</bdi> : null}
                    <span>{counted(claim.mentions, 'mention')}</span>
                    <VerdictSign verdict={claim.verdict} />
                  </span>
                </span>
              </label>
            ))}
          </fieldset>
          <p className="t2 num">
            Afterwards it has {counted(data.mentions, 'mention')} in {counted(data.articles, 'article')} and{' '}
            {counted(data.evidence, 'piece', 'pieces')} of evidence.
            {data.doubles > 0 ? ` ${counted(data.doubles, 'double', 'doubles')} fall together.` : ''} Other statements,
            speakers and notes go into its note. One step of undo brings all back.
          </p>
        </div>
      )}
    </Dialog>
  );
}

function Conflicts({ preview, into }: { preview: OutputOf<'claims.mergePreview'>; into: number }) {
  if (preview.verdictConflicts.length === 0) return null;
  return (
    <section aria-label="Verdicts that differ" className={styles.conflicts}>
      {preview.verdictConflicts.map(({ coder, verdicts }) => (
        <div key={coder ?? ''}>
          <p>
            <Icon of={TriangleAlert} size={14} className="warn" />
            {coder === null ? (
              'Coders disagree; each keeps a verdict'
            ) : (
              <span>
                <bdi className="med">{coder}</bdi> gave different verdicts. The later stays, the other goes into its
                reason.
              </span>
            )}
          </p>
          <ul>
            {verdicts.map((verdict) => (
              <li key={`${verdict.number} ${verdict.coder}`}>
                <VerdictSign verdict={verdict.verdict} />
                <span className="t3 num">
                  {coder === null ? (
                    <bdi>{verdict.coder}</bdi>
                  ) : (
                    `claim ${verdict.number}${verdict.number === into ? ', which stays' : ''}`
                  )}
                </span>
                {verdict.reason ? (
                  <span className="ell t2" title={verdict.reason}>
                    {verdict.reason}
                  </span>
                ) : null}
              </li>
            ))}
          </ul>
        </div>
      ))}
    </section>
  );
}
