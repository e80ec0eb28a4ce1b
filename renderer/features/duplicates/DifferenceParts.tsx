import { ChevronRight } from 'lucide-react';
import { memo, useMemo, useState } from 'react';
import type { OutputOf } from '../../../shared/contract/contract.ts';
import type { Article } from '../../../shared/model/article.ts';
import { sentences } from '../../../shared/text/sentences.ts';
import type { Span } from '../../../shared/text/span.ts';
import { counted, Icon } from '../../ui/index.ts';
import styles from './Difference.module.css';
import { type WordRun, wordDifference } from './word-difference.ts';

type Part = OutputOf<'duplicates.difference' | 'compare.versionDifference'>['parts'][number];

/** What is needed of an article, or of one of the texts it has had. */
type Written = Pick<Article, 'text' | 'direction'> & { metadata: { language: { value: string | null } } };

const textOf = (article: Written, span: Span | null) => (span ? article.text.slice(span.start, span.end).trim() : '');

const keyOf = ({ kind, a, b }: Part) => `${kind} ${a?.start} ${b?.start}`;

/** Both texts in the order of reading: what is the same is folded, what differs stands side by side. */
export const DifferenceParts = memo(function DifferenceParts(props: {
  a: Written;
  b: Written;
  parts: readonly Part[];
  /** The change that the keys are at. */
  now: number | null;
}) {
  const { a, b } = props;
  return (
    <div className={styles.parts}>
      {props.parts.map((part, index) =>
        part.kind === 'same' ? (
          <Same key={keyOf(part)} article={a} span={part.a} />
        ) : (
          <Change key={keyOf(part)} {...{ a, b, part, index }} isNow={index === props.now} />
        ),
      )}
    </div>
  );
});

/** A run of sentences that both have: how many, and on demand which. */
const Same = memo(function Same({ article, span }: { article: Written; span: Span | null }) {
  const [open, setOpen] = useState(false);
  const text = textOf(article, span);
  const n = useMemo(() => sentences(text, article.metadata.language.value).length, [text, article]);
  return (
    <div className={styles.same}>
      <button type="button" className={styles.toggle} aria-expanded={open} onClick={() => setOpen(!open)}>
        <Icon of={ChevronRight} size={14} className={open ? styles.turned : undefined} />
        <span className="num">{counted(n, 'sentence')} the same</span>
      </button>
      {open ? (
        <div
          className={`${styles.sameText} serif`}
          dir={article.direction}
          lang={article.metadata.language.value ?? undefined}
        >
          {text}
        </div>
      ) : null}
    </div>
  );
});

const names = {
  'only a': 'Only on the left',
  'only b': 'Only on the right',
  changed: 'Changed',
  'moved a': 'Moved from here',
  'moved b': 'Moved to here',
  same: '',
} as const;

const Change = memo(function Change(props: { a: Written; b: Written; part: Part; index: number; isNow: boolean }) {
  const { a, b, part } = props;
  const language = a.metadata.language.value ?? b.metadata.language.value;
  // What was moved stands once at each of its places.
  const left = part.kind === 'moved b' ? '' : textOf(a, part.a);
  const right = part.kind === 'moved a' ? '' : textOf(b, part.b);
  const runs = useMemo(
    () => (part.kind === 'changed' ? wordDifference(left, right, language) : null),
    [part, left, right, language],
  );
  return (
    <div
      role="group"
      aria-label={names[part.kind]}
      aria-current={props.isNow || undefined}
      data-part={props.index}
      data-kind={part.kind}
      className={styles.change}
    >
      <Side article={a} text={left} runs={runs?.a} note={part.kind === 'moved b' ? 'moved to here' : ''} />
      <Side article={b} text={right} runs={runs?.b} note={part.kind === 'moved a' ? 'moved from here' : ''} />
    </div>
  );
});

function Side({
  article,
  text,
  runs,
  note,
}: {
  article: Written;
  text: string;
  runs: WordRun[] | undefined;
  note: string;
}) {
  if (text === '') return <div className={styles.nothing}>{note}</div>;
  return (
    <div className={`${styles.side} serif`} dir={article.direction} lang={article.metadata.language.value ?? undefined}>
      {runs
        ? runs.map(({ text: words, own }, index) =>
            // biome-ignore lint/suspicious/noArrayIndexKey: runs of one sentence keep their order
            own ? <mark key={index}>{words}</mark> : <span key={index}>{words}</span>,
          )
        : text}
    </div>
  );
}
