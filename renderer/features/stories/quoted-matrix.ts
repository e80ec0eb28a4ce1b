import type { StorySpeaker } from '../../../shared/model/story-sections.ts';

export interface QuotedMatrix {
  speakers: StorySpeaker[];
  /** `cells` in the order of the speakers. */
  rows: { sourceId: number | null; source: string; cells: number[] }[];
  /** Speakers and sources that there is no room for. */
  more: number;
}

/** The speakers quoted most, by the sources that quote them most. */
export function quotedMatrix(quoted: readonly StorySpeaker[], mostSpeakers: number, mostSources: number): QuotedMatrix {
  const speakers = quoted.toSorted((a, b) => b.quotations - a.quotations).slice(0, mostSpeakers);
  const names = new Map(quoted.flatMap(({ bySource }) => bySource.map(({ sourceId, source }) => [sourceId, source])));
  const rows = [...names].map(([sourceId, source]) => ({
    sourceId,
    source,
    cells: speakers.map(({ bySource }) => bySource.find((one) => one.sourceId === sourceId)?.quotations ?? 0),
  }));
  const sum = ({ cells }: { cells: number[] }) => cells.reduce((total, n) => total + n, 0);
  const shown = rows
    .filter((row) => sum(row) > 0)
    .toSorted((a, b) => sum(b) - sum(a) || a.source.localeCompare(b.source))
    .slice(0, mostSources);
  return { speakers, rows: shown, more: quoted.length - speakers.length + rows.length - shown.length };
}
