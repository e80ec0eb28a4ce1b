import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { InputOf } from '../../../shared/contract/contract.ts';
import type { AgreementCase, AgreementQuestionInput } from '../../../shared/contract/rooms/agreement.ts';
import { withCoder } from '../../app/coder.tsx';
import { useCommands } from '../../app/commands/index.ts';
import { needsWriting } from '../../app/projects/projects.ts';
import { goTo } from '../../app/rooms.ts';
import { call } from '../../state/backend.ts';
import { useBackend } from '../../state/queries.ts';
import { selectArticle, selectPlace } from '../../state/selection.ts';
import {
  ActionBar,
  Button,
  Checkbox,
  count,
  counted,
  EmptyState,
  ErrorState,
  Field,
  IconButton,
  LinkButton,
  SkeletonRows,
  SplitPane,
  say,
  Token,
  warnOf,
} from '../../ui/index.ts';
import { useCodes } from '../coding/index.ts';
import { CaseList } from './CaseList.tsx';
import { CasePane } from './CasePane.tsx';
import styles from './Cases.module.css';
import { pageStart, setAsked, useAsked } from './question.ts';

/** As many as one answer holds: cases of a page. */
const SHOWN = 500;

type Decision = InputOf<'agreement.decide'>['decision'];

/** Where coders differ, one case after the other, and what is decided: a layer of its own, beside what they coded. */
export function CasesView({ question }: { question: AgreementQuestionInput }) {
  const { at: wanted, onlyOpen, caseCode, layer } = useAsked();
  const { byId } = useCodes();
  const start = pageStart(wanted, SHOWN);
  const input = { question, layer, codeId: caseCode, onlyOpen, start, count: SHOWN };
  const { data, error, refetch, isPending } = useBackend('agreement.cases', input, { keepPrevious: true });
  const cases = data?.cases ?? [];
  const listed = data?.listed ?? 0;
  const at = Math.min(wanted, listed - 1);
  // While another page is on its way the one before stays on the screen.
  const first = data?.start ?? 0;
  const one = cases[Math.max(0, Math.min(at - first, cases.length - 1))];
  useEffect(() => {
    // Cases were decided or went: the last of the list is the one that is left.
    if (data && wanted > 0 && wanted >= listed) setAsked({ at: Math.max(0, listed - 1) });
  }, [data, wanted, listed]);
  const [reason, setReason] = useState('');
  const reasonField = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const subject = one?.subject;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another case has another reason
  useEffect(() => setReason(one?.decided?.reason ?? ''), [subject]);
  const hasCases = cases.length > 0;
  useEffect(() => {
    if (hasCases && document.activeElement === document.body) list.current?.focus({ preventScroll: true });
  }, [hasCases]);

  const move = (to: number) => setAsked({ at: Math.max(0, Math.min(listed - 1, to)) });
  const decide = (decision: Decision) => {
    if (!one) return;
    const { subject, articleId, claimId } = one;
    withCoder(() => call('agreement.decide', { question, layer, subject, articleId, claimId, decision, reason })).then(
      () => {
        // Where only open ones are listed, the next case comes up by itself.
        if (!onlyOpen) move(at + 1);
      },
      warnOf,
    );
  };
  const reopen = () => {
    if (one?.decided) withCoder(() => call('agreement.reopen', { layer, subject: one.subject })).catch(warnOf);
  };
  const takeAgreed = () =>
    withCoder(() => call('agreement.takeAgreed', { question, layer })).then(
      ({ added }) =>
        say(added === 0 ? 'The layer holds all of it already.' : `${counted(added, 'coding')} put into “${layer}”.`),
      warnOf,
    );
  const read = () => one && openCase(one);
  const locked = needsWriting() ?? undefined;
  const closed = locked ?? (one ? null : 'no case is chosen');
  useCommands([
    {
      id: 'cases.next',
      label: 'Next case',
      group: 'Move',
      keys: ['J', 'ArrowDown'],
      keyOnly: true,
      run: () => move(at + 1),
    },
    {
      id: 'cases.previous',
      label: 'Previous case',
      group: 'Move',
      keys: ['K', 'ArrowUp'],
      keyOnly: true,
      run: () => move(at - 1),
    },
    {
      id: 'cases.nextPage',
      label: 'Cases after these',
      group: 'Move',
      keys: ['PageDown'],
      keyOnly: true,
      disabled: start + SHOWN >= listed ? 'these are the last' : null,
      run: () => move(start + SHOWN),
    },
    {
      id: 'cases.previousPage',
      label: 'Cases before these',
      group: 'Move',
      keys: ['PageUp'],
      keyOnly: true,
      disabled: start === 0 ? 'these are the first' : null,
      run: () => move(start - SHOWN),
    },
    {
      id: 'cases.read',
      label: 'Open in the text',
      group: 'Move',
      keys: ['Enter'],
      disabled: one ? null : 'no case is chosen',
      run: read,
    },
    ...(one?.sides ?? []).slice(0, 9).map(({ coder }, index) => ({
      id: `cases.take${index + 1}`,
      label: `Take ${coder}`,
      group: 'Decide' as const,
      keys: [String(index + 1)],
      disabled: closed,
      run: () => decide({ kind: 'take', coder }),
    })),
    {
      id: 'cases.neither',
      label: 'Take neither',
      group: 'Decide',
      keys: ['N'],
      disabled: closed,
      run: () => decide({ kind: 'neither' }),
    },
    {
      id: 'cases.reason',
      label: 'Give a reason',
      group: 'Decide',
      keys: ['R'],
      disabled: closed,
      run: () => reasonField.current?.focus(),
    },
    {
      id: 'cases.reopen',
      label: 'Take the decision back',
      group: 'Decide',
      keys: ['U'],
      disabled: closed ?? (one?.decided ? null : 'not decided yet'),
      run: reopen,
    },
  ]);

  if (error) return <ErrorState error={error} onRetry={refetch} />;
  return (
    <div className={styles.frame}>
      <div className={styles.filters}>
        <Checkbox checked={onlyOpen} onChange={(checked) => setAsked({ onlyOpen: checked === true, at: 0 })}>
          Only open ones
        </Checkbox>
        {caseCode ? (
          <Token label="the code" onDrop={() => setAsked({ caseCode: null, at: 0 })}>
            {byId.get(caseCode)?.name ?? 'Code'}
          </Token>
        ) : null}
        <span className={styles.space} />
        <LayerName />
        <Button tone="quiet" disabled={locked} onPress={takeAgreed}>
          Take what all agree on
        </Button>
      </div>
      {isPending ? (
        <SkeletonRows rows={8} />
      ) : one ? (
        <SplitPane
          id="agreement.cases"
          panes={[
            {
              id: 'list',
              size: 360,
              min: 260,
              max: 560,
              children: (
                <CaseList
                  cases={cases}
                  at={at - first}
                  codes={byId}
                  onChoose={(index) => move(first + index)}
                  listRef={list}
                />
              ),
            },
            {
              id: 'case',
              min: 380,
              children: (
                <CasePane
                  one={one}
                  codes={byId}
                  locked={locked}
                  reason={
                    <Field
                      label="Reason"
                      value={reason}
                      onChange={setReason}
                      onEscape={() => list.current?.focus()}
                      onSubmit={() => list.current?.focus()}
                      placeholder="kept with the decision"
                      maxLength={5000}
                      dir="auto"
                      inputRef={reasonField}
                      disabled={locked !== undefined}
                    />
                  }
                  onDecide={decide}
                  onReopen={reopen}
                  onRead={read}
                />
              ),
            },
          ]}
        />
      ) : (
        <NoCases total={data?.total ?? 0} />
      )}
      <ActionBar
        end={
          listed > SHOWN ? (
            <span className={styles.pages}>
              <span className="num">
                {count(first + 1)} to {count(first + cases.length)} of {count(listed)}
              </span>
              <IconButton
                icon={ChevronLeft}
                label="Cases before these"
                keys="PageUp"
                disabled={start === 0 ? 'these are the first' : undefined}
                onPress={() => move(start - SHOWN)}
              />
              <IconButton
                icon={ChevronRight}
                label="Cases after these"
                keys="PageDown"
                disabled={start + SHOWN >= listed ? 'these are the last' : undefined}
                onPress={() => move(start + SHOWN)}
              />
            </span>
          ) : undefined
        }
      >
        {data
          ? `${counted(data.total, 'disagreement')}, ${count(data.decided)} decided in “${layer}” · all agree on ${count(data.agreed)}, ${count(data.held)} of them in the layer`
          : ''}
      </ActionBar>
    </div>
  );
}

function openCase({ articleId, start, end }: AgreementCase) {
  if (articleId === null) return goTo('claims');
  if (start !== null && end !== null) selectPlace(articleId, start, end);
  else selectArticle(articleId);
  goTo('read');
}

function NoCases({ total }: { total: number }) {
  if (total === 0) {
    return (
      <EmptyState title="No disagreement">
        Where two or more of these coders worked, all gave the same codes in the same places.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      title="All are decided"
      actions={<LinkButton onPress={() => setAsked({ onlyOpen: false })}>Show decided ones</LinkButton>}
    >
      Every disagreement of these coders has been decided in this layer.
    </EmptyState>
  );
}

/** The name of the layer; another name is another layer. */
function LayerName() {
  const layer = useAsked((asked) => asked.layer);
  const [draft, setDraft] = useState(layer);
  const keep = () => {
    const name = draft.trim();
    if (name === '') setDraft(layer);
    else setAsked({ layer: name, at: 0 });
  };
  return (
    <span className={styles.layer}>
      <span className="t2">Layer</span>
      <Field
        label="Layer of decisions"
        labelHidden
        value={draft}
        onChange={setDraft}
        onSubmit={keep}
        onBlur={keep}
        maxLength={200}
        dir="auto"
      />
    </span>
  );
}
