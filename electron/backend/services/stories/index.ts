/** Stories: found by `jobs/find-stories.ts`, kept and put right here. */
import type { RoomHandlers } from '../handler.ts';
import { applyGroups, endPass, keepWords, readToDescribe } from './apply.ts';
import { dropCorrection, putIn, recordClaim, sentencesOfStory, setBlock, takeOut } from './blocks.ts';
import {
  createStory,
  lockStory,
  mergeStories,
  moveArticles,
  renameStory,
  setGapSettings,
  setTopics,
  splitStory,
} from './edit.ts';
import { readCorrected } from './fit.ts';
import { readGapSettings } from './lean.ts';
import { keepTerms, readMaterial, readPass, readUntermed } from './material.ts';
import { getStory, listStories, readMembers, storiesOfArticles, storyOfArticle } from './read.ts';
import { readForReport } from './report.ts';
import { readKnownSections } from './sections.ts';
import { keepWritten } from './written.ts';

export const handlers: RoomHandlers = {
  queries: {
    'stories.list': listStories,
    'stories.get': getStory,
    'stories.members': readMembers,
    'stories.ofArticle': storyOfArticle,
    'stories.ofArticles': storiesOfArticles,
    'stories.sentences': sentencesOfStory,
    'stories.settings': readGapSettings,
  },
  commands: {
    'stories.rename': renameStory,
    'stories.setTopics': setTopics,
    'stories.lock': lockStory,
    'stories.merge': mergeStories,
    'stories.split': splitStory,
    'stories.move': moveArticles,
    'stories.create': createStory,
    'stories.setBlock': setBlock,
    'stories.takeOut': takeOut,
    'stories.putIn': putIn,
    'stories.dropCorrection': dropCorrection,
    'stories.recordClaim': recordClaim,
    'stories.setSettings': setGapSettings,
  },
  reads: {
    'stories/untermed': readUntermed,
    'stories/material': readMaterial,
    'stories/pass': (db) => readPass(db),
    'stories/corrected': (db) => readCorrected(db),
    'stories/knownSections': readKnownSections,
    'stories/forReport': readForReport,
    'stories/toDescribe': readToDescribe,
    'stories/nameless': (db) =>
      db.column<string>(`SELECT story_id FROM story WHERE title = '' AND title_by = 'analyser' AND is_locked = 0`),
  },
  writes: {
    'stories/keepTerms': keepTerms,
    'stories/apply': applyGroups,
    'stories/endPass': endPass,
    'stories/keepWords': keepWords,
    'stories/keepWritten': keepWritten,
  },
};
