import { copyFileSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { defaultSettings, type Settings, settings as settingsSchema } from '../../../shared/contract/rooms/app.ts';
import { z } from '../../../shared/contract/schema.ts';

const recent = z.array(z.object({ path: z.string(), openedAt: z.string() }));
const stored = z.object({ settings: settingsSchema.partial(), recent });
/** What can be read of a file that is not quite right. */
const salvaged = z.object({ settings: settingsSchema.partial().catch({}), recent: recent.catch([]) });
type Stored = z.infer<typeof stored>;

/** Writes a small file so that it is whole or not there at all. */
function writeWhole(path: string, text: string) {
  writeFileSync(`${path}.partial`, text);
  renameSync(`${path}.partial`, path);
}

function read(path: string): Stored {
  const fresh: Stored = { settings: {}, recent: [] };
  if (!existsSync(path)) return fresh;
  try {
    const value: unknown = JSON.parse(readFileSync(path, 'utf8'));
    const whole = stored.safeParse(value);
    if (whole.success) return whole.data;
    copyFileSync(path, `${path}.damaged`);
    return salvaged.parse(value);
  } catch {
    copyFileSync(path, `${path}.damaged`);
    return fresh;
  }
}

/**
 * What Parallax remembers of this machine's user, in `<dataDir>/settings.json`. A damaged file is kept as
 * `settings.json.damaged`, and what can be read of it is used.
 */
export function openSettings(dataDir: string) {
  mkdirSync(dataDir, { recursive: true });
  const path = join(dataDir, 'settings.json');
  const state = read(path);
  const save = () => writeWhole(path, `${JSON.stringify(state, null, 2)}\n`);
  return {
    get: (): Settings => ({ ...defaultSettings, ...state.settings }),
    change(patch: Partial<Settings>): Settings {
      state.settings = { ...state.settings, ...patch };
      save();
      return { ...defaultSettings, ...state.settings };
    },
    recent: (): { path: string; openedAt: string }[] => state.recent,
    remember(projectPath: string, openedAt: string) {
      state.recent = [
        { path: projectPath, openedAt },
        ...state.recent.filter((entry) => entry.path !== projectPath),
      ].slice(0, 12);
      try {
        save();
      } catch {
        // A full disk must not keep a project from opening; the list is right until the program ends.
      }
    },
    forget(projectPath: string) {
      state.recent = state.recent.filter((entry) => entry.path !== projectPath);
      save();
    },
  };
}
export type SettingsFile = ReturnType<typeof openSettings>;
