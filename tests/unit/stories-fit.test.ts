import { beforeEach, expect, test } from 'vitest';
import { findStoriesOf } from '../../electron/backend/jobs/find-stories.ts';
import { fitOfStories } from '../../electron/backend/services/stories/fit.ts';
import { fitInWords, isBetter } from '../../renderer/features/stories/fit-words.ts';
import { testJob } from '../support/job.ts';
import { type TestProject, testProject } from '../support/project.ts';

let project: TestProject;
const askFit = () => fitOfStories(testJob(project));
const add = (articleId: string, text: string) =>
  project.addArticle({ articleId, title: articleId, text, source: articleId, publishedAt: '2025-05-02' });

beforeEach(async () => {
  project = testProject();
  project.actAs('Rana');
  // Two events of one town that share its words.
  add(
    'bridge-1',
    'Onnel council met on Friday about the harbour. The swing bridge closes after divers found cracks in piers.\n',
  );
  add(
    'bridge-2',
    'Onnel council said the harbour needs care. Cracks in the piers of the swing bridge were found by divers.\n',
  );
  add(
    'fish-1',
    'Onnel council met on Friday about the harbour. Herring prices fell at the market hall and traders protest.\n',
  );
  add(
    'fish-2',
    'Onnel council said the harbour needs care. Traders protest at the market hall as herring prices fell.\n',
  );
  await findStoriesOf(testJob(project));
});

test('without corrections there is nothing to go by', async () => {
  const found = await askFit();
  expect(found).toMatchObject({ articles: 0, together: 0, apart: 0 });
  expect(isBetter(found)).toBe(false);
  expect(fitInWords(found)).toMatch(/^Nobody has merged, split or moved articles yet/);
});

test('merges and splits say which value finds them again, beside what today’s value finds', async () => {
  const { storyId } = project.call('stories.create', { articleIds: ['bridge-1', 'bridge-2', 'fish-1', 'fish-2'] });
  project.call('stories.split', { storyId, articleIds: ['fish-1', 'fish-2'] });
  const found = await askFit();
  expect(found).toMatchObject({ articles: 4, together: 2, apart: 4 });
  expect(found.now.topic).toBe(0.12);
  const right = ({ together, apart }: { together: number; apart: number }) => together / 2 + apart / 4;
  expect(right(found.best)).toBeGreaterThanOrEqual(right(found.now));
  expect(right(found.best)).toBe(2);
  expect(fitInWords(found)).toContain('4 articles by hand: 2 pairs together, 4 apart');
  // Nothing is set by asking.
  expect((await askFit()).now.topic).toBe(0.12);
});
