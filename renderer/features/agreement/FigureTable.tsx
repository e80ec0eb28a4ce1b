import { type RefObject, useEffect } from 'react';
import type { AgreementResult, AgreementVariable } from '../../../shared/contract/rooms/agreement.ts';
import type { CoefficientName } from '../../../shared/model/agreement.ts';
import { CodeSwatch, count } from '../../ui/index.ts';
import styles from './Figures.module.css';
import { IntervalBar } from './IntervalBar.tsx';
import {
  columnHead,
  columnsOf,
  figure,
  kindInWords,
  leftOutInWords,
  mainOf,
  onlyWide,
  reasonInWords,
  variableName,
} from './words.ts';

/** One row for each code, group, attribute, and for all codes together. */
export function FigureTable(props: {
  result: AgreementResult;
  chosen: number;
  onChoose(at: number): void;
  tableRef: RefObject<HTMLTableElement | null>;
}) {
  const { result, chosen, tableRef } = props;
  const columns = columnsOf(result);
  useEffect(() => {
    tableRef.current?.querySelector(`[data-row="${chosen}"]`)?.scrollIntoView({ block: 'nearest' });
  }, [chosen, tableRef]);
  return (
    <div className={`${styles.scroller} scroll`}>
      <table
        ref={tableRef}
        className={`${styles.table} num`}
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: rows are chosen by key, as in the other tables
        role="grid"
        aria-label="Agreement by code"
        aria-activedescendant={`agreement-row-${chosen}`}
        tabIndex={0}
      >
        <thead>
          <tr>
            <th scope="col">Code</th>
            {columns.map((name) => (
              <th key={name} scope="col" data-end className={onlyWide.has(name) ? 'wide' : undefined}>
                {columnHead[name]}
              </th>
            ))}
            <th scope="col" className={styles.wideColumn}>
              {mainHead(result)}, 95 %
            </th>
            <th scope="col" data-end>
              Rests on
            </th>
            <th scope="col" data-end>
              Left out
            </th>
          </tr>
        </thead>
        <tbody>
          {result.variables.map((variable, at) => (
            <Row
              key={`${variable.kind} ${variable.codeId} ${variable.path.join('/')}`}
              {...{ variable, columns, at, unit: result.question.unit }}
              isChosen={at === chosen}
              onPress={() => props.onChoose(at)}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

const mainHead = ({ variables: [variable] }: AgreementResult) => {
  const main = variable && mainOf(variable);
  return main ? columnHead[main.name] : 'Interval';
};

function Row(props: {
  variable: AgreementVariable;
  columns: readonly CoefficientName[];
  unit: AgreementResult['question']['unit'];
  at: number;
  isChosen: boolean;
  onPress(): void;
}) {
  const { variable, columns, unit, at, isChosen } = props;
  const main = mainOf(variable);
  const excluded = main?.excluded ?? [];
  const lost = excluded.reduce((sum, { n }) => sum + n, 0);
  return (
    <tr
      id={`agreement-row-${at}`}
      data-row={at}
      aria-selected={isChosen}
      className={styles.row}
      data-all={variable.kind === 'all' ? '' : undefined}
      onClick={props.onPress}
    >
      <th scope="row">
        <span className={styles.name} title={[...variable.path, kindInWords[variable.kind]].join(' · ')}>
          {variable.color === null ? null : <CodeSwatch color={variable.color} />}
          <bdi className="ell">{variableName(variable)}</bdi>
          {variable.kind === 'code' || variable.kind === 'all' || variable.kind === 'verdict' ? null : (
            <span className="t3">{variable.kind}</span>
          )}
        </span>
      </th>
      {columns.map((name) => {
        const one = variable.coefficients.find((coefficient) => coefficient.name === name);
        return (
          <td
            key={name}
            data-end
            title={one ? reasonInWords(one) : undefined}
            className={[onlyWide.has(name) && 'wide', one?.value == null && 't3'].filter(Boolean).join(' ')}
          >
            {one ? figure(one.value) : ''}
          </td>
        );
      })}
      <td className={styles.wideColumn}>{main ? <IntervalBar coefficient={main} /> : null}</td>
      <td data-end>{main ? count(main.n) : ''}</td>
      <td
        data-end
        title={excluded.map((one) => leftOutInWords(one, unit, variable.kind)).join('; ')}
        className={lost > 0 ? 'warn' : 't3'}
      >
        {count(lost)}
      </td>
    </tr>
  );
}
