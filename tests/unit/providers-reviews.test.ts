/** Fact checks that are like a claim, found among few and among very many; a feed that is read again replaces the one before. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { ClaimReviewMatch } from '../../shared/model/provider.ts';
import { type TestProject, testProject } from '../support/project.ts';

let project: TestProject;
let claimId: string;
let providerId: string;

beforeEach(() => {
  project = testProject();
  project.actAs('Rana');
  const text = 'The Lenn bridge will be closed for nine weeks, the mayor said.';
  project.addArticle({ articleId: 'bridge', text });
  const { textVersionId } = project.call('articles.get', { articleId: 'bridge' });
  const quote = 'The Lenn bridge will be closed for nine weeks';
  const span = { articleId: 'bridge', textVersionId, start: 0, end: quote.length, quote };
  claimId = project.call('claims.create', { ...span, fields: {} }).claimId;
  const feed = { kind: 'claimreview', name: 'Feed', address: '', model: '' };
  ({ providerId } = project.write('providers/add', feed) as { providerId: string });
});
afterEach(() => project.close());

const review = (claimReviewed: string, n: number) => ({
  ...{
    claimReviewed,
    claimant: '',
    rating: 'Wrong',
    ratingScale: '',
    publisher: 'Checks',
    language: 'en',
    reviewedAt: null,
  },
  url: `https://checks.example/${n}`,
});
const keep = (statements: string[]) =>
  project.write('providers/keepReviews', { providerId, reviews: statements.map(review) });
const alike = (providerIds = [providerId]) =>
  (project.read('providers/reviews', { claimId, providerIds, limit: 10 }) as ClaimReviewMatch[]).map(
    ({ claimReviewed }) => claimReviewed,
  );
const LIKE = 'Mayor: the bridge over the Lenn is closed nine weeks';

it('is found by shared words, of the feeds that are switched on', () => {
  keep(['Cows sleep standing up', LIKE]);
  expect(alike()).toEqual([LIKE]);
  expect(alike([])).toEqual([]);
  keep(['Cows sleep standing up']);
  expect(alike()).toEqual([]);
});

it('is found among twenty thousand as among two', () => {
  const subjects = ['tax', 'school', 'harbour', 'storm', 'vaccine', 'river', 'budget', 'train', 'treaty', 'rent'];
  const many = Array.from({ length: 20_000 }, (_, n) => `The ${subjects[n % 10]} ${n} was closed by town ${n % 97}`);
  keep([...many.slice(0, 11_111), LIKE, ...many.slice(11_111)]);
  expect(alike()[0]).toBe(LIKE);
  project.write('providers/remove', { providerId });
  expect(project.db.value('SELECT count(*) FROM claim_review_words')).toBe(0);
});
