/** Cleaning across a source: its rules, and the steps of a pass over its articles (`jobs/clean.ts` takes them). */
import type { SourceModel } from '../../../analysis/cleaning/index.ts';
import type { RoomHandlers } from '../handler.ts';
import { articlesOfSource } from './documents.ts';
import { exampleOfRule } from './example.ts';
import { type CleaningScope, learnSource, type PlanInput, planCleaning, sourcesToClean } from './plan.ts';
import { readRules, storedModel, switchRules, writePass, writeRules } from './rules.ts';
import { type WriteInput, writeCleaned } from './write.ts';

export const handlers: RoomHandlers = {
  queries: {
    'cleaning.rules': readRules,
    'cleaning.example': exampleOfRule,
  },
  reads: {
    'cleaning/sources': (db, scope: CleaningScope) => sourcesToClean(db, scope),
    'cleaning/articles': (db, { sourceId }: { sourceId: number }) => articlesOfSource(db, sourceId),
    'cleaning/model': (db, { sourceId }: { sourceId: number }) => storedModel(db, sourceId),
    'cleaning/learn': (db, input: { sourceId: number }, context) => learnSource(db, input, context),
    'cleaning/plan': (db, input: PlanInput, context) => planCleaning(db, input, context),
  },
  writes: {
    'cleaning/rules': (db, input: { sourceId: number; model: SourceModel }, context) => writeRules(db, input, context),
    'cleaning/write': (db, input: WriteInput, context) => writeCleaned(db, input, context),
    'cleaning/pass': (
      db,
      input: { sourceId: number; analyser: string; articles: number | null; changed: number },
      context,
    ) => writePass(db, input, context),
    'cleaning/switch': (db, input: { sourceId: number; ruleIds: string[]; on: boolean }, context) =>
      switchRules(db, input, context),
  },
};
