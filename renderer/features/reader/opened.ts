import { useEffect, useRef, useState } from 'react';
import type { Annotation } from '../../../shared/model/annotation.ts';
import type { Article } from '../../../shared/model/article.ts';
import { useBackend } from '../../state/queries.ts';
import { useSelection } from '../../state/selection.ts';
import { useAnnotations } from '../coding/index.ts';

/** Milliseconds that a text waits for its annotations. */
const WAITS = 200;

interface Opened {
  article: Article | undefined;
  annotations: readonly Annotation[];
  /** Of which the first may be all that is here yet. */
  total: number;
}

const nothing: Opened = { article: undefined, annotations: [], total: 0 };

/**
 * The article that is read, with its annotations. They come up together, so that a long text is laid out once, unless the
 * annotations take long. While another article is on its way the one before stays on the screen.
 */
export function useOpened(articleId: string | null) {
  const text = useBackend('articles.get', { articleId: articleId ?? '' }, { enabled: articleId !== null });
  // Asked for together with the text, not after it.
  const coded = useAnnotations(articleId);
  const [late, setLate] = useState<string | null>(null);
  // Which mark stands at a place that is gone to is known once all of them are.
  const isAskedFor = useSelection(({ place }) => place !== null && place.articleId === articleId);
  const isMissing = coded.isPending || (coded.isPartial && isAskedFor);
  const isWaiting = text.data !== undefined && isMissing && late !== articleId;
  useEffect(() => {
    if (!isWaiting) return;
    const timer = setTimeout(() => setLate(articleId), WAITS);
    return () => clearTimeout(timer);
  }, [isWaiting, articleId]);
  const before = useRef(nothing);
  const isHere = articleId !== null && text.data !== undefined && !isWaiting;
  const here = isHere ? { article: text.data, annotations: coded.annotations, total: coded.total } : nothing;
  const opened = isHere || articleId === null ? here : before.current;
  useEffect(() => {
    before.current = opened;
  });
  return { ...opened, error: text.error, refetch: text.refetch, isSaving: coded.isSaving };
}
