import { Fragment, type ReactNode } from 'react';
import { HIT_END, HIT_START } from '../../shared/model/article.ts';
import { type DateStyle, dateInWords } from './dates.ts';
import styles from './Texts.module.css';

/** A publication date as precise as it is known, never more. */
export function DateText({ value, style = 'short' }: { value: string | null; style?: DateStyle }) {
  if (!value) return <span className="t3">no date</span>;
  return (
    <time dateTime={value} className="num">
      {dateInWords(value, style)}
    </time>
  );
}

/**
 * What a source wrote as its headline: serif, in its own language and direction. In a cell it fills the width, so that a
 * right-to-left title sits at the right end and is cut at its left.
 */
export function ArticleTitle(props: {
  title: string;
  language: string | null;
  direction: 'ltr' | 'rtl';
  /** Headline of a reader or preview: wraps instead of being cut. */
  wrap?: boolean;
  className?: string;
  /** The title with hits marked in it; without, its words alone. */
  children?: ReactNode;
}) {
  return (
    <span
      className={[styles.title, props.wrap ? styles.wrap : 'ell', props.className].filter(Boolean).join(' ')}
      dir={props.direction}
      lang={props.language ?? undefined}
    >
      {props.children ?? (props.title || 'Untitled')}
    </span>
  );
}

/** The name of an outlet, kept apart from the direction of what surrounds it. */
export function SourceName({ name }: { name: string | null }) {
  return name ? <bdi>{name}</bdi> : <span className="t3">unknown</span>;
}

/** A passage whose hits stand between U+E000 and U+E001. */
export function Snippet({ text }: { text: string }) {
  return (
    <>
      {text.split(HIT_START).map((part, index) => {
        const end = part.indexOf(HIT_END);
        // biome-ignore lint/suspicious/noArrayIndexKey: parts of one text keep their order
        if (index === 0 || end < 0) return <Fragment key={index}>{part.replaceAll(HIT_END, '')}</Fragment>;
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: parts of one text keep their order
          <Fragment key={index}>
            <mark className="hit">{part.slice(0, end)}</mark>
            {part.slice(end + 1)}
          </Fragment>
        );
      })}
    </>
  );
}
