import { Search } from 'lucide-react';
import { type KeyboardEvent, useDeferredValue, useState } from 'react';
import { type EvidenceStance, evidenceStances } from '../../../shared/model/claim.ts';
import { useBackend } from '../../state/queries.ts';
import { Dialog, ErrorState, Field, Segments } from '../../ui/index.ts';
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
  const [at, setAt] = useState(0);
  const sought = useDeferredValue(text.trim());
  const { data: rows, error, refetch } = useBackend('claims.table', { text: sought }, { keepPrevious: true });
  const { data: similar } = useBackend('claims.similar', {
    text: props.words.slice(0, 20_000),
    language: props.language,
  });
  const alike: Offer[] = (similar ?? []).map((one) => ({ ...one, why: likenessInWords(one) }));
  const others = (rows ?? []).filter((row) => sought !== '' || !alike.some(({ claimId }) => claimId === row.claimId));
  const offers = [...(sought === '' ? alike : []), ...others.map((row) => ({ ...row, why: '' }))].slice(0, MOST);
  const chosen = Math.min(at, offers.length - 1);
  const choose = (index: number) => {
    const offer = offers[index];
    if (offer) props.onChoose(offer);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step === 0 || offers.length === 0) return;
    event.preventDefault();
    setAt((chosen + step + offers.length) % offers.length);
  };
  return (
    <Dialog title={props.title} isOpen onClose={props.onClose} width={520}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the arrow keys of the field move in the list below it */}
      <div onKeyDown={onKeyDown}>
        <q className={`${styles.words} serif`} lang={props.language ?? undefined} dir="auto">
          {props.words}
        </q>
        <Field
          label="Claim"
          labelHidden
          icon={Search}
          placeholder="Words of a claim, or its number"
          value={text}
          onChange={(value) => {
            setText(value);
            setAt(0);
          }}
          onSubmit={() => choose(chosen)}
          autoFocus
        />
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
        <ul className={`${styles.list} scroll`} aria-label="Claims">
          {offers.map((offer, index) => (
            <li key={offer.claimId}>
              <button
                type="button"
                className={styles.row}
                aria-current={index === chosen}
                ref={(row) => {
                  if (index === chosen) row?.scrollIntoView({ block: 'nearest' });
                }}
                onClick={() => choose(index)}
              >
                <span className="num t3">{offer.number}</span>
                <span className={styles.main}>
                  <bdi className="serif ell">{offer.statement}</bdi>
                  <span className={`${styles.about} ell`}>
                    {[offer.speaker, offer.why].filter(Boolean).join(' · ') || '\u00a0'}
                  </span>
                </span>
                <VerdictSign verdict={offer.verdict} />
              </button>
            </li>
          ))}
          {rows && offers.length === 0 ? (
            <li className={styles.none}>
              {sought === '' ? 'No claim is recorded yet. Q makes one of the selection.' : 'No claim has these words.'}
            </li>
          ) : null}
        </ul>
      </div>
    </Dialog>
  );
}
