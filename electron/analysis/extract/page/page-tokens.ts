import { Tokenizer } from 'htmlparser2';
import { type AttributeName, Attributes, attributeAt } from './page-attributes.ts';

/** What a page is made of, told in its order. Offsets are UTF-16 into the page. */
export interface TokenHandler {
  /** A start tag. The attributes are good until the call returns: the next tag's are put into the same object. */
  open(name: string, attributes: Attributes, selfClosing: boolean): void;
  close(name: string): void;
  /** Text without a character reference; entity by entity, what surrounds them comes in pieces of its own. */
  text(start: number, stop: number): void;
  /** The character that a reference stands for. */
  character(text: string): void;
  /** Inside `svg` or `math`, where no element holds raw text. */
  isForeign(): boolean;
}

/** Elements whose content is text up to their own end tag, whatever it looks like; in those of `REFERENCES` it is read as text elsewhere is. */
const RAW: ReadonlySet<string> = new Set('script style title textarea iframe noembed noframes xmp'.split(' '));
const REFERENCES: ReadonlySet<string> = new Set(['title', 'textarea']);

const TAB = 9;
const LINE_FEED = 10;
const FORM_FEED = 12;
const RETURN = 13;
const SPACE = 32;
const EXCLAMATION = 33;
const DOUBLE_QUOTE = 34;
const SINGLE_QUOTE = 39;
const DASH = 45;
const SLASH = 47;
const LESS = 60;
const EQUALS = 61;
const GREATER = 62;
const QUESTION = 63;

const isWhite = (code: number) =>
  code === SPACE || code === LINE_FEED || code === TAB || code === RETURN || code === FORM_FEED;

const isLetter = (code: number) => (code >= 97 && code <= 122) || (code >= 65 && code <= 90);

/** Ends a name inside a tag. */
const endsName = (code: number) => code === GREATER || code === SLASH || isWhite(code);

/**
 * Reads a page from its beginning to its end, as htmlparser2's tokeniser does, which reads it letter by letter: here the
 * runs in which nothing can happen (text, values of attributes, scripts, comments) are passed over at once. Character
 * references are left to that tokeniser.
 */
export function readTokens(html: string, handler: TokenHandler): void {
  const end = html.length;
  const attributes = new Attributes();
  /** Attributes that are set, to be taken back before the next tag. */
  const set: AttributeName[] = [];
  /** Of the next `&`, or behind the end. */
  let ampersand = -1;
  let at = 0;

  const hasReference = (start: number, stop: number): boolean => {
    if (ampersand < start) {
      ampersand = html.indexOf('&', start);
      if (ampersand < 0) ampersand = end;
    }
    return ampersand < stop;
  };

  /** A stretch without tags; `<` may stand at its beginning. */
  const text = (start: number, stop: number) => {
    if (start >= stop) return;
    if (hasReference(start, stop)) readReferences(html, start, stop, handler);
    else handler.text(start, stop);
  };

  const value = (start: number, stop: number, quote: string): string =>
    hasReference(start, stop) ? withoutReferences(html.slice(start, stop), quote) : html.slice(start, stop);

  /** Reads attributes from `at` on, to behind the tag's end. @returns null where the page ends first, else whether the tag closes itself */
  const readAttributes = (): boolean | null => {
    let closes = false;
    while (at < end) {
      let code = html.charCodeAt(at);
      if (code === GREATER) {
        at++;
        return closes;
      }
      if (isWhite(code)) {
        at++;
        continue;
      }
      closes = code === SLASH;
      if (closes) {
        at++;
        continue;
      }
      const start = at++;
      while (at < end) {
        code = html.charCodeAt(at);
        if (code === EQUALS || endsName(code)) break;
        at++;
      }
      const name = attributeAt(html, start, at);
      while (at < end && isWhite(html.charCodeAt(at))) at++;
      let given = '';
      if (html.charCodeAt(at) === EQUALS) {
        at++;
        while (at < end && isWhite(html.charCodeAt(at))) at++;
        if (at >= end) return null;
        code = html.charCodeAt(at);
        if (code === DOUBLE_QUOTE || code === SINGLE_QUOTE) {
          const quote = code === DOUBLE_QUOTE ? '"' : "'";
          const from = at + 1;
          at = html.indexOf(quote, from);
          if (at < 0) return null;
          if (name && attributes[name] === undefined) given = value(from, at, quote);
          at++;
        } else {
          const from = at;
          while (at < end && html.charCodeAt(at) !== GREATER && !isWhite(html.charCodeAt(at))) at++;
          if (name && attributes[name] === undefined) given = value(from, at, '');
        }
      }
      if (name && attributes[name] === undefined) {
        attributes[name] = given;
        set.push(name);
      }
    }
    return null;
  };

  /** The content of an element that holds raw text, from `at` to its end tag, or to the end of the page. */
  const readRaw = (name: string) => {
    let close = html.indexOf('</', at);
    while (close >= 0 && !isEndTag(html, close + 2, name)) close = html.indexOf('</', close + 2);
    const stop = close < 0 ? end : close;
    if (at < stop) {
      if (REFERENCES.has(name) && hasReference(at, stop)) {
        for (let from = at; from < stop; ) {
          if (html.charCodeAt(from) === LESS) handler.text(from, ++from);
          const next = html.indexOf('<', from);
          const until = next < 0 || next > stop ? stop : next;
          if (from < until) readReferences(html, from, until, handler);
          from = until;
        }
      } else handler.text(at, stop);
    }
    at = stop;
  };

  /** A start tag whose name begins at `at`. @returns false where the page ends in it */
  const readStart = (): boolean => {
    const foreign = handler.isForeign();
    const start = at;
    while (at < end && !endsName(html.charCodeAt(at))) at++;
    if (at >= end) return false;
    const name = html.slice(start, at).toLowerCase();
    while (set.length > 0) attributes[set.pop()!] = undefined;
    const closes = readAttributes();
    if (closes === null) return false;
    handler.open(name, attributes, closes);
    if (foreign) return true;
    if (RAW.has(name)) readRaw(name);
    else if (name === 'plaintext') {
      if (at < end) handler.text(at, end);
      at = end;
    }
    return true;
  };

  /** An end tag whose name begins at `at`. @returns false where the page ends in it */
  const readEnd = (): boolean => {
    const start = at;
    while (at < end && !endsName(html.charCodeAt(at))) at++;
    if (at >= end) return false;
    handler.close(html.slice(start, at).toLowerCase());
    return skipPast('>');
  };

  const skipPast = (mark: string): boolean => {
    const found = html.indexOf(mark, at);
    at = found < 0 ? end : found + mark.length;
    return found >= 0;
  };

  /** Behind `<!`: a comment, a declaration, or what is passed over like one. */
  const skipDeclaration = (): void => {
    if (html.startsWith('[CDATA[', at)) skipPast(']]>');
    else if (html.charCodeAt(at) === DASH && html.charCodeAt(at + 1) === DASH) {
      at = endOfComment(html, at + 2);
    } else skipPast('>');
  };

  let from = 0;
  while (at < end) {
    const open = html.indexOf('<', at);
    if (open < 0) break;
    const code = html.charCodeAt(open + 1);
    if (isLetter(code)) {
      text(from, open);
      at = open + 1;
      if (!readStart()) return;
    } else if (code === SLASH) {
      const next = html.charCodeAt(open + 2);
      if (open + 2 >= end) {
        at = end;
        text(from, open);
        from = open;
        break;
      }
      text(from, open);
      at = open + 2;
      if (isLetter(next)) {
        if (!readEnd()) return;
      } else skipPast('>');
    } else if (code === EXCLAMATION || code === QUESTION) {
      text(from, open);
      at = open + 2;
      if (code === EXCLAMATION) skipDeclaration();
      else skipPast('>');
    } else {
      // A sign, not a tag: the text goes on, in a piece of its own.
      text(from, open);
      from = open;
      at = open + 1;
      continue;
    }
    from = at;
  }
  text(from, end);
}

/** Does an end tag of that name stand here, behind its `</`? */
function isEndTag(html: string, at: number, name: string): boolean {
  const stop = at + name.length;
  return stop < html.length && endsName(html.charCodeAt(stop)) && html.slice(at, stop).toLowerCase() === name;
}

/** The place behind a comment's end, from behind its `<!--`. */
function endOfComment(html: string, start: number): number {
  if (html.charCodeAt(start) === GREATER) return start + 1;
  if (html.charCodeAt(start) === DASH && html.charCodeAt(start + 1) === GREATER) return start + 2;
  for (let dashes = html.indexOf('--', start); dashes >= 0; dashes = html.indexOf('--', dashes + 1)) {
    const code = html.charCodeAt(dashes + 2);
    if (code === GREATER) return dashes + 3;
    if (code === EXCLAMATION && html.charCodeAt(dashes + 3) === GREATER) return dashes + 4;
  }
  return html.length;
}

type Piece = (start: number, stop: number, character: string | null) => void;
let onPiece: Piece = () => {};
let onValue: (piece: string) => void = () => {};
let source = '';

const ignored = () => {};
const references = new Tokenizer(
  { decodeEntities: true, xmlMode: false },
  {
    ontext: (start, stop) => onPiece(start, stop, null),
    ontextentity: (codePoint) => onPiece(0, 0, String.fromCodePoint(codePoint)),
    onattribdata: (start, stop) => onValue(source.slice(start, stop)),
    onattribentity: (codePoint) => onValue(String.fromCodePoint(codePoint)),
    onattribend: ignored,
    onattribname: ignored,
    oncdata: ignored,
    onclosetag: ignored,
    oncomment: ignored,
    ondeclaration: ignored,
    onend: ignored,
    onopentagend: ignored,
    onopentagname: ignored,
    onprocessinginstruction: ignored,
    onselfclosingtag: ignored,
  },
);

/** Text with references in it, in pieces. */
function readReferences(html: string, start: number, stop: number, handler: TokenHandler): void {
  const length = stop - start;
  onPiece = (from, to, character) => {
    if (character !== null) handler.character(character);
    else if (from < length) handler.text(start + from, start + Math.min(to, length));
  };
  source = html.slice(start, stop);
  references.reset();
  // A tag that follows ends a reference without a semicolon.
  references.write(stop < html.length ? `${source}<` : source);
  references.end();
  source = '';
}

/** The value of an attribute, by its quotes or without, with references in it. */
function withoutReferences(given: string, quote: string): string {
  let value = '';
  onValue = (piece) => {
    value += piece;
  };
  source = `<a x=${quote}${given}${quote}>`;
  references.reset();
  references.write(source);
  references.end();
  source = '';
  return value;
}
