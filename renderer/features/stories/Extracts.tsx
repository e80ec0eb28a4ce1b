import type { AppError } from '../../../shared/contract/errors.ts';
import type { StoryPlace, StorySections, StoryStatement } from '../../../shared/model/story-sections.ts';
import { Basis, count, counted, ErrorState, LinkButton, Popover, SkeletonRows } from '../../ui/index.ts';
import { Extract, PlaceLink } from './Place.tsx';
import { Missing, Section } from './Section.tsx';
import styles from './Sections.module.css';
import { TakeOut } from './TakeOut.tsx';

export interface BlockProps {
  sections: StorySections | undefined;
  error: AppError | null;
  retry(): void;
}

/** Analyser, version and what was read, as every block of the page says it. */
export function SectionBasis({
  sections,
  title,
  rows = [],
  children,
}: {
  sections: StorySections | undefined;
  title: string;
  rows?: readonly (readonly [string, string])[];
  children?: React.ReactNode;
}) {
  if (!sections) return null;
  const { analyser, version, explanation, articles, of } = sections.basis;
  return (
    <Basis
      title={title}
      rows={[
        ['Analyser', `${analyser} ${version}`],
        ...rows,
        [
          'Read',
          articles < of
            ? `${count(articles)} of ${counted(of, 'text')}, of each source one first`
            : counted(of, 'text'),
        ],
      ]}
      note={explanation}
    >
      {children ?? `${analyser} ${version}`}
    </Basis>
  );
}

/** The content of a block once it is there; else that it is on its way, or why it is not. */
export function Loaded({
  sections,
  error,
  retry,
  children,
}: BlockProps & { children(sections: StorySections): React.ReactNode }) {
  if (error && !sections) return <ErrorState inline error={error} onRetry={retry} />;
  return sections ? children(sections) : <SkeletonRows rows={3} height={22} />;
}

/** What happened, and why it matters: sentences of the articles, word for word. */
export function Happened(props: BlockProps) {
  const { sections } = props;
  const sentences = (what: 'happened' | 'matters', found: StorySections) => (
    <ol className={styles.sentences}>
      {found[what].map((sentence) => (
        <li key={`${sentence.articleId} ${sentence.start}`}>
          <Extract place={sentence} /> <PlaceLink place={sentence} />{' '}
          {sentence.putIn ? <span className="micro t3">put in by {sentence.putIn.coder}</span> : null}{' '}
          <TakeOut block={what} what={sentence} />
        </li>
      ))}
    </ol>
  );
  return (
    <>
      <Section
        block="happened"
        title="What happened"
        basis={
          <SectionBasis
            sections={sections}
            title="What happened"
            rows={[['Taken for', 'standing early in an article, and being said by most other sources']]}
          />
        }
      >
        <Loaded {...props}>
          {(found) =>
            found.happened.length > 0 ? (
              sentences('happened', found)
            ) : (
              <Missing>
                No sentence stands early enough in an article and is shared by enough others to be taken.
              </Missing>
            )
          }
        </Loaded>
      </Section>
      <Section
        block="matters"
        title="Why it matters"
        basis={
          <SectionBasis
            sections={sections}
            title="Why it matters"
            rows={[['Taken for', 'words that name a consequence: as a result, at stake, for the first time']]}
          />
        }
      >
        <Loaded {...props}>
          {(found) =>
            found.matters.length > 0 ? (
              sentences('matters', found)
            ) : (
              <Missing>No sentence of its articles names a consequence in words that the rule knows.</Missing>
            )
          }
        </Loaded>
      </Section>
    </>
  );
}

/** Sources that say a statement, each opening its own wording; the rest in a popover. */
function SaidBy({ statement, block }: { statement: StoryStatement; block: 'commonGround' | 'onlyOneSide' }) {
  const places: StoryPlace[] = [];
  for (const place of [statement.said, ...statement.alsoBy])
    if (!places.some(({ source }) => source === place.source)) places.push(place);
  const more = places.length - 3;
  return (
    <p className={styles.saidBy}>
      {places.slice(0, more > 1 ? 3 : places.length).map((place) => (
        <PlaceLink key={place.articleId} place={place} />
      ))}
      <Popover
        label="How each source says it"
        width={400}
        trigger={<LinkButton className={styles.source!}>{more > 1 ? `${count(more)} more` : 'wordings'}</LinkButton>}
      >
        <ul className={styles.wordings}>
          {[statement.said, ...statement.alsoBy].map((place) => (
            <li key={`${place.articleId} ${place.start}`}>
              <PlaceLink place={place} />
              {'kind' in place ? (
                <span className="t3 micro">{place.kind === 'same' ? 'same words' : 'reworded'}</span>
              ) : null}
              <Extract place={place} />
            </li>
          ))}
        </ul>
      </Popover>
      <TakeOut block={block} what={statement.said} />
    </p>
  );
}

/** Statements that two or more sources make. */
export function CommonGround(props: BlockProps) {
  return (
    <Section
      block="commonGround"
      title="Common ground"
      basis={
        <SectionBasis
          sections={props.sections}
          title="Common ground"
          rows={[
            [
              'Taken for',
              'the same or a reworded sentence in two or more different sources; those that copied one another count once',
            ],
          ]}
        >
          2 or more sources
        </SectionBasis>
      }
    >
      <Loaded {...props}>
        {({ commonGround }) =>
          commonGround.length > 0 ? (
            <ol className={styles.sentences}>
              {commonGround.slice(0, 6).map((statement) => (
                <li key={`${statement.said.articleId} ${statement.said.start}`}>
                  <Extract place={statement.said} />
                  <SaidBy statement={statement} block="commonGround" />
                </li>
              ))}
            </ol>
          ) : (
            <Missing>
              No statement was found in two sources. Copies of one text, and sources that copied one another, count as
              one.
            </Missing>
          )
        }
      </Loaded>
    </Section>
  );
}

const sideNames = { left: 'Left of centre', centre: 'Centre', right: 'Right of centre' } as const;
const missingNames = { left: 'on the left', centre: 'in the centre', right: 'on the right' } as const;
const SIDED = 4;

/** The outer sides before the centre, and each side's turn by turn, so that a talkative one leaves room for the other. */
function sidesApart(found: StorySections['onlyOneSide']): StorySections['onlyOneSide'] {
  const of = (wanted: string) => found.filter(({ side }) => side === wanted);
  const [left, right] = [of('left'), of('right')];
  const outer = Array.from({ length: Math.max(left.length, right.length) }, (_, i) => [left[i], right[i]]).flat();
  return [...outer.filter((one) => one !== undefined), ...of('centre')];
}

/** What two or more sources of one side say, and none of another. */
export function OneSide(props: BlockProps) {
  return (
    <Section
      block="onlyOneSide"
      title="Only one side reports"
      basis={
        <SectionBasis
          sections={props.sections}
          title="Only one side reports"
          rows={[
            [
              'Taken for',
              'said by two or more sources of one side, and found in none of another side that covers the story',
            ],
          ]}
        />
      }
    >
      <Loaded {...props}>
        {({ onlyOneSide }) =>
          onlyOneSide.length > 0 ? (
            <ol className={styles.sentences}>
              {sidesApart(onlyOneSide)
                .slice(0, SIDED)
                .map(({ side, missing, statement }) => (
                  <li key={`${statement.said.articleId} ${statement.said.start}`}>
                    <p className={styles.side}>
                      {sideNames[side]}
                      <span className="t3">, not {missing.map((one) => missingNames[one]).join(' or ')}</span>
                    </p>
                    <Extract place={statement.said} />
                    <SaidBy statement={statement} block="onlyOneSide" />
                  </li>
                ))}
            </ol>
          ) : (
            <Missing>
              Nothing that two rated sources of one side say is missing from another side that covers the story.
            </Missing>
          )
        }
      </Loaded>
    </Section>
  );
}
