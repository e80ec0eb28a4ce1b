/** Names that analysers found, and what people say of them. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { likelyVariants } from '../../electron/analysis/entities/variants.ts';
import { takeStep } from '../../electron/backend/db/change-log.ts';
import { analyzeJob } from '../../electron/backend/jobs/analyze.ts';
import { testJob } from '../support/job.ts';
import { type TestProject, testProject } from '../support/project.ts';

const texts = {
  harbour:
    'Mayor Ida Marsh opened the quay on Monday. “The harbour is ours again,” said Ida Marsh. “We paid for it twice,” Marsh added.',
  ferry:
    'The ferry was late. “Nobody told us why,” said Marsh. “It is a scandal,” said Ivo Brandt. He left the Ferry Guild in May.',
};
let project: TestProject;

const lookForNames = () => analyzeJob({ only: ['entities', 'quotations'] }, testJob(project));

beforeEach(async () => {
  project = testProject();
  project.actAs('Rana');
  project.addArticle({ articleId: 'harbour', text: texts.harbour, source: 'Courier', language: 'en' });
  project.addArticle({ articleId: 'ferry', text: texts.ferry, source: 'Herald', language: 'en' });
  await lookForNames();
});
afterEach(() => project.close());

const people = (more: object = {}) => project.call('names.list', { kind: 'person', ...more });
const named = (name: string) => people().rows.find((row) => row.name === name);

describe('names', () => {
  it('are counted with their mentions, quotations and articles', () => {
    expect(named('Ida Marsh')).toMatchObject({ groupId: null, quotations: 2, articles: 1 });
    // In the ferry article only the last name stands: whether it is the same person is for people to say.
    expect(named('Marsh')).toMatchObject({ quotations: 1, articles: 2 });
    expect(people({ text: 'ivo' }).rows.map(({ name }) => name)).toEqual(['Ivo Brandt']);
    expect(project.call('names.list', { kind: 'organisation' }).rows.map(({ name }) => name)).toContain('Ferry Guild');
  });

  it('are the same after the same texts are looked at again', async () => {
    const before = people();
    project.db.run('DELETE FROM analysis_state');
    await lookForNames();
    expect(people()).toEqual(before);
  });

  it('lead to the places where they stand', () => {
    const { total, places } = project.call('names.places', { kind: 'person', name: 'Ivo Brandt' });
    expect(total).toBe(2);
    expect(places.map(({ text, articleId }) => [articleId, text])).toEqual([
      ['ferry', 'Ivo Brandt'],
      ['ferry', '“It is a scandal,”'],
    ]);
    expect(texts.ferry.slice(places[0]!.start, places[0]!.end)).toBe('Ivo Brandt');
    expect(project.call('names.places', { kind: 'person', name: 'Nobody Atall' })).toEqual({
      ...{ total: 0, articles: 0, places: [] },
    });
  });
});

describe('merging names', () => {
  it('puts variants under one name, in one step of undo', () => {
    const apart = people();
    project.call('names.merge', { kind: 'person', names: ['Ida Marsh', 'Marsh'] });
    expect(named('Marsh')).toBeUndefined();
    const marsh = named('Ida Marsh')!;
    expect(marsh).toMatchObject({ quotations: 3, articles: 2 });
    expect(marsh.variants.map(({ name }) => name).sort()).toEqual(['Ida Marsh', 'Marsh']);
    expect(people({ onlyMerged: true }).rows.map(({ name }) => name)).toEqual(['Ida Marsh']);
    takeStep(project.db, 1, 'undo');
    expect(people()).toEqual(apart);
    takeStep(project.db, 1, 'redo');
    expect(named('Ida Marsh')).toMatchObject({ quotations: 3 });
  });

  it('is kept when the texts are looked at again', async () => {
    project.call('names.merge', { kind: 'person', names: ['Ida Marsh', 'Marsh'], name: 'Mayor Marsh' });
    project.db.run('DELETE FROM analysis_state');
    await lookForNames();
    expect(named('Mayor Marsh')).toMatchObject({ quotations: 3 });
  });

  it('joins groups, and splits them again name by name', () => {
    project.call('names.merge', { kind: 'person', names: ['Ida Marsh', 'Marsh'] });
    project.call('names.merge', { kind: 'person', names: ['Ivo Brandt', 'Marsh'], name: 'Ivo Brandt' });
    expect(named('Ivo Brandt')!.variants).toHaveLength(3);
    project.call('names.split', { kind: 'person', variants: ['Ivo Brandt'] });
    // The group was shown under the name that left it.
    expect(named('Ivo Brandt')).toMatchObject({ groupId: null });
    expect(
      people({ onlyMerged: true })
        .rows[0]!.variants.map(({ name }) => name)
        .sort(),
    ).toEqual(['Ida Marsh', 'Marsh']);
    project.call('names.split', { kind: 'person', variants: ['Marsh'] });
    expect(people({ onlyMerged: true }).rows).toEqual([]);
    expect(project.db.value('SELECT count(*) FROM name_group')).toBe(0);
  });

  it('shows one under another name, but never under one that is taken', () => {
    project.call('names.rename', { kind: 'person', name: 'Ivo Brandt', to: 'Ivo Brandt (Ferry Guild)' });
    expect(named('Ivo Brandt (Ferry Guild)')!.variants.map(({ name }) => name)).toEqual(['Ivo Brandt']);
    expect(() => project.call('names.rename', { kind: 'person', name: 'Marsh', to: 'Ida Marsh' })).toThrow(
      'is another name of the corpus',
    );
    expect(() => project.call('names.merge', { kind: 'person', names: ['Marsh', 'No Such Name'] })).toThrow(
      '“No Such Name” is not among the names',
    );
    expect(() => project.call('names.split', { kind: 'person', variants: ['Marsh'] })).toThrow('not merged');
  });

  it('is suggested where the words speak for it, and never done by itself', () => {
    expect(project.call('names.suggest', { kind: 'person', count: 10 })).toEqual([
      {
        ...{ name: 'Ida Marsh', variant: 'Marsh', reason: 'the last name alone', others: 0, together: 1 },
        mentions: named('Marsh')!.mentions + 1,
      },
    ]);
    expect(project.db.value('SELECT count(*) FROM name_group')).toBe(0);
  });
});

describe('likely variants', () => {
  it('are last names, initials and names in between', () => {
    const found = likelyVariants('person', ['Mara Lind', 'Lind', 'M. Lind', 'Mara Elin Lind', 'Oskar Vale']);
    expect(found.map(({ variant, name, reason }) => [variant, name, reason])).toEqual([
      ['Mara Lind', 'Mara Elin Lind', 'the same words, and more'],
      ['Lind', 'Mara Lind', 'the last name alone'],
      ['M. Lind', 'Mara Lind', 'an initial for the first name'],
    ]);
    expect(found[1]!.others).toBe(2);
  });
  it('are first letters of organisations, and the same letters written otherwise', () => {
    const found = likelyVariants('organisation', ['Lenn Water Board', 'LWB', 'The Lenn Water Board', 'Dry Dock Union']);
    expect(found.map(({ variant, name }) => [variant, name])).toEqual([
      ['The Lenn Water Board', 'Lenn Water Board'],
      ['LWB', 'Lenn Water Board'],
    ]);
  });
  it('are not suggested where too many fit', () => {
    const crowd = Array.from({ length: 12 }, (_, i) => `Name${String.fromCharCode(97 + i)} Berg`);
    expect(likelyVariants('person', [...crowd, 'Berg'])).toEqual([]);
  });
});
