import type { CodeAttribute, CodeVersion, VersionCause } from '../../../shared/model/codebook.ts';
import { type WordRun, wordDifference } from '../duplicates/word-difference.ts';

const causes: Record<VersionCause, string> = {
  created: 'created',
  edited: 'edited',
  preset: 'from a ready codebook',
  imported: 'imported',
  merged: 'after a merge',
  split: 'after a split',
  carried: 'came along with annotations',
};

export const causeInWords = (cause: VersionCause) => causes[cause];

/** Attributes as a line to compare. */
const asText = (attributes: readonly CodeAttribute[]) =>
  attributes
    .map(({ name, type, allowed }) => `${name} (${type}${allowed.length > 0 ? `: ${allowed.join(', ')}` : ''})`)
    .join('; ');

export interface FieldDifference {
  field: string;
  /** Runs of words; `own` stands only in that version. */
  before: WordRun[];
  after: WordRun[];
}

/** Where two definitions differ, word by word; fields that are the same are left out. */
export function definitionDifference(before: CodeVersion, after: CodeVersion): FieldDifference[] {
  const fields: [string, string, string][] = [
    ['Name', before.name, after.name],
    ['Definition', before.definition, after.definition],
    ['When to use it', before.whenToUse, after.whenToUse],
    ['When not', before.whenNot, after.whenNot],
    ['Attributes', asText(before.attributes), asText(after.attributes)],
  ];
  return fields.flatMap(([field, a, b]) => {
    if (a === b) return [];
    const runs = wordDifference(a, b, null);
    return [{ field, before: runs.a, after: runs.b }];
  });
}
