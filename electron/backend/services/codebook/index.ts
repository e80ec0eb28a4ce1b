// The codebook: a tree of codes, what they mean and meant, and kinds of relations. Every change is one step of undo.
import { AppError } from '../../../../shared/contract/errors.ts';
import type { CodeFields } from '../../../../shared/model/codebook.ts';
import { valueFits } from '../../../../shared/model/codebook.ts';
import type { TrackedRows } from '../../db/change-log.ts';
import type { SqlValue } from '../../db/types.ts';
import { me, visibleCoders } from '../blind/index.ts';
import type { RoomHandlers, WriteContext } from '../handler.ts';
import { planAttributes, writeAttributes } from './attributes.ts';
import { CODINGS, chosenCodings } from './choice.ts';
import { effectOf } from './effects.ts';
import { codebookFile } from './file.ts';
import { importFile, previewFile } from './import.ts';
import { columns, insertCode, renumber } from './insert.ts';
import { lockingRound, refuseWhileLocked } from './lock.ts';
import { writeMerge, writeSplit } from './merge.ts';
import { countCodes, findPreset, type PresetCode, readPresets } from './presets.ts';
import { relationKinds } from './relation-kinds.ts';
import { refuseDelete, refuseMerge, refuseMove } from './rules.ts';
import { CodeTree, readCodes } from './tree.ts';
import { addExample, insertExample, readExamples, readUses, requireExample } from './uses.ts';
import { attributesOf, codebookVersion, noteVersion, readVersions } from './versions.ts';

export { insertCode } from './insert.ts';
export { lockingRound, refuseWhileLocked } from './lock.ts';
export { codebookVersion } from './versions.ts';

/** What may be changed while a round locks the codebook: it changes no code's meaning. */
const FREE: readonly (keyof CodeFields)[] = ['color', 'shortcut', 'example'];

function addPresetCodes(
  rows: TrackedRows,
  tree: CodeTree,
  at: string,
  parentId: string | null,
  codes: readonly PresetCode[],
): void {
  for (const code of codes) {
    const taken = code.shortcut !== null && tree.ofShortcut(code.shortcut) !== undefined;
    const codeId =
      tree.childNamed(parentId, code.name)?.codeId ??
      insertCode(rows, tree, at, {
        parentId,
        fields: {
          name: code.name,
          definition: code.definition,
          whenToUse: code.when_to_use,
          whenNot: code.when_not,
          example: code.example,
          ...(code.color !== undefined && { color: code.color }),
          shortcut: taken ? null : code.shortcut,
          isCodable: code.is_codable,
          ...(code.applies_to !== undefined && { appliesTo: code.applies_to }),
        },
        attributes: code.attributes,
        cause: 'preset',
      });
    addPresetCodes(rows, tree, at, codeId, code.children);
  }
}

/** @param article row id of the one that the step tells of; a blind round hides it there */
function change<T>(
  context: WriteContext,
  action: string,
  label: string,
  write: (rows: TrackedRows) => T,
  article: number | null = null,
): T {
  return context.change({ action: `code.${action}`, label, article }, write);
}

const codesBelow = (tree: CodeTree, parentId: string | null, except: string) =>
  tree.children(parentId).flatMap((one) => (one.codeId === except ? [] : [one.codeId]));

export const handlers: RoomHandlers = {
  queries: {
    'codebook.get': (db, _input, context) => ({ codes: readCodes(db, context) }),

    'codebook.state': (db) => ({
      ...codebookVersion(db),
      codes: db.value<number>('SELECT count(*) FROM code WHERE is_codable = 1 AND archived = 0') ?? 0,
      lockedBy: lockingRound(db),
    }),

    'codebook.presets': (_db, _input, { resourcesDir }) =>
      readPresets(resourcesDir).map(({ id, name, description, codes }) => ({
        presetId: id,
        name,
        description,
        codes: countCodes(codes),
      })),

    'codebook.values': (db, { codeId }, context) => {
      const given = db.all<{ attributeId: string; value: string; annotations: number }>(
        `SELECT v.attribute_id AS attributeId, v.value, count(*) AS annotations
         FROM ${CODINGS} JOIN coding_value v ON v.coding_id = c.coding_id
         WHERE c.code_id = :code AND ${visibleCoders('a.article', 'a.coder')}
         GROUP BY v.attribute_id, v.value ORDER BY annotations DESC, v.value`,
        { code: codeId, ...me(context) },
      );
      return attributesOf(db, codeId).map((attribute) => ({
        attributeId: attribute.attributeId,
        given: given
          .filter(({ attributeId }) => attributeId === attribute.attributeId)
          .map(({ value, annotations }) => ({ value, annotations, fits: valueFits(attribute, value) })),
      }));
    },

    'codebook.effect': (db, { change: intended }, context) => effectOf(db, context, intended),

    'codebook.versions': (db, { codeId }, context) => {
      new CodeTree(db).get(codeId);
      return { versions: readVersions(db, codeId, context) };
    },

    'codebook.uses': (db, input, context) => readUses(db, context, input),
    'codebook.examples': (db, { codeId }, context) => readExamples(db, codeId, context),
    'codebook.previewFile': (db, { file }) => previewFile(db, file),
    'codebook.file': (db, { format }, context) => codebookFile(db, readCodes(db, context), format, context),
    ...relationKinds.queries,
  },

  commands: {
    'codebook.addPreset': (db, { presetId }, context) => {
      refuseWhileLocked(db);
      const preset = findPreset(context.resourcesDir, presetId);
      change(context, 'preset', `Added the codebook “${preset.name}”`, (rows) =>
        addPresetCodes(rows, new CodeTree(db), context.at, null, preset.codes),
      );
      return { codes: readCodes(db, context) };
    },

    'codebook.create': (db, { parentId, fields }, context) => {
      refuseWhileLocked(db);
      const tree = new CodeTree(db);
      if (parentId !== null) tree.get(parentId);
      tree.refuseSameName(parentId, fields.name);
      tree.refuseTakenShortcut(fields.shortcut ?? null);
      const coder = context.requireCoder().id;
      const codeId = change(context, 'create', `Created the code “${fields.name}”`, (rows) =>
        insertCode(rows, tree, context.at, { parentId, fields, coder }),
      );
      return { codeId, codes: readCodes(db, context) };
    },

    'codebook.edit': (db, { codeId, fields }, context) => {
      const tree = new CodeTree(db);
      const code = tree.get(codeId);
      if (Object.keys(fields).some((field) => !FREE.includes(field as keyof CodeFields))) refuseWhileLocked(db);
      if (fields.name !== undefined) tree.refuseSameName(code.parentId, fields.name, codeId);
      if (fields.shortcut) tree.refuseTakenShortcut(fields.shortcut, codeId);
      const renamed = fields.name !== undefined && fields.name !== code.name;
      const label = renamed ? `Renamed the code “${code.name}” to “${fields.name}”` : `Edited the code “${code.name}”`;
      const coder = context.requireCoder().id;
      change(context, 'edit', label, (rows) => {
        rows.update('code', { code_id: codeId }, columns(fields));
        noteVersion(db, rows, codeId, { at: context.at, coder, cause: 'edited' });
      });
      return { codes: readCodes(db, context) };
    },

    'codebook.setAttributes': (db, { codeId, attributes, renamed }, context) => {
      refuseWhileLocked(db);
      const code = new CodeTree(db).get(codeId);
      const plan = planAttributes(db, codeId, attributes, renamed);
      const coder = context.requireCoder().id;
      change(context, 'attributes', `Changed the attributes of “${code.name}”`, (rows) => {
        writeAttributes(rows, codeId, plan);
        noteVersion(db, rows, codeId, { at: context.at, coder, cause: 'edited' });
      });
      context.touch(['annotations'], null);
      return { codes: readCodes(db, context) };
    },

    'codebook.move': (db, { codeId, parentId, position }, context) => {
      refuseWhileLocked(db);
      const tree = new CodeTree(db);
      const code = tree.get(codeId);
      refuseMove(tree, codeId, parentId);
      const siblings = tree.children(parentId).map((one) => one.codeId);
      const before = siblings.slice(position).find((id) => id !== codeId);
      const others = siblings.filter((id) => id !== codeId);
      others.splice(before === undefined ? others.length : others.indexOf(before), 0, codeId);
      const label = parentId !== null && parentId !== code.parentId ? ` to “${tree.get(parentId).name}”` : '';
      change(context, 'move', `Moved the code “${code.name}”${label}`, (rows) => {
        rows.update('code', { code_id: codeId }, { parent_id: parentId });
        renumber(rows, others);
      });
      return { codes: readCodes(db, context) };
    },

    'codebook.merge': (db, { codeId, intoId }, context) => {
      refuseWhileLocked(db);
      const tree = new CodeTree(db);
      const code = tree.get(codeId);
      refuseMerge(db, tree, codeId, intoId);
      const children = tree.children(codeId);
      const coder = context.requireCoder().id;
      change(context, 'merge', `Merged the code “${code.name}” into “${tree.get(intoId).name}”`, (rows) => {
        writeMerge(db, rows, codeId, intoId, { at: context.at, coder });
        for (const child of children) rows.update('code', { code_id: child.codeId }, { parent_id: intoId });
        rows.delete('code', { code_id: codeId });
        renumber(rows, [...codesBelow(tree, intoId, codeId), ...children.map((one) => one.codeId)]);
      });
      context.touch(['annotations', 'claims'], null);
      return { codes: readCodes(db, context) };
    },

    'codebook.split': (db, { codeId, which, fields }, context) => {
      refuseWhileLocked(db);
      const tree = new CodeTree(db);
      const code = tree.get(codeId);
      const effect = effectOf(db, context, { kind: 'split', codeId, which });
      if (effect.refusal !== null) throw new AppError('CONFLICT', effect.refusal, { codeId });
      tree.refuseSameName(code.parentId, fields.name);
      tree.refuseTakenShortcut(fields.shortcut ?? null);
      const coder = context.requireCoder().id;
      const newId = change(context, 'split', `Split “${fields.name}” off the code “${code.name}”`, (rows) => {
        const old = readCodes(db, context).find((one) => one.codeId === codeId)!;
        const { definition, whenToUse, whenNot, appliesTo } = old;
        const newFields = { definition, whenToUse, whenNot, appliesTo, ...fields };
        const id = insertCode(rows, tree, context.at, { parentId: code.parentId, fields: newFields, cause: null });
        writeSplit(db, rows, codeId, id, chosenCodings(db, codeId, which), { at: context.at, coder });
        const siblings = codesBelow(tree, code.parentId, id);
        siblings.splice(siblings.indexOf(codeId) + 1, 0, id);
        renumber(rows, siblings);
        return id;
      });
      context.touch(['annotations'], null);
      return { codeId: newId, codes: readCodes(db, context) };
    },

    // Goes for everything below it too; an archived code gives its key back, for others to use.
    'codebook.archive': (db, { codeId, archived }, context) => {
      refuseWhileLocked(db);
      const tree = new CodeTree(db);
      const code = tree.get(codeId);
      const label = archived ? `Archived the code “${code.name}”` : `Took the code “${code.name}” out of the archive`;
      const touched = archived ? tree.subtree(codeId) : [...tree.ancestors(codeId), ...tree.subtree(codeId)];
      change(context, archived ? 'archive' : 'restore', label, (rows) => {
        for (const one of touched) {
          const values: Record<string, SqlValue> = archived ? { archived: 1, shortcut: null } : { archived: 0 };
          rows.update('code', { code_id: one.codeId }, values);
        }
      });
      return { codes: readCodes(db, context) };
    },

    'codebook.delete': (db, { codeId }, context) => {
      refuseWhileLocked(db);
      const tree = new CodeTree(db);
      const code = tree.get(codeId);
      refuseDelete(db, tree, codeId);
      change(context, 'delete', `Deleted the code “${code.name}”`, (rows) => {
        const examples = db.column<string>('SELECT example_id FROM code_example WHERE code_id = ?', codeId);
        for (const exampleId of examples) rows.delete('code_example', { example_id: exampleId });
        for (const { attributeId } of attributesOf(db, codeId))
          rows.delete('code_attribute', { attribute_id: attributeId });
        rows.delete('code', { code_id: codeId });
        renumber(rows, codesBelow(tree, code.parentId, codeId));
      });
      return { codes: readCodes(db, context) };
    },

    'codebook.addExample': (db, { codeId, annotationId, isPositive, note }, context) => {
      const code = new CodeTree(db).get(codeId);
      const example = addExample(db, context, { codeId, annotationId });
      const label = isPositive ? `Took an example of “${code.name}”` : `Took an example of what “${code.name}” is not`;
      const exampleId = change(
        context,
        'example',
        label,
        (rows) => insertExample(rows, { codeId, annotationId, isPositive, note, ...example }, context.at),
        example.article,
      );
      return { exampleId };
    },

    'codebook.editExample': (db, { exampleId, isPositive, note }, context) => {
      const { code, article } = requireExample(db, exampleId, context);
      const values = {
        ...(isPositive !== undefined && { is_positive: Number(isPositive) }),
        ...(note !== undefined && { note }),
      };
      const write = (rows: TrackedRows) => rows.update('code_example', { example_id: exampleId }, values);
      change(context, 'example', `Edited an example of “${code}”`, write, article);
      return {};
    },

    'codebook.removeExample': (db, { exampleId }, context) => {
      const { code, article } = requireExample(db, exampleId, context);
      const write = (rows: TrackedRows) => rows.delete('code_example', { example_id: exampleId });
      change(context, 'example', `Removed an example of “${code}”`, write, article);
      return {};
    },

    'codebook.importFile': (db, { file, changed }, context) => {
      refuseWhileLocked(db);
      const coder = context.requireCoder().id;
      const result = change(context, 'import', `Imported a codebook from ${file.name}`, (rows) =>
        importFile(db, rows, file, changed, { at: context.at, coder }),
      );
      return { ...result, codes: readCodes(db, context) };
    },
    ...relationKinds.commands,
  },
};
