import { BookOpen } from 'lucide-react';
import { Fragment, type ReactNode, useEffect, useRef, useState } from 'react';
import type { Article, ArticleRow, Decision } from '../../../shared/model/article.ts';
import { decisions } from '../../../shared/model/article.ts';
import type { ViewQueryInput } from '../../../shared/model/view.ts';
import { goTo } from '../../app/rooms.ts';
import { useBackend } from '../../state/queries.ts';
import { selectArticle, selectPlace } from '../../state/selection.ts';
import {
  ArticleTitle,
  Basis,
  Button,
  counted,
  DateText,
  DecisionSign,
  decisionNames,
  ErrorState,
  fieldAccuracyRows,
  Head,
  languageName,
  Segments,
  SkeletonRows,
  Snippet,
  SourceName,
} from '../../ui/index.ts';
import { CopyList } from '../duplicates/CopyList.tsx';
import { WhyItStandsHere } from './LikelyParts.tsx';
import styles from './Preview.module.css';

/** Milliseconds that the cursor rests before a text is read, when it moves quickly. */
const REST = 120;

/** The article under the cursor; while the cursor runs, only the one where it comes to rest. */
function useRested(articleId: string | null): string | null {
  const [rested, setRested] = useState(articleId);
  const moved = useRef(0);
  useEffect(() => {
    const now = performance.now();
    const quick = now - moved.current < REST;
    moved.current = now;
    if (!quick) return setRested(articleId);
    const timer = setTimeout(() => setRested(articleId), REST);
    return () => clearTimeout(timer);
  }, [articleId]);
  return rested;
}

/** Characters of the text that stand in the preview. */
const LEAD = 600;

function leadOf(text: string): string[] {
  const paragraphs: string[] = [];
  let length = 0;
  for (const paragraph of text.split('\n')) {
    if (paragraph.trim() === '') continue;
    paragraphs.push(paragraph);
    length += paragraph.length;
    if (length > LEAD) break;
  }
  return paragraphs;
}

const fieldNames = {
  title: 'Title',
  source: 'Source',
  byline: 'Byline',
  publishedAt: 'Date',
  language: 'Language',
  url: 'Address',
} as const;

function inWords(field: keyof typeof fieldNames, value: string): ReactNode {
  if (field === 'publishedAt') return <DateText value={value} style="full" />;
  return field === 'language' ? languageName(value) : value;
}

/** The article under the cursor: what it is, how it begins, where the words searched for stand. */
export function Preview(props: {
  row: ArticleRow | null;
  query: ViewQueryInput;
  onDecide(decision: Decision): void;
  /** The copies of the article were changed: heads, or who is among them. */
  onGroupChanged(): void;
}) {
  const { row, query } = props;
  const rested = useRested(row?.articleId ?? null);
  const article = useBackend('articles.get', { articleId: rested ?? '' }, { enabled: rested !== null });
  if (!row) return <p className={`${styles.none} t3`}>Choose an article to see how it begins.</p>;
  const loaded = article.data?.articleId === row.articleId ? article.data : null;
  return (
    <div key={row.articleId} className={`${styles.preview} scroll`}>
      <p className={styles.meta}>
        <span className="strong">
          <SourceName name={row.source} />
        </span>
        <DateText value={row.publishedAt} style="full" />
        <span className="t3">{counted(row.words, 'word')}</span>
      </p>
      <h2 className={`${styles.title} serif`}>
        <ArticleTitle wrap title={row.title} language={row.language} direction={row.direction} />
      </h2>
      <p className={`${styles.by} small t3`}>{row.byline ? <bdi>By {row.byline}</bdi> : 'No byline'}</p>
      <Segments
        fill
        label="Decision"
        value={row.decision}
        onChange={(decision: Decision) => props.onDecide(decision)}
        segments={decisions.map((decision) => ({
          value: decision,
          name: decisionNames[decision],
          label: (
            <>
              <span className="wide">
                <DecisionSign decision={decision} silent />
              </span>
              {decisionNames[decision]}
            </>
          ),
        }))}
      />
      {row.reason ? <p className="small t2">Reason: {row.reason}</p> : null}
      {article.error && rested === row.articleId ? (
        <ErrorState inline error={article.error} onRetry={() => void article.refetch()} />
      ) : loaded ? (
        <Loaded article={loaded} query={query} onGroupChanged={props.onGroupChanged} />
      ) : (
        <div className={styles.wait}>
          <SkeletonRows rows={8} />
        </div>
      )}
    </div>
  );
}

function Loaded(props: { article: Article; query: ViewQueryInput; onGroupChanged(): void }) {
  const { article, query, onGroupChanged } = props;
  return (
    <>
      <div
        className={`${styles.lead} serif`}
        dir={article.direction}
        lang={article.metadata.language.value ?? undefined}
      >
        {leadOf(article.text).map((paragraph, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: paragraphs of one text keep their order
          <p key={index}>{paragraph}</p>
        ))}
      </div>
      <Button size="toolbar" icon={BookOpen} keys="Enter" onPress={() => goTo('read')}>
        Read
      </Button>
      {query.text ? <Hits article={article} text={query.text} /> : null}
      <WhyItStandsHere articleId={article.articleId} className={styles.head} />
      {article.copies.length > 0 ? (
        <>
          <Head level={3} className={styles.head} end={counted(article.copies.length + 1, 'article')}>
            Copies
          </Head>
          <CopyList
            articleId={article.articleId}
            onOpen={({ articleId }) => {
              selectArticle(articleId);
              goTo('read');
            }}
            onChanged={onGroupChanged}
          />
        </>
      ) : null}
      <Head
        level={3}
        className={styles.head}
        end={article.removed.length ? `${counted(article.removed.length, 'passage')} cut` : ''}
      >
        What is known
      </Head>
      <dl className={styles.facts}>
        {(Object.keys(fieldNames) as (keyof typeof fieldNames)[]).map((field) => {
          const { value, from } = article.metadata[field];
          return (
            <Fragment key={field}>
              <dt className="t3">{fieldNames[field]}</dt>
              <dd>
                {value === null ? (
                  <span className="t3">not found</span>
                ) : (
                  <Basis
                    title={fieldNames[field]}
                    rows={[
                      ['Rests on', from],
                      ['As stored', <bdi key="value">{value}</bdi>],
                      ...fieldAccuracyRows(field, from),
                    ]}
                  >
                    <bdi className={styles.fact}>{inWords(field, value)}</bdi>
                  </Basis>
                )}
              </dd>
            </Fragment>
          );
        })}
      </dl>
    </>
  );
}

function Hits({ article, text }: { article: Article; text: string }) {
  const { data } = useBackend('articles.hits', { articleId: article.articleId, text }, { keepPrevious: true });
  if (!data || data.total === 0) return null;
  return (
    <>
      <Head level={3} className={styles.head}>
        {counted(data.total, 'hit')} <span className="t2 regular">{text}</span>
      </Head>
      <ol className={styles.hits}>
        {data.hits.map((hit) => (
          <li key={hit.start}>
            <button
              type="button"
              className={styles.hit}
              onClick={() => {
                selectPlace(article.articleId, hit.start, hit.start);
                goTo('read');
              }}
            >
              <span className="num t3">¶ {hit.paragraph}</span>
              <span className="serif" dir={article.direction}>
                <Snippet text={hit.snippet} />
              </span>
            </button>
          </li>
        ))}
      </ol>
    </>
  );
}
