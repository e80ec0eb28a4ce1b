import { History, Trash2, X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { Annotation } from '../../../shared/model/annotation.ts';
import type { Code } from '../../../shared/model/codebook.ts';
import { needsWriting } from '../../app/projects/projects.ts';
import { useBackend } from '../../state/queries.ts';
import {
  Button,
  CodeSwatch,
  clockTime,
  ErrorState,
  Field,
  Head,
  IconButton,
  Popover,
  SkeletonRows,
} from '../../ui/index.ts';
import styles from './AnnotationCard.module.css';
import { deleteAnnotation, editAnnotation, isProvisional } from './annotations.ts';

/** Pause in writing after which a memo is saved, ms. */
const MEMO_REST = 900;

/** Everything about the active annotation, to see and change. */
export function AnnotationCard(props: {
  annotation: Annotation;
  codes: ReadonlyMap<string, Code>;
  text: string;
  onClose(): void;
  onAddCode(): void;
}) {
  const { annotation, codes, text } = props;
  const locked = needsWriting() ?? (isProvisional(annotation.annotationId) ? 'being saved' : undefined);
  const title = annotation.level === 'article' ? 'On the whole article' : 'Annotation';
  return (
    <section className={styles.card} aria-label={title}>
      <Head
        className={styles.head}
        end={
          <>
            <ArticleHistory articleId={annotation.articleId} />
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
        {annotation.codings.map(({ codeId }) => {
          const code = codes.get(codeId);
          return (
            <li key={codeId}>
              <CodeSwatch color={code?.color ?? 9} />
              <bdi className="ell">{code?.name ?? 'A deleted code'}</bdi>
              <IconButton
                icon={X}
                size="small"
                label={`Remove ${code?.name ?? 'the code'}`}
                disabled={locked}
                onPress={() => void editAnnotation(annotation, { removeCodeIds: [codeId] }, text)}
              />
            </li>
          );
        })}
        <li>
          <Button tone="quiet" disabled={locked} onPress={props.onAddCode} keys="/">
            {annotation.codings.length > 0 ? 'Add a code…' : 'Give it a code…'}
          </Button>
        </li>
      </ul>
      {annotation.status === 'unplaced' ? (
        <p className={`${styles.note} warn`}>
          The text was read anew and this passage could not be found in it. It is kept and exported with its quote:{' '}
          <q className="serif">{annotation.quote?.exact}</q>
        </p>
      ) : null}
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

/** Saved after a pause, on leaving the field, and when another annotation takes its place. */
function Memo({ annotation, text, locked }: PartProps) {
  const [memo, setMemo] = useState(annotation.memo);
  const written = useRef(annotation.memo);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const isOwn = useRef(false);
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
    written.current = value;
    void editAnnotation(annotation, { memo: value }, text);
  };
  const latest = useRef(() => {});
  latest.current = () => save(memo);
  useEffect(() => () => latest.current(), []);
  return (
    <div data-memo>
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
        onBlur={() => save(memo)}
        onSubmit={() => save(memo)}
      />
    </div>
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

/** What was done in this article, newest first. */
function ArticleHistory({ articleId }: { articleId: string }) {
  const [open, setOpen] = useState(false);
  return (
    <Popover
      label="History of this article"
      width={320}
      placement="bottom end"
      isOpen={open}
      onOpenChange={setOpen}
      trigger={<IconButton icon={History} size="small" label="History of this article" />}
    >
      {open ? <HistoryList articleId={articleId} /> : null}
    </Popover>
  );
}

function HistoryList({ articleId }: { articleId: string }) {
  const { data, error, refetch } = useBackend('history.list', { articleId, limit: 100 });
  if (error) return <ErrorState error={error} onRetry={refetch} inline />;
  if (!data) return <SkeletonRows rows={4} height={20} />;
  if (data.length === 0) return <p className="t3">Nothing was changed in this article yet.</p>;
  return (
    <ol className={`${styles.history} scroll`}>
      {data.map((entry) => (
        <li key={entry.changeId} data-undone={entry.undone ? '' : undefined}>
          <span className="num t3">{localTime(entry.at)}</span>
          <span>
            {entry.label}
            {entry.undone ? ', undone' : ''}
            <bdi className={styles.who}>{entry.coder}</bdi>
          </span>
        </li>
      ))}
    </ol>
  );
}
