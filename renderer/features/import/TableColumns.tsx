import { TriangleAlert } from 'lucide-react';
import { useId } from 'react';
import { useCommands } from '../../app/commands/index.ts';
import { Button, counted, Head, Icon, LinkButton, Select } from '../../ui/index.ts';
import { fieldNames, fieldOfColumn, holdsText, isLeftOut, type SurveyTable, withColumn } from './column-mapping.ts';
import { DryRunFile } from './DryRunFile.tsx';
import type { DryFile } from './DryRunList.tsx';
import { chooseColumns, useInbox } from './inbox.ts';
import styles from './TableColumns.module.css';

const notRead = 'none';
const fields = [{ value: notRead, label: 'not read' }, ...fieldNames.map(([value, label]) => ({ value, label }))];

const origins = {
  guess: 'guessed from the names of the columns and their first rows',
  remembered: 'as you chose for this header before',
  chosen: 'as you chose; remembered for this header',
} as const;

const leave = () => useInbox.setState({ table: null });

/** What the columns of a table hold, with its first rows, and below them the first row as it would come in. */
export function TableColumns({ table, first }: { table: SurveyTable; first: DryFile | undefined }) {
  const heading = useId();
  const leftOut = isLeftOut(table);
  useCommands([
    { id: 'import.leaveColumns', label: 'Back to the dry run', group: 'Import', keys: ['Escape'], run: leave },
  ]);
  const choose = (mapping: SurveyTable['mapping'] | null) => void chooseColumns(table.header, mapping);
  return (
    <div className={styles.columns}>
      <div className={styles.head}>
        <Head
          id={heading}
          end={
            <>
              {leftOut ? null : (
                <span className={table.from === 'guess' ? undefined : 'good'}>{origins[table.from]}</span>
              )}
              <Button tone="quiet" keys="Escape" onPress={leave}>
                Dry run
              </Button>
            </>
          }
        >
          Columns of <bdi>{table.path}</bdi>
          {table.files > 1 ? (
            <span className="t2 regular"> and {counted(table.files - 1, 'more file')} with this header</span>
          ) : null}
        </Head>
      </div>
      <State table={table} choose={choose} />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table must be scrolled by key */}
      <section className={`${styles.preview} scroll`} tabIndex={0} aria-labelledby={heading}>
        <table className="num">
          <thead>
            <tr>
              {table.header.map((name, column) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: columns keep their place, and names may repeat
                <th key={column} scope="col" data-read={fieldOfColumn(table.mapping, column) !== null || undefined}>
                  <bdi className="ell" title={name}>
                    {name || `column ${column + 1}`}
                  </bdi>
                  <Select
                    label={`Column ${name || column + 1} holds`}
                    labelHidden
                    size="toolbar"
                    value={fieldOfColumn(table.mapping, column) ?? notRead}
                    options={fields}
                    onChange={(field) =>
                      choose(withColumn(table.mapping, column, fieldNames.find(([one]) => one === field)?.[0] ?? null))
                    }
                  />
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {table.rows.map((row, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: rows keep their order
              <tr key={index}>
                {table.header.map((_, column) => (
                  <td
                    // biome-ignore lint/suspicious/noArrayIndexKey: columns keep their place
                    key={column}
                    dir="auto"
                    title={row[column]}
                    data-read={fieldOfColumn(table.mapping, column) !== null || undefined}
                  >
                    {row[column]}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {first && holdsText(table.mapping) ? <DryRunFile key={JSON.stringify(table.mapping)} file={first} /> : null}
    </div>
  );
}

/** What somebody has to decide about this table, if anything, and the way to do it. */
function State(props: { table: SurveyTable; choose(mapping: SurveyTable['mapping'] | null): void }) {
  const { table, choose } = props;
  const guess = (
    <LinkButton onPress={() => choose(null)}>
      {table.from === 'remembered' ? 'Look again' : 'Back to the guess'}
    </LinkButton>
  );
  if (isLeftOut(table))
    return (
      <p className={styles.state}>
        {table.files === 1 ? 'This table is' : 'These tables are'} left out: its rows do not come in.
        {guess}
      </p>
    );
  if (!holdsText(table.mapping))
    return (
      <p className={styles.state} role="status">
        <Icon of={TriangleAlert} size={14} className="warn" />
        {table.problem ?? 'No column holds the text of the articles. Choose it in the head of its column.'}
        <LinkButton onPress={() => choose({})}>Leave {table.files === 1 ? 'it' : 'them'} out</LinkButton>
        {table.from === 'chosen' ? guess : null}
      </p>
    );
  return (
    <p className={`${styles.state} t2`}>
      {table.problem ? <Icon of={TriangleAlert} size={14} className="warn" /> : null}
      {table.problem ?? 'Each row comes in as one article. Change what a column holds in its head.'}
      {table.from === 'chosen' ? guess : null}
    </p>
  );
}
