import { describe, expect, it } from 'vitest';
import { type PreparedArticle, prepare } from '../../electron/analysis/prepare.ts';

const TEXT =
  'The water board of the valley said on Tuesday that it would repair the weir above the town before the winter, and that the lower meadows would stay dry. The old gates no longer close.';

function prepared(input: Parameters<typeof prepare>[0]): PreparedArticle {
  const result = prepare(input);
  if (result instanceof Promise || 'failure' in result) throw new Error('expected an article at once');
  return result.article;
}

const file = (kind: 'html' | 'text' | 'markdown', text: string, sidecar: object | null = null) =>
  prepared({
    kind,
    fileName: `weir.${kind}`,
    folderName: 'Valley',
    bytes: Buffer.from(text),
    sidecar: sidecar && Buffer.from(JSON.stringify(sidecar)),
  });

const said = (article: PreparedArticle, field: string) =>
  article.evidence.filter((one) => one.field === field).map((one) => `${one.origin}: ${one.value}`);

describe('an article on its way into a project', () => {
  it('brings the winner of each field first, and only those of other origins that disagree', () => {
    const article = file(
      'html',
      `<html lang="en"><head><meta name="author" content="Ana Prado"><meta property="og:title" content="Weir to be repaired"></head>
       <body><article><h1>Weir to be Repaired</h1><p class="byline">By Ana Prado</p><p>4 March 2031</p><p>${TEXT}</p><p>${TEXT.replace('Tuesday', 'Friday')}</p></article></body></html>`,
      { title: 'Weir (saved)', author: 'ana prado', date: '2031-03-05T10:00' },
    );
    expect(said(article, 'title')).toEqual(['opengraph: Weir to be repaired', 'sidecar: Weir (saved)']);
    expect(said(article, 'byline')).toEqual(['meta: Ana Prado']);
    expect(said(article, 'publishedAt')).toEqual(['sidecar: 2031-03-05T10:00', 'visible text: 2031-03-04']);
    const keys = article.evidence.map((one) => `${one.field} ${one.origin}`);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('brings a date with an open order as that, and the order that its dates show', () => {
    const open = file('text', `Weir to be repaired\n\nBy Ana Prado\n\n03/04/2031 08:15\n\n${TEXT}\n\n${TEXT}`);
    expect(said(open, 'publishedAt')).toEqual([]);
    expect(open).toMatchObject({
      openDates: [
        {
          written: '03/04/2031 08:15',
          dayFirst: '2031-04-03T08:15',
          monthFirst: '2031-03-04T08:15',
          from: 'visible text',
        },
      ],
      dateOrder: null,
    });
    const settled = file('text', `Weir to be repaired\n\nBy Ana Prado\n\n25/04/2031 08:15\n\n${TEXT}\n\n${TEXT}`);
    expect(said(settled, 'publishedAt')).toEqual(['visible text: 2031-04-25T08:15']);
    expect(settled).toMatchObject({ openDates: [], dateOrder: 'day first' });
  });

  it('takes a row by the mapping that a person chose, whatever its columns are called', () => {
    const article = prepared({
      kind: 'row',
      fileName: 'rows.csv',
      folderName: 'Valley',
      encoding: 'utf-8',
      header: ['title', 'notes', 'who', 'when'],
      cells: ['do not read', TEXT, 'Ana Prado', '4 March 2031'],
      mapping: { text: 1, byline: 2, publishedAt: 3 },
    });
    expect(article.text).toBe(TEXT);
    expect(said(article, 'byline')).toEqual(['field: Ana Prado']);
    expect(said(article, 'publishedAt')).toEqual(['field: 2031-03-04']);
    expect(said(article, 'title').join()).not.toContain('do not read');
  });
});
