import {
  ArrowLeft,
  ArrowLeftRight,
  ArrowRight,
  BookPlus,
  BookX,
  Ellipsis,
  History,
  MapPin,
  Pencil,
  Replace,
  Trash2,
  X,
} from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { Annotation } from '../../../shared/model/annotation.ts';
import { type Code, type CodeAttribute, valueFits } from '../../../shared/model/codebook.ts';
import { needsWriting } from '../../app/projects/projects.ts';
import { useBackend } from '../../state/queries.ts';
import { selectArticle, selectPlace } from '../../state/selection.ts';
import {
  Button,
  CodeSwatch,
  clockTime,
  ErrorState,
  Field,
  Head,
  Icon,
  IconButton,
  LinkButton,
  Menu,
  type MenuGroup,
  Popover,
  Select,
  SkeletonRows,
} from '../../ui/index.ts';
import type { TextPane } from '../text/index.ts';
import styles from './AnnotationCard.module.css';
import { deleteAnnotation, editAnnotation, isProvisional } from './annotations.ts';
import { takePiece } from './code-actions.ts';
import { Recode } from './GivenCode.tsx';
import { MemoText } from './MemoText.tsx';
import { deleteRelation, type RelationSeen, turnRelation } from './relations.ts';
import { takeExample } from './take-example.ts';

/** Pause in writing after which a memo is saved, ms. */
const MEMO_REST = 900;

/** Everything about the active annotation, to see and change. */
export function AnnotationCard(props: {
  annotation: Annotation;
  codes: ReadonlyMap<string, Code>;
  text: string;
  pane: TextPane;
  relations: readonly RelationSeen[];
  /** Gives an unplaced annotation the selected passage as its place; offered while one is selected. */
  onPlace?: (() => void) | undefined;
  onClose(): void;
  onAddCode(): void;
}) {
  const { annotation, codes, text, pane } = props;
  const locked = needsWriting() ?? (isProvisional(annotation.annotationId) ? 'being saved' : undefined);
  const [recoding, setRecoding] = useState<string | null>(null);
  const title = annotation.level === 'article' ? 'On the whole article' : 'Annotation';
  return (
    <section className={styles.card} aria-label={title}>
      <Head
        className={styles.head}
        end={
          <>
            <AnnotationHistory annotationId={annotation.annotationId} />
            <IconButton
              icon={Trash2}
              size="small"
              label="Delete the annotation"
              keys="Delete"
              disabled={locked}
              onPress={() => {
                props.onClose();
                void deleteAnnotation(annotation);
              }}
            />
            <IconButton icon={X} size="small" label="Close" keys="Escape" onPress={props.onClose} />
          </>
        }
      >
        {title}
      </Head>
      <ul className={styles.codes}>
        {annotation.codings.map(({ codeId, values, codeVersion }) => {
          const code = codes.get(codeId);
          return (
            <li key={codeId}>
              <div className={styles.code}>
                <CodeSwatch color={code?.color ?? 9} />
                <bdi
                  className="ell"
                  title={code && codeVersion < code.version ? 'Given under an earlier definition' : undefined}
                >
                  {code?.name ?? 'A deleted code'}
                </bdi>
                <Menu
                  label={`What to do with ${code?.name ?? 'the code'}`}
                  trigger={
                    <IconButton
                      icon={Ellipsis}
                      size="small"
                      label={`More about ${code?.name ?? 'the code'}`}
                      disabled={locked}
                    />
                  }
                  groups={codingMenu(annotation, codeId, () => setRecoding(codeId))}
                />
                <IconButton
                  icon={X}
                  size="small"
                  label={`Remove ${code?.name ?? 'the code'}`}
                  disabled={locked}
                  onPress={() => void editAnnotation(annotation, { removeCodeIds: [codeId] }, text)}
                />
              </div>
              {code?.attributes.map((attribute) => (
                <Value
                  key={attribute.attributeId}
                  attribute={attribute}
                  value={values[attribute.attributeId] ?? null}
                  locked={locked}
                  onSave={(value) =>
                    void editAnnotation(
                      annotation,
                      { values: [{ codeId, attributeId: attribute.attributeId, value }] },
                      text,
                    )
                  }
                />
              ))}
            </li>
          );
        })}
        <li>
          <Button tone="quiet" disabled={locked} onPress={props.onAddCode} keys="/">
            {annotation.codings.length > 0 ? 'Add a code…' : 'Give it a code…'}
          </Button>
        </li>
      </ul>
      {recoding !== null ? (
        <Recode annotation={annotation} codes={codes} from={recoding} onClose={() => setRecoding(null)} />
      ) : null}
      {annotation.status === 'unplaced' ? (
        <p className={`${styles.note} warn`}>
          The text was read anew and this passage could not be found in it. It is kept and exported with its quote:{' '}
          <q className="serif">{annotation.quote?.exact}</q>
          <Button
            icon={MapPin}
            keys="Shift+A"
            disabled={locked ?? (props.onPlace ? undefined : 'select the passage first')}
            onPress={() => props.onPlace?.()}
          >
            Place it at the selection
          </Button>
        </p>
      ) : null}
      <Pieces {...{ annotation, text, locked, pane }} />
      <Relations relations={props.relations} locked={locked} pane={pane} />
      <Memo key={annotation.annotationId} {...{ annotation, text, locked }} />
      <Confidence key={`c ${annotation.annotationId}`} {...{ annotation, text, locked }} />
      <p className={`${styles.by} num`}>
        <bdi>{annotation.coder}</bdi>
        {annotation.origin === 'manual' ? null : <span>from {annotation.origin}</span>}
        <span title={annotation.createdAt}>{localTime(annotation.createdAt)}</span>
        {annotation.updatedAt > annotation.createdAt ? (
          <span title={annotation.updatedAt}>changed {localTime(annotation.updatedAt)}</span>
        ) : null}
      </p>
    </section>
  );
}

/** What is done with one code of an annotation. */
function codingMenu(annotation: Annotation, codeId: string, onRecode: () => void): MenuGroup[] {
  const isOnly = annotation.codings.length === 1;
  const disabled = annotation.level === 'article';
  const keys = (key: string) => (isOnly ? { keys: key } : {});
  const example = (isPositive: boolean) => () => void takeExample(annotation, codeId, isPositive);
  return [
    {
      entries: [
        { id: 'recode', label: 'Recode…', icon: Replace, ...keys('Shift+R'), run: onRecode },
        ...[
          {
            id: 'example',
            label: 'Take as an example',
            icon: BookPlus,
            ...keys('Shift+E'),
            disabled,
            run: example(true),
          },
          { id: 'not', label: 'Take as an example of what it is not', icon: BookX, disabled, run: example(false) },
        ],
      ],
    },
  ];
}

function localTime(iso: string): string {
  const at = new Date(iso);
  const today = new Date().toDateString() === at.toDateString();
  const day = `${at.getFullYear()}-${String(at.getMonth() + 1).padStart(2, '0')}-${String(at.getDate()).padStart(2, '0')}`;
  return today ? clockTime(iso) : `${day} ${clockTime(iso, false)}`;
}

interface PartProps {
  annotation: Annotation;
  text: string;
  locked: string | undefined;
}

/** Shown as it reads; written as Markdown. Saved after a pause, on leaving the field, and when another annotation takes its place. */
function Memo({ annotation, text, locked }: PartProps) {
  const [memo, setMemo] = useState(annotation.memo);
  const [isWriting, setWriting] = useState(annotation.memo === '');
  const written = useRef(annotation.memo);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const isOwn = useRef(false);
  const box = useRef<HTMLDivElement>(null);
  // What came from elsewhere, by undo for example, unless it is being written here.
  useEffect(() => {
    if (isOwn.current) return;
    written.current = annotation.memo;
    setMemo(annotation.memo);
  }, [annotation.memo]);
  const save = (value: string) => {
    clearTimeout(timer.current);
    isOwn.current = false;
    if (value === written.current) return;
    const seen = { memo: written.current };
    written.current = value;
    void editAnnotation(annotation, { memo: value }, text, seen);
  };
  const latest = useRef(() => {});
  latest.current = () => save(memo);
  useEffect(() => () => latest.current(), []);
  if (!isWriting && memo !== '') {
    return (
      <div data-memo>
        <div className={styles.memoHead}>
          <span>Memo</span>
          <IconButton
            icon={Pencil}
            size="small"
            label="Write the memo"
            keys="M"
            disabled={locked}
            onPress={() => {
              setWriting(true);
              requestAnimationFrame(() => box.current?.querySelector('textarea')?.focus());
            }}
          />
        </div>
        <MemoText memo={memo} />
      </div>
    );
  }
  return (
    <div data-memo ref={box}>
      <Field
        label="Memo"
        rows={3}
        value={memo}
        disabled={locked !== undefined}
        maxLength={20_000}
        dir="auto"
        onChange={(value) => {
          isOwn.current = true;
          setMemo(value);
          clearTimeout(timer.current);
          timer.current = setTimeout(() => save(value), MEMO_REST);
        }}
        onBlur={() => {
          save(memo);
          setWriting(memo === '');
        }}
        onSubmit={() => save(memo)}
      />
    </div>
  );
}

/** What an attribute of a code asks, by its type. */
function Value(props: {
  attribute: CodeAttribute;
  value: string | null;
  locked: string | undefined;
  onSave(value: string | null): void;
}) {
  const { attribute, value, locked, onSave } = props;
  const { name, type, allowed } = attribute;
  const [draft, setDraft] = useState(value ?? '');
  useEffect(() => setDraft(value ?? ''), [value]);
  const offered = type === 'choice' ? allowed : type === 'yes/no' ? ['yes', 'no'] : null;
  if (offered) {
    // A value that is no longer allowed is shown, not lost.
    const known = value === null || offered.includes(value) ? offered : [...offered, value];
    return (
      <div className={styles.value}>
        <bdi className="ell">{name}</bdi>
        <Select
          label={name}
          labelHidden
          value={value ?? ''}
          disabled={locked !== undefined}
          onChange={(chosen) => onSave(chosen === '' ? null : chosen)}
          options={[
            { value: '', label: 'Not given' },
            ...known.map((one) => ({ value: one, label: offered.includes(one) ? one : `${one}, no longer allowed` })),
          ]}
        />
      </div>
    );
  }
  const trimmed = draft.trim();
  const isWrong = trimmed !== '' && !valueFits(attribute, trimmed);
  const save = () => {
    if (!isWrong && trimmed !== (value ?? '')) onSave(trimmed || null);
  };
  return (
    <div className={styles.value}>
      <bdi className="ell">{name}</bdi>
      <Field
        label={name}
        labelHidden
        value={draft}
        maxLength={2000}
        dir="auto"
        disabled={locked !== undefined}
        onChange={setDraft}
        onBlur={save}
        onSubmit={save}
        error={isWrong ? 'A number, such as 12 or 0.5.' : null}
      />
    </div>
  );
}

/** The stretches of a discontinuous span. */
function Pieces({ annotation, text, locked, pane }: PartProps & { pane: TextPane }) {
  const { start, end, pieces } = annotation;
  if (start === null || end === null || pieces.length === 0) return null;
  return (
    <ol className={styles.list} aria-label="Pieces of the span">
      {[{ start, end }, ...pieces].map((piece, index) => (
        <li key={piece.start}>
          <span className="t3 num">{index + 1}</span>
          <q className="serif ell" dir="auto">
            {text.slice(piece.start, piece.end)}
          </q>
          <LinkButton onPress={() => pane.reveal(piece)}>Go there</LinkButton>
          <IconButton
            icon={X}
            size="small"
            label={`Take piece ${index + 1} away`}
            disabled={locked}
            onPress={() => takePiece(pane, annotation, piece)}
          />
        </li>
      ))}
    </ol>
  );
}

function Relations(props: { relations: readonly RelationSeen[]; locked: string | undefined; pane: TextPane }) {
  const { relations, locked, pane } = props;
  if (relations.length === 0) return null;
  const go = ({ other, span }: RelationSeen) => {
    if (other.articleTitle !== null) return selectArticle(other.articleId);
    pane.activate(other.annotationId);
    if (span) selectPlace(other.articleId, span.start, span.end);
  };
  return (
    <ul className={styles.list} aria-label="Relations of this annotation">
      {relations.map((seen) => {
        const { relation, kind, isFrom, other } = seen;
        const isDirected = kind?.isDirected ?? true;
        const name = kind?.name ?? 'a deleted kind';
        const sign = isDirected ? (isFrom ? ArrowRight : ArrowLeft) : ArrowLeftRight;
        return (
          <li key={relation.relationId}>
            <Icon of={sign} size={14} className={`c${kind?.color ?? 9} ${styles.kind}`} />
            <bdi className="med">{name}</bdi>
            <span className="vh">{isDirected ? (isFrom ? 'to' : 'from') : 'with'}</span>
            <q className="serif ell" dir="auto" title={[other.codes, other.articleTitle].filter(Boolean).join(' · ')}>
              {other.words}
            </q>
            <LinkButton aria-label={`Go there: ${other.words.slice(0, 60)}`} onPress={() => go(seen)}>
              Go there
            </LinkButton>
            {isDirected ? (
              <IconButton
                icon={Replace}
                size="small"
                label={`Turn “${name}” round`}
                disabled={locked}
                onPress={() => turnRelation(relation.relationId)}
              />
            ) : null}
            <IconButton
              icon={X}
              size="small"
              label={`Delete the relation “${name}”`}
              disabled={locked}
              onPress={() => deleteRelation(relation.relationId)}
            />
          </li>
        );
      })}
    </ul>
  );
}

function Confidence({ annotation, text, locked }: PartProps) {
  const known = annotation.confidence === null ? '' : String(annotation.confidence);
  const [value, setValue] = useState(known);
  useEffect(() => setValue(known), [known]);
  const trimmed = value.trim();
  const number = trimmed === '' ? null : Number(trimmed);
  const isWrong = number !== null && !(Number.isInteger(number) && number >= 0 && number <= 100);
  const save = () => {
    if (isWrong || number === annotation.confidence) return;
    void editAnnotation(annotation, { confidence: number }, text);
  };
  return (
    <div className={styles.confidence}>
      <span className="t3">Confidence</span>
      <Field
        label="Confidence, 0 to 100"
        labelHidden
        placeholder="0 to 100"
        value={value}
        disabled={locked !== undefined}
        onChange={setValue}
        onBlur={save}
        onSubmit={save}
        error={isWrong ? 'A whole number from 0 to 100.' : null}
      />
    </div>
  );
}

/** What was done to this annotation, newest first. */
function AnnotationHistory({ annotationId }: { annotationId: string }) {
  const [open, setOpen] = useState(false);
  return (
    <Popover
      label="History of this annotation"
      width={340}
      placement="bottom end"
      isOpen={open}
      onOpenChange={setOpen}
      trigger={<IconButton icon={History} size="small" label="History of this annotation" />}
    >
      {open ? <HistoryList annotationId={annotationId} /> : null}
    </Popover>
  );
}

function HistoryList({ annotationId }: { annotationId: string }) {
  const enabled = !isProvisional(annotationId);
  const { data, error, refetch } = useBackend('history.ofAnnotation', { annotationId }, { enabled });
  if (error) return <ErrorState error={error} onRetry={refetch} inline />;
  if (!data) return <SkeletonRows rows={4} height={20} />;
  if (data.length === 0) return <p className="t3">No change of this annotation is known: it came with a file.</p>;
  return (
    <ol className={`${styles.history} scroll`}>
      {data.map((entry) => (
        <li key={entry.changeId} data-undone={entry.undone ? '' : undefined}>
          <span className="num t3">{localTime(entry.at)}</span>
          <span>
            {entry.label}
            {entry.undone ? ', undone' : ''}
            {entry.details.map((detail, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: details have no other name
              <span key={index} className={styles.who}>
                {detail.what}: <bdi>{detail.before ?? 'nothing'}</bdi> to <bdi>{detail.after ?? 'nothing'}</bdi>
              </span>
            ))}
            <bdi className={styles.who}>{entry.coder}</bdi>
          </span>
        </li>
      ))}
    </ol>
  );
}
