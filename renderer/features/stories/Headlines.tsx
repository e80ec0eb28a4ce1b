import type { StoryMember } from '../../../shared/model/story.ts';
import { ArticleTitle, counted, dateInWords, LinkButton, SkeletonRows, SourceName } from '../../ui/index.ts';
import { Section } from './Section.tsx';
import styles from './Sections.module.css';
import type { Story } from './StoryHead.tsx';
import { readPlace } from './show-articles.ts';

const SHOWN = 8;

/** How each source heads it: the first article of each, no copies. */
export function Headlines(props: { story: Story; members: readonly StoryMember[] | undefined; onAll(): void }) {
  const firsts: StoryMember[] = [];
  for (const member of props.members ?? [])
    if (member.copyOf === null && !firsts.some(({ sourceId }) => sourceId === member.sourceId)) firsts.push(member);
  return (
    <Section
      block="headlines"
      title="Headlines"
      basis={
        <LinkButton onPress={props.onAll}>
          {props.story.articles > 1 ? 'all ' : ''}
          {counted(props.story.articles, 'article')}
        </LinkButton>
      }
    >
      {props.members ? (
        <ol className={styles.headlines}>
          {firsts.slice(0, SHOWN).map((member) => (
            <li key={member.articleId}>
              <LinkButton className={styles.headline!} onPress={() => readPlace(member.articleId, 0, 0)}>
                <ArticleTitle title={member.title} language={member.language} direction={member.direction} wrap />
              </LinkButton>
              <span className={`${styles.by} num`}>
                <SourceName name={member.source || null} />
                {member.publishedAt ? `, ${dateInWords(member.publishedAt)}` : ''}
              </span>
            </li>
          ))}
        </ol>
      ) : (
        <SkeletonRows rows={4} height={22} />
      )}
    </Section>
  );
}
