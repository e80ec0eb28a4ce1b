import {
  CircleCheck,
  CircleDashed,
  CircleHelp,
  CircleX,
  type LucideIcon,
  Plus,
  Scale,
  Split,
  Trash2,
  X,
} from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { type Claim, type ClaimFields, claimKinds, claimVerdicts } from '../../../shared/model/claim.ts';
import { needsWriting } from '../../app/projects/projects.ts';
import { useBackend } from '../../state/queries.ts';
import {
  Button,
  counted,
  DateText,
  Field,
  Head,
  Icon,
  IconButton,
  LinkButton,
  Select,
  SourceName,
  warnOf,
} from '../../ui/index.ts';
import styles from './ClaimCard.module.css';
import { deleteClaim, editClaim, removeMention } from './claims.ts';

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

const sentence = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);

/** A claim with its fields, to change in place, and its mentions. */
export function ClaimCard(props: {
  claim: Claim;
  onClose?(): void;
  /** Takes the selected passage in as one more mention; offered while one is selected. */
  onAddMention?: (() => void) | undefined;
  /** Goes to a mention. */
  onMention?(mention: Claim['mentions'][number]): void;
  /** The mention that Enter goes to. */
  mentionAt?: number;
}) {
  const { claim } = props;
  const locked = needsWriting() ?? undefined;
  const save = (fields: Partial<ClaimFields>) => void editClaim(claim.claimId, fields).catch(warnOf);
  const sources = new Set(claim.mentions.map((mention) => mention.source)).size;
  return (
    <section className={styles.card} aria-label={`Claim ${claim.number}`}>
      <Head
        className={styles.head}
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
      <Line
        key={`${claim.claimId} statement`}
        label="Statement"
        value={claim.statement}
        rows={2}
        locked={locked}
        required
        onSave={(statement) => save({ statement })}
      />
      <div className={styles.fields}>
        <Line
          key={`${claim.claimId} speaker`}
          label="Speaker"
          value={claim.speaker}
          locked={locked}
          onSave={(speaker) => save({ speaker })}
        />
        <Select
          label="Kind"
          value={claim.kind ?? 'none'}
          disabled={locked !== undefined}
          onChange={(kind) => save({ kind: kind === 'none' ? null : kind })}
          options={[
            { value: 'none' as const, label: 'Not given' },
            ...claimKinds.map((kind) => ({ value: kind, label: sentence(kind) })),
          ]}
        />
        <Select
          label="Verdict"
          value={claim.verdict}
          disabled={locked !== undefined}
          onChange={(verdict) => save({ verdict })}
          options={claimVerdicts.map((verdict) => ({
            value: verdict,
            label: verdictSigns[verdict].label,
            sign: <Icon of={verdictSigns[verdict].icon} size={14} className={verdictSigns[verdict].tone} />,
          }))}
        />
      </div>
      <Line
        key={`${claim.claimId} note`}
        label="Note"
        value={claim.note}
        rows={2}
        locked={locked}
        onSave={(note) => save({ note })}
      />
      <p className="t2 small num">
        {counted(claim.mentions.length, 'mention')} in {counted(sources, 'source')}
      </p>
      {props.onAddMention ? (
        <p data-keeps-selection>
          <Button icon={Plus} disabled={locked} onPress={props.onAddMention}>
            Add the selection as a mention
          </Button>
        </p>
      ) : null}
      <ol className={styles.mentions}>
        {claim.mentions.map((mention, index) => (
          <li key={mention.mentionId} aria-current={index === props.mentionAt || undefined}>
            <div>
              <q className="serif" lang={mention.language ?? undefined} dir="auto">
                {mention.quote.exact}
              </q>
              <span className={styles.source}>
                <SourceName name={mention.source} />
                <MentionDate articleId={mention.articleId} />
                {mention.status === 'unplaced' ? <span className="warn">not found in the text</span> : null}
                {props.onMention && mention.start !== null ? (
                  <LinkButton onPress={() => props.onMention?.(mention)}>Go there</LinkButton>
                ) : null}
              </span>
            </div>
            <IconButton
              icon={X}
              size="small"
              label={`Remove the mention in ${mention.articleTitle}`}
              disabled={locked}
              onPress={() => removeMention(mention.mentionId)}
            />
          </li>
        ))}
      </ol>
    </section>
  );
}

function MentionDate({ articleId }: { articleId: string }) {
  const { data } = useBackend('articles.get', { articleId });
  return data ? <DateText value={data.metadata.publishedAt.value} /> : null;
}

/** A field that is saved on leaving it or with Enter. */
function Line(props: {
  label: string;
  value: string;
  rows?: number;
  required?: boolean;
  locked: string | undefined;
  onSave(value: string): void;
}) {
  const [text, setText] = useState(props.value);
  const isOwn = useRef(false);
  useEffect(() => {
    if (!isOwn.current) setText(props.value);
  }, [props.value]);
  const isMissing = props.required && text.trim() === '';
  const save = () => {
    isOwn.current = false;
    if (text !== props.value && !isMissing) props.onSave(text);
  };
  const latest = useRef(save);
  latest.current = save;
  useEffect(() => () => latest.current(), []);
  return (
    <Field
      label={props.label}
      value={text}
      {...(props.rows ? { rows: props.rows } : {})}
      disabled={props.locked !== undefined}
      dir="auto"
      onChange={(value) => {
        isOwn.current = true;
        setText(value);
      }}
      onBlur={save}
      onSubmit={save}
      error={isMissing ? 'A claim needs a statement.' : null}
    />
  );
}
