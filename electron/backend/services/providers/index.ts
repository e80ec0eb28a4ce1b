/** Evidence from beyond the corpus: which providers are on, and the log of what was sent. */
import type { RoomHandlers } from '../handler.ts';

export const handlers: RoomHandlers = {};
