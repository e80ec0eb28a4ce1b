import { extname } from 'node:path';

/** How a file is read: as one article, as records, or decided by its content (`.json`). */
export type FileKind = 'html' | 'text' | 'markdown' | 'json' | 'jsonl' | 'csv';

const kinds: Readonly<Record<string, { kind: FileKind; name: string }>> = {
  '.html': { kind: 'html', name: 'Web page' },
  '.htm': { kind: 'html', name: 'Web page' },
  '.xhtml': { kind: 'html', name: 'Web page' },
  '.txt': { kind: 'text', name: 'Plain text' },
  '.md': { kind: 'markdown', name: 'Markdown' },
  '.json': { kind: 'json', name: 'JSON' },
  '.jsonl': { kind: 'jsonl', name: 'JSON Lines' },
  '.ndjson': { kind: 'jsonl', name: 'JSON Lines' },
  '.csv': { kind: 'csv', name: 'Table' },
  '.tsv': { kind: 'csv', name: 'Table' },
};

/** Lower case, with its dot; empty for a name without one. */
export const extensionOf = (path: string): string => extname(path).toLowerCase();

/** Null for a format that this version does not read. */
export const kindOf = (path: string): FileKind | null => kinds[extensionOf(path)]?.kind ?? null;

/** For people: "Web page", or "PNG file" for what cannot be read. */
export function kindName(extension: string): string {
  return kinds[extension]?.name ?? (extension ? `${extension.slice(1).toUpperCase()} file` : 'File without ending');
}

/** Formats named in messages. */
export const READABLE_FORMATS = Object.keys(kinds).join(', ');

/** Kinds whose metadata may lie beside them in a file of the same name that ends in `.json`. */
export const takesSidecar = (path: string): boolean => ['html', 'text', 'markdown'].includes(kindOf(path) ?? '');

/** Kinds that may hold many records. */
export const holdsRecords = (path: string): boolean => ['json', 'jsonl', 'csv'].includes(kindOf(path) ?? '');
