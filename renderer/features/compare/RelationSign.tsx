import { EqualNot } from 'lucide-react';
import styles from './RelationSign.module.css';
import type { Relation } from './steps.ts';

export const relationNames: Record<Relation, string> = {
  same: 'Same',
  reworded: 'Reworded',
  differs: 'Figure differs',
  only: 'Only here',
};

/** What a step of the relation is called when it is counted: `Figure 1 of 3`. */
export const stepNames: Record<Relation, string> = {
  same: 'Same',
  reworded: 'Reworded',
  differs: 'Figure',
  only: 'Only here',
};

export const relationMeanings: Record<Relation, string> = {
  same: 'Both print this sentence word for word.',
  reworded: 'Both say this, in words of their own.',
  differs: 'Both say this, with figures that disagree.',
  only: 'No sentence of the other article says this.',
};

/** The look of a relation, small: as its sentences and ribbons are drawn. */
export function RelationSign({ relation }: { relation: Relation }) {
  return (
    <i className={`${styles.sign} ${styles[relation]}`} aria-hidden="true">
      {relation === 'differs' ? <EqualNot size={11} strokeWidth={2.6} /> : null}
    </i>
  );
}
