import type { ReactNode } from 'react';
import { Head } from '../../ui/index.ts';
import styles from './StoryPage.module.css';

/** A block of the page: its name, what it rests on, and its content. */
export function Section(props: { title: string; beside?: ReactNode; basis?: ReactNode; children: ReactNode }) {
  return (
    <section className={styles.section} aria-label={props.title}>
      <Head level={3} className={styles.sectionHead!} end={<span className="micro">{props.basis}</span>}>
        {props.title}
        {props.beside ? <span className={styles.beside}>{props.beside}</span> : null}
      </Head>
      {props.children}
    </section>
  );
}

/** What a block has nothing of, in place of it. */
export const Missing = ({ children }: { children: ReactNode }) => (
  <p className={`${styles.missing} small t3`}>{children}</p>
);
