import type { OutputOf, ParsedInputOf } from '../../../../shared/contract/contract.ts';
import { AppError } from '../../../../shared/contract/errors.ts';
import { fold } from '../../../../shared/text/fold.ts';
import { techniqueLabels } from '../../../analysis/analysers/settings.ts';
import type { ReadableDb, WritableDb } from '../../db/types.ts';
import type { WriteContext } from '../handler.ts';

/** What was learned from the project's own coding: its labels are ids of codes. */
export const LEARNED = 'codes';
/** Analysers whose findings are offered as coding also while nobody said which code a label stands for. */
export const ALWAYS_OFFERED: ReadonlySet<string> = new Set(['techniques', LEARNED]);

/** Names under which the ready codebooks have a technique, beside the label's own. */
const readyNames: Readonly<Record<string, readonly string[]>> = {
  Name_Calling: ['Name calling or labelling'],
  Doubt: ['Casting doubt'],
  Exaggeration: ['Exaggeration or minimisation'],
  Appeal_to_Fear: ['Appeal to fear or prejudice'],
  Obfuscation: ['Obfuscation or vagueness'],
  False_Dilemma: ['False dilemma or no choice'],
};

const SETTING = 'code:';
const settingOf = (analyser: string, label: string) => `${SETTING}${analyser}:${label}`;

interface CodeRow {
  codeId: string;
  name: string;
}

/** Which code each label stands for: what a person said, else a code of the label's name, as the ready codebooks have it. */
export class LabelCodes {
  readonly #able: ReadonlyMap<string, string>;
  readonly #byName: ReadonlyMap<string, string>;
  readonly #said: ReadonlyMap<string, string | null>;

  constructor(db: ReadableDb) {
    const able = db.all<CodeRow>(
      `SELECT code_id AS codeId, name FROM code
       WHERE is_codable = 1 AND archived = 0 AND applies_to LIKE '%"span"%' ORDER BY created_at DESC, position DESC`,
    );
    this.#able = new Map(able.map(({ codeId, name }) => [codeId, name]));
    // Of two codes with one name, the older.
    this.#byName = new Map(able.map(({ codeId, name }) => [fold(name), codeId]));
    this.#said = new Map(
      db
        .all<{ name: string; value: string }>(
          `SELECT name, value FROM analysis_setting WHERE name >= '${SETTING}' AND name < 'code;'`,
        )
        .map(({ name, value }) => [name, JSON.parse(value) as string | null]),
    );
  }

  /** Null: none, or one that can no longer be given to a passage. */
  codeOf(analyser: string, label: string): string | null {
    if (analyser === LEARNED) return this.#able.has(label) ? label : null;
    const said = this.#said.get(settingOf(analyser, label));
    if (said !== undefined) return said !== null && this.#able.has(said) ? said : null;
    if (analyser !== 'techniques') return null;
    for (const name of [label.replaceAll('_', ' '), ...(readyNames[label] ?? [])]) {
      const codeId = this.#byName.get(fold(name));
      if (codeId !== undefined) return codeId;
    }
    return null;
  }

  /** Whether a finding is offered as coding at all. */
  isOffered(analyser: string, label: string): boolean {
    if (analyser === LEARNED) return this.#able.has(label);
    return ALWAYS_OFFERED.has(analyser) || this.codeOf(analyser, label) !== null;
  }

  nameOf(codeId: string): string {
    return this.#able.get(codeId) ?? 'a code that is gone';
  }

  /** Analysers and labels that stand for a code. */
  labelsOf(codeId: string): { analyser: string; label: string }[] {
    const known = this.all().filter((one) => one.codeId === codeId);
    return this.#able.has(codeId) ? [{ analyser: LEARNED, label: codeId }, ...known] : known;
  }

  /** Every label that stands for a code. Without what was learned: its labels are codes. */
  all(): OutputOf<'suggestions.codes'> {
    const known = new Map<string, { analyser: string; label: string }>();
    for (const label of techniqueLabels) known.set(settingOf('techniques', label), { analyser: 'techniques', label });
    for (const name of this.#said.keys()) {
      const [, analyser = '', ...label] = name.split(':');
      known.set(name, { analyser, label: label.join(':') });
    }
    return [...known.values()].flatMap(({ analyser, label }) => {
      const codeId = this.codeOf(analyser, label);
      return codeId === null ? [] : [{ analyser, label, codeId }];
    });
  }
}

export function setCode(
  db: WritableDb,
  { analyser, label, codeId }: ParsedInputOf<'suggestions.setCode'>,
  context: WriteContext,
): OutputOf<'suggestions.setCode'> {
  if (analyser === LEARNED) {
    throw new AppError('INVALID_INPUT', 'What was learned of a code is suggested as that code.', { analyser, label });
  }
  const codes = new LabelCodes(db);
  if (codeId !== null && db.value('SELECT 1 FROM code WHERE code_id = ?', codeId) === undefined) {
    throw new AppError('NOT_FOUND', 'The codebook no longer has that code.', { codeId });
  }
  const what = codeId === null ? 'no code' : `“${codes.nameOf(codeId)}”`;
  context.change(
    { action: 'suggestion.code', label: `Suggest ${label.replaceAll('_', ' ')} as ${what}`, article: null },
    (rows) => rows.put('analysis_setting', { name: settingOf(analyser, label), value: JSON.stringify(codeId) }),
  );
  context.touch(['suggestions'], null);
  return {};
}
