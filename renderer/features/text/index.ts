/** The text of an article on the screen, with its marks; rooms that show articles take it from here. */
export { type Connection, focusHandle, moveEnd } from './ActiveMark.tsx';
export { ArticleText, type ArticleTextProps } from './ArticleText.tsx';
export { sentencesOf } from './caret-moves.ts';
export { Margin } from './Margin.tsx';
export { Minimap } from './Minimap.tsx';
export { codeMark, type Mark, marksOf } from './marks.ts';
export { TextPane, usePane } from './pane.ts';
export { ParagraphMap } from './paragraph-map.ts';
export type { TextRect, TextSurface } from './surface.ts';
