import { Brain, ListChecks } from 'lucide-react';
import type { LearnedCode } from '../../../shared/model/suggestion.ts';
import { Button, CodeSwatch, count, counted, dateInWords, Head, warnOf } from '../../ui/index.ts';
import { beginQueue } from '../suggestions/index.ts';
import styles from './Analysers.module.css';
import { learnedInWords } from './analyser-words.ts';

/** What was learned of a code, from what, how well, and the suggestions that came of it. */
export function AboutLearned(props: {
  learned: LearnedCode;
  name: string;
  color: number;
  hindered: string | undefined;
  onLearn(): void;
}) {
  const { learned, name } = props;
  const { codeId, examples, rejected, articles, needed, state, learnedAt, accuracy, open } = learned;
  return (
    <div className={`${styles.about} scroll`}>
      <Head className={styles.aboutHead}>
        <span className={styles.code}>
          <CodeSwatch color={props.color} />
          <bdi className="ell">{name}</bdi>
        </span>
      </Head>
      <p>
        A small classifier is trained on the passages this project coded with the code, and proposes passages in
        articles that lack it. Accepted suggestions and rejected ones teach it.
      </p>
      <dl className={styles.facts}>
        <div>
          <dt>State</dt>
          <dd>{learnedInWords(learned)}</dd>
        </div>
        <div>
          <dt>Examples</dt>
          <dd className="num">
            {counted(examples, 'coded passage')} in {counted(articles, 'article')}
            {rejected > 0 ? `, ${counted(rejected, 'rejected suggestion')}` : ''}; at least {count(needed.examples)} in{' '}
            {count(needed.articles)} are needed
          </dd>
        </div>
        <div>
          <dt>How good</dt>
          <dd className="num">
            {accuracy
              ? `F1 ${accuracy.f1.toFixed(2)}, precision ${accuracy.precision.toFixed(2)}, recall ${accuracy.recall.toFixed(2)}, by span; each article left out once, in ${counted(accuracy.folds, 'fold')}`
              : 'Measured when it is learned.'}
          </dd>
        </div>
        {learnedAt ? (
          <div>
            <dt>Learned</dt>
            <dd className="num">{dateInWords(learnedAt.slice(0, 10))}</dd>
          </div>
        ) : null}
        <div>
          <dt>Suggested</dt>
          <dd className="num">{open > 0 ? `${counted(open, 'suggestion')} open` : 'nothing open'}</dd>
        </div>
      </dl>
      <div className={styles.deeds}>
        <Button
          icon={ListChecks}
          disabled={open === 0 ? 'nothing is suggested' : undefined}
          onPress={() => void beginQueue(codeId, name).catch(warnOf)}
        >
          Go through suggestions
        </Button>
        <Button
          tone="quiet"
          icon={Brain}
          disabled={props.hindered ?? (state === 'too few' ? 'too little is coded with it' : undefined)}
          onPress={props.onLearn}
        >
          Learn now
        </Button>
      </div>
    </div>
  );
}
