const BULLET = /^(?:[*•·▪■►▶●○‣»›>|+–—-]\s+|[•·▪■►▶●○‣»›]\s*)+/u;

/** Letters in front, single spaces inside: nothing to change. */
const PLAIN = /^[A-Za-z0-9"'(](?:[^\s\u200b\ufeff]| (?! ))*$/;

/** A pattern that repeats a choice costs stack for each character. */
const MOST_PLAIN = 1_000;
const MOST_BULLETS = 40;

/** The form in which lines of different documents are compared: no bullet, white space collapsed, case kept. */
export function canonicalLine(line: string): string {
  if (line.length <= MOST_PLAIN && PLAIN.test(line)) return line;
  const flat = line.replace(/[\s\u200B\uFEFF]+/gu, ' ').trim();
  const bullets = BULLET.exec(flat.slice(0, MOST_BULLETS))?.[0].length ?? 0;
  return bullets === flat.length ? flat : flat.slice(bullets);
}

/** A number of 53 bits for a string: two FNV-1a runs of 32 bits over UTF-16 units, with different bases and a final mix. */
export function lineHash(canonical: string): number {
  let a = 0x811c9dc5;
  let b = 0x2f0b4f61;
  for (let i = 0; i < canonical.length; i++) {
    const unit = canonical.charCodeAt(i);
    a = Math.imul(a ^ unit, 0x01000193);
    b = Math.imul(b ^ unit, 0x01000193) + 0x9e3779b9;
  }
  a = mix(a ^ (b >>> 7));
  b = mix(b ^ (a >>> 5));
  return (a >>> 0) * 0x200000 + ((b >>> 0) & 0x1fffff);
}

function mix(value: number): number {
  let x = value;
  x = Math.imul(x ^ (x >>> 16), 0x85ebca6b);
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35);
  return x ^ (x >>> 16);
}

/** The stable name of a rule: the same line has the same one in every source. */
export function ruleIdOf(canonical: string): string {
  return lineHash(canonical).toString(36).padStart(11, '0');
}
