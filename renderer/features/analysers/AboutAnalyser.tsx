import { Play } from 'lucide-react';
import type { AnalyserRow } from '../../../shared/model/finding.ts';
import { goTo } from '../../app/rooms.ts';
import { Button, count, counted, Head, LinkButton } from '../../ui/index.ts';
import styles from './Analysers.module.css';
import { foundInWords, languagesInWords } from './analyser-words.ts';
import { SettingField } from './SettingField.tsx';

/** What an analyser does, how good it is, what it has looked at, and what can be set of it. */
export function AboutAnalyser(props: { analyser: AnalyserRow; hindered: string | undefined; onRun(): void }) {
  const { analyser, hindered } = props;
  const { name, title, version, explanation, languages, accuracy, done, due, unknownLanguage, settings, values } =
    analyser;
  const found = foundInWords(analyser);
  return (
    <div className={`${styles.about} scroll`}>
      <Head className={styles.aboutHead} end={<span className="t3">version {version}</span>}>
        {title}
      </Head>
      <p>{explanation}</p>
      <dl className={styles.facts}>
        <div>
          <dt>How good</dt>
          <dd>
            {accuracy.length === 0 ? (
              'Not measured.'
            ) : (
              <>
                <ul>
                  {accuracy.map(({ measure, value }) => (
                    <li key={measure}>
                      {measure} <span className="num med">{value.toFixed(3)}</span>
                    </li>
                  ))}
                </ul>
                <span className="t2">on {accuracy[0]!.data}</span>
              </>
            )}
          </dd>
        </div>
        <div>
          <dt>Knows</dt>
          <dd>{languagesInWords(languages)}</dd>
        </div>
        <div>
          <dt>Looked at</dt>
          <dd className="num">
            {counted(done, 'article')}
            {due > 0 ? `, ${count(due)} to go` : ''}
            {unknownLanguage > 0 ? `; ${count(unknownLanguage)} in a language it does not know` : ''}
          </dd>
        </div>
        {found ? (
          <div>
            <dt>Found</dt>
            <dd className="num">{found}</dd>
          </div>
        ) : null}
      </dl>
      {analyser.isRun ? (
        <div className={styles.deeds}>
          <Button
            icon={Play}
            keys="R"
            disabled={hindered ?? (due === 0 ? 'it is up to date' : undefined)}
            onPress={props.onRun}
          >
            Run it
          </Button>
        </div>
      ) : null}
      {settings.length > 0 ? (
        <section className={styles.settings} aria-label={`Settings of ${title}`}>
          <Head level={3} className={styles.aboutHead}>
            Settings
          </Head>
          <p className="t3 small">
            A change makes every article due for this analyser alone. What it found before stays until it is run.
          </p>
          {settings.map((setting) => (
            <SettingField key={setting.name} analyser={name} setting={setting} value={values[setting.name]!} />
          ))}
        </section>
      ) : null}
      {name === 'stories' ? (
        <p className="small">
          The rule for coverage gaps is set where a gap is shown.{' '}
          <LinkButton onPress={() => goTo('stories')}>Go to Stories</LinkButton>
        </p>
      ) : null}
    </div>
  );
}
