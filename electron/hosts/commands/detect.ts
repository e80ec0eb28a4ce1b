import type { SettingValue, SettingValues } from '../../../shared/model/analyser-setting.ts';
import { codePointIndex } from '../../../shared/text/index.ts';
import type { Span } from '../../../shared/text/span.ts';
import type { Analyser, Finding } from '../../analysis/analysers/index.ts';
import { type FailedLine, isFailed, noText, readRecords, throughLines } from './json-lines.ts';
import { UsageError } from './output.ts';
import type { Flags } from './run.ts';

/** What the command `detect` gives for a line. Offsets are code points into the text as it was given. */
export interface DetectedLine {
  id: unknown;
  findings: DetectedFinding[];
}

export interface DetectedFinding extends Span {
  label: string;
  score: number;
  reason: string;
  words?: Span[];
  speaker?: (Span & { text: string }) | null;
  cue?: Span | null;
  [detail: string]: unknown;
}

/**
 * Runs an analyser over JSON Lines, `{id, text}`, one object out for each line that is not blank, in order. Each line stands
 * alone. A line may say its `language` and `title`.
 * @param set its settings, as far as they are not those it comes with
 * @param all findings below the analyser's threshold too, and those it keeps for its own use
 */
export async function* detectLines(
  lines: AsyncIterable<string>,
  analyser: Analyser,
  all: boolean,
  set: SettingValues = {},
): AsyncGenerator<DetectedLine | FailedLine> {
  const { AnalysedText, knowsLanguage, thresholdUnder } = await import('../../analysis/analysers/index.ts');
  const { settingsInForce } = await import('../../analysis/analysers/settings.ts');
  const settings = settingsInForce(analyser.name, set);
  const least = thresholdUnder(analyser, settings);
  for await (const { number, record } of readRecords(lines)) {
    if (isFailed(record)) yield record;
    else if (typeof record.text !== 'string') yield noText(number, record.id);
    else {
      const given = (field: unknown) => (typeof field === 'string' && field !== '' ? field : null);
      const article = new AnalysedText(record.text, { language: given(record.language), title: given(record.title) });
      const found = knowsLanguage(analyser, article.language) ? analyser.find(article, settings) : [];
      const shown = all ? found : found.filter((finding) => finding.score >= least);
      yield { id: record.id, findings: inCodePoints(record.text, shown) };
    }
  }
}

/** Findings with their offsets, which are UTF-16, as code points into the same text. */
export function inCodePoints(text: string, findings: readonly Finding[]): DetectedFinding[] {
  const offsets = codePointIndex(text);
  const moved = ({ start, end }: Span): Span => ({
    start: offsets.toCodePoints(start),
    end: offsets.toCodePoints(end),
  });
  return findings.map(({ details, words, speaker, cue, ...finding }) => ({
    ...details,
    ...finding,
    ...moved(finding),
    ...(words && { words: words.map(moved) }),
    ...(speaker !== undefined && { speaker: speaker && { ...moved(speaker), text: speaker.name } }),
    ...(cue !== undefined && { cue: cue && moved(cue) }),
  }));
}

/** JSON Lines in on stdin, one object out per line, in order. */
export async function detect(words: string[], flags: Flags): Promise<number> {
  const { availableAnalysers, loadAnalyser } = await import('../../analysis/analysers/index.ts');
  const [name = '', ...more] = words;
  if (name === 'codes' && more.length === 0) return (await import('./detect-codes.ts')).detectCodes(flags);
  if (flags.learn !== undefined) throw new UsageError('--learn belongs to detect codes.');
  const analyser = await loadAnalyser(name);
  if (!analyser || more.length > 0) {
    const what = name === '' ? 'Say what to detect' : `There is nothing to detect by the name “${words.join(' ')}”`;
    throw new UsageError(`${what}: one of ${[...availableAnalysers, 'codes'].join(', ')}.`);
  }
  const set = await settingsAsked(analyser.name, (flags as { setting?: string[] }).setting ?? []);
  return throughLines((lines) => detectLines(lines, analyser, flags.all === true, set));
}

/** `name=value`, lists with commas between. */
async function settingsAsked(name: string, given: readonly string[]): Promise<SettingValues> {
  const { declaredSettings, faultOf } = await import('../../analysis/analysers/settings.ts');
  const declared = declaredSettings(name);
  const asked = given.map((one): [string, SettingValue] => {
    const [setting = '', ...rest] = one.split('=');
    const value = rest.join('=').trim();
    const found = declared.find((known) => known.name === setting.trim());
    if (!found) {
      const names = declared.map((known) => known.name);
      const has = names.length > 0 ? `one of ${names.join(', ')}, as name=value` : 'none at all';
      throw new UsageError(`${name} has no setting “${setting}”: ${has}.`);
    }
    const list = value === '' ? [] : value.split(',').map((word) => word.trim());
    const wanted = found.kind === 'number' ? (value === '' ? Number.NaN : Number(value)) : list;
    const fault = faultOf(found, wanted);
    if (fault) throw new UsageError(fault);
    return [found.name, wanted];
  });
  return Object.fromEntries(asked);
}
