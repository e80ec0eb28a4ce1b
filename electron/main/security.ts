import type { IpcMainEvent, IpcMainInvokeEvent, Session, WebContents } from 'electron';
import { shell } from 'electron';
import { isOwnOrigin, isPageUrl, parseUrl } from './page-files.ts';

/** Copying a citation needs it, and only our own page may. */
const allowedPermissions = new Set(['clipboard-sanitized-write']);

export function denyPermissions(session: Session, devUrl?: string): void {
  session.setPermissionRequestHandler((contents, permission, decide) => {
    decide(allowedPermissions.has(permission) && isOwnOrigin(contents.getURL(), devUrl));
  });
  session.setPermissionCheckHandler((_contents, permission, origin) => {
    return allowedPermissions.has(permission) && isOwnOrigin(origin, devUrl);
  });
}

/** No page leaves where it is, and none opens another. */
export function denyNavigation(contents: WebContents, devUrl?: string): void {
  contents.on('will-navigate', (event, url) => {
    if (!isPageUrl(url, devUrl)) event.preventDefault();
  });
  contents.on('will-redirect', (event, url) => {
    if (!isPageUrl(url, devUrl)) event.preventDefault();
  });
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
}

/** Whether a message comes from the top frame of our own page. The frame may be gone by now. */
export function isFromPage(event: IpcMainEvent | IpcMainInvokeEvent, devUrl?: string): boolean {
  const frame = event.senderFrame;
  return frame != null && frame.parent === null && isOwnOrigin(frame.url, devUrl);
}

export function isAllowedOutside(url: string): boolean {
  return ['https:', 'mailto:'].includes(parseUrl(url)?.protocol ?? '');
}

/** Hands a link to the system's browser or mail program. */
export async function openOutside(url: string): Promise<void> {
  if (!isAllowedOutside(url)) throw new Error(`Only https and mailto links are opened outside Parallax, not ${url}`);
  await shell.openExternal(url);
}
