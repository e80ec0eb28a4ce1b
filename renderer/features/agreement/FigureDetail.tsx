import type { AgreementResult, AgreementVariable } from '../../../shared/contract/rooms/agreement.ts';
import { type CoefficientValue, coefficientFacts } from '../../../shared/model/agreement.ts';
import { Basis, Button, CodeName, count, Head } from '../../ui/index.ts';
import styles from './Figures.module.css';
import { IntervalBar } from './IntervalBar.tsx';
import {
  figure,
  intervalInWords,
  kindInWords,
  leftOutInWords,
  reasonInWords,
  unitsInWords,
  variableName,
  whenInWords,
} from './words.ts';

/** All that is known of one row: each coefficient with its source, its interval and what it left out; who met whom. */
export function FigureDetail(props: {
  result: AgreementResult;
  variable: AgreementVariable;
  onCases: (() => void) | null;
}) {
  const { result, variable } = props;
  return (
    <section className={`${styles.detail} scroll`} aria-label="Agreement in detail">
      <header className={styles.title}>
        <h2 className="strong">
          {variable.color === null ? (
            variableName(variable)
          ) : (
            <CodeName color={variable.color} name={variableName(variable)} />
          )}
        </h2>
        <span className="t2 small">
          {variable.kind === 'all' && result.question.unit === 'span'
            ? 'which code, where'
            : kindInWords[variable.kind]}
        </span>
      </header>
      <ul className={styles.coefficients}>
        {variable.coefficients.map((one) => (
          <Coefficient key={one.name} one={one} result={result} kind={variable.kind} />
        ))}
      </ul>
      {variable.confusion.length > 0 ? (
        <Confusion variable={variable} coders={result.coders.map(({ name }) => name)} />
      ) : null}
      {props.onCases ? (
        <p className={styles.onward}>
          <Button size="form" onPress={props.onCases} keys="Enter">
            Disagreements
          </Button>
        </p>
      ) : null}
    </section>
  );
}

function Coefficient({
  one,
  result,
  kind,
}: {
  one: CoefficientValue;
  result: AgreementResult;
  kind: AgreementVariable['kind'];
}) {
  const facts = coefficientFacts[one.name];
  const { unit, samples, seed } = result.question;
  return (
    <li className={styles.coefficient}>
      <span>{facts.label}</span>
      <span className={`${styles.value} num`}>
        <Basis
          title={facts.label}
          rows={[
            ['Says', facts.says],
            ['Source', facts.source],
            ['Rests on', unitsInWords(unit, one.n, kind)],
            [
              '95 %',
              one.interval ? `${intervalInWords(one)}; ${count(samples)} samples, seed ${seed}` : intervalInWords(one),
            ],
            ['When', whenInWords(result.at)],
          ]}
          note={facts.limits}
        >
          {figure(one.value)}
        </Basis>
      </span>
      <IntervalBar coefficient={one} />
      <span className={`${styles.small} num`}>{one.interval ? intervalInWords(one) : ''}</span>
      <ul className={styles.left}>
        {one.reason ? <li>{reasonInWords(one)}</li> : null}
        <li>rests on {unitsInWords(unit, one.n, kind)}</li>
        {one.excluded.map((left) => (
          <li key={`${left.of} ${left.reason}`} className="warn">
            left out: {leftOutInWords(left, unit, kind)}
          </li>
        ))}
      </ul>
    </li>
  );
}

function Confusion({ variable, coders }: { variable: AgreementVariable; coders: readonly string[] }) {
  const { categories, confusion } = variable;
  const two = coders.length === 2;
  return (
    <>
      <Head level={3}>{two ? 'Who said what' : 'Which met which'}</Head>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls where the table is wide */}
      <div className={styles.confusionFrame} role="region" aria-label="Confusion table" tabIndex={0}>
        <table className={`${styles.confusion} num`}>
          <caption className="t2 small">
            {two ? (
              <>
                rows <bdi>{coders[0]}</bdi>, columns <bdi>{coders[1]}</bdi>
              </>
            ) : (
              'pairs of coders, each in both directions'
            )}
          </caption>
          <thead>
            <tr>
              <td />
              {categories.map((name) => (
                <th key={name} scope="col">
                  <bdi>{name}</bdi>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {categories.map((name, row) => (
              <tr key={name}>
                <th scope="row">
                  <bdi>{name}</bdi>
                </th>
                {categories.map((other, column) => {
                  const n = confusion[row * categories.length + column] ?? 0;
                  return (
                    <td key={other} data-same={row === column ? '' : undefined} data-zero={n === 0 ? '' : undefined}>
                      {count(n)}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}
