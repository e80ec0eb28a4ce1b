import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { temporaryFolder, writeFiles } from '../integration/support/import-project.ts';
import { docxBytes, packedRecords, pdfBytes, warcRecord, wordParagraph } from '../support/format-files.ts';
import { outcomes, readPaths, said } from '../support/read-folder.ts';

const paragraphs = [
  'The ferry company of Sennport will run two more boats a day from October, its director told the council on Monday.',
  'The boats were built in the yard at Halvern and had waited for their papers since the spring, she added.',
  'Fishermen fear for their moorings. “We were never asked,” the head of their association said after the meeting.',
];
const page = (title: string, extra = '') =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title}</title>${extra}</head><body><nav><a href="/">Home</a> <a href="/sport">Sport</a></nav><article><h1>${title}</h1>${paragraphs.map((text) => `<p>${text}</p>`).join('')}</article></body></html>`;

const read = async (files: Record<string, string | Uint8Array>) =>
  readPaths([writeFiles(join(temporaryFolder(), 'scrape'), files)]);

describe('feeds', () => {
  test('every item of RSS is an article, with the feed as its source', async () => {
    const { records } = await read({
      'ferry.xml': `<?xml version="1.0"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>The Quay Reporter</title><link>https://quay-reporter.example/</link><language>en-gb</language>
<item><title>Two more boats &amp; a pier&nbsp;fee</title><link>https://quay-reporter.example/boats</link><dc:creator>Ida Winter</dc:creator>
<pubDate>Mon, 07 Jul 2031 09:30:00 +0200</pubDate><description>Short.</description>
<content:encoded><![CDATA[${paragraphs.map((text) => `<p>${text}</p>`).join('')}]]></content:encoded></item>
<item><title>A summary only</title><link>https://quay-reporter.example/summary</link><description>${paragraphs[0]}</description></item>
<item><title>A headline only</title><link>https://quay-reporter.example/nothing</link></item>
</channel></rss>`,
    });
    expect(outcomes(records)).toEqual({
      'ferry.xml#1': 'Two more boats & a pier fee',
      'ferry.xml#2': 'A summary only',
      'ferry.xml#3': 'NO_TEXT',
    });
    expect(records[0]!.article).toMatchObject({
      text: paragraphs.join('\n\n'),
      extractor: 'Feed reading 1',
      domain: 'quay-reporter.example',
    });
    expect(said(records[0], 'byline')).toBe('Ida Winter');
    expect(said(records[0], 'publishedAt')).toBe('2031-07-07T09:30+02:00');
    expect(said(records[0], 'source')).toBe('The Quay Reporter');
    expect(said(records[0], 'url')).toBe('https://quay-reporter.example/boats');
    expect(records[1]!.article!.warnings).toContain('the record has no text, only a summary');
  });

  test('Atom and RSS 1.0, whatever the prefixes', async () => {
    const atom = `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>Harbour Log</title><link rel="self" href="https://log.example/feed"/>
<entry><title type="html">Boats &lt;em&gt;and&lt;/em&gt; moorings</title><link rel="edit" href="https://log.example/edit"/><link href="https://log.example/1"/>
<author><name>Bo Lund</name></author><published>2031-07-08T10:00:00Z</published>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">${paragraphs.map((text) => `<p>${text}</p>`).join('')}</div></content></entry></feed>`;
    const rdf = `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:d="http://purl.org/dc/elements/1.1/">
<channel rdf:about="https://old.example/"><title>Old Wire</title></channel>
<item rdf:about="https://old.example/9"><title>From the wire</title><link>https://old.example/9</link><d:creator>Wire desk</d:creator><d:date>2031-07-09</d:date><description>${paragraphs.join(' ')}</description></item></rdf:RDF>`;
    const { records } = await read({ 'a.atom': atom, 'b.rdf.xml': rdf });
    expect(outcomes(records)).toEqual({ 'a.atom#1': 'Boats and moorings', 'b.rdf.xml#1': 'From the wire' });
    expect(records[0]!.article!.text).toBe(paragraphs.join('\n\n'));
    expect([said(records[0], 'url'), said(records[0], 'byline'), said(records[0], 'source')]).toEqual([
      'https://log.example/1',
      'Bo Lund',
      'Harbour Log',
    ]);
    expect([said(records[1], 'byline'), said(records[1], 'publishedAt')]).toEqual(['Wire desk', '2031-07-09']);
  });

  test('a broken item is one failure with its line; those around it come in; a cut feed says so', async () => {
    const item = (name: string, body: string) =>
      `<item><title>${name}</title><description>${body}</description></item>\n`;
    const feed = (items: string) => `<rss><channel><title>Log</title>\n${items}`;
    const { records } = await read({
      'broken.xml': feed(
        `${item('First', paragraphs[0]!)}${item('Second', 'Fish <b>unclosed')}<item><title>Third\n${item('Fourth', paragraphs[1]!)}</channel></rss>`,
      ),
      'bare.xml': feed(`${item('Fish & chips', paragraphs[0]!)}</channel></rss>`),
      'cut.xml': feed(`${item('First', paragraphs[0]!)}<item><title>Sec`),
    });
    expect(outcomes(records)).toEqual({
      'bare.xml#1': 'Fish & chips',
      'broken.xml#1': 'First',
      'broken.xml#2': 'MALFORMED_XML',
      'broken.xml#3': 'MALFORMED_XML',
      'broken.xml#4': 'Fourth',
      'cut.xml#1': 'First',
      'cut.xml#2': 'TRUNCATED',
    });
    expect(records[0]!.article!.warnings.join()).toContain('&amp;');
    expect(records[3]!.failure!.reason).toContain('begins on line 4 is never closed');
  });
});

describe('XML documents', () => {
  test('TEI: header, headings, lists, quotations; notes and running heads are kept aside', async () => {
    const { records } = await read({
      'letter.xml': `<?xml version="1.0" encoding="UTF-8"?>
<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title type="main">The moorings dispute</title><author>Ida Winter</author></titleStmt>
<publicationStmt><p/></publicationStmt><sourceDesc><bibl><title level="j">The Quay Reporter</title><date when="2031-07-08">8 July</date><ptr target="https://quay-reporter.example/dispute"/></bibl></sourceDesc></fileDesc></teiHeader>
<text xml:lang="en"><body><div><head>What happened</head><p>${paragraphs[0]}<note>An editor's note.</note></p><fw>Page 3</fw>
<figure><head>The moorings at low water, seen from the old crane. Photo: Ida Winter</head><figDesc>Boats in mud</figDesc></figure>
<list><item>Two boats</item><item>One pier</item></list><quote>${paragraphs[2]}</quote></div></body></text></TEI>`,
    });
    const article = records[0]!.article!;
    const caption = 'The moorings at low water, seen from the old crane.';
    expect(article.text).toBe(
      ['What happened', paragraphs[0], caption, 'Two boats\nOne pier', paragraphs[2]].join('\n\n'),
    );
    const at = article.text.indexOf(caption);
    expect(article.blocks).toContainEqual({ start: at, end: at + caption.length, kind: 'caption' });
    expect(article.removed.map(({ text, reason }) => [text, reason])).toEqual([
      ["An editor's note.", 'other'],
      ['Page 3', 'footer'],
      ['Photo: Ida Winter', 'photo credit'],
      ['Boats in mud', 'other'],
    ]);
    expect(article).toMatchObject({ extractor: 'TEI reading 2', domain: 'quay-reporter.example' });
    expect(['title', 'byline', 'source', 'publishedAt', 'language'].map((field) => said(records[0], field))).toEqual([
      'The moorings dispute',
      'Ida Winter',
      'The Quay Reporter',
      '2031-07-08',
      'en',
    ]);
  });

  test('the XML that trafilatura writes: attributes as metadata, comments cut', async () => {
    const { records } = await read({
      'doc.xml': `<doc sitename="Quay Reporter" title="Two boats" author="Ida Winter" date="2031-07-07" url="https://quay-reporter.example/boats" hostname="quay-reporter.example">
<main><head rend="h2">More boats</head><p>${paragraphs[0]}</p><p>${paragraphs[1]}<lb/>Two lines.</p><list rend="ul"><item>One</item></list></main><comments><p>First!</p></comments></doc>`,
    });
    expect(records[0]!.article).toMatchObject({
      text: ['More boats', paragraphs[0], `${paragraphs[1]}\nTwo lines.`, 'One'].join('\n\n'),
      removed: [{ text: 'First!', reason: 'comments' }],
    });
    expect([said(records[0], 'title'), said(records[0], 'publishedAt')]).toEqual(['Two boats', '2031-07-07']);
  });

  test('unknown XML is named by its outermost element; XHTML under .xml is a page', async () => {
    const { records } = await read({
      'map.xml': '<?xml version="1.0"?><!-- a <rss> in a comment --><urlset><url/></urlset>',
      'page.xml': `<?xml version="1.0"?>${page('As XHTML')}`,
    });
    expect(outcomes(records)).toEqual({ 'map.xml': 'UNKNOWN_FORMAT', 'page.xml': 'As XHTML' });
    expect(records[0]!.failure!.reason).toContain('"urlset"');
  });

  test('entities that a document type declares are never expanded', async () => {
    const levels = Array.from({ length: 12 }, (_, i) => `<!ENTITY b${i + 1} "${`&b${i};`.repeat(10)}">`).join('');
    const { records } = await read({
      'bomb.xml': `<?xml version="1.0"?><!DOCTYPE doc [<!ENTITY b0 "boom"><!ENTITY passwd SYSTEM "file:///etc/passwd">${levels}]><doc title="Bomb"><main><p>${paragraphs[0]} &b12; &passwd;</p></main></doc>`,
    });
    expect(records[0]!.article!.text).toBe(`${paragraphs[0]} &b12; &passwd;`);
    expect(records[0]!.article!.warnings.join()).toContain('&b12; &passwd;');
  });

  test('10,000 elements deep is read', async () => {
    const { records } = await read({
      'deep.xml': `<doc title="Deep"><main>${'<hi>'.repeat(10_000)}${paragraphs[0]}${'</hi>'.repeat(10_000)}</main></doc>`,
    });
    expect(records[0]!.article!.text).toBe(paragraphs[0]);
  });
});

describe('web archives', () => {
  const records = [
    warcRecord({ type: 'warcinfo', http: null, payload: 'software: test\r\n', mediaType: 'application/warc-fields' }),
    warcRecord({ type: 'request', url: 'https://quay.example/boats', payload: '', http: ['GET /boats HTTP/1.1'] }),
    warcRecord({ url: 'https://quay.example/2031/07/07/boats', payload: page('Boats') }),
    warcRecord({
      url: 'https://quay.example/zipped',
      http: ['HTTP/1.1 200 OK', 'Content-Type: text/html', 'Content-Encoding: gzip', 'Transfer-Encoding: chunked'],
      payload: chunked(gzipSync(page('Zipped and chunked'))),
    }),
    warcRecord({
      url: 'https://quay.example/a.png',
      http: ['HTTP/1.1 200 OK', 'Content-Type: image/png'],
      payload: Buffer.from([0x89, 0x50]),
    }),
    warcRecord({
      url: 'https://quay.example/gone',
      http: ['HTTP/1.1 404 Not Found', 'Content-Type: text/html'],
      payload: page('Gone'),
    }),
    warcRecord({ type: 'revisit', url: 'https://quay.example/boats', payload: '' }),
    warcRecord({
      type: 'resource',
      url: 'https://quay.example/note.txt',
      http: null,
      mediaType: 'text/plain',
      payload: paragraphs.join('\n\n'),
    }),
    warcRecord({
      url: 'https://quay.example/report.pdf',
      http: ['HTTP/1.1 200 OK', 'Content-Type: application/pdf'],
      payload: pdfBytes([pdfLines(paragraphs)], { info: '/Title (A report)' }),
    }),
  ];

  test('pages, texts and PDFs come in by record number; what a crawler notes is counted, not failed', async () => {
    const { records: found, leftOut } = await read({
      'crawl.warc': Buffer.concat(records),
      'crawl2.warc.gz': packedRecords(records),
    });
    const each = (name: string) => ({
      [`${name}#3`]: 'Boats',
      [`${name}#4`]: 'Zipped and chunked',
      [`${name}#8`]: expect.any(String),
      [`${name}#9`]: 'A report',
    });
    expect(outcomes(found)).toEqual({ ...each('crawl.warc'), ...each('crawl2.warc.gz') });
    expect(leftOut).toEqual({
      'Web archive: warcinfo record': 2,
      'Web archive: request record': 2,
      'Web archive: image/png': 2,
      'Web archive: answer with status 404': 2,
      'Web archive: revisit record': 2,
    });
    expect(found[0]!.article!.text).toBe(paragraphs.join('\n\n'));
    expect(said(found[0], 'url')).toBe('https://quay.example/2031/07/07/boats');
    // From the address; the day of the crawl is another one.
    expect(said(found[0], 'publishedAt')).toBe('2031-07-07');
    expect(said(found[1], 'publishedAt')).toBeNull();
  });

  test('a web archive cut in the middle gives what stands before the cut', async () => {
    const plain = Buffer.concat(records);
    const packed = packedRecords(records);
    const { records: found } = await read({
      'a.warc': plain.subarray(
        0,
        plain.indexOf('Zipped') > 0 ? plain.length : Buffer.concat(records.slice(0, 4)).length - 90,
      ),
      'b.warc.gz': packed.subarray(0, packedRecords(records.slice(0, 4)).length - 90),
      'c.warc': plain.subarray(0, Buffer.concat(records.slice(0, 5)).length - 6),
    });
    expect(outcomes(found)).toEqual({
      'a.warc#3': 'Boats',
      'a.warc#4': 'TRUNCATED',
      'b.warc.gz#3': 'Boats',
      'b.warc.gz#4': 'TRUNCATED',
      'c.warc#3': 'Boats',
      'c.warc#4': 'Zipped and chunked',
      'c.warc#5': 'TRUNCATED',
    });
  });
});

function chunked(bytes: Buffer): Buffer {
  const half = bytes.length >> 1;
  const parts = [bytes.subarray(0, half), bytes.subarray(half)];
  return Buffer.concat([
    ...parts.flatMap((part) => [Buffer.from(`${part.length.toString(16)}\r\n`), part, Buffer.from('\r\n')]),
    Buffer.from('0\r\n\r\n'),
  ]);
}

/** Paragraphs set in lines of about 60 letters, one under the other. */
function pdfLines(texts: readonly string[], x = 60, top = 780) {
  const lines = texts.flatMap((text) => [...(text.replaceAll(/[“”]/g, '"').match(/\S.{0,58}(?=\s|$)/g) ?? []), '']);
  return lines.map((text, i) => ({ x, y: top - i * 12, text })).filter((line) => line.text !== '');
}

describe('saved pages in one file', () => {
  const mhtml = (parts: string[], head: string) =>
    `${head}\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="----Frontier--x"\r\n\r\n${parts
      .map((part) => `------Frontier--x\r\n${part}\r\n`)
      .join('')}------Frontier--x--\r\n`;
  const quoted = (text: string) =>
    Buffer.from(text)
      .toString('latin1')
      .replace(/[=\x80-\xff]/g, (char) => `=${char.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`)
      .replace(/(.{70})(?=.)/g, (whole) => (/=.?$/.test(whole) ? whole : `${whole}=\r\n`));

  test("Chrome's and Internet Explorer's: the page itself, not its frames; its address", async () => {
    const frame =
      'Content-Type: text/html\r\nContent-Location: cid:frame@x\r\n\r\n<html><body><p>Buy a boat today.</p></body></html>';
    const chrome = mhtml(
      [
        frame,
        `Content-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\nContent-Location: https://quay.example/boats\r\n\r\n${quoted(page('Boote für Sennport'))}`,
      ],
      'From: <Saved by Blink>\r\nSnapshot-Content-Location: https://quay.example/boats\r\nSubject: Boats',
    );
    const explorer = mhtml(
      [
        `Content-Type: text/html;\r\n\tcharset="windows-1252"\r\nContent-Transfer-Encoding: base64\r\nContent-Location: http://quay.example/old\r\n\r\n${Buffer.from(
          page('Größere Boote').replace('<meta charset="utf-8">', ''),
          'latin1',
        )
          .toString('base64')
          .replace(/(.{76})/g, '$1\r\n')}`,
      ],
      'From: "Saved by Windows Internet Explorer 8"',
    );
    const { records } = await read({ 'a.mhtml': chrome, 'b.mht': explorer, 'c.html': chrome });
    expect(outcomes(records)).toEqual({
      'a.mhtml': 'Boote für Sennport',
      'b.mht': 'Größere Boote',
      'c.html': 'Boote für Sennport',
    });
    expect(records[0]!.article!.text).toBe(paragraphs.join('\n\n'));
    expect([said(records[0], 'url'), said(records[1], 'url')]).toEqual([
      'https://quay.example/boats',
      'http://quay.example/old',
    ]);
  });
});

describe('Word documents', () => {
  test('paragraphs, headings, lists, quotations and tables in their order; properties as metadata', async () => {
    const cell = (text: string) => `<w:tc><w:tcPr/>${wordParagraph(text)}</w:tc>`;
    const item = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>';
    const body = [
      wordParagraph('Boats for Sennport', '<w:pStyle w:val="Heading1"/>'),
      wordParagraph('By Ida Winter'),
      wordParagraph(paragraphs[0]!),
      wordParagraph('Two boats', item),
      wordParagraph('One pier', item),
      wordParagraph(paragraphs[2]!, '<w:pStyle w:val="Quote"/>'),
      `<w:tbl><w:tblPr/><w:tblGrid/><w:tr>${cell('Boat')}${cell('Seats')}</w:tr><w:tr>${cell('Heron')}${cell('40')}</w:tr></w:tbl>`,
      wordParagraph('The Heron takes on passengers at the old crane.', '<w:pStyle w:val="Caption"/>'),
      wordParagraph(paragraphs[1]!),
    ].join('');
    const core =
      '<dc:title>Boats, final version</dc:title><dc:creator>Desk of the Quay Reporter</dc:creator><dcterms:created xsi:type="dcterms:W3CDTF">2031-07-07T08:00:00Z</dcterms:created>';
    const { records } = await read({
      'boats.docx': docxBytes(body, core),
      'renamed.zip': docxBytes(body, core),
      'bare.docx': docxBytes(wordParagraph(paragraphs[0]!), core),
    });
    expect(outcomes(records)).toEqual({
      'bare.docx': 'Boats, final version',
      'boats.docx': 'Boats for Sennport',
      'renamed.zip': 'Boats for Sennport',
    });
    expect(records[1]!.article!.text.split('\n\n')).toEqual([
      paragraphs[0],
      'Two boats\nOne pier',
      paragraphs[2],
      'Boat\tSeats',
      'Heron\t40',
      'The Heron takes on passengers at the old crane.',
      paragraphs[1],
    ]);
    expect(said(records[1], 'byline')).toBe('Ida Winter');
    // What the program noted counts where the document says nothing.
    expect([said(records[0], 'byline'), said(records[0], 'publishedAt')]).toEqual([
      'Desk of the Quay Reporter',
      '2031-07-07',
    ]);
  });

  test('a protected document and an old one are told apart; a cut one is damaged', async () => {
    const ole = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ...Array<number>(600).fill(0)]);
    const whole = docxBytes(wordParagraph(paragraphs[0]!));
    const { records } = await read({
      'locked.docx': Buffer.concat([ole, Buffer.from('EncryptedPackage', 'utf16le')]),
      'old.docx': Buffer.concat([ole, Buffer.from('WordDocument', 'utf16le')]),
      'cut.docx': whole.subarray(0, whole.length - 60),
    });
    expect(outcomes(records)).toEqual({
      'locked.docx': 'ENCRYPTED',
      'old.docx': 'UNKNOWN_FORMAT',
      'cut.docx': 'DAMAGED',
    });
  });
});

describe('PDF', () => {
  test('columns, parted words, running heads and page numbers', async () => {
    const head = (page: number) => [
      { x: 60, y: 810, text: 'The Quay Reporter, July 2031' },
      { x: 290, y: 30, text: String(page) },
    ];
    const first = [
      ...head(1),
      { x: 60, y: 780, size: 20, text: 'Two more boats' },
      { x: 60, y: 740, text: 'The ferry company of Sennport will run two more' },
      { x: 60, y: 728, text: 'boats a day from October, its director told the coun-' },
      { x: 60, y: 716, text: 'cil on Monday. It is a well-' },
      { x: 60, y: 704, text: 'known plan, she said, and well-known plans last.' },
      { x: 320, y: 740, text: 'The boats were built in the yard at Halvern and' },
      { x: 320, y: 728, text: 'had waited for their papers since the spring, as' },
    ];
    const second = [
      ...head(2),
      { x: 60, y: 780, text: 'she added at the end of a long meeting.' },
      { x: 60, y: 760, text: 'Fishermen fear for their moorings, and were not asked.' },
    ];
    const third = [...head(3), { x: 60, y: 780, text: 'A second vote is due in spring.' }];
    const { records } = await read({
      'boats.pdf': pdfBytes([first, second, third], {
        info: '/Title (Microsoft Word - boats.doc) /Author (Ida Winter)',
      }),
    });
    const { article } = records[0]!;
    expect(article!.text.split('\n\n')).toEqual([
      'The ferry company of Sennport will run two more boats a day from October, its director told the council on Monday. It is a well-known plan, she said, and well-known plans last.',
      'The boats were built in the yard at Halvern and had waited for their papers since the spring, as she added at the end of a long meeting.',
      'Fishermen fear for their moorings, and were not asked.',
      'A second vote is due in spring.',
    ]);
    expect(new Set(article!.removed.map((one) => one.reason))).toEqual(new Set(['headline', 'footer']));
    expect(
      article!.removed
        .map((one) => one.text)
        .join('\n')
        .match(/Quay Reporter/g),
    ).toHaveLength(3);
    expect([said(records[0], 'title'), said(records[0], 'byline')]).toEqual(['Two more boats', 'Ida Winter']);
  });

  test('what a browser prints around a page is cut', async () => {
    const around = [
      { x: 20, y: 820, size: 8, text: '7/8/31, 9:22 AM' },
      { x: 280, y: 820, size: 8, text: 'Two more boats' },
      { x: 20, y: 20, size: 8, text: 'https://quay.example/boats' },
      { x: 560, y: 20, size: 8, text: '1/1' },
    ];
    const { records } = await read({ 'printed.pdf': pdfBytes([[...around, ...pdfLines(paragraphs)]]) });
    expect(records[0]!.article!.text).toBe(paragraphs.join('\n\n').replaceAll(/[“”]/g, '"'));
    expect(records[0]!.article!.removed.map((one) => one.text).join('\n')).toContain('https://quay.example/boats');
  });

  test('protected, without text, damaged, or a page under the wrong name', async () => {
    const { records } = await read({
      'locked.pdf': pdfBytes([pdfLines(paragraphs)], { password: true }),
      'scan.pdf': pdfBytes([[], []]),
      'damaged.pdf': '%PDF-1.7\nand then nothing that belongs there',
      'login.pdf': page('Log in to read'),
      'report.html': pdfBytes([pdfLines(paragraphs)], { info: '/Title (Report)' }),
    });
    expect(outcomes(records)).toEqual({
      'damaged.pdf': 'DAMAGED',
      'locked.pdf': 'ENCRYPTED',
      'login.pdf': 'Log in to read',
      'report.html': 'Report',
      'scan.pdf': 'NO_TEXT_LAYER',
    });
    expect(records.at(-1)!.failure!.reason).toContain('text recognition');
  });
});

test('XML that never closes what it opens is told soon, however often it opens it', async () => {
  const { records } = await read({
    'a.xml': '<!--'.repeat(50_000),
    'b.xml': `<rss>${'<!A['.repeat(50_000)}`,
    'c.xml': '<doc '.repeat(50_000),
    'd.xml': `<doc title="x"><main>& ${'<![CDATA['.repeat(20_000)}`,
    'e.xml': `<feed>${'<entry><title>x'.repeat(2_000)}`,
  });
  expect(new Set(records.map((one) => one.failure?.code))).toEqual(
    new Set(['MALFORMED_XML', 'NO_RECORDS', 'TRUNCATED', 'UNKNOWN_FORMAT']),
  );
});
