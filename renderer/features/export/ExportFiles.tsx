import type { OutputOf } from '../../../shared/contract/contract.ts';
import { count } from '../../ui/index.ts';
import styles from './ExportRoom.module.css';

type Counts = OutputOf<'export.preview'>;

const files: readonly { name: string; holds: string; rows(counts: Counts): number | null }[] = [
  { name: 'annotations.csv', holds: 'one row per code given to a span or an article', rows: (c) => c.codings },
  { name: 'articles.csv', holds: 'one row per article, coded or not', rows: (c) => c.articles },
  { name: 'claims.csv', holds: 'checkable statements, with speaker and verdict', rows: (c) => c.claims },
  { name: 'claim_mentions.csv', holds: 'where each claim is made', rows: () => null },
  { name: 'claim_evidence.csv', holds: 'what supports or refutes each claim', rows: () => null },
  { name: 'relations.csv', holds: 'which annotation is related to which, and how', rows: () => null },
  { name: 'codebook.csv', holds: 'codes with definitions, attributes and counts', rows: (c) => c.codes },
  { name: 'sources.csv', holds: 'outlets', rows: () => null },
  { name: 'stories.csv', holds: 'heads only: stories of a project are not exported yet', rows: () => 0 },
  { name: 'history.csv', holds: 'every change a person made', rows: () => null },
  { name: 'data_dictionary.csv', holds: 'every column: type, unit, meaning, allowed values', rows: () => null },
  { name: 'texts', holds: 'one text file per article', rows: (c) => c.articles },
  { name: 'manifest.json', holds: 'counts, checksums, filters, and what could not be carried', rows: () => null },
];

/** What an export holds, with the number of rows where it is known beforehand. */
export function ExportFiles({ counts }: { counts: Counts | null }) {
  return (
    <ul className={styles.files}>
      {files.map((file) => {
        const rows = counts ? file.rows(counts) : null;
        return (
          <li key={file.name}>
            <span className="med">{file.name}</span>
            <span className="t3 ell">{file.holds}</span>
            <span className="num">{rows === null ? '' : count(rows)}</span>
          </li>
        );
      })}
    </ul>
  );
}
