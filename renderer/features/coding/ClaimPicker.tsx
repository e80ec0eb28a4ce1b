import { useDeferredValue, useState } from 'react';
import { type EvidenceStance, evidenceStances } from '../../../shared/model/claim.ts';
import { useBackend } from '../../state/queries.ts';
import { Dialog, ErrorState, SeekList, Segments } from '../../ui/index.ts';
import { stanceSigns } from './ClaimEvidence.tsx';
import styles from './ClaimPicker.module.css';
import { VerdictSign } from './ClaimVerdict.tsx';
import { likenessInWords } from './claim-words.ts';

/** Most rows that are drawn: whoever seeks further writes more of the claim. */
const MOST = 100;

interface Offer {
  claimId: string;
  number: number;
  statement: string;
  speaker: string;
  verdict: Parameters<typeof VerdictSign>[0]['verdict'];
  why: string;
}

/** A recorded claim for a passage, from the keyboard: those alike first, then all, found by their words. */
export function ClaimPicker(props: {
  title: string;
  words: string;
  language: string | null;
  /** How the passage bears on the claim; null: it makes it. */
  stance: EvidenceStance | null;
  onStance(stance: EvidenceStance): void;
  onChoose(claim: { claimId: string; number: number }): void;
  onClose(): void;
}) {
  const [text, setText] = useState('');
  const sought = useDeferredValue(text.trim());
  const { data: rows, error, refetch } = useBackend('claims.table', { text: sought }, { keepPrevious: true });
  const { data: similar } = useBackend('claims.similar', {
    text: props.words.slice(0, 20_000),
    language: props.language,
  });
  const alike: Offer[] = (similar ?? []).map((one) => ({ ...one, why: likenessInWords(one) }));
  const others = (rows ?? []).filter((row) => sought !== '' || !alike.some(({ claimId }) => claimId === row.claimId));
  const offers = [...(sought === '' ? alike : []), ...others.map((row) => ({ ...row, why: '' }))].slice(0, MOST);
  const none = sought === '' ? 'No claim is recorded yet. Q makes one of the selection.' : 'No claim has these words.';
  return (
    <Dialog title={props.title} isOpen onClose={props.onClose} width={520}>
      <SeekList<Offer>
        label="Claim"
        placeholder="Words of a claim, or its number"
        text={text}
        onText={setText}
        above={
          <q className={`${styles.words} serif`} lang={props.language ?? undefined} dir="auto">
            {props.words}
          </q>
        }
        between={
          <>
            {props.stance === null ? null : (
              <div className={styles.stance}>
                <Segments
                  label="How it bears on the claim"
                  value={props.stance}
                  onChange={props.onStance}
                  segments={evidenceStances.map((one) => ({ value: one, label: stanceSigns[one].label }))}
                />
              </div>
            )}
            {error ? <ErrorState error={error} onRetry={refetch} inline /> : null}
          </>
        }
        listLabel="Claims"
        isTall
        rows={offers}
        keyOf={(offer) => offer.claimId}
        onChoose={props.onChoose}
        none={rows ? none : null}
      >
        {(offer) => (
          <>
            <span className="num t3">{offer.number}</span>
            <span className={styles.main}>
              <bdi className="serif ell">{offer.statement}</bdi>
              <span className={`${styles.about} ell`}>
                {[offer.speaker, offer.why].filter(Boolean).join(' · ') || '\u00a0'}
              </span>
            </span>
            <VerdictSign verdict={offer.verdict} />
          </>
        )}
      </SeekList>
    </Dialog>
  );
}
