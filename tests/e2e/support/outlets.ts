import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const places = ['Marrow Quay', 'Tamsin Sound', 'Orrin', 'Lower Lenn', 'Kesh Gate', 'Sorrin', 'Vellin', 'Port Halvern'];
const people = [
  'Ida Marrow',
  'Piet Orrin',
  'Rana Tamsin',
  'Jory Vell',
  'Mira Kesh',
  'Odo Lenn',
  'Una Sorrin',
  'Tam Halv',
];
const works = ['pier', 'lock', 'market hall', 'tram line', 'reservoir', 'ferry', 'sea wall', 'grain store'];

/** Eight stories that have no sentence in common. */
export const story = (n: number): string[] => [
  `The ${works[n]} of ${places[n]} was closed on Monday because it had moved ${n + 3} metres during the night.`,
  `“Nobody had ever asked us to measure it,” said ${people[n]}, who has looked after the ${works[n]} for ${n + 21} years.`,
  `The council of ${places[n]} will hear ${people[n]} and ${n + 2} engineers before it decides whether the ${works[n]} is repaired.`,
  `Until then a bus leaves from the town hall of ${places[n]} every hour, and bicycles travel on it free of charge.`,
];

/** What every page of the Gazette's dump begins and ends with. */
export const GAZETTE_MENU = 'Quay Gazette home page and archive of all issues';
export const GAZETTE_SOCIAL = 'Follow Quay Gazette on all networks';

const page = (site: string, name: string, n: number, date: string) => `<!doctype html><html lang="en"><head>
<meta charset="utf-8"><title>The ${works[n]} of ${places[n]} has moved</title>
<link rel="canonical" href="https://www.${site}/news/${n}"><meta property="og:site_name" content="${name}"></head><body>
<article><h1>The ${works[n]} of ${places[n]} has moved</h1><p class="date">Published ${date}</p>${story(n)
  .map((paragraph) => `<p>${paragraph}</p>`)
  .join('')}</article></body></html>`;

/**
 * Quay Gazette: a dump of plain texts with the same two lines in each. Hill Monitor: pages that write the day first, and
 * one whose date could be either. Port Observer: two dates that could be either and nothing to tell by. The Hill Monitor:
 * the same outlet under the name that another scraper gave it.
 */
export function writeOutlets(folder: string): void {
  const put = (outlet: string, name: string, text: string) => {
    mkdirSync(join(folder, outlet), { recursive: true });
    writeFileSync(join(folder, outlet, name), text);
  };
  for (let n = 0; n < 8; n++) {
    const body = [GAZETTE_MENU, `The ${works[n]} of ${places[n]} has moved`, ...story(n), GAZETTE_SOCIAL];
    put('quay-gazette', `${n}.txt`, `${body.join('\n\n')}\n`);
  }
  for (const [n, date] of ['25/04/2025', '26/04/2025', '27/04/2025', '03/05/2025'].entries()) {
    put('hill-monitor', `${n}.html`, page('hill-monitor.example', 'Hill Monitor', n, date));
  }
  for (const [n, date] of ['03/04/2025', '05/06/2025'].entries()) {
    put('port-observer', `${n}.html`, page('port-observer.example', 'Port Observer', n + 4, date));
  }
  put(
    'notes',
    'hill.md',
    `---\ntitle: A lock for Vellin\nsource: The Hill Monitor\ndate: 2025-05-02\n---\n\n${story(6).join('\n\n')}\n`,
  );
}

/** A list of ratings by nobody: one word in no known band, one outlet that the project lacks. */
export const RATING_LIST = [
  'outlet,website,tilt,trust,where',
  'The Gazette of the Quay,quay-gazette.example,tilts left,high,panel of readers',
  'Hill Monitor,https://www.hill-monitor.example/,lean right,mixed,panel of readers',
  'Lenn Weekly,lenn-weekly.example,centre,very high,panel of readers',
].join('\n');
