import { memo, useRef, useState } from 'react';
import { type Decision, decisions } from '../../../shared/model/article.ts';
import type { ViewQueryInput } from '../../../shared/model/view.ts';
import { useBackend } from '../../state/queries.ts';
import { changeQuery } from '../../state/selection.ts';
import { Checkbox, count, DecisionSign, decisionNames, ErrorState, Head, LinkButton } from '../../ui/index.ts';
import styles from './Facets.module.css';
import { MonthBrush } from './MonthBrush.tsx';

interface Value {
  value: string;
  label: string;
  count: number;
}

/** Values of a long facet that are shown at first. */
const FEW = 8;

function Facet(props: {
  title: string;
  end?: string;
  values: readonly Value[];
  chosen: readonly string[];
  onChange(values: string[]): void;
  sign?(value: string): React.ReactNode;
  isolate?: boolean;
}) {
  const [all, setAll] = useState(false);
  const { values, chosen } = props;
  if (values.length === 0) return null;
  const shown = all ? values : values.filter((value, index) => index < FEW || chosen.includes(value.value));
  return (
    <section>
      <Head level={3} className={styles.head} end={props.end ?? ''}>
        {props.title}
      </Head>
      <ul>
        {shown.map((value) => (
          <li key={value.value} className={`${styles.value} num`}>
            <Checkbox
              checked={chosen.includes(value.value)}
              label={`${value.label}, ${count(value.count)}`}
              onChange={(on) =>
                props.onChange(on ? [...chosen, value.value] : chosen.filter((one) => one !== value.value))
              }
              className={styles.check}
            >
              {props.sign?.(value.value)}
              <span className="ell">{props.isolate ? <bdi>{value.label}</bdi> : value.label}</span>
            </Checkbox>
            <span className="t2">{count(value.count)}</span>
          </li>
        ))}
      </ul>
      {values.length > FEW ? (
        <span className={styles.more}>
          <LinkButton onPress={() => setAll(!all)}>
            {all ? 'Fewer' : `${count(values.length - shown.length)} more`}
          </LinkButton>
        </span>
      ) : null}
    </section>
  );
}

/** Filters with the number of articles each would show, all other filters in force. */
export const Facets = memo(function Facets({ query }: { query: ViewQueryInput }) {
  const { sort: _sort, ...asked } = query;
  const { data: now, error, refetch } = useBackend('articles.facets', { query: asked }, { keepPrevious: true });
  const before = useRef(now);
  if (now) before.current = now;
  const data = now ?? before.current;
  // A broken search is told beside the table; the counts of before stay.
  if (error && error.code !== 'QUERY_INVALID')
    return <ErrorState inline error={error} onRetry={() => void refetch()} />;
  if (!data) return null;
  const undated = data.months.find((month) => month.value === '');
  const byDecision = decisions.map((decision) => ({
    value: decision,
    label: decisionNames[decision],
    count: data.decisions.find((entry) => entry.value === decision)?.count ?? 0,
  }));
  return (
    <>
      <MonthBrush months={data.months.filter((month) => month.value !== '')} query={query} />
      {undated && undated.count > 0 ? (
        <div className={`${styles.value} num`}>
          <Checkbox
            checked={query.dated === false}
            onChange={(on) => changeQuery({ dated: on ? false : null, publishedFrom: null, publishedTo: null })}
            className={styles.check}
          >
            Without a date
          </Checkbox>
          <span className="t2">{count(undated.count)}</span>
        </div>
      ) : null}
      <Facet
        title="Source"
        end={query.sources?.length ? `${query.sources.length} of ${data.sources.length}` : count(data.sources.length)}
        values={data.sources}
        chosen={(query.sources ?? []).map(String)}
        onChange={(values) => changeQuery({ sources: values.map(Number) })}
        isolate
      />
      <Facet
        title="Decision"
        values={byDecision}
        chosen={query.decisions ?? []}
        onChange={(values) => changeQuery({ decisions: values as Decision[] })}
        sign={(value) => <DecisionSign decision={value as Decision} silent />}
      />
      <Facet
        title="Language"
        values={data.languages}
        chosen={query.languages ?? []}
        onChange={(languages) => changeQuery({ languages })}
      />
      <Facet
        title="Code"
        values={data.codes}
        chosen={query.codeIds ?? []}
        onChange={(codeIds) => changeQuery({ codeIds })}
        isolate
      />
    </>
  );
});
