import { readDate } from './dates.ts';

/** Words that introduce an author, in the languages news is scraped in; letters only. */
const BY = [
  'written by|reported by|posted by|published by|story by|analysis by|opinion by|words by|text by|author|authors|by',
  'por|escrito por|autor|autora|autores|par|propos recueillis par|rédigé par|auteur|von|di|a cura di|scritto da|door|geschreven door',
  'text|foto und text|av|tekst|skrevet av|af|skriven av|kirjoittanut|teksti|autorka|tekst autorstwa|napsal|napsala|avtor|piše|scris de',
  'írta|szerző|autorius|autors|autore|autorea|per|yazan|haber|oleh|penulis|tác giả|mwandishi|ni',
  'автор|авторы|автор текста|текст|автори|пише|аўтар',
  'γράφει (?:ο|η)|γράφει|γράφουν|συντάκτης|του|της',
  'بقلم|كتب|كتبت|إعداد|نویسنده|به قلم|تحریر|מאת|כתב|כתבה',
  'लेखक|रिपोर्ट|লেখক|โดย|ผู้เขียน|เรื่องโดย',
].join('|');
const INTRODUCED = new RegExp(`^\\s*[*•·–—-]?\\s*(?:${BY})(?:\\s*[:：]\\s*|\\s+[–-]\\s+|\\s+)(?=\\S)`, 'iu');
const ONLY_INTRODUCER = new RegExp(`^(?:${BY})\\s*[:：]?$`, 'iu');
/** Chinese and Japanese lines need no space behind the word: `作者：李明`, `记者 李明`, `文／佐藤花子`. */
const HAN_INTRODUCED =
  /^\s*[（(]?(?:(?:[本特约]{0,2})?记者|記者|作者|撰文|撰稿|執筆|著者|取材・文|文)(?:\s*[:：/／=＝]\s*|\s+)(?=\p{L})/u;
/** Korean reporters sign behind their name. */
const KOREAN = /^\s*(?:[[(（][^\])）]{0,20}[\])）]\s*)?(\p{Script=Hangul}{2,4})\s*(?:기자|특파원|논설위원)(?:\s|$|=)/u;

const CAPITALISED = "(?:[dDlL][’'])?[\\p{Lu}\\p{Lt}][\\p{L}\\p{M}'’.-]*";
/** A name's word in a script without capitals. */
const CASELESS = "\\p{Lo}[\\p{Lo}\\p{M}'’.-]*";
const JOINER =
  'de|del|dela|della|di|da|dos|das|do|du|des|le|la|van|von|zu|der|den|ter|ten|bin|ibn|al|el|ul|y|e|i|and|und|et|og|och|ve|en|&|и|і|й|و|of|avec|con|mit|with|und';
/** Introducers are also ordinary words: they need a name behind them. */
const NAME = new RegExp(
  `^(?:${CAPITALISED}|${CASELESS})(?:\\s+(?:${JOINER})(?=\\s)|(?:\\s*[,;、،]\\s*|\\s+)(?:and\\s+)?(?:${CAPITALISED}|${CASELESS})|\\s*\\([^()]{3,80}\\))*$`,
  'u',
);
/** Names without capitals are not told from ordinary words: more of them than this are a sentence. */
const MOST_CASELESS = 6;

const JUNK = /(?:https?:|www\.|@|\bshare\b|\bcomments?\b|\bprint\b)/iu;
const ADDRESSES = /\s*[(<[]?(?:\S+@\S+\.\w{2,}|@\w+)[)>\]]?/gu;

/** What a person is at the outlet: no part of the name. */
const ROLE =
  '(?:(?:senior|chief|special|staff|foreign|political|national|science|health|sports?|business|technology|legal|diplomatic|contributing|associate|assistant|executive|managing|deputy|guest)\\s+)*(?:(?:affairs|policy|city|world|news)\\s+)?(?:writer|reporter|correspondent|editor|journalist|columnist|contributor|producer|photographer|analyst|commentator|technologist|redakteur(?:in)?|korrespondent(?:in)?|reporter(?:in)?|journalist(?:in)?|corresponsal|periodista|redactora?|journaliste|correspondante?|envoyée? spéciale?|rédact(?:eur|rice)|giornalista|inviat[oa]|corrispondente|jornalista|repórter|verslaggever|корреспондент|обозреватель|журналист|редактор|مراسل|محرر|muhabir)';
const ROLE_BEHIND = new RegExp(
  `\\s*[,–—-]\\s*(?:(?:the|our|a|an|${CAPITALISED})\\s+){0,3}${ROLE}(?![\\p{L}]).*$`,
  'iu',
);
const ROLE_GLUED = new RegExp(`(?<=\\S\\s\\S+)\\s+${ROLE}$`, 'iu');
/** Where the reporter was. */
const PLACE =
  /\s+(?:reporting\s+)?(?:in|from|aus|desde)\s+\p{Lu}[\p{L}'’-]+(?:\s\p{Lu}[\p{L}'’-]+)?(?=$|\s*,|\s+(?:and|&|y|et|und)\s)/gu;
/** Who did something else than write. */
const OTHER_WORK =
  /[\s,;.]+(?:(?:edited|illustrated|illustrations|photographs?|photos|photography|video|graphics|translated|additional reporting|data)\s+by)\s+/iu;

/**
 * The author named by a line such as "By Ana Prado" or "Автор: Иван Лосев", without the introducing word; null if the
 * line is no byline. Dates, roles, places and page words behind the name are cut.
 */
export function readByline(line: string): string | null {
  if (line.length > 160) return null;
  const korean = KOREAN.exec(line)?.[1];
  if (korean) return korean;
  const introducer = INTRODUCED.exec(line) ?? HAN_INTRODUCED.exec(line);
  if (!introducer) return null;
  const named = tidyByline(line.slice(introducer[0].length));
  if (!named) return null;
  const [author] = named.split('; edited by ', 1);
  if (!NAME.test(author!)) return null;
  const words = author!.split(/\s+/);
  return words.length <= (/\p{Lu}/u.test(author!) ? 12 : MOST_CASELESS) ? named : null;
}

/** Nobody's name, nor a list of authors, is longer. */
const LONGEST = 1_000;

/** Cleans a name given by metadata: introducing word, addresses, dates, roles and separators go. Null if nothing is left. */
export function tidyByline(raw: string): string | null {
  if (raw.length > LONGEST) return null;
  const line = raw
    .replace(/\s+/g, ' ')
    .replace(/\s*\((?:https?:|www\.)[^)]*\)/gi, '')
    .trim();
  if (/^(?:https?:|www\.|@)/i.test(line)) return null;
  const bare = line.replace(INTRODUCED, '').replace(HAN_INTRODUCED, '');
  const edited = /[\s,;.]+edited by\s+(.+)$/iu.exec(bare);
  const name = tidyName(bare.split(OTHER_WORK, 1)[0]!);
  const editor = name && edited ? tidyName(edited[1]!) : null;
  return editor ? `${name}; edited by ${editor}` : name;
}

/**
 * A name as a publisher declares it: to the letter, with role or agency if they stand there. Only the introducing word and
 * addresses go. Null if nothing is left.
 */
export function declaredByline(raw: string): string | null {
  if (raw.length > LONGEST || tidyByline(raw) === null) return null;
  const name = raw
    .replace(/\s+/g, ' ')
    .replace(/\s*\((?:https?:|www\.)[^)]*\)/gi, '')
    .replace(INTRODUCED, '')
    .replace(HAN_INTRODUCED, '')
    .replace(ADDRESSES, '')
    .replace(/^[\s,;|]+|[\s,;|]+$/g, '');
  return name || null;
}

function tidyName(raw: string): string | null {
  const parts = raw.split(/\s*[|•·—–]\s*|\s+[-/]\s+|,\s*(?=\d)|\s*\(?\+?\d[\d() .-]{7,}/u);
  let name = (parts[0] ?? '').replace(ADDRESSES, '').trim();
  if (readDate(raw))
    name = name.replace(/[,\s]*(?:\d{1,2}[\s./-].*|\p{L}+\.?\s+\d{1,2}(?:st|nd|rd|th)?(?:,?.*)?)$/u, '');
  name = name
    .replace(/(?:,\s*)?\b(?:published|updated|posted|modified)\b.*$/iu, '')
    .replace(ROLE_BEHIND, '')
    .replace(ROLE_GLUED, '')
    .replace(PLACE, '')
    .replace(/[\s,;:）)]+$/u, (end) =>
      name.includes('(') || name.includes('（') ? end.replace(/[\s,;:]+$/u, '') : '',
    );
  if (!name || name.length > 150 || ONLY_INTRODUCER.test(name) || JUNK.test(name) || !/\p{L}/u.test(name)) return null;
  return name;
}

/** Several names as one byline, each once; names that hold a comma themselves are parted by semicolons. */
export function joinNames(names: readonly string[]): string | null {
  const each = [...new Set(names)];
  if (each.length === 0) return null;
  return each.join(each.length > 1 && each.some((name) => name.includes(',')) ? '; ' : ', ');
}
