import { Search } from 'lucide-react';
import { type KeyboardEvent, useEffect, useState } from 'react';
import type { AppError } from '../../../shared/contract/errors.ts';
import type { ArticleRow } from '../../../shared/model/article.ts';
import { call } from '../../state/backend.ts';
import {
  ArticleTitle,
  counted,
  DateText,
  Dialog,
  ErrorState,
  Field,
  SkeletonRows,
  SourceName,
} from '../../ui/index.ts';
import styles from './ArticlePicker.module.css';

/** Articles listed at once; more are found by a narrower search. */
const LISTED = 60;
/** Pause in typing after which is searched, ms. */
const TYPING_REST = 150;

/** Every word typed has to begin a word of the headline; without words the newest articles. */
export function titleQuery(text: string): string {
  const words = text.match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  return words.map((word) => `title:${word}*`).join(' ');
}

interface Found {
  rows: readonly ArticleRow[];
  total: number;
}

function useFound(text: string): { found: Found | null; error: AppError | null } {
  const [found, setFound] = useState<Found | null>(null);
  const [error, setError] = useState<AppError | null>(null);
  useEffect(() => {
    const ended = new AbortController();
    const timer = setTimeout(
      () => {
        const query = titleQuery(text);
        const sort = { column: query === '' ? ('published' as const) : ('relevance' as const), descending: true };
        call('articles.openView', { query: { text: query, sort }, first: LISTED }, { signal: ended.signal })
          .then(({ first, total }) => {
            setFound({ rows: first, total });
            setError(null);
          })
          .catch((failure: AppError) => {
            if (!ended.signal.aborted) setError(failure);
          });
      },
      text === '' ? 0 : TYPING_REST,
    );
    return () => {
      clearTimeout(timer);
      ended.abort();
    };
  }, [text]);
  return { found, error };
}

/** Chooses an article by words of its headline. */
export function ArticlePicker(props: {
  title: string;
  /** Stand in the comparison already. */
  taken: readonly (string | null)[];
  onChoose(articleId: string): void;
  onClose(): void;
}) {
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const { found, error } = useFound(text);
  const rows = found?.rows ?? [];
  const chosen = Math.min(at, rows.length - 1);
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 }[event.key];
    if (step === undefined || rows.length === 0) return;
    event.preventDefault();
    setAt(Math.max(0, Math.min(rows.length - 1, chosen + step)));
  };
  return (
    <Dialog title={props.title} isOpen onClose={props.onClose} width={640}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the arrow keys of the field move in the list below it */}
      <div onKeyDown={onKeyDown}>
        <Field
          label="Headline"
          labelHidden
          icon={Search}
          placeholder="Words of the headline"
          value={text}
          dir="auto"
          onChange={(value) => {
            setText(value);
            setAt(0);
          }}
          onSubmit={() => {
            const row = rows[chosen];
            if (row) props.onChoose(row.articleId);
          }}
          autoFocus
          end={found ? <span className="t3 small num">{counted(found.total, 'article')}</span> : null}
        />
        <div className={`${styles.list} scroll`}>
          {error ? <ErrorState error={error} inline /> : null}
          {found === null && !error ? <SkeletonRows rows={8} /> : null}
          {found && rows.length === 0 ? <p className={styles.none}>No headline has these words.</p> : null}
          <ul aria-label="Articles">
            {rows.map((row, index) => (
              <li key={row.articleId}>
                <button
                  type="button"
                  className={styles.row}
                  aria-current={index === chosen}
                  ref={(element) => {
                    if (index === chosen) element?.scrollIntoView({ block: 'nearest' });
                  }}
                  onClick={() => props.onChoose(row.articleId)}
                >
                  <ArticleTitle title={row.title} language={row.language} direction={row.direction} />
                  <span className={`${styles.source} ell`}>
                    {props.taken.includes(row.articleId) ? 'in this comparison' : <SourceName name={row.source} />}
                  </span>
                  <span className={styles.date}>
                    <DateText value={row.publishedAt} />
                  </span>
                </button>
              </li>
            ))}
          </ul>
        </div>
      </div>
    </Dialog>
  );
}
