import { BookOpen } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { InputOf } from '../../../shared/contract/contract.ts';
import type { AgreementCase } from '../../../shared/contract/rooms/agreement.ts';
import { claimVerdicts } from '../../../shared/model/claim.ts';
import type { Code } from '../../../shared/model/codebook.ts';
import { Button, CodeName, LinkButton, Menu, Segments, SourceName } from '../../ui/index.ts';
import styles from './Cases.module.css';
import { whenInWords } from './words.ts';

type Decision = InputOf<'agreement.decide'>['decision'];
type Extent = 'widest' | 'shared';

/** One case: the place in the text, what each coder has there, and the ways to decide. */
export function CasePane(props: {
  one: AgreementCase;
  codes: ReadonlyMap<string, Code>;
  locked: string | undefined;
  reason: ReactNode;
  onDecide(decision: Decision): void;
  onReopen(): void;
  onRead(): void;
}) {
  const { one, codes, locked, onDecide } = props;
  return (
    <section className={`${styles.pane} scroll`} aria-label="Case">
      <header className={styles.head}>
        <bdi className="strong ell">{one.title}</bdi>
        {one.source ? <SourceName name={one.source} /> : null}
        <span className={styles.space} />
        <Button tone="quiet" icon={BookOpen} keys="Enter" onPress={props.onRead}>
          {one.articleId === null ? 'Claims' : 'In the text'}
        </Button>
      </header>
      {one.exact ? (
        <p className={`${styles.text} serif`} dir={one.direction}>
          <span className="t3">{one.before}</span>
          <mark className={styles.place}>{one.exact}</mark>
          <span className="t3">{one.after}</span>
        </p>
      ) : null}
      <ol className={styles.sides}>
        {one.sides.map((side, at) => (
          <li key={side.coder} className={styles.side} data-taken={one.decided?.coder === side.coder ? '' : undefined}>
            <bdi className={`${styles.coder} medium ell`}>{side.coder}</bdi>
            <Said side={side} codes={codes} one={one} />
            <Button
              keys={at < 9 ? String(at + 1) : undefined}
              disabled={locked ?? false}
              onPress={() => onDecide({ kind: 'take', coder: side.coder })}
            >
              Take
            </Button>
          </li>
        ))}
      </ol>
      <div className={styles.other}>
        <Button keys="N" disabled={locked ?? false} onPress={() => onDecide({ kind: 'neither' })}>
          Neither
        </Button>
        {one.unit === 'verdict' ? (
          <OwnVerdict locked={locked} onDecide={onDecide} />
        ) : (
          <OwnCode {...{ one, codes, locked, onDecide }} />
        )}
      </div>
      <div className={styles.reason}>{props.reason}</div>
      {one.decided ? (
        <p className={`${styles.decided} t2 small`}>
          {one.decided.kind === 'take' ? (
            <>
              Taken from <bdi>{one.decided.coder}</bdi>
            </>
          ) : one.decided.kind === 'neither' ? (
            'Decided for neither'
          ) : (
            'Decided otherwise'
          )}{' '}
          by <bdi>{one.decided.by}</bdi>, {whenInWords(one.decided.at)}.{' '}
          <LinkButton onPress={props.onReopen}>Take back</LinkButton>
        </p>
      ) : null}
    </section>
  );
}

function Said({
  side,
  codes,
  one,
}: {
  side: AgreementCase['sides'][number];
  codes: ReadonlyMap<string, Code>;
  one: AgreementCase;
}) {
  const nothing = one.unit === 'verdict' ? side.verdict === null : side.codeIds.length === 0;
  if (nothing) return <span className="t3">{one.unit === 'verdict' ? 'no verdict' : 'nothing here'}</span>;
  return (
    <span className={styles.said}>
      {side.verdict}
      {side.codeIds.map((codeId) => {
        const code = codes.get(codeId);
        return <CodeName key={codeId} color={code?.color ?? 9} name={code?.name ?? 'A deleted code'} />;
      })}
      {side.exact === null ? null : (
        <span className={`${styles.quote} serif`} dir={one.direction}>
          <bdi>{side.exact}</bdi>
        </span>
      )}
      {side.memo ? <span className="t2 small">{side.memo}</span> : null}
    </span>
  );
}

const isPlaced = (side: AgreementCase['sides'][number]): side is typeof side & { start: number; end: number } =>
  side.start !== null && side.end !== null;

/** What all who marked it have in common; null where that is nothing. */
function sharedPlace({ sides }: AgreementCase): { start: number; end: number } | null {
  const placed = sides.filter(isPlaced);
  const start = Math.max(...placed.map((side) => side.start));
  const end = Math.min(...placed.map((side) => side.end));
  return placed.length > 0 && start < end ? { start, end } : null;
}

function OwnCode(props: {
  one: AgreementCase;
  codes: ReadonlyMap<string, Code>;
  locked: string | undefined;
  onDecide(decision: Decision): void;
}) {
  const { one, codes } = props;
  const [extent, setExtent] = useState<Extent>('widest');
  const shared = sharedPlace(one);
  const place =
    one.unit === 'article' ? {} : extent === 'shared' && shared ? shared : { start: one.start, end: one.end };
  const target = one.unit === 'article' ? 'article' : 'span';
  const offered = [...codes.values()].filter(
    ({ isCodable, archived, appliesTo }) => isCodable && !archived && appliesTo.includes(target),
  );
  const here = new Set(one.sides.flatMap(({ codeIds }) => codeIds));
  const entry = ({ codeId, name }: Code) => ({
    id: codeId,
    label: name,
    run: () => props.onDecide({ kind: 'own', codeIds: [codeId], ...place }),
  });
  const groups = [
    { label: 'Given here', entries: offered.filter(({ codeId }) => here.has(codeId)).map(entry) },
    { label: 'Others', entries: offered.filter(({ codeId }) => !here.has(codeId)).map(entry) },
  ].filter(({ entries }) => entries.length > 0);
  return (
    <>
      <Menu label="Another code" trigger={<Button disabled={props.locked ?? false}>Own…</Button>} groups={groups} />
      {one.unit === 'span' && shared && (shared.start !== one.start || shared.end !== one.end) ? (
        <Segments<Extent>
          label="Which stretch an own decision takes"
          value={extent}
          onChange={setExtent}
          segments={[
            { value: 'widest', label: 'All of it' },
            { value: 'shared', label: 'What is common' },
          ]}
        />
      ) : null}
    </>
  );
}

function OwnVerdict({ locked, onDecide }: { locked: string | undefined; onDecide(decision: Decision): void }) {
  return (
    <Menu
      label="Another verdict"
      trigger={<Button disabled={locked ?? false}>Own…</Button>}
      groups={[
        {
          entries: claimVerdicts.map((verdict) => ({
            id: verdict,
            label: verdict,
            run: () => onDecide({ kind: 'own', verdict }),
          })),
        },
      ]}
    />
  );
}
