/** What analysers propose as coding, and what people said of it. */
import type { RoomHandlers } from '../handler.ts';

export const handlers: RoomHandlers = {};
