import { useCallback } from 'react';
import { create } from 'zustand';
import { defaultSettings, type Settings } from '../../shared/contract/rooms/app.ts';
import { call, desktop } from './backend.ts';

/** The settings of this machine's user, as the backend keeps them. */
export const useSettings = create<Settings>(() => defaultSettings);

/** Writes settings to the page: theme, text size, measure and row height. */
export function applySettings(settings: Settings, root: HTMLElement = document.documentElement) {
  if (settings.theme === 'system') root.removeAttribute('data-theme');
  else root.setAttribute('data-theme', settings.theme);
  // The ratio of size to line height stays that of the design, 17 to 28.
  root.style.setProperty('--fs-read', `${settings.textSize}px`);
  root.style.setProperty('--lh-read', `${Math.round((settings.textSize * 28) / 17)}px`);
  root.style.setProperty('--measure', `${settings.measure}ch`);
  if (settings.density === 'comfortable') root.style.setProperty('--h-row', '36px');
  else root.style.removeProperty('--h-row');
}

export function takeSettings(settings: Settings) {
  useSettings.setState(settings);
  applySettings(settings);
  const { theme } = settings;
  desktop()?.setTheme(theme === 'contrast' ? 'light' : theme === 'contrast-dark' ? 'dark' : theme);
}

/** Changes settings at once on the screen and then on disk. */
export async function changeSettings(changes: Partial<Settings>): Promise<void> {
  takeSettings({ ...useSettings.getState(), ...changes });
  takeSettings(await call('app.changeSettings', changes));
}

let layoutTimer: ReturnType<typeof setTimeout> | undefined;

/** Remembers a part of the layout; written to disk once the dragging has ended. */
function rememberLayout(key: string, value: unknown) {
  const layout = { ...useSettings.getState().layout, [key]: value };
  useSettings.setState({ layout });
  clearTimeout(layoutTimer);
  layoutTimer = setTimeout(() => {
    // The layout is comfort: that it could not be kept is no reason to interrupt anyone.
    call('app.changeSettings', { layout: useSettings.getState().layout }).catch(() => {});
  }, 400);
}

/** A part of the layout that is remembered across starts: sizes of panes, columns. */
export function useRememberedLayout<T>(key: string, initial: T): [T, (value: T) => void] {
  const stored = useSettings((settings) => settings.layout[key]) as T | undefined;
  const set = useCallback((value: T) => rememberLayout(key, value), [key]);
  return [stored ?? initial, set];
}
