import { readFileSync } from 'node:fs';
import type { Span } from '../../shared/text/span.ts';

/** An article that was written and labelled for this project. Offsets are UTF-16 into `text`. */
export interface LabelledArticle {
  id: string;
  text: string;
  quotations: { content: Span; speaker: Span | null; cue: Span | null; isMarked: boolean }[];
  techniques: (Span & { label: string })[];
}

/**
 * Reads articles with labels in braces: `{q1|…}` what is quoted, `{s1|…}` who says it, `{c1|…}` the verb, with one number for
 * what belongs together; `{Loaded_Language|…}` a technique. An article begins with `=== its id`.
 */
export function readLabelled(file: string | URL): LabelledArticle[] {
  const parts = readFileSync(file, 'utf8').split(/^=== /m).slice(1);
  return parts.map((part) => {
    const lineEnd = part.indexOf('\n');
    return { id: part.slice(0, lineEnd).trim(), ...withoutLabels(part.slice(lineEnd + 1).trim()) };
  });
}

function withoutLabels(labelled: string): Omit<LabelledArticle, 'id'> {
  const open: { label: string; start: number }[] = [];
  const spans: (Span & { label: string })[] = [];
  let text = '';
  for (const token of labelled.matchAll(/\{([A-Za-z_]+\d*)\||\}|[^{}]+|\{/g)) {
    if (token[1] !== undefined) open.push({ label: token[1], start: text.length });
    else if (token[0] === '}') {
      const closed = open.pop();
      if (!closed) throw new Error(`A brace is closed that was not opened, behind “${text.slice(-30)}”.`);
      if (text.length > closed.start) spans.push({ ...closed, end: text.length });
    } else text += token[0];
  }
  if (open.length > 0) throw new Error(`The label ${open[0]!.label} is not closed.`);
  const numbered = (letter: string, number: string) =>
    spans.find(({ label }) => label === `${letter}${number}`) ?? null;
  const quotations = spans.flatMap(({ label, start, end }) => {
    const number = /^q(\d+)$/.exec(label)?.[1];
    if (number === undefined) return [];
    const content = { start, end };
    return [
      {
        content,
        speaker: numbered('s', number),
        cue: numbered('c', number),
        isMarked: /["“”«»]/.test(text.slice(start, end)),
      },
    ];
  });
  return { text, quotations, techniques: spans.filter(({ label }) => /^[A-Z]/.test(label)) };
}
