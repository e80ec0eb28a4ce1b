import { Check } from 'lucide-react';
import { Icon } from '../../ui/index.ts';
import styles from './Inbox.module.css';

const names = ['What is in there', 'Import', 'Report'];

/** Where the import is: `now` from 1 to 3. */
export function Steps({ now }: { now: 1 | 2 | 3 }) {
  return (
    <ol className={styles.steps}>
      {names.map((name, index) => {
        const step = index + 1;
        if (step < now)
          return (
            <li key={name} className={styles.done}>
              <Icon of={Check} size={14} />
              {name}
            </li>
          );
        return (
          <li
            key={name}
            className={step === now ? styles.now : undefined}
            aria-current={step === now ? 'step' : undefined}
          >
            <b>{step}</b>
            {name}
          </li>
        );
      })}
    </ol>
  );
}
