import { statSync } from 'node:fs';
import { join } from 'node:path';
import { importOptions } from '../../../../shared/model/import.ts';
import type { PrepareInput } from '../../../analysis/reading.ts';
import { findFile } from '../import/files/walk.ts';
import type { Unit } from '../import/records/unit.ts';
import { unitsOf } from '../import/records/units.ts';

export interface Place {
  location: string;
  /** Of the article, with its record. */
  path: string;
  sha256: string;
}

export type Referenced = { input: PrepareInput } | { problem: string };

const OPTIONS = importOptions.parse({});

/** Finds originals that are kept by reference. Records of one file are asked for in their order, and read in one go. */
export function createReferences() {
  let open: { key: string; units: AsyncGenerator<Unit> } | null = null;

  async function nextOf(place: Place): Promise<Referenced> {
    if (place.location.startsWith('upload:')) {
      return { problem: 'It was uploaded, and uploads are thrown away after the import. Upload it again.' };
    }
    const { file, record } = split(place);
    const key = `${place.location}\0${file}`;
    for (let attempt = 0; attempt < 2; attempt++) {
      if (open?.key !== key) {
        await close();
        const found = await findFile(place.location, file);
        if (!found)
          return { problem: `${join(place.location, file)} is not there any more. Put it back, or import it again.` };
        open = { key, units: unitsOf(found, OPTIONS) };
      }
      for (let step = await open.units.next(); !step.done; step = await open.units.next()) {
        const unit = step.value;
        if (unit.record !== record) continue;
        if ('failure' in unit) return { problem: unit.failure.reason };
        if (unit.originalSha256 === place.sha256) return { input: unit.input };
        return { problem: 'The file has changed since it was imported. Import it again to take the change over.' };
      }
      // Behind it already, or in a file that has fewer records now: once from the start.
      open = null;
    }
    return { problem: 'This record is no longer in its file. Import the file again.' };
  }

  async function close() {
    await open?.units.return(undefined);
    open = null;
  }
  return { find: nextOf, close };
}

/** A name may hold a number sign itself: what is there decides. */
function split({ location, path }: Place): { file: string; record: string } {
  const at = path.lastIndexOf('#');
  if (at === -1 || exists(join(location, path))) return { file: path, record: '' };
  return { file: path.slice(0, at), record: path.slice(at + 1) };
}

function exists(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch {
    return false;
  }
}
