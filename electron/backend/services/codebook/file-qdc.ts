// REFI-QDA codebook exchange 1.5: <CodeBook><Codes><Code guid name isCodable color><Description/><Code/>…
import type { AppError } from '../../../../shared/contract/errors.ts';
import { uuid } from '../../../../shared/model/annotation.ts';
import type { Code } from '../../../../shared/model/codebook.ts';
import { childrenOf, readXml, wordsOf, type XmlElement } from '../../../analysis/formats/xml-tree.ts';
import { hexOf, nearestColor } from './colors.ts';
import type { FileCode, FileContent } from './file.ts';

const NAMESPACE = 'urn:QDA-XML:codebook:1.0';

/** A code has one description: what else is told of it follows under these words, and is found by them again. */
const parts = [
  ['whenToUse', 'When to use'],
  ['whenNot', 'When not'],
  ['example', 'Example'],
] as const;

function describe(code: Code): string {
  const more = parts.flatMap(([field, title]) => (code[field] === '' ? [] : [`${title}: ${code[field]}`]));
  return [code.definition, ...more].filter((one) => one !== '').join('\n\n');
}

function undescribe(description: string): Pick<Code, 'definition' | 'whenToUse' | 'whenNot' | 'example'> {
  const fields = { definition: description.trim(), whenToUse: '', whenNot: '', example: '' };
  for (const [field, title] of [...parts].reverse()) {
    const at = fields.definition.search(new RegExp(`(?:^|\\n\\n)${title}: `));
    if (at < 0) continue;
    fields[field] = fields.definition
      .slice(at)
      .replace(/^\s*[^:]+: /, '')
      .trim();
    fields.definition = fields.definition.slice(0, at).trim();
  }
  return fields;
}

// What XML 1.0 has no place for, however written.
// biome-ignore lint/suspicious/noControlCharactersInRegex: those are what is looked for
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu;

const signs: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string) => text.replace(FORBIDDEN, '').replace(/[&<>"]/g, (sign) => signs[sign]!);
const inAttribute = (text: string) => escaped(text).replace(/[\t\n\r]/g, ' ');

/** The codebook with its groups; a code's attributes, key and targets have no place in it. */
export function writeQdc(codes: readonly Code[]) {
  const below = Map.groupBy(codes, (code) => code.parentId);
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<CodeBook xmlns="${NAMESPACE}" origin="Parallax">`,
    '  <Codes>',
  ];
  const write = (code: Code, indent: string) => {
    const description = describe(code);
    const children = below.get(code.codeId) ?? [];
    const open = `${indent}<Code guid="${code.codeId}" name="${inAttribute(code.name)}" isCodable="${code.isCodable}" color="${hexOf(code.color)}"`;
    if (description === '' && children.length === 0) {
      lines.push(`${open}/>`);
      return;
    }
    lines.push(`${open}>`);
    if (description !== '') lines.push(`${indent}  <Description>${escaped(description)}</Description>`);
    for (const child of children) write(child, `${indent}  `);
    lines.push(`${indent}</Code>`);
  };
  for (const code of below.get(null) ?? []) write(code, '    ');
  lines.push('  </Codes>', '</CodeBook>', '');
  const count = (has: (code: Code) => boolean) => codes.filter(has).length;
  const none = 'The format has no place for it.';
  return {
    text: lines.join('\n'),
    losses: [
      { what: 'attributes of codes', count: codes.reduce((sum, code) => sum + code.attributes.length, 0), why: none },
      { what: 'keys', count: count((code) => code.shortcut !== null), why: none },
      {
        what: 'codes that apply to articles or claims only',
        count: count((c) => !c.appliesTo.includes('span')),
        why: none,
      },
      { what: 'archived codes, which come back as codes in use', count: count((code) => code.archived), why: none },
      {
        what: 'when to use, when not, examples',
        count: count((code) => code.whenToUse + code.whenNot + code.example !== ''),
        why: 'They stand in the description, under their names; Parallax finds them there again.',
      },
    ],
  };
}

export function readQdc(text: string, refuse: (why: string) => AppError): Omit<FileContent, 'encoding'> {
  const read = readXml(text);
  if ('problem' in read) {
    throw refuse(`is no XML that can be read: ${read.problem}. Save the codebook again where it comes from.`);
  }
  const { root } = read;
  const local = ({ name }: XmlElement) => name.replace(/^.*:/, '');
  if (local(root) !== 'CodeBook') {
    const hint = local(root) === 'Project' ? ' It is a whole REFI-QDA project; a codebook ends in .qdc.' : '';
    throw refuse(`holds “${local(root).slice(0, 40)}” and not a REFI-QDA codebook.${hint}`);
  }
  const named = (element: XmlElement, name: string) =>
    childrenOf(element, ...element.children.flatMap((one) => (typeof one === 'string' ? [] : [one.name]))).filter(
      (one) => local(one) === name,
    );
  const codes: FileCode[] = [];
  const add = (element: XmlElement, parent: FileCode | null) => {
    const code = readCode(element, named(element, 'Description')[0], codes.length + 1, parent);
    codes.push(code);
    for (const child of named(element, 'Code')) add(child, code);
  };
  for (const element of named(root, 'Codes').flatMap((list) => named(list, 'Code'))) add(element, null);
  const sets = named(root, 'Sets').flatMap((list) => named(list, 'Set')).length;
  const notes =
    sets > 0 ? [`${sets === 1 ? '1 set' : `${sets} sets`} of codes have no place here and are left out.`] : [];
  return { format: 'qdc', codes, notes };
}

function readCode(
  element: XmlElement,
  description: XmlElement | undefined,
  row: number,
  parent: FileCode | null,
): FileCode {
  const { guid = '', name = '', isCodable = 'true', color } = element.attributes;
  const notes: string[] = [];
  const bare = guid
    .trim()
    .replace(/^\{(.*)\}$/, '$1')
    .toLowerCase();
  const codeId = uuid.safeParse(bare).success ? bare : null;
  if (codeId === null) notes.push('its guid is no UUID; it gets a new one');
  const fields: FileCode['fields'] = { name: name.trim(), isCodable: /^(true|1)$/.test(isCodable.trim()) };
  if (description) Object.assign(fields, undescribe(wordsOf(description)));
  const slot = color === undefined ? null : nearestColor(color);
  if (slot !== null) fields.color = slot;
  const reason =
    fields.name === ''
      ? 'It has no name.'
      : fields.name.length > 200
        ? 'Its name is longer than 200 characters.'
        : Object.values(fields).some((value) => typeof value === 'string' && value.length > 10_000)
          ? 'Its description is longer than 10,000 characters.'
          : null;
  return {
    ...{
      row,
      codeId,
      parentId: parent ? (parent.codeId ?? undefined) : null,
      path: [...(parent?.path ?? []), fields.name],
      fields,
    },
    ...{ attributes: undefined, archived: false, notes, reason },
  };
}
