export type Attributes = Record<string, string>;

/** Attributes without a bearing on text or facts, by their first letters; the rest is kept. */
export function isIdle(html: string, start: number, end: number): boolean {
  const a = html.charCodeAt(start) | 32;
  const b = html.charCodeAt(start + 1) | 32;
  // data-*, on*, src*, alt, width, height, target, srcset, sizes, loading, j* of frameworks.
  if (a === 100) return b === 97 && html.charCodeAt(start + 4) === 45;
  if (a === 111) return b === 110;
  if (a === 115) return b === 114 || b === 105;
  if (a === 119 || a === 106 || a === 118) return true;
  if (a === 97) return b === 108;
  return a === 104 && end - start === 6 && b === 101;
}

/** Do its attributes hide the element? */
export function isHidden(attributes: Attributes): boolean {
  if (attributes.hidden !== undefined && attributes.hidden !== 'false') return true;
  const { style } = attributes;
  if (style && /display\s*:\s*none|visibility\s*:\s*hidden/i.test(style)) return true;
  return attributes['aria-hidden'] === 'true' && !/fallback-image/.test(attributes.class ?? '');
}

/** Class and id, joined by a space. */
export function nameOf(attributes: Attributes): string {
  const { class: className, id } = attributes;
  return className && id ? `${className} ${id}` : (className ?? id ?? '');
}

export function isJsonLd(attributes: Attributes): boolean {
  return /^application\/(?:ld\+json|json\+ld)/i.test(attributes.type ?? '');
}
