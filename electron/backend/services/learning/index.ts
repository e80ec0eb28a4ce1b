/** What is learned from the coding: `jobs/learn.ts` learns, here it is kept and read. */
import type { ReadableDb } from '../../db/types.ts';
import { refuseWhileBlind } from '../blind/index.ts';
import type { ReadContext, RoomHandlers } from '../handler.ts';
import { learnedOfCodes } from './codes.ts';
import { type CodeGroup, readGroups } from './coding.ts';
import { decidedArticles } from './decided.ts';
import { countDueTexts, readDueTexts } from './due.ts';
import { readExamples } from './examples.ts';
import { forgetOthers, keepFound, keepLearned, readLearned, readModels } from './keep.ts';

/** What there is to learn now. */
export interface LearningPlan {
  groups: CodeGroup[];
  /** Ids of the groups whose coding is as it was when they were learned. */
  current: string[];
  /** Stands for all that is learned: articles that were looked through with another key are due. */
  key: string;
}

function readPlan(db: ReadableDb, _input: unknown, context: ReadContext): LearningPlan {
  const learned = readLearned(db);
  const groups = readGroups(db, context);
  const current = groups.filter(({ groupId, coding }) => learned.get(groupId)?.coding === coding);
  const key = groups
    .map(({ groupId }) => learned.get(groupId)?.learnedAt ?? '')
    .sort()
    .join(' ');
  return { groups, current: current.map(({ groupId }) => groupId), key };
}

export const handlers: RoomHandlers = {
  queries: { 'learning.codes': learnedOfCodes, 'learning.decided': decidedArticles },
  reads: {
    'learning/plan': readPlan,
    'learning/examples': readExamples,
    'learning/models': readModels,
    'learning/due': readDueTexts,
    'learning/countDue': countDueTexts,
    'learning/refuseWhileBlind': (db) => refuseWhileBlind(db, 'What is learned'),
  },
  writes: { 'learning/keep': keepLearned, 'learning/forgetOthers': forgetOthers, 'learning/found': keepFound },
};
