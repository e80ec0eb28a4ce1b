import type { SettingValue, SettingValues } from '../../../shared/model/analyser-setting.ts';
import type { Analyser } from '../../analysis/analysers/index.ts';
import { type FoundLine, findInLines } from './found-lines.ts';
import { type FailedLine, throughLines } from './json-lines.ts';
import { UsageError } from './output.ts';
import type { Flags } from './run.ts';

/**
 * Runs an analyser over the texts of JSON Lines; texts in a language it does not know have no findings.
 * @param set its settings, as far as they are not those it comes with
 * @param all findings below the analyser's threshold too, and those it keeps for its own use
 */
export async function* detectLines(
  lines: AsyncIterable<string>,
  analyser: Analyser,
  all: boolean,
  set: SettingValues = {},
): AsyncGenerator<FoundLine | FailedLine> {
  const { knowsLanguage, thresholdUnder } = await import('../../analysis/analysers/index.ts');
  const { settingsInForce } = await import('../../analysis/analysers/settings.ts');
  const settings = settingsInForce(analyser.name, set);
  const least = thresholdUnder(analyser, settings);
  yield* findInLines(lines, (article) => {
    const found = knowsLanguage(analyser, article.language) ? analyser.find(article, settings) : [];
    return all ? found : found.filter((finding) => finding.score >= least);
  });
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
