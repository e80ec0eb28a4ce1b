import type { Span } from '../../../shared/text/span.ts';
import { ORGANISATION, PART_OF_PLACE, PLACE } from '../entities/cues.ts';

const TITLES =
  /^(?:Mr|Mrs|Ms|Dr|Prof|Professor|President|Prime|Minister|Deputy|Mayor|Judge|Senator|Governor|Sir|Lady|Sister|Captain|General|Chief|Director|Queen|King|Grandmaster|Secretary|Councillor|Headmistress|Headmaster|Leader|Chairman|Spokesman|Spokeswoman|Foreign|Finance|Health|Energy|Interior|Environment|Trade)\.?$/;
const NAME =
  /\p{Lu}[\p{L}\p{M}]*(?:['’.-]\p{L}+)*(?:\s+(?:(?:de|la|von|van|der|den|al|bin|ibn|du|di)(?=\s+\p{Lu})|al-\p{Lu}\p{L}+))?(?:\s+\p{Lu}[\p{L}\p{M}]*(?:['’.-]\p{L}+)*)*/gu;
const FEMALE = new Set(
  'she her queen lady sister mrs ms mother woman headmistress spokeswoman chairwoman daughter'.split(' '),
);
const MALE = new Set('he him his king sir brother mr father man headmaster spokesman chairman son'.split(' '));

/** Persons of one article, in the order they are named: full names for the last names and pronouns that follow. */
export class People {
  readonly #named: { name: string; last: string; gender: 'f' | 'm' | null; offices: string[] }[] = [];
  #latest: string | null = null;

  /**
   * Who a mention is: the fullest name known for it.
   * @param mention the words as they stand
   */
  resolve(text: string, mention: Span | null): string | null {
    if (!mention) return null;
    const words = text.slice(mention.start, mention.end);
    const lower = words.toLowerCase();
    if (lower === 'he' || lower === 'she' || lower === 'they' || lower === 'it') return this.#byPronoun(lower) ?? words;
    // “the minister, speaking in Halm”: what stands behind the comma names nobody who speaks.
    const name = OF_A_PLACE.test(words) ? null : nameIn(words.replace(ASIDE, ''));
    if (!name) {
      // “the minister”: whoever was called so last.
      const office = officesIn(words).at(-1);
      const holder = office && this.#named.findLast(({ offices }) => offices.includes(office));
      if (holder) {
        this.#latest = holder.name;
        return holder.name;
      }
      this.#latest = words
        .replace(ASIDE, '')
        .replace(/^(?:The|A|An|Its|His|Her|Their|Our|My)\s/u, (w) => w.toLowerCase());
      return this.#latest;
    }
    const known = this.#named.find(
      ({ name: full, last }) => full === name || last === name || full.endsWith(` ${name}`),
    );
    const gender = genderOf(lower);
    if (known) {
      known.gender ??= gender;
      known.offices.push(...officesIn(words));
      this.#latest = known.name;
      return known.name;
    }
    this.#named.push({ name, last: name.split(/\s+/).at(-1)!, gender, offices: officesIn(words) });
    this.#latest = name;
    return name;
  }

  /** Names that the narrative brings up, so that a pronoun behind them means the last of them. */
  notice(text: string, { start, end }: Span): void {
    for (const { 0: run, index } of text.slice(start, end).matchAll(NAME)) {
      const mention = { start: start + index, end: start + index + run.length };
      const name = nameIn(run);
      const isKnown = name !== null && this.#named.some((person) => person.name === name || person.last === name);
      const isOther =
        isBody(run) || isPlace(run) || IN_A_PLACE.test(text.slice(Math.max(0, mention.start - 12), mention.start));
      if (isKnown || (name?.includes(' ') && !OPENING.test(run) && !isOther)) this.resolve(text, mention);
    }
  }

  #byPronoun(pronoun: string): string | null {
    const gender = pronoun === 'he' ? 'm' : pronoun === 'she' ? 'f' : null;
    const latest = this.#named.find(({ name }) => name === this.#latest);
    if (!gender || !latest || latest.gender === null || latest.gender === gender) {
      if (latest && gender) latest.gender = gender;
      return this.#latest;
    }
    return this.#named.findLast((person) => person.gender === gender)?.name ?? this.#latest;
  }

  get latest(): string | null {
    return this.#latest;
  }
}

/** The run of capitalised words that is most likely a person's name: what stands behind the office, if one is named. */
function nameIn(mention: string): string | null {
  const body = [...mention.matchAll(BODY)].map(([name]) => name.replace(/^The\s/u, '')).find(isBodyOf);
  if (body !== undefined && mention.replace(/^[Tt]he\s/u, '').startsWith(body)) return body.replace(/['’]s$/u, '');
  const words = headOf(mention);
  const runs = [...words.matchAll(NAME)].flatMap(([run]) => {
    const parts = run.split(/\s+/);
    const office = parts.findLastIndex((part) => TITLES.test(part));
    const rest = parts.slice(office + 1).filter((part, i) => i > 0 || !NO_NAME.test(part));
    return rest.length > 0 ? [{ name: rest.join(' ').replace(/['’]s$/u, ''), isTitled: office !== -1 }] : [];
  });
  // “Halm's archivist, Ossi Pauk”: a name behind an office, or one of two words, is more likely a person's.
  const best = runs.find(({ isTitled }) => isTitled) ?? runs.findLast(({ name }) => name.includes(' ')) ?? runs.at(-1);
  return best?.name ?? null;
}

/** “Ivo Brandt of the Ferry Guild”, “a spokeswoman for the port”: what people belong to is not who speaks. */
const headOf = (mention: string): string =>
  mention.replace(BELONGING, (all, head: string) => {
    const isSomeone = NAMES_SOMEONE.test(head) || TITLES.test(head.split(/\s+/).at(-1)!);
    return isSomeone && !isBody(head) ? head : all;
  });
const BELONGING = /([^,]*?\S)\s+(?:of|for|at|from|in|with|on|behind)\s+[^,]*/gu;
/** Ends as a name of two words does, or with a word that is no name: “Ivo Brandt”, “a spokeswoman”. */
const NAMES_SOMEONE = /(?:^|\s)\p{Lu}[\p{L}’'.-]*\s+(?:\p{Ll}+[\s-])?\p{Lu}[\p{L}’'-]+$|(?:^|\s)\p{Ll}[\p{L}-]+$/u;
/** A ministry, a bank, a union: people speak for it, and “of” stands in its name. */
const isBody = (words: string): boolean => (words.match(/\p{Lu}\p{L}+/gu) ?? []).some((word) => ORGANISATION.has(word));
const isPlace = (name: string): boolean =>
  name.split(/\s+/).some((word, i) => PLACE.has(word) || (i === 0 && PART_OF_PLACE.has(word)));
const IN_A_PLACE = /(?:^|\s)(?:in|at|near|across|around|outside|into|towards?)\s+$/iu;
const isBodyOf = (name: string): boolean => / (?:of|for) /u.test(name) && isBody(name.replace(/ (?:of|for) .*/u, ''));
const BODY = /\p{Lu}[\p{L}’'-]*(?:\s+(?:(?:of|for)\s+(?:the\s+)?)?\p{Lu}[\p{L}’'-]*)+/gu;
const ASIDE = /,\s+(?:who|which|when|after|before|in|at|from|\p{Ll}+ing)\s[^,]*/gu;
/** “Harbourville police”, “Halm's archivist”: a body or an office, not the name before it. */
const OF_A_PLACE =
  /^(?:[Tt]he\s+|[Aa]n?\s+)?(?:\p{Lu}[\p{L}’'-]*\s+){1,3}(?!(?:of|in|at|from|for|who|and|with|on|to|by|de|van|von)\s)\p{Ll}[\p{Ll}-]+(?:\s(?!(?:of|in|at|from|for|who|and|with|on|to|by)\s)\p{Ll}[\p{Ll}-]+)?$/u;
/** Days, months and the like begin what is no person's name. */
const OPENING = /^(?:In|On|At|After|Before|Last|This|Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)/;
const NO_NAME =
  /^(?:The|A|An|In|On|At|But|And|Its|His|Her|Their|Our|My|Your|One|Another|He|She|They|It|We|You|I|Who|Which|That|This|These|Those|Some|Many|Most|Few|Several|All|Both|Other|Others|Even|Every|Each|No|Nobody|Critics|Only|Two|Three)$/;

const officesIn = (words: string): string[] =>
  (words.match(/\p{L}+/gu) ?? []).map((word) => word.toLowerCase()).filter((word) => OFFICES.has(word));
const OFFICES = new Set(
  `minister president mayor judge senator governor captain general director chief secretary councillor leader chairman chairwoman
   spokesman spokeswoman spokesperson professor doctor lawyer envoy ambassador commissioner coach captain archivist engineer`.split(
    /\s+/,
  ),
);

function genderOf(lower: string): 'f' | 'm' | null {
  const words = lower.split(/[^\p{L}]+/u);
  if (words.some((word) => FEMALE.has(word))) return 'f';
  return words.some((word) => MALE.has(word)) ? 'm' : null;
}
