/**
 * Names of icon fonts' ligatures that dumps leave glued to the words beside them ("bookmark_borderSave"). Names of the
 * freely licensed Material set that pages commonly use as button icons; names that are also brands' beginnings are left out.
 */
const NAMES = new Set(
  (
    'account analytics apps archive article arrow attachment autorenew back badge balance bolt book bookmark calendar camera ' +
    'cancel category chat check chevron circle close cloud code comment contact copy create credit dashboard delete description ' +
    'done download edit email event expand explore export facebook favorite feed feedback filter flag flash folder forum forward ' +
    'gavel grade group groups headphones help history home image info insights key keyboard label language launch layers leaderboard ' +
    'library lightbulb link list lock login logout loyalty mail map menu message mic more newspaper notifications pause payments people ' +
    'person phone photo play podcasts poll print psychology public publish question quiz radio receipt refresh remove reply report ' +
    'restore save schedule school science search security sell send sensors settings share shop shopping show sms sort speed star ' +
    'store stream subject subscriptions summarize support sync tag task terminal thumb timeline timer today topic translate trending ' +
    'tune update upload verified video videocam view visibility voicemail volume warning wifi work workspace zoom'
  ).split(' '),
);

const GLUED = /^([a-z]{3,}(?:_[a-z0-9]+)*)(?=\p{Lu})/u;
const ALONE = /^[a-z]+(?:_[a-z0-9]+)+$/;

/** The icon name in front of a heading or button's words, or ''. */
export function gluedIcon(line: string): string {
  const name = GLUED.exec(line)?.[1] ?? '';
  if (!name) return '';
  return name.includes('_') || NAMES.has(name) ? name : '';
}

/** A line that is nothing but icon names. */
export function isIconOnly(line: string): boolean {
  if (!line.includes('_')) return false;
  const words = line.split(/\s+/);
  return words.every((word) => ALONE.test(word));
}
