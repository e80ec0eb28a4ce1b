// The analysers, by name. Each is loaded when it is first asked for: some bring large word lists.
import type { Analyser, AnalyserName } from './analyser.ts';

export * from './analyser.ts';

const load: Record<AnalyserName, () => Promise<Analyser>> = {
  language: async () => (await import('./language.ts')).language,
  sentences: async () => (await import('./sentences.ts')).sentencesAnalyser,
  entities: async () => (await import('../entities/index.ts')).entities,
  figures: async () => (await import('../figures/index.ts')).figures,
  quotations: async () => (await import('../quotations/index.ts')).quotations,
  techniques: async () => (await import('../techniques/index.ts')).techniques,
  claims: async () => (await import('../claims/index.ts')).claims,
};

export const availableAnalysers = Object.keys(load) as AnalyserName[];

/** Null for a name that no analyser has. */
export async function loadAnalyser(name: string): Promise<Analyser | null> {
  return Object.hasOwn(load, name) ? await load[name as AnalyserName]() : null;
}
