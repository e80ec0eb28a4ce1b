import { Circle, Link2, type LucideIcon, Minus, Plus } from 'lucide-react';
import { useState } from 'react';
import {
  type Claim,
  type ClaimEvidence as Evidence,
  type EvidenceStance,
  evidenceStances,
  type PlaceContext,
} from '../../../shared/model/claim.ts';
import { withCoder } from '../../app/coder.tsx';
import { call } from '../../state/backend.ts';
import {
  Button,
  Field,
  Head,
  Icon,
  IconButton,
  LinkButton,
  Menu,
  Popover,
  Segments,
  SourceName,
  warnOf,
} from '../../ui/index.ts';
import { LookBeyond } from '../providers/index.ts';
import styles from './ClaimCard.module.css';
import type { Place } from './ClaimMentions.tsx';

/** Stances by sign, name and colour. */
export const stanceSigns: Record<
  EvidenceStance,
  { icon: LucideIcon; label: string; tone: 'good' | 'bad' | 't3'; key: string }
> = {
  supports: { icon: Plus, label: 'Supports', tone: 'good', key: '+' },
  refutes: { icon: Minus, label: 'Refutes', tone: 'bad', key: '-' },
  context: { icon: Circle, label: 'Context', tone: 't3', key: '=' },
};

/** How much speaks for and against, in two signs that are always there. */
export function StanceCounts({ supports, refutes }: { supports: number; refutes: number }) {
  return (
    <span className={`${styles.counts} num`}>
      <span className={supports > 0 ? 'good' : 't3'}>
        <Icon of={Plus} size={14} />
        {supports} for
      </span>
      <span className={refutes > 0 ? 'bad' : 't3'}>
        <Icon of={Minus} size={14} />
        {refutes} against
      </span>
    </span>
  );
}

/** What speaks for and against a claim, and ways to add to it. */
export function ClaimEvidence(props: {
  claim: Claim;
  contexts: ReadonlyMap<string, PlaceContext>;
  locked: string | undefined;
  /** Takes the selection in; offered while something is selected. */
  onAddPassage?: ((stance: EvidenceStance) => void) | undefined;
  onPlace?: ((place: Place) => void) | undefined;
}) {
  const { claim, locked } = props;
  const of = (stance: EvidenceStance) => claim.evidence.filter((piece) => piece.stance === stance).length;
  const [adding, setAdding] = useState(false);
  return (
    <section aria-label="Evidence" className={styles.part}>
      <Head
        level={3}
        className={styles.partHead!}
        end={<StanceCounts supports={of('supports')} refutes={of('refutes')} />}
      >
        Evidence
      </Head>
      {claim.evidence.length > 0 ? (
        <ol className={styles.evidence}>
          {claim.evidence.map((piece) => (
            <Piece key={piece.evidenceId} {...{ piece, locked }} {...props} />
          ))}
        </ol>
      ) : null}
      <div className={styles.acts} data-keeps-selection>
        {props.onAddPassage
          ? evidenceStances.map((stance) => (
              <Button
                key={stance}
                icon={stanceSigns[stance].icon}
                keys={stanceSigns[stance].key}
                disabled={locked}
                aria-label={`The selection: ${stanceSigns[stance].label.toLowerCase()}`}
                onPress={() => props.onAddPassage?.(stance)}
              >
                {stanceSigns[stance].label}
              </Button>
            ))
          : null}
        <Popover
          label={`Evidence on claim ${claim.number}: a link`}
          placement="top end"
          width={320}
          isOpen={adding}
          onOpenChange={setAdding}
          trigger={
            <Button tone="quiet" icon={Link2} disabled={locked} data-add-link>
              Add a link…
            </Button>
          }
        >
          <LinkForm claimId={claim.claimId} onDone={() => setAdding(false)} />
        </Popover>
        <LookBeyond claim={claim} locked={locked} />
      </div>
    </section>
  );
}

function Piece(props: {
  piece: Evidence;
  contexts: ReadonlyMap<string, PlaceContext>;
  locked: string | undefined;
  onPlace?: ((place: Place) => void) | undefined;
}) {
  const { piece, locked } = props;
  const { at } = piece;
  const { icon, label, tone } = stanceSigns[piece.stance];
  const [editing, setEditing] = useState(false);
  const paragraph = props.contexts.get(piece.evidenceId)?.paragraph ?? null;
  const change = (fields: { stance: EvidenceStance }) =>
    void withCoder(() => call('claims.editEvidence', { evidenceId: piece.evidenceId, fields })).catch(warnOf);
  const words = at.kind === 'link' ? at.quotation : at.quote.exact;
  return (
    <li data-tone={tone}>
      <Menu
        label="Evidence"
        trigger={<IconButton icon={icon} size="small" label={`${label}: change`} disabled={locked} />}
        groups={[
          {
            entries: evidenceStances.map((stance) => ({
              id: stance,
              label: stanceSigns[stance].label,
              icon: stanceSigns[stance].icon,
              detail: stance === piece.stance ? 'now' : '',
              run: () => change({ stance }),
            })),
          },
          {
            entries: [
              { id: 'edit', label: at.kind === 'link' ? 'Edit…' : 'Note…', run: () => setEditing(true) },
              {
                id: 'remove',
                label: 'Remove',
                danger: true,
                run: () =>
                  void withCoder(() => call('claims.removeEvidence', { evidenceId: piece.evidenceId })).catch(warnOf),
              },
            ],
          },
        ]}
      />
      <div>
        <span className="vh">{label}. </span>
        {words ? (
          <q className="serif" lang={at.kind === 'passage' ? (at.language ?? undefined) : undefined} dir="auto">
            {words}
          </q>
        ) : null}
        <span className={styles.source}>
          {at.kind === 'link' ? (
            <a href={at.url} target="_blank" rel="noreferrer" className="ell" title={at.url}>
              {at.title || hostOf(at.url)}
            </a>
          ) : (
            <>
              <SourceName name={at.source} />
              {paragraph ? <span className="num">¶ {paragraph}</span> : null}
              {at.status === 'unplaced' ? <span className="warn">not found in the text</span> : null}
              {props.onPlace && at.start !== null ? (
                <LinkButton onPress={() => props.onPlace?.(at)}>Go there</LinkButton>
              ) : null}
            </>
          )}
        </span>
        {editing ? (
          <EditForm piece={piece} onDone={() => setEditing(false)} />
        ) : piece.note ? (
          <p dir="auto">{piece.note}</p>
        ) : null}
      </div>
    </li>
  );
}

/** `https://www.harbour.example/a/b` as `harbour.example/a/b`. */
const hostOf = (url: string) => url.replace(/^https?:\/\/(?:www\.)?/, '').replace(/\/$/, '');

const nothing = { url: '', title: '', quotation: '', note: '' };
type LinkDraft = typeof nothing;

function LinkFields({ draft, set, autoFocus }: { draft: LinkDraft; set(draft: LinkDraft): void; autoFocus?: boolean }) {
  return (
    <>
      <Field
        label="Address"
        placeholder="https://"
        value={draft.url}
        onChange={(url) => set({ ...draft, url })}
        autoFocus={autoFocus ?? false}
        maxLength={4000}
      />
      <Field
        label="Title of the page"
        value={draft.title}
        dir="auto"
        onChange={(title) => set({ ...draft, title })}
        maxLength={1000}
      />
      <Field
        label="Words that matter"
        value={draft.quotation}
        rows={2}
        serif
        dir="auto"
        onChange={(quotation) => set({ ...draft, quotation })}
        maxLength={10_000}
      />
    </>
  );
}

function LinkForm({ claimId, onDone }: { claimId: string; onDone(): void }) {
  const [draft, setDraft] = useState(nothing);
  const [stance, setStance] = useState<EvidenceStance>('supports');
  const [error, setError] = useState<string | null>(null);
  const add = () => {
    const { note, ...link } = draft;
    withCoder(() => call('claims.addEvidence', { claimId, stance, note, at: { kind: 'link', ...link } })).then(
      onDone,
      (failure) => setError((failure as Error).message),
    );
  };
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        add();
      }}
    >
      <Segments
        label="How it bears on the claim"
        value={stance}
        onChange={(one: EvidenceStance) => setStance(one)}
        fill
        segments={evidenceStances.map((one) => ({ value: one, label: stanceSigns[one].label }))}
      />
      <LinkFields draft={draft} set={setDraft} autoFocus />
      <Field
        label="Note"
        value={draft.note}
        rows={2}
        dir="auto"
        onChange={(note) => setDraft({ ...draft, note })}
        maxLength={10_000}
      />
      {error ? <p className="bad small">{error}</p> : null}
      <span className={styles.formEnd}>
        <Button tone="quiet" size="form" onPress={onDone}>
          Cancel
        </Button>
        <Button
          tone="primary"
          size="form"
          type="submit"
          disabled={draft.url.trim() === '' && 'Give the address of the page.'}
        >
          Add the link
        </Button>
      </span>
    </form>
  );
}

function EditForm({ piece, onDone }: { piece: Evidence; onDone(): void }) {
  const { at } = piece;
  const [draft, setDraft] = useState<LinkDraft>(
    at.kind === 'link'
      ? { url: at.url, title: at.title, quotation: at.quotation, note: piece.note }
      : { ...nothing, note: piece.note },
  );
  const [error, setError] = useState<string | null>(null);
  const save = () => {
    const fields = at.kind === 'link' ? draft : { note: draft.note };
    withCoder(() => call('claims.editEvidence', { evidenceId: piece.evidenceId, fields })).then(onDone, (failure) =>
      setError((failure as Error).message),
    );
  };
  return (
    <div className={styles.form}>
      {at.kind === 'link' ? <LinkFields draft={draft} set={setDraft} autoFocus /> : null}
      <Field
        label="Note"
        value={draft.note}
        rows={2}
        dir="auto"
        autoFocus={at.kind === 'passage'}
        onChange={(note) => setDraft({ ...draft, note })}
        onSubmit={save}
        onEscape={onDone}
        maxLength={10_000}
      />
      {error ? <p className="bad small">{error}</p> : null}
      <span className={styles.formEnd}>
        <Button tone="quiet" onPress={onDone}>
          Cancel
        </Button>
        <Button onPress={save}>Save</Button>
      </span>
    </div>
  );
}
