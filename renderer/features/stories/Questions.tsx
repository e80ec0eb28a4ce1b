import { counted } from '../../ui/index.ts';
import { type BlockProps, Loaded, SectionBasis } from './Extracts.tsx';
import { PlaceLink } from './Place.tsx';
import { Missing, Section } from './Section.tsx';
import styles from './Sections.module.css';
import { TakeOut } from './TakeOut.tsx';

const kinds = {
  gap: 'coverage gap',
  figures: 'figures differ',
  'one source': 'one source only',
  'one side': 'one side only',
  quotations: 'one voice',
} as const;

/** What the story leaves open, each question built from a gap that can be looked at. */
export function Questions(props: BlockProps) {
  const n = props.sections?.questions.length ?? 0;
  return (
    <Section
      block="questions"
      title="Follow-up questions"
      basis={
        <SectionBasis
          sections={props.sections}
          title="Follow-up questions"
          rows={[
            [
              'Built from',
              'coverage gaps, figures that differ, claims that one source alone makes, statements of one side alone, and speakers whom nobody answers',
            ],
          ]}
        >
          from {counted(n, 'named gap')}
        </SectionBasis>
      }
    >
      <Loaded {...props}>
        {({ questions }) =>
          questions.length > 0 ? (
            <ol className={styles.questions}>
              {questions.map(({ kind, text, places: [place] }) => (
                <li key={text}>
                  <span>
                    {text} <TakeOut block="questions" what={{ text }} />
                  </span>
                  {place ? (
                    <PlaceLink place={place}>{kinds[kind]}</PlaceLink>
                  ) : (
                    <span className={`${styles.source} t3`}>{kinds[kind]}</span>
                  )}
                </li>
              ))}
            </ol>
          ) : (
            <Missing>No gap was found to ask about.</Missing>
          )
        }
      </Loaded>
    </Section>
  );
}
