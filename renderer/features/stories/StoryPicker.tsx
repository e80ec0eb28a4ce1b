import { Search } from 'lucide-react';
import { useDeferredValue, useState } from 'react';
import { Radio, RadioGroup } from 'react-aria-components';
import { useBackend } from '../../state/queries.ts';
import choices from '../../ui/Choice.module.css';
import { count, counted, Field, SkeletonRows } from '../../ui/index.ts';
import styles from './Choice.module.css';
import { spanInWords } from './story-words.ts';

const OFFERED = 50;

/** One of the other stories, found by the words of its title or topics. */
export function StoryPicker(props: {
  /** Not offered. */
  exceptId: string;
  value: string | null;
  onChange(storyId: string): void;
}) {
  const [text, setText] = useState('');
  const sought = useDeferredValue(text.trim());
  const { data } = useBackend('stories.list', { text: sought, count: OFFERED + 1 }, { keepPrevious: true });
  const offered = data?.rows.filter(({ storyId }) => storyId !== props.exceptId).slice(0, OFFERED);
  return (
    <>
      <Field
        label="Find a story"
        labelHidden
        icon={Search}
        placeholder="Title or topic"
        value={text}
        onChange={setText}
        autoFocus
      />
      {!offered ? (
        <SkeletonRows rows={6} />
      ) : offered.length === 0 ? (
        <p className="small t3">No other story has these words in its title or topics.</p>
      ) : (
        <RadioGroup
          aria-label="Story"
          value={props.value}
          onChange={props.onChange}
          className={`${styles.list} scroll`}
        >
          {offered.map(({ storyId, title, articles, firstDay, lastDay, isLocked }) => (
            <Radio key={storyId} value={storyId} isDisabled={isLocked} className={choices.choice!}>
              <i className={choices.dot} />
              <bdi className="ell">{title || 'Untitled story'}</bdi>
              <span className="small t2 num">
                {isLocked ? 'locked' : `${counted(articles, 'article')}, ${spanInWords(firstDay, lastDay)}`}
              </span>
            </Radio>
          ))}
        </RadioGroup>
      )}
      {data && data.total > OFFERED ? (
        <p className="small t3">
          The first {count(OFFERED)} of {count(data.total)}; type words to find others.
        </p>
      ) : null}
    </>
  );
}
