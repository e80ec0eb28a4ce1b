import { parseDocument } from 'yaml';
import { normaliseLineEnds } from '../decode.ts';
import { evidenceOf } from '../metadata/evidence.ts';
import { recognisedFields, recordMetadata } from '../metadata/fields.ts';
import { withMetadata } from '../record.ts';
import type { Evidence, ExtractContext, ExtractedArticle } from '../types.ts';
import { extractPlainText } from './plaintext.ts';

const FRONT = /^---[^\S\n]*\n([\s\S]*?)\n(?:---|\.\.\.)[^\S\n]*(?:\n|$)/;

/** Markdown with or without YAML front matter: marks of the markup go, words and line breaks stay. */
export function extractMarkdown(text: string, context: ExtractContext = {}): ExtractedArticle {
  const source = normaliseLineEnds(text);
  const front = FRONT.exec(source);
  const { record, problem } = front ? readFront(front[1]!) : { record: {}, problem: null };
  const body = front && !problem ? source.slice(front[0].length) : source;
  const metadata = recordMetadata(recognisedFields(record), 'front matter');
  const heading = firstHeading(body);
  const article = extractPlainText(unmarked(body), context, {
    light: true,
    title: metadata.title ?? heading ?? undefined,
    language: metadata.language ?? undefined,
  });
  const marked = evidenceOf('title', [[heading, 'visible text']]);
  return withMetadata(
    {
      ...article,
      title: article.title?.from === 'visible text' && heading ? null : article.title,
      evidence: [...marked, ...article.evidence.filter((one) => !(heading && isSeenTitle(one)))],
      warnings: [...article.warnings, ...(problem ? [problem] : [])],
    },
    metadata,
    context,
  );
}

const isSeenTitle = (one: Evidence) => one.field === 'title' && one.from === 'visible text';

/** The words of the first heading of the first level, however it is marked. */
function firstHeading(body: string): string | null {
  const lines = body.split('\n');
  const at = lines.findIndex(
    (line, i) => /^#\s/.test(line) || (/^=+$/.test(lines[i + 1]?.trim() ?? '') && line.trim() !== ''),
  );
  return at < 0 ? null : inline(withoutHashes(lines[at]!)).trim() || null;
}

/** A line without the marks of a heading. */
function withoutHashes(line: string): string {
  if (!/^\s{0,3}#{1,6}\s/.test(line)) return line;
  return line.trim().replace(/^#+/, '').replace(/#+$/, '').trim();
}

/** No front matter comes near this many UTF-16 units. */
const LONGEST_FRONT = 100_000;

function readFront(yaml: string): { record: Record<string, unknown>; problem: string | null } {
  if (yaml.length > LONGEST_FRONT) return { record: {}, problem: 'front matter is too long to be one' };
  // Looking for keys that come twice takes as long as all keys squared.
  const document = parseDocument(yaml, { strict: false, uniqueKeys: false });
  if (document.errors.length > 0) {
    const plain = plainFields(yaml);
    if (plain) return { record: plain, problem: null };
    // The parser's own words quote the text; its line is enough to find the place.
    const line = document.errors[0]?.linePos?.[0].line;
    return { record: {}, problem: `front matter is not valid YAML${line ? ` (line ${line})` : ''}` };
  }
  try {
    const value: unknown = document.toJS({ maxAliasCount: 50 });
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? { record: value as Record<string, unknown>, problem: null }
      : { record: {}, problem: 'front matter holds no fields' };
  } catch {
    return { record: {}, problem: 'front matter is not valid YAML (its references lead nowhere, or too far)' };
  }
}

/** Takes block marks off line by line; code fences are left as they are. */
function unmarked(body: string): string {
  let fenced = false;
  const lines: string[] = [];
  for (const line of body.split('\n')) {
    if (/^\s*(?:```|~~~)/.test(line)) {
      fenced = !fenced;
      continue;
    }
    if (fenced) {
      lines.push(line);
      continue;
    }
    if (/^\s*(?:=+|-{3,}|\*{3,}|_{3,})\s*$/.test(line)) {
      lines.push('');
      continue;
    }
    const bare = withoutHashes(line).replace(/^\s{0,3}(?:>\s?)+/, '');
    lines.push(inline(bare));
  }
  return lines.join('\n');
}

/** Links become their words, images go, emphasis marks go; snake_case and lone asterisks stay. */
function inline(text: string): string {
  return text
    .replace(/!\[([^\]]*)\]\([^)]*\)/g, '')
    .replace(/\[([^\]]+)\]\((?:[^()]|\([^()]*\))*\)/g, '$1')
    .replace(/\[([^\]]+)\]\[[^\]]*\]/g, '$1')
    .replace(/<(https?:\/\/[^>]+)>/g, '$1')
    .replace(/(\*\*|__)(?=\S)(.+?)(?<=\S)\1/g, '$2')
    .replace(/(?<![\p{L}\p{N}*])\*(?=\S)([^*]+?)(?<=\S)\*(?![\p{L}\p{N}*])/gu, '$1')
    .replace(/(?<![\p{L}\p{N}_])_(?=\S)([^_]+?)(?<=\S)_(?![\p{L}\p{N}_])/gu, '$1')
    .replace(/`([^`]+)`/g, '$1')
    .replace(/\\([\\`*_{}[\]()#+\-.!>])/g, '$1');
}

/**
 * Front matter as people write it: a name, a colon, and the rest of the line, which may hold colons of its own that YAML would
 * want quoted. Null where a line is anything else.
 */
function plainFields(yaml: string): Record<string, unknown> | null {
  const record: Record<string, unknown> = Object.create(null);
  for (const line of yaml.split('\n')) {
    if (line.trim() === '' || line.startsWith('#')) continue;
    const field = /^([\p{L}][\p{L}\p{N}_-]{0,60}):[ \t]+(\S.*)$/u.exec(line);
    // What opens a list, a mapping, a quotation or a block is YAML's to read.
    if (!field || /^[[{'"|>&*!]/.test(field[2]!)) return null;
    record[field[1]!] = field[2]!.trim();
  }
  return record;
}
