import type { AnalysisResult } from '../../../shared/model/finding.ts';
import type { Clusters } from '../../analysis/stories/add.ts';
import type { StoryWords } from '../../analysis/stories/describe.ts';
import type { SharedCounts } from '../../analysis/stories/document-counts.ts';
import { type StorySettings, storyDefaults, storyFinder } from '../../analysis/stories/index.ts';
import { joinFresh, type Membership, reconcile, type StoryGroup } from '../../analysis/stories/reconcile.ts';
import type { FreshInput } from '../../analysis/stories/tasks.ts';
import type { JobContext } from '../services/backend.ts';
import type { StoryToDescribe } from '../services/stories/apply.ts';
import type { StoryMaterial, StoryPass, Untermed } from '../services/stories/material.ts';
import { workThrough } from './work-through.ts';

const TERMED_AT_ONCE = 200;
const GROUPS_AT_ONCE = 1000;
const DESCRIBED_AT_ONCE = 50;

/** New articles up to this share of the corpus are added to the stories there are; beyond it all are compared anew. */
const FEW = 0.1;
/** In a small corpus a whole pass is done at once anyway. */
const SMALL = 2000;

type Ran = AnalysisResult['ran'][number];

/**
 * Finds the stories of articles that are new or changed: adds a few to the stories there are, or compares all. What a
 * person put right stays. A second run finds nothing to do.
 */
export async function findStoriesOf(job: JobContext, settings: StorySettings = storyDefaults): Promise<Ran> {
  const started = job.now().getTime();
  const ran = (articles: number, findings: number): Ran => ({
    analyser: storyFinder.name,
    version: storyFinder.version,
    articles,
    findings,
    seconds: (job.now().getTime() - started) / 1000,
  });
  await makeTerms(job);
  job.progress({ done: 0, total: null, unit: 'articles', phase: 'stories', note: 'Finding stories' });
  const material = await job.read<StoryMaterial>('stories/material', {}, { signal: job.signal });
  const settingsKey = JSON.stringify(settings);
  const pass = await job.read<StoryPass | null>('stories/pass', {});
  const fresh = Int32Array.from([...material.fresh.keys()].filter((i) => material.fresh[i] === 1));
  const isSame = pass?.version === storyFinder.version && pass.settingsKey === settingsKey;
  if (isSame && fresh.length === 0) {
    await describe(job, material, null, []);
    return ran(0, 0);
  }
  const articles = material.ids.length;
  const isFew = isSame && articles > SMALL && fresh.length + pass.added <= articles * FEW;

  const counts = await job.analyse<SharedCounts>('stories/counts', { stored: material.stored }, { signal: job.signal });
  const now = membershipsOf(material);
  const inIds = (clusters: Clusters) => clusters.map((cluster) => cluster.map((i) => material.ids[i]!));
  let groups: StoryGroup[];
  let alone: number[] | null = null;
  if (isFew) {
    const { stored, stories } = material;
    const input: FreshInput = { stored, fresh, stories, counts, settings };
    const clusters = await job.analyse<Clusters>('stories/fresh', input, { signal: job.signal });
    groups = joinFresh(inIds(clusters), now).filter(
      ({ storyId, articles: found }) => storyId !== null || found.length > 1 || isInCompany(material, found[0]!),
    );
  } else {
    const input = { stored: material.stored, settings };
    const clusters = await job.analyse<Clusters>('stories/clusters', input, { signal: job.signal });
    const isStory = (cluster: number[]) => cluster.length > 1 || material.hasCopies[cluster[0]!] === 1;
    groups = reconcile(inIds(clusters.filter(isStory)), now);
    alone = inIds(clusters.filter((cluster) => !isStory(cluster))).flat();
  }

  const changed = new Set<string>();
  const analyser = `${storyFinder.name} ${storyFinder.version}`;
  for (let at = 0; at < groups.length; at += GROUPS_AT_ONCE) {
    job.signal.throwIfAborted();
    const part = groups.slice(at, at + GROUPS_AT_ONCE);
    for (const id of await job.write<string[]>('stories/apply', { groups: part, analyser })) changed.add(id);
  }
  const compared = Array.from(fresh, (i) => material.ids[i]!);
  const end = { alone, compared, version: storyFinder.version, settingsKey, articles };
  for (const id of await job.write<string[]>('stories/endPass', end)) changed.add(id);
  await describe(job, material, counts, [...changed]);
  return ran(alone ? articles : fresh.length, changed.size);
}

function isInCompany(material: StoryMaterial, id: number): boolean {
  return material.hasCopies[material.ids.indexOf(id)] === 1;
}

function membershipsOf({ ids, stories, byPerson, storyIds }: StoryMaterial): Map<number, Membership> {
  const now = new Map<number, Membership>();
  stories.forEach((story, i) => {
    if (story > 0) now.set(ids[i]!, { storyId: storyIds[story]!, byPerson: byPerson[i] === 1 });
  });
  return now;
}

/** Terms of the articles that have none, several batches at a time. */
async function makeTerms(job: JobContext): Promise<void> {
  const { version } = storyFinder;
  let done = 0;
  const make = async (batch: Untermed[]) => {
    const texts = batch.map(({ title, text, language }) => ({ title, text, language }));
    const packed = await job.analyse<Uint8Array[]>('stories/terms', texts, { signal: job.signal });
    await job.write('stories/keepTerms', { version, terms: batch.map(({ id }, i) => ({ id, packed: packed[i]! })) });
    done += batch.length;
    job.progress({ done, total: null, unit: 'articles', phase: 'stories', note: 'Reading what articles are about' });
  };
  let after = 0;
  const next = async () => {
    job.signal.throwIfAborted();
    const batch = await job.read<Untermed[]>('stories/untermed', { version, after, most: TERMED_AT_ONCE });
    after = batch.at(-1)?.id ?? after;
    return batch.length > 0 ? batch : null;
  };
  // One more than there are threads, so that none waits for a reading.
  await workThrough(job.poolSize + 1, next, make);
}

/** Titles and topics of stories whose articles changed, and of those that an interrupted run left without. */
async function describe(job: JobContext, material: StoryMaterial, known: SharedCounts | null, changed: string[]) {
  const nameless = await job.read<string[]>('stories/nameless', {});
  const storyIds = [...new Set([...changed, ...nameless])];
  if (storyIds.length === 0) return;
  const { signal } = job;
  const counts = known ?? (await job.analyse<SharedCounts>('stories/counts', { stored: material.stored }, { signal }));
  for (let at = 0; at < storyIds.length; ) {
    signal.throwIfAborted();
    const parts: Promise<({ storyId: string } & StoryWords)[]>[] = [];
    for (let i = 0; i < job.poolSize && at < storyIds.length; i++, at += DESCRIBED_AT_ONCE) {
      parts.push(describePart(job, counts, storyIds.slice(at, at + DESCRIBED_AT_ONCE)));
    }
    const stories = (await Promise.all(parts)).flat();
    await job.write('stories/keepWords', { stories });
    job.progress({ done: Math.min(at, storyIds.length), total: storyIds.length, unit: 'stories', phase: 'topics' });
  }
}

async function describePart(job: JobContext, counts: SharedCounts, storyIds: string[]) {
  const read = await job.read<StoryToDescribe[]>('stories/toDescribe', { storyIds });
  const input = { stories: read.map(({ articles }) => articles), counts };
  const words = await job.analyse<StoryWords[]>('stories/words', input, { signal: job.signal });
  return read.map(({ storyId }, i) => ({ storyId, ...words[i]! }));
}
