import { ChevronDown, ChevronUp, Search, X } from 'lucide-react';
import { count, Field, IconButton } from '../../ui/index.ts';
import type { Find } from './find-in-text.ts';
import styles from './ReadRoom.module.css';

/** The line below the toolbar to find in the article. Enter goes on, Shift and Enter back, Escape closes. */
export function FindBar({ find, onClose }: { find: Find; onClose(): void }) {
  const { needle, found, at } = find;
  return (
    <search className={styles.find}>
      <div
        onKeyDownCapture={(event) => {
          if (event.key !== 'Enter' || !event.shiftKey) return;
          event.preventDefault();
          event.stopPropagation();
          find.step(-1);
        }}
      >
        <Field
          label="Find in this article"
          labelHidden
          icon={Search}
          placeholder="Find in this article"
          value={needle ?? ''}
          onChange={find.setNeedle}
          onSubmit={() => find.step(1)}
          onEscape={onClose}
          autoFocus
          dir="auto"
          end={
            <span className={`${styles.findCount} num`} aria-live="polite">
              {needle ? (found.length === 0 ? 'not found' : `${count(at + 1)} of ${count(found.length)}`) : ''}
            </span>
          }
        />
      </div>
      <IconButton icon={ChevronUp} label="Previous place" disabled={found.length === 0} onPress={() => find.step(-1)} />
      <IconButton icon={ChevronDown} label="Next place" disabled={found.length === 0} onPress={() => find.step(1)} />
      <IconButton icon={X} label="Close" keys="Escape" onPress={onClose} />
    </search>
  );
}
