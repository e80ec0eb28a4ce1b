import { expect, test } from 'vitest';
import { extractLines } from '../../electron/hosts/commands/extract.ts';

const paragraphs = [
  'The ferry company of Sennport 🚢 announced on Monday that it would close two of its four lines before the winter.',
  'Passengers had feared the decision since the spring, when the company reported a loss of nine million crowns.',
  'A spokeswoman said that the boats would be sold and that none of the ninety sailors would lose their work.',
];

async function run(...lines: string[]) {
  async function* source() {
    yield* lines;
  }
  const found: Record<string, unknown>[] = [];
  for await (const one of extractLines(source())) found.push({ ...one });
  return found;
}

test('pages and texts become articles, one object a line, in order, ids passed through', async () => {
  const html = `<!doctype html><html lang="en"><head><title>Two lines to close</title><meta property="og:site_name" content="The Quay Reporter">
<meta name="author" content="Ida Winter"></head><body><article><p>${paragraphs[0]}</p><p>${paragraphs[1]}</p>
<p>${paragraphs[2]}</p></article></body></html>`;
  const [page, text] = await run(
    JSON.stringify({ id: 'p1', html, url: 'https://www.quay-reporter.example/2025/05/16/lines' }),
    '',
    JSON.stringify({ id: 7, text: paragraphs.join('\n\n') }),
  );
  expect(page).toMatchObject({
    id: 'p1',
    title: 'Two lines to close',
    byline: 'Ida Winter',
    published_at: '2025-05-16',
    source: 'The Quay Reporter',
    language: 'en',
    text: paragraphs.join('\n\n'),
  });
  expect(text).toMatchObject({ id: 7, text: paragraphs.join('\n\n'), source: null });
  for (const { start } of page!.removed as { start: number }[]) {
    expect(start).toBeLessThanOrEqual([...(page!.text as string)].length);
  }
});

test('where a passage was cut is told in code points', async () => {
  const html = `<!doctype html><html><body><article><p>${paragraphs[0]}</p><p>${paragraphs[1]}</p><div class="related">Read next: The mayor and his boat</div><p>${paragraphs[2]}</p></article></body></html>`;
  const [page] = await run(JSON.stringify({ id: 1, html }));
  const removed = page!.removed as { text: string; start: number }[];
  const cut = removed.find((one) => one.text.includes('The mayor and his boat'))!;
  const kept = [...(page!.text as string)];
  expect(kept.slice(0, cut.start).join('')).toBe(`${paragraphs[0]}\n\n${paragraphs[1]}`);
});

test('a line that is no document becomes an error with its number, and the next is read', async () => {
  const found = await run(
    '{"id": 1, "text": "cut',
    '{"id": 2, "body": "x"}',
    JSON.stringify({ id: 3, text: paragraphs.join('\n\n') }),
  );
  expect(found).toMatchObject([
    { id: null, error: { code: 'MALFORMED_JSON', message: expect.stringContaining('Line 1') } },
    { id: 2, error: { code: 'NO_TEXT_FIELD', message: expect.stringContaining('Line 2') } },
    { id: 3, text: expect.stringContaining('ferry company') },
  ]);
});
