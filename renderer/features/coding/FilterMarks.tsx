import { ListFilter } from 'lucide-react';
import { useMemo } from 'react';
import type { Annotation } from '../../../shared/model/annotation.ts';
import type { Claim } from '../../../shared/model/claim.ts';
import type { Code } from '../../../shared/model/codebook.ts';
import { Checkbox, CodeSwatch, count, IconButton, LinkButton, Popover, Select } from '../../ui/index.ts';
import styles from './FilterMarks.module.css';
import { allMarks, isFiltering, shownMarks, useMarkFilter } from './mark-filter.ts';

/** Annotations and claims as the filter lets them through. */
export function useShown(annotations: readonly Annotation[], claims: readonly Claim[]) {
  const filter = useMarkFilter();
  return useMemo(() => {
    const { claims: which } = filter;
    const shownClaims =
      which === true ? claims : which === false ? none : claims.filter((one) => one.claimId === which);
    return { annotations: shownMarks(annotations, filter), claims: shownClaims, isFiltering: isFiltering(filter) };
  }, [annotations, claims, filter]);
}

const none: never[] = [];

/** Which marks stand in the text, the margin and the list: by code, coder and claim. */
export function FilterMarks(props: {
  annotations: readonly Annotation[];
  claims: readonly Claim[];
  codes: ReadonlyMap<string, Code>;
}) {
  const filter = useMarkFilter();
  const isOn = isFiltering(filter);
  return (
    <Popover
      label="Filter marks"
      placement="bottom end"
      width={280}
      trigger={
        <IconButton icon={ListFilter} label={isOn ? 'Filter marks: some are hidden' : 'Filter marks'} pressed={isOn} />
      }
    >
      <Choices {...props} />
    </Popover>
  );
}

function tally<K>(values: Iterable<K>): Map<K, number> {
  const found = new Map<K, number>();
  for (const value of values) found.set(value, (found.get(value) ?? 0) + 1);
  return found;
}

function Choices({ annotations, claims, codes }: Parameters<typeof FilterMarks>[0]) {
  const filter = useMarkFilter();
  const byCode = tally(annotations.flatMap((one) => one.codings.map((coding) => coding.codeId)));
  const byCoder = tally(annotations.map((one) => one.coder));
  const known = [...byCode]
    .flatMap(([codeId, n]) => ({ code: codes.get(codeId), n }))
    .filter((one) => one.code !== undefined);
  known.sort((a, b) => b.n - a.n || a.code!.name.localeCompare(b.code!.name));
  const toggle = (chosen: ReadonlySet<string> | null, all: readonly string[], value: string) => {
    const next = new Set(chosen ?? all);
    if (!next.delete(value)) next.add(value);
    return next.size === all.length ? null : next;
  };
  const codeIds = known.map(({ code }) => code!.codeId);
  const coders = [...byCoder.keys()].sort((a, b) => a.localeCompare(b));
  return (
    <div className={styles.filter}>
      <fieldset className={`${styles.group} scroll`}>
        <legend className="med">Codes</legend>
        {known.length === 0 ? <p className="t3">Nothing is coded here yet.</p> : null}
        {known.map(({ code, n }) => (
          <Checkbox
            key={code!.codeId}
            checked={filter.codeIds === null || filter.codeIds.has(code!.codeId)}
            onChange={() => useMarkFilter.setState({ codeIds: toggle(filter.codeIds, codeIds, code!.codeId) })}
          >
            <span className={styles.line}>
              <CodeSwatch color={code!.color} />
              <bdi className="ell">{code!.name}</bdi>
              <span className="num t3">{count(n)}</span>
            </span>
          </Checkbox>
        ))}
      </fieldset>
      {coders.length > 1 ? (
        <fieldset className={styles.group}>
          <legend className="med">Coders</legend>
          {coders.map((coder) => (
            <Checkbox
              key={coder}
              checked={filter.coders === null || filter.coders.has(coder)}
              onChange={() => useMarkFilter.setState({ coders: toggle(filter.coders, coders, coder) })}
            >
              <span className={styles.line}>
                <bdi className="ell">{coder}</bdi>
                <span className="num t3">{count(byCoder.get(coder) ?? 0)}</span>
              </span>
            </Checkbox>
          ))}
        </fieldset>
      ) : null}
      <Select
        label="Claims"
        value={String(filter.claims)}
        onChange={(value) =>
          useMarkFilter.setState({ claims: value === 'true' ? true : value === 'false' ? false : value })
        }
        options={[
          { value: 'true', label: 'All of them' },
          { value: 'false', label: 'None' },
          ...claims.map((claim) => ({ value: claim.claimId, label: `Claim ${claim.number} alone` })),
        ]}
      />
      <LinkButton
        disabled={isFiltering(filter) ? undefined : 'all marks are shown'}
        onPress={() => useMarkFilter.setState(allMarks)}
      >
        Show all marks
      </LinkButton>
    </div>
  );
}
