import styles from './AnnotationCard.module.css';
import { blocksOfMemo, type Inline } from './markdown.ts';

/** A memo as it reads: its Markdown shown, nothing of it taken for HTML. */
export function MemoText({ memo }: { memo: string }) {
  return (
    <div className={styles.memo} dir="auto">
      {blocksOfMemo(memo).map((block, index) => {
        const key = `${index} ${block.kind}`;
        if (block.kind === 'list') {
          const items = block.items.map((parts, n) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: lines of a memo have no other name
            <li key={n}>
              <Parts parts={parts} />
            </li>
          ));
          return block.isNumbered ? <ol key={key}>{items}</ol> : <ul key={key}>{items}</ul>;
        }
        if (block.kind === 'quote')
          return (
            <blockquote key={key}>
              <Parts parts={block.parts} />
            </blockquote>
          );
        return (
          <p key={key} className={block.kind === 'heading' ? 'med' : undefined}>
            <Parts parts={block.parts} />
          </p>
        );
      })}
    </div>
  );
}

function Parts({ parts }: { parts: readonly Inline[] }) {
  // biome-ignore lint/suspicious/noArrayIndexKey: parts of a memo have no other name
  return parts.map((part, index) => <Part key={index} part={part} />);
}

function Part({ part }: { part: Inline }) {
  if (part.kind === 'text') return part.text;
  if (part.kind === 'code') return <code>{part.text}</code>;
  const inside = <Parts parts={part.parts} />;
  if (part.kind === 'bold') return <strong>{inside}</strong>;
  if (part.kind === 'italic') return <em>{inside}</em>;
  return (
    <a href={part.url} target="_blank" rel="noreferrer">
      {inside}
    </a>
  );
}
