import { handlers as agreement } from './agreement/index.ts';
import { handlers as analysis } from './analysis/index.ts';
import { handlers as annotations } from './annotations/index.ts';
import { handlers as articles } from './articles/index.ts';
import { handlers as check } from './check/index.ts';
import { handlers as claims } from './claims/index.ts';
import { handlers as cleaning } from './cleaning/index.ts';
import { handlers as codebook } from './codebook/index.ts';
import { handlers as coders } from './coders/index.ts';
import { handlers as compare } from './compare/index.ts';
import { handlers as duplicates } from './duplicates/index.ts';
import { handlers as exporting } from './export/index.ts';
import type { RoomHandlers } from './handler.ts';
import { handlers as history } from './history/index.ts';
import { handlers as importing } from './import/index.ts';
import { handlers as jobs } from './jobs/index.ts';
import { handlers as learning } from './learning/index.ts';
import { handlers as likely } from './likely/index.ts';
import { handlers as merge } from './merge/index.ts';
import { handlers as names } from './names/index.ts';
import { handlers as originals } from './originals/index.ts';
import { handlers as profiles } from './profiles/index.ts';
import { handlers as projects } from './projects/index.ts';
import { handlers as providers } from './providers/index.ts';
import { handlers as reextract } from './reextract/index.ts';
import { handlers as results } from './results/index.ts';
import { handlers as rounds } from './rounds/index.ts';
import { handlers as sources } from './sources/index.ts';
import { handlers as stories } from './stories/index.ts';
import { handlers as suggestions } from './suggestions/index.ts';
import { handlers as triage } from './triage/index.ts';

const rooms: readonly RoomHandlers[] = [
  agreement,
  analysis,
  compare,
  projects,
  jobs,
  importing,
  articles,
  triage,
  codebook,
  annotations,
  claims,
  history,
  coders,
  results,
  rounds,
  merge,
  exporting,
  check,
  cleaning,
  duplicates,
  originals,
  reextract,
  sources,
  stories,
  suggestions,
  learning,
  likely,
  profiles,
  names,
  providers,
];

/** Everything that runs on a database thread, by name: contract methods and the backend's own functions. */
export const readFunctions = Object.assign({}, ...rooms.flatMap((room) => [room.queries ?? {}, room.reads ?? {}]));
export const writeFunctions = Object.assign({}, ...rooms.flatMap((room) => [room.commands ?? {}, room.writes ?? {}]));
