import { type Content, ContentFailure } from './content.ts';
import { type Failure, failures } from './failures.ts';
import type { Folder, FolderEntry } from './folder.ts';
import { kindByContent, kindOf } from './kinds.ts';
import { containedParts } from './member-names.ts';
import { type ArchiveSource, listZip, unpackedSource, type ZipMember } from './zip-archive.ts';

/** A member that is a file of its own format rather than of a folder: a Word document is a ZIP archive too. */
const DOCUMENT = 'word/document.xml';

/** Whether a file is an archive to be walked through, which only its content tells: `.docx` and `.zip` are confused. */
export async function isArchive(
  name: string,
  content: Content,
  source: ArchiveSource | null,
  compressed: boolean,
): Promise<boolean> {
  const kind = kindOf(name);
  if (kind !== 'zip' && kind !== 'docx') return false;
  const head = await content.head(4096);
  if (kindByContent(head) !== 'zip') {
    // A cut or damaged archive has lost its end, not its beginning; what begins otherwise is something else.
    return false;
  }
  const text = Buffer.from(head).toString('latin1');
  // Word and its like put this file first; other writers do not, and then the directory has to be asked.
  if (kind === 'docx' && /\[Content_Types\]\.xml|word\/|_rels\//.test(text)) return false;
  const from = compressed || !source ? unpackedSource(content) : source;
  const listing = await listZip(from).catch(() => null);
  return !listing?.members.some((member) => member.path === DOCUMENT);
}

/** An archive as a folder. `failure`: what is wrong with it as a whole. */
export async function archiveFolder(
  content: Content,
  source: ArchiveSource | null,
  depth: number,
  deepest: number,
): Promise<{ folder: Folder; failure: Failure | null; release(): Promise<void> }> {
  if (depth >= deepest) {
    throw new ContentFailure(
      failures.archiveTooLarge('Archives inside archives are opened two deep, and this is deeper.'),
    );
  }
  const from = source ?? unpackedSource(content);
  // Unpacked once for the whole walk through it.
  const { release } = await from.open();
  try {
    const { members, failure } = await listZip(from);
    if (members.length === 0 && !failure) throw new ContentFailure(failures.emptyArchive());
    return { folder: memberFolder(members), failure, release };
  } catch (error) {
    await release();
    throw error;
  }
}

/** Files by the folders in their paths. A member whose name leads out of the archive stands at the top, to be reported. */
function memberFolder(members: readonly ZipMember[]): Folder {
  const top: Level = { folders: new Map(), entries: [] };
  for (const member of members) {
    const parts = containedParts(member.path);
    if (!parts) {
      if ('failure' in member) top.entries.push({ name: member.path, failure: member.failure });
      continue;
    }
    let level = top;
    for (const part of parts.slice(0, -1)) {
      const inner = level.folders.get(part) ?? { folders: new Map(), entries: [] };
      level.folders.set(part, inner);
      level = inner;
    }
    const name = parts.at(-1)!;
    if ('failure' in member) level.entries.push({ name, failure: member.failure });
    else {
      const { content, size } = member;
      level.entries.push({ name, file: async () => ({ content, size, source: null }) });
    }
  }
  return folderOf(top);
}

interface Level {
  folders: Map<string, Level>;
  entries: FolderEntry[];
}

const folderOf = (level: Level): Folder => ({
  entries: async () => [
    ...level.entries,
    ...[...level.folders].map(([name, inner]): FolderEntry => ({ name, folder: folderOf(inner) })),
  ],
});
