import { useEffect, useState } from 'react';
import type { OutputOf } from '../../../shared/contract/contract.ts';
import type { AppError } from '../../../shared/contract/errors.ts';
import { call } from '../../state/backend.ts';
import { useBackend } from '../../state/queries.ts';

export type CleaningRule = OutputOf<'cleaning.rules'>['rules'][number];
export type LastPass = OutputOf<'cleaning.rules'>['last'];

/** As many as the backend gives at once. */
const AT_ONCE = 500;

/** Every rule of a source, most frequent first; asked for again when its cleaning changes. */
export function useRules(sourceId: number) {
  const first = useBackend('cleaning.rules', { sourceId, count: AT_ONCE });
  const { data } = first;
  const [more, setMore] = useState<{ of: typeof data; rules: CleaningRule[] }>({ of: undefined, rules: [] });
  const [failed, setFailed] = useState<AppError | null>(null);
  useEffect(() => {
    setFailed(null);
    if (!data || data.total <= data.rules.length) return;
    const asking = new AbortController();
    (async () => {
      const rules: CleaningRule[] = [];
      for (let start = AT_ONCE; start < data.total; start += AT_ONCE) {
        const page = await call('cleaning.rules', { sourceId, start, count: AT_ONCE }, { signal: asking.signal });
        rules.push(...page.rules);
      }
      setMore({ of: data, rules });
    })().catch((error: AppError) => {
      if (!asking.signal.aborted) setFailed(error);
    });
    return () => asking.abort();
  }, [data, sourceId]);
  const rules = data ? [...data.rules, ...(more.of === data ? more.rules : [])] : undefined;
  return { rules, last: data?.last ?? null, error: first.error ?? failed, refetch: first.refetch };
}
