/** A file that a browser hands over, with its path below what was chosen, `/` between parts. */
export interface PickedFile {
  path: string;
  file: File;
}

/** Picked files as a folder: `folder` is its name, and the paths of its files are relative to it. */
export interface PickedFolder {
  /** What the person chose, for people. */
  title: string;
  folder: string;
  files: PickedFile[];
}

/**
 * Picked files as the folder they lie in, so that they get the same identifiers as when that folder is imported from disk.
 * Files without a folder in common lie in one called `files`, which is nobody's name for a source.
 */
export function asFolder(files: readonly PickedFile[]): PickedFolder {
  const tops = new Set(files.map(({ path }) => (path.includes('/') ? path.slice(0, path.indexOf('/')) : '')));
  const [top] = tops;
  if (tops.size === 1 && top) {
    const inside = files.map(({ path, file }) => ({ path: path.slice(top.length + 1), file }));
    return { title: top, folder: top, files: inside };
  }
  const title = files.length === 1 ? files[0]!.path : `${files.length} files`;
  return { title, folder: 'files', files: [...files] };
}
