import { AppError } from '../../../../shared/contract/errors.ts';
import { type Code, roomKeys } from '../../../../shared/model/codebook.ts';
import type { ReadableDb } from '../../db/types.ts';
import { isBlind, me, visibleCoders } from '../blind/index.ts';
import type { ReadContext } from '../handler.ts';

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

const ALL = `SELECT code_id, coalesce(t.n, 0) AS n, coalesce(u.n, 0) AS articles FROM code
  LEFT JOIN code_tally t USING (code_id)
  LEFT JOIN (
    SELECT code_id, count(DISTINCT article) AS n FROM coding JOIN annotation USING (annotation_id) GROUP BY code_id
  ) u USING (code_id)`;
const VISIBLE = `SELECT code_id, count(*) AS n, count(DISTINCT a.article) AS articles
  FROM coding JOIN annotation a USING (annotation_id) WHERE ${visibleCoders('a.article', 'a.coder')} GROUP BY code_id`;

/**
 * Every code, archived ones too, parents before children and siblings in order. Counts are of what the coder may see while
 * a blind round runs.
 */
export function readCodes(db: ReadableDb, context: ReadContext): Code[] {
  const blind = isBlind(db);
  const rows = db.all<CodeRow>(
    `SELECT c.code_id, parent_id, position, name, definition, when_to_use, when_not, example, color, shortcut,
            is_codable, applies_to, version, archived,
            (SELECT json_group_array(json_object('attributeId', attribute_id, 'name', a.name, 'type', type,
               'allowed', json(allowed)) ORDER BY a.position) FROM code_attribute a WHERE a.code_id = c.code_id) AS attributes,
            coalesce(n.n, 0) AS annotations, coalesce(n.articles, 0) AS articles
     FROM code c LEFT JOIN (${blind ? VISIBLE : ALL}) n ON n.code_id = c.code_id
     ORDER BY position, name`,
    ...(blind ? [me(context)] : []),
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
  readonly #children = new Map<string | null, TreeCode[]>();
  readonly #byName = new Map<string, TreeCode>();
  readonly #byShortcut = new Map<string, TreeCode>();
  readonly #versionsOfGone: Map<string, number>;

  constructor(db: ReadableDb) {
    const gone = db.all<{ codeId: string; version: number }>(
      `SELECT code_id AS codeId, max(version) AS version FROM code_version
       WHERE code_id NOT IN (SELECT code_id FROM code) GROUP BY code_id`,
    );
    this.#versionsOfGone = new Map(gone.map(({ codeId, version }) => [codeId, version]));
    const rows = db.all<Omit<TreeCode, 'archived'> & { archived: number }>(
      `SELECT code_id AS codeId, parent_id AS parentId, position, name, color, shortcut, archived
       FROM code ORDER BY position, name`,
    );
    for (const row of rows) this.add({ ...row, archived: row.archived === 1 });
  }

  /** As the last of its siblings. */
  add(code: TreeCode): void {
    this.#codes.set(code.codeId, code);
    const siblings = this.#children.get(code.parentId);
    if (siblings) siblings.push(code);
    else this.#children.set(code.parentId, [code]);
    const key = nameKey(code.parentId, code.name);
    if (!this.#byName.has(key)) this.#byName.set(key, code);
    if (code.shortcut !== null) this.#byShortcut.set(code.shortcut, code);
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

  /** The number for the first version of a code to be added: above those it had before it was deleted. */
  firstVersion(codeId: string): number {
    return (this.#versionsOfGone.get(codeId) ?? 0) + 1;
  }

  /** In order. */
  children(parentId: string | null): readonly TreeCode[] {
    return this.#children.get(parentId) ?? [];
  }

  childNamed(parentId: string | null, name: string): TreeCode | undefined {
    return this.#byName.get(nameKey(parentId, name));
  }

  ofShortcut(shortcut: string): TreeCode | undefined {
    return this.#byShortcut.get(shortcut);
  }

  /** The code and everything below it. */
  subtree(codeId: string): TreeCode[] {
    const code = this.get(codeId);
    return [code, ...this.children(codeId).flatMap((child) => this.subtree(child.codeId))];
  }

  /** From the one directly above up to the root. */
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

  /** @throws AppError CONFLICT naming the code that has the key, or for one that goes to another room. */
  refuseTakenShortcut(shortcut: string | null, except?: string): void {
    if (shortcut !== null && roomKeys.includes(shortcut)) {
      throw new AppError('CONFLICT', `The key “${shortcut}” goes to another room. Choose another one.`, { shortcut });
    }
    const owner = shortcut === null ? undefined : this.#byShortcut.get(shortcut);
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

const nameKey = (parentId: string | null, name: string) => `${parentId ?? ''}/${foldName(name)}`;

/** Names that differ in case or in how their accents are written are the same name. */
export function foldName(name: string): string {
  return name.normalize('NFC').toLowerCase().trim();
}
