import { beforeEach, expect, test } from 'vitest';
import { reportOfStory } from '../../electron/backend/services/stories/report.ts';
import { sectionsOfStory } from '../../electron/backend/services/stories/sections.ts';
import type { StorySections } from '../../shared/model/story-sections.ts';
import { type TestJob, testJob } from '../support/job.ts';
import { type TestProject, testProject } from '../support/project.ts';

const TEXTS = {
  tern: 'The harbour council of Onnel closed the swing bridge on Friday after divers found cracks in two piers.\nThe repair of the swing bridge will cost 4.2 million crowns.\nIt is expected to take nine weeks.\n',
  gull: 'Onnel has lost its swing bridge: the harbour council closed it on Friday because divers found cracks in two piers.\nThe repair of the swing bridge will cost 6.8 million crowns.\n',
  lark: 'Divers found cracks in two piers and the harbour council of Onnel closed the swing bridge on Friday.\n',
};
let project: TestProject;
let storyId: string;
let job: TestJob;

beforeEach(() => {
  project = testProject();
  project.actAs('Rana');
  for (const [articleId, text] of Object.entries(TEXTS))
    project.addArticle({ articleId, text, source: articleId, publishedAt: '2025-05-02', title: `The ${articleId}` });
  storyId = project.call('stories.create', { articleIds: Object.keys(TEXTS), title: 'The bridge' }).storyId;
  job = testJob(project);
});

const sections = (): Promise<StorySections> => sectionsOfStory(job, { storyId });
const passage = (articleId: keyof typeof TEXTS, words: string) => {
  const text = TEXTS[articleId];
  const start = text.indexOf(words);
  return { articleId, start, end: start + words.length, text: words };
};
const of = ({ articleId, start, end, text }: { articleId: string; start: number; end: number; text: string }) => ({
  ...{ articleId, start, end, text },
});
const NINE = 'It is expected to take nine weeks.';

test('a sentence taken out stays out when the page is written anew, is listed, and comes back', async () => {
  const [first] = (await sections()).happened;
  project.call('stories.takeOut', { storyId, block: 'happened', what: of(first!) });
  const without = await sections();
  expect(without.happened.map(({ text }) => text)).not.toContain(first!.text);
  project.db.run('DELETE FROM story_written');
  expect(await sections()).toEqual(without);
  const [said] = without.corrections;
  expect(said).toMatchObject({ block: 'happened', isHidden: false, out: [{ text: first!.text, coder: 'Rana' }] });
  project.call('stories.dropCorrection', { correctionId: said!.out[0]!.correctionId });
  expect((await sections()).happened[0]!.text).toBe(first!.text);
  expect((await sections()).corrections).toEqual([]);
});

test('another sentence put in is marked as the person’s, and only from articles of the story', async () => {
  project.call('stories.putIn', { storyId, block: 'happened', what: passage('tern', NINE) });
  const { happened, corrections } = await sections();
  expect(happened.at(-1)).toMatchObject({ text: NINE, reason: 'put here by a person', putIn: { coder: 'Rana' } });
  expect(corrections).toMatchObject([{ block: 'happened', in: 1, out: [] }]);
  project.addArticle({ articleId: 'elsewhere', text: 'Rain in Tarrow again.\n' });
  const foreign = { articleId: 'elsewhere', start: 0, end: 21, text: 'Rain in Tarrow again.' };
  expect(() => project.call('stories.putIn', { storyId, block: 'happened', what: foreign })).toThrow(
    expect.objectContaining({ code: 'INVALID_INPUT' }),
  );
  const wrong = { ...passage('tern', NINE), text: 'Other words entirely, as long.' };
  expect(() => project.call('stories.putIn', { storyId, block: 'happened', what: wrong })).toThrow();
});

test('a sentence put in that the analyser takes as well stands once, marked as the person’s', async () => {
  const [first] = (await sections()).happened;
  project.call('stories.putIn', { storyId, block: 'happened', what: of(first!) });
  const same = (await sections()).happened.filter(({ text }) => text === first!.text);
  expect(same).toEqual([{ ...first!, putIn: expect.objectContaining({ coder: 'Rana' }) }]);
});

test('taking out what a person put in takes that back', async () => {
  project.call('stories.putIn', { storyId, block: 'matters', what: passage('gull', TEXTS.gull.split('\n')[1]!) });
  project.call('stories.takeOut', { storyId, block: 'matters', what: passage('gull', TEXTS.gull.split('\n')[1]!) });
  expect((await sections()).corrections).toEqual([]);
});

test('a hidden block is empty everywhere, keeps its comment and own words, and is brought back', async () => {
  project.call('stories.setBlock', { storyId, block: 'commonGround', comment: 'Only the wire' });
  project.call('stories.setBlock', {
    storyId,
    block: 'commonGround',
    wording: 'Both say that it is closed',
    isHidden: true,
  });
  const hidden = await sections();
  expect(hidden.commonGround).toEqual([]);
  expect(hidden.corrections).toMatchObject([
    {
      block: 'commonGround',
      isHidden: true,
      comment: 'Only the wire',
      wording: 'Both say that it is closed',
      coder: 'Rana',
    },
  ]);
  project.call('stories.setBlock', { storyId, block: 'commonGround', isHidden: false });
  expect((await sections()).commonGround.length).toBeGreaterThan(0);
});

test('every correction is one step of undo', async () => {
  const before = await sections();
  const first = before.happened[0]!;
  project.call('stories.takeOut', { storyId, block: 'happened', what: of(first) });
  project.call('stories.setBlock', { storyId, block: 'figures', isHidden: true });
  project.call('stories.setBlock', { storyId, block: 'happened', comment: 'Check this' });
  project.call('stories.putIn', { storyId, block: 'matters', what: passage('lark', TEXTS.lark.trim()) });
  for (let i = 0; i < 4; i++) project.call('history.undo', {});
  expect(await sections()).toEqual(before);
  project.call('history.redo', {});
  expect((await sections()).happened.map(({ text }) => text)).not.toContain(first.text);
});

test('a speaker, a question and a figure are taken out by themselves', async () => {
  const { figures, questions } = await sections();
  expect(figures).toHaveLength(1);
  project.call('stories.takeOut', { storyId, block: 'figures', what: of(figures[0]!.figures[0]!.figure) });
  project.call('stories.takeOut', { storyId, block: 'questions', what: { text: questions[0]!.text } });
  const after = await sections();
  expect(after.figures).toEqual([]);
  expect(after.questions).toEqual(questions.slice(1));
});

test('sections are kept until a text, a finding, the lean of a source or the story changes', async () => {
  await sections();
  const written = () => job.calls.filter((name) => name === 'stories/sections').length;
  expect(written()).toBe(1);
  await sections();
  project.call('stories.setBlock', { storyId, block: 'happened', comment: 'A comment' });
  await sections();
  expect(written()).toBe(1);
  const { sourceId } = project.call('sources.list', {})[0]!;
  project.call('ratings.set', { sourceId, lean: -1, reliability: null });
  await sections();
  expect(written()).toBe(2);
  project.call('stories.move', { articleIds: ['lark'], toId: null });
  await sections();
  expect(written()).toBe(3);
});

test('a correction holds for a new text that still has the words', async () => {
  const [first] = (await sections()).happened;
  project.call('stories.takeOut', { storyId, block: 'happened', what: of(first!) });
  const id = project.db.value<number>('SELECT id FROM article WHERE article_id = ?', first!.articleId)!;
  const text = `A line that reading again brought to light.\n${TEXTS[first!.articleId as keyof typeof TEXTS]}`;
  const version = project.db.run(
    `INSERT INTO text_version (article, number, sha256, cause, extractor, created_at) VALUES (?, 2, 'x', 'reextract', 'test 2', '2025-05-03')`,
    id,
  ).lastInsertRowid;
  project.db.run('INSERT INTO text_body (text_version_id, text) VALUES (?, ?)', version, text);
  project.db.run('UPDATE article SET text_version_id = ? WHERE id = ?', version, id);
  expect((await sections()).happened.map((one) => one.text)).not.toContain(first!.text);
});

test('merging stories takes what people said of their pages along; undo brings it back', async () => {
  project.addArticle({ articleId: 'wells', text: 'Three wells in Tarrow ran dry in August.\n', source: 'crow' });
  const other = project.call('stories.create', { articleIds: ['wells'] }).storyId;
  project.call('stories.setBlock', { storyId: other, block: 'gap', comment: 'Not rated yet' });
  project.call('stories.merge', { intoId: storyId, storyIds: [other] });
  expect((await sections()).corrections).toMatchObject([{ block: 'gap', comment: 'Not rated yet' }]);
  project.call('history.undo', {});
  expect((await sections()).corrections).toEqual([]);
  expect((await sectionsOfStory(job, { storyId: other })).corrections).toHaveLength(1);
});

test('sentences of the story are found by words, for putting them in', () => {
  const { total, sentences } = project.call('stories.sentences', { storyId, text: 'repair million' });
  expect(total).toBe(2);
  for (const { articleId, start, end, text } of sentences)
    expect(TEXTS[articleId as keyof typeof TEXTS].slice(start, end)).toBe(text);
});

test('a claim is recorded with its mentions and evidence in one step', () => {
  const { claimId, number } = project.call('stories.recordClaim', {
    what: passage('tern', 'The repair of the swing bridge will cost 4.2 million crowns.'),
    kind: 'quantity',
    evidence: [
      { ...passage('gull', 'The repair of the swing bridge will cost 6.8 million crowns.'), relation: 'figure' },
      { ...passage('lark', TEXTS.lark.trim()), relation: 'same' },
    ],
  });
  expect(number).toBe(1);
  const claim = project.call('claims.get', { claimId });
  expect(claim.statement).toBe('The repair of the swing bridge will cost 4.2 million crowns.');
  expect(claim.mentions.map(({ articleId }) => articleId)).toEqual(['tern', 'lark']);
  expect(claim.evidence.map(({ stance, at }) => [stance, at.kind === 'passage' && at.articleId])).toEqual([
    ['refutes', 'gull'],
    ['supports', 'lark'],
  ]);
  project.call('history.undo', {});
  expect(project.call('claims.list', {})).toEqual([]);
});

test('the report is one file: no script, no address, everything of the sources escaped, corrections told', async () => {
  project.call('stories.rename', { storyId, title: 'Bridge <script>alert(1)</script>' });
  project.call('stories.setBlock', { storyId, block: 'matters', isHidden: true });
  project.call('stories.setBlock', { storyId, block: 'happened', wording: 'The bridge is shut & stays so' });
  const { fileName, html } = await reportOfStory(job, { storyId });
  expect(fileName).toMatch(/^bridge-script-alert-1-script-[0-9a-f]{8}\.html$/);
  expect(html).toContain('<h1 dir="auto">Bridge &lt;script&gt;alert(1)&lt;/script&gt;</h1>');
  expect(html).not.toMatch(/<script|https?:|<link|<img|src=/);
  expect(html).toContain('Hidden by Rana.');
  expect(html).toContain('In the words of Rana: The bridge is shut &amp; stays so');
  expect(html).toContain('Too few rated sources: 0 of 5 needed.');
  expect(html).toContain('4.2 million');
});
