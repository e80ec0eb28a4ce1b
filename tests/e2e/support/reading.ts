import type { Locator, Page } from 'playwright-core';

/** The text of the article that is read. */
export const articleText = (page: Page): Locator => page.getByRole('document', { name: 'Article text' });

/** Selects the first place of `words`, which stand in one paragraph of `text`, with the mouse, as a reader does. */
export async function selectWords(page: Page, words: string, text: Locator = articleText(page)): Promise<void> {
  await text.getByText(words).first().waitFor();
  const ends = await text.evaluate((root, sought) => {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const start = node.nodeValue!.indexOf(sought);
      if (start < 0) continue;
      const range = document.createRange();
      const boxOf = (from: number, to: number) => {
        range.setStart(node, from);
        range.setEnd(node, to);
        return range.getBoundingClientRect();
      };
      node.parentElement!.scrollIntoView({ block: 'center' });
      const rightToLeft = getComputedStyle(node.parentElement!).direction === 'rtl';
      const first = boxOf(start, start + 1);
      const last = boxOf(start + sought.length - 1, start + sought.length);
      return {
        from: { x: rightToLeft ? first.right - 1 : first.left + 1, y: first.top + first.height / 2 },
        to: { x: rightToLeft ? last.left + 1 : last.right - 1, y: last.top + last.height / 2 },
      };
    }
    throw new Error(`No paragraph has “${sought}”.`);
  }, words);
  await page.mouse.move(ends.from.x, ends.from.y);
  await page.mouse.down();
  await page.mouse.move((ends.from.x + ends.to.x) / 2, (ends.from.y + ends.to.y) / 2);
  await page.mouse.move(ends.to.x, ends.to.y);
  await page.mouse.up();
  await page.getByRole('toolbar', { name: 'Code the selection' }).waitFor();
}

/** Waits until as many annotations as `marks` are on disk, as the reader says it. */
export async function untilSaved(page: Page, marks: number): Promise<void> {
  const words = marks === 1 ? '1 mark' : `${marks} marks`;
  await page
    .locator('main')
    .getByRole('status')
    .filter({ hasText: new RegExp(`^${words}$`) })
    .waitFor();
}

/** The rows of the annotation list, each with its codes, place and quote. */
export const annotationRows = (page: Page): Locator =>
  page.getByRole('list', { name: 'Annotations of this article' }).getByRole('listitem');
