/** What adjudication decided about the verdicts on a claim, when the claim becomes one with another. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type TestProject, testProject } from '../support/project.ts';

const TEXT = 'Forty boats left. The quay was empty by noon.';
const question = { unit: 'verdict' } as const;
let project: TestProject;
let one: string;
let two: string;

function claim(quote: string): string {
  const { textVersionId } = project.call('articles.get', { articleId: 'quay' });
  const start = TEXT.indexOf(quote);
  return project.call('claims.create', {
    ...{ articleId: 'quay', textVersionId, start, end: start + quote.length, quote },
    fields: { statement: quote },
  }).claimId;
}
const verdict = (coder: string, claimId: string, given: 'supported' | 'refuted' | 'disputed') => {
  project.actAs(coder);
  project.call('claims.giveVerdict', { claimIds: [claimId], verdict: given });
};
const cases = () => project.call('agreement.cases', { question, layer: 'gold' }).cases;
const decide = (claimId: string, coder: string, reason: string) => {
  project.actAs('Ada');
  const { subject } = cases().find((each) => each.claimId === claimId)!;
  const decision = { kind: 'take', coder } as const;
  project.call('agreement.decide', { question, layer: 'gold', subject, articleId: null, claimId, decision, reason });
};
const stored = () =>
  project.db.all<{ claimId: string; reason: string }>(
    'SELECT claim_id AS claimId, reason FROM adjudication ORDER BY decided_at',
  );

beforeEach(() => {
  project = testProject();
  project.actAs('Ada');
  project.addArticle({ articleId: 'quay', text: TEXT });
  one = claim('Forty boats left');
  two = claim('The quay was empty');
  verdict('Ada', one, 'supported');
  verdict('Ben', one, 'refuted');
});
afterEach(() => project.close());

it('a case that was decided is a decided case of the claim it was merged into', () => {
  decide(one, 'Ben', 'The harbour book has it.');
  project.call('claims.merge', { intoId: two, claimIds: [one] });
  expect(stored()).toEqual([{ claimId: two, reason: 'The harbour book has it.' }]);
  expect(cases()).toMatchObject([
    { claimId: two, decided: { kind: 'take', coder: 'Ben', reason: 'The harbour book has it.' } },
  ]);
  expect(project.call('claims.get', { claimId: two })).toMatchObject({ verdict: 'refuted' });
  project.call('agreement.reopen', { layer: 'gold', subject: cases()[0]!.subject });
  expect(
    project
      .call('claims.get', { claimId: two })
      .verdicts.map(({ coder }) => coder)
      .sort(),
  ).toEqual(['Ada', 'Ben']);
});

it('of two decisions about the same verdicts the later stays; undo brings both back to their claims', () => {
  verdict('Ada', two, 'supported');
  verdict('Ben', two, 'refuted');
  decide(one, 'Ben', 'The harbour book has it.');
  decide(two, 'Ada', 'Seen on film.');
  project.call('claims.merge', { intoId: two, claimIds: [one] });
  expect(stored()).toEqual([{ claimId: two, reason: 'Seen on film.' }]);
  project.call('history.undo', {});
  expect(stored()).toEqual([
    { claimId: one, reason: 'The harbour book has it.' },
    { claimId: two, reason: 'Seen on film.' },
  ]);
});
