import { counted } from '../../ui/index.ts';
import { type BlockProps, Loaded, SectionBasis } from './Extracts.tsx';
import { PlaceLink } from './Place.tsx';
import { Missing, Section } from './Section.tsx';
import styles from './Sections.module.css';

const kinds = { gap: 'coverage gap', figures: 'figures differ', 'one source': 'one source only' } as const;

/** What the story leaves open, each question built from a gap that can be looked at. */
export function Questions(props: BlockProps) {
  const n = props.sections?.questions.length ?? 0;
  return (
    <Section
      title="Follow-up questions"
      basis={
        <SectionBasis
          sections={props.sections}
          title="Follow-up questions"
          rows={[['Built from', 'coverage gaps, figures that differ, and statements of one source alone']]}
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
                  <span>{text}</span>
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
