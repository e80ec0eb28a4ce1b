import { useVirtualizer } from '@tanstack/react-virtual';
import { memo, useEffect, useMemo, useRef } from 'react';
import type { Annotation } from '../../../shared/model/annotation.ts';
import type { Article } from '../../../shared/model/article.ts';
import type { Claim } from '../../../shared/model/claim.ts';
import type { Code } from '../../../shared/model/codebook.ts';
import { CodeSwatch } from '../../ui/index.ts';
import { ParagraphMap, type TextPane, usePane } from '../text/index.ts';
import styles from './AnnotationList.module.css';
import { isProvisional } from './annotations.ts';

/** px: two lines of text and their distances. */
const ROW = 42;

export interface ListedAnnotation {
  id: string;
  names: string;
  color: number;
  /** `¶ 4`, `article`, `unplaced`, `saving`. */
  where: string;
  quote: string;
  coder: string;
  span: { start: number; end: number } | null;
}

/** In the order of the text: the article's own first, those without a place last. */
export function inTextOrder(annotations: readonly Annotation[]): Annotation[] {
  const rank = ({ level, start }: Annotation) => (level === 'article' ? -1 : (start ?? Number.POSITIVE_INFINITY));
  return [...annotations].sort((a, b) => rank(a) - rank(b) || (b.end ?? 0) - (a.end ?? 0));
}

/** What a row says of an annotation. */
export function listed(annotation: Annotation, codes: ReadonlyMap<string, Code>, map: ParagraphMap): ListedAnnotation {
  const { annotationId, level, start, end, quote, memo, pieces, coder } = annotation;
  const known = annotation.codings.flatMap(({ codeId }) => codes.get(codeId) ?? []);
  const span = start !== null && end !== null ? { start, end } : null;
  const where = isProvisional(annotationId)
    ? 'saving'
    : level === 'article'
      ? 'article'
      : span
        ? `¶ ${map.paragraphAt(span.start) + 1}`
        : 'unplaced';
  const stretches = span ? [span, ...pieces].sort((a, b) => a.start - b.start) : [];
  return {
    id: annotationId,
    names: known.length > 0 ? known.map((code) => code.name).join(', ') : memo ? 'Memo' : 'Highlight',
    color: known[0]?.color ?? 0,
    where,
    quote: span
      ? stretches.map((stretch) => map.text.slice(stretch.start, stretch.end)).join(' … ')
      : (quote?.exact ?? memo),
    coder,
    span,
  };
}

/**
 * Everything coded in an article, as a list that the keyboard reaches: it carries what the painted marks show. Arrow keys move,
 * Enter goes to the mark.
 */
export const AnnotationList = memo(function AnnotationList(props: {
  pane: TextPane;
  article: Article;
  annotations: readonly Annotation[];
  claims: readonly Claim[];
  codes: ReadonlyMap<string, Code>;
}) {
  const { pane, article, annotations, codes } = props;
  const map = useMemo(() => new ParagraphMap(article.text), [article.text]);
  const rows = useMemo(() => inTextOrder(annotations), [annotations]);
  const severalCoders = useMemo(() => rows.some((row) => row.coder !== rows[0]?.coder), [rows]);
  const active = usePane(pane, (state) => state.active);
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 8,
  });
  const at = active === null ? -1 : rows.findIndex((row) => row.annotationId === active);
  useEffect(() => {
    if (at >= 0) virtual.scrollToIndex(at);
  }, [at, virtual]);
  const go = (index: number, focusText: boolean) => {
    const row = rows[index];
    if (!row) return;
    pane.activate(row.annotationId);
    if (row.start !== null && row.end !== null) pane.reveal({ start: row.start, end: row.end });
    if (focusText) pane.surface?.root.focus({ preventScroll: true });
  };
  const step = (by: number) => {
    const next = Math.max(0, Math.min(rows.length - 1, (at < 0 ? -1 : at) + by));
    go(next, false);
    virtual.scrollToIndex(next);
    requestAnimationFrame(() => scroller.current?.querySelector<HTMLElement>(`[data-index="${next}"]`)?.focus());
  };
  const onKeyDown = (event: React.KeyboardEvent) => {
    const by = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10, Home: -rows.length, End: rows.length }[
      event.key
    ];
    if (by === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    step(by);
  };
  if (rows.length === 0) {
    return <p className={styles.none}>Nothing coded yet. Select a passage and press a code’s key.</p>;
  }
  return (
    <div ref={scroller} className={`${styles.scroller} scroll`}>
      <ol className={styles.list} style={{ height: virtual.getTotalSize() }} aria-label="Annotations of this article">
        {virtual.getVirtualItems().map(({ index, start }) => {
          const row = listed(rows[index]!, codes, map);
          const isActive = index === at;
          return (
            <li
              key={row.id}
              className={styles.item}
              style={{ transform: `translateY(${start}px)`, height: ROW }}
              aria-setsize={rows.length}
              aria-posinset={index + 1}
            >
              <button
                type="button"
                data-index={index}
                className={styles.row}
                aria-current={isActive || undefined}
                tabIndex={isActive || (at < 0 && index === 0) ? 0 : -1}
                onClick={(event) => go(index, event.detail === 0)}
                onKeyDown={onKeyDown}
              >
                {row.color > 0 ? (
                  <CodeSwatch color={row.color} />
                ) : (
                  <span className={styles.plain} aria-hidden="true" />
                )}
                <bdi className="ell">{row.names}</bdi>
                <span className={`${styles.where} num`} data-warn={row.where === 'unplaced' ? '' : undefined}>
                  {severalCoders ? <bdi>{row.coder} </bdi> : null}
                  {row.where}
                </span>
                <q
                  className={`${styles.quote} serif ell`}
                  lang={article.metadata.language.value ?? undefined}
                  dir={article.direction}
                >
                  {row.quote || '\u00a0'}
                </q>
                {severalCoders ? null : <span className="vh"> by {row.coder}</span>}
              </button>
            </li>
          );
        })}
      </ol>
    </div>
  );
});
