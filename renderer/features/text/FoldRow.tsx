import { ChevronRight } from 'lucide-react';
import { useState } from 'react';
import { needsWriting } from '../../app/projects/projects.ts';
import { counted, Icon, LinkButton } from '../../ui/index.ts';
import styles from './ArticleText.module.css';
import { Cut, type Cuts } from './Cut.tsx';
import { reasonInWords } from './cut-reasons.ts';
import type { Fold } from './folds.ts';

/** What was cut out at one place: a row, and unfolded each passage with its reason. */
export function FoldRow({ fold, cuts }: { fold: Fold; cuts: Cuts }) {
  const { onRestore } = cuts;
  const [open, setOpen] = useState(false);
  const words = `${counted(fold.lines, 'line')} removed`;
  const restore = fold.passages.length > 1 ? `Restore all ${fold.passages.length}` : 'Restore';
  return (
    <div className={styles.fold} data-fold dir="ltr" lang="en">
      <div className={styles.foldHead}>
        <button type="button" className={styles.foldToggle} aria-expanded={open} onClick={() => setOpen(!open)}>
          <Icon of={ChevronRight} size={14} className={open ? styles.turned : undefined} />
          <span className={`num ${styles.foldCount}`}>{words}</span>
          <span className="ell">{fold.reasons.map(reasonInWords).join(', ')}</span>
        </button>
        {onRestore ? (
          <LinkButton
            aria-label={`${restore}, ${counted(fold.lines, 'line')}`}
            disabled={needsWriting() ?? undefined}
            onPress={() => onRestore(fold.passages)}
          >
            {restore}
          </LinkButton>
        ) : null}
      </div>
      {open ? fold.passages.map((passage) => <Cut key={passage.passageId} passage={passage} cuts={cuts} />) : null}
    </div>
  );
}
