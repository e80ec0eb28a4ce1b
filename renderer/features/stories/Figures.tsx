import { EqualNot } from 'lucide-react';
import type { StoryDisagreement } from '../../../shared/model/story-sections.ts';
import { Icon } from '../../ui/index.ts';
import { type BlockProps, Loaded, SectionBasis } from './Extracts.tsx';
import { mostGivenOf } from './figure-words.ts';
import { PlaceLink } from './Place.tsx';
import { Missing, Section } from './Section.tsx';
import styles from './Sections.module.css';
import { TakeOut } from './TakeOut.tsx';

/** Figures for the same thing that differ between sources. */
export function Figures(props: BlockProps) {
  return (
    <Section
      block="figures"
      title="Figures that disagree"
      basis={
        <SectionBasis
          sections={props.sections}
          title="Figures that disagree"
          rows={[
            [
              'Taken for',
              'figures with the same unit that count the same thing: in linked sentences, or, for a measure such as square miles, where two sources give figures of one order',
            ],
          ]}
        />
      }
    >
      <Loaded {...props}>
        {({ figures }) =>
          figures.length > 0 ? (
            <ul className={styles.figures}>
              {figures.map((one) => (
                <Disagreement
                  key={one.figures.map(({ figure }) => `${figure.articleId} ${figure.start}`).join()}
                  {...one}
                />
              ))}
            </ul>
          ) : (
            <Missing>No figures for the same thing differ between its sources.</Missing>
          )
        }
      </Loaded>
    </Section>
  );
}

function Disagreement({ counted, figures }: StoryDisagreement) {
  const most = mostGivenOf(figures.map(({ value }) => value));
  return (
    <li>
      <p className={styles.counted}>
        {counted || 'the same thing'} <TakeOut block="figures" what={figures[0]!.figure} />
      </p>
      <ul className={styles.values}>
        {figures.map(({ value, figure, sentence }) => (
          <li key={`${figure.articleId} ${figure.start}`} title={sentence.text}>
            {value === most ? null : <Icon of={EqualNot} size={14} className={styles.differs} />}
            <span className={`num serif ${value === most ? '' : styles.differs}`}>{figure.text}</span>
            <PlaceLink place={figure} />
          </li>
        ))}
      </ul>
    </li>
  );
}
