/** Stories: found by `jobs/find-stories.ts`, kept and put right here. */
import type { RoomHandlers } from '../handler.ts';
import { applyGroups, endPass, keepWords, readToDescribe } from './apply.ts';
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
import { readGapSettings } from './lean.ts';
import { keepTerms, readMaterial, readPass, readUntermed } from './material.ts';
import { getStory, listStories, readMembers, storiesOfArticles, storyOfArticle } from './read.ts';
import { readSectionMaterial } from './sections.ts';

export const handlers: RoomHandlers = {
  queries: {
    'stories.list': listStories,
    'stories.get': getStory,
    'stories.members': readMembers,
    'stories.ofArticle': storyOfArticle,
    'stories.ofArticles': storiesOfArticles,
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
    'stories.setSettings': setGapSettings,
  },
  reads: {
    'stories/untermed': readUntermed,
    'stories/material': readMaterial,
    'stories/pass': (db) => readPass(db),
    'stories/sectionMaterial': readSectionMaterial,
    'stories/toDescribe': readToDescribe,
    'stories/nameless': (db) =>
      db.column<string>(`SELECT story_id FROM story WHERE title = '' AND title_by = 'analyser' AND is_locked = 0`),
  },
  writes: {
    'stories/keepTerms': keepTerms,
    'stories/apply': applyGroups,
    'stories/endPass': endPass,
    'stories/keepWords': keepWords,
  },
};
