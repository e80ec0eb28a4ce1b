/** A stretch of a text: UTF-16 offsets, 0-based, `end` exclusive. */
export interface Span {
  start: number;
  end: number;
}
