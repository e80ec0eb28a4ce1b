import type { ReactNode } from 'react';
import { Segments, Tools } from '../../ui/index.ts';
import styles from './Across.module.css';
import type { useAcross } from './across.ts';
import { AddArticle } from './CompareToolbar.tsx';
import { ViewChoice } from './ViewChoice.tsx';

/** What is set side by side, of which articles; filters of the view, and what it offers, at the end. */
export function AcrossToolbar(props: {
  across: ReturnType<typeof useAcross>;
  columns: number;
  onAdd(): void;
  children?: ReactNode;
  end?: ReactNode;
}) {
  const { story, isWhole, setWhole } = props.across;
  return (
    <Tools
      label="Comparison"
      end={
        <>
          {props.end}
          {isWhole ? null : <AddArticle columns={props.columns} onAdd={props.onAdd} />}
        </>
      }
    >
      <ViewChoice />
      {story ? (
        <Segments
          label="Articles"
          value={isWhole ? 'story' : 'these'}
          onChange={(value) => setWhole(value === 'story')}
          segments={[
            { value: 'these', label: `These ${props.columns}` },
            { value: 'story', label: 'Whole story' },
          ]}
        />
      ) : null}
      <span className={styles.filters}>{props.children}</span>
    </Tools>
  );
}
