import { Scale } from 'lucide-react';
import type { Article } from '../../../shared/model/article.ts';
import type { Claim } from '../../../shared/model/claim.ts';
import { Basis, Button, count, Head } from '../../ui/index.ts';
import styles from './PairInspector.module.css';
import { RelationSign, relationMeanings, relationNames } from './RelationSign.tsx';
import type { Alignment, Side, Step } from './steps.ts';
import { type FigureDifference, figureDifferences, runsOf } from './words.ts';

const twoDecimals = new Intl.NumberFormat('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
const oneDecimal = new Intl.NumberFormat('en-US', { maximumFractionDigits: 1 });

/** The pair that is looked at, in words: both sentences, what differs, what the match rests on, and a claim of it. */
export function PairInspector(props: {
  alignment: Alignment;
  articles: Record<Side, Article>;
  step: Step | null;
  /** The claim that this pair is recorded as. */
  claim: Claim | undefined;
  locked: string | undefined;
  onRecord(): void;
  onOpenClaim(claim: Claim): void;
}) {
  const { alignment, step, claim } = props;
  if (!step) {
    return (
      <section className={styles.inspector} aria-label="Selected pair">
        <p className={styles.none}>Neither article has sentences to compare.</p>
      </section>
    );
  }
  const differences = figureDifferences(step.pair?.figures ?? null);
  const about = differences[0]?.a.unit || differences[0]?.b.unit;
  return (
    <section className={styles.inspector} aria-label="Selected pair">
      <Head className={styles.head} end={<MatchBasis alignment={alignment} step={step} />}>
        <span className={styles.name}>
          <RelationSign relation={step.relation} />
          {relationNames[step.relation]}
          {about ? <bdi className="t2 regular">{about}</bdi> : null}
          <span className="narrow t2 regular num">
            {differences[0] ? inWords(differences[0]) : relationMeanings[step.relation]}
          </span>
        </span>
      </Head>
      <div className={styles.pair} aria-live="polite">
        <Sentence {...props} step={step} side="a" />
        <Sentence {...props} step={step} side="b" />
        <dl className={`${styles.facts} num wide`}>
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
          <dd>{relationMeanings[step.relation]}</dd>
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

function MatchBasis({ alignment, step }: { alignment: Alignment; step: Step }) {
  const { analyser, version, note } = alignment.basis;
  const { pair } = step;
  return (
    <Basis
      title={pair ? 'Why these two sentences are linked' : 'Why this sentence stands alone'}
      rows={[
        ['Analyser', `${analyser}, version ${version}`],
        [
          'Rests on',
          pair
            ? `${count(pair.shared.a.length)} stretches of words that both sentences have`
            : 'No sentence of the other article is alike enough.',
        ],
        ...(pair ? [['How good', `Similarity ${twoDecimals.format(pair.score)} of 1.00`] as const] : []),
      ]}
      note={note}
    >
      {pair ? `alignment ${twoDecimals.format(pair.score)}` : 'no match'} · version {version}
    </Basis>
  );
}

function Sentence(props: { alignment: Alignment; articles: Record<Side, Article>; step: Step; side: Side }) {
  const { step, side, alignment } = props;
  const article = props.articles[side];
  const index = step[side];
  const span = index === null ? undefined : alignment[side].sentences[index];
  if (!span) {
    return (
      <p className={styles.absent}>
        {article.metadata.source.value ? <bdi>{article.metadata.source.value}</bdi> : 'The other article'} has no such
        sentence.
      </p>
    );
  }
  const { pair } = step;
  const plain = [{ text: article.text.slice(span.start, span.end), kind: 'shared' as const, start: span.start }];
  const runs =
    pair && pair.kind !== 'same' ? runsOf(article.text, span, pair.shared[side], pair.figures?.[side] ?? []) : plain;
  return (
    <p
      className={`${styles.sentence} serif scroll`}
      lang={article.metadata.language.value ?? undefined}
      dir={article.direction}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a long sentence is scrolled by keyboard
      tabIndex={0}
    >
      {runs.map((run) =>
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
  );
}
