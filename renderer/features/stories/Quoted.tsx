import { analyserRows, useAnalyser } from '../../app/useAnalyser.ts';
import { Basis, count, LinkButton, Popover, SourceName } from '../../ui/index.ts';
import { type BlockProps, Loaded } from './Extracts.tsx';
import { Extract, PlaceLink } from './Place.tsx';
import { quotedMatrix } from './quoted-matrix.ts';
import { Missing, Section } from './Section.tsx';
import styles from './Sections.module.css';
import type { Story } from './StoryHead.tsx';
import { LeanSwatch } from './Swatch.tsx';
import { TakeOut } from './TakeOut.tsx';

const SPEAKERS = 5;
const SOURCES = 8;

/** Who is quoted by whom: sources down, speakers across. */
export function Quoted(props: BlockProps & { story: Story }) {
  const analyser = useAnalyser('quotations');
  const leans = new Map(props.story.bySource.map(({ sourceId, lean }) => [sourceId, lean]));
  return (
    <Section
      block="quoted"
      title="Who is quoted by whom"
      basis={
        <Basis title="Who is quoted by whom" rows={analyserRows(analyser)} note={analyser?.explanation}>
          {analyser ? `quotations ${analyser.version}` : 'quotations'}
        </Basis>
      }
    >
      <Loaded {...props}>
        {({ quoted }) => {
          const { speakers, rows, more } = quotedMatrix(quoted, SPEAKERS, SOURCES);
          if (speakers.length === 0)
            return (
              <Missing>
                {analyser && analyser.due > 0
                  ? 'Its articles have not been searched for quotations yet: look for stories again.'
                  : 'No quotation with a named speaker was found in its articles.'}
              </Missing>
            );
          return (
            <>
              <table className={`${styles.matrix} num`}>
                <thead>
                  <tr>
                    <th>
                      <span className="vh">Source</span>
                    </th>
                    {speakers.map(({ name, quotations, places }) => (
                      <th key={name} title={name}>
                        <Popover
                          label={`Quotations of ${name}`}
                          width={400}
                          trigger={<LinkButton className={styles.speaker!}>{name.split(' ').at(-1)}</LinkButton>}
                        >
                          <p className="strong">
                            <bdi>{name}</bdi>, {count(quotations)} quoted{' '}
                            <TakeOut block="quoted" what={{ text: name }} />
                          </p>
                          <ul className={styles.wordings}>
                            {places.map((place) => (
                              <li key={`${place.articleId} ${place.start}`}>
                                <PlaceLink place={place} />
                                <Extract place={place} />
                              </li>
                            ))}
                          </ul>
                        </Popover>
                      </th>
                    ))}
                  </tr>
                </thead>
                <tbody>
                  {rows.map(({ sourceId, source, cells }) => (
                    <tr key={sourceId ?? 'none'}>
                      <th scope="row">
                        <LeanSwatch lean={leans.get(sourceId) ?? null} />
                        <span className="ell" title={source}>
                          <SourceName name={source || null} />
                        </span>
                      </th>
                      {cells.map((n, i) => {
                        const speaker = speakers[i]!;
                        return (
                          <td key={speaker.name}>
                            {n === 0 ? (
                              <span className="t3">·</span>
                            ) : (
                              <Popover
                                label={`${speaker.name} in ${source}`}
                                width={400}
                                trigger={
                                  <LinkButton className={styles.cell!} data-n={Math.min(n, 6)}>
                                    {count(n)}
                                  </LinkButton>
                                }
                              >
                                <QuotedHere places={speaker.places.filter((one) => one.sourceId === sourceId)} n={n} />
                              </Popover>
                            )}
                          </td>
                        );
                      })}
                    </tr>
                  ))}
                </tbody>
              </table>
              {more > 0 ? <p className="micro t3">{count(more)} more speakers or sources are quoted less.</p> : null}
            </>
          );
        }}
      </Loaded>
    </Section>
  );
}

function QuotedHere({ places, n }: { places: readonly Parameters<typeof Extract>[0]['place'][]; n: number }) {
  return (
    <>
      <ul className={styles.wordings}>
        {places.map((place) => (
          <li key={`${place.articleId} ${place.start}`}>
            <PlaceLink place={place} />
            <Extract place={place} />
          </li>
        ))}
      </ul>
      {places.length < n ? <p className="micro t3">{count(n - places.length)} more are not listed here.</p> : null}
    </>
  );
}
