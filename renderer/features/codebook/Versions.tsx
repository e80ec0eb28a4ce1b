import { useState } from 'react';
import type { Code, CodeVersion } from '../../../shared/model/codebook.ts';
import { useBackend } from '../../state/queries.ts';
import { clockTime, counted, dateInWords, SkeletonRows } from '../../ui/index.ts';
import type { WordRun } from '../duplicates/word-difference.ts';
import styles from './Versions.module.css';
import { causeInWords, definitionDifference } from './version-words.ts';

/** What the code meant, newest first, and what each definition changed. */
export function Versions({ code }: { code: Code }) {
  const { data } = useBackend('codebook.versions', { codeId: code.codeId });
  const [open, setOpen] = useState<number | null>(null);
  if (!data) return <SkeletonRows rows={3} height={40} />;
  const [current, ...earlier] = data.versions;
  if (!current) return null;
  return (
    <div className={`${styles.pane} scroll`}>
      <Version version={current} title="In force" />
      {earlier.length === 0 ? <p className={styles.none}>It has meant this from the beginning.</p> : null}
      {earlier.map((version) => (
        <Version
          key={version.version}
          version={version}
          title="Earlier"
          current={current}
          isOpen={open === version.version}
          onOpen={() => setOpen(open === version.version ? null : version.version)}
        />
      ))}
    </div>
  );
}

function Version(props: {
  version: CodeVersion;
  title: string;
  current?: CodeVersion;
  isOpen?: boolean;
  onOpen?(): void;
}) {
  const { version, title, current, isOpen = false, onOpen } = props;
  const head = (
    <>
      <span className="medium num">Definition {version.version}</span>
      <span className="t3">{title.toLowerCase()}</span>
      <span className={`${styles.count} num`}>{counted(version.annotations, 'annotation')}</span>
      <span className={styles.meta}>
        {dateInWords(version.at.slice(0, 10))}, {clockTime(version.at, false)}
        {version.coder ? (
          <>
            , <bdi>{version.coder}</bdi>
          </>
        ) : null}
        , {causeInWords(version.cause)}
      </span>
    </>
  );
  return (
    <section className={styles.version} aria-label={`Definition ${version.version}`}>
      {onOpen ? (
        <button type="button" className={styles.head} aria-expanded={isOpen} onClick={onOpen}>
          {head}
        </button>
      ) : (
        <div className={styles.head}>{head}</div>
      )}
      {current && isOpen ? <Difference before={version} after={current} /> : null}
    </section>
  );
}

function Difference({ before, after }: { before: CodeVersion; after: CodeVersion }) {
  const fields = definitionDifference(before, after);
  if (fields.length === 0) return <p className={styles.none}>It says the same as the definition in force.</p>;
  return (
    <dl className={styles.difference}>
      {fields.map(({ field, before: was, after: is }) => (
        <div key={field}>
          <dt>{field}</dt>
          <dd>
            <span className="vh">Then: </span>
            <Runs runs={was} kind="then" />
          </dd>
          <dd>
            <span className="vh">Now: </span>
            <Runs runs={is} kind="now" />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Runs({ runs, kind }: { runs: readonly WordRun[]; kind: 'then' | 'now' }) {
  if (runs.length === 0) return <span className="t3">nothing</span>;
  const Own = kind === 'then' ? 'del' : 'ins';
  return (
    <span className={styles[kind]} dir="auto">
      {runs.map((run, at) =>
        // biome-ignore lint/suspicious/noArrayIndexKey: runs are made anew together
        run.own ? <Own key={at}>{run.text}</Own> : <span key={at}>{run.text}</span>,
      )}
    </span>
  );
}
