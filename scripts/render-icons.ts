import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { inRoot } from './paths.ts';
import { findChromium } from './test-machine.ts';

// Draws resources/icons/icon.svg in every size that the packages want: `node scripts/render-icons.ts` after a change of it.
const sizes = [16, 24, 32, 48, 64, 128, 256, 512, 1024];
const folder = inRoot('resources', 'icons');
const svg = readFileSync(inRoot('resources', 'icons', 'icon.svg'), 'utf8');

async function draw(): Promise<Map<number, Buffer>> {
  const executablePath = findChromium();
  if (!executablePath) throw new Error('Chromium is needed to draw the icons.');
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  const page = await browser.newPage();
  const drawn = new Map<number, Buffer>();
  for (const size of sizes) {
    await page.setViewportSize({ width: size, height: size });
    const style = '<style>body{margin:0;background:transparent}svg{display:block;width:100vw;height:100vh}</style>';
    await page.setContent(style + svg);
    drawn.set(size, await page.screenshot({ omitBackground: true }));
  }
  await browser.close();
  return drawn;
}

/** Windows' container: a directory of entries of 16 bytes, then the PNGs. */
function ico(images: [number, Buffer][]): Buffer {
  const head = Buffer.alloc(6 + 16 * images.length);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(images.length, 4);
  let offset = head.length;
  images.forEach(([size, png], index) => {
    const at = 6 + 16 * index;
    head.writeUInt8(size % 256, at);
    head.writeUInt8(size % 256, at + 1);
    head.writeUInt16LE(1, at + 4);
    head.writeUInt16LE(32, at + 6);
    head.writeUInt32LE(png.length, at + 8);
    head.writeUInt32LE(offset, at + 12);
    offset += png.length;
  });
  return Buffer.concat([head, ...images.map(([, png]) => png)]);
}

/** macOS's container: a type of four letters and a length before each PNG. */
function icns(images: [string, Buffer][]): Buffer {
  const parts = images.map(([type, png]) => {
    const head = Buffer.alloc(8);
    head.write(type, 'ascii');
    head.writeUInt32BE(png.length + 8, 4);
    return Buffer.concat([head, png]);
  });
  const head = Buffer.alloc(8);
  head.write('icns', 'ascii');
  head.writeUInt32BE(8 + parts.reduce((sum, part) => sum + part.length, 0), 4);
  return Buffer.concat([head, ...parts]);
}

const drawn = await draw();
mkdirSync(folder, { recursive: true });
for (const [size, png] of drawn) writeFileSync(inRoot('resources', 'icons', `${size}x${size}.png`), png);
writeFileSync(
  inRoot('resources', 'icons', 'icon.ico'),
  ico([16, 24, 32, 48, 64, 128, 256].map((size) => [size, drawn.get(size)!])),
);
const appleTypes: Record<string, number> = {
  icp4: 16,
  icp5: 32,
  icp6: 64,
  ic07: 128,
  ic08: 256,
  ic09: 512,
  ic10: 1024,
};
writeFileSync(
  inRoot('resources', 'icons', 'icon.icns'),
  icns(Object.entries(appleTypes).map(([type, size]) => [type, drawn.get(size)!])),
);
