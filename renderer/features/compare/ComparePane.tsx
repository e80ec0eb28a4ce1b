import { BookOpen, ChevronRight, ChevronsUpDown } from 'lucide-react';
import { type RefObject, useCallback, useMemo } from 'react';
import type { Annotation } from '../../../shared/model/annotation.ts';
import type { Article, RemovedPassage } from '../../../shared/model/article.ts';
import type { Claim } from '../../../shared/model/claim.ts';
import { firstStrongDirection } from '../../../shared/text/direction.ts';
import { counted, DateText, Icon, IconButton, SourceName } from '../../ui/index.ts';
import {
  type CodingPlace,
  editAnnotation,
  restorePassages,
  type SelectionDeeds,
  SelectionToolbar,
  type useCodes,
} from '../coding/index.ts';
import { ArticleText, marksOf, type TextPane } from '../text/index.ts';
import styles from './CompareRoom.module.css';
import { OnlyBars } from './OnlyBars.tsx';
import type { Alignment, Side, Step } from './steps.ts';
import type { SentencePlaces } from './useSentencePlaces.ts';

/** One of the two articles with all that is done in it. */
export interface PaneOfArticle {
  side: Side;
  pane: TextPane;
  article: Article;
  annotations: readonly Annotation[];
  claims: readonly Claim[];
  isSaving: boolean;
}

export const sideNames: Record<Side, string> = { a: 'Left article', b: 'Right article' };

/** Above a text, always seen: whose it is, when it came, and how to put another in its place. */
export function PaneHead(props: {
  of: PaneOfArticle;
  isActive: boolean;
  onChoose(): void;
  onRead(): void;
  onFocus(): void;
}) {
  const { side, article, annotations, isSaving } = props.of;
  const { source, publishedAt } = article.metadata;
  return (
    <div
      className={styles.kicker}
      data-side={side}
      data-active={props.isActive ? '' : undefined}
      role="group"
      aria-label={`${sideNames[side]}${props.isActive ? ', keys act here' : ''}`}
      onFocus={props.onFocus}
      onPointerDown={props.onFocus}
    >
      <span className={`${styles.source} med ell`}>
        <SourceName name={source.value} />
      </span>
      <DateText value={publishedAt.value} style="full" />
      <span className={`${styles.marks} num`} role="status">
        {isSaving ? 'Saving' : counted(annotations.length, 'mark')}
      </span>
      <span className={styles.kickerActions}>
        <IconButton
          icon={ChevronsUpDown}
          size="small"
          label={`Choose another article for the ${side === 'a' ? 'left' : 'right'}`}
          keys={side === 'a' ? '[' : ']'}
          onPress={props.onChoose}
        />
        <IconButton icon={BookOpen} size="small" label="Open in Read" keys="O" onPress={props.onRead} />
      </span>
    </div>
  );
}

/** A text of the comparison; coded as in Read. */
export function ComparePane(props: {
  of: PaneOfArticle;
  isActive: boolean;
  isPicking: boolean;
  codes: ReturnType<typeof useCodes>['byId'];
  scroller: RefObject<HTMLDivElement | null>;
  setScroller(element: HTMLDivElement | null): void;
  /** The scroller stands: a text needs it from its first layout on. */
  isReady: boolean;
  alignment: Alignment | undefined;
  places: SentencePlaces | null;
  now: Step | null;
  showRemoved: boolean;
  onShowRemoved(show: boolean): void;
  place: CodingPlace;
  deeds: SelectionDeeds;
  onActive(): void;
}) {
  const { of, codes, scroller, setScroller, showRemoved } = props;
  const { side, pane, article, annotations, claims } = of;
  const marks = useMemo(
    () => marksOf(article.articleId, annotations, codes, claims),
    [article, annotations, codes, claims],
  );
  const onRestore = useCallback(
    (passages: readonly RemovedPassage[]) => void restorePassages(article, passages),
    [article],
  );
  const onExtend = useCallback(
    (id: string, span: { start: number; end: number }) => {
      const annotation = annotations.find((one) => one.annotationId === id);
      if (annotation) void editAnnotation(annotation, { span }, article.text);
    },
    [annotations, article],
  );
  const hold = useCallback(
    (element: HTMLDivElement | null) => {
      scroller.current = element;
      setScroller(element);
    },
    [scroller, setScroller],
  );
  return (
    <section
      className={styles.column}
      data-side={side}
      // All but the longest texts are laid out whole, so that ribbons and scrolling know every height.
      data-whole={article.text.length < WHOLE ? '' : undefined}
      aria-label={article.metadata.source.value ?? sideNames[side]}
      onFocus={props.onActive}
      onPointerDown={props.onActive}
    >
      <div ref={hold} className={`${styles.scroller} scroll`}>
        <div className={styles.sheet} dir="ltr">
          <header className={styles.above}>
            <Title article={article} />
            <RemovedRow article={article} isShown={showRemoved} onShow={props.onShowRemoved} />
          </header>
          {props.isReady ? (
            <ArticleText
              {...{ pane, article, marks, scroller, showRemoved, onRestore, onExtend }}
              className={styles.text!}
            >
              {props.places && props.alignment ? (
                <OnlyBars
                  sentences={props.alignment.only[side]}
                  places={props.places.sentences[side]}
                  now={props.now?.relation === 'only' ? props.now[side] : null}
                />
              ) : null}
              <SelectionToolbar place={props.place} deeds={props.deeds} hidden={!props.isActive || props.isPicking} />
            </ArticleText>
          ) : null}
        </div>
      </div>
    </section>
  );
}

/** UTF-16 units up to which a text is laid out whole. */
const WHOLE = 300_000;

function Title({ article }: { article: Article }) {
  const { title, language } = article.metadata;
  return (
    <h2
      className={`${styles.title} serif`}
      lang={language.value ?? undefined}
      dir={firstStrongDirection(title.value ?? '') ?? article.direction}
    >
      {title.value || 'Untitled'}
    </h2>
  );
}

function RemovedRow(props: { article: Article; isShown: boolean; onShow(show: boolean): void }) {
  const { removed } = props.article;
  if (removed.length === 0) return <p className={styles.fold}>Nothing was removed</p>;
  const lines = removed.reduce(
    (sum, { text }) => sum + Math.max(1, text.split('\n').filter((line) => line.trim() !== '').length),
    0,
  );
  return (
    <button
      type="button"
      className={styles.fold}
      aria-expanded={props.isShown}
      onClick={() => props.onShow(!props.isShown)}
    >
      <Icon of={ChevronRight} size={14} className={props.isShown ? styles.turned : undefined} />
      <span className="num">{counted(lines, 'line')} removed</span>
      {props.isShown ? <span>shown at their places</span> : null}
    </button>
  );
}
