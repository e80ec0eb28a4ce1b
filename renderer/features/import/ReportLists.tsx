import { Check, ChevronDown, ChevronRight, FileX2, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import type { ImportFailure, ImportReport } from '../../../shared/model/import.ts';
import type { ViewQueryInput } from '../../../shared/model/view.ts';
import { count, counted, Head, Icon, LinkButton } from '../../ui/index.ts';
import inbox from './Inbox.module.css';
import styles from './Report.module.css';
import { showInTriage } from './show-in-triage.ts';

/** Kinds of failure shown before the rest is asked for, and files named of each once it is opened. */
const firstKinds = 8;
const namedFiles = 200;

/** What could not be read, by reason: one line a reason, with its files below when it is opened. */
export function Failures({ report }: { report: ImportReport }) {
  const [all, setAll] = useState(false);
  const { failures, counts } = report;
  if (failures.length === 0) return null;
  const kinds = byReason(failures);
  const shown = all ? kinds : kinds.slice(0, firstKinds);
  return (
    <>
      <Head
        className={inbox.section}
        end={
          shown.length < kinds.length ? (
            <LinkButton onPress={() => setAll(true)}>Show all {count(kinds.length)} reasons</LinkButton>
          ) : report.failuresCut ? (
            `the first ${count(failures.length)} of ${count(counts.failed)}; all are in the saved report`
          ) : undefined
        }
      >
        Could not be read
      </Head>
      <table className={`${inbox.table} num`} aria-label="Could not be read">
        <tbody>
          {shown.map((kind) => (
            <FailureRows key={kind[0]!.path} failures={kind} />
          ))}
        </tbody>
      </table>
    </>
  );
}

/** Failures with the same code and reason together, most first. */
function byReason(failures: readonly ImportFailure[]): ImportFailure[][] {
  const kinds = new Map<string, ImportFailure[]>();
  for (const failure of failures) {
    const key = `${failure.code} ${failure.reason}`;
    const kind = kinds.get(key);
    if (kind) kind.push(failure);
    else kinds.set(key, [failure]);
  }
  return [...kinds.values()].sort((a, b) => b.length - a.length);
}

function FailureRows({ failures }: { failures: ImportFailure[] }) {
  const [open, setOpen] = useState(false);
  const [first] = failures;
  if (failures.length === 1)
    return (
      <tr>
        <td title={first!.path}>
          <FilePath path={first!.path} />
        </td>
        <td className="t2">{first!.reason}</td>
      </tr>
    );
  const rest = failures.length - namedFiles;
  return (
    <>
      <tr>
        <td>
          <button type="button" className={styles.opener} aria-expanded={open} onClick={() => setOpen(!open)}>
            <Icon of={open ? ChevronDown : ChevronRight} size={14} />
            <span className="med">{counted(failures.length, 'file')}</span>
          </button>
        </td>
        <td className="t2">{first!.reason}</td>
      </tr>
      {open ? (
        <tr>
          <td colSpan={2} className={styles.paths}>
            <ul>
              {failures.slice(0, namedFiles).map(({ path }) => (
                <li key={path} title={path}>
                  <FilePath path={path} />
                </li>
              ))}
            </ul>
            {rest > 0 ? <p className="t3">and {counted(rest, 'more file')}; all are in the saved report</p> : null}
          </td>
        </tr>
      ) : null}
    </>
  );
}

/** A file's name, with the folders it lies in behind it. */
function FilePath({ path }: { path: string }) {
  const cut = path.lastIndexOf('/');
  return (
    <>
      <bdi className="med">{path.slice(cut + 1)}</bdi>
      {cut > 0 ? <bdi className={`${styles.folder} t3 small`}>{path.slice(0, cut)}</bdi> : null}
    </>
  );
}

/** What is in but deserves a person's eye. Each row opens its articles in Triage. */
export function WorthALook({ report }: { report: ImportReport }) {
  const { worthALook, copies, skipped, jobId } = report;
  const unread = skipped.reduce((sum, kind) => sum + kind.files, 0);
  const look = (name: ViewQueryInput['look'], more: ViewQueryInput = {}): ViewQueryInput => ({
    importJobId: jobId,
    look: name,
    ...more,
  });
  const rows: [n: number, words: string, why: string, query: ViewQueryInput | null][] = [
    [
      worthALook.unplaced,
      worthALook.unplaced === 1 ? 'annotation lost its place' : 'annotations lost their place',
      'the new text no longer has the passage; nothing coded is lost, the reader lists them as unplaced',
      look('unplaced'),
    ],
    [
      worthALook.veryShort,
      'very short',
      'galleries and teasers, or a text that was cut too far',
      look('veryShort', { sort: { column: 'words', descending: false } }),
    ],
    [worthALook.undated, 'without a date', 'set it by hand in the reader', look('undated')],
    [
      worthALook.oddLanguage,
      'in an unexpected language',
      'hardly any other article of its source is in it',
      look('oddLanguage'),
    ],
    [
      worthALook.unknownSource,
      'without a source',
      'set it by hand, or import again with another setting',
      look('unknownSource'),
    ],
    [worthALook.replacedCharacters, 'with replaced characters', 'the encoding was damaged or wrongly declared', null],
  ];
  const present = rows.filter(([n]) => n > 0);
  if (present.length === 0 && copies.articles + unread === 0) return null;
  return (
    <>
      <Head className={inbox.section}>Worth a look</Head>
      <table className={`${inbox.table} num`} aria-label="Worth a look">
        <tbody>
          {present.map(([n, words, why, query]) => (
            <tr key={words}>
              <td className="med">
                <span className={styles.signed}>
                  <Icon of={TriangleAlert} size={14} className="warn" />
                  {count(n)} {words}
                </span>
              </td>
              <td className="t2">{why}</td>
              <Show name={words} query={query} />
            </tr>
          ))}
          {unread > 0 ? (
            <tr>
              <td className="med">
                <span className={styles.signed}>
                  <Icon of={FileX2} size={14} className="warn" />
                  {count(unread)} not read
                </span>
              </td>
              <td className="t2" colSpan={2}>
                {skipped
                  .map(({ extension, kind, files }) =>
                    extension ? `${count(files)} ${extension} (${kind})` : `${count(files)} ${inSentence(kind)}`,
                  )
                  .join(', ')}
              </td>
            </tr>
          ) : null}
          {copies.articles > 0 ? (
            <tr>
              <td className="med">
                <span className={styles.signed}>
                  <Icon of={Check} size={14} className="good" />
                  {count(copies.articles)} with copies
                </span>
              </td>
              <td className="t2">
                in {counted(copies.groups, 'group')}, {counted(copies.largest, 'article')} at most; they can be told
                apart and separated
              </td>
              <Show name="with copies" query={look('copies')} />
            </tr>
          ) : null}
        </tbody>
      </table>
    </>
  );
}

/** A name of a kind as it stands within a sentence: `Table that a person left out` without its capital; `PSD file` with it. */
const inSentence = (kind: string) =>
  /^\p{Lu}\p{Ll}/u.test(kind) ? kind.charAt(0).toLowerCase() + kind.slice(1) : kind;

function Show({ name, query }: { name: string; query: ViewQueryInput | null }) {
  return (
    <td className={inbox.actions}>
      {query ? (
        <LinkButton aria-label={`Show ${name}`} onPress={() => showInTriage(query)}>
          Show
        </LinkButton>
      ) : null}
    </td>
  );
}
