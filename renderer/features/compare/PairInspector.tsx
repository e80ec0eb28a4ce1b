import { Scale } from 'lucide-react';
import type { Article } from '../../../shared/model/article.ts';
import type { Claim } from '../../../shared/model/claim.ts';
import { Basis, Button, count, Head } from '../../ui/index.ts';
import { figuresIn } from './layers.ts';
import styles from './PairInspector.module.css';
import { RelationSign, relationMeanings, relationNames } from './RelationSign.tsx';
import { type Alignment, isInAll, type Step } from './steps.ts';
import { type FigureDifference, figureDifferences, runsOf } from './words.ts';

const twoDecimals = new Intl.NumberFormat('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
const oneDecimal = new Intl.NumberFormat('en-US', { maximumFractionDigits: 1 });

/** The pair that is looked at, in words: both sentences, what differs, what the match rests on, and a claim of it. */
export function PairInspector(props: {
  alignment: Alignment;
  articles: readonly Article[];
  step: Step | null;
  /** The claim that this pair is recorded as. */
  claim: Claim | undefined;
  locked: string | undefined;
  onRecord(): void;
  onOpenClaim(claim: Claim): void;
}) {
  const { alignment, articles, step, claim } = props;
  const columns = articles.length;
  if (!step) {
    return (
      <section className={styles.inspector} aria-label="Selected pair">
        <p className={styles.none}>None of these articles has sentences to compare.</p>
      </section>
    );
  }
  const [pair] = step.pairs;
  const differences = columns === 2 ? figureDifferences(pair?.figures ?? null) : [];
  const about = differences[0]?.a.unit || differences[0]?.b.unit;
  return (
    <section className={styles.inspector} aria-label="Selected pair">
      <Head className={styles.head} end={<MatchBasis alignment={alignment} step={step} />}>
        <span className={styles.name}>
          <RelationSign relation={step.relation} />
          {relationNames[step.relation]}
          {about ? <bdi className="t2 regular">{about}</bdi> : null}
          <span className="narrow t2 regular num">
            {differences[0] ? inWords(differences[0]) : meaningOf(step, articles)}
          </span>
          {columns > 2 ? <span className="wide t2 regular num">{meaningOf(step, articles)}</span> : null}
        </span>
      </Head>
      <div className={styles.pair} data-columns={columns} aria-live="polite">
        {articles.map((article, column) => (
          <Sentence key={article.articleId} {...props} step={step} column={column} />
        ))}
        <dl className={`${styles.facts} num wide`} hidden={columns > 2}>
          {differences.length > 0 ? (
            <>
              <dt>Difference</dt>
              <dd>
                {differences.slice(0, 2).map((difference) => (
                  <div key={difference.a.start}>{inWords(difference)}</div>
                ))}
              </dd>
            </>
          ) : null}
          <dt>Means</dt>
          <dd>{meaningOf(step, articles)}</dd>
        </dl>
        <div className={styles.acts}>
          {claim ? (
            <Button icon={Scale} onPress={() => props.onOpenClaim(claim)}>
              Claim {claim.number}
            </Button>
          ) : (
            <Button icon={Scale} keys="Q" disabled={props.locked} onPress={props.onRecord}>
              Record claim
            </Button>
          )}
        </div>
      </div>
    </section>
  );
}

/** `30,000, left 12.5 % higher` */
function inWords({ a, b, absolute, share, higher }: FigureDifference): string {
  const side = higher === 'a' ? 'left' : 'right';
  const number = Number.isInteger(absolute) ? count(absolute) : twoDecimals.format(absolute).replace(/0$/, '');
  const figure = a.unit === b.unit ? `${number} ${a.unit}`.trim() : number;
  return share === null ? `${figure}, ${side} higher` : `${figure}, ${side} ${oneDecimal.format(share * 100)} % higher`;
}

/** What the relation says of these columns. */
function meaningOf(step: Step, articles: readonly Article[]): string {
  const columns = articles.length;
  if (columns === 2) return relationMeanings[step.relation];
  const saying = step.at.filter((index) => index !== null).length;
  if (step.relation === 'only') return 'No sentence of the other articles says this.';
  const who = isInAll(step) ? `All ${columns}` : `${count(saying)} of ${columns}`;
  return {
    same: `${who} print this sentence word for word.`,
    reworded: `${who} say this, in words of their own.`,
    differs: `${who} say this, with figures that disagree.`,
  }[step.relation];
}

function MatchBasis({ alignment, step }: { alignment: Alignment; step: Step }) {
  const { analyser, version, note } = alignment.basis;
  const { pairs } = step;
  const [first] = pairs;
  const scores = pairs.map(({ score }) => score);
  const range = [...new Set([Math.min(...scores), Math.max(...scores)].map((score) => twoDecimals.format(score)))];
  return (
    <Basis
      title={first ? 'Why these sentences are linked' : 'Why this sentence stands alone'}
      rows={[
        ['Analyser', `${analyser}, version ${version}`],
        [
          'Rests on',
          first
            ? pairs.length === 1
              ? `${count(first.shared.a.length)} stretches of words that both sentences have`
              : `${count(pairs.length)} links between these sentences`
            : 'No sentence of another article is alike enough.',
        ],
        ...(first ? [['How good', `Likeness ${range.join(' to ')} of 1.00`] as const] : []),
      ]}
      note={note}
    >
      {first ? `alignment ${range.join('–')}` : 'no match'} · version {version}
    </Basis>
  );
}

function Sentence(props: { alignment: Alignment; articles: readonly Article[]; step: Step; column: number }) {
  const { step, column, alignment } = props;
  const article = props.articles[column]!;
  const spans = step.sentences[column]!.flatMap((index) => alignment.articles[column]!.sentences[index] ?? []);
  const isSeveral = props.articles.length > 2;
  const source = article.metadata.source.value;
  if (spans.length === 0) {
    return <p className={styles.absent}>{source ? <bdi>{source}</bdi> : 'The other article'} has no such sentence.</p>;
  }
  const shared = step.pairs.flatMap(({ left, right, shared: both }) =>
    left === column ? both.a : right === column ? both.b : [],
  );
  const figures = figuresIn(step.pairs, column);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a long sentence is scrolled by keyboard
    <div className={`${styles.sentence} scroll`} tabIndex={0} role="group" aria-label={source ?? 'Article'}>
      {isSeveral ? <span className={`${styles.by} ell`}>{source ? <bdi>{source}</bdi> : 'No source'}</span> : null}
      {spans.map((span) => (
        <p
          key={span.start}
          className="serif"
          lang={article.metadata.language.value ?? undefined}
          dir={article.direction}
        >
          {(step.relation === 'same' || step.relation === 'only'
            ? [{ text: article.text.slice(span.start, span.end), kind: 'shared' as const, start: span.start }]
            : runsOf(article.text, span, shared, figures)
          ).map((run) =>
            run.kind === 'shared' ? (
              <span key={run.start}>{run.text}</span>
            ) : run.kind === 'figure' ? (
              <b key={run.start} className={styles.figure}>
                {run.text}
              </b>
            ) : (
              <span key={run.start} className={styles.own}>
                {run.text}
              </span>
            ),
          )}
        </p>
      ))}
    </div>
  );
}
