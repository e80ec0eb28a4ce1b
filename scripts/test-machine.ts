import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** What the end-to-end tests need of the machine beside the npm packages, and the Debian package that brings it. */
interface Need {
  what: string;
  /** The first that the machine's package lists know is installed. */
  debian: string[];
  isPresent(): boolean;
  /** Tests run without it; pictures look different, or a comparison with another program is left out. */
  optional?: boolean;
}

function onPath(...names: string[]): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter);
  for (const name of names) {
    const found = folders.map((folder) => join(folder, name)).find((file) => existsSync(file));
    if (found) return found;
  }
  return undefined;
}

/** Debian's, Google's, or the one Playwright fetched; PARALLAX_CHROMIUM names another. */
export function findChromium(): string | undefined {
  const named = process.env.PARALLAX_CHROMIUM;
  if (named) return existsSync(named) ? named : undefined;
  const installed = onPath('chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome');
  if (installed) return installed;
  const applications = [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  ];
  return applications.find((path) => existsSync(path)) ?? playwrightChromium();
}

function playwrightChromium(): string | undefined {
  const folder = process.env.PLAYWRIGHT_BROWSERS_PATH ?? join(process.env.HOME ?? '/', '.cache', 'ms-playwright');
  if (!existsSync(folder)) return undefined;
  const builds = readdirSync(folder).filter((name) => /^chromium-\d+$/.test(name));
  return builds.map((name) => join(folder, name, 'chrome-linux', 'chrome')).find((path) => existsSync(path));
}

let libraries: string | undefined;
function hasLibrary(name: string): boolean {
  libraries ??=
    spawnSync('ldconfig', ['-p'], {
      encoding: 'utf8',
      env: { ...process.env, PATH: `${process.env.PATH}:/sbin:/usr/sbin` },
    }).stdout ?? '';
  return libraries.includes(`\t${name} `);
}

function hasFont(name: string): boolean {
  const folder = '/usr/share/fonts';
  if (!existsSync(folder)) return false;
  return readdirSync(folder, { recursive: true }).some((file) => String(file).includes(name));
}

const library = (name: string, ...debian: string[]): Need => ({
  what: `the library ${name}`,
  debian,
  isPresent: () => hasLibrary(name),
});
const font = (name: string, debian: string): Need => ({
  what: `the font ${name}`,
  debian: [debian],
  isPresent: () => hasFont(name),
  optional: true,
});

const needs: Need[] = [
  { what: 'Chromium', debian: ['chromium'], isPresent: () => findChromium() !== undefined },
  { what: 'Python 3', debian: ['python3-minimal'], isPresent: () => onPath('python3') !== undefined },
  // Other programs' agreement, for comparison; Debian's Python, which may not be the first on the path.
  ...['nltk', 'statsmodels', 'sklearn'].map((name) => ({
    what: `${name} for Python`,
    debian: [`python3-${name}`],
    isPresent: () => existsSync(`/usr/lib/python3/dist-packages/${name}`),
    optional: true,
  })),
  {
    what: 'LibreOffice Calc',
    debian: ['libreoffice-calc'],
    isPresent: () => onPath('soffice', 'libreoffice') !== undefined || existsSync('/Applications/LibreOffice.app'),
  },
];
const linuxNeeds: Need[] = [
  { what: 'Xvfb', debian: ['xvfb'], isPresent: () => Boolean(process.env.DISPLAY) || onPath('Xvfb') !== undefined },
  library('libgtk-3.so.0', 'libgtk-3-0t64', 'libgtk-3-0'),
  library('libnss3.so', 'libnss3'),
  library('libasound.so.2', 'libasound2t64', 'libasound2'),
  library('libgbm.so.1', 'libgbm1'),
  font('NotoSansArabic', 'fonts-noto-core'),
  font('NotoColorEmoji', 'fonts-noto-color-emoji'),
  font('NotoSansCJK', 'fonts-noto-cjk'),
];

function missing(): Need[] {
  libraries = undefined;
  return (process.platform === 'linux' ? [...needs, ...linuxNeeds] : needs).filter((need) => !need.isPresent());
}

function installFromDebian(wanted: Need[], say: (sentence: string) => void): void {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const apt = (...args: string[]) =>
    spawnSync('apt-get', ['-q', '-o', 'DPkg::Lock::Timeout=120', ...args], {
      env,
      stdio: ['ignore', 'ignore', 'inherit'],
    }).status === 0;
  if (!apt('update')) say('apt-get update failed; trying with the package lists that are there.');
  const known = (name: string) =>
    spawnSync('apt-cache', ['show', '--no-all-versions', name], { stdio: 'ignore' }).status === 0;
  const packages = wanted.map(({ debian }) => debian.find(known) ?? debian.at(-1)!);
  say(`Installing ${packages.join(', ')}.`);
  if (!apt('install', '-y', '--no-install-recommends', ...packages)) {
    // One that cannot be had must not keep the others away.
    for (const name of packages) apt('install', '-y', '--no-install-recommends', name);
  }
}

/** Installs what is missing where it may (root on Debian). Returns what still is, in words. */
export function prepareMachine(say: (sentence: string) => void): { required: string[]; optional: string[] } {
  let absent = missing();
  if (absent.length > 0 && process.getuid?.() === 0 && onPath('apt-get')) {
    installFromDebian(absent, say);
    absent = missing();
  }
  const words = (optional: boolean) =>
    absent.filter((need) => Boolean(need.optional) === optional).map(({ what }) => what);
  return { required: words(false), optional: words(true) };
}

export function chromiumVersion(): string {
  const chromium = findChromium();
  if (!chromium) return 'not found';
  return execFileSync(chromium, ['--version'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
}
