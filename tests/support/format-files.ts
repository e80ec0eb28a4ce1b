/** Files of the formats that an import reads, made byte by byte for tests. */
import { crc32, deflateRawSync, gzipSync } from 'node:zlib';

export interface ZipFile {
  /** As text (UTF-8, declared so), or the bytes that an archive's name consists of. */
  name: string | Uint8Array;
  bytes: string | Uint8Array;
  stored?: boolean;
  encrypted?: boolean;
  /** Written to a stream: sizes stand behind the data. */
  streamed?: boolean;
  /** The checksum that the archive claims. */
  crc?: number;
  /** The size that the archive claims. */
  size?: number;
  extra?: Uint8Array;
}

/** A ZIP archive. `noDirectory`: as one looks that was cut before its end. */
export function zipBytes(files: readonly ZipFile[], options: { noDirectory?: boolean } = {}): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const file of files) {
    const name = Buffer.from(file.name as string);
    const raw = Buffer.from(file.bytes as string);
    const data = file.stored ? raw : deflateRawSync(raw);
    const crc = file.crc ?? crc32(raw);
    const size = file.size ?? raw.length;
    const flags = (typeof file.name === 'string' ? 0x800 : 0) | (file.encrypted ? 1 : 0) | (file.streamed ? 8 : 0);
    const extra = Buffer.from(file.extra ?? []);
    const header = Buffer.alloc(30);
    header.writeUInt32LE(0x04034b50, 0);
    header.writeUInt16LE(20, 4);
    header.writeUInt16LE(flags, 6);
    header.writeUInt16LE(file.stored ? 0 : 8, 8);
    header.writeUInt32LE(file.streamed ? 0 : crc, 14);
    header.writeUInt32LE(file.streamed ? 0 : data.length, 18);
    header.writeUInt32LE(file.streamed ? 0 : size, 22);
    header.writeUInt16LE(name.length, 26);
    header.writeUInt16LE(extra.length, 28);
    const descriptor = Buffer.alloc(file.streamed ? 16 : 0);
    if (file.streamed) {
      descriptor.writeUInt32LE(0x08074b50, 0);
      descriptor.writeUInt32LE(crc, 4);
      descriptor.writeUInt32LE(data.length, 8);
      descriptor.writeUInt32LE(size, 12);
    }
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(20, 6);
    entry.writeUInt16LE(flags, 8);
    entry.writeUInt16LE(file.stored ? 0 : 8, 10);
    entry.writeUInt32LE(crc, 16);
    entry.writeUInt32LE(data.length, 20);
    entry.writeUInt32LE(size, 24);
    entry.writeUInt16LE(name.length, 28);
    entry.writeUInt16LE(extra.length, 30);
    entry.writeUInt32LE(at, 42);
    directory.push(entry, name, extra);
    for (const part of [header, name, extra, data, descriptor]) {
      parts.push(part);
      at += part.length;
    }
  }
  if (options.noDirectory) return Buffer.concat(parts);
  const listing = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(files.length, 8);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(listing.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...parts, listing, end]);
}

export interface WarcRecordFile {
  type?: string;
  url?: string;
  /** Header lines of the answer; without, the payload stands alone. */
  http?: string[] | null;
  payload: string | Uint8Array;
  mediaType?: string;
}

/** A record of a web archive (WARC/1.0). */
export function warcRecord({ type = 'response', url, http, payload, mediaType }: WarcRecordFile): Buffer {
  const head =
    http === null
      ? Buffer.alloc(0)
      : Buffer.from(`${(http ?? ['HTTP/1.1 200 OK', 'Content-Type: text/html; charset=utf-8']).join('\r\n')}\r\n\r\n`);
  const content = Buffer.concat([head, Buffer.from(payload as string)]);
  const headers = [
    'WARC/1.0',
    `WARC-Type: ${type}`,
    'WARC-Date: 2031-07-09T10:00:00Z',
    'WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-000000000001>',
    ...(url === undefined ? [] : [`WARC-Target-URI: ${url}`]),
    `Content-Type: ${mediaType ?? 'application/http; msgtype=response'}`,
    `Content-Length: ${content.length}`,
  ];
  return Buffer.concat([Buffer.from(`${headers.join('\r\n')}\r\n\r\n`), content, Buffer.from('\r\n\r\n')]);
}

/** One gzip member for each record, as crawlers write `.warc.gz`. */
export const packedRecords = (records: readonly Buffer[]): Buffer => Buffer.concat(records.map((one) => gzipSync(one)));

/** A Word document of the given body markup (`w:p` and the like). */
export function docxBytes(body: string, core = ''): Buffer {
  const xml = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
  const relations = 'http://schemas.openxmlformats.org/package/2006/relationships';
  const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const types = 'application/vnd.openxmlformats-officedocument.wordprocessingml';
  return zipBytes([
    {
      name: '[Content_Types].xml',
      bytes: `${xml}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="${types}.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="${types}.styles+xml"/><Override PartName="/word/numbering.xml" ContentType="${types}.numbering+xml"/></Types>`,
    },
    {
      name: '_rels/.rels',
      bytes: `${xml}<Relationships xmlns="${relations}"><Relationship Id="rId1" Type="${office}/officeDocument" Target="word/document.xml"/></Relationships>`,
    },
    {
      name: 'word/_rels/document.xml.rels',
      bytes: `${xml}<Relationships xmlns="${relations}"><Relationship Id="rId1" Type="${office}/styles" Target="styles.xml"/><Relationship Id="rId2" Type="${office}/numbering" Target="numbering.xml"/></Relationships>`,
    },
    {
      name: 'word/styles.xml',
      bytes: `${xml}<w:styles ${WORD}><w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/></w:style><w:style w:type="paragraph" w:styleId="Quote"><w:name w:val="Quote"/></w:style></w:styles>`,
    },
    {
      name: 'word/numbering.xml',
      bytes: `${xml}<w:numbering ${WORD}><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>`,
    },
    { name: 'word/document.xml', bytes: `${xml}<w:document ${WORD}><w:body>${body}</w:body></w:document>` },
    {
      name: 'docProps/core.xml',
      bytes: `${xml}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">${core}</cp:coreProperties>`,
    },
  ]);
}
const WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';

/** A paragraph of a Word document; `properties` such as `<w:pStyle w:val="Heading1"/>`. */
export const wordParagraph = (text: string, properties = ''): string =>
  `<w:p><w:pPr>${properties}</w:pPr><w:r><w:t xml:space="preserve">${text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</w:t></w:r></w:p>`;

/** A line of a PDF page: where it begins, in points from the lower left corner, and its type size. */
export interface PdfText {
  x: number;
  y: number;
  size?: number;
  text: string;
}

/** A PDF with a text layer, in Helvetica. `info`: entries such as `/Title (Harbour)`. `password`: needs one to be opened. */
export function pdfBytes(pages: readonly PdfText[][], { info = '', password = false } = {}): Buffer {
  const objects: string[] = [];
  const add = (content: string) => objects.push(content);
  const kids = pages.map((_, i) => `${4 + i * 2} 0 R`).join(' ');
  add('<< /Type /Catalog /Pages 2 0 R >>');
  add(`<< /Type /Pages /Kids [${kids}] /Count ${pages.length} >>`);
  add('<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>');
  for (const [i, lines] of pages.entries()) {
    const stream = lines
      .map(({ x, y, size = 10, text }) => `BT /F1 ${size} Tf ${x} ${y} Td (${text.replace(/[()\\]/g, '\\$&')}) Tj ET`)
      .join('\n');
    add(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents ${5 + i * 2} 0 R /Resources << /Font << /F1 3 0 R >> >> >>`,
    );
    add(`<< /Length ${Buffer.byteLength(stream, 'latin1')} >>\nstream\n${stream}\nendstream`);
  }
  add(`<< ${info} >>`);
  const infoAt = objects.length;
  const key = (byte: string) => `<${byte.repeat(32)}>`;
  if (password) add(`<< /Filter /Standard /V 1 /R 2 /O ${key('1b')} /U ${key('2c')} /P -44 >>`);
  let text = '%PDF-1.4\n';
  const places = objects.map((content, i) => {
    const place = Buffer.byteLength(text, 'latin1');
    text += `${i + 1} 0 obj\n${content}\nendobj\n`;
    return place;
  });
  const start = Buffer.byteLength(text, 'latin1');
  text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n`;
  for (const place of places) text += `${String(place).padStart(10, '0')} 00000 n \n`;
  const encrypt = password ? ` /Encrypt ${objects.length} 0 R /ID [${key('3d')} ${key('3d')}]` : '';
  text += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R /Info ${infoAt} 0 R${encrypt} >>\nstartxref\n${start}\n%%EOF\n`;
  return Buffer.from(text, 'latin1');
}
