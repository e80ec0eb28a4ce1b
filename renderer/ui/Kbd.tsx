import styles from './Kbd.module.css';
import { keyCaps } from './key-caps.ts';

/** Keys as caps: `Mod+K`, `G T`, `Shift+ArrowDown`; `joined` in one cap, where they stand alone. */
export function Kbd({ keys, joined }: { keys: string; joined?: boolean }) {
  if (joined) return <kbd className={styles.cap}>{keyCaps(keys).join(' ')}</kbd>;
  return (
    <span className={styles.keys}>
      {keyCaps(keys).map((cap, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the same cap may stand twice, and caps never move
        <kbd key={index} className={styles.cap}>
          {cap}
        </kbd>
      ))}
    </span>
  );
}
