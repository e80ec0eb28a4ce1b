import type { RemovedReason } from '../types.ts';

/** What an element says about the part of the page that it holds. */
export interface ZoneHint {
  reason: RemovedReason;
  /** An element's own meaning is sure, a class name is a guess. */
  sure: boolean;
}

const BY_TAG: Readonly<Record<string, ZoneHint>> = {
  nav: { reason: 'menu', sure: true },
  footer: { reason: 'footer', sure: true },
  menu: { reason: 'menu', sure: true },
  aside: { reason: 'read next', sure: false },
  button: { reason: 'share bar', sure: false },
};

const BY_ROLE: Readonly<Record<string, RemovedReason>> = {
  navigation: 'menu',
  banner: 'menu',
  menu: 'menu',
  menubar: 'menu',
  toolbar: 'menu',
  search: 'menu',
  contentinfo: 'footer',
  complementary: 'read next',
  dialog: 'cookie notice',
  alertdialog: 'cookie notice',
};

/** Words of class names and ids, generic in web design; the first that fits wins. */
const BY_NAME: readonly [RegExp, RemovedReason][] = [
  [/cookie|consent|gdpr/, 'cookie notice'],
  [/(?:^|[-_ ])(?:comments?|disqus|respond|replies)(?:$|[-_ ])|comment-?(?:list|form|section|area)/, 'comments'],
  [/newsletter|mailchimp|signup|sign-up/, 'newsletter'],
  [/paywall|subscri(?:be|ption)/, 'subscription notice'],
  [/most-?(?:read|popular|viewed)|popular-posts|trending/, 'most read'],
  [
    /related|recommend|read-?(?:more|next|also)|more-(?:stories|news|from)|you-may|outbrain|taboola|up-next|teaser|recirc|(?:^|[-_ ])(?:promos?|cta)(?:$|[-_ ])|sidebar|(?:left|right)-?rail/,
    'read next',
  ],
  [
    /(?:^|[-_ ])(?:share|sharing|social|addthis|sharedaddy)|social-?(?:bar|links|share|media)|share-?(?:bar|buttons|tools)/,
    'share bar',
  ],
  [/breaking-?news|ticker/, 'ticker'],
  [/(?:^|[-_ ])(?:ad|ads|advert|advertisement|adsense|sponsor(?:ed)?)(?:$|[-_ ])/, 'advert'],
  [/(?:^|[-_ ])(?:tags?|tag-?list|post-tags|topics)(?:$|[-_ ])/, 'tags'],
  [
    /(?:photo|image|img|media|picture)-?(?:credit|source|copyright)|(?:^|[-_ ])credit|(?:^|[-_ ])captions?(?:$|[-_ ])|gallery|slideshow|carousel|lightbox/,
    'photo credit',
  ],
  [/(?:^|[-_ ])(?:byline|author)(?:$|[-_ ])|author-?(?:name|bio|info|box)/, 'byline'],
  [/dateline|timestamp|publish-?date|post-?date|(?:^|[-_ ])(?:date|time)(?:$|[-_ ])/, 'date line'],
  [/breadcrumb|navbar|(?:^|[-_ ])(?:nav|menu|navigation)(?:$|[-_ ])|site-?header|masthead/, 'menu'],
  [/(?:^|[-_ ])footer(?:$|[-_ ])|site-?footer|copyright/, 'footer'],
  [/tooltip|popover|rollover|hover-?card|dropdown|flyout|(?:^|[-_ ])(?:popup|modal)(?:$|[-_ ])/, 'menu'],
];
/** One look that tells whether any of the patterns can fit at all; most names end here. */
const ANY = new RegExp(BY_NAME.map(([pattern]) => pattern.source).join('|'));

/** Names longer than this are generated, and say nothing. */
const LONGEST_NAME = 300;

/** What an element's class and id tell of it. */
export interface NameSense {
  hint: ZoneHint | null;
  /** It speaks of an article's body. */
  body: boolean;
  /** It speaks of what appears over a word only when it is pointed at. */
  overlay: boolean;
  /** It hides the text from the eye and keeps it for screen readers. */
  earOnly: boolean;
}

const SILENT: NameSense = { hint: null, body: false, overlay: false, earOnly: false };
const BODY_NAME =
  /(?:article|story|post|entry|news|content|page)[-_]?(?:body|text|content|copy)|articlebody|(?:^|[-_ ])(?:article|entry|post|story|content|body|text|main|hentry|copy)(?:$|[-_ ])/;
const OVERLAY =
  /(?:tooltip|popover|rollover|hover-?card|dropdown|popup)[-\w]*(?:text|content|block|body|inner|box|menu|panel)(?:$|[-_ ])/;
const EAR_ONLY = /(?:^| )(?:sr-only|visually-?hidden|screen-?reader(?:-text|-only)?|show-for-sr)(?:$| )/;

const known = new Map<string, NameSense>();
const MOST_KNOWN = 20_000;

/** What the class and the id of an element tell; the class speaks first. */
export function senseOf(className: string | undefined, id: string | undefined): NameSense {
  const byClass = className ? senseOfName(className) : SILENT;
  // The number in an id tells one comment or teaser from the next.
  const byId = id ? senseOfName(id.replace(/\d+/g, '')) : SILENT;
  if (byId === SILENT) return byClass;
  if (byClass === SILENT) return byId;
  return {
    hint: byClass.hint ?? byId.hint,
    body: byClass.body || byId.body,
    overlay: byClass.overlay || byId.overlay,
    earOnly: byClass.earOnly,
  };
}

function senseOfName(name: string): NameSense {
  if (name.length < 2 || name.length > LONGEST_NAME) return SILENT;
  const before = known.get(name);
  if (before) return before;
  const lower = /[A-Z]/.test(name) ? name.replace(/([a-z])(?=[A-Z])/g, '$1-').toLowerCase() : name;
  const reason = ANY.test(lower) ? BY_NAME.find(([pattern]) => pattern.test(lower))?.[1] : undefined;
  const body = BODY_NAME.test(lower);
  const earOnly = EAR_ONLY.test(lower);
  const silent = !reason && !body && !earOnly;
  const sense: NameSense = silent
    ? SILENT
    : {
        hint: reason ? { reason, sure: false } : null,
        body,
        overlay: reason === 'menu' && OVERLAY.test(lower),
        earOnly,
      };
  // A cache of what pages of one site repeat; what it answers is the same with and without it.
  if (known.size >= MOST_KNOWN) known.clear();
  // A copy: a name as it was cut out of the page would hold the whole page in memory.
  known.set(`${name} `.slice(0, -1), sense);
  return sense;
}

const CELLS: ReadonlySet<string> = new Set(['td', 'th', 'tr']);
const IN_CELLS: ReadonlySet<RemovedReason> = new Set(['ticker', 'date line', 'byline', 'tags', 'photo credit']);

/** The hint of an element by its tag, role and name; class names win over a tag that is only a guess. */
export function zoneHint(tag: string, role: string | undefined, byName: ZoneHint | null): ZoneHint | null {
  if (tag === 'body' || tag === 'html' || tag === 'article' || tag === 'main') return null;
  const byTag = BY_TAG[tag];
  if (byTag?.sure) return byTag;
  // A column of a table may be named after what it holds.
  if (byName && !(CELLS.has(tag) && IN_CELLS.has(byName.reason))) return byName;
  if (byTag) return byTag;
  const byRole = role ? BY_ROLE[role.toLowerCase()] : undefined;
  return byRole ? { reason: byRole, sure: false } : null;
}
