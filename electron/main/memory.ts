import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Theme } from '../../shared/contract/bridge.ts';
import type { WindowPlace } from './window-place.ts';

/** What the shell remembers from one start to the next. */
export interface ShellMemory {
  place?: WindowPlace;
  theme: Theme;
  /** Absolute paths, the latest first. */
  recentProjects: string[];
}

const RECENT = 10;
const themes: readonly string[] = ['system', 'light', 'dark'];

function readPlace(value: unknown): WindowPlace | undefined {
  const place = value as Partial<WindowPlace> | undefined;
  const numbers = [place?.bounds?.x, place?.bounds?.y, place?.bounds?.width, place?.bounds?.height];
  if (!place?.bounds || !numbers.every((n) => Number.isFinite(n))) return undefined;
  return { bounds: place.bounds, maximized: place.maximized === true };
}

/** A missing or damaged file means nothing is remembered: nothing a researcher made is in it. */
export function parseMemory(text: string): ShellMemory {
  let raw: Record<string, unknown> = {};
  try {
    const parsed: unknown = JSON.parse(text);
    if (parsed && typeof parsed === 'object') raw = parsed as Record<string, unknown>;
  } catch {
    // As if it were missing.
  }
  const place = readPlace(raw.place);
  const recent = Array.isArray(raw.recentProjects) ? raw.recentProjects.filter((path) => typeof path === 'string') : [];
  return {
    ...(place ? { place } : {}),
    theme: themes.includes(raw.theme as string) ? (raw.theme as Theme) : 'system',
    recentProjects: recent.slice(0, RECENT),
  };
}

export function withRecentProject(paths: string[], path: string): string[] {
  return [path, ...paths.filter((other) => other !== path)].slice(0, RECENT);
}

export interface MemoryFile {
  readonly memory: ShellMemory;
  change(part: Partial<ShellMemory>): void;
}

export function openMemory(dataDir: string): MemoryFile {
  const file = join(dataDir, 'shell.json');
  let text = '';
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    // First start.
  }
  let memory = parseMemory(text);
  return {
    get memory() {
      return memory;
    },
    change(part) {
      memory = { ...memory, ...part };
      try {
        mkdirSync(dirname(file), { recursive: true });
        writeFileSync(`${file}.new`, JSON.stringify(memory, null, 2));
        renameSync(`${file}.new`, file);
      } catch {
        // A full disk must not take the window down.
      }
    },
  };
}
