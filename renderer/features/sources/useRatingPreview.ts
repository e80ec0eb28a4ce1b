import { useEffect, useState } from 'react';
import type { AppError } from '../../../shared/contract/errors.ts';
import type { RatingMapping } from '../../../shared/contract/rooms/sources.ts';
import { call } from '../../state/backend.ts';
import type { RatingPreview } from './rating-draft.ts';

/** What a list would give. While it is asked for again the answer of before stays. A list can be long, so it is no query's key. */
export function useRatingPreview(csv: string | null, mapping: RatingMapping | null) {
  const [state, setState] = useState<{ of: string | null; preview: RatingPreview | null; error: AppError | null }>({
    of: null,
    preview: null,
    error: null,
  });
  const [asking, setAsking] = useState(false);
  const [again, setAgain] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `again` asks the same once more
  useEffect(() => {
    if (csv === null) return;
    const request = new AbortController();
    setAsking(true);
    call('ratings.preview', { csv, mapping }, { signal: request.signal }).then(
      (preview) => {
        if (request.signal.aborted) return;
        setAsking(false);
        setState({ of: csv, preview, error: null });
      },
      (error: AppError) => {
        if (request.signal.aborted) return;
        setAsking(false);
        setState((before) => ({ of: csv, preview: before.of === csv ? before.preview : null, error }));
      },
    );
    return () => request.abort();
  }, [csv, mapping, again]);
  const current = state.of === csv && csv !== null;
  return {
    preview: current ? state.preview : null,
    error: current ? state.error : null,
    asking,
    retry: () => setAgain((n) => n + 1),
  };
}
