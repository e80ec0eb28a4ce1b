/** Sources: what they are known by, merging, ratings of several raters, and the order of day and month of their dates. */
import type { RoomHandlers } from '../handler.ts';
import { dateExamples } from './date-examples.ts';
import { settleSource, sourcesWithOpenDates } from './dates.ts';
import { addAlias, editSource, removeAlias } from './edit.ts';
import { listSources } from './list.ts';
import { mergeSources } from './merge.ts';
import { importRatings, listRaters, previewRatings, removeRater, setRating } from './ratings.ts';

export const handlers: RoomHandlers = {
  queries: {
    'sources.list': listSources,
    'sources.dateExamples': dateExamples,
    'ratings.raters': listRaters,
    'ratings.preview': previewRatings,
  },
  commands: {
    'sources.edit': editSource,
    'sources.merge': mergeSources,
    'sources.addAlias': addAlias,
    'sources.removeAlias': removeAlias,
    'ratings.import': importRatings,
    'ratings.set': setRating,
    'ratings.removeRater': removeRater,
  },
  reads: {
    'sources/openDates': (db, { importJobId }: { importJobId: string }) => sourcesWithOpenDates(db, importJobId),
  },
  writes: {
    'sources/settleDates'(db, { sourceId }: { sourceId: number }, context) {
      const dated = settleSource(db, sourceId);
      if (dated > 0) context.touch(['articles', 'sources'], null);
      return dated;
    },
  },
};
