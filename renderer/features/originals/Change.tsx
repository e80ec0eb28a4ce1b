import type { ReextractChange } from '../../../shared/contract/rooms/originals.ts';
import { languageName } from '../../ui/index.ts';
import styles from './Originals.module.css';

const fields: Record<ReextractChange['metadata'][number]['field'], string> = {
  title: 'Headline',
  source: 'Source',
  byline: 'Byline',
  publishedAt: 'Date',
  language: 'Language',
  url: 'Address',
};

/** What would go and come in one article, line by line, and which metadata would be another. */
export function ChangeLines({ change }: { change: ReextractChange }) {
  if (change.problem) return <p className={`${styles.problem} t2`}>{change.problem}</p>;
  const value = (field: string, text: string | null) =>
    text === null ? <span className="t3">none</span> : <bdi>{field === 'language' ? languageName(text) : text}</bdi>;
  return (
    <div className={styles.lines}>
      <Lines sign="−" label="Goes" lines={change.gone} className={styles.gone} />
      <Lines sign="+" label="Comes" lines={change.added} className={styles.added} />
      {change.metadata.length > 0 ? (
        <dl className={styles.metadata}>
          {change.metadata.map(({ field, before, after }) => (
            <div key={field}>
              <dt className="t3">{fields[field]}</dt>
              <dd>
                {value(field, before)} <span className="t3">becomes</span> {value(field, after)}
              </dd>
            </div>
          ))}
        </dl>
      ) : null}
    </div>
  );
}

function Lines(props: { sign: string; label: string; lines: readonly string[]; className?: string }) {
  if (props.lines.length === 0) return null;
  return (
    <ul aria-label={props.label} className={props.className}>
      {props.lines.map((line, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines keep their order, and may repeat
        <li key={index}>
          <span className={styles.mark} aria-hidden="true">
            {props.sign}
          </span>
          <span className="serif" dir="auto">
            {line}
          </span>
        </li>
      ))}
    </ul>
  );
}
