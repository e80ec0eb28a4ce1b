/** The attributes of an element that have a bearing on text or facts, by their names in lower case; all others are passed over. */
export class Attributes {
  class: string | undefined = undefined;
  id: string | undefined = undefined;
  role: string | undefined = undefined;
  style: string | undefined = undefined;
  hidden: string | undefined = undefined;
  'aria-hidden': string | undefined = undefined;
  href: string | undefined = undefined;
  rel: string | undefined = undefined;
  type: string | undefined = undefined;
  lang: string | undefined = undefined;
  'xml:lang': string | undefined = undefined;
  name: string | undefined = undefined;
  property: string | undefined = undefined;
  'http-equiv': string | undefined = undefined;
  content: string | undefined = undefined;
  itemprop: string | undefined = undefined;
  datetime: string | undefined = undefined;
  pubdate: string | undefined = undefined;
}

export type AttributeName = keyof Attributes;

const BY_LENGTH: readonly (readonly AttributeName[])[] = (() => {
  const names = Object.keys(new Attributes()) as AttributeName[];
  const longest = Math.max(...names.map((name) => name.length));
  return Array.from({ length: longest + 1 }, (_, length) => names.filter((name) => name.length === length));
})();

/** Which of them is named at this place, in letters of either case; null for any other. */
export function attributeAt(html: string, start: number, stop: number): AttributeName | null {
  const length = stop - start;
  if (length >= BY_LENGTH.length) return null;
  const names = BY_LENGTH[length]!;
  next: for (let n = 0; n < names.length; n++) {
    const name = names[n]!;
    for (let i = 0; i < length; i++) {
      const code = html.charCodeAt(start + i);
      const lower = code >= 65 && code <= 90 ? code + 32 : code;
      if (lower !== name.charCodeAt(i)) continue next;
    }
    return name;
  }
  return null;
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
