import type { Method } from './method.ts';
import { agreementRoom } from './rooms/agreement.ts';
import { analysisRoom } from './rooms/analysis.ts';
import { annotationsRoom } from './rooms/annotations.ts';
import { appRoom } from './rooms/app.ts';
import { articlesRoom } from './rooms/articles.ts';
import { claimsRoom } from './rooms/claims.ts';
import { codebookRoom } from './rooms/codebook.ts';
import { codersRoom } from './rooms/coders.ts';
import { compareRoom } from './rooms/compare.ts';
import { duplicatesRoom } from './rooms/duplicates.ts';
import { exportRoom } from './rooms/export.ts';
import { historyRoom } from './rooms/history.ts';
import { importRoom } from './rooms/import.ts';
import { jobsRoom } from './rooms/jobs.ts';
import { likelyRoom } from './rooms/likely.ts';
import { mergeRoom } from './rooms/merge.ts';
import { namesRoom } from './rooms/names.ts';
import { originalsRoom } from './rooms/originals.ts';
import { profilesRoom } from './rooms/profiles.ts';
import { projectsRoom } from './rooms/projects.ts';
import { providersRoom } from './rooms/providers.ts';
import { resultsRoom } from './rooms/results.ts';
import { roundsRoom } from './rooms/rounds.ts';
import { sourcesRoom } from './rooms/sources.ts';
import { storiesRoom } from './rooms/stories.ts';
import { suggestionsRoom } from './rooms/suggestions.ts';
import { triageRoom } from './rooms/triage.ts';
import type { z } from './schema.ts';

/** Everything a page can ask of the backend. Types and checks on both ends come from here. */
export const contract = {
  ...appRoom,
  ...projectsRoom,
  ...jobsRoom,
  ...importRoom,
  ...articlesRoom,
  ...sourcesRoom,
  ...storiesRoom,
  ...duplicatesRoom,
  ...originalsRoom,
  ...triageRoom,
  ...likelyRoom,
  ...codebookRoom,
  ...annotationsRoom,
  ...claimsRoom,
  ...historyRoom,
  ...codersRoom,
  ...roundsRoom,
  ...mergeRoom,
  ...agreementRoom,
  ...analysisRoom,
  ...suggestionsRoom,
  ...profilesRoom,
  ...namesRoom,
  ...providersRoom,
  ...resultsRoom,
  ...compareRoom,
  ...exportRoom,
} satisfies Record<string, Method>;

export type Contract = typeof contract;
export type MethodName = keyof Contract;
/** What a caller writes: defaults may be left out. */
export type InputOf<M extends MethodName> = z.input<Contract[M]['input']>;
/** What a handler gets: defaults are filled in. */
export type ParsedInputOf<M extends MethodName> = z.output<Contract[M]['input']>;
export type OutputOf<M extends MethodName> = z.output<Contract[M]['output']>;
export type MethodsOfKind<K extends Method['kind']> = {
  [M in MethodName]: Contract[M]['kind'] extends K ? M : never;
}[MethodName];
