/**
 * What analysers propose as coding, and what people said of it. Findings of the techniques and of what was learned are offered;
 * those of other analysers once a person said which code a label stands for. Decisions are each coder's own.
 */
import type { RoomHandlers } from '../handler.ts';
import { LabelCodes, setCode } from './codes.ts';
import { accept, reject, reopen } from './decide.ts';
import { suggestionsOfArticle, suggestionsOfCode } from './read.ts';

export const handlers: RoomHandlers = {
  queries: {
    'suggestions.ofArticle': suggestionsOfArticle,
    'suggestions.ofCode': suggestionsOfCode,
    'suggestions.codes': (db) => new LabelCodes(db).all(),
  },
  commands: {
    'suggestions.accept': accept,
    'suggestions.reject': reject,
    'suggestions.reopen': reopen,
    'suggestions.setCode': setCode,
  },
};
