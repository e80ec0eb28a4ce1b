import type { StoryPlace } from '../../../shared/model/story-sections.ts';
import { LinkButton, SourceName } from '../../ui/index.ts';
import styles from './Sections.module.css';
import { readPlace } from './show-articles.ts';

/** The source of an extract; opens its article at the place. */
export function PlaceLink({ place, children }: { place: StoryPlace; children?: React.ReactNode }) {
  return (
    <LinkButton
      className={styles.source!}
      onPress={() => readPlace(place.articleId, place.start, place.end)}
      aria-label={children ? undefined : `${place.source || 'Unknown source'}: open at the place`}
    >
      {children ?? <SourceName name={place.source || null} />}
    </LinkButton>
  );
}

/** Words of a source, as they stand there. */
export function Extract({ place }: { place: StoryPlace }) {
  return (
    <q className={`${styles.extract} serif`} dir="auto">
      {place.text}
    </q>
  );
}
