import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Settings, settings as settingsSchema } from '../../../shared/contract/rooms/app.ts';
import { z } from '../../../shared/contract/schema.ts';

const defaults: Settings = {
  coderName: '',
  theme: 'system',
  textSize: 17,
  measure: 68,
  density: 'compact',
  layout: {},
};

const stored = z.object({
  settings: settingsSchema.partial().catch({}),
  recent: z.array(z.object({ path: z.string(), openedAt: z.string() })).catch([]),
});
type Stored = z.infer<typeof stored>;

/** Writes a small file so that it is whole or not there at all. */
function writeWhole(path: string, text: string) {
  writeFileSync(`${path}.partial`, text);
  renameSync(`${path}.partial`, path);
}

/** What Parallax remembers of this machine's user, in `<dataDir>/settings.json`. A damaged file counts as absent. */
export function openSettings(dataDir: string) {
  mkdirSync(dataDir, { recursive: true });
  const path = join(dataDir, 'settings.json');
  let state: Stored = { settings: {}, recent: [] };
  try {
    state = stored.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    // First start, or a damaged file.
  }
  const save = () => writeWhole(path, `${JSON.stringify(state, null, 2)}\n`);
  return {
    get: (): Settings => ({ ...defaults, ...state.settings }),
    change(patch: Partial<Settings>): Settings {
      state.settings = { ...state.settings, ...patch };
      save();
      return { ...defaults, ...state.settings };
    },
    recent: (): { path: string; openedAt: string }[] => state.recent,
    remember(projectPath: string, openedAt: string) {
      state.recent = [
        { path: projectPath, openedAt },
        ...state.recent.filter((entry) => entry.path !== projectPath),
      ].slice(0, 12);
      save();
    },
    forget(projectPath: string) {
      state.recent = state.recent.filter((entry) => entry.path !== projectPath);
      save();
    },
  };
}
export type SettingsFile = ReturnType<typeof openSettings>;
