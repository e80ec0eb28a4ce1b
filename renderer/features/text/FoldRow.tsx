import { ChevronRight } from 'lucide-react';
import { useState } from 'react';
import type { RemovedPassage } from '../../../shared/model/article.ts';
import { needsWriting } from '../../app/projects/projects.ts';
import { counted, Icon, LinkButton } from '../../ui/index.ts';
import styles from './ArticleText.module.css';
import type { Fold } from './folds.ts';

/** What was cut out at one place: a row, and unfolded each passage with its reason. */
export function FoldRow(props: { fold: Fold; onRestore?(passages: readonly RemovedPassage[]): void }) {
  const { fold, onRestore } = props;
  const [open, setOpen] = useState(false);
  const restore = (passages: readonly RemovedPassage[], label: string) =>
    onRestore ? (
      <LinkButton aria-label={label} disabled={needsWriting() ?? undefined} onPress={() => onRestore(passages)}>
        Restore
      </LinkButton>
    ) : null;
  const words = `${counted(fold.lines, 'line')} removed`;
  return (
    <div className={styles.fold} data-fold dir="ltr" lang="en">
      <div className={styles.foldHead}>
        <button type="button" className={styles.foldToggle} aria-expanded={open} onClick={() => setOpen(!open)}>
          <Icon of={ChevronRight} size={14} className={open ? styles.turned : undefined} />
          <span className="num">{words}</span>
          <span className="ell">{fold.reasons.join(', ')}</span>
        </button>
        {restore(fold.passages, `Restore ${words.replace(' removed', '')}`)}
      </div>
      {open
        ? fold.passages.map((passage) => (
            <div key={passage.passageId} className={styles.passage}>
              <div className={styles.passageHead}>
                <span>{passage.reason}</span>
                {fold.passages.length > 1 ? restore([passage], `Restore this passage, ${passage.reason}`) : null}
              </div>
              <div className={`${styles.passageText} scroll`} dir="auto">
                {passage.text}
              </div>
            </div>
          ))
        : null}
    </div>
  );
}
