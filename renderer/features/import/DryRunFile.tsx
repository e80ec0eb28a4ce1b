import { TriangleAlert } from 'lucide-react';
import { useMemo, useState } from 'react';
import { measuredTasks } from '../../../shared/model/accuracy.ts';
import {
  accuracyRows,
  Basis,
  count,
  counted,
  dateInWords,
  EmptyState,
  Head,
  Icon,
  languageName,
} from '../../ui/index.ts';
import type { DryFile } from './DryRunList.tsx';
import { encodingName } from './encoding-name.ts';
import { originInWords } from './origin-words.ts';
import styles from './Survey.module.css';
import { lineCount, type Strip, sideBySide, wordCount } from './side-by-side.ts';

/** Strips that are drawn: a dry run shows how an article comes in, not all of a book. */
const strips = 160;

/** One file as it would come in: what is kept and what is removed, in step, and where its metadata comes from. */
export function DryRunFile({ file }: { file: DryFile }) {
  const all = useMemo(() => sideBySide(file.text, file.removed), [file]);
  const removedWords = useMemo(() => file.removed.reduce((sum, passage) => sum + wordCount(passage.text), 0), [file]);
  if (file.problem)
    return (
      <div className={styles.problem}>
        <EmptyState title="This file would not come in">{file.problem}</EmptyState>
      </div>
    );
  const shown = all.slice(0, strips);
  return (
    <>
      <div className={styles.columns}>
        <div className={styles.columnHeads}>
          <Head end={counted(file.words, 'word')}>Kept as the article</Head>
          <Head end={`${counted(file.removed.length, 'passage')}, ${counted(removedWords, 'word')}`}>
            Removed, can be restored
          </Head>
        </div>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a long text must be scrolled by key */}
        <section className={`${styles.strips} scroll`} tabIndex={0} aria-label="Kept and removed text">
          {file.title ? (
            <>
              <p
                className={`${styles.kept} ${styles.keptTitle}`}
                dir={file.direction}
                lang={file.language ?? undefined}
              >
                {file.title}
              </p>
              <p />
              {file.source || file.publishedAt ? (
                <>
                  <p className={`${styles.keptLine} num`}>
                    {file.source ? <bdi>{file.source}</bdi> : null}
                    {file.source && file.publishedAt ? ' · ' : null}
                    {file.publishedAt ? dateInWords(file.publishedAt, 'full') : null}
                  </p>
                  <p />
                </>
              ) : null}
            </>
          ) : null}
          {shown.map((strip) => (
            <StripRow key={`${strip.kind} ${strip.start}`} strip={strip} file={file} />
          ))}
          {all.length > shown.length ? (
            <>
              <p className={`${styles.gone} num`}>{count(all.length - shown.length)} more paragraphs</p>
              <p />
            </>
          ) : null}
        </section>
      </div>
      <div className={styles.foot}>
        {file.warnings.length > 0 ? (
          <ul className={styles.warnings}>
            {file.warnings.map((warning) => (
              <li key={warning}>
                <Icon of={TriangleAlert} size={14} className="warn" />
                {warning}
              </li>
            ))}
          </ul>
        ) : null}
        <Evidence file={file} />
      </div>
    </>
  );
}

function StripRow({ strip, file }: { strip: Strip; file: DryFile }) {
  if (strip.kind === 'kept')
    return (
      <>
        <p className={styles.kept} dir={file.direction} lang={file.language ?? undefined}>
          {strip.text}
        </p>
        <p />
      </>
    );
  return (
    <>
      <p className={`${styles.gone} num`}>{counted(lineCount(strip.passages), 'line')}</p>
      <div className={styles.removed}>
        {strip.passages.map((passage, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: passages of one place keep their order
          <Passage key={index} passage={passage} />
        ))}
      </div>
    </>
  );
}

function Passage({ passage }: { passage: { text: string; reason: string } }) {
  const [open, setOpen] = useState(false);
  return (
    <button type="button" className={styles.passage} aria-expanded={open} onClick={() => setOpen(!open)}>
      <span className={styles.reason}>{passage.reason}</span>
      <span className={open ? styles.passageOpen : styles.passageText} dir="auto">
        {open ? passage.text : passage.text.replaceAll(/\s+/g, ' ')}
      </span>
    </button>
  );
}

/** What is known about the article and which evidence it comes from. */
function Evidence({ file }: { file: DryFile }) {
  const facts: [label: string, value: string, from: string][] = [
    ['Title', file.title ? '' : 'none', file.title ? originInWords(file.titleFrom) : ''],
    ['Byline', file.byline ?? 'none', file.byline ? originInWords(file.bylineFrom) : ''],
    ['Source', file.source ?? 'none', file.source ? originInWords(file.sourceFrom) : ''],
    [
      'Date',
      file.publishedAt ? dateInWords(file.publishedAt, 'full') : 'none',
      file.publishedAt ? originInWords(file.publishedFrom) : '',
    ],
    ['Language', file.language ? languageName(file.language) : 'not detected', ''],
    ['Encoding', file.encoding ? encodingName(file.encoding) : '', ''],
  ];
  return (
    <div className={`${styles.evidence} num`}>
      {facts
        .filter(([, value, from]) => value || from)
        .map(([label, value, from]) => (
          <span key={label}>
            <i>{label}</i>
            <bdi>{value}</bdi>
            {value && from ? ', ' : ''}
            {from}
          </span>
        ))}
      <span className="t2">
        {file.extractor ? (
          <Basis
            title="What is kept and what is removed"
            rows={[
              ['Analyser', file.extractor],
              ['Rests on', 'this file alone; repeated lines of its source are cut when the import ends'],
              ...accuracyRows(...measuredTasks(file.extractor)),
            ]}
            note="Nothing is lost: each removed passage can be restored in the reader."
          >
            {file.extractor}
          </Basis>
        ) : null}
      </span>
    </div>
  );
}
