import { type ReactNode, useEffect, useRef } from 'react';
import type { AppError } from '../../../shared/contract/errors.ts';
import type { AnalyserRow } from '../../../shared/model/finding.ts';
import { type ProfilePart, useProfile } from '../../state/profile.ts';
import { Basis, count, ErrorState, Head, SkeletonRows } from '../../ui/index.ts';
import styles from './Profile.module.css';

/** A part of the profile: its name, what it rests on, ways to save it, and its content. */
export function Block(props: {
  title: string;
  basis: ReactNode;
  save?: ReactNode;
  wide?: boolean;
  /** What numbers elsewhere lead to it by. */
  part?: ProfilePart;
  children: ReactNode;
}) {
  const { part } = props;
  const section = useRef<HTMLElement>(null);
  const isAsked = useProfile((state) => part !== undefined && state.part === part);
  useEffect(() => {
    if (isAsked) section.current?.scrollIntoView({ block: 'start' });
  }, [isAsked]);
  return (
    <section ref={section} className={styles.block} aria-label={props.title} data-wide={props.wide || undefined}>
      <Head
        level={3}
        className={styles.head!}
        end={
          <>
            <span className="micro">{props.basis}</span>
            {props.save}
          </>
        }
      >
        {props.title}
      </Head>
      {props.children}
    </section>
  );
}

/** What a block has nothing of, in place of it. */
export const Nothing = ({ children }: { children: ReactNode }) => (
  <p className={`${styles.nothing} small t3`}>{children}</p>
);

/** An answer of the backend, or that it is on its way, or why there is none. */
export function Loaded<T>(props: {
  of: { data: T | undefined; error: AppError | null; refetch(): unknown };
  rows?: number;
  children: (data: T) => ReactNode;
}) {
  const { data, error, refetch } = props.of;
  if (data !== undefined) return props.children(data);
  if (error) return <ErrorState inline error={error} onRetry={() => void refetch()} />;
  return <SkeletonRows rows={props.rows ?? 4} height={24} />;
}

/** The basis of a block that an analyser fills. */
export function AnalyserBasis(props: {
  title: string;
  analyser: AnalyserRow | undefined;
  rows: readonly (readonly [string, ReactNode])[];
  note?: ReactNode;
}) {
  const { analyser } = props;
  return (
    <Basis
      title={props.title}
      rows={[
        ['Analyser', analyser ? `${analyser.title} ${analyser.version}` : 'not known'],
        ...props.rows,
        [
          'How good',
          analyser && analyser.accuracy.length > 0
            ? analyser.accuracy
                .map(({ measure, value, data }) => `${measure} ${value.toFixed(2)} on ${data}`)
                .join('; ')
            : 'not measured',
        ],
        ...(analyser && analyser.due > 0 ? [['To go', `${count(analyser.due)} articles of the corpus`] as const] : []),
      ]}
      note={props.note}
    >
      {analyser ? `${analyser.name} ${analyser.version}` : 'basis'}
    </Basis>
  );
}
