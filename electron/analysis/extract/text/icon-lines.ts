import { gluedIcon, isIconOnly } from './icons.ts';
import { type Line, readLines } from './lines.ts';

/** Takes icon-font words off the front of lines; they are kept aside by line. */
export function withoutIcons(lines: readonly Line[]): { lines: Line[]; icons: Map<Line, string> } {
  const icons = new Map<Line, string>();
  const out = lines.map((line) => {
    const icon = isIconOnly(line.text) ? '' : gluedIcon(line.text);
    if (!icon) return line;
    const rest = readLines(line.text.slice(icon.length))[0];
    if (!rest) return line;
    const bare = { ...rest, gap: line.gap, repeated: line.repeated };
    icons.set(bare, icon);
    return bare;
  });
  return { lines: out, icons };
}
