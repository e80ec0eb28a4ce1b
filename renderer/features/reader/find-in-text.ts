import { useEffect, useMemo, useState } from 'react';
import { findAll } from '../../../shared/text/find.ts';
import type { Span } from '../../../shared/text/span.ts';
import type { TextPane } from '../text/index.ts';

const HIT = 'background-color: var(--hit); text-decoration: underline solid var(--hit-line) 1px;';
const HIT_NOW = 'background-color: var(--hit-now); text-decoration: underline solid var(--hit-line) 2px;';

export interface Find {
  needle: string | null;
  found: readonly Span[];
  /** Which one is shown; -1 when nothing is found. */
  at: number;
  setNeedle(needle: string | null): void;
  step(by: 1 | -1): void;
}

/** Find in the open article: every place painted, one of them the current one. */
export function useFind(pane: TextPane, text: string | undefined): Find {
  const [needle, setNeedle] = useState<string | null>(null);
  const [current, setCurrent] = useState(0);
  const found = useMemo(() => (needle && text ? findAll(text, needle) : []), [needle, text]);
  const at = found.length === 0 ? -1 : Math.min(current, found.length - 1);
  useEffect(() => {
    pane.painter?.setLayer('found', found, HIT, 10);
    return () => pane.painter?.setLayer('found', [], HIT, 10);
  }, [pane, found]);
  useEffect(() => {
    const now = found[at];
    pane.painter?.setLayer('found-now', now ? [now] : [], HIT_NOW, 11);
    if (now) pane.reveal(now);
  }, [pane, found, at]);
  return {
    needle,
    found,
    at,
    setNeedle: (next) => {
      setNeedle(next);
      // From what is on the screen on, not from the beginning.
      const from = pane.topOffset() ?? 0;
      const spans = next && text ? findAll(text, next) : [];
      const first = spans.findIndex((span) => span.start >= from);
      setCurrent(Math.max(0, first));
    },
    step: (by) => setCurrent((at + by + found.length) % Math.max(1, found.length)),
  };
}
