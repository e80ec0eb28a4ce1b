import { X } from 'lucide-react';
import { useState } from 'react';
import { Basis, IconButton } from '../../ui/index.ts';
import { usePane } from '../text/index.ts';
import type { PaneOfArticle } from './ComparePane.tsx';
import styles from './CompareRoom.module.css';
import { useCompare } from './compare-state.ts';
import type { FoundTechniques } from './useTechniques.ts';

const MOST = 3;

/** The suggested techniques at the caret, with the words and the rule; while no annotation is open there. */
export function TechniqueCard(props: { of: PaneOfArticle; columns: number; findings: FoundTechniques }) {
  const { column, pane, article } = props.of;
  const { analyser, version, findings } = props.findings;
  const on = useCompare((state) => state.techniques);
  const caret = usePane(pane, (state) => state.caret);
  const active = usePane(pane, (state) => state.active);
  const [closedAt, setClosedAt] = useState<number | null>(null);
  if (!on || caret === null || active !== null || closedAt === caret) return null;
  const here = findings.filter(({ start, end }) => start <= caret && caret <= end);
  if (here.length === 0) return null;
  return (
    <section
      className={`${styles.card} ${styles.technique} scroll`}
      data-side={column < props.columns / 2 ? 'left' : 'right'}
      aria-label="Suggested techniques here"
      aria-live="polite"
    >
      <header>
        <Basis
          title="A suggestion, not coding"
          rows={[
            ['Analyser', `${analyser}, version ${version}`],
            ['Rests on', 'Words and patterns of the sentence; see the reason of each.'],
          ]}
          note="Suggestions never enter exports or agreement. Accept or reject them in Read."
        >
          {here.length === 1 ? 'Suggested technique' : `${here.length} suggested techniques`}
        </Basis>
        <IconButton icon={X} size="small" label="Close" onPress={() => setClosedAt(caret)} />
      </header>
      <ul>
        {here.slice(0, MOST).map(({ start, end, label, score, reason }) => (
          <li key={`${start} ${end} ${label}`}>
            <b>{label.replaceAll('_', ' ')}</b> <span className="num t2">{score.toFixed(2)}</span>
            <q className="serif" dir={article.direction}>
              {article.text.slice(start, Math.min(end, start + 200))}
            </q>
            <span className="t2 small">{reason}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
