import { AppError } from '../../../../shared/contract/errors.ts';
import type { Code } from '../../../../shared/model/codebook.ts';
import type { ReadableDb } from '../../db/types.ts';

interface CodeRow {
  code_id: string;
  parent_id: string | null;
  position: number;
  name: string;
  definition: string;
  when_to_use: string;
  when_not: string;
  example: string;
  color: number;
  shortcut: string | null;
  is_codable: number;
  /** JSON lists. */
  applies_to: string;
  attributes: string;
  version: number;
  archived: number;
  annotations: number;
  articles: number;
}

/** Every code, archived ones too, parents before children and siblings in order. */
export function readCodes(db: ReadableDb): Code[] {
  const rows = db.all<CodeRow>(
    `SELECT c.code_id, parent_id, position, name, definition, when_to_use, when_not, example, color, shortcut,
            is_codable, applies_to, version, archived,
            (SELECT json_group_array(json_object('attributeId', attribute_id, 'name', a.name, 'type', type,
               'allowed', json(allowed)) ORDER BY a.position) FROM code_attribute a WHERE a.code_id = c.code_id) AS attributes,
            coalesce(t.n, 0) AS annotations, coalesce(u.n, 0) AS articles
     FROM code c
     LEFT JOIN code_tally t ON t.code_id = c.code_id
     LEFT JOIN (
       SELECT code_id, count(DISTINCT article) AS n FROM coding JOIN annotation USING (annotation_id) GROUP BY code_id
     ) u ON u.code_id = c.code_id
     ORDER BY position, name`,
  );
  const byParent = new Map<string | null, CodeRow[]>();
  for (const row of rows) {
    const siblings = byParent.get(row.parent_id);
    if (siblings) siblings.push(row);
    else byParent.set(row.parent_id, [row]);
  }
  const ordered: Code[] = [];
  const add = (parentId: string | null) => {
    for (const row of byParent.get(parentId) ?? []) {
      ordered.push({
        codeId: row.code_id,
        parentId: row.parent_id,
        position: row.position,
        name: row.name,
        definition: row.definition,
        whenToUse: row.when_to_use,
        whenNot: row.when_not,
        example: row.example,
        color: row.color,
        shortcut: row.shortcut,
        isCodable: row.is_codable === 1,
        appliesTo: JSON.parse(row.applies_to),
        attributes: JSON.parse(row.attributes),
        version: row.version,
        archived: row.archived === 1,
        annotations: row.annotations,
        articles: row.articles,
      });
      add(row.code_id);
    }
  };
  add(null);
  return ordered;
}

/** What the rules of the tree need to know of a code. */
export interface TreeCode {
  codeId: string;
  parentId: string | null;
  position: number;
  name: string;
  color: number;
  shortcut: string | null;
  archived: boolean;
}

/** The codebook as a tree to ask questions of: reads every code once, without counts. */
export class CodeTree {
  readonly #codes = new Map<string, TreeCode>();

  constructor(db: ReadableDb) {
    const rows = db.all<Omit<TreeCode, 'archived'> & { archived: number }>(
      `SELECT code_id AS codeId, parent_id AS parentId, position, name, color, shortcut, archived
       FROM code ORDER BY position, name`,
    );
    for (const row of rows) this.add({ ...row, archived: row.archived === 1 });
  }

  add(code: TreeCode): void {
    this.#codes.set(code.codeId, code);
  }

  all(): TreeCode[] {
    return [...this.#codes.values()];
  }

  /** @throws AppError NOT_FOUND */
  get(codeId: string): TreeCode {
    const code = this.#codes.get(codeId);
    if (!code) throw new AppError('NOT_FOUND', 'The codebook no longer has that code.', { codeId });
    return code;
  }

  has(codeId: string): boolean {
    return this.#codes.has(codeId);
  }

  /** In order. */
  children(parentId: string | null): TreeCode[] {
    return this.all().filter((code) => code.parentId === parentId);
  }

  childNamed(parentId: string | null, name: string): TreeCode | undefined {
    const wanted = foldName(name);
    return this.children(parentId).find((code) => foldName(code.name) === wanted);
  }

  /** The code and everything below it. */
  subtree(codeId: string): TreeCode[] {
    const code = this.get(codeId);
    return [code, ...this.children(codeId).flatMap((child) => this.subtree(child.codeId))];
  }

  ancestors(codeId: string): TreeCode[] {
    const { parentId } = this.get(codeId);
    return parentId === null ? [] : [this.get(parentId), ...this.ancestors(parentId)];
  }

  /** @throws AppError CONFLICT when a sibling has this name already, in whatever case. */
  refuseSameName(parentId: string | null, name: string, except?: string): void {
    const sibling = this.childNamed(parentId, name);
    if (!sibling || sibling.codeId === except) return;
    const place = parentId === null ? 'The codebook' : `“${this.get(parentId).name}”`;
    const state = sibling.archived ? ' (archived)' : '';
    throw new AppError('CONFLICT', `${place} has a code “${sibling.name}”${state} already. Choose another name.`, {
      codeId: sibling.codeId,
    });
  }

  /** @throws AppError CONFLICT naming the code that has the key. */
  refuseTakenShortcut(shortcut: string | null, except?: string): void {
    const owner = shortcut === null ? undefined : this.all().find((code) => code.shortcut === shortcut);
    if (!owner || owner.codeId === except) return;
    throw new AppError('CONFLICT', `The key “${shortcut}” belongs to “${owner.name}”. Choose another one.`, {
      codeId: owner.codeId,
      shortcut,
    });
  }

  /** The slot of the palette, 1 to 10, that the fewest siblings have; the lowest of several. */
  leastUsedColor(parentId: string | null): number {
    const uses = new Array<number>(10).fill(0);
    for (const { color } of this.children(parentId)) uses[color - 1] = (uses[color - 1] ?? 0) + 1;
    return uses.indexOf(Math.min(...uses)) + 1;
  }
}

export function foldName(name: string): string {
  return name.normalize('NFC').toLowerCase().trim();
}
