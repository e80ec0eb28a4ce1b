import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RatingMapping } from '../../shared/contract/rooms/sources.ts';
import { type TestProject, testProject } from '../support/project.ts';

let project: TestProject;
beforeEach(() => {
  project = testProject();
  project.actAs('Rana');
  project.addArticle({ articleId: 'a', source: 'Halvern Courier' });
  project.addArticle({ articleId: 'b', source: 'Quay Reporter' });
  project.addArticle({ articleId: 'c', source: 'Night Mail' });
  project.call('sources.edit', { sourceId: 2, fields: { domain: 'quay-reporter.example' } });
});
afterEach(() => project.close());

const preview = (csv: string, mapping: RatingMapping | null = null) =>
  project.call('ratings.preview', { csv, mapping });
const take = (rater: string, csv: string, ratedOn: string | null = null) =>
  project.call('ratings.import', { rater, csv, mapping: preview(csv).mapping, ratedOn });
const ratingsOf = (sourceId: number) =>
  project
    .call('sources.list', {})
    .find((source) => source.sourceId === sourceId)!
    .ratings.map(({ rater, lean, leanLabel, reliability, basis }) => ({ rater, lean, leanLabel, reliability, basis }));
const code = (code: string) => expect.objectContaining({ code });

// The columns of the AllSides list as it is passed on, with outlets of our own.
const allSides = `news_source,rating,rating_num,type,agree,disagree,perc_agree,url,editorial_review
Halvern Courier,left-center,2,News Media,120,80,0.6,https://www.allsides.com/news-source/halvern-courier,0
Quay Reporter,right,5,News Media,20,80,0.2,https://www.allsides.com/news-source/quay-reporter,1
The Vellmar Roundtable,allsides,,News Media,9,1,0.9,https://www.allsides.com/news-source/vellmar-roundtable,0
`;

// The columns of the MBFC list.
const mbfc = `source,url,bias,factual_reporting,country,mbfc_credibility_rating
Quay Reporter,https://www.quay-reporter.example/,Right-Center,MOSTLY FACTUAL,Vellmar,medium credibility
Halvern Courier,https://halvern-courier.example,Least Biased,VERY HIGH,Vellmar,high credibility
Stars and Cures,https://stars-cures.example,Conspiracy-Pseudoscience,VERY LOW,Vellmar,low credibility
The Mock Turtle,https://mock-turtle.example,Satire,,Vellmar,
`;

describe('a list of ratings', () => {
  it('in the AllSides shape is known by its columns; its addresses are the basis, not the outlets', () => {
    const seen = preview(allSides);
    expect(seen).toMatchObject({ preset: 'AllSides', entries: 3, problems: [], unknownWords: [] });
    expect(seen.mapping).toMatchObject({ name: 0, domain: null, lean: 1, reliability: null, basis: 7 });
    expect(seen.mapping.leanWords).toEqual({ 'left-center': -1, right: 2, allsides: null });
    expect(seen.matched).toEqual([
      { sourceId: 1, source: 'Halvern Courier', entry: 'Halvern Courier', lean: -1 },
      { sourceId: 2, source: 'Quay Reporter', entry: 'Quay Reporter', lean: 2 },
    ]);
  });

  it('in the MBFC shape gives lean and reliability by domain; kinds that are no lean stay without', () => {
    const seen = preview(mbfc);
    expect(seen).toMatchObject({ preset: 'MBFC', entries: 4, problems: [], unknownWords: [] });
    expect(seen.mapping).toMatchObject({ name: 0, domain: 1, lean: 2, reliability: 3, basis: null });
    take('MBFC', mbfc, '2025-05-01');
    expect(
      project.db.all('SELECT identity, lean, reliability, rated_on AS "on" FROM rating ORDER BY identity'),
    ).toEqual([
      { identity: 'domain:halvern-courier.example', lean: 0, reliability: 5, on: '2025-05-01' },
      { identity: 'domain:mock-turtle.example', lean: null, reliability: null, on: '2025-05-01' },
      { identity: 'domain:quay-reporter.example', lean: 1, reliability: 3, on: '2025-05-01' },
      { identity: 'domain:stars-cures.example', lean: null, reliability: 0, on: '2025-05-01' },
    ]);
  });

  it.each([
    [
      'domain,name,bias,reporting,url,homepage',
      'leftcenter',
      'HIGH',
      { name: 1, domain: 0, lean: 2, reliability: 3, basis: 4 },
    ],
    [
      'name,homepage,bias_rating,url,factual_reporting',
      'Left-Center',
      'High',
      { name: 0, domain: 1, lean: 2, reliability: 4, basis: 3 },
    ],
  ])('with the columns %s is read too', (header, bias, factual, mapping) => {
    const cells: Record<string, string> = {
      domain: 'halvern-courier.example',
      homepage: 'https://halvern-courier.example',
      name: 'Halvern Courier',
      bias,
      bias_rating: bias,
      reporting: factual,
      factual_reporting: factual,
      url: 'https://mediabiasfactcheck.com/halvern-courier/',
    };
    const row = header.split(',').map((name) => cells[name]);
    const seen = preview(`${header}\n${row.join(',')}\n`);
    expect(seen.preset).toBe('MBFC');
    expect(seen.mapping).toMatchObject(mapping);
    expect(seen.matched).toMatchObject([{ sourceId: 1, lean: -1 }]);
  });

  it('of any other shape is mapped by hand; words in no band are reported until a person places them', () => {
    const own = 'Zeitung;Richtung;Urteil\nHalvern Courier;links der Mitte;solide\nNight Mail;bunt;\nNacht;bunt;\n';
    const mapping = {
      ...{ name: 0, domain: null, lean: 1, reliability: 2, basis: null, ratedOn: null },
      ...{ leanWords: { 'links der Mitte': -1 }, reliabilityWords: {} },
    };
    expect(preview(own).mapping).toMatchObject({ name: null, lean: null });
    expect(preview(own).problems[0]).toContain('No column names the outlets');
    expect(preview(own, mapping).unknownWords).toEqual([
      { column: 'lean', word: 'bunt', entries: 2 },
      { column: 'reliability', word: 'solide', entries: 1 },
    ]);
    const placed = { ...mapping, leanWords: { 'Links der  mitte': -1, bunt: null }, reliabilityWords: { solide: 4 } };
    expect(preview(own, placed).unknownWords).toEqual([]);
    expect(project.call('ratings.import', { rater: 'Own list', csv: own, mapping: placed })).toEqual({
      entries: 3,
      matched: 2,
      unrated: 1,
    });
    expect(ratingsOf(1)).toEqual([
      { rater: 'Own list', lean: -1, leanLabel: 'links der Mitte', reliability: 4, basis: '' },
    ]);
    expect(ratingsOf(3)).toMatchObject([{ lean: null, leanLabel: 'bunt' }]);
  });

  it('that repeats an outlet or names none says so; one that is no table is refused and keeps nothing', () => {
    expect(preview('name,bias\nNight Mail,left\nnight  mail,right\n,right\n').problems).toEqual([
      '1 of 3 rows name no outlet and are left out.',
      '1 row names an outlet that came before (night  mail); the first row counts.',
    ]);
    const broken = 'name,bias\n"Night Mail,left\n';
    expect(preview(broken).problems[0]).toContain('quotation mark');
    expect(() => take('Broken', broken)).toThrow(code('INVALID_INPUT'));
    expect(() => take('Empty', 'name,bias\n')).toThrow(code('INVALID_INPUT'));
    expect(project.call('ratings.raters', {})).toEqual([]);
  });
});

describe('several raters', () => {
  it('stand side by side, lists before persons; an outlet in none is unrated', () => {
    take('AllSides', allSides);
    take('MBFC', mbfc);
    project.call('ratings.set', { sourceId: 2, lean: 0, reliability: null, basis: 'Read for a year' });
    expect(ratingsOf(2)).toEqual([
      {
        rater: 'AllSides',
        lean: 2,
        leanLabel: 'right',
        reliability: null,
        basis: 'https://www.allsides.com/news-source/quay-reporter',
      },
      { rater: 'MBFC', lean: 1, leanLabel: 'Right-Center', reliability: 3, basis: '' },
      { rater: 'Rana', lean: 0, leanLabel: '', reliability: null, basis: 'Read for a year' },
    ]);
    expect(ratingsOf(3)).toEqual([]);
    expect(
      project.call('ratings.raters', {}).map(({ name, kind, entries, matched }) => [name, kind, entries, matched]),
    ).toEqual([
      ['AllSides', 'list', 3, 2],
      ['MBFC', 'list', 4, 2],
      ['Rana', 'person', 1, 1],
    ]);
  });

  it('are replaced, removed and taken back in one step each', () => {
    take('AllSides', allSides);
    take('allsides', 'news_source,rating\nNight Mail,center\n');
    expect(ratingsOf(1)).toEqual([]);
    expect(ratingsOf(3)).toMatchObject([{ lean: 0 }]);
    project.call('history.undo', {});
    expect(ratingsOf(1)).toMatchObject([{ lean: -1 }]);
    project.call('ratings.removeRater', { raterId: 1 });
    expect(project.call('ratings.raters', {})).toEqual([]);
    project.call('history.undo', {});
    expect(ratingsOf(2)).toMatchObject([{ lean: 2 }]);
  });

  it('who are persons take their own rating back, and are no lists', () => {
    project.call('ratings.set', { sourceId: 1, lean: -1, reliability: 4 });
    expect(() => take('rana', allSides)).toThrow(code('CONFLICT'));
    project.call('ratings.set', { sourceId: 1, lean: null, reliability: null });
    expect(ratingsOf(1)).toEqual([]);
    project.call('history.undo', {});
    expect(ratingsOf(1)).toMatchObject([{ rater: 'Rana', lean: -1 }]);
    project.actAs(null);
    expect(() => project.call('ratings.set', { sourceId: 1, lean: 0, reliability: null })).toThrow(code('NO_CODER'));
  });
});

describe('whom a rating means', () => {
  it('is decided by domain before alias before name, and never by the name of an outlet with another domain', () => {
    const list = `name,domain,bias
Quay Reporter,other-quay.example,left
Anything,quay-reporter.example,right
Night Mail,night-mail.example,center
`;
    take('List', list);
    expect(ratingsOf(2)).toMatchObject([{ lean: 2 }]);
    expect(ratingsOf(3)).toMatchObject([{ lean: 0 }]);
    project.call('sources.edit', { sourceId: 3, fields: { domain: 'nightmail.example' } });
    expect(ratingsOf(3)).toEqual([]);
    project.call('sources.addAlias', { sourceId: 3, alias: 'night-mail.example' });
    expect(ratingsOf(3)).toMatchObject([{ lean: 0 }]);
  });

  it('stays with the source when that is merged or gets a domain', () => {
    take('AllSides', allSides);
    project.call('ratings.set', { sourceId: 1, lean: -2, reliability: null });
    project.call('sources.edit', { sourceId: 1, fields: { domain: 'halvern-courier.example' } });
    expect(ratingsOf(1)).toMatchObject([{ lean: -1 }, { rater: 'Rana', lean: -2 }]);
    project.call('sources.merge', { intoId: 3, sourceIds: [1] });
    expect(ratingsOf(3)).toMatchObject([{ lean: -1 }, { rater: 'Rana', lean: -2 }]);
  });
});
