// Columns of annotations.csv for what is asked about codings: one for each attribute of the codebook.
import type { AttributeType } from '../../../../shared/model/codebook.ts';
import { joinPath, splitPath } from '../../../../shared/text/code-path.ts';
import type { ReadableDb } from '../../db/types.ts';
import type { ExportedCode } from './code-paths.ts';
import type { Column } from './columns.ts';

const PREFIX = 'value_';

export interface AttributeColumn {
  codeId: string;
  attributeId: string;
  column: Column;
}

/**
 * The name of an attribute's column: the path of its code with the attribute as one more name, so that it is unique and can
 * be taken apart again: `value_Claims/Figure/Unit`, a slash in a name as `\/`.
 */
export const attributeColumnName = (path: string, attribute: string): string =>
  `${PREFIX}${path}/${joinPath([attribute])}`;

/** The names of the code and of the attribute that a column is about; null for any other column. */
export function attributeOfColumn(name: string): { code: string[]; attribute: string } | null {
  if (!name.toLowerCase().startsWith(PREFIX)) return null;
  const names = splitPath(name.slice(PREFIX.length)).map((one) => one.trim());
  const attribute = names.pop();
  return attribute && names.length > 0 && names.every((one) => one !== '') ? { code: names, attribute } : null;
}

const typeOf: Record<AttributeType, Column['type']> = {
  choice: 'category',
  number: 'number',
  text: 'text',
  'yes/no': 'category',
};

/** By the paths of their codes, so that two projects with the same codes have the same columns; of one code in its order. */
export function attributeColumns(db: ReadableDb, codes: readonly ExportedCode[]): AttributeColumn[] {
  const rows = db.all<{ attributeId: string; codeId: string; name: string; type: AttributeType; allowed: string }>(
    `SELECT attribute_id AS attributeId, code_id AS codeId, name, type, allowed FROM code_attribute
     ORDER BY code_id, position, attribute_id`,
  );
  const byCode = Map.groupBy(rows, (row) => row.codeId);
  const ordered = codes.filter(({ codeId }) => byCode.has(codeId));
  ordered.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
  return ordered.flatMap(({ codeId, path }) =>
    (byCode.get(codeId) ?? []).map(({ attributeId, name, type, allowed }) => ({
      codeId,
      attributeId,
      column: {
        name: attributeColumnName(path, name),
        type: typeOf[type],
        unit: '',
        meaning: `What the coder answered to “${name}”, asked about the code ${path}; empty when not answered and for other codes`,
        allowed: type === 'yes/no' ? 'yes | no' : (JSON.parse(allowed) as string[]).join(' | '),
      },
    })),
  );
}
