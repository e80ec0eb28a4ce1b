/** A folder as scrapers leave it: several outlets, formats, encodings and date styles, furniture, copies, and what fails. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const outlets = [
  { folder: 'halvern-courier', name: 'Halvern Courier', letters: 'latin' },
  { folder: 'sorrin-herald', name: 'Sorrin Herald', letters: 'latin' },
  { folder: 'delta-dispatch', name: 'Delta Dispatch', letters: 'latin' },
  { folder: 'plain-observer', name: 'Plain Observer', letters: 'latin' },
  { folder: 'quay-times', name: 'Quay Times', letters: 'latin' },
  { folder: 'upper-lenn-echo', name: 'Upper Lenn Echo', letters: 'latin' },
  { folder: 'meridian-wire', name: 'Meridian Wire', letters: 'latin' },
  { folder: 'vestnik', name: 'Тамунский вестник', letters: 'cyrillic' },
  { folder: 'minbar', name: 'منبر الدلتا', letters: 'arabic' },
] as const;
type Outlet = (typeof outlets)[number];

const who = [
  'council',
  'minister',
  'harbour master',
  'union',
  'survey',
  'clinic',
  'quarry',
  'archive',
  'ferry',
  'market',
];
const did = [
  'delayed',
  'disputed',
  'approved',
  'measured',
  'abandoned',
  'praised',
  'rejected',
  'inspected',
  'reopened',
];
const when = ['on Monday', 'in March', 'after the flood', 'by the river', 'for the third time', 'at dawn', 'last week'];
const places = ['Port Halvern', 'Sorrin', 'Upper Lenn', 'Kesh Gate', 'Irrin', 'Low Quay'];
const topics = ['Treaty', 'Dam', 'Regatta', 'Timber', 'Bridge', 'Water', 'Tender', 'Census'];
const turns = ['talks', 'vote', 'plan', 'report', 'protest', 'dispute'];
const otherLetters = {
  cyrillic: [
    'Совет порта отложил решение о плотине',
    'Жители долины просят о новой проверке',
    'Вода поднялась за неделю',
  ],
  arabic: ['أجّل مجلس الميناء قراره بشأن السد', 'يطلب سكان الوادي فحصًا جديدًا', 'ارتفعت المياه خلال أسبوع'],
} as const;

/** The same numbers from 0 to 1 for the same seed. */
function numbers(seed: number) {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

interface Story {
  title: string;
  day: string;
  paragraphs: string[];
}

function writer(seed: number) {
  const next = numbers(seed);
  const below = (n: number) => Math.floor(next() * n);
  const one = <T>(list: readonly T[]): T => list[below(list.length)]!;
  const sentence = ({ letters }: Outlet) =>
    letters === 'latin'
      ? `The ${one(who)} and the ${one(who)} of ${one(places)} were ${one(did)} ${one(when)}, said the ${one(who)}, and ${below(900)} people were counted.`
      : `${one(otherLetters[letters])} ${below(9000)}.`;
  const story = (outlet: Outlet): Story => ({
    title: `${one(topics)} ${one(turns)} in ${one(places)}`,
    day: `2025-${String(1 + below(9)).padStart(2, '0')}-${String(1 + below(28)).padStart(2, '0')}`,
    paragraphs: Array.from({ length: 4 + below(5) }, () =>
      Array.from({ length: 3 + below(3) }, () => sentence(outlet)).join(' '),
    ),
  });
  return { next, below, one, story };
}

const asPage = ({ name }: Outlet, { title, day, paragraphs }: Story) =>
  `<!doctype html><html><head><meta charset="utf-8"><title>${title} - ${name}</title>
<meta property="og:site_name" content="${name}"><meta property="article:published_time" content="${day}T08:30:00+02:00"></head><body>
<nav><a href="/">Home</a> <a href="/river">River</a> <a href="/sport">Sport</a> <a href="/subscribe">Subscribe</a></nav>
<article><h1>${title}</h1><p class="byline">By Ines Okoro</p>
${paragraphs.map((paragraph) => `<p>${paragraph}</p>`).join('\n')}</article>
<aside><h3>Most read</h3><ul><li><a href="#a">Regatta moved to April</a></li><li><a href="#b">Border post reopens</a></li></ul></aside>
<footer>All rights reserved by ${name}</footer></body></html>`;

const asDump = ({ name }: Outlet, { title, paragraphs }: Story, date: string) =>
  `${title}\n\nBy Ines Okoro\n${date}\nShare  Mail  Print\n\n${paragraphs.join('\n\n')}\n
Read next: Turbine tender goes to a second round\nRead next: Five walks along the upper Tamun\nAll rights reserved by ${name}\n`;

/** windows-1251, for the letters that are used here. */
function inCyrillicBytes(text: string): Uint8Array {
  const byte = (point: number) => (point < 128 ? point : point >= 0x410 && point <= 0x44f ? point - 0x350 : 0x3f);
  return Uint8Array.from(text, (letter) => byte(letter.codePointAt(0)!));
}

const csv = (rows: string[][]) =>
  rows.map((row) => `${row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')}\r\n`).join('');

/** Writes about this many files, the same ones for the same seed: pages, dumps, records, tables, and some that cannot be read. */
export function writeMessyFolder(folder: string, files: number, seed = 7) {
  const { next, below, one, story } = writer(seed);
  const write = (path: string, content: string | Uint8Array) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  };
  const wire = Array.from({ length: 40 }, () => story(outlets[0]));
  for (let n = 0; n < files; n++) {
    const outlet = one(outlets);
    const told = outlet.letters === 'latin' && next() < 0.1 ? one(wire) : story(outlet);
    const path = `${outlet.folder}/${told.day.slice(0, 7)}/${told.title.toLowerCase().replaceAll(' ', '-')}-${n}`;
    const kind = next();
    if (kind < 0.002) write(`${path}.txt`, '');
    else if (kind < 0.004)
      write(
        `${path}.txt`,
        Uint8Array.from({ length: 64 }, (_, at) => (at * 7) % 32),
      );
    else if (kind < 0.01) write(`${path}.${one(['psd', 'mp4', 'jpg', 'rar'])}`, 'not an article');
    else if (kind < 0.02) write(`${path}.html`, asPage(outlet, { ...told, paragraphs: ['A gallery of the regatta.'] }));
    else if (kind < 0.6) write(`${path}.html`, asPage(outlet, told));
    else if (kind < 0.9) {
      const open = `${String(1 + below(9)).padStart(2, '0')}/${String(1 + below(9)).padStart(2, '0')}/2025`;
      const dump = asDump(outlet, told, next() < 0.3 ? open : told.day);
      write(`${path}.txt`, outlet.letters === 'cyrillic' ? inCyrillicBytes(dump) : dump);
    } else if (kind < 0.97) {
      const text = told.paragraphs.join('\n\n');
      write(`${path}.json`, JSON.stringify({ title: told.title, text, source: outlet.name, date_publish: told.day }));
    } else
      write(`${path}.md`, `---\ntitle: ${told.title}\ndate: ${told.day}\n---\n\n${told.paragraphs.join('\n\n')}\n`);
  }
  write('quay-times/never-finished.html', '');
  const records = (count: number) => Array.from({ length: count }, () => story(outlets[0]));
  for (const month of ['april', 'may', 'june']) {
    const rows = records(20).map(({ title, day, paragraphs }) => [
      title,
      paragraphs.join('\n\n'),
      one(outlets).name,
      day,
    ]);
    write(`tables/lectern-${month}.csv`, csv([['headline', 'body', 'outlet', 'date'], ...rows]));
  }
  const flashes = records(12).map(({ title, day }, n) => [String(n), title, `${title}: the vote is on Friday.`, day]);
  write('tables/flashes.csv', csv([['nr', 'q1', 'q2', 'q3'], ...flashes]));
  write(
    'tables/addresses.csv',
    csv([['url', 'status'], ...records(30).map((_, n) => [`https://quay-times.example/${n}`, '200'])]),
  );
}
