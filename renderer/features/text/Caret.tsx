import { useEffect, useState } from 'react';
import styles from './ArticleText.module.css';
import { type TextPane, usePane } from './pane.ts';
import type { TextRect } from './surface.ts';

/** The caret of caret mode: a text that is not edited shows none by itself. */
export function Caret({ pane }: { pane: TextPane }) {
  const caretMode = usePane(pane, (state) => state.caretMode);
  const caret = usePane(pane, (state) => (state.caretMode ? state.caret : null));
  const layout = usePane(pane, (state) => (state.caretMode ? state.layout : 0));
  const [rect, setRect] = useState<TextRect | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another layout moves the caret
  useEffect(() => {
    setRect(caretMode && caret !== null ? (pane.surface?.caretRect(caret) ?? null) : null);
  }, [pane, caret, caretMode, layout]);
  if (!rect) return null;
  return <div className={styles.caret} style={{ left: rect.left - 1, top: rect.top, height: rect.height || 22 }} />;
}
