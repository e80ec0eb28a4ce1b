import { firstStrongDirection } from '../../../shared/text/direction.ts';
import type { AppInfo } from '../../state/session.ts';
import { ArticleTitle, counted, Head, languageName, SourceName } from '../../ui/index.ts';
import styles from './StartScreen.module.css';

/** What the sample corpus holds, so that a lecturer knows before opening it. */
export function SampleContents({ sample }: { sample: NonNullable<AppInfo['sampleCorpus']> }) {
  const facts: [string, string][] = [
    [counted(sample.outlets, 'outlet'), 'of different leanings and manners'],
    [counted(sample.stories, 'story', 'stories'), 'told by several outlets each'],
    [counted(sample.figures, 'figure'), 'that disagree between sources'],
    [counted(sample.languages.length, 'language'), sample.languages.map(languageName).join(', ')],
  ];
  return (
    <>
      <Head end={`${sample.showcase.length} of ${sample.articles}`} className={styles.rightHead}>
        In the sample corpus
      </Head>
      <table className={`${styles.showcase} num`}>
        <tbody>
          {sample.showcase.map((article) => (
            <tr key={article.title}>
              <td>
                <ArticleTitle
                  title={article.title}
                  language={null}
                  direction={firstStrongDirection(article.title) ?? 'ltr'}
                />
              </td>
              <td>
                <SourceName name={article.source} />
              </td>
              <td>{article.kind}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <Head className={styles.planted}>Planted on purpose</Head>
      <dl className={`${styles.facts} num`}>
        {facts.map(([term, description]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{description}</dd>
          </div>
        ))}
      </dl>
      <p className="t3 small">Places, outlets and people are invented.</p>
    </>
  );
}
