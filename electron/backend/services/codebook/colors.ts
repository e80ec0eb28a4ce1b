/** The palette's ten slots as they look on a light page (renderer/ui/tokens.css, `--code-1` to `--code-10`). */
const palette = [
  ...['#188bda', '#762808', '#005041', '#922366', '#755802'],
  ...['#3d7690', '#9b585a', '#747e00', '#7f8a97', '#de5f60'],
];

const channels = (hex: string) => [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));

/** `#rrggbb` of a slot, 1 to 10. */
export const hexOf = (slot: number): string => palette[slot - 1] ?? palette[0]!;

/** The slot that looks most like a colour written as `#rrggbb` or `#rgb`; null for anything else. */
export function nearestColor(written: string): number | null {
  const hex = written.trim().replace(/^#([0-9a-f])([0-9a-f])([0-9a-f])$/i, '#$1$1$2$2$3$3');
  if (!/^#[0-9a-f]{6}$/i.test(hex)) return null;
  const [red = 0, green = 0, blue = 0] = channels(hex);
  let best = 0;
  let least = Number.POSITIVE_INFINITY;
  for (const [at, slot] of palette.entries()) {
    const [r = 0, g = 0, b = 0] = channels(slot);
    // Weights of how strongly the eye tells the three apart.
    const distance = 2 * (red - r) ** 2 + 4 * (green - g) ** 2 + 3 * (blue - b) ** 2;
    if (distance < least) [best, least] = [at, distance];
  }
  return best + 1;
}
