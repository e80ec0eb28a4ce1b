import type { Span } from '../../../shared/text/span.ts';
import type { Cues } from './cues.ts';

export interface Attribution {
  speaker: Span | null;
  cue: Span;
}

interface Token extends Span {
  word: string;
  lower: string;
}

const TOKEN = /[\p{L}\p{N}][\p{L}\p{M}\p{N}]*(?:['’.-][\p{L}\p{N}]+)*\.?/gu;
const SKIPPED_BEFORE_CUE = new Set(
  `also later then still further often never just only once again recently repeatedly publicly privately angrily quietly simply however himself
   herself themselves itself has have had is are was were will would did does do not been being has already now`.split(
    /\s+/,
  ),
);
const OPENS_CLAUSE = new Set(
  `that when as while where but because although though if since whether who which whose what how so yet than unless until after before`.split(
    /\s+/,
  ),
);
const LINKS = new Set('of for from in at near behind on with by de la von van der al and the &'.split(' '));
const NP_ENDS = new Set(
  `who whose which that when while as after before during in on at to from because if about with by and but where outside inside via
   speaking standing holding pointing adding referring`.split(/\s+/),
);
const PRONOUNS = new Set('he she they it we i you'.split(' '));
const DAY =
  /^(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day$|^(?:January|February|March|April|May|June|July|August|September|October|November|December)$/;
const OBJECT_PRONOUNS = new Set('him her them me us'.split(' '));

function tokens(text: string, { start, end }: Span): Token[] {
  const found: Token[] = [];
  for (const match of text.slice(start, end).matchAll(TOKEN)) {
    const word = match[0].replace(/\.$/, (dot) => (/^(?:Mr|Mrs|Ms|Dr|St|Prof|\p{Lu})\.$/u.test(match[0]) ? dot : ''));
    const at = start + match.index;
    found.push({ start: at, end: at + word.length, word, lower: word.toLowerCase().replaceAll('’', "'") });
  }
  return found;
}

/** “The report said”: what stands behind an article is a noun. */
const isVerb = (list: readonly Token[], i: number, verbs: Cues): boolean =>
  verbs.isCue(list[i]!.lower) && !ARTICLES.has(list[i - 1]?.lower ?? '');
const ARTICLES = new Set('the a an our its their my your his this'.split(' '));

const span = (from: Token, to: Token): Span => ({ start: from.start, end: to.end });

/** What follows a quotation up to the end of its sentence: “…,” said X; “…,” X said. */
export function attributionAfter(text: string, clause: Span, verbs: Cues): Attribution | null {
  const list = tokens(text, clause);
  if (list[0]?.lower === 'according' && list[1]?.lower === 'to') {
    return { speaker: nounPhraseFrom(text, list, 2), cue: span(list[0], list[1]) };
  }
  const first = list.findIndex((_, i) => isVerb(list, i, verbs));
  if (first === -1) return null;
  const cue = list[first]!;
  const ahead = list.slice(0, first).filter(({ lower }) => !SKIPPED_BEFORE_CUE.has(lower));
  if (ahead.length === 0) {
    if (!verbs.mayInvert(cue.lower)) return null;
    return { speaker: nounPhraseFrom(text, list, first + 1), cue: span(cue, cue) };
  }
  if (first > 14) return null;
  return { speaker: nounPhraseBefore(text, list, first, clause.start, verbs), cue: span(cue, cue) };
}

/** What stands before a quotation in its sentence: X said: “…”; according to X, “…”; X told Y that he was “…”. */
export function attributionBefore(text: string, clause: Span, verbs: Cues): Attribution | null {
  const list = tokens(text, clause);
  const according = list.findIndex(({ lower }, i) => lower === 'according' && list[i + 1]?.lower === 'to');
  if (according !== -1) {
    return { speaker: nounPhraseFrom(text, list, according + 2), cue: span(list[according]!, list[according + 1]!) };
  }
  const cues = list.flatMap((_, i) => (isVerb(list, i, verbs) ? [i] : []));
  // The main verb of the sentence, not one of a clause inside it.
  const main = cues.find((i) => i > 0 || verbs.mayInvert(list[i]!.lower));
  if (main === undefined) {
    // NAME, who does this: “…”
    const behind = text.slice(list.at(-1)?.end ?? clause.start, clause.end);
    if (list.length > 0 && behind.includes(':')) {
      const colon = span(list.at(-1)!, list.at(-1)!);
      return { speaker: nounPhraseFrom(text, list, 0), cue: { start: colon.end, end: colon.end + 1 } };
    }
    return null;
  }
  const cue = list[main]!;
  // “a film called “…””: a name, and nobody's words.
  if (NAMING.has(cue.lower) && main === list.length - 1) return null;
  return { speaker: nounPhraseBefore(text, list, main, clause.start, verbs), cue: span(cue, cue) };
}
const NAMING = new Set('called dubbed labelled labeled branded'.split(' '));

function nounPhraseFrom(text: string, list: readonly Token[], from: number): Span | null {
  const first = list[from];
  if (!first || OBJECT_PRONOUNS.has(first.lower)) return null;
  let to = from;
  while (to + 1 < list.length) {
    const next = list[to + 1]!;
    const between = text.slice(list[to]!.end, next.start);
    if (/[,;:.!?—–()“”"]/.test(between) && !/^\.\s*$/.test(between)) break;
    if (NP_ENDS.has(next.lower) && !(next.lower === 'and' && /^\p{Lu}/u.test(list[to + 2]?.word ?? ''))) break;
    if (DAY.test(next.word)) break;
    to++;
    if (to - from > 9) break;
  }
  return withName(text, span(first, list[to]!));
}

/** “its director, Pavel Orst”: a name behind an office belongs to it. */
function withName(text: string, office: Span): Span {
  if (/\s\p{Lu}\p{Ll}+$|^\p{Lu}\p{Ll}+\s\p{Lu}/u.test(text.slice(office.start, office.end))) return office;
  const name =
    /^,\s+(?:\p{Lu}[\p{L}’'.-]*)(?:\s+(?:(?:de|la|van|von|al|bin)\s+)?\p{Lu}[\p{L}’'.-]*)+(?=[,.;:—–]|\s+of\b|$)/u.exec(
      text.slice(office.end, office.end + 60),
    );
  return name ? { start: office.start, end: office.end + name[0].replace(/\.$/, '').length } : office;
}

function nounPhraseBefore(
  text: string,
  list: readonly Token[],
  cue: number,
  clauseStart: number,
  verbs: Cues,
): Span | null {
  let last = cue - 1;
  while (last >= 0 && SKIPPED_BEFORE_CUE.has(list[last]!.lower)) last--;
  if (last < 0) return null;
  if (RELATIVES.has(list[last]!.lower)) return antecedent(text, list, last - 1, list[last]!);
  if (PRONOUNS.has(list[last]!.lower)) return span(list[last]!, list[last]!);
  // “X, who …, said” and “its director, X, said”: what the commas enclose belongs to the name before it.
  const closesApposition = /,/.test(text.slice(list[last]!.end, list[cue]!.start));
  let first = last;
  let commas = closesApposition ? 1 : 0;
  while (first > 0) {
    const before = list[first - 1]!;
    const between = text.slice(before.end, list[first]!.start);
    if (/[;:—–“”"()!?]/.test(between)) break;
    if (/,/.test(between)) {
      // “Mira Tolle, 43, from Halm, said”
      if (commas === 0 && !/^\d{1,3}$/.test(list[first]!.word)) break;
      commas = Math.max(0, commas - 1);
      first--;
      continue;
    }
    const isClauseWord = OPENS_CLAUSE.has(before.lower);
    if (isClauseWord && commas === 0) break;
    if (LINKS.has(before.lower) && first - 1 === 0 && before.start <= clauseStart + 3 && before.lower !== 'the') break;
    if (!closesApposition && DAY.test(before.word) && !LINKS.has(list[first - 2]?.lower ?? '')) break;
    if (verbs.isCue(before.lower) && commas === 0) break;
    first--;
    if (last - first > 16) break;
  }
  return span(trimLinks(list, first, last), list[last]!);
}

/** “Ada Lind, who said”, “the man who said”: the name or the noun that “who” stands behind. */
function antecedent(text: string, list: readonly Token[], last: number, relative: Token): Span | null {
  const noun = list[last];
  if (!noun || !/^,?\s*$/u.test(text.slice(noun.end, relative.start)) || ANYONE.has(noun.lower)) return null;
  const goesOn = (at: number) => /^\s+$/u.test(text.slice(list[at]!.end, list[at + 1]!.start));
  let first = last;
  if (isName(noun)) {
    while (first > 0 && goesOn(first - 1) && (isName(list[first - 1]!) || INSIDE_NAMES.has(list[first - 1]!.lower)))
      first--;
    while (!isName(list[first]!)) first++;
  } else {
    while (first > 0 && last - first < 4 && goesOn(first - 1) && !DETERMINERS.has(list[first]!.lower)) first--;
    if (!DETERMINERS.has(list[first]!.lower)) first = last;
  }
  // “of the Ferry Guild”: an article before the name belongs to it.
  if (first > 0 && DETERMINERS.has(list[first - 1]!.lower) && goesOn(first - 1)) first--;
  // “Ivo Brandt of the Ferry Guild, who said”
  const isOf = first > 1 && BELONGS.has(list[first - 1]!.lower) && goesOn(first - 1) && goesOn(first - 2);
  const owner = isOf ? antecedent(text, list, first - 2, list[first - 1]!) : null;
  return owner && NAMED.test(text.slice(owner.start, owner.end))
    ? { start: owner.start, end: noun.end }
    : span(list[first]!, noun);
}
const NAMED = /^\p{Lu}|^(?:the|an?|his|her|its|their)\s/u;
const BELONGS = new Set('of for at from in'.split(' '));
const isName = ({ word }: Token): boolean => /^\p{Lu}/u.test(word);
const RELATIVES = new Set(['who', 'which']);
const ANYONE = new Set('those anyone anybody everyone everybody someone somebody people all one'.split(' '));
const DETERMINERS = new Set('the a an his her its their our my another'.split(' '));
const INSIDE_NAMES = new Set('de la von van der den al bin ibn du di'.split(' '));

function trimLinks(list: readonly Token[], first: number, last: number): Token {
  let at = first;
  while (
    at < last &&
    (DAY.test(list[at]!.word) ||
      /^(?:and|but|so|yet|then|of|for|from|in|at|on|with|by|meanwhile|later|still|however)$/.test(list[at]!.lower))
  )
    at++;
  return list[at]!;
}
