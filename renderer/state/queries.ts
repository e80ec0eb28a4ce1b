import {
  keepPreviousData,
  QueryClient,
  type UseMutationResult,
  type UseQueryResult,
  useMutation,
  useQuery,
} from '@tanstack/react-query';
import type { InputOf, MethodName, MethodsOfKind, OutputOf } from '../../shared/contract/contract.ts';
import type { AppError } from '../../shared/contract/errors.ts';
import type { ChangedRoom, EventOf } from '../../shared/contract/events.ts';
import { call } from './backend.ts';

/**
 * Which rooms' data an answer is made of: it is asked for again when one of them changes. Methods that are not listed are
 * never asked for again by themselves: views are snapshots, jobs have their own events, host methods answer when asked.
 */
const restsOn: Partial<Record<MethodName, readonly ChangedRoom[]>> = {
  'projects.status': ['articles', 'triage', 'annotations', 'claims', 'coders', 'sources', 'codebook'],
  'articles.facets': ['articles', 'triage', 'annotations', 'sources', 'codebook'],
  'articles.get': ['articles', 'triage', 'sources'],
  'sources.list': ['sources', 'articles'],
  'sources.dateExamples': ['sources', 'articles'],
  'ratings.raters': ['sources', 'articles'],
  'cleaning.rules': ['sources'],
  'originals.status': ['articles'],
  'import.watched': ['articles'],
  'triage.reasons': ['triage'],
  'codebook.get': ['codebook', 'annotations', 'rounds'],
  'codebook.state': ['codebook', 'rounds'],
  'codebook.values': ['codebook', 'annotations', 'rounds'],
  'codebook.effect': ['codebook', 'annotations', 'claims', 'rounds'],
  'codebook.versions': ['codebook', 'annotations'],
  'codebook.uses': ['codebook', 'annotations', 'articles', 'rounds'],
  'codebook.examples': ['codebook', 'annotations', 'articles'],
  'relations.kinds': ['codebook', 'annotations', 'rounds'],
  'annotations.ofArticle': ['annotations', 'codebook', 'articles', 'rounds'],
  'annotations.begin': ['annotations', 'codebook', 'articles', 'rounds'],
  'relations.ofArticle': ['annotations', 'codebook', 'articles', 'rounds'],
  'claims.list': ['claims', 'articles', 'sources'],
  'claims.table': ['claims', 'articles', 'sources'],
  'claims.get': ['claims', 'articles', 'sources'],
  'claims.contexts': ['claims', 'articles'],
  'claims.similar': ['claims'],
  'claims.mergePreview': ['claims', 'articles'],
  'history.state': ['articles', 'triage', 'codebook', 'annotations', 'claims', 'history', 'sources'],
  'history.table': ['history', 'rounds', 'coders'],
  'history.ofAnnotation': ['history', 'rounds'],
  'history.details': ['history', 'codebook', 'rounds'],
  'coders.list': ['coders', 'annotations', 'triage', 'claims', 'rounds'],
  'rounds.list': ['rounds', 'coders'],
  'rounds.preview': ['articles', 'triage', 'sources', 'rounds'],
  'rounds.ofArticle': ['rounds'],
  'merge.reports': ['rounds', 'annotations'],
  'history.list': ['articles', 'triage', 'codebook', 'annotations', 'claims', 'history', 'sources'],
  'agreement.coders': ['annotations', 'claims', 'rounds', 'coders'],
  'agreement.cases': ['annotations', 'claims', 'codebook', 'articles', 'rounds', 'coders'],
  'results.passages': ['annotations', 'codebook', 'claims', 'articles', 'triage', 'sources', 'coders', 'rounds'],
  'results.together': ['annotations', 'codebook', 'claims', 'articles', 'triage', 'sources', 'coders', 'rounds'],
  'results.bySource': ['annotations', 'codebook', 'claims', 'articles', 'triage', 'sources', 'coders', 'rounds'],
  'results.byTime': ['annotations', 'codebook', 'claims', 'articles', 'triage', 'sources', 'coders', 'rounds'],
  'results.methods': ['annotations', 'codebook', 'claims', 'articles', 'triage', 'sources', 'coders', 'rounds'],
  'stories.list': ['stories', 'articles', 'sources'],
  'stories.get': ['stories', 'articles', 'sources'],
  'stories.members': ['stories', 'articles', 'sources'],
  'stories.sections': ['stories', 'articles', 'sources', 'suggestions'],
  'stories.sentences': ['stories', 'articles'],
  'stories.ofArticle': ['stories', 'articles'],
  'stories.settings': ['stories'],
  'analysis.analysers': ['suggestions', 'articles', 'stories'],
  'analysis.findings': ['suggestions', 'articles'],
  'analysis.figures': ['suggestions', 'articles', 'sources'],
  'suggestions.ofArticle': ['suggestions', 'annotations', 'codebook', 'articles', 'rounds'],
  'suggestions.ofCode': ['suggestions', 'annotations', 'codebook', 'articles', 'rounds'],
  'suggestions.codes': ['suggestions', 'codebook'],
  'learning.codes': ['suggestions', 'annotations', 'codebook'],
  'learning.decided': ['articles', 'triage'],
  'likely.state': ['likely', 'triage', 'articles', 'coders'],
  'likely.ofArticle': ['likely', 'coders'],
  'profiles.articles': ['articles', 'sources'],
  'profiles.stories': ['stories', 'articles', 'sources'],
  'profiles.copies': ['articles', 'sources'],
  'profiles.agencies': ['articles', 'sources'],
  'profiles.techniques': ['suggestions', 'articles', 'sources'],
  'profiles.quoted': ['suggestions', 'names', 'articles', 'sources'],
  'profiles.places': ['suggestions', 'names', 'articles', 'sources'],
  'profiles.compare': ['suggestions', 'names', 'stories', 'articles', 'sources'],
  'names.list': ['suggestions', 'names'],
  'names.suggest': ['suggestions', 'names'],
  'names.places': ['suggestions', 'names', 'articles'],
  'providers.list': ['providers'],
  'providers.log': ['providers', 'claims', 'stories', 'rounds'],
  'providers.results': ['providers', 'claims', 'rounds'],
  'providers.reviews': ['providers', 'claims'],
  'providers.rewritten': ['providers', 'articles'],
  'compare.align': ['articles'],
  'compare.statements': ['articles', 'stories', 'sources'],
  'compare.quotations': ['articles', 'stories', 'sources', 'suggestions'],
  'compare.versions': ['articles'],
  'compare.versionDifference': ['articles'],
  'duplicates.members': ['articles', 'sources'],
  'duplicates.difference': ['articles'],
  'export.preview': ['articles', 'triage', 'annotations', 'claims', 'codebook', 'coders'],
};

/** Answers stay good until an event says otherwise; being offline is the normal state of this program. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      networkMode: 'always',
      retry: false,
      staleTime: Number.POSITIVE_INFINITY,
      gcTime: 5 * 60_000,
      refetchOnWindowFocus: false,
      refetchOnReconnect: false,
    },
    mutations: { networkMode: 'always', retry: false },
  },
});

/** Whether a change makes an answer old: its rooms, and its article where both name one. */
export function isTouched(method: MethodName, input: unknown, change: EventOf<'changed'>): boolean {
  if (!restsOn[method]?.some((room) => change.rooms.includes(room))) return false;
  const article = (input as { articleId?: string }).articleId;
  // The codebook is everyone's: its changes touch what shows codes, whichever articles they name.
  if (!article || change.articleIds === null || change.rooms.includes('codebook')) return true;
  return change.articleIds.length === 0 || change.articleIds.includes(article);
}

/** Asks again for everything on the screen that a committed write has touched. */
export function invalidateTouched(change: EventOf<'changed'>) {
  void queryClient.invalidateQueries({
    predicate: ({ queryKey }) => isTouched(queryKey[0] as MethodName, queryKey[1], change),
  });
}

export interface BackendOptions {
  /** False: do not ask yet. */
  enabled?: boolean;
  /** Goes on showing the previous input's answer until the new one is here. */
  keepPrevious?: boolean;
}

/** An answer of the backend, kept fresh by events. `error` is an `AppError`. */
export function useBackend<M extends MethodsOfKind<'query' | 'host'>>(
  method: M,
  input: InputOf<M>,
  options: BackendOptions = {},
): UseQueryResult<OutputOf<M>, AppError> {
  return useQuery<OutputOf<M>, AppError>({
    queryKey: [method, input],
    queryFn: ({ signal }) => call(method, input, { signal }),
    enabled: options.enabled ?? true,
    ...(options.keepPrevious ? { placeholderData: keepPreviousData } : {}),
  });
}

/**
 * A change, job or host call to be made by a person. `mutateAsync(input)` resolves when it is on disk; what shows the changed
 * data is asked again by the `changed` event.
 */
export function useChange<M extends MethodName>(method: M): UseMutationResult<OutputOf<M>, AppError, InputOf<M>> {
  return useMutation<OutputOf<M>, AppError, InputOf<M>>({
    mutationKey: [method],
    mutationFn: (input) => call(method, input),
  });
}
