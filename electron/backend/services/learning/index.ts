/** What is learned from the coding: `jobs/learn.ts` learns, here it is kept and read. */
import type { RoomHandlers } from '../handler.ts';

export const handlers: RoomHandlers = {};
