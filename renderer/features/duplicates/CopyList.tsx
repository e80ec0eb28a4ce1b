import { Ellipsis } from 'lucide-react';
import { accuracy } from '../../../shared/model/accuracy.ts';
import { needsWriting } from '../../app/projects/projects.ts';
import { useBackend } from '../../state/queries.ts';
import {
  accuracyRows,
  Basis,
  DateText,
  ErrorState,
  IconButton,
  LinkButton,
  Menu,
  SkeletonRows,
  SourceName,
} from '../../ui/index.ts';
import styles from './CopyList.module.css';
import { makeHead, takeOut } from './changes.ts';
import { showDifference } from './difference-shown.ts';
import { type Copy, kindInWords } from './kinds.ts';

/** Everyone in the article's group, the head first, with what can be done about each. */
export function CopyList(props: {
  articleId: string;
  /** An article of the group is to be opened. */
  onOpen(copy: Copy): void;
  /** Before something opens over the page: closes what the list floats in. */
  onLeave?(): void;
  /** After the group was changed. */
  onChanged?(): void;
}) {
  const { articleId } = props;
  const { data, error, refetch } = useBackend('duplicates.members', { articleId });
  if (error) return <ErrorState inline error={error} onRetry={() => void refetch()} />;
  if (!data) return <SkeletonRows rows={3} />;
  const then = (done: Promise<unknown>) => void done.then((worked) => worked && props.onChanged?.());
  const locked = needsWriting() !== null;
  return (
    <>
      <ul className={styles.list} aria-label="Copies">
        {data.map((copy) => (
          <li key={copy.articleId} aria-current={copy.articleId === articleId || undefined}>
            <LinkButton
              className={styles.title!}
              disabled={copy.articleId === articleId}
              onPress={() => {
                props.onLeave?.();
                props.onOpen(copy);
              }}
            >
              <bdi className="ell">{copy.title || 'Untitled'}</bdi>
            </LinkButton>
            <span className={`${styles.about} t3 small`} title={copy.originalPath}>
              <SourceName name={copy.source} />
              <DateText value={copy.publishedAt} />
              <span className="t2 num">{kindInWords(copy)}</span>
            </span>
            <Menu
              label={`About the copy ${copy.title}`}
              trigger={
                <IconButton icon={Ellipsis} size="small" label={`About the copy ${copy.title}, ${copy.source}`} />
              }
              groups={[
                {
                  entries: [
                    {
                      id: 'difference',
                      label: 'What differs from this article',
                      disabled: copy.articleId === articleId,
                      run: () => {
                        props.onLeave?.();
                        showDifference(articleId, copy.articleId);
                      },
                    },
                  ],
                },
                {
                  entries: [
                    {
                      id: 'head',
                      label: 'Make it the head',
                      disabled: locked || copy.isHead,
                      run: () => then(makeHead(copy)),
                    },
                    {
                      id: 'out',
                      label: 'Take it out of the copies',
                      disabled: locked,
                      run: () => then(takeOut(copy)),
                    },
                  ],
                },
              ]}
            />
          </li>
        ))}
      </ul>
      <p className="t3 small">
        <Basis
          title="How copies are found"
          rows={[
            ['Analyser', `${accuracy.copies.analyser} ${accuracy.copies.version}`],
            ['Rests on', 'the same bytes, the same text, or most runs of words of the shorter text in the longer one'],
            ...accuracyRows('copies'),
          ]}
          note="Taking an article out of the copies keeps it out, also when copies are looked for again."
        >
          How copies are found
        </Basis>
      </p>
    </>
  );
}
