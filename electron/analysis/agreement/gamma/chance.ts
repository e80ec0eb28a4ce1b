import type { Random } from '../random.ts';
import type { Unit } from './alignment.ts';

/** All that coders marked, on one continuum. */
export interface Reference {
  length: number;
  byCoder: Unit[][];
}

/**
 * A continuum as chance would have it (Mathet et al. 2015, section 5.2): for each coder the units of one drawn at random, moved
 * along by a random shift that wraps at the end. Shifts keep apart by half the mean length of a unit, as in the authors' own
 * program; the article says the whole length.
 */
export function shuffled({ length, byCoder }: Reference, random: Random): Unit[] {
  const all = byCoder.flat();
  const apart = all.reduce((sum, { start, end }) => sum + end - start, 0) / all.length / 2;
  const shifts: number[] = [];
  const sample: Unit[] = [];
  for (let coder = 0; coder < byCoder.length; coder++) {
    const shift = freeShift(random, length, apart, shifts);
    shifts.push(shift);
    for (const unit of byCoder[random.below(byCoder.length)]!) {
      const moved = unit.start + shift;
      const start = moved >= length ? moved - length : moved;
      sample.push({ ...unit, coder, start, end: start + unit.end - unit.start });
    }
  }
  return sample;
}

/** Away from the others where there is room for that. */
function freeShift(random: Random, length: number, apart: number, others: readonly number[]): number {
  let shift = Math.floor(random.next() * length);
  for (let attempt = 0; attempt < 100; attempt++) {
    if (others.every((other) => Math.abs(other - shift) >= apart)) break;
    shift = Math.floor(random.next() * length);
  }
  return shift;
}
