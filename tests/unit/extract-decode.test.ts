import { describe, expect, it } from 'vitest';
import { decodeBytes } from '../../electron/analysis/extract/index.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);
const bytes = (...parts: (number[] | Uint8Array)[]) => Uint8Array.from(parts.flatMap((part) => [...part]));

/** Encodes Cyrillic and ASCII as windows-1251. */
function windows1251(text: string): Uint8Array {
  return Uint8Array.from(text, (c) => {
    const code = c.charCodeAt(0);
    if (code < 0x80) return code;
    if (code >= 0x410 && code <= 0x44f) return code - 0x410 + 0xc0;
    return { ё: 0xb8, '«': 0xab, '»': 0xbb, '—': 0x97 }[c] ?? 0x3f;
  });
}

function utf16(text: string, order: 'le' | 'be'): Uint8Array {
  const out = new Uint8Array(text.length * 2);
  const view = new DataView(out.buffer);
  for (let i = 0; i < text.length; i++) view.setUint16(i * 2, text.charCodeAt(i), order === 'le');
  return out;
}

const RUSSIAN =
  'В посёлке Заречье в среду открыли новую библиотеку, которую строили почти четыре года. «Мы ждали этого дня», — сказала директор.';

describe('decoding a file', () => {
  it('reads UTF-8 and drops the byte order mark', () => {
    const decoded = decodeBytes(bytes([0xef, 0xbb, 0xbf], utf8('Müll')));
    expect(decoded).toEqual({ text: 'Müll', encoding: 'utf-8', how: 'bom', replaced: 0, binary: false });
  });

  it('turns CRLF and lone CR into LF, once', () => {
    expect(decodeBytes(utf8('one\r\ntwo\rthree\n\r\nfour')).text).toBe('one\ntwo\nthree\n\nfour');
  });

  it('calls plain ASCII the default', () => {
    expect(decodeBytes(utf8('plain'))).toMatchObject({ encoding: 'utf-8', how: 'default' });
  });

  it('does not normalise characters', () => {
    const decomposed = 'Cafe\u0301';
    expect(decodeBytes(utf8(decomposed)).text).toBe(decomposed);
  });

  it('decodes broken UTF-8 as UTF-8 and counts what was lost', () => {
    const broken = bytes(utf8('Größe, Käse, Öl, Übung: '), [0xff], utf8(' und weiter, größer'), [0xc3]);
    const decoded = decodeBytes(broken);
    expect(decoded.encoding).toBe('utf-8');
    expect(decoded.text).toContain('Größe, Käse, Öl, Übung');
    expect(decoded.replaced).toBe(2);
  });

  it('detects windows-1251', () => {
    expect(decodeBytes(windows1251(RUSSIAN))).toMatchObject({
      encoding: 'windows-1251',
      how: 'detected',
      text: RUSSIAN,
    });
  });

  it('reads a page by the charset that its meta element declares', () => {
    const page = windows1251(`<html><head><meta charset="windows-1251"><title>${RUSSIAN}</title></head></html>`);
    const decoded = decodeBytes(page, { sniffHtmlMeta: true });
    expect(decoded).toMatchObject({ encoding: 'windows-1251', how: 'declared' });
    expect(decoded.text).toContain(RUSSIAN);
  });

  it('reads the charset of an XML declaration', () => {
    const xml = windows1251(`<?xml version="1.0" encoding="windows-1251"?><p>${RUSSIAN}</p>`);
    expect(decodeBytes(xml, { sniffHtmlMeta: true })).toMatchObject({ encoding: 'windows-1251', how: 'declared' });
  });

  it('trusts valid UTF-8 over an old declaration', () => {
    const page = utf8(`<meta http-equiv="Content-Type" content="text/html; charset=windows-1251"><p>${RUSSIAN}</p>`);
    const decoded = decodeBytes(page, { sniffHtmlMeta: true });
    expect(decoded).toMatchObject({ encoding: 'utf-8', how: 'detected', replaced: 0 });
    expect(decoded.text).toContain(RUSSIAN);
  });

  it.each(['le', 'be'] as const)('reads UTF-16%s with and without a mark', (order) => {
    const mark = order === 'le' ? [0xff, 0xfe] : [0xfe, 0xff];
    expect(decodeBytes(bytes(mark, utf16(RUSSIAN, order)))).toMatchObject({
      how: 'bom',
      text: RUSSIAN,
      encoding: `utf-16${order}`,
    });
    expect(decodeBytes(utf16(RUSSIAN, order))).toMatchObject({
      how: 'detected',
      text: RUSSIAN,
      encoding: `utf-16${order}`,
    });
    const english = 'The council voted on Wednesday.';
    expect(decodeBytes(utf16(english, order)).text).toBe(english);
  });

  it('lets the researcher force an encoding', () => {
    expect(decodeBytes(Uint8Array.from([0xe4]), { forced: 'iso-8859-1' })).toMatchObject({ text: 'ä', how: 'forced' });
  });

  it('ignores a charset nobody knows', () => {
    expect(decodeBytes(utf8('naïve'), { declared: 'x-no-such-charset' })).toMatchObject({
      text: 'naïve',
      encoding: 'utf-8',
    });
  });

  it('recognises what is not text', () => {
    const noise = Uint8Array.from({ length: 4000 }, (_, i) => (i * 7919) % 256);
    expect(decodeBytes(noise)).toMatchObject({ binary: true, text: '' });
    expect(decodeBytes(bytes([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a], [...utf8('IHDR')])).binary).toBe(true);
    expect(decodeBytes(utf8('%PDF-1.7\nplain letters follow')).binary).toBe(true);
  });

  it('takes an empty file as empty text', () => {
    expect(decodeBytes(new Uint8Array())).toMatchObject({ text: '', binary: false });
  });
});
