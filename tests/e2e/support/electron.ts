import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, type ElectronApplication, type Page } from 'playwright-core';
import { presentTestElectron } from '../../../scripts/test-electron.ts';
import { program } from './packaged.ts';

export interface DesktopApp {
  app: ElectronApplication;
  page: Page;
  dataDir: string;
  /** What the page said that it should not have: errors, and breaches of the Content-Security-Policy. */
  complaints: string[];
  /** Lines of the shell's own log, parsed. */
  shellLog(): { event: string; [key: string]: unknown }[];
  /** Ends the app as closing its window does. */
  close(): Promise<void>;
}

export interface DesktopOptions {
  /** Default: a new, empty one. */
  dataDir?: string;
  args?: string[];
}

/** What an Electron needs as root, and one whose own Node cannot load the database driver. */
export function launchSettings(dataDir: string): {
  executablePath: string;
  args: string[];
  env: Record<string, string>;
} {
  const env: Record<string, string> = { PARALLAX_DATA_DIR: dataDir };
  for (const [name, value] of Object.entries(process.env)) {
    if (value !== undefined && name !== 'NODE_OPTIONS' && !name.startsWith('VITEST')) env[name] ??= value;
  }
  if (presentTestElectron()?.needsNode) env.PARALLAX_BACKEND_NODE = process.execPath;
  const asRoot = process.platform === 'linux' && process.getuid?.() === 0;
  return { executablePath: program(), args: asRoot ? ['--no-sandbox'] : [], env };
}

/** Starts the packaged app and waits for its window. */
export async function startDesktop(options: DesktopOptions = {}): Promise<DesktopApp> {
  const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), 'parallax-desktop-'));
  const settings = launchSettings(dataDir);
  const app = await _electron.launch({ ...settings, args: [...settings.args, ...(options.args ?? [])] });
  const page = await app.firstWindow();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error' || /content security policy/i.test(message.text())) complaints.push(message.text());
  });
  await page.waitForLoadState('load');
  return {
    app,
    page,
    dataDir,
    complaints,
    shellLog: () =>
      readFileSync(join(dataDir, 'logs', 'shell.log'), 'utf8')
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line)),
    async close() {
      const closed = app.waitForEvent('close');
      await app.evaluate(({ app: electronApp }) => electronApp.quit());
      await closed;
    },
  };
}
