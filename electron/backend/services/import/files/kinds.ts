import { extname } from 'node:path';

/** How a file is read: as one article, as records, or decided by its content (`.json`, `.xml`). */
export type FileKind =
  | 'html'
  | 'text'
  | 'markdown'
  | 'mhtml'
  | 'docx'
  | 'pdf'
  | 'json'
  | 'jsonl'
  | 'csv'
  | 'xml'
  | 'warc'
  | 'zip';

const kinds: Readonly<Record<string, { kind: FileKind; name: string }>> = {
  '.html': { kind: 'html', name: 'Web page' },
  '.htm': { kind: 'html', name: 'Web page' },
  '.xhtml': { kind: 'html', name: 'Web page' },
  '.mhtml': { kind: 'mhtml', name: 'Web page in one file' },
  '.mht': { kind: 'mhtml', name: 'Web page in one file' },
  '.txt': { kind: 'text', name: 'Plain text' },
  '.md': { kind: 'markdown', name: 'Markdown' },
  '.json': { kind: 'json', name: 'JSON' },
  '.jsonl': { kind: 'jsonl', name: 'JSON Lines' },
  '.ndjson': { kind: 'jsonl', name: 'JSON Lines' },
  '.csv': { kind: 'csv', name: 'Table' },
  '.tsv': { kind: 'csv', name: 'Table' },
  '.xml': { kind: 'xml', name: 'XML' },
  '.rss': { kind: 'xml', name: 'Feed' },
  '.atom': { kind: 'xml', name: 'Feed' },
  '.warc': { kind: 'warc', name: 'Web archive' },
  '.docx': { kind: 'docx', name: 'Word document' },
  '.pdf': { kind: 'pdf', name: 'PDF' },
  '.zip': { kind: 'zip', name: 'ZIP archive' },
};

/** Formats that people do have in such folders and that are not read: a name, and what to do. */
const unread: Readonly<Record<string, { name: string; advice: string }>> = {
  '.tar': { name: 'TAR archive', advice: 'Unpack it and import the folder.' },
  '.tgz': { name: 'TAR archive', advice: 'Unpack it and import the folder.' },
  '.tar.gz': { name: 'TAR archive', advice: 'Unpack it and import the folder.' },
  '.7z': { name: '7-Zip archive', advice: 'Unpack it and import the folder.' },
  '.rar': { name: 'RAR archive', advice: 'Unpack it and import the folder.' },
  '.bz2': { name: 'bzip2 archive', advice: 'Unpack it and import the folder.' },
  '.xz': { name: 'xz archive', advice: 'Unpack it and import the folder.' },
  '.doc': { name: 'Old Word document', advice: 'Open it in a word processor and save it as .docx.' },
  '.odt': { name: 'OpenDocument text', advice: 'Open it in a word processor and save it as .docx.' },
  '.rtf': { name: 'Rich text', advice: 'Open it in a word processor and save it as .docx.' },
  '.epub': { name: 'E-book', advice: 'Convert it to .docx or .html first.' },
  '.xls': { name: 'Spreadsheet', advice: 'Save the sheet as .csv.' },
  '.xlsx': { name: 'Spreadsheet', advice: 'Save the sheet as .csv.' },
  '.ods': { name: 'Spreadsheet', advice: 'Save the sheet as .csv.' },
  '.wacz': { name: 'Web archive package', advice: 'Unpack it like a .zip and import the .warc.gz files in it.' },
  '.parquet': { name: 'Parquet table', advice: 'Save it as .csv or .jsonl.' },
  '.sqlite': { name: 'Database', advice: 'Export its table as .csv.' },
  '.db': { name: 'Database', advice: 'Export its table as .csv.' },
};
const media: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    'png jpg jpeg gif webp svg bmp tif tiff ico avif heic'.split(' ').map((e) => [`.${e}`, 'Image']),
  ),
  ...Object.fromEntries('mp4 mov avi mkv webm m4v wmv'.split(' ').map((e) => [`.${e}`, 'Video'])),
  ...Object.fromEntries('mp3 wav ogg m4a flac aac opus'.split(' ').map((e) => [`.${e}`, 'Sound'])),
};

/** Lower case, with its dot; empty for a name without one. A compressed file has two: `.html.gz`. */
export function extensionOf(path: string): string {
  const last = extname(path).toLowerCase();
  return last === '.gz' ? extname(path.slice(0, -last.length)).toLowerCase() + last : last;
}

/** The name of what is inside a `.gz`; any other name as it is. */
export const withoutGz = (path: string): string => (/\.gz$/i.test(path) ? path.slice(0, -'.gz'.length) : path);

/** Null for a format that this version does not read. What is compressed is of the kind it has inside. */
export const kindOf = (path: string): FileKind | null => kinds[extname(withoutGz(path)).toLowerCase()]?.kind ?? null;

/** For people: "Web page", "Web page, compressed", or "PNG file" for what cannot be read. */
export function kindName(extension: string): string {
  const unreadable = unread[extension]?.name ?? media[extension];
  if (unreadable) return unreadable;
  const bare = withoutGz(extension);
  const named = kinds[bare]?.name;
  if (named) return bare === extension ? named : `${named}, compressed`;
  return extension ? `${extension.slice(1).toUpperCase()} file` : 'File without ending';
}

/** What to do with a file of a format that is not read; null where nothing better is known than the list of formats. */
export function unreadAdvice(path: string): { name: string; advice: string } | null {
  const extension = extensionOf(path);
  if (media[extension]) return { name: media[extension], advice: 'Only text is imported; leave it out.' };
  return unread[extension] ?? null;
}

/** Formats named in messages. */
export const READABLE_FORMATS = Object.keys(kinds)
  .filter((extension) => !['.rss', '.atom', '.mht', '.zip'].includes(extension))
  .join(', ');

/** Kinds whose metadata may lie beside them in a file of the same name that ends in `.json`. */
export const takesSidecar = (path: string): boolean =>
  ['html', 'text', 'markdown', 'mhtml'].includes(kindOf(path) ?? '');

/** Kinds that may hold many records. */
export const holdsRecords = (path: string): boolean =>
  ['json', 'jsonl', 'csv', 'xml', 'warc'].includes(kindOf(path) ?? '');

/** What a file is by its first bytes, where these settle it. */
export function kindByContent(head: Uint8Array): 'pdf' | 'zip' | 'gzip' | 'ole' | 'warc' | 'mhtml' | null {
  const starts = (...bytes: number[]) => bytes.every((byte, i) => head[i] === byte);
  if (starts(0x50, 0x4b, 3, 4) || starts(0x50, 0x4b, 5, 6)) return 'zip';
  if (starts(0x1f, 0x8b, 8)) return 'gzip';
  if (starts(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1)) return 'ole';
  const text = Buffer.from(head.buffer, head.byteOffset, Math.min(head.length, 4096)).toString('latin1');
  // Some programs write a few bytes before the mark.
  if (/^[\s\S]{0,32}%PDF-\d/.test(text) && !/^\s*</.test(text)) return 'pdf';
  if (/^WARC\/\d/.test(text)) return 'warc';
  if (/^[\w-]+:/.test(text) && isSavedPage(text)) return 'mhtml';
  return null;
}

/** A MIME message of several parts that belong together, by its header lines. */
function isSavedPage(text: string): boolean {
  let header = '';
  for (const line of text.split('\n')) {
    if (!/^(?:[\w-]+:|[ \t])/.test(line)) break;
    header += `${line}\n`;
  }
  return /^MIME-Version:/im.test(header) && /multipart\/related/i.test(header);
}
