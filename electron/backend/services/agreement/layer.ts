import { AppError } from '../../../../shared/contract/errors.ts';
import type { ReadableDb, WritableDb } from '../../db/types.ts';
import type { WriteContext } from '../handler.ts';
import type { FoundCase } from './cases.ts';

/** What `adjudication.decision` holds, as JSON. */
export interface Decision {
  kind: 'take' | 'neither' | 'own';
  /** Whose coding was taken. */
  coder?: string;
  /** What the decision put into the layer; a later one takes it out again. */
  made: { annotationId: string; codingId: string }[];
  /** Codings of the coders that it decided about: when one of them changes, the case is another, and this decision falls. */
  about: string[];
}

/** Row id of the layer; null when nothing was decided in it yet. @throws AppError CONFLICT when a person has its name */
export function layerOf(db: ReadableDb, name: string): number | null {
  const found = db.get<{ id: number; kind: string }>('SELECT id, kind FROM coder WHERE name = ?', name);
  if (!found) return null;
  if (found.kind !== 'layer') {
    throw new AppError('CONFLICT', `“${name}” is a coder of this project. Give the layer of decisions another name.`, {
      layer: name,
    });
  }
  return found.id;
}

/** The layer, made when it is not there. It stays when the first decision is taken back: an empty layer means nothing. */
export function requireLayer(db: WritableDb, name: string, context: WriteContext): number {
  const known = layerOf(db, name);
  if (known !== null) return known;
  context.touch(['coders'], []);
  return db.run(`INSERT INTO coder (name, kind, created_at) VALUES (?, 'layer', ?)`, name, context.at).lastInsertRowid;
}

/** Whether the layer holds what all coders agree on. */
export function layerHolds(
  db: ReadableDb,
  layer: number,
  { unit, article, claimId, sides, start, end }: FoundCase,
): boolean {
  const codeId = sides[0]?.codings[0]?.codeId ?? null;
  if (unit === 'verdict') {
    return db.value('SELECT 1 FROM claim_verdict WHERE claim_id = ? AND coder = ?', claimId, layer) !== undefined;
  }
  return (
    db.value(
      `SELECT 1 FROM annotation n JOIN coding c USING (annotation_id)
       WHERE n.article = ? AND n.coder = ? AND c.code_id = ? AND n.start IS ? AND n.end IS ? AND n.level = ? LIMIT 1`,
      article,
      layer,
      codeId,
      start,
      end,
      unit,
    ) !== undefined
  );
}
