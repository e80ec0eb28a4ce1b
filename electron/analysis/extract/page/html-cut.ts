import { readByline } from '../metadata/byline.ts';
import { readDate } from '../metadata/dates.ts';
import { creditBehind, describesPicture } from '../text/captions.ts';
import {
  endsArticle,
  isAuthorNote,
  isPhotoCredit,
  isPlayer,
  isTimeNote,
  labelReason,
  opensThread,
  phraseReason,
} from '../text/furniture.ts';
import { fold, sameHeadline } from '../text/head.ts';
import { isClosed } from '../text/lines.ts';
import type { RemovedReason } from '../types.ts';
import type { Declared } from './html-select.ts';
import { roughWords } from './html-words.ts';
import type { PageBlock } from './page.ts';

type Cut = (block: PageBlock, reason: RemovedReason) => void;

const cut: Cut = (block, reason) => {
  block.keep = false;
  block.reason = reason;
};

/** Longer blocks are paragraphs: no rule for labels, bylines, dates or notices looks at them. */
const LONGEST_FURNITURE = 700;

/**
 * Cuts furniture out of the blocks of the article's region, all of them kept until here, in the order of the page.
 * @param kept in the order of the page
 */
export function cutFurniture(kept: readonly PageBlock[], declared: Declared): void {
  const listsSources = kept.filter(({ text }) => ADDRESS.test(text)).length >= SOURCES;
  kept.forEach((block, position) => {
    if (listsSources && ADDRESS.test(block.text)) return;
    if (block.kind === 'caption') {
      if (describesPicture(block.text)) cutCreditBehind(block);
      else cut(block, 'photo credit');
    } else if (block.text.length <= LONGEST_FURNITURE) {
      const reason =
        (position < HEAD_BLOCKS ? headReason(block, position, declared) : null) ?? furnitureReason(block, position);
      if (reason) cut(block, reason);
    }
  });
  cutRepeated(kept);
  cutListed(kept);
  cutThread(kept);
  trimEnd(kept, declared.byline, listsSources);
}

/** A caption stays without the name of the picture's owner behind it. */
function cutCreditBehind(block: PageBlock): void {
  const at = creditBehind(block.text);
  if (at === block.text.length) return;
  const said = block.text.slice(0, at).trimEnd();
  block.overlays.push({ at: said.length, text: block.text.slice(at).trim(), reason: 'photo credit' });
  block.text = said;
}

const ADDRESS = /^https?:\/\/\S+$/;
/** So many addresses, each alone in its line, are an article's list of sources; one or two are left-overs of embeds. */
const SOURCES = 3;

/** Blocks at an article's top among which headline, byline and date may stand. */
const HEAD_BLOCKS = 8;

function headReason(block: PageBlock, position: number, { title, byline }: Declared): RemovedReason | null {
  const { text } = block;
  const words = roughWords(text);
  if (words > 40) return null;
  const closed = isClosed(text);
  const heading = block.kind === 'heading';
  if (position < 6 && title && (heading || !closed) && sameHeadline(text, title)) return 'headline';
  if (position < 3 && block.tag === 'h1') return 'headline';
  if (words <= 16 && readByline(text)) return 'byline';
  if (words <= 12 && !closed && readDate(text, 'en')) return 'date line';
  if (position < 4 && isCreditBar(text, byline) && !closed && words <= 30) return 'byline';
  // A time or a figure may open an entry; another word or two alone is a section's name.
  return position < 3 && words <= 3 && block.kind === 'paragraph' && !closed && !/\d/.test(text) ? 'menu' : null;
}

function furnitureReason(block: PageBlock, position: number): RemovedReason | null {
  const { text, linkChars } = block;
  const words = roughWords(text);
  const linked = linkChars > text.length * 0.6;
  if (words <= 12 && block.kind !== 'row') {
    const label = labelReason(text);
    if (label && !(label === 'menu' && !linked)) return label;
  }
  // “Advertisement” and, in the same box, a link to what is advertised.
  if (words <= 30 && linkChars > text.length * 0.4 && labelReason(text.slice(0, text.search(/\n|$/))) === 'advert') {
    return 'advert';
  }
  if (words > 3 && words <= 45) {
    const phrase = phraseReason(text);
    if (phrase && (phrase !== 'advert' || linked)) return phrase;
  }
  if (words <= 60 && (isPhotoCredit(text) || (position < HEAD_BLOCKS && AGENCY_BEHIND.test(text))))
    return 'photo credit';
  if (words <= 10 && isTimeNote(text)) return 'date line';
  if (isPlayer(text)) return 'menu';
  if (ADDRESS.test(text)) return 'other';
  // A paragraph that is one link from end to end leads to another story.
  if (block.kind === 'paragraph' && words >= 4 && words <= 80 && linkChars >= text.length * 0.95) return 'read next';
  return null;
}

/** A caption's sentence with the picture's agency glued to its end. */
const AGENCY_BEHIND =
  /[.!?)”"]\s?(?:AP|AFP|EPA|DPA|ANSA|EFE|TASS|Reuters|Getty(?: Images)?|Shutterstock|Alamy|iStock)(?:\/[\p{L} ./-]{2,40})?$/u;

/** A bar such as "Ana Prado | 3 March 2031 | Print": name or date with separators. */
function isCreditBar(text: string, byline: string): boolean {
  return /[|•·]/.test(text) && ((byline !== '' && text.includes(byline)) || readDate(text, 'en') !== null);
}

/** Letters and digits, of a sentence; anything shorter may stand twice by chance. */
const LEAST_REPEATED = 30;
/** Where more of an article repeats than this share, repeating is its form: a plan, a liturgy, a table. */
const FORM_SHARE = 0.1;
const FEW = 2;

/**
 * Sentences that stand twice: of the same notice above and below the first stays; a pull quote goes, wherever it stands,
 * because its words are in the text.
 */
function cutRepeated(kept: readonly PageBlock[]): void {
  const seen = new Set<string>();
  const again: PageBlock[] = [];
  const pulled: PageBlock[] = [];
  let all = 0;
  for (const block of kept) {
    if (!block.keep) continue;
    all++;
    if (block.text.length < LEAST_REPEATED) continue;
    if (seen.has(block.text)) again.push(block);
    else if (block.text.length < LONGEST_PULLED && mayBePulled(block)) pulled.push(block);
    seen.add(block.text);
  }
  if (again.length <= Math.max(FEW, all * FORM_SHARE)) for (const block of again) cut(block, 'other');
  if (pulled.length === 0) return;
  const whole = kept.map((block) => (block.keep ? fold(block.text) : '')).join('\n');
  for (const block of pulled) {
    const folded = fold(block.text);
    if (folded.length < LEAST_REPEATED) continue;
    const at = whole.indexOf(folded);
    if (at >= 0 && whole.indexOf(folded, at + 1) >= 0) cut(block, 'other');
  }
}

const LONGEST_PULLED = 400;

/** Set off as pull quotes are: as a quotation or heading, all in bold, or in an element named so. */
function mayBePulled(block: PageBlock): boolean {
  return (
    block.kind === 'quote' ||
    (block.kind === 'heading' && (isClosed(block.text) || QUOTED.test(block.text))) ||
    block.strongChars > block.text.length * 0.9 ||
    PULLED.test(block.node.named) ||
    (block.node.parent !== null && PULLED.test(block.node.parent.named))
  );
}

const QUOTED = /^["'“”‘«»„「『]/;
const PULLED = /quote|callout|highlight|blurb/i;

/** Linked headlines under a label such as "Related stories". */
function cutListed(kept: readonly PageBlock[]): void {
  let reason: RemovedReason | null = null;
  for (const block of kept) {
    if (!block.keep) {
      reason = endsArticle(block.reason) && block.reason !== 'footer' ? block.reason : null;
      continue;
    }
    if (reason && !isClosed(block.text) && (block.linkChars > block.text.length * 0.5 || block.kind === 'item'))
      cut(block, reason);
    else reason = null;
  }
}

/** Characters of an article that must stand above a label for it to open the comments below. */
const LEAST_ABOVE = 500;

/** Comments below a label such as "12 comments", where nothing but that label tells that they are comments. */
function cutThread(kept: readonly PageBlock[]): void {
  let above = 0;
  let open = false;
  for (const block of kept) {
    if (block.keep && open) cut(block, 'comments');
    else if (block.keep) above += block.text.length;
    else if (
      (block.reason === 'comments' || block.kind === 'heading') &&
      above >= LEAST_ABOVE &&
      block.linkChars === 0 &&
      !inTable(block)
    )
      open = opensThread(block.text);
  }
}

function inTable({ node }: PageBlock): boolean {
  return node.tag === 'td' || node.tag === 'th' || node.parent?.tag === 'td' || node.parent?.tag === 'th';
}

/** Left-overs behind the last paragraph: linked headlines, fragments, notes about the author, calls to follow. */
/** Words of the article may begin with its author's name too, where the author is also a speaker: those are quoted. */
const isNoteOn = (byline: string, text: string) =>
  byline.length >= 4 && text.startsWith(byline) && !/[“”„«»"「」]/.test(text);

function trimEnd(kept: readonly PageBlock[], byline: string, listsSources: boolean): void {
  const last = Math.max(0, kept.length - 12);
  for (let i = kept.length - 1; i > last; i--) {
    const block = kept[i]!;
    if (!block.keep) continue;
    const { text } = block;
    if (listsSources && ADDRESS.test(text)) break;
    const linked = block.linkChars > text.length * 0.6;
    const short = text.length <= LONGEST_FURNITURE && roughWords(text) <= 80;
    if (short && (isNoteOn(byline, text) || isAuthorNote(text))) cut(block, 'byline');
    else if (block.kind === 'heading' || (linked && !isClosed(text))) cut(block, linked ? 'read next' : 'other');
    else if (short && leadsAway(block)) cut(block, 'read next');
    else break;
  }
}

/** A last line that sends the reader elsewhere: an imperative of the web, with a link or an address. */
function leadsAway(block: PageBlock): boolean {
  return (block.linkChars > 0 || /https?:\/\/|\bwww\./.test(block.text)) && AWAY.test(block.text);
}

const AWAY =
  /^\W*(?:(?:also|please|to|you can)\s+)?(?:follow|join|listen|watch|subscribe|sign up|visit|check out|click|download|read (?:more|the full|the original)|find out more|for more|learn more|síg(?:ue|a)n?(?:os|enos)?|suscríbete|escucha|únete|visita|suivez|écoutez|rejoignez|abonnez|retrouvez|folgen sie|hören sie|abonnieren sie|besuchen sie|siga|assine|ouça|acesse|seguici|ascolta|iscriviti|подпис\p{L}+|следите|читайте)(?!\p{L})/iu;
