import type { Look, ViewQueryInput } from '../../../shared/model/view.ts';
import { useBackend } from '../../state/queries.ts';
import { changeQuery, setQuery } from '../../state/selection.ts';
import { useSession } from '../../state/session.ts';
import { dateInWords, decisionNames, LinkButton, languageName, Token } from '../../ui/index.ts';

/** How many filters are in force, the search included. */
export function filterCount(query: ViewQueryInput): number {
  return Object.entries(query).filter(([name, value]) => {
    if (name === 'sort' || name === 'collapseCopies' || value === null || value === undefined || value === '')
      return false;
    // From and to are one filter; so are an import and what its report points at.
    if (name === 'importJobId' && query.look) return false;
    if (name === 'publishedTo' && query.publishedFrom) return false;
    return !Array.isArray(value) || value.length > 0;
  }).length;
}

/** What an import's report points at, as a filter. */
const looks: Record<Look, string> = {
  new: 'new articles',
  updated: 'changed articles',
  copies: 'articles with copies',
  recleaned: 'cleaned again',
  veryShort: 'very short',
  undated: 'without a date',
  openDate: 'day or month open',
  oddLanguage: 'in an unexpected language',
  unknownSource: 'without a source',
  unplaced: 'with annotations that lost their place',
};

/** One name, or how many. */
const few = (names: readonly string[], word: string) =>
  names.length === 1 ? `${word} ${names[0]}` : `${word} ${names.length}`;

/** The filters in force, each with a way to drop it. */
export function FilterTokens({ query }: { query: ViewQueryInput }) {
  const sources = useBackend('sources.list', {}, { enabled: (query.sources?.length ?? 0) > 0 });
  const codebook = useBackend('codebook.get', {}, { enabled: (query.codeIds?.length ?? 0) > 0 });
  const rounds = useBackend('rounds.list', {}, { enabled: query.round != null });
  const oneStory = query.storyIds?.length === 1 ? query.storyIds[0] : undefined;
  const story = useBackend('stories.get', { storyId: oneStory ?? '' }, { enabled: oneStory !== undefined });
  const importTitle = useSession(({ jobs }) => jobs.find((job) => job.jobId === query.importJobId)?.title);
  const tokens: { label: string; drop: Partial<ViewQueryInput> }[] = [];
  if (query.text) tokens.push({ label: query.text, drop: { text: '', sort: undefined } });
  if (query.publishedFrom || query.publishedTo) {
    const words = (day: string | null | undefined) => (day ? dateInWords(day.slice(0, 7)) : '');
    const [from, to] = [words(query.publishedFrom), words(query.publishedTo)];
    tokens.push({ label: from === to ? from : `${from} – ${to}`, drop: { publishedFrom: null, publishedTo: null } });
  }
  if (query.dated === false) tokens.push({ label: 'without a date', drop: { dated: null } });
  if (query.sources?.length) {
    const names = query.sources.map((id) => sources.data?.find((source) => source.sourceId === id)?.name ?? '…');
    tokens.push({ label: few(names, 'source'), drop: { sources: [] } });
  }
  if (query.languages?.length)
    tokens.push({ label: few(query.languages.map(languageName), 'language'), drop: { languages: [] } });
  if (query.decisions?.length) {
    tokens.push({
      label: few(
        query.decisions.map((one) => decisionNames[one].toLowerCase()),
        'decision',
      ),
      drop: { decisions: [] },
    });
  }
  if (query.codeIds?.length) {
    const names = query.codeIds.map((id) => codebook.data?.codes.find((code) => code.codeId === id)?.name ?? '…');
    tokens.push({ label: few(names, 'code'), drop: { codeIds: [] } });
  }
  if (query.storyIds?.length) {
    const label = oneStory ? `story “${story.data?.title ?? '…'}”` : `${query.storyIds.length} stories`;
    tokens.push({ label, drop: { storyIds: [] } });
  }
  if (query.round) {
    const name = rounds.data?.find((round) => round.roundId === query.round?.roundId)?.name ?? '…';
    tokens.push({ label: `my articles of “${name}”`, drop: { round: null, sort: undefined } });
  }
  if (query.coded != null) tokens.push({ label: query.coded ? 'coded' : 'not coded', drop: { coded: null } });
  const from = query.importJobId ? `from ${importTitle?.replace(/^Importing /, '') ?? 'one import'}` : null;
  if (query.look) {
    const label = from ? `${looks[query.look]}, ${from}` : looks[query.look];
    tokens.push({ label, drop: { look: null, importJobId: null, collapseCopies: undefined } });
  } else if (from) tokens.push({ label: from, drop: { importJobId: null } });

  if (tokens.length === 0) return <span className="strong">All articles</span>;
  return (
    <>
      {tokens.map((token) => (
        <Token key={token.label} label={token.label} onDrop={() => changeQuery(token.drop)}>
          {token.label}
        </Token>
      ))}
      {tokens.length > 1 ? (
        <LinkButton onPress={() => setQuery(query.sort && !query.text ? { sort: query.sort } : {})}>
          Drop all
        </LinkButton>
      ) : null}
    </>
  );
}
