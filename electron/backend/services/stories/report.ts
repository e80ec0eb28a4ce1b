import type { InputOf, OutputOf } from '../../../../shared/contract/contract.ts';
import { storyReport } from '../../../analysis/stories/report.ts';
import type { ReadableDb } from '../../db/types.ts';
import type { ReadContext } from '../handler.ts';
import { listRaters } from '../sources/ratings.ts';
import { getStory, readMembers } from './read.ts';
import { type SectionsBackend, sectionsOfStory } from './sections.ts';

/** Articles that a report lists by date; a story with more says so. */
const MOST_MEMBERS = 1000;

/** What a report needs besides the sections. @throws AppError NOT_FOUND */
export function readForReport(db: ReadableDb, { storyId }: { storyId: string }, context: ReadContext) {
  const story = getStory(db, { storyId });
  const asked = story.settings.raterIds;
  const raters = asked === null ? [] : listRaters(db).filter(({ raterId }) => asked.includes(raterId));
  return {
    story,
    raters: raters.map(({ name }) => name),
    members: readMembers(db, { storyId, start: 0, count: MOST_MEMBERS }).members,
    madeAt: context.now.toISOString(),
  };
}

/** A story's page as one file, with the corrections that people made. */
export async function reportOfStory(
  backend: SectionsBackend,
  { storyId }: InputOf<'stories.report'>,
  signal?: AbortSignal,
): Promise<OutputOf<'stories.report'>> {
  const options = signal ? { signal } : {};
  const { story, ...rest } = await backend.read<ReturnType<typeof readForReport>>(
    'stories/forReport',
    { storyId },
    options,
  );
  const sections = await sectionsOfStory(backend, { storyId }, signal);
  return { fileName: fileName(story.title, storyId), html: storyReport({ ...story, ...rest, sections }) };
}

/** Letters, digits and hyphens, so that every system takes it. */
function fileName(title: string, storyId: string): string {
  const safe = title
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '');
  return `${safe.slice(0, 60).replace(/-+$/, '') || 'story'}-${storyId.slice(0, 8)}.html`;
}
