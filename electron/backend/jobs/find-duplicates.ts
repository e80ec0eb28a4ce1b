import { CopyGroups, type FoundCopy, type Sketch, type SortedSketches } from '../../analysis/duplicates/index.ts';
import type { JobContext } from '../services/backend.ts';
import type { NewSketch, SketchRoom, StoredSketches, Unsketched } from '../services/duplicates/find.ts';
import { workThrough } from './work-through.ts';

/** Texts that are read at once to be sketched, and to be compared. */
const SKETCHED_AT_ONCE = 200;
const COMPARED_AT_ONCE = 100;
/** New texts that are sought among all others in one pass, and others that are looked through at once. */
const SLAB = 50_000;
const BLOCK = 25_000;
/** Articles of one transaction. */
const WRITTEN_AT_ONCE = 500;

/**
 * Puts near-copies of articles whose text is new or changed into their groups, and elects the heads. Works on the whole
 * project whatever the job brought, goes on where an interrupted run stopped, and finds nothing to do a second time. Reads
 * the sketches of all articles, but only the texts that may be copies. Memory is bounded, however many articles there are.
 * @throws the signal's reason when the job is cancelled; what was found until then stays
 */
export async function findDuplicates(job: JobContext): Promise<void> {
  await sketchNewTexts(job);
  const rooms: Rooms = { slab: sketchRoom(), sorted: growable(), others: sketchRoom() };
  for (;;) {
    job.signal.throwIfAborted();
    const which = { compared: false, after: 0, most: SLAB, room: rooms.slab };
    const slab = await job.read<StoredSketches>('duplicates/sketches', which);
    if (slab.ids.length === 0) return;
    await findInSlab(job, slab, rooms);
  }
}

/** Memory of one job, used for one part of the project after the other. */
interface Rooms {
  slab: SketchRoom;
  sorted: SharedArrayBuffer;
  others: SketchRoom;
}

/** Only addresses are set aside until it grows. */
const growable = () => new SharedArrayBuffer(0, { maxByteLength: 2 ** 31 });
const sketchRoom = (): SketchRoom => ({ ids: growable(), groups: growable(), hashes: growable(), starts: growable() });

async function sketchNewTexts(job: JobContext): Promise<void> {
  const sketch = async (batch: Unsketched[]) => {
    const hashes = await job.analyse<Sketch[]>(
      'duplicates/sketch',
      batch.map(({ text }) => text),
    );
    const sketches = batch.map(({ id, textVersionId }, i): NewSketch => ({ id, textVersionId, hashes: hashes[i]! }));
    await job.write('duplicates/keepSketches', { sketches });
  };
  let after = 0;
  const next = async () => {
    job.signal.throwIfAborted();
    const batch = await job.read<Unsketched[]>('duplicates/unsketched', { after, most: SKETCHED_AT_ONCE });
    if (batch.length === 0) return null;
    after = batch.at(-1)!.id;
    job.progress({ note: 'Looking for near-copies' });
    return batch;
  };
  await workThrough(job.poolSize, next, sketch);
}

/** A pair of articles by row id. */
type Pair = readonly [number, number];

async function findInSlab(job: JobContext, slab: StoredSketches, rooms: Rooms): Promise<void> {
  const sketches = await job.analyse<SortedSketches>('duplicates/sort', {
    sketches: { hashes: slab.hashes, starts: slab.starts },
    room: rooms.sorted,
  });
  const copies = await compare(job, await candidatesOf(job, slab, sketches, null));
  for (let after = 0; ; ) {
    job.signal.throwIfAborted();
    const which = { compared: true, after, most: BLOCK, room: rooms.others };
    const others = await job.read<StoredSketches>('duplicates/sketches', which);
    if (others.ids.length === 0) break;
    after = others.ids.at(-1)!;
    for (const copy of await compare(job, await candidatesOf(job, slab, sketches, others))) copies.push(copy);
  }
  const sets = setsOf(copies);
  for (let at = 0; at < sets.length; ) {
    const batch: number[][] = [];
    for (let size = 0; at < sets.length && size < WRITTEN_AT_ONCE; size += sets[at++]!.length) batch.push(sets[at]!);
    await job.write('duplicates/joinSets', { sets: batch });
  }
  for (let at = 0; at < slab.ids.length; at += WRITTEN_AT_ONCE) {
    await job.write('duplicates/settle', { ids: Array.from(slab.ids.subarray(at, at + WRITTEN_AT_ONCE)) });
  }
}

async function candidatesOf(
  job: JobContext,
  slab: StoredSketches,
  sketches: SortedSketches,
  others: StoredSketches | null,
): Promise<Pair[]> {
  const numbers = await job.analyse<Int32Array>('duplicates/candidates', {
    slab: sketches,
    others: others && { hashes: others.hashes, starts: others.starts },
  });
  const { ids, groups } = others ?? slab;
  const pairs: Pair[] = [];
  for (let i = 0; i < numbers.length; i += 2) {
    const one = numbers[i]!;
    const other = numbers[i + 1]!;
    const together = slab.groups[one] !== 0 && slab.groups[one] === groups[other];
    if (!together) pairs.push([slab.ids[one]!, ids[other]!]);
  }
  return pairs;
}

/** Two articles, by row id, that are copies. */
type Copy = FoundCopy;

/** Has the pool compare the texts of pairs, neighbours together, so that a text is read for many pairs at once. */
async function compare(job: JobContext, pairs: Pair[]): Promise<Copy[]> {
  const copies: Copy[] = [];
  pairs.sort((one, other) => one[0] - other[0] || one[1] - other[1]);
  for (let at = 0; at < pairs.length; ) {
    job.signal.throwIfAborted();
    const batches: Promise<Copy[]>[] = [];
    while (at < pairs.length && batches.length < job.poolSize) {
      const ids = new Map<number, number>();
      const number = (id: number) => {
        if (!ids.has(id)) ids.set(id, ids.size);
        return ids.get(id)!;
      };
      const numbered: [number, number][] = [];
      for (; at < pairs.length && ids.size < COMPARED_AT_ONCE; at++) {
        numbered.push([number(pairs[at]![0]), number(pairs[at]![1])]);
      }
      batches.push(compareBatch(job, [...ids.keys()], numbered));
    }
    for (const found of await Promise.all(batches)) copies.push(...found);
    job.progress({ note: 'Looking for near-copies' });
  }
  return copies;
}

async function compareBatch(job: JobContext, ids: number[], pairs: [number, number][]): Promise<Copy[]> {
  const texts = await job.read<string[]>('duplicates/texts', { ids });
  const found = await job.analyse<FoundCopy[]>('duplicates/compare', { texts, pairs });
  return found.map((copy) => ({ ...copy, a: ids[copy.a]!, b: ids[copy.b]! }));
}

/** Row ids of articles that belong together, in sets of two or more. */
function setsOf(copies: readonly Copy[]): number[][] {
  const ids = [...new Set(copies.flatMap(({ a, b }) => [a, b]))].sort((one, other) => one - other);
  const numbers = new Map(ids.map((id, i) => [id, i]));
  const groups = new CopyGroups(ids.length);
  for (const { a, b, found } of copies) groups.add(numbers.get(a)!, numbers.get(b)!, found);
  const heads = groups.finish();
  const sets = Map.groupBy(ids, (_, i) => heads[i]!);
  return [...sets.values()].filter((set) => set.length > 1);
}
