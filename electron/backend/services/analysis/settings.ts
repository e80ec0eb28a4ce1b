// What a project sets of its analysers, in `analysis_setting` under 'analyser:NAME': only what differs from what they come with.
import { createHash } from 'node:crypto';
import type { OutputOf, ParsedInputOf } from '../../../../shared/contract/contract.ts';
import { AppError } from '../../../../shared/contract/errors.ts';
import type { SettingValue, SettingValues } from '../../../../shared/model/analyser-setting.ts';
import { declaredSettings, faultOf, settingsChanged } from '../../../analysis/analysers/settings.ts';
import type { ReadableDb, WritableDb } from '../../db/types.ts';
import type { WriteContext } from '../handler.ts';

const SETTING = 'analyser:';

/** By the analyser's name; only what was changed. */
export function readSettings(db: ReadableDb): Record<string, SettingValues> {
  const rows = db.all<{ name: string; value: string }>(
    `SELECT name, value FROM analysis_setting WHERE name >= '${SETTING}' AND name < 'analyser;'`,
  );
  return Object.fromEntries(
    rows.map(({ name, value }) => {
      const analyser = name.slice(SETTING.length);
      return [analyser, settingsChanged(analyser, JSON.parse(value) as SettingValues)];
    }),
  );
}

/** What an analyser was set to, as one word; '' for what it comes with. */
export function settingsKey(set: SettingValues | undefined): string {
  if (set === undefined || Object.keys(set).length === 0) return '';
  return createHash('sha256').update(JSON.stringify(set)).digest('hex').slice(0, 12);
}

/** Every article is due again for this analyser, and for no other. INVALID_INPUT for a value that does not fit. */
export function setSettings(
  db: WritableDb,
  { analyser, values }: ParsedInputOf<'analysis.setSettings'>,
  context: WriteContext,
): OutputOf<'analysis.setSettings'> {
  const declared = declaredSettings(analyser);
  if (declared.length === 0) {
    throw new AppError('INVALID_INPUT', `There is nothing to set of an analyser ${analyser}.`, { analyser });
  }
  const next: Record<string, SettingValue> = { ...readSettings(db)[analyser] };
  for (const [name, value] of Object.entries(values)) {
    const setting = declared.find((one) => one.name === name);
    if (!setting) {
      const names = declared.map((one) => one.name);
      throw new AppError('INVALID_INPUT', `${analyser} has no setting ${name}: one of ${names.join(', ')}.`, { names });
    }
    if (value === null) {
      delete next[name];
      continue;
    }
    const fault = faultOf(setting, value);
    if (fault) throw new AppError('INVALID_INPUT', fault, { analyser, setting: name });
    next[name] = value;
  }
  const kept = settingsChanged(analyser, next);
  context.change({ action: 'analysis.settings', label: `Settings of ${analyser}`, article: null }, (rows) => {
    const name = `${SETTING}${analyser}`;
    if (Object.keys(kept).length === 0) rows.delete('analysis_setting', { name });
    else rows.put('analysis_setting', { name, value: JSON.stringify(kept) });
  });
  context.touch(['suggestions', 'stories']);
  return {};
}
