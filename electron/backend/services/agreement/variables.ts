import { AppError } from '../../../../shared/contract/errors.ts';
import type { AgreementQuestion, AgreementVariable } from '../../../../shared/contract/rooms/agreement.ts';
import { claimVerdicts } from '../../../../shared/model/claim.ts';
import type { ReadableDb } from '../../db/types.ts';
import type { ComparedCoder } from './coders.ts';

/** A variable before anything is computed. */
export interface VariablePlan extends Omit<AgreementVariable, 'coefficients' | 'confusion'> {
  /** Indices into the question's codes: one for a code, those of the group, all. */
  codes: number[];
  attributeId: string | null;
  /** For the interval metric: the number each category stands for; null where the variable is nominal only. */
  scores: number[] | null;
}

interface CodeRow {
  code_id: string;
  parent_id: string | null;
  name: string;
  color: number;
  position: number;
}

/** The codes that are compared, in the order of the codebook, and the variables made of them. */
export function planVariables(
  db: ReadableDb,
  coders: readonly ComparedCoder[],
  question: AgreementQuestion,
): { codeIds: string[]; variables: VariablePlan[] } {
  if (question.unit === 'verdict') return { codeIds: [], variables: [verdictVariable()] };
  const rows = new Map(
    db
      .all<CodeRow>('SELECT code_id, parent_id, name, color, position FROM code')
      .map((row): [string, CodeRow] => [row.code_id, row]),
  );
  const missing = question.codeIds.find((codeId) => !rows.has(codeId));
  if (missing) throw new AppError('NOT_FOUND', 'The codebook no longer has one of these codes.', { codeId: missing });
  const wanted = new Set(question.codeIds.length > 0 ? question.codeIds : usedCodes(db, coders));
  const codeIds = inOrder(rows, null).filter((codeId) => wanted.has(codeId));
  const at = new Map(codeIds.map((codeId, index) => [codeId, index]));
  const pathOf = (codeId: string): string[] => {
    const row = rows.get(codeId);
    return row ? [...(row.parent_id === null ? [] : pathOf(row.parent_id)), row.name] : [];
  };
  const variables: VariablePlan[] = codeIds.map((codeId, index) => ({
    ...blank('code', codeId, pathOf(codeId), rows.get(codeId)!.color),
    categories: ['not given', 'given'],
    codes: [index],
  }));
  if (question.groups) {
    for (const parentId of new Set(codeIds.map((codeId) => rows.get(codeId)!.parent_id))) {
      const below = codeIds.filter((codeId) => rows.get(codeId)!.parent_id === parentId);
      if (parentId === null || below.length < 2) continue;
      const names = below.map((codeId) => rows.get(codeId)!.name);
      variables.push({
        ...blank('group', parentId, pathOf(parentId), rows.get(parentId)?.color ?? null),
        categories: [...names, 'none of them'],
        codes: below.map((codeId) => at.get(codeId)!),
        scores: scoresOf(names),
      });
    }
  }
  if (question.unit === 'article') variables.push(...attributeVariables(db, codeIds, pathOf, rows));
  if (codeIds.length > 1) {
    variables.push({
      ...blank('all', null, [], null),
      categories: question.unit === 'span' ? codeIds.map((codeId) => rows.get(codeId)!.name) : ['not given', 'given'],
      codes: codeIds.map((_, index) => index),
    });
  }
  return { codeIds, variables };
}

const blank = (kind: VariablePlan['kind'], codeId: string | null, path: string[], color: number | null) => ({
  kind,
  codeId,
  path,
  color,
  attributeId: null,
  scores: null,
});

const verdictVariable = (): VariablePlan => ({
  ...blank('verdict', null, [], null),
  categories: [...claimVerdicts],
  codes: [],
});

function usedCodes(db: ReadableDb, coders: readonly ComparedCoder[]): string[] {
  return db.column<string>(
    `SELECT DISTINCT c.code_id FROM coding c JOIN annotation n ON n.annotation_id = c.annotation_id
     WHERE n.coder IN (SELECT value FROM json_each(?))`,
    JSON.stringify(coders.map(({ id }) => id)),
  );
}

/** Parents before children, siblings in order. */
function inOrder(rows: ReadonlyMap<string, CodeRow>, parent: string | null): string[] {
  return [...rows.values()]
    .filter((row) => row.parent_id === parent)
    .sort((a, b) => a.position - b.position || (a.code_id < b.code_id ? -1 : 1))
    .flatMap((row) => [row.code_id, ...inOrder(rows, row.code_id)]);
}

/** Names that are numbers stand for themselves, others for their place. */
function scoresOf(names: readonly string[]): number[] {
  const numbers = names.map((name) => (/^[+-]?\d+(\.\d+)?$/.test(name.trim()) ? Number(name) : Number.NaN));
  return numbers.some(Number.isNaN) ? names.map((_, index) => index) : numbers;
}

function attributeVariables(
  db: ReadableDb,
  codeIds: readonly string[],
  pathOf: (codeId: string) => string[],
  rows: ReadonlyMap<string, CodeRow>,
): VariablePlan[] {
  const attributes = db.all<{ attribute_id: string; code_id: string; name: string; type: string; allowed: string }>(
    `SELECT attribute_id, code_id, name, type, allowed FROM code_attribute
     WHERE type <> 'text' AND code_id IN (SELECT value FROM json_each(?)) ORDER BY code_id, position`,
    JSON.stringify(codeIds),
  );
  return attributes.flatMap((attribute): VariablePlan[] => {
    const given = db.column<string>(
      'SELECT DISTINCT value FROM coding_value WHERE attribute_id = ?',
      attribute.attribute_id,
    );
    if (given.length === 0) return [];
    const { categories, scores } = categoriesOf(attribute.type, JSON.parse(attribute.allowed) as string[], given);
    const { code_id: codeId } = attribute;
    return [
      {
        ...blank('attribute', codeId, [...pathOf(codeId), attribute.name], rows.get(codeId)!.color),
        attributeId: attribute.attribute_id,
        categories,
        codes: [codeIds.indexOf(codeId)],
        scores,
      },
    ];
  });
}

function categoriesOf(
  type: string,
  allowed: string[],
  given: string[],
): { categories: string[]; scores: number[] | null } {
  if (type === 'number') {
    const categories = given.sort((a, b) => Number(a) - Number(b));
    return { categories, scores: categories.map(Number) };
  }
  const known = type === 'yes/no' ? ['no', 'yes'] : allowed;
  const categories = [...known, ...given.filter((value) => !known.includes(value)).sort()];
  return { categories, scores: type === 'choice' ? scoresOf(categories) : null };
}
