import { useEffect, useRef } from 'react';
import type { AgreementResult } from '../../../shared/contract/rooms/agreement.ts';
import { useCommands } from '../../app/commands/index.ts';
import { ActionBar, Button, count, counted, EmptyState, SkeletonRows, SplitPane } from '../../ui/index.ts';
import styles from './AgreementRoom.module.css';
import { FigureDetail } from './FigureDetail.tsx';
import { FigureTable } from './FigureTable.tsx';
import { setAsked, useAsked } from './question.ts';
import { leftOutInWords, unitNames, unitsInWords, whenInWords } from './words.ts';

export function FiguresView(props: {
  latest: AgreementResult | null | undefined;
  isPending: boolean;
  busy: boolean;
  onCompute(): void;
}) {
  const { latest: result } = props;
  const chosen = useAsked((asked) => asked.variable);
  const table = useRef<HTMLTableElement>(null);
  const at = Math.min(chosen, (result?.variables.length ?? 1) - 1);
  const variable = result?.variables[at];
  const move = (to: number) => setAsked({ variable: Math.max(0, Math.min((result?.variables.length ?? 1) - 1, to)) });
  const codeOf = variable && (variable.kind === 'code' || variable.kind === 'all') ? variable : undefined;
  const showCases = result
    ? () => setAsked({ view: 'cases', unit: result.question.unit, caseCode: codeOf?.codeId ?? null, at: 0 })
    : undefined;
  useCommands([
    {
      id: 'agreement.next',
      label: 'Next code',
      group: 'Move',
      keys: ['J', 'ArrowDown'],
      keyOnly: true,
      run: () => move(at + 1),
    },
    {
      id: 'agreement.previous',
      label: 'Previous code',
      group: 'Move',
      keys: ['K', 'ArrowUp'],
      keyOnly: true,
      run: () => move(at - 1),
    },
    {
      id: 'agreement.open',
      label: 'Disagreements of the code',
      group: 'Move',
      keys: ['Enter'],
      disabled: showCases ? null : 'nothing computed yet',
      run: () => showCases?.(),
    },
  ]);
  const hasTable = result != null;
  useEffect(() => {
    if (hasTable && document.activeElement === document.body) table.current?.focus({ preventScroll: true });
  }, [hasTable]);

  if (props.isPending) return <SkeletonRows rows={8} />;
  if (!result) {
    return (
      <EmptyState
        title={props.busy ? 'Being computed' : 'Not computed yet'}
        actions={
          props.busy ? undefined : (
            <Button onPress={props.onCompute} keys="C">
              Compute
            </Button>
          )
        }
      >
        Percent agreement, Cohen’s and Fleiss’ κ, Krippendorff’s α, α for unitizing and γ, each with its interval and
        what it left out.
      </EmptyState>
    );
  }
  return (
    <div className={styles.frame}>
      {variable ? (
        <SplitPane
          id="agreement"
          panes={[
            {
              id: 'figures',
              min: 420,
              children: (
                <FigureTable
                  result={result}
                  chosen={at}
                  onChoose={(to) => setAsked({ variable: to })}
                  tableRef={table}
                />
              ),
            },
            {
              id: 'detail',
              size: 340,
              min: 280,
              max: 560,
              panel: true,
              children: <FigureDetail result={result} variable={variable} onCases={showCases ?? null} />,
            },
          ]}
        />
      ) : (
        <EmptyState title="Nothing to compare">
          These coders gave none of the codes asked for. Choose other codes or coders and compute again.
        </EmptyState>
      )}
      <ActionBar end={`computed ${whenInWords(result.at)} in ${result.seconds.toFixed(1)} s`}>
        <span className="ell">
          {unitNames[result.question.unit]} of {counted(result.coders.length, 'coder')}:{' '}
          {unitsInWords(result.question.unit, result.units)}; {count(result.shared)} of{' '}
          {counted(result.articles, 'article')} worked on by two or more
          {result.excluded.map((one) => `; left out: ${leftOutInWords(one, result.question.unit)}`).join('')}
        </span>
      </ActionBar>
    </div>
  );
}
