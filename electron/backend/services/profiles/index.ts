/** Sources in profile. */
import type { RoomHandlers } from '../handler.ts';

export const handlers: RoomHandlers = {};
