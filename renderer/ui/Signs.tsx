import type { Decision } from '../../shared/model/article.ts';
import styles from './Signs.module.css';

const drawings: Record<Decision, React.ReactNode> = {
  include: (
    <>
      <circle cx="7" cy="7" r="6.25" fill="var(--good)" />
      <path
        d="M4.2 7.2 6.2 9.2 9.9 5.1"
        fill="none"
        stroke="var(--surface-paper)"
        strokeWidth="1.6"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </>
  ),
  maybe: (
    <>
      <circle cx="7" cy="7" r="5.5" fill="none" stroke="var(--warn)" strokeWidth="1.5" />
      <path d="M7 1.5a5.5 5.5 0 0 0 0 11z" fill="var(--warn)" />
    </>
  ),
  exclude: (
    <>
      <circle cx="7" cy="7" r="5.5" fill="none" stroke="var(--text-3)" strokeWidth="1.5" />
      <path d="m3.3 10.7 7.4-7.4" stroke="var(--text-3)" strokeWidth="1.5" />
    </>
  ),
  undecided: <circle cx="7" cy="7" r="5.5" fill="none" stroke="var(--line-ui)" strokeWidth="1.25" />,
};

export const decisionNames: Record<Decision, string> = {
  include: 'Include',
  maybe: 'Maybe',
  exclude: 'Exclude',
  undecided: 'Undecided',
};

/** The key that decides, the same in every room. */
export const decisionKeys: Record<Decision, string> = { include: 'I', maybe: 'M', exclude: 'E', undecided: 'U' };

/** A triage decision by shape and colour. `silent` where its name stands beside it. */
export function DecisionSign({ decision, silent }: { decision: Decision; silent?: boolean }) {
  return (
    <span className={styles.sign} {...(silent ? { 'aria-hidden': true } : { role: 'img', 'aria-label': decision })}>
      <svg viewBox="0 0 14 14" width="14" height="14" aria-hidden="true">
        {drawings[decision]}
      </svg>
    </span>
  );
}

/** A code's colour: its tint above its line. Name it beside it; colour alone says nothing. */
export function CodeSwatch({ color }: { color: number }) {
  return <span className={`${styles.swatch} c${color}`} aria-hidden="true" />;
}

/** A code's name in its text colour behind its bar, as in margins and lists. */
export function CodeName({ color, name }: { color: number; name: string }) {
  return (
    <span className={`${styles.codeName} c${color}`}>
      <bdi className="ell">{name}</bdi>
    </span>
  );
}
