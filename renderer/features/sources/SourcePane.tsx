import type { SourceRow } from '../../../shared/contract/rooms/sources.ts';
import { openProfile } from '../../state/profile.ts';
import { counted, LinkButton, Segments, SourceName } from '../../ui/index.ts';
import { AboutSource, type AboutSourceProps } from './AboutSource.tsx';
import { CleaningRules } from './CleaningRules.tsx';
import { type SourcePart, setPart, useSourceChoice } from './choice.ts';
import styles from './Pane.module.css';
import { RatingsOfSource } from './RatingsOfSource.tsx';
import { showArticles } from './show-source.ts';

const parts: readonly { value: SourcePart; label: string }[] = [
  { value: 'about', label: 'About' },
  { value: 'ratings', label: 'Ratings' },
  { value: 'cleaning', label: 'Cleaning' },
];

/** All that is known about one source, beside the table. */
export function SourcePane({ source, ...about }: AboutSourceProps & { source: SourceRow }) {
  const part = useSourceChoice((choice) => choice.part);
  return (
    <section className={styles.pane} aria-label="About this source" data-source-pane>
      <div className={styles.title}>
        <h2 className="ell">
          <SourceName name={source.name} />
        </h2>
        <p className={`${styles.facts} small t2`}>
          <bdi>{source.domain ?? 'no domain known'}</bdi>
          <LinkButton onPress={() => showArticles([source.sourceId])}>{counted(source.articles, 'article')}</LinkButton>
          <LinkButton onPress={() => openProfile(source.sourceId)}>Open profile</LinkButton>
        </p>
      </div>
      <div className={styles.parts}>
        <Segments label="Shown" fill value={part} onChange={setPart} segments={parts} />
      </div>
      <div className={styles.body}>
        {part === 'cleaning' ? (
          <CleaningRules key={source.sourceId} source={source} />
        ) : (
          <div className={`${styles.scroll} scroll`}>
            {part === 'about' ? (
              <AboutSource key={source.sourceId} source={source} {...about} />
            ) : (
              <RatingsOfSource source={source} />
            )}
          </div>
        )}
      </div>
    </section>
  );
}
