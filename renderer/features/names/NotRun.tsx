import type { AnalyserRow } from '../../../shared/model/finding.ts';
import { useAnalysis } from '../../app/useAnalysis.ts';
import { Button } from '../../ui/index.ts';
import styles from './Names.module.css';

/** Says that an analyser has not run over these articles, with the button that runs it. */
export function NotRun({ analyser, what }: { analyser: AnalyserRow | undefined; what: string }) {
  const { job, hindered, start } = useAnalysis();
  const isUnknown = analyser !== undefined && analyser.due === 0;
  return (
    <p className={`${styles.nothing} small t3`}>
      {isUnknown
        ? `The analyser does not know the languages of these articles: no ${what}.`
        : `These articles have not been searched for ${what} yet.`}{' '}
      {isUnknown ? null : (
        <Button disabled={hindered} onPress={start}>
          {job ? 'The analysers are running' : 'Run the analysers'}
        </Button>
      )}
    </p>
  );
}
