import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import {
  applySidecar,
  extractHtml,
  extractMarkdown,
  extractPlainText,
  extractRecord,
  extractRow,
  guessCsvMapping,
} from '../../electron/analysis/extract/index.ts';

const TEXT =
  'The water board of the valley said on Tuesday that it would repair the weir above the town before the winter.\n\nThe old gates no longer close, and the lower meadows flood after every storm.';

describe('records of scrapers', () => {
  it.each([
    [
      'newspaper4k',
      {
        url: 'https://www.valleynews.example/a',
        source_url: 'https://www.valleynews.example',
        title: 'Weir',
        authors: ['Ana Prado', 'Leo Munk'],
        publish_date: '2031-03-04T08:15:00',
        text: TEXT,
        meta_lang: 'en',
        article_html: '<div></div>',
      },
      { title: 'Weir', byline: 'Ana Prado, Leo Munk', publishedAt: '2031-03-04T08:15', source: 'valleynews.example' },
    ],
    [
      'trafilatura',
      {
        title: 'Weir',
        author: 'Ana Prado; Leo Munk',
        hostname: 'valleynews.example',
        date: '2031-03-04',
        sitename: 'Valley News',
        raw_text: 'x',
        text: TEXT,
        url: 'https://www.valleynews.example/a',
        language: 'en',
      },
      { title: 'Weir', byline: 'Ana Prado; Leo Munk', publishedAt: '2031-03-04', source: 'Valley News' },
    ],
    [
      'news-please',
      {
        title: 'Weir',
        authors: ['Ana Prado'],
        date_publish: '2031-03-04 08:15:00',
        date_download: '2032-01-01',
        maintext: TEXT,
        source_domain: 'valleynews.example',
        url: 'https://www.valleynews.example/a',
        language: 'en',
      },
      { title: 'Weir', byline: 'Ana Prado', publishedAt: '2031-03-04T08:15', source: 'valleynews.example' },
    ],
    [
      'Media Cloud',
      {
        title: 'Weir',
        media_name: 'Valley News',
        media_url: 'https://www.valleynews.example',
        publish_date: '2031-03-04',
        text: TEXT,
        url: 'https://www.valleynews.example/a',
        language: 'en',
      },
      { title: 'Weir', byline: undefined, publishedAt: '2031-03-04', source: 'Valley News' },
    ],
    [
      'NELA',
      {
        source: 'valleynews',
        title: 'Weir',
        content: TEXT,
        author: 'Ana Prado',
        published_utc: 1930371300,
        url: 'https://www.valleynews.example/a',
      },
      { title: 'Weir', byline: 'Ana Prado', publishedAt: '2031-03-04T06:15Z', source: 'valleynews' },
    ],
    [
      'a Scrapy item with nested metadata',
      {
        body: TEXT,
        metadata: {
          headline: 'Weir',
          byline: 'By Ana Prado',
          published_at: '2031-03-04T08:15:00Z',
          publisher: { name: 'Valley News' },
          link: 'https://www.valleynews.example/a',
          lang: 'en-GB',
        },
      },
      { title: 'Weir', byline: 'Ana Prado', publishedAt: '2031-03-04T08:15Z', source: 'Valley News' },
    ],
  ])('of %s are recognised', (_, record, wanted) => {
    const article = extractRecord(record);
    expect(article.text).toBe(TEXT);
    expect({
      title: article.title?.value,
      byline: article.byline?.value,
      publishedAt: article.publishedAt?.value,
      source: article.source?.value,
    }).toEqual(wanted);
    expect(article.title?.from).toBe('field');
    expect(article.domain).toBe('valleynews.example');
    expect(article.language?.value).toBe('en');
  });

  const PARAGRAPHS = TEXT.split('\n\n')
    .map((paragraph) => `<p>${paragraph}</p>`)
    .join('');

  it.each([
    [
      'Media Cloud, the story export',
      {
        stories_id: 2_000_000_001,
        publish_date: '2031-03-04 08:15:00',
        title: 'Weir',
        url: 'https://www.valleynews.example/a',
        language: 'en',
        ap_syndicated: false,
        media_id: 7,
        media_name: 'Valley News',
        media_url: 'https://www.valleynews.example/',
        story_text: TEXT,
      },
      ['Weir', null, '2031-03-04T08:15', 'Valley News'],
    ],
    [
      'NELA-GT',
      {
        id: 'valleynews--2031-03-04--Weir',
        date: '2031-03-04',
        source: 'valleynews',
        title: 'Weir',
        content: TEXT,
        author: 'Ana Prado',
        url: 'https://www.valleynews.example/a',
        published: 'Tue, 04 Mar 2031 07:15:00 -0100',
        published_utc: 1_930_378_500,
        collection_utc: 1_930_390_000,
      },
      ['Weir', 'Ana Prado', '2031-03-04T08:15Z', 'valleynews'],
    ],
    [
      'Common Crawl news',
      {
        requested_url: 'https://www.valleynews.example/a',
        plain_text: TEXT,
        published_date: '2031-03-04 08:15:00+00:00',
        title: 'Weir',
        tags: ['rivers'],
        categories: [],
        author: null,
        publisher: 'Valley News',
        language: 'en',
      },
      ['Weir', null, '2031-03-04T08:15+00:00', 'Valley News'],
    ],
    [
      'a news API',
      {
        source: { id: null, name: 'Valley News' },
        author: 'Ana Prado, Leo Munk',
        title: 'Weir',
        url: 'https://www.valleynews.example/a',
        publishedAt: '2031-03-04T08:15:00Z',
        content: TEXT,
      },
      ['Weir', 'Ana Prado, Leo Munk', '2031-03-04T08:15Z', 'Valley News'],
    ],
    [
      'a feed reader',
      {
        title: 'Weir',
        published: 1_930_378_500,
        author: 'Ana Prado',
        canonical: [{ href: 'https://www.valleynews.example/a' }],
        origin: { title: 'Valley News', htmlUrl: 'https://www.valleynews.example' },
        content: { direction: 'ltr', content: PARAGRAPHS },
      },
      ['Weir', 'Ana Prado', '2031-03-04T08:15Z', 'Valley News'],
    ],
    [
      'a JSON feed',
      {
        id: '1',
        url: 'https://www.valleynews.example/a',
        title: 'Weir',
        content_text: TEXT,
        date_published: '2031-03-04T08:15:00+01:00',
        authors: [{ name: 'Ana Prado' }, { name: 'Leo Munk' }],
        feed: { title: 'Valley News' },
      },
      ['Weir', 'Ana Prado, Leo Munk', '2031-03-04T08:15+01:00', 'Valley News'],
    ],
    [
      'WordPress, where authors are numbers',
      {
        id: 12,
        date: '2031-03-04T08:15:00',
        link: 'https://www.valleynews.example/a',
        title: { rendered: 'Weir' },
        content: { rendered: PARAGRAPHS, protected: false },
        author: 3,
      },
      ['Weir', null, '2031-03-04T08:15', null],
    ],
    [
      'a data frame, with a list printed as text',
      {
        headline: 'Weir',
        authors: "['Ana Prado', \"Leo O'Munk\"]",
        date: '2031-03-04',
        body: TEXT,
        outlet: 'Valley News',
        link: 'https://www.valleynews.example/a',
        lang: 'English',
      },
      ['Weir', "Ana Prado, Leo O'Munk", '2031-03-04', 'Valley News'],
    ],
  ])('of %s are recognised by their own names', (_, record, wanted) => {
    const article = extractRecord(record);
    expect(article.text).toBe(TEXT);
    expect(
      [article.title, article.byline, article.publishedAt, article.source].map((one) => one?.value ?? null),
    ).toEqual(wanted);
    expect(article).toMatchObject({
      domain: 'valleynews.example',
      language: { value: 'en' },
      warnings: ['very short'],
    });
  });

  it('with only a page are extracted from the page', () => {
    const html = `<html><body><nav><a href="/">Home</a></nav><article><h1>Weir</h1>${TEXT.split('\n\n')
      .map((p) => `<p>${p} ${p.replace('valley', 'river')}</p>`)
      .join('')}</article></body></html>`;
    const article = extractRecord({ html, title: 'Weir', url: 'https://www.valleynews.example/a' });
    expect(article.text).toContain('The old gates no longer close');
    expect(article.text).not.toMatch(/Home|<p>/);
  });

  it('with markup in the text field are read as markup', () => {
    const article = extractRecord({ title: 'Weir', content: `<p>${TEXT.replace('\n\n', '</p><p>')}</p>` });
    expect(article.text).toBe(TEXT);
  });

  it('with an ambiguous date say so and keep none', () => {
    const article = extractRecord({ title: 'Weir', text: TEXT, date: '03/04/2031' });
    expect(article.publishedAt).toBeNull();
    expect(article.warnings).toContain('day or month may come first in the date "03/04/2031"');
    expect(article.openDates).toEqual([
      { written: '03/04/2031', dayFirst: '2031-04-03', monthFirst: '2031-03-04', from: 'field' },
    ]);
    expect(extractRecord({ title: 'Weir', text: TEXT, date: '25/04/2031' }).dateOrder).toBe('day first');
    expect(extractRecord({ text: TEXT, date: '3 days ago' }).warnings).toContain(
      'relative date "3 days ago": the day is not known without the day it was saved',
    );
    expect(extractRecord({ text: TEXT, date: 'soon' }).warnings).toContain('date not understood: "soon"');
  });

  it('without text say so', () => {
    expect(extractRecord({ title: 'Weir' }).warnings).toContain('no article text found');
    const summary = extractRecord({
      title: 'Weir',
      description: 'The weir above the town is to be repaired before winter.',
    });
    expect(summary.text).toBe('The weir above the town is to be repaired before winter.');
    expect(summary.warnings).toContain('the record has no text, only a summary');
  });

  it('nested without end are read without overflowing', () => {
    let name: Record<string, unknown> = { name: 'Weir' };
    for (let i = 0; i < 50_000; i++) name = { name };
    expect(extractRecord({ title: name, text: TEXT })).toMatchObject({ text: TEXT, title: null });
  });

  it('keep lists of short lines', () => {
    const list = ['Flour', 'Water', 'Salt', 'Yeast', 'Rye', 'Oil', 'Seeds', 'Honey', 'Malt'].join('\n');
    const text = `${TEXT}\n\n${list}\n\n${TEXT.replace('valley', 'river')}`;
    expect(extractRecord({ title: 'Bread', text }).text).toContain(list);
  });

  it('keep short texts whole and cut only plain furniture', () => {
    const tweetLike = 'Weir closed. Cross at the mill.';
    expect(extractRecord({ text: tweetLike }).text).toBe(tweetLike);
    const article = extractRecord({ title: 'Weir', text: `${TEXT}\n\nRelated News\n\nOld mill sold` });
    expect(article.text).toBe(TEXT);
    expect(article.removed).toEqual([
      { text: 'Related News\n\nOld mill sold', start: TEXT.length, reason: 'read next' },
    ]);
  });
});

describe('CSV columns', () => {
  it('are guessed from their names, in any spelling and several languages', () => {
    expect(guessCsvMapping(['id', 'Headline', 'Article Text', 'Pub_Date', 'Outlet', 'URL'])).toEqual({
      title: 1,
      text: 2,
      publishedAt: 3,
      source: 4,
      url: 5,
    });
    expect(guessCsvMapping(['título', 'texto', 'fecha', 'medio', 'autor', 'enlace', 'idioma'])).toEqual({
      title: 0,
      text: 1,
      publishedAt: 2,
      source: 3,
      byline: 4,
      url: 5,
      language: 6,
    });
    expect(guessCsvMapping(['a', 'b'])).toEqual({});
  });

  const named = (header: string, rows: string[][] = []) => {
    const names = header.split(',');
    return Object.fromEntries(
      Object.entries(guessCsvMapping(names, rows)).map(([field, column]) => [field, names[column as number]]),
    );
  };

  it.each([
    [
      'Titel,Volltext,Erscheinungsdatum,Quelle,Autorin,Link,Sprache,Autor',
      'Titel,Volltext,Autor,Erscheinungsdatum,Link,Quelle,Sprache',
    ],
    [
      'titre,texte,date de publication,média,auteur,lien,langue',
      'titre,texte,auteur,date de publication,lien,média,langue',
    ],
    [
      'título,cuerpo,fecha de publicación,periódico,periodista,enlace',
      'título,cuerpo,periodista,fecha de publicación,enlace,periódico,',
    ],
    [
      'stories_id,publish_date,title,url,language,ap_syndicated,media_id,media_name,media_url',
      'title,,,publish_date,url,media_name,language',
    ],
    [
      'date_download,date_modify,date_publish,maintext,source_domain,title,title_page,url,authors,language',
      'title,maintext,authors,date_publish,url,source_domain,language',
    ],
    ['Headline,Date,Publication,Byline,Full text,Length', 'Headline,Full text,Byline,Date,,Publication,'],
  ])('%s', (header, wanted) => {
    const mapping = named(header);
    const fields = ['title', 'text', 'byline', 'publishedAt', 'url', 'source', 'language'];
    expect(fields.map((field) => mapping[field] ?? '').join(',')).toBe(wanted);
  });

  it('are not what their name says where their cells hold something else', () => {
    const rows = [
      ['17', '', 'Weir to be repaired', 'https://www.valleynews.example/a', TEXT],
      ['18', '', 'Old mill sold', 'https://www.valleynews.example/b', TEXT],
    ];
    expect(named('author,published,title,source,content', rows)).toEqual({
      title: 'title',
      text: 'content',
      publishedAt: 'published',
      source: 'source',
    });
    expect(named('published,date,text', [['yes', '4 March 2031', TEXT]])).toEqual({
      publishedAt: 'date',
      text: 'text',
    });
  });

  it('that a person chose are all that is read', () => {
    const row = ['Weir', 'Ana Prado', '2031-03-04', TEXT];
    const article = extractRow(row, { text: 3, byline: 0 });
    expect(article).toMatchObject({ text: TEXT, byline: { value: 'Weir', from: 'field' }, publishedAt: null });
    expect(article.title?.from).not.toBe('field');
  });

  it('are each used once', () => {
    const mapping = guessCsvMapping(['text', 'summary', 'source', 'link']);
    expect(new Set(Object.values(mapping)).size).toBe(Object.values(mapping).length);
  });
});

describe('a sidecar', () => {
  it('wins over the document, and leaves what it does not say', () => {
    const article = applySidecar(
      extractPlainText(`Weir to be repaired before winter\n\nBy Ana Prado\n3 March 2031\n\n${TEXT}`),
      { title: 'Weir to be repaired', date: '2031-03-04T08:15Z', url: 'https://www.valleynews.example/a' },
    );
    expect(article.title).toEqual({ value: 'Weir to be repaired', from: 'sidecar' });
    expect(article.publishedAt).toEqual({ value: '2031-03-04T08:15Z', from: 'sidecar' });
    expect(article.byline).toEqual({ value: 'Ana Prado', from: 'visible text' });
    expect(article.domain).toBe('valleynews.example');
    expect(article.text).toBe(TEXT);
  });

  it('may be empty', () => {
    const article = extractHtml(`<article><p>${TEXT}</p></article>`);
    expect(applySidecar(article, {})).toEqual(article);
  });
});

describe('Markdown', () => {
  const source = readFileSync(fileURLToPath(new URL('../fixtures/extract/front-matter.md', import.meta.url)), 'utf8');

  it('gives its front matter as metadata and its words without marks', () => {
    const article = extractMarkdown(source);
    expect(article).toMatchObject({
      title: { value: 'Lock keepers strike for a second week', from: 'front matter' },
      byline: { value: 'Wim Aalders, Jet Koning', from: 'front matter' },
      publishedAt: { value: '2031-02-03T08:15', from: 'front matter' },
      source: { value: 'Canal News', from: 'front matter' },
      domain: 'canalnews.example',
      warnings: [],
    });
    expect(article.text).toBe(
      'The lock keepers of the Lower Canal went on strike for a second week on Monday, and more than ninety barges are waiting at the locks.\n\nWhat they want\n\n* two keepers at every lock at night\n* boats that are inspected every year\n\n"We are not asking for money," said their speaker, Bram Oost.\n\nTalks with the canal_board_office go on this week.',
    );
  });

  it('names a front matter that cannot be read and loses nothing of it', () => {
    const article = extractMarkdown(`---\ntitle: [unclosed\n---\n\n${TEXT}`);
    expect(article.warnings.some((warning) => warning.startsWith('front matter is not valid YAML'))).toBe(true);
    const all = article.text + article.removed.map((passage) => passage.text).join('\n');
    expect(all).toContain('unclosed');
    expect(all).toContain('flood after every storm');
  });

  it('takes the first heading for the title where nothing is declared', () => {
    expect(extractMarkdown(`# Weir *repaired*\n\n${TEXT}`).title).toEqual({
      value: 'Weir repaired',
      from: 'visible text',
    });
  });
});
