import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FuseV1Options, FuseVersion, getCurrentFuseWire } from '@electron/fuses';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packageAsFolder, packagedProgram } from '../../scripts/packaging.ts';
import { presentTestElectron } from '../../scripts/test-electron.ts';
import { PAGE_POLICY } from '../../shared/contract/page-policy.ts';
import { type DesktopApp, startDesktop } from './support/electron.ts';

const PAGE = 'app://parallax/index.html';

describe('the desktop window', () => {
  let desktop: DesktopApp;
  beforeAll(async () => {
    desktop = await startDesktop();
  });
  afterAll(() => desktop?.close());

  it('isolates the page: context isolation and sandbox on, no Node in the page', async () => {
    const preferences = await desktop.app.evaluate(({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents as unknown as {
        getLastWebPreferences(): Record<string, unknown>;
      };
      return contents.getLastWebPreferences();
    });
    expect(preferences).toMatchObject({
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
    });
    const inPage = await desktop.page.evaluate(() => {
      const page = globalThis as unknown as Record<string, unknown>;
      return [typeof page.require, typeof page.process, typeof page.Buffer, typeof page.parallax];
    });
    expect(inPage).toEqual(['undefined', 'undefined', 'undefined', 'object']);
  });

  it('serves the page from its own scheme with the policy as a header', async () => {
    expect(desktop.page.url()).toBe(PAGE);
    const headers = await desktop.page.evaluate(async (url) => {
      const response = await fetch(url);
      return [response.headers.get('content-security-policy'), response.headers.get('x-content-type-options')];
    }, PAGE);
    expect(headers).toEqual([PAGE_POLICY, 'nosniff']);
  });

  it.each([
    'app://parallax/../../package.json',
    'app://parallax/%2e%2e/%2e%2e/package.json',
    'app://parallax/..%2f..%2fpackage.json',
    'app://parallax/..%5c..%5cpackage.json',
    'app://parallax/%2fetc%2fhostname',
  ])('gives nothing outside the page’s folder: %s', async (url) => {
    expect(await desktop.page.evaluate(async (address) => (await fetch(address)).status, url)).toBe(404);
  });

  it.each(['POST', 'PUT', 'DELETE'])('answers only GET, not %s', async (method) => {
    const status = await desktop.page.evaluate(
      async (verb) => (await fetch('/index.html', { method: verb })).status,
      method,
    );
    expect(status).toBe(405);
  });

  it.each(['https://example.org/', 'file:///etc/hostname', 'app://elsewhere/index.html'])(
    'reaches no other origin: %s',
    async (url) => {
      const outcome = await desktop.page.evaluate(
        (address) =>
          fetch(address).then(
            () => 'answered',
            () => 'refused',
          ),
        url,
      );
      expect(outcome).toBe('refused');
    },
  );

  it('runs no inline script and evaluates no text', async () => {
    const ran = await desktop.page.evaluate(() => {
      const script = document.createElement('script');
      script.textContent = 'window.inlineRan = true';
      document.head.append(script);
      return 'inlineRan' in window;
    });
    expect(ran).toBe(false);
  });

  it.each(['https://example.org/', 'http://127.0.0.1:9/', 'app://elsewhere/index.html', 'app://parallax/assets/x.svg'])(
    'does not navigate to %s',
    async (url) => {
      const attempt = desktop.app.evaluate(
        ({ BrowserWindow }) =>
          new Promise((resolve) => {
            BrowserWindow.getAllWindows()[0]?.webContents.once('will-navigate', (event, to) => {
              resolve({ to, prevented: event.defaultPrevented });
            });
          }),
      );
      await desktop.page.evaluate((address) => {
        location.href = address;
      }, url);
      expect(await attempt).toEqual({ to: url, prevented: true });
      expect(desktop.page.url()).toBe(PAGE);
    },
  );

  it('opens no second window and no webview', async () => {
    const opened = await desktop.page.evaluate(() => {
      document.body.append(document.createElement('webview'));
      return window.open('https://example.org/') === null && window.open('about:blank') === null;
    });
    expect(opened).toBe(true);
    expect(await desktop.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
    expect(await desktop.app.evaluate(({ webContents }) => webContents.getAllWebContents().length)).toBe(1);
  });

  it('grants no permission but writing text to the clipboard', async () => {
    const states = await desktop.page.evaluate(async () => {
      const notification = await Notification.requestPermission();
      const ask = async (name: string) => (await navigator.permissions.query({ name: name as PermissionName })).state;
      const location = await new Promise((resolve) =>
        navigator.geolocation.getCurrentPosition(
          () => resolve('granted'),
          (error) => resolve(error.code === error.PERMISSION_DENIED ? 'denied' : 'failed'),
        ),
      );
      const camera = await navigator.mediaDevices.getUserMedia({ video: true }).then(
        () => 'granted',
        () => 'denied',
      );
      return [
        notification,
        location,
        camera,
        await ask('clipboard-read'),
        await ask('midi'),
        await ask('clipboard-write'),
      ];
    });
    expect(states).toEqual(['denied', 'denied', 'denied', 'denied', 'denied', 'granted']);
  });

  it('hands only https and mailto links to the system', async () => {
    await desktop.app.evaluate(({ shell }) => {
      const opened: string[] = [];
      (globalThis as Record<string, unknown>).opened = opened;
      shell.openExternal = async (url: string) => void opened.push(url);
    });
    const outcomes = await desktop.page.evaluate(async () => {
      const urls = [
        'https://example.org/a',
        'mailto:a@example.org',
        'http://example.org',
        'file:///etc/hostname',
        'javascript:1',
        'x',
      ];
      return Promise.all(
        urls.map((url) =>
          window.parallax?.openExternal(url).then(
            () => 'opened',
            () => 'refused',
          ),
        ),
      );
    });
    expect(outcomes).toEqual(['opened', 'opened', 'refused', 'refused', 'refused', 'refused']);
    const opened = await desktop.app.evaluate(() => (globalThis as Record<string, unknown>).opened);
    expect(opened).toEqual(['https://example.org/a', 'mailto:a@example.org']);
  });

  it('gives ports and dialogs to the top frame of our own page only', async () => {
    const answered = await desktop.app.evaluate(async ({ ipcMain, BrowserWindow }) => {
      const window = BrowserWindow.getAllWindows()[0]!;
      const sender = window.webContents;
      const given: string[] = [];
      sender.postMessage = (channel: string) => void given.push(channel);
      const page = sender.mainFrame;
      const frames = {
        gone: null,
        foreign: { url: 'https://example.org/', parent: null },
        inner: { url: page.url, parent: page },
        own: page,
      };
      const seen: Record<string, number> = {};
      for (const [name, senderFrame] of Object.entries(frames)) {
        given.length = 0;
        ipcMain.emit('backend:connect', { sender, senderFrame });
        seen[name] = given.length;
      }
      // The page gets its port back when it is loaded again.
      delete (sender as { postMessage?: unknown }).postMessage;
      return seen;
    });
    expect(answered).toEqual({ gone: 0, foreign: 0, inner: 0, own: 1 });
    await desktop.page.reload();
  });
});

describe('a release', () => {
  it('cannot be run as Node, takes no NODE_OPTIONS or inspector, and loads only its archive', async () => {
    const electron = presentTestElectron()!;
    const output = mkdtempSync(join(tmpdir(), 'parallax-release-'));
    const folder = await packageAsFolder({ electron, release: true, output });
    const fuses = await getCurrentFuseWire(packagedProgram(folder));
    const off = '0'.charCodeAt(0);
    const on = '1'.charCodeAt(0);
    expect(fuses.version).toBe(FuseVersion.V1);
    expect(fuses[FuseV1Options.RunAsNode]).toBe(off);
    expect(fuses[FuseV1Options.EnableNodeOptionsEnvironmentVariable]).toBe(off);
    expect(fuses[FuseV1Options.EnableNodeCliInspectArguments]).toBe(off);
    expect(fuses[FuseV1Options.OnlyLoadAppFromAsar]).toBe(on);
  });
});
