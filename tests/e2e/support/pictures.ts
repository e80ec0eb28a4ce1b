import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expectSound } from './sound.ts';

/** Takes the screen as it is: light and dark in a wide window, light where panes fold; each is sound, see `expectSound`. */
export async function takeScreen(page: Page, folder: string, name: string, complaints: readonly string[]) {
  const take = async (suffix: string) => {
    await page.evaluate(() => document.fonts.ready);
    await page.waitForLoadState('networkidle');
    await page.screenshot({ path: join(folder, `${name}${suffix}.png`), animations: 'disabled' });
    await expectSound(page, complaints);
  };
  await take('-light');
  await page.emulateMedia({ colorScheme: 'dark' });
  await take('-dark');
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize({ width: 1024, height: 700 });
  await take('-1024-light');
  await page.setViewportSize({ width: 1440, height: 900 });
}
