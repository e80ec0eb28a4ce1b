// Export: datasets out of a project, and annotations back in from our own CSV.
import type { RoomHandlers } from '../handler.ts';
import { annotateFromCsv } from './annotate.ts';
import { previewExport } from './preview.ts';
import { projectName, writeCsv } from './write-csv.ts';

export const handlers: RoomHandlers = {
  queries: {
    'export.preview': (db, { query }, context) => previewExport(db, query, context),
  },
  commands: {
    'annotate.fromCsv': annotateFromCsv,
  },
  reads: {
    'export/csv': writeCsv,
    'export/projectName': projectName,
  },
};
