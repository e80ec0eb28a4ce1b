import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

/**
 * Nothing that shuts anybody out, nothing that makes the window scroll, no complaint of the page.
 * @param complaints what `complaintsOf` has heard
 */
export async function expectSound(page: Page, complaints: readonly string[]): Promise<void> {
  const overflow = await page.evaluate(() => {
    const { scrollWidth, clientWidth, scrollHeight, clientHeight } = document.documentElement;
    return { x: scrollWidth - clientWidth, y: scrollHeight - clientHeight };
  });
  expect(overflow).toEqual({ x: 0, y: 0 });
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode()
    // In the key map, what cannot be done now is grey as a disabled control is.
    .exclude('[role=dialog] [class*=_off_]')
    // A narrow window shows a coder's initials; the name says more than they do.
    .exclude('header [aria-label^="Coder:"]')
    .analyze();
  const grave = violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(
      ({ id, nodes }) => `${id}: ${nodes.map(({ target, any }) => `${target} ${any[0]?.message ?? ''}`).join(' | ')}`,
    );
  expect(grave).toEqual([]);
  expect(complaints).toEqual([]);
}
