import { useEffect } from 'react';
import type { Article } from '../../../shared/model/article.ts';
import { call } from '../../state/backend.ts';
import { useSelection } from '../../state/selection.ts';
import { session } from '../../state/session.ts';
import type { TextPane } from '../text/index.ts';

/** Pause after scrolling before the place is remembered, ms. */
const SCROLL_REST = 1200;

/** Where articles were left since the page was opened: newer than what was read of them with their texts. */
const leftAt = new Map<string, number>();

/** Opens an article where it was left, or at the place that was asked for; remembers where it is left. */
export function useReadingPosition(pane: TextPane, article: Article | undefined) {
  const place = useSelection((selection) => selection.place);
  const articleId = article?.articleId;

  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each article that is opened
  useEffect(() => {
    const { scroller } = pane;
    if (!scroller || !article) return;
    scroller.scrollTop = 0;
    const asked = useSelection.getState().place;
    if (asked?.articleId === article.articleId) return;
    const lastPosition = leftAt.get(article.articleId) ?? article.lastPosition;
    if (lastPosition) toTop(pane, lastPosition);
  }, [pane, articleId]);

  useEffect(() => {
    if (!place || place.articleId !== articleId) return;
    pane.reveal(place, true);
    const mark = pane.painter?.index.items.find(
      (one) => one.start === place.start && one.end === place.end && one.kind !== 'suggestion',
    );
    if (mark) pane.activate(mark.ownerId);
    else pane.select(place);
    useSelection.setState({ place: null });
  }, [pane, place, articleId]);

  useEffect(() => {
    const { scroller } = pane;
    if (!scroller || !articleId) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let left: number | null = null;
    const keep = () => {
      clearTimeout(timer);
      if (left === null || session().project?.readOnly) return;
      const position = left;
      left = null;
      leftAt.set(articleId, position);
      // Where one was is comfort: that it could not be kept interrupts nobody.
      call('articles.rememberPosition', { articleId, position }).catch(() => {});
    };
    const onScroll = () => {
      left = pane.topOffset();
      clearTimeout(timer);
      timer = setTimeout(keep, SCROLL_REST);
    };
    // The scroll that opening itself causes is none of the reader's.
    const begin = setTimeout(() => scroller.addEventListener('scroll', onScroll, { passive: true }), 300);
    return () => {
      clearTimeout(begin);
      keep();
      scroller.removeEventListener('scroll', onScroll);
    };
  }, [pane, articleId]);
}

/** Scrolls so that the line with this offset is the first that is seen. */
function toTop(pane: TextPane, offset: number) {
  const go = () => {
    const { surface, scroller } = pane;
    const rect = surface?.caretRect(offset);
    if (!surface || !scroller || !rect) return;
    const top = surface.root.getBoundingClientRect().top + rect.top - scroller.getBoundingClientRect().top;
    scroller.scrollTop += top - 8;
  };
  go();
  // Heights above were guesses until they were laid out, which takes a frame or two.
  requestAnimationFrame(() => {
    go();
    requestAnimationFrame(go);
  });
}
