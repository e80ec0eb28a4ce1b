import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '../../../../shared/contract/errors.ts';
import { z } from '../../../../shared/contract/schema.ts';
import { codeAttribute, codeColor, codeFields } from '../../../../shared/model/codebook.ts';

const presetCode = z.object({
  name: codeFields.shape.name,
  definition: z.string().default(''),
  when_to_use: z.string().default(''),
  when_not: z.string().default(''),
  example: z.string().default(''),
  color: codeColor.optional(),
  shortcut: codeFields.shape.shortcut.default(null),
  is_codable: z.boolean().default(true),
  applies_to: codeFields.shape.appliesTo.optional(),
  attributes: z.array(codeAttribute.omit({ attributeId: true })).default([]),
  get children() {
    return z.array(presetCode).default([]);
  },
});
export type PresetCode = z.infer<typeof presetCode>;

const preset = z.object({ id: z.string(), name: z.string(), description: z.string(), codes: z.array(presetCode) });
export type Preset = z.infer<typeof preset>;

/** The codebooks that come with Parallax, by name. Empty when the folder is missing. */
export function readPresets(resourcesDir: string): Preset[] {
  const folder = join(resourcesDir, 'codebooks');
  let names: string[];
  try {
    names = readdirSync(folder).filter((name) => name.endsWith('.json'));
  } catch {
    return [];
  }
  return names
    .sort()
    .map((name) => {
      const path = join(folder, name);
      try {
        return preset.parse(JSON.parse(readFileSync(path, 'utf8')));
      } catch (error) {
        throw new AppError(
          'FILE_UNREADABLE',
          `The codebook ${name} that comes with Parallax cannot be read. Install Parallax again.`,
          { path },
          { cause: error },
        );
      }
    })
    .sort((a, b) => a.name.localeCompare(b.name, 'en'));
}

export function findPreset(resourcesDir: string, presetId: string): Preset {
  const found = readPresets(resourcesDir).find((one) => one.id === presetId);
  if (!found) throw new AppError('NOT_FOUND', `Parallax has no codebook “${presetId}” to start from.`, { presetId });
  return found;
}

export function countCodes(codes: readonly PresetCode[]): number {
  return codes.reduce((sum, code) => sum + 1 + countCodes(code.children), 0);
}
