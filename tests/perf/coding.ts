import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Page } from 'playwright-core';
import { startBackend } from '../../electron/backend/start.ts';
import { serveWeb } from '../../electron/hosts/web-server/serve.ts';
import { findChromium } from '../../scripts/test-machine.ts';
import { channelPair } from '../../shared/contract/channel.ts';
import { type Client, createClient } from '../../shared/contract/client.ts';
import { seededRandom, wordAt } from './corpus.ts';
import { type BenchResult, middle } from './timing.ts';

const SHORTCUT = 'f';

/** The texts that are compared. `plain` is as long as `dense` and has nothing coded. */
const texts = {
  dense: { characters: 600_000, spans: 5_000 },
  sparse: { characters: 6_000, spans: 10 },
  plain: { characters: 600_000, spans: 0 },
} as const;
type TextName = keyof typeof texts;
const names = Object.keys(texts) as TextName[];

/**
 * Coding a selected word in the page, from the press of the code's key to the first frame that shows the mark, in
 * Chromium against the loopback host with its real backend: in a text of 600 kB that has 5,000 codings already, and in one
 * of 6 kB with 10. Each coding is taken back by undo before the next one, so that the texts stay as they are. Then opening:
 * from the press on a row of the queue, in a page just loaded, to the first frame that shows the text, its marks and the
 * list of annotations, against the same length of plain text.
 * @param pageDir the built page
 */
export async function benchCoding(pageDir: string, runs: number): Promise<BenchResult[]> {
  if (!existsSync(join(pageDir, 'index.html'))) throw new Error('The page is not built: run "npm run build" first.');
  const executablePath = findChromium();
  if (!executablePath) throw new Error('Chromium is missing: npm test installs it where it may.');
  const dataDir = mkdtempSync(join(tmpdir(), 'parallax-bench-'));
  const backend = await startBackend({
    version: 'bench',
    host: 'web',
    dataDir,
    offeredFolder: writeTexts(join(dataDir, 'texts')),
    projectPath: join(dataDir, 'coding.parallax'),
    createProject: true,
  });
  const server = await serveWeb({ backend, dataDir, pageDir, port: 0 });
  const asRoot = process.platform === 'linux' && process.getuid?.() === 0;
  const browser = await chromium.launch({ executablePath, args: asRoot ? ['--no-sandbox'] : [] });
  try {
    const [here, there] = channelPair();
    backend.connect(there);
    await fillProject(createClient(here));
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    page.setDefaultTimeout(20_000);
    await page.addInitScript(addProbe);
    await load(page, server.url);
    const times: Record<'dense' | 'sparse', number[]> = { dense: [], sparse: [] };
    // In turn, so that whatever else the machine does hits both alike. The first round does not count.
    for (let round = 0; round <= 6; round++) {
      for (const which of ['dense', 'sparse'] as const) {
        await openArticle(page, which);
        // Whatever follows the opening of an article is not part of coding.
        await page.waitForTimeout(800);
        for (let run = 0; run <= Math.ceil(runs / 6); run++) {
          const ms = await codeOneWord(page, run);
          if (round > 0 && run > 0) times[which].push(ms);
        }
      }
    }
    const openings: Record<'dense' | 'plain', number[]> = { dense: [], plain: [] };
    for (let round = 0; round <= Math.ceil(runs / 3); round++) {
      for (const which of ['dense', 'plain'] as const) {
        await load(page, page.url());
        const ms = await openArticle(page, which);
        if (round > 0) openings[which].push(ms);
      }
    }
    const [dense, sparse] = [middle(times.dense), middle(times.sparse)];
    const [denseOpen, plainOpen] = [middle(openings.dense), middle(openings.plain)];
    return [
      {
        name: 'Coding a span, from key to paint, in a text of 600 kB with 5,000 spans against one of 6 kB with 10',
        value: dense / sparse,
        target: 1.5,
        basis: { '600 kB with 5,000 spans': dense, '6 kB with 10 spans': sparse },
      },
      {
        name: 'Opening a text of 600 kB with 5,000 spans, to text, marks and list, against 600 kB of plain text',
        value: denseOpen / plainOpen,
        target: 1.5,
        basis: { '5,000 spans': denseOpen, 'plain text': plainOpen },
      },
    ];
  } finally {
    await browser.close();
    await server.close();
    await backend.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

function prose(characters: number, seed: number): string {
  const random = seededRandom(characters + seed);
  const paragraphs: string[] = [];
  for (let length = 0; length < characters; ) {
    const words = Array.from({ length: 90 }, () => wordAt(Math.floor(3000 ** random())));
    const paragraph = `${words.join(' ')}.`.slice(0, Math.max(60, characters - length));
    paragraphs.push(paragraph);
    length += paragraph.length + 2;
  }
  return paragraphs.join('\n\n');
}

function writeTexts(folder: string): string {
  mkdirSync(folder, { recursive: true });
  for (const [seed, name] of names.entries()) {
    const record = { title: `The ${name} one`, text: prose(texts[name].characters, seed), language: 'en' };
    writeFileSync(join(folder, `${name}.json`), JSON.stringify(record));
  }
  return folder;
}

async function fillProject(client: Client): Promise<void> {
  await client.call('coders.use', { name: 'Rana' });
  const ended = Promise.withResolvers<void>();
  client.subscribe('jobs', (job) => {
    if (job.kind !== 'import') return;
    if (job.state === 'done') ended.resolve();
    if (job.state === 'failed') ended.reject(new Error(job.error?.message));
  });
  await client.call('import.start', { origin: { offeredFolder: true } });
  await ended.promise;
  await client.call('codebook.create', { fields: { name: 'Figure', shortcut: SHORTCUT } });
  const { first } = await client.call('articles.openView', { query: {} });
  for (const name of names) {
    const { characters, spans } = texts[name];
    const articleId = first.find((row) => row.title === `The ${name} one`)?.articleId ?? '';
    const { text } = await client.call('articles.get', { articleId });
    if (text.length < characters * 0.95) throw new Error(`The ${name} text came in with ${text.length} characters.`);
    if (spans === 0) continue;
    const step = Math.floor(text.length / spans);
    const rows = Array.from({ length: spans }, (_, n) => {
      const start = n * step;
      const quote = text.slice(start, start + 25).replace(/\n[\s\S]*$/, '') || text.slice(start + 2, start + 12);
      const at = text.indexOf(quote, start);
      return [articleId, at, at + quote.length, quote, 'Figure'].map((cell) => `"${cell}"`).join(',');
    });
    const csv = `"article_id","start","end","quote","code_path"\r\n${rows.join('\r\n')}\r\n`;
    const { added, unplaced } = await client.call('annotate.fromCsv', { csv });
    if (added < spans * 0.95) throw new Error(`Only ${added} spans were placed: ${unplaced[0]?.reason}`);
  }
}

async function load(page: Page, url: string) {
  await page.goto(url);
  await page.getByText('Triage').first().waitFor();
  await page.waitForTimeout(1000);
}

/** Opens an article by a press on its row of the queue. @returns milliseconds to the first frame that shows all of it */
async function openArticle(page: Page, which: TextName): Promise<number> {
  await page.keyboard.press('Escape');
  await page.keyboard.press('g');
  await page.keyboard.press('r');
  const row = page.getByText(`The ${which} one`).first();
  await row.waitFor();
  await page.waitForTimeout(300);
  await page.evaluate(
    ({ title, isCoded }) => {
      probe.measured = probe.pressToPaint(
        () =>
          document.querySelector('h1')?.textContent?.includes(title) === true &&
          document.querySelector('p[data-p="0"]') !== null &&
          (!isCoded ||
            (probe.painted() > 0 &&
              document.querySelector('ol[aria-label="Annotations of this article"] li') !== null)),
        'pointerdown',
      );
    },
    { title: `The ${which} one`, isCoded: texts[which].spans > 0 },
  );
  await row.click();
  return page.evaluate(() => probe.measured);
}

/** Runs in the page before its own scripts, whose policy allows no code made from text. */
function addProbe() {
  const probe = {
    /** Ranges in the highlights of marks; those of search hits and the like have names, not numbers. */
    painted: () =>
      [...CSS.highlights.entries()].reduce(
        (sum, [name, highlight]) => (/^parallax-\d+-\d+-\d+$/.test(name) ? sum + highlight.size : sum),
        0,
      ),
    /** The middle of a word of the first paragraph on the window. */
    placeOf(word: number) {
      const text = document.querySelector('p[data-p="0"]')?.firstChild;
      const found = [...(text?.textContent ?? '').matchAll(/\p{L}+/gu)][word];
      if (!text || !found) throw new Error('There is no such word to code.');
      const range = document.createRange();
      range.setStart(text, found.index);
      range.setEnd(text, found.index + found[0].length);
      const { left, top, width, height } = range.getClientRects()[0] as DOMRect;
      return { x: left + width / 2, y: top + height / 2 };
    },
    /** From the next key or press to the first painted frame in which `isThere`, in milliseconds. */
    pressToPaint: (isThere: () => boolean, event: 'keydown' | 'pointerdown') =>
      new Promise<number>((resolve, reject) => {
        setTimeout(() => reject(new Error('Nothing was painted after the press.')), 15_000);
        const pressed = ({ timeStamp }: Event) => {
          const look = () => {
            if (!isThere()) {
              requestAnimationFrame(look);
              return;
            }
            // A task posted from a frame's callback runs once that frame is painted.
            const { port1, port2 } = new MessageChannel();
            port1.onmessage = () => resolve(performance.now() - timeStamp);
            port2.postMessage(null);
          };
          requestAnimationFrame(look);
        };
        addEventListener(event, pressed, { capture: true, once: true });
      }),
  };
  Object.assign(globalThis, { probe });
}

declare const probe: {
  painted(): number;
  placeOf(word: number): { x: number; y: number };
  pressToPaint(isThere: () => boolean, event: 'keydown' | 'pointerdown'): Promise<number>;
  measured: Promise<number>;
};

/** Selects the word under the pointer, presses the code's key, waits for the paint, and takes it back. In milliseconds. */
async function codeOneWord(page: Page, run: number): Promise<number> {
  const { x, y } = await page.evaluate((word) => probe.placeOf(word), 3 + ((run * 7) % 60));
  await page.mouse.dblclick(x, y);
  // The page has taken the selection over once it offers what to do with it.
  await page.getByText('Memo').first().waitFor();
  await page.waitForTimeout(300);
  const before = await page.evaluate(() => probe.painted());
  // Listening before the key is sent: the two travel on their own.
  await page.evaluate(() => {
    const painted = probe.painted();
    probe.measured = probe.pressToPaint(() => probe.painted() > painted, 'keydown');
  });
  await page.keyboard.press(SHORTCUT);
  const ms = await page.evaluate(() => probe.measured);
  await page.waitForTimeout(200);
  await page.keyboard.press('Control+z');
  await page.waitForFunction((expected) => probe.painted() === expected, before);
  return ms;
}
