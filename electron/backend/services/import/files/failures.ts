import type { ImportFailureCode } from '../../../../../shared/model/import.ts';
import { READABLE_FORMATS } from './kinds.ts';

/** What is wrong with a file or record and what to do, in the user's words. The path stands beside it. */
export interface Failure {
  code: ImportFailureCode;
  reason: string;
}

const megabytes = (bytes: number) =>
  bytes < 1_000_000 ? `${Math.ceil(bytes / 1000)} kB` : `${(bytes / 1_000_000).toFixed(bytes < 10_000_000 ? 1 : 0)} MB`;

export const failures = {
  empty: (): Failure => ({
    code: 'EMPTY_FILE',
    reason: 'The file is empty. Scrape or copy it again, or delete it.',
  }),
  tooLarge: (bytes: number, limit: number): Failure => ({
    code: 'TOO_LARGE',
    reason: `This file holds one article and is ${megabytes(bytes)} large; the limit is ${megabytes(limit)}. Split it, or raise the largest file size in the import settings.`,
  }),
  recordTooLarge: (limit: number): Failure => ({
    code: 'TOO_LARGE',
    reason: `This record is larger than ${megabytes(limit)}. Split it, or raise the largest file size in the import settings.`,
  }),
  tooLargeUnpacked: (limit: number): Failure => ({
    code: 'TOO_LARGE',
    reason: `This file holds one article and is larger than ${megabytes(limit)} once unpacked, which is the limit. Split it, or raise the largest file size in the import settings.`,
  }),
  binary: (): Failure => ({
    code: 'BINARY',
    reason:
      'The file holds binary data, not text, whatever its name says. Give it its right ending, or export it as text.',
  }),
  binaryFormat: (what: string, ending: string): Failure => ({
    code: 'BINARY',
    reason: `By its content this is ${what}, whatever its name says. Rename it so that it ends in ${ending}, and import it again.`,
  }),
  changedWhileRead: (): Failure => ({
    code: 'CHANGED_WHILE_READ',
    reason:
      'The file was being written while it was read, so what was read may not belong together. Import it again when the program that writes it has finished.',
  }),
  unreadFormat: (what: string, advice: string): Failure => ({
    code: 'UNKNOWN_FORMAT',
    reason: `${what} cannot be imported. ${advice}`,
  }),
  encrypted: (what: string): Failure => ({
    code: 'ENCRYPTED',
    reason: `${what} is protected by a password. Save a copy without the password and import that.`,
  }),
  damaged: (what: string): Failure => ({
    code: 'DAMAGED',
    reason: `${what} is damaged and cannot be read from here on. Copy or download it again; what was read before it is kept.`,
  }),
  truncated: (what: string): Failure => ({
    code: 'TRUNCATED',
    reason: `${what} ends too early: the rest of the file is missing. Copy or download it again; what was read before it is kept.`,
  }),
  archiveTooLarge: (what: string): Failure => ({
    code: 'ARCHIVE_TOO_LARGE',
    reason: `${what} Unpack it yourself if you trust it, and import the folder.`,
  }),
  notWhatItSays: (what: string): Failure => ({
    code: 'DAMAGED',
    reason: `Its name says ${what}, but its content is not. Look at it in another program, and download or export it again.`,
  }),
  emptyArchive: (): Failure => ({
    code: 'NO_RECORDS',
    reason: 'The archive holds no files. Check that it was made completely.',
  }),
  outsideArchive: (): Failure => ({
    code: 'OUTSIDE_ARCHIVE',
    reason:
      'The name of this member leads out of its archive, so it was not read. Make the archive again with relative names, or unpack it and import the folder.',
  }),
  malformedXml: (what: string): Failure => ({
    code: 'MALFORMED_XML',
    reason: `This is not well-formed XML: ${what}. Correct it or export it again.`,
  }),
  unknownXml: (root: string): Failure => ({
    code: 'UNKNOWN_FORMAT',
    reason: `This XML is of no kind that Parallax reads: its outermost element is "${root.slice(0, 60)}". It reads RSS, Atom, TEI and the XML of trafilatura; convert it to one of them, or to CSV.`,
  }),
  unknownFormat: (): Failure => ({
    code: 'UNKNOWN_FORMAT',
    reason: `This format cannot be imported. Parallax reads ${READABLE_FORMATS}, alone or inside .zip and .gz.`,
  }),
  linkLoop: (): Failure => ({
    code: 'LINK_LOOP',
    reason: 'This link leads back to a folder that it lies in, so it was not followed.',
  }),
  noRecords: (): Failure => ({
    code: 'NO_RECORDS',
    reason: 'The file holds no records. Check that the export it comes from was complete.',
  }),
  plainValues: (plain: number, all: number): Failure => ({
    code: 'NO_RECORDS',
    reason:
      plain === all
        ? `${all === 1 ? 'Its one entry is a plain value' : `All ${all.toLocaleString('en')} entries are plain values`}, such as a number, a word or an address, where articles should be. Export the articles themselves.`
        : `${plain.toLocaleString('en')} of ${all.toLocaleString('en')} entries ${plain === 1 ? 'is a plain value' : 'are plain values'}, such as a number, a word or an address, and no article. The others were read.`,
  }),
  cutShort: (): Failure => ({
    code: 'MALFORMED_JSON',
    reason: 'The file ends in the middle of this record. Copy or download it again.',
  }),
  malformedJson: (what: string): Failure => ({
    code: 'MALFORMED_JSON',
    reason: `This is not valid JSON: ${what}. Correct it or export it again.`,
  }),
  tooDeep: (): Failure => ({
    code: 'MALFORMED_JSON',
    reason: 'Lists lie in lists in this record, thousands deep, as in no article. Leave it out, or export it again.',
  }),
  noTextColumn: (header: readonly string[]): Failure => ({
    code: 'NO_TEXT_FIELD',
    reason: `No column of this table is known to hold the articles' text; its columns are: ${header.slice(0, 12).join(', ')}. Say on the import screen which column holds the text, or name it "text" in the file.`,
  }),
  openQuote: (line: number): Failure => ({
    code: 'MALFORMED_CSV',
    reason: `A quotation mark opened on line ${line} is not closed properly, so this row cannot be told from the next. Double the quotation marks inside the cell, or export the table again.`,
  }),
  unexpected: (): Failure => ({
    code: 'UNEXPECTED',
    reason:
      'Reading this one failed in a way that was not foreseen; the log file says more. The other files are not affected.',
  }),
  /** What the operating system says when a file cannot be read. */
  unreadable: (error: unknown): Failure => ({ code: 'UNREADABLE', reason: unreadableReason(error) }),
};

function unreadableReason(error: unknown): string {
  const code = (error as NodeJS.ErrnoException | null)?.code ?? '';
  switch (code) {
    case 'EACCES':
    case 'EPERM':
      return 'There is no permission to read it. Change its permissions, or copy it to a folder you may read.';
    case 'ENOENT':
      // Node reads names as UTF-8; bytes that are not become U+FFFD, and the file cannot be asked for by that name.
      if ((error as NodeJS.ErrnoException).path?.includes('\ufffd'))
        return 'Its name, or that of a folder it lies in, is not valid UTF-8, so it cannot be opened by it. Rename it.';
      return 'It is not there (a link that leads nowhere, or a file moved meanwhile). Restore it or delete the link.';
    case 'ELOOP':
      return 'Its links lead in a circle. Replace the link with the file itself.';
    case 'EISDIR':
      return 'It is a folder with the name of a file. Rename the folder.';
    case 'EIO':
      return 'The disk reports an error while reading it. Copy it from another place.';
    default:
      return `It could not be read (${code || 'unknown error'}). Check that the disk is connected and the file opens elsewhere.`;
  }
}
