import { type RefObject, useEffect } from 'react';
import type { AgreementCase } from '../../../shared/contract/rooms/agreement.ts';
import type { Code } from '../../../shared/model/codebook.ts';
import { SourceName } from '../../ui/index.ts';
import styles from './Cases.module.css';

const differsInWords: Record<AgreementCase['differs'][number], string> = {
  code: 'other code',
  place: 'other place',
  missing: 'not by all',
  verdict: 'other verdict',
};

export function CaseList(props: {
  cases: readonly AgreementCase[];
  at: number;
  codes: ReadonlyMap<string, Code>;
  onChoose(at: number): void;
  listRef: RefObject<HTMLDivElement | null>;
}) {
  const { cases, at, listRef } = props;
  useEffect(() => {
    listRef.current?.querySelector(`[data-at="${at}"]`)?.scrollIntoView({ block: 'nearest' });
  }, [at, listRef]);
  return (
    <div
      ref={listRef}
      className={`${styles.list} scroll`}
      role="listbox"
      aria-label="Disagreements"
      aria-activedescendant={`case-${at}`}
      tabIndex={0}
    >
      {cases.map((one, index) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the list around it takes the keys
        <div
          key={one.subject}
          id={`case-${index}`}
          data-at={index}
          role="option"
          aria-selected={index === at}
          className={styles.item}
          onClick={() => props.onChoose(index)}
        >
          <span className={`${styles.words} serif ell`} dir={one.direction}>
            <bdi>{one.exact || one.title}</bdi>
          </span>
          <span className={`${styles.about} small t2`}>
            <bdi className="ell">{one.exact ? one.title : codeName(one, props.codes)}</bdi>
            {one.source ? <SourceName name={one.source} /> : null}
            <span className={styles.differs}>
              {one.differs.map((what) => differsInWords[what]).join(', ')}
              {one.decided ? ' · decided' : ''}
            </span>
          </span>
        </div>
      ))}
    </div>
  );
}

function codeName({ sides }: AgreementCase, codes: ReadonlyMap<string, Code>): string {
  const codeId = sides.flatMap((side) => side.codeIds)[0];
  return codeId === undefined ? '' : (codes.get(codeId)?.name ?? 'A deleted code');
}
