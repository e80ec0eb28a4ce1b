import type { Gap, GapSettings, Side, Spectrum } from '../../../shared/model/story.ts';
import { dateInWords } from '../../ui/dates.ts';
import { count, percent } from '../../ui/numbers.ts';

export const bandNames = ['Left', 'Lean left', 'Centre', 'Lean right', 'Right'] as const;
const sideNames: Record<Side, string> = { left: 'left', centre: 'centre', right: 'right' };
const sidePlaces: Record<Side, string> = { left: 'left of centre', centre: 'in the centre', right: 'right of centre' };

/** A gap in a few words, for a row of the list; what stands behind it is `gapSentence`. */
export function gapName(gap: Gap): string {
  switch (gap.kind) {
    case 'gap':
      return `Low ${sideNames[gap.side]}`;
    case 'none':
      return 'No gap';
    case 'tie':
      return 'Tie, no gap';
    case 'too few':
      return 'Too few rated';
  }
}

/** The same as the title of its block. */
export function gapTitle(gap: Gap): string {
  switch (gap.kind) {
    case 'gap':
      return `Low ${sideNames[gap.side]} coverage`;
    case 'none':
      return 'No coverage gap';
    case 'tie':
      return 'No gap: a tie';
    case 'too few':
      return 'Too few rated sources';
  }
}

const list = (words: readonly string[]) =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;

const areOf = (n: number, of: number) => `${count(n)} of ${count(of)} rated sources ${n === 1 ? 'is' : 'are'}`;

/** What the rule found, in numbers, and whether the whole corpus has the same lack. */
export function gapSentence(gap: Gap, story: Spectrum, baseline: Spectrum, settings: GapSettings): string {
  switch (gap.kind) {
    case 'gap': {
      const n = baseline.sides[gap.side];
      const own = `${areOf(story.sides[gap.side], story.rated)} ${sidePlaces[gap.side]}.`;
      if (baseline.rated === 0) return own;
      const isCorpus = n <= settings.maxShare * baseline.rated;
      return `${own} In the corpus it is ${count(n)} of ${count(baseline.rated)}, so ${
        isCorpus ? 'the corpus itself has few of them' : 'the gap is not the corpus’s own'
      }.`;
    }
    case 'none':
      return `Of ${count(story.rated)} rated sources, ${list(
        (['left', 'centre', 'right'] as const).map((side) => `${count(story.sides[side])} ${sidePlaces[side]}`),
      )}: no side is low by the rule.`;
    case 'tie':
      return `${list(gap.sides.map((side) => sideNames[side]))} have equally few, ${percent(gap.share)} of the rated sources each: none of them is the gap.`;
    case 'too few':
      return `The story has ${count(gap.rated)} rated ${gap.rated === 1 ? 'source' : 'sources'}. The rule says nothing below ${count(gap.needed)}.`;
  }
}

/** One condition of the rule with what the story has; `isMet` null where an earlier one keeps it from being asked. */
export interface RuleLine {
  condition: string;
  value: string;
  isMet: boolean | null;
}

const times = (n: number) => `${Number.isInteger(n) ? count(n) : n.toFixed(1)} ×`;

/** The disclosed rule, condition by condition, as it fared in this story. */
export function ruleLines(story: Spectrum, settings: GapSettings): RuleLine[] {
  const amounts = Object.values(story.sides);
  const least = Math.min(...amounts);
  const most = Math.max(...amounts);
  const isEnough = story.rated >= settings.minRated;
  const ratio = least === 0 ? null : most / least;
  return [
    {
      condition: `rated sources, at least ${count(settings.minRated)}`,
      value: count(story.rated),
      isMet: isEnough,
    },
    {
      condition: `weakest side, at most ${percent(settings.maxShare)}`,
      value: story.rated === 0 ? '–' : percent(least / story.rated),
      isMet: isEnough ? least <= settings.maxShare * story.rated : null,
    },
    {
      condition: `strongest side, at least ${times(settings.minRatio)}`,
      value: ratio === null ? (most > 0 ? `${count(most)} : 0` : '–') : `${ratio.toFixed(1)} ×`,
      isMet: isEnough ? most >= settings.minRatio * least && most > least : null,
    },
  ];
}

/** `14–19 Mar 2025`; across months or years in full; one day alone; empty when none is known. */
export function spanInWords(first: string | null, last: string | null): string {
  if (first === null || last === null) return '';
  if (first === last) return dateInWords(first);
  const [from, to] = [dateInWords(first), dateInWords(last)];
  if (first.slice(0, 7) === last.slice(0, 7)) return `${Number(first.slice(8))}–${to}`;
  if (first.slice(0, 4) === last.slice(0, 4)) return `${from.slice(0, -5)} – ${to}`;
  return `${from} – ${to}`;
}

/** Days from the first to the last, both counted; null when none is known. */
export function daysOf(first: string | null, last: string | null): number | null {
  if (first === null || last === null) return null;
  return Math.round((Date.parse(last) - Date.parse(first)) / 86_400_000) + 1;
}
