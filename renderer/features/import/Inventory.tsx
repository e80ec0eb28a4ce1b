import { ChevronDown, ChevronRight, TriangleAlert } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { bytes, count, counted, Head, Icon } from '../../ui/index.ts';
import { headerKey, isLeftOut, needsColumns, type SurveyTable } from './column-mapping.ts';
import { encodingName } from './encoding-name.ts';
import { type Survey, surveyedTables, useInbox } from './inbox.ts';
import styles from './Survey.module.css';

/** Sources listed before the rest is one line. */
const listedSources = 9;

/** What is in there, in numbers: formats, tables, encodings and sources. */
export function Inventory({ survey }: { survey: Survey }) {
  const title = useInbox((inbox) => inbox.title);
  return (
    <>
      <Head
        className={styles.sideHead}
        end={
          <span title={bytes(survey.bytes)}>
            {counted(survey.files, 'file')}
            <span className="wide">, {bytes(survey.bytes)}</span>
          </span>
        }
      >
        <bdi className="ell" title={survey.roots.join('\n')}>
          {title}
        </bdi>
      </Head>
      <Kinds kinds={survey.kinds} files={survey.files} />
      <Tables />
      <Encodings survey={survey} />
      <Sources survey={survey} />
    </>
  );
}

function Row(props: { name: ReactNode; n: number; tone?: string; title?: string }) {
  return (
    <tr className={props.tone} title={props.title}>
      <td>{props.name}</td>
      <td>{count(props.n)}</td>
    </tr>
  );
}

function Kinds({ kinds, files }: Pick<Survey, 'kinds' | 'files'>) {
  const [open, setOpen] = useState(false);
  const read = new Map<string, number>();
  for (const kind of kinds) if (kind.readable) read.set(kind.kind, (read.get(kind.kind) ?? 0) + kind.files);
  const unread = kinds.filter((kind) => !kind.readable);
  const unreached = files - kinds.reduce((sum, kind) => sum + kind.files, 0);
  const named = unread.map((kind) => kind.extension || 'files without an ending').join(', ');
  return (
    <table className={`${styles.inventory} num`} aria-label="Formats">
      <tbody>
        {[...read].map(([kind, n]) => (
          <Row key={kind} name={kind} n={n} />
        ))}
        {unread.length > 0 ? (
          <Row
            tone="warn"
            title={open ? undefined : `These formats are not read: ${named}`}
            n={unread.reduce((sum, kind) => sum + kind.files, 0)}
            name={
              <button
                type="button"
                className={styles.unread}
                aria-expanded={open}
                aria-label={`Not read: ${named}`}
                onClick={() => setOpen(!open)}
              >
                <Icon of={TriangleAlert} size={14} />
                <span className="ell">Not read: {named}</span>
                <Icon of={open ? ChevronDown : ChevronRight} size={14} />
              </button>
            }
          />
        ) : null}
        {open
          ? unread.map((kind) => (
              <Row
                key={kind.extension}
                tone={`t2 ${styles.inner}`}
                name={kind.extension ? `${kind.kind}, ${kind.extension}` : kind.kind}
                n={kind.files}
              />
            ))
          : null}
        {unreached > 0 ? (
          <Row
            tone="warn"
            title="Links that lead nowhere or in a circle, folders without permission, damaged archives. The import’s report names each."
            n={unreached}
            name={
              <span className={styles.unread}>
                <Icon of={TriangleAlert} size={14} />
                <span className="ell">Cannot be reached</span>
              </span>
            }
          />
        ) : null}
      </tbody>
    </table>
  );
}

function Tables() {
  const open = useInbox((inbox) => inbox.table);
  // Read for its sake: what is chosen decides which tables still need somebody.
  useInbox((inbox) => inbox.options.tables);
  const tables = surveyedTables();
  if (tables.length === 0) return null;
  const waiting = tables.filter(needsColumns).length;
  return (
    <>
      <Head className={styles.ruled} end={waiting > 0 ? <span className="warn">{waiting} to look at</span> : undefined}>
        Tables
      </Head>
      <ul className={styles.tables}>
        {tables.map((table) => (
          <TableLine key={headerKey(table.header)} table={table} isOpen={open === headerKey(table.header)} />
        ))}
      </ul>
    </>
  );
}

function TableLine({ table, isOpen }: { table: SurveyTable; isOpen: boolean }) {
  const name = table.path.slice(table.path.lastIndexOf('/') + 1);
  const waits = needsColumns(table);
  return (
    <li>
      <button
        type="button"
        className={`${styles.tableLine} ${waits ? 'warn' : ''}`}
        aria-pressed={isOpen}
        title={table.path}
        onClick={() => useInbox.setState({ table: isOpen ? null : headerKey(table.header) })}
      >
        {waits ? <Icon of={TriangleAlert} size={14} /> : null}
        <bdi className="ell">{name}</bdi>
        <span className={`${styles.tableFiles} t2`}>
          {isLeftOut(table) ? 'left out' : table.files > 1 ? counted(table.files, 'file') : 'columns'}
        </span>
      </button>
    </li>
  );
}

function Encodings({ survey }: { survey: Survey }) {
  const { encodings, encodingsOf } = survey;
  if (encodings.length === 0) return null;
  const readable = survey.kinds.reduce((sum, kind) => sum + (kind.readable ? kind.files : 0), 0);
  return (
    <>
      <Head className={styles.ruled} end={encodingsOf < readable ? `of ${count(encodingsOf)} looked at` : undefined}>
        Encodings
      </Head>
      <table className={`${styles.inventory} num`} aria-label="Encodings">
        <tbody>
          {encodings.map(({ encoding, files }) => (
            <Row key={encoding} name={encodingName(encoding)} n={files} />
          ))}
        </tbody>
      </table>
    </>
  );
}

function Sources({ survey }: { survey: Survey }) {
  const { sources, pages, pagesLookedAt } = survey;
  if (sources.length === 0) return null;
  const known = sources.filter((source) => source.known).length;
  const fresh = sources.length - known;
  const rest = sources.slice(listedSources);
  const end = [known > 0 ? `${count(known)} known` : null, fresh > 0 ? `${count(fresh)} new` : null]
    .filter(Boolean)
    .join(', ');
  const byPage = sources.some(({ from }) => from === 'page');
  const title = byPage ? 'Sources, by page or folder' : 'Sources, by folder';
  return (
    <>
      <Head className={styles.ruled} end={end}>
        {title}
      </Head>
      {byPage && pagesLookedAt < pages ? (
        <p className={`${styles.sampled} t3 small num`}>
          Estimated from {count(pagesLookedAt)} of {counted(pages, 'page')}
        </p>
      ) : null}
      <table className={`${styles.inventory} num`} aria-label={title}>
        <tbody>
          {sources.slice(0, listedSources).map((source) => (
            <Row
              key={source.name}
              n={source.files}
              title={[
                source.from === 'page'
                  ? `${source.name}, as its pages declare`
                  : `${source.name}, by the folder’s name`,
                source.known ? 'a source of this project' : '',
              ]
                .filter(Boolean)
                .join('; ')}
              name={
                source.name ? (
                  <>
                    <bdi>{source.name}</bdi>
                    {known > 0 && !source.known ? <span className="t3"> new</span> : null}
                  </>
                ) : (
                  <span className="t3">not guessed</span>
                )
              }
            />
          ))}
          {rest.length > 0 ? (
            <Row
              tone="t3"
              title={rest.map((source) => source.name).join('\n')}
              name={`${count(rest.length)} more`}
              n={rest.reduce((sum, source) => sum + source.files, 0)}
            />
          ) : null}
        </tbody>
      </table>
    </>
  );
}
