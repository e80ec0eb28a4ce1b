import { useEffect, useMemo } from 'react';
import type { OutputOf } from '../../../shared/contract/contract.ts';
import type { Article } from '../../../shared/model/article.ts';
import { useBackend } from '../../state/queries.ts';
import { counted, languageName } from '../../ui/index.ts';
import type { TextPane } from '../text/index.ts';
import { useCompare } from './compare-state.ts';
import { paintTechniques } from './layers.ts';

const TECHNIQUES = ['techniques'];

export interface FoundTechniques {
  analyser: string;
  version: string;
  at: string;
  findings: OutputOf<'analysis.findings'>[number]['findings'];
}

const nothing: FoundTechniques = { analyser: '', version: '', at: '', findings: [] };

/** Persuasion techniques that the analyser suggests in the texts on the screen; painted while they are asked for. */
export function useTechniques(articles: readonly Article[], panes: readonly TextPane[], isReady: boolean) {
  const on = useCompare((state) => state.techniques);
  const answers = [
    useFound(articles[0], on),
    useFound(articles[1], on),
    useFound(articles[2], on),
    useFound(articles[3], on),
  ];
  const [a, b, c, d] = answers.map(({ data }) => data);
  const of = useMemo(
    () => [a, b, c, d].slice(0, articles.length).map((data) => data?.find(({ isCurrent }) => isCurrent) ?? nothing),
    [a, b, c, d, articles.length],
  );
  useEffect(() => {
    if (!isReady) return;
    for (const [column, pane] of panes.entries()) {
      const { findings } = of[column]!;
      paintTechniques(pane, on ? findings.flatMap(({ start, end, words }) => words ?? [{ start, end }]) : []);
    }
  }, [on, of, panes, isReady]);
  return { on, of, note: on ? noteOf(articles, answers) : null };
}

function useFound(article: Article | undefined, on: boolean) {
  const isAsked = on && article !== undefined;
  return useBackend(
    'analysis.findings',
    { articleId: article?.articleId ?? '', only: TECHNIQUES },
    { enabled: isAsked },
  );
}

/** What is underlined, and in which texts nothing was looked for. */
function noteOf(articles: readonly Article[], answers: readonly ReturnType<typeof useFound>[]): string | null {
  const found = answers.slice(0, articles.length).map(({ data }) => data);
  if (found.some((data) => data === undefined)) return null;
  const current = found.map((data) => data!.find(({ isCurrent }) => isCurrent));
  const total = current.reduce((sum, one) => sum + (one?.findings.length ?? 0), 0);
  const notLooked = current.filter((one) => one === undefined).length;
  const unknown = articles.flatMap(({ metadata }, i) =>
    current[i]?.isUnknownLanguage
      ? [metadata.language.value ? languageName(metadata.language.value) : 'an unknown language']
      : [],
  );
  return [
    `${counted(total, 'suggested technique')} underlined.`,
    notLooked > 0 ? `${counted(notLooked, 'text')} not searched yet: run what is due in Analysers.` : '',
    unknown.length > 0 ? `Not searched in ${[...new Set(unknown)].join(', ')}.` : '',
  ]
    .filter(Boolean)
    .join(' ');
}
