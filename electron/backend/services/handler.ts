import type { MethodsOfKind, OutputOf, ParsedInputOf } from '../../../shared/contract/contract.ts';
import type { ChangedRoom } from '../../../shared/contract/events.ts';
import type { TrackedRows } from '../db/change-log.ts';
import type { ReadableDb, WritableDb } from '../db/types.ts';

export interface Coder {
  id: number;
  name: string;
}

/** What a read function may know besides the project. */
export interface ReadContext {
  /** Whose decisions and annotations are "mine"; null before a name was given. */
  coder: Coder | null;
  now: Date;
  /** Polled in long loops; true once the caller has gone: throw CANCELLED or stop. */
  cancelled(): boolean;
  /** Folder with `sample-corpus/` and `codebooks/`. */
  resourcesDir: string;
}

/** What a write function may know and do. It runs inside one transaction, which rolls back when it throws. */
export interface WriteContext extends ReadContext {
  /** ISO 8601 UTC with milliseconds, the same throughout the transaction. */
  at: string;
  /** The coder, or NO_CODER. */
  requireCoder(): Coder;
  /**
   * A change that a person makes: rows written through `rows` are kept with their images before and after, so that
   * undo, redo and history work. One call is one step of undo. Nothing is logged when no row differs.
   */
  change<T>(step: { action: string; label: string; article: number | null }, write: (rows: TrackedRows) => T): T;
  /** Which rooms' data this write touched, for the `changed` event; `articleIds` null when many. */
  touch(rooms: readonly ChangedRoom[], articleIds?: readonly string[] | null): void;
}

/** Handlers of contract methods, one object per room. Inputs are parsed already; outputs are checked in tests. */
export type QueryHandlers = {
  [M in MethodsOfKind<'query'>]: (db: ReadableDb, input: ParsedInputOf<M>, context: ReadContext) => OutputOf<M>;
};
export type CommandHandlers = {
  [M in MethodsOfKind<'command'>]: (db: WritableDb, input: ParsedInputOf<M>, context: WriteContext) => OutputOf<M>;
};

// biome-ignore lint/suspicious/noExplicitAny: inputs are typed where a function is declared and where it is called.
type Loose = any;

/**
 * Functions that only the backend itself calls on a database thread (the steps of a job, the ids of a view). Their
 * names hold a `/`, so that no contract method can be mistaken for one. Input and output must survive a structured clone.
 */
export type InternalReads = Record<
  `${string}/${string}`,
  (db: ReadableDb, input: Loose, context: ReadContext) => unknown
>;
export type InternalWrites = Record<
  `${string}/${string}`,
  (db: WritableDb, input: Loose, context: WriteContext) => unknown
>;

/** What a room's `index.ts` exports as `handlers`. */
export interface RoomHandlers {
  queries?: Partial<QueryHandlers>;
  commands?: Partial<CommandHandlers>;
  reads?: InternalReads;
  writes?: InternalWrites;
}
