import { ArrowLeft, ArrowRight, BookOpen, ChevronRight, ChevronsUpDown, Ellipsis, History, X } from 'lucide-react';
import { type RefObject, useCallback, useMemo } from 'react';
import type { Annotation } from '../../../shared/model/annotation.ts';
import type { Article, RemovedPassage } from '../../../shared/model/article.ts';
import type { Claim } from '../../../shared/model/claim.ts';
import { firstStrongDirection } from '../../../shared/text/direction.ts';
import { counted, DateText, Icon, IconButton, Menu, SourceName } from '../../ui/index.ts';
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
import type { Alignment, Step } from './steps.ts';
import type { SentencePlaces } from './useSentencePlaces.ts';

/** One of the articles with all that is done in it. */
export interface PaneOfArticle {
  column: number;
  pane: TextPane;
  article: Article;
  annotations: readonly Annotation[];
  claims: readonly Claim[];
  isSaving: boolean;
}

/** What a column is called: by its side where there are two, else by its place. */
export const columnName = (column: number, columns: number): string =>
  columns === 2 ? ['Left article', 'Right article'][column]! : `Article ${column + 1}`;

/** How many articles stand side by side, for the widths of columns. */
const edgeOf = (column: number, columns: number) =>
  column === 0 ? 'first' : column === columns - 1 ? 'last' : 'inner';

/** Above a text, always seen: whose it is, when it came, and how to put another in its place. */
export function PaneHead(props: {
  of: PaneOfArticle;
  columns: number;
  isActive: boolean;
  onChoose(): void;
  onRead(): void;
  onFocus(): void;
  onTakeOut(): void;
  onMove(by: 1 | -1): void;
  onVersions(): void;
}) {
  const { columns } = props;
  const { column, article, annotations, isSaving } = props.of;
  const { source, publishedAt } = article.metadata;
  const isLast = column === columns - 1;
  const versions = article.textVersions;
  return (
    <div
      className={styles.kicker}
      data-edge={edgeOf(column, columns)}
      style={{ gridColumn: 2 * column + 1 }}
      data-active={props.isActive ? '' : undefined}
      role="group"
      aria-label={`${columnName(column, columns)}${props.isActive ? ', keys act here' : ''}`}
      onFocus={props.onFocus}
      onPointerDown={props.onFocus}
    >
      <span className={`${styles.source} med ell`}>
        <SourceName name={source.value} />
      </span>
      <span className={styles.published}>
        <DateText value={publishedAt.value} style="full" />
      </span>
      <span className={`${styles.marks} num`} role="status">
        {isSaving ? 'Saving' : counted(annotations.length, 'mark')}
      </span>
      <span className={styles.kickerActions}>
        <IconButton
          icon={ChevronsUpDown}
          size="small"
          label={`Choose another article ${columns === 2 ? `for the ${column === 0 ? 'left' : 'right'}` : 'for this column'}`}
          keys={column === 0 ? '[' : isLast ? ']' : undefined}
          onPress={props.onChoose}
        />
        <IconButton icon={BookOpen} size="small" label="Open in Read" keys="O" onPress={props.onRead} />
        <Menu
          label={`More for ${source.value ?? columnName(column, columns)}`}
          trigger={<IconButton icon={Ellipsis} size="small" label="More" />}
          groups={[
            {
              entries: [
                {
                  id: 'left',
                  label: 'Move to the left',
                  icon: ArrowLeft,
                  disabled: column === 0,
                  run: () => props.onMove(-1),
                },
                {
                  id: 'right',
                  label: 'Move to the right',
                  icon: ArrowRight,
                  disabled: isLast,
                  run: () => props.onMove(1),
                },
                { id: 'out', label: 'Take out of the comparison', icon: X, keys: '-', run: props.onTakeOut },
              ],
            },
            {
              entries: [
                {
                  id: 'versions',
                  label: versions > 1 ? `What changed between its ${versions} texts` : 'Its text never changed',
                  icon: History,
                  disabled: versions < 2,
                  run: props.onVersions,
                },
              ],
            },
          ]}
        />
      </span>
    </div>
  );
}

/** A text of the comparison; coded as in Read. */
export function ComparePane(props: {
  of: PaneOfArticle;
  columns: number;
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
  const { of, codes, columns, scroller, setScroller, showRemoved } = props;
  const { column, pane, article, annotations, claims } = of;
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
      data-edge={edgeOf(column, columns)}
      style={{ gridColumn: 2 * column + 1 }}
      // All but the longest texts are laid out whole, so that ribbons and scrolling know every height.
      data-whole={article.text.length < WHOLE ? '' : undefined}
      aria-label={article.metadata.source.value ?? columnName(column, columns)}
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
                  sentences={props.alignment.only[column] ?? []}
                  places={props.places.sentences[column] ?? []}
                  now={props.now?.relation === 'only' ? (props.now.at[column] ?? null) : null}
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
