import { goTo } from '../../app/rooms.ts';
import { Basis, count, counted, LinkButton, SourceName } from '../../ui/index.ts';
import styles from './Coverage.module.css';
import { Missing, Section } from './Section.tsx';
import type { Story } from './StoryHead.tsx';
import { LeanSwatch } from './Swatch.tsx';
import { showStoryArticles } from './show-articles.ts';
import { bandNames } from './story-words.ts';

/** Height of the longest bar, px. */
const HIGH = 112;
const NAMED = 4;
const LISTED = 15;

type Sources = Story['bySource'];

/** The story's sources by lean, with the whole corpus beside them; the unrated stand apart. */
export function Coverage({ story }: { story: Story }) {
  const { spectrum, baseline, bySource, storyId } = story;
  const known = bySource.filter(({ sourceId }) => sourceId !== null);
  const share = (n: number, of: number) => (of === 0 ? 0 : n / of);
  const highest = Math.max(
    ...spectrum.bands.map((n) => share(n, spectrum.rated)),
    ...baseline.bands.map((n) => share(n, baseline.rated)),
    share(spectrum.unrated, spectrum.rated + spectrum.unrated),
    0.01,
  );
  const height = (of: number) => Math.round((of / highest) * HIGH);
  const show = (sources: Sources) =>
    showStoryArticles(
      [storyId],
      sources.flatMap(({ sourceId }) => sourceId ?? []),
    );
  const unrated = known.filter(({ lean }) => lean === null);
  return (
    <Section
      block="coverage"
      title="Coverage by lean"
      beside={
        <>
          <span className={styles.legend}>
            <i className={styles.keyStory} />
            story, {count(spectrum.rated)} rated
          </span>
          <span className={styles.legend}>
            <i className={styles.keyCorpus} />
            corpus, {count(baseline.rated)} rated
          </span>
        </>
      }
      basis={
        <Basis
          title="Coverage by lean, an estimate"
          rows={[
            [
              'Rests on',
              'the ratings of the raters in this project; each source counts once, however much it published',
            ],
            ['Several raters', 'the middle of what they say; between two bands, the one nearer to the centre'],
            ['Corpus', 'the same shares over every source of this project that has articles'],
          ]}
        >
          estimate
        </Basis>
      }
    >
      {spectrum.rated === 0 ? (
        <Unrated sources={unrated} corpusRated={baseline.rated} onShow={show} />
      ) : (
        <ol className={styles.spectrum}>
          {bandNames.map((name, i) => {
            const sources = known.filter(({ lean }) => lean === i - 2);
            return (
              <li key={name}>
                <div className={styles.bars} aria-hidden="true">
                  <i
                    className={styles.story}
                    data-band={i + 1}
                    style={{ height: height(share(spectrum.bands[i]!, spectrum.rated)) }}
                  />
                  <i className={styles.corpus} style={{ height: height(share(baseline.bands[i]!, baseline.rated)) }} />
                </div>
                <p className={styles.band}>{name}</p>
                <p className={`${styles.counts} num`}>
                  {sources.length > 0 ? (
                    <LinkButton className={styles.number!} onPress={() => show(sources)}>
                      {count(spectrum.bands[i]!)} of {count(spectrum.rated)}
                    </LinkButton>
                  ) : (
                    <b className="strong">0 of {count(spectrum.rated)}</b>
                  )}{' '}
                  <span className="t3">
                    <span className="vh">, in the corpus </span>
                    {count(baseline.bands[i]!)} of {count(baseline.rated)}
                  </span>
                </p>
                <Names sources={sources} onShow={show} />
              </li>
            );
          })}
          <li className={styles.unrated}>
            <div className={styles.bars} aria-hidden="true">
              <i
                className={styles.story}
                data-band="none"
                style={{ height: height(share(spectrum.unrated, spectrum.rated + spectrum.unrated)) }}
              />
            </div>
            <p className={styles.band}>Unrated</p>
            <p className={`${styles.counts} num`}>
              {unrated.length > 0 ? (
                <LinkButton className={styles.number!} onPress={() => show(unrated)}>
                  {count(unrated.length)} more
                </LinkButton>
              ) : (
                <b className="strong">none</b>
              )}{' '}
              <span className="t3">
                <span className="vh">, in the corpus </span>
                {count(baseline.unrated)} more
              </span>
            </p>
            <Names sources={unrated} onShow={show} />
          </li>
        </ol>
      )}
    </Section>
  );
}

/** Sources by name where none of them has a lean: bands without anything in them would look like a finding. */
function Unrated(props: { sources: Sources; corpusRated: number; onShow(sources: Sources): void }) {
  const { sources, corpusRated } = props;
  if (sources.length === 0)
    return <Missing>The source of its articles is not known, so that nobody can rate it.</Missing>;
  return (
    <>
      <Missing>
        {sources.length === 1 ? 'Its only source is' : `All ${count(sources.length)} sources are`} unrated, so that
        there is no spectrum to show. {corpusRated > 0 ? `In the corpus ${count(corpusRated)} are rated. ` : ''}
        Parallax ships no ratings: give your own, or read in a list.{' '}
        <LinkButton onPress={() => goTo('sources')}>Rate sources</LinkButton>
      </Missing>
      <ul className={styles.list}>
        {sources.slice(0, LISTED).map((one) => (
          <li key={one.sourceId} className={styles.source}>
            <LeanSwatch lean={null} />
            <LinkButton className={`${styles.number} ell`} onPress={() => props.onShow([one])}>
              <SourceName name={one.source} />
            </LinkButton>
            <span className="t3 num">{counted(one.articles, 'article')}</span>
          </li>
        ))}
      </ul>
      {sources.length > LISTED ? (
        <p className="small t3">{count(sources.length - LISTED)} more sources have fewer articles.</p>
      ) : null}
    </>
  );
}

function Names({ sources, onShow }: { sources: Sources; onShow(sources: Sources): void }) {
  if (sources.length === 0) return <p className={`${styles.source} t3`}>none</p>;
  const more = sources.length - NAMED;
  const named = more > 1 ? sources.slice(0, NAMED) : sources;
  return (
    <ul>
      {named.map((one) => (
        <li key={one.sourceId} className={`${styles.source} ell`} title={one.source}>
          <SourceName name={one.source} />
        </li>
      ))}
      {more > 1 ? (
        <li className={styles.source}>
          <LinkButton onPress={() => onShow(sources.slice(NAMED))}>{count(more)} more</LinkButton>
        </li>
      ) : null}
    </ul>
  );
}
