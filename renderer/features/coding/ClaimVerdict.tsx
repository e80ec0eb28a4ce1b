import { CircleCheck, CircleDashed, CircleHelp, CircleX, type LucideIcon, Split } from 'lucide-react';
import { type Claim, claimVerdicts, type GivenVerdict } from '../../../shared/model/claim.ts';
import { DateText, Icon, Select, warnOf } from '../../ui/index.ts';
import styles from './ClaimCard.module.css';
import { ClaimLine } from './ClaimLine.tsx';
import { editClaim } from './claims.ts';

type Verdict = Claim['verdict'];

/** Verdicts by sign, name and colour. */
export const verdictSigns: Record<Verdict, { icon: LucideIcon; label: string; tone: 'good' | 'warn' | 'bad' | 't3' }> =
  {
    supported: { icon: CircleCheck, label: 'Supported', tone: 'good' },
    disputed: { icon: Split, label: 'Disputed', tone: 'warn' },
    refuted: { icon: CircleX, label: 'Refuted', tone: 'bad' },
    'not checkable': { icon: CircleDashed, label: 'Not checkable', tone: 't3' },
    unverified: { icon: CircleHelp, label: 'Unverified', tone: 't3' },
  };

/** A verdict as a sign with its name. */
export function VerdictSign({ verdict }: { verdict: Verdict }) {
  const { icon, label, tone } = verdictSigns[verdict];
  return (
    <span className={`${styles.verdict} ${tone}`}>
      <Icon of={icon} size={14} />
      {label}
    </span>
  );
}

const dayOf = (iso: string) => {
  const at = new Date(iso);
  return `${at.getFullYear()}-${String(at.getMonth() + 1).padStart(2, '0')}-${String(at.getDate()).padStart(2, '0')}`;
};

/** The coder's own verdict with its reason, and those of others that may be seen. */
export function ClaimVerdict({ claim, locked }: { claim: Claim; locked: string | undefined }) {
  const mine = claim.verdicts.find((verdict) => verdict.isMine);
  const others = claim.verdicts.filter((verdict) => !verdict.isMine);
  const [first] = claim.verdicts;
  const save = (fields: { verdict?: Verdict; verdictReason?: string }) =>
    void editClaim(claim.claimId, fields).catch(warnOf);
  return (
    <>
      <div className={styles.line} data-control>
        <span aria-hidden="true">Verdict</span>
        <span className={styles.own}>
          <Select
            label="Verdict"
            labelHidden
            size="toolbar"
            value={mine?.verdict ?? 'unverified'}
            disabled={locked !== undefined}
            onChange={(verdict) => save({ verdict })}
            options={claimVerdicts.map((verdict) => ({
              value: verdict,
              label: verdictSigns[verdict].label,
              sign: <Icon of={verdictSigns[verdict].icon} size={14} className={verdictSigns[verdict].tone} />,
            }))}
          />
          {mine ? (
            <span className="t3 num">
              {others.length > 0 ? 'mine, ' : null}
              <DateText value={dayOf(mine.at)} />
            </span>
          ) : others.length > 0 ? (
            <span className="t3">mine, not given</span>
          ) : null}
        </span>
      </div>
      {mine ? (
        <ClaimLine
          label="Reason"
          value={mine.reason}
          placeholder="Why this verdict"
          multiline
          locked={locked}
          maxLength={10_000}
          onSave={(verdictReason) => save({ verdictReason })}
        />
      ) : null}
      {others.length > 0 ? (
        <ul className={styles.others} aria-label="Verdicts of others">
          {others.map((verdict) => (
            <Other key={verdict.coder} verdict={verdict} isInForce={verdict === first} />
          ))}
        </ul>
      ) : null}
    </>
  );
}

function Other({ verdict, isInForce }: { verdict: GivenVerdict; isInForce: boolean }) {
  return (
    <li>
      <span className={styles.own}>
        <VerdictSign verdict={verdict.verdict} />
        <span className="t3 num">
          <bdi>{verdict.coder}</bdi>, <DateText value={dayOf(verdict.at)} />
        </span>
      </span>
      {verdict.reason ? <p dir="auto">{verdict.reason}</p> : null}
      {isInForce ? (
        <p className="t3">{verdict.isAdjudicated ? 'In force: decided in adjudication' : 'In force: given last'}</p>
      ) : null}
    </li>
  );
}
