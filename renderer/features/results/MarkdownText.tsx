import { Fragment } from 'react';
import { type Block, blocksOf, runsOf } from './markdown-blocks.ts';
import styles from './Results.module.css';

/** Markdown as it reads; nothing of it is taken for HTML. */
export function MarkdownText({ markdown }: { markdown: string }) {
  return blocksOf(markdown).map((block, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: blocks of one text keep their order
    <BlockText key={index} block={block} />
  ));
}

function BlockText({ block }: { block: Block }) {
  if (block.kind === 'heading') {
    const Level = (['h1', 'h2', 'h3'] as const)[block.level - 1]!;
    return (
      <Level>
        <Words text={block.text} />
      </Level>
    );
  }
  if (block.kind === 'quote') {
    return (
      <blockquote>
        <Words text={block.text} />
      </blockquote>
    );
  }
  if (block.kind === 'paragraph') {
    return (
      <p>
        <Words text={block.text} />
      </p>
    );
  }
  return (
    <table className={styles.summary}>
      <thead>
        <tr>
          {block.heads.map((head, at) => (
            <th key={head} scope="col" data-number={block.isNumber[at] || undefined}>
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {block.rows.map((row, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: rows keep their order
          <tr key={at}>
            {row.map((cell, place) => (
              <td key={block.heads[place]} data-number={block.isNumber[place] || undefined}>
                <Words text={cell} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Words({ text }: { text: string }) {
  return runsOf(text).map(({ text: words, look }, at) => {
    const shown = <bdi>{words}</bdi>;
    return (
      // biome-ignore lint/suspicious/noArrayIndexKey: runs keep their order
      <Fragment key={at}>
        {look === 'bold' ? <strong>{shown}</strong> : look === 'italic' ? <em>{shown}</em> : words}
      </Fragment>
    );
  });
}
