import { analyserRows, useAnalyser } from '../../app/useAnalyser.ts';
import { Basis, count, LinkButton, Popover, SourceName } from '../../ui/index.ts';
import { type BlockProps, Loaded } from './Extracts.tsx';
import { Extract, PlaceLink } from './Place.tsx';
import { Missing, Section } from './Section.tsx';
import styles from './Sections.module.css';
import type { Story } from './StoryHead.tsx';
import { LeanSwatch } from './Swatch.tsx';
import { showStoryArticles } from './show-articles.ts';
import { labelName, rateScale, type SignalPlace, signalRows } from './signals.ts';

const SHOWN = 10;
const WIDE = 62;

/** Loaded words and other techniques by source, for a thousand words each, with how sure that is. */
export function Signals(props: BlockProps & { story: Story }) {
  const analyser = useAnalyser('techniques');
  const { storyId, bySource } = props.story;
  const leans = new Map(bySource.map(({ sourceId, lean }) => [sourceId, lean]));
  return (
    <Section
      block="signals"
      title="Perspective signals"
      basis={
        <Basis
          title="Perspective signals"
          rows={analyserRows(analyser)}
          note="Suggestions, not verdicts. The line is the interval in which the true rate lies in 95 of 100 cases, were the words drawn at random: short texts have long lines."
        >
          {analyser ? `techniques ${analyser.version}` : 'techniques'}
        </Basis>
      }
    >
      <Loaded {...props}>
        {({ signals }) => {
          const rows = signalRows(signals);
          if (rows.length === 0)
            return (
              <Missing>
                {analyser && analyser.due > 0
                  ? 'Its articles have not been searched for techniques yet: look for stories again.'
                  : 'Its articles are in languages that the analyser of techniques does not know.'}
              </Missing>
            );
          const x = rateScale(rows.slice(0, SHOWN), WIDE);
          return (
            <>
              <table className={`${styles.signals} num`}>
                <thead>
                  <tr>
                    <th>Source</th>
                    <th>Loaded per 1,000</th>
                    <th>Strongest</th>
                    <th>Techniques</th>
                  </tr>
                </thead>
                <tbody>
                  {rows.slice(0, SHOWN).map((row) => (
                    <tr key={row.sourceId ?? 'none'}>
                      <th scope="row">
                        <LeanSwatch lean={leans.get(row.sourceId) ?? null} />
                        <span className="ell" title={row.source}>
                          <SourceName name={row.source || null} />
                        </span>
                      </th>
                      <td>
                        <span className={styles.rate}>
                          <svg width={WIDE} height={12} aria-hidden="true">
                            <line x1={0} x2={WIDE} y1={6.5} y2={6.5} className={styles.axis} />
                            <path className={styles.whisker} d={whisker(x(row.low), x(row.high), WIDE - 3)} />
                            <circle cx={x(row.rate)} cy={6.5} r={3} className={styles.point} />
                          </svg>
                          <Popover
                            label={`Loaded words in ${row.source}`}
                            trigger={<LinkButton className={styles.dotted!}>{row.rate.toFixed(1)}</LinkButton>}
                          >
                            <p>
                              {count(row.loaded)} in {count(row.words)} words of {count(row.articles)}{' '}
                              {row.articles === 1 ? 'article' : 'articles'}; between {row.low.toFixed(1)} and{' '}
                              {row.high.toFixed(1)} per 1,000.
                            </p>
                            {row.sourceId === null ? null : (
                              <LinkButton onPress={() => showStoryArticles([storyId], [row.sourceId!])}>
                                These articles in Triage
                              </LinkButton>
                            )}
                          </Popover>
                        </span>
                      </td>
                      <td>
                        {row.strongest.length > 0 ? (
                          <Popover
                            label={`Loaded words in ${row.source}`}
                            width={400}
                            trigger={
                              <LinkButton className={`${styles.words!} serif`}>
                                {row.strongest.map(({ text }) => text).join(', ')}
                              </LinkButton>
                            }
                          >
                            <Places places={row.strongest} of={row.loaded} />
                          </Popover>
                        ) : (
                          <span className="t3">none</span>
                        )}
                      </td>
                      <td>
                        {row.others.length > 0 ? (
                          <Popover
                            label={`Techniques in ${row.source}`}
                            width={400}
                            trigger={
                              <LinkButton className={styles.words!}>
                                {row.others.map(([label, n]) => `${labelName(label)} ${n}`).join(', ')}
                              </LinkButton>
                            }
                          >
                            <Places places={row.otherPlaces} of={row.others.reduce((sum, [, n]) => sum + n, 0)} />
                          </Popover>
                        ) : (
                          <span className="t3">none</span>
                        )}
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
              {rows.length > SHOWN ? (
                <p className="micro t3">{count(rows.length - SHOWN)} more sources with fewer words.</p>
              ) : null}
            </>
          );
        }}
      </Loaded>
    </Section>
  );
}

/** A line with caps; none where it goes on beyond the axis. */
const whisker = (low: number, high: number, end: number) =>
  `M${low} 6.5H${high < end ? high : end + 3}M${low} 3.5v6${high < end ? `M${high} 3.5v6` : ''}`;

/** Places of what was found, with the label and why; each opens its article there. */
function Places({ places, of }: { places: readonly SignalPlace[]; of: number }) {
  return (
    <>
      <ul className={styles.wordings}>
        {places.map((place) => (
          <li key={`${place.articleId} ${place.start} ${place.label}`}>
            <PlaceLink place={place} />
            <span className="t3 micro">
              {labelName(place.label)} {place.score.toFixed(2)}: {place.reason}
            </span>
            <Extract place={place} />
          </li>
        ))}
      </ul>
      {places.length < of ? (
        <p className="micro t3">{count(of - places.length)} more, the same words, in copies or less sure.</p>
      ) : null}
    </>
  );
}
