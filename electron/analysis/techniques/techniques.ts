import { figuresOf } from '../../../shared/model/accuracy.ts';
import type { SettingValues } from '../../../shared/model/analyser-setting.ts';
import { fold } from '../../../shared/text/fold.ts';
import type { Span } from '../../../shared/text/span.ts';
import type { AnalysedText, Analyser, Finding } from '../analysers/analyser.ts';
import { settingsInForce, wordsSet } from '../analysers/settings.ts';
import { fears, names, plain, strong, virtues } from './lexicon.ts';
import { literalNames, moreNames, phrases, telling } from './lexicon-telling.ts';
import { type WordList, wordList } from './words.ts';

const isStrong = wordList(strong);
const isPlain = wordList(plain);
const isTelling = wordList(telling);
const isName = wordList(names + moreNames);
/** Names that courts and reports use in earnest. */
const isLiteral = wordList(literalNames);
const isFear = wordList(fears);
const isVirtue = wordList(virtues);

const THRESHOLD = 0.5;

interface Word extends Span {
  raw: string;
  lower: string;
}
const WORD = /[\p{L}\p{N}][\p{L}\p{M}\p{N}]*(?:['’-][\p{L}\p{N}]+)*/gu;

const INTENSIFIERS = new Set(
  `absolutely completely totally utterly extremely incredibly deeply truly so very most increasingly outright sheer pure total complete utter
   blatantly openly downright profoundly`.split(/\s+/),
);
const FUNCTION_WORDS = new Set(
  'the a an of to in on at by for with and or but is are was were be been it its this that as from who which'.split(
    ' ',
  ),
);

/** The words that count in a project: those it comes with, and what people added and took out. */
interface Words {
  isStrong: WordList;
  isTelling: WordList;
  isPlain: WordList;
  isName: WordList;
  isIgnored: WordList;
}

function wordsOf(settings: SettingValues): Words {
  const own = wordsSet(settings, 'loadedWords');
  const ignored = wordsSet(settings, 'plainWords');
  if (own.length === 0 && ignored.length === 0) return { isStrong, isTelling, isPlain, isName, isIgnored: () => false };
  const isOwn = own.length > 0 ? wordList(own.map((word) => fold(word)).join(' ')) : () => false;
  const isIgnored = ignored.length > 0 ? wordList(ignored.map((word) => fold(word)).join(' ')) : () => false;
  return {
    isStrong: (word) => isOwn(word) || (isStrong(word) && !isIgnored(word)),
    isTelling: (word) => isTelling(word) && !isIgnored(word),
    isPlain: (word) => isPlain(word) && !isIgnored(word),
    isName: (word) => isName(word) && !isIgnored(word),
    isIgnored,
  };
}

function find(article: AnalysedText, settings: SettingValues = settingsInForce('techniques')): Finding[] {
  const known = wordsOf(settings);
  const labels = new Set(wordsSet(settings, 'labels'));
  const found: Finding[] = [];
  const seen = new Map<string, Span[]>();
  for (const sentence of article.sentences) {
    const text = article.slice(sentence);
    const words = [...text.matchAll(WORD)].map((match) => ({
      start: sentence.start + match.index,
      end: sentence.start + match.index + match[0].length,
      raw: match[0],
      lower: fold(match[0]).replaceAll('’', "'"),
    }));
    if (words.length === 0) continue;
    found.push(...loaded(article, words, known), ...called(article, words, known));
    found.push(...bySentence(sentence, text, words, known));
    found.push(...byPattern(sentence, text));
    noteRepeats(seen, article, sentence, words, known);
  }
  found.push(...repeated(seen));
  return found.filter(({ label }) => labels.has(label)).sort((a, b) => a.start - b.start || b.end - a.end);
}

const isNext = (article: AnalysedText, a: Word, b: Word) => /^[\s-]+$/.test(article.text.slice(a.end, b.start));

/** Emotive words, neighbouring ones together, with the word that makes them stronger. */
function loaded(article: AnalysedText, words: readonly Word[], known: Words): Finding[] {
  const { isStrong, isTelling, isPlain } = known;
  const weights: number[] = words.map(({ lower }) =>
    isStrong(lower) ? 1 : isTelling(lower) ? 0.84 : isPlain(lower) ? 0.5 : 0,
  );
  for (const { first, last } of phrasesIn(article, words, known)) weights.fill(1, first, last + 1);
  const sum = weights.reduce((total, weight) => total + weight, 0);
  const found: Finding[] = [];
  let i = 0;
  while (i < words.length) {
    if (weights[i] === 0) {
      i++;
      continue;
    }
    let last = i;
    let weight = weights[i]!;
    while (last + 1 < words.length && isNext(article, words[last]!, words[last + 1]!)) {
      const next = last + 1;
      if (weights[next]! > 0) last = next;
      else if (/^and$/.test(words[next]!.lower) && (weights[next + 1] ?? 0) > 0) last = next + 1;
      else break;
      weight = Math.max(weight, weights[last]!) + 0.15;
    }
    let first = i;
    if (first > 0 && INTENSIFIERS.has(words[first - 1]!.lower) && isNext(article, words[first - 1]!, words[first]!)) {
      first--;
      weight += 0.25;
    }
    // One weak word alone says little; in a sentence full of them it says more.
    const score = Math.min(0.95, 0.62 * weight + 0.1 * Math.min(2, Math.max(0, sum - weight)));
    const matched = words.slice(i, last + 1);
    found.push({
      start: words[first]!.start,
      end: words[last]!.end,
      label: 'Loaded_Language',
      score,
      reason: `emotive: ${matched.map(({ raw }) => raw).join(' ')}`,
      words: matched.map(({ start, end }) => ({ start, end })),
    });
    i = last + 1;
  }
  return found;
}

/** `~` stands for any ending of a word, or for one word where it stands alone. */
const PHRASE = new RegExp(
  `(?<![\\p{L}\\p{N}-])(?:${phrases
    .trim()
    .split(/;\s+/)
    .sort((a, b) => b.length - a.length)
    .map((one) => one.replaceAll(/(?<=\p{L})~/gu, '\\p{L}{0,5}').replaceAll('~', "[\\p{L}'’]+"))
    .join('|')})(?![\\p{L}\\p{N}])`,
  'giu',
);

/** Expressions of several words, by the numbers of their first and last word. */
function phrasesIn(article: AnalysedText, words: readonly Word[], { isIgnored }: Words) {
  const start = words[0]!.start;
  const text = article.text.slice(start, words.at(-1)!.end);
  return [...text.matchAll(PHRASE)].flatMap((match) => {
    const from = start + match.index;
    const to = from + match[0].length;
    const first = words.findIndex((word) => word.start >= from);
    const last = words.findLastIndex((word) => word.end <= to);
    const isWhole =
      first !== -1 && last >= first && !words.slice(first, last + 1).some(({ lower }) => isIgnored(lower));
    return isWhole ? [{ first, last }] : [];
  });
}

const PERSONAL = /^(?:he|she|they|you|we|who|these|those|this|that|our|their|his|her|your|such|a|an|the)$/;

/** A name for people that makes them small, with the adjectives before it. */
function called(
  article: AnalysedText,
  words: readonly Word[],
  { isStrong, isTelling, isPlain, isName }: Words,
): Finding[] {
  return words.flatMap((word, i) => {
    if (!isName(word.lower)) return [];
    let first = i;
    while (first > 0 && i - first < 3 && isNext(article, words[first - 1]!, words[first]!)) {
      const { lower, raw } = words[first - 1]!;
      if (FUNCTION_WORDS.has(lower) || PERSONAL.test(lower)) break;
      if (
        !isStrong(lower) &&
        !isTelling(lower) &&
        !isPlain(lower) &&
        !isName(lower) &&
        !(first > 1 && /^\p{Lu}/u.test(raw)) &&
        !/(?:ed|ing|ous|ful|less|al|ive|y)$/.test(lower)
      )
        break;
      first--;
    }
    const hyphened = /-/.test(word.raw) || word.lower === 'so-called';
    const last = hyphened && words[i + 1] && isNext(article, word, words[i + 1]!) ? i + 1 : i;
    const matched = words.slice(first, last + 1);
    const judged = words.slice(first, i).some(({ lower }) => isStrong(lower) || isTelling(lower) || isName(lower));
    // “a convicted killer” may be just that.
    const score = isLiteral(word.lower) && !judged ? 0.4 : isStrong(word.lower) || matched.length > 1 ? 0.65 : 0.5;
    return [
      {
        start: matched[0]!.start,
        end: matched.at(-1)!.end,
        label: 'Name_Calling',
        score,
        reason: `a name that makes people small: ${word.raw}`,
        words: [{ start: word.start, end: word.end }],
      },
    ];
  });
}

interface Rule {
  label: string;
  pattern: RegExp;
  score: number;
  reason: string;
}

const OUR = '(?:our|this|the|my)';
/** Shapes within a sentence; the span is what matches. */
const rules: readonly Rule[] = [
  {
    label: 'Exaggeration',
    score: 0.65,
    reason: 'a superlative without measure',
    pattern:
      /\b(?:the )?(?:(?:most|least|worst|best|greatest|biggest|largest|dirtiest|darkest|deadliest|\p{L}{3,}iest|\p{L}{3,}est)(?: \p{L}+){0,4}) (?:ever|in (?:the )?(?:history|world|universe|modern times)|of all time|the world has (?:ever )?(?:seen|known)|in our history|of our (?:time|lives))\b/giu,
  },
  {
    label: 'Exaggeration',
    score: 0.55,
    reason: 'all or nothing',
    pattern:
      /\b(?:never before|not (?:one|a single) \p{L}+|nobody (?:in the world|anywhere)|everyone (?:in the world|everywhere)|countless|endless(?:ly)?|limitless|a (?:million|thousand) times|beyond (?:belief|imagination|words)|more than any(?:one|thing)? (?:else )?(?:ever|in history)?|of biblical proportions|like never before|eighth wonder)\b/giu,
  },
  {
    label: 'Flag_Waving',
    score: 0.65,
    reason: 'an appeal to the nation',
    pattern: new RegExp(
      `\\b(?:${OUR} (?:great|beloved|proud|dear|mighty|glorious|sacred) (?:country|nation|homeland|fatherland|motherland|people|republic|land|flag)|(?:true|real|proud|patriotic|fellow|loyal) (?:\\p{Lu}\\p{L}+s|patriots?|citizens?|sons?|daughters?|countrymen)|for (?:the sake of )?our (?:country|nation|homeland|flag|people)|love of country|god bless (?:\\p{Lu}\\p{L}+|our \\p{L}+)|our (?:fathers|forefathers|soldiers|troops|boys|heroes) (?:died|fought|fell|bled)(?: \\p{L}+){0,3}|patriotism|patriotic duty|beneath our flag|put \\p{Lu}\\p{L}+ first|\\p{Lu}\\p{L}+ first)\\b`,
      'gu',
    ),
  },
  {
    label: 'Appeal_to_Tradition',
    score: 0.6,
    reason: 'what has always been so',
    pattern:
      /\b(?:for (?:centuries|generations|(?:two|three|four|five|six|seven|eight|nine|ten|a) (?:hundred|thousand) years)|(?:our|my|their) (?:grandfathers|grandmothers|forefathers|ancestors|fathers)|since time immemorial|as (?:it has|we have|they have) always (?:been|done)|the good old (?:days|ways)|time-honou?red)\b/giu,
  },
  {
    label: 'Appeal_to_Fear',
    score: 0.6,
    reason: 'what will happen to us',
    pattern:
      /\b(?:will|would|could|may|is going to|are going to|about to) (?:\p{L}+ ){0,3}?(?:burn|destroy|devour|bury|crush|kill|perish|collapse|drown|starve|wipe out|swallow|enslave|poison|overrun|annihilate|be bankrupt|be destroyed|be next|be killed)(?: \p{L}+){0,4}/giu,
  },
  {
    label: 'Appeal_to_Fear',
    score: 0.55,
    reason: 'if nothing is done',
    pattern: /\bif we (?:do nothing|fail|don['’]t (?:act|stop)|do not (?:act|stop)|let (?:them|this))\b[^.!?]*/giu,
  },
  {
    label: 'Glittering_Generalities',
    score: 0.5,
    reason: 'fine words in a row',
    pattern:
      /\b(?:(?:freedom|peace|justice|dignity|hope|truth|democracy|honou?r|unity|decency|liberty|prosperity|equality|progress)(?:, (?:and )?| and ))+(?:(?:for|of|the|our) )?(?:\p{L}+ )?(?:freedom|peace|justice|dignity|hope|truth|democracy|honou?r|unity|decency|liberty|prosperity|equality|progress|common sense)\b/giu,
  },
];

function byPattern(sentence: Span, text: string): Finding[] {
  return rules.flatMap(({ label, pattern, score, reason }) =>
    [...text.matchAll(pattern)].map((match) => ({
      start: sentence.start + match.index,
      end: sentence.start + match.index + match[0].trimEnd().length,
      label,
      score,
      reason: `${reason}: ${match[0].trim()}`,
    })),
  );
}

const TRUST =
  /\b(?:really|actually|truly|seriously|trust|believe|believed|supposed|honest|credible|pretend|hide|hiding|paid|pay|know|knew|owns?|behind|want us|expect us|wonder|sure|true|truth|convinced|possible|explain|coincidence|serious)\b/i;
const DOUBTS =
  /\b(?:so-called|supposed(?:ly)?|allegedly|purported(?:ly)?|claims? to (?:be|have)|cannot be trusted|can['’]t be trusted|no evidence|not (?:a shred|one shred) of|dubious|questionable|raises? (?:serious )?(?:questions?|doubts?)|hard to believe|hardly credible|remains to be seen|what (?:are|is) (?:they|he|she) hiding)\b/i;
const IMPERATIVE =
  /^(?:no|stop|save|close|open|never|always|let|make|take|end|build|free|long live|down with|out with|vote|stand|fight|join|remember|defend|ban|work|one|power|hands off|enough)\b/i;

/** What a sentence is as a whole. */
function bySentence(sentence: Span, text: string, words: readonly Word[], { isStrong, isName }: Words): Finding[] {
  const found: Finding[] = [];
  const add = (label: string, score: number, reason: string, span: Span = sentence) =>
    found.push({ ...span, label, score, reason });
  const emotive = words.filter(({ lower }) => isStrong(lower) || isName(lower)).length;
  const bare = text.replace(/^["“‘«]+|["”’»]+$/gu, '');
  if (/\?["”’»)]*$/u.test(text)) {
    if (TRUST.test(text)) add('Doubt', 0.6, 'a question that asks for distrust');
    else add('Doubt', emotive > 0 ? 0.5 : 0.3, 'a question put to the reader');
  } else if (DOUBTS.test(text)) add('Doubt', 0.4, `casts doubt: ${DOUBTS.exec(text)![0]}`);
  if (words.length <= 8 && /!["”’»)]*$/u.test(text)) {
    add('Slogans', IMPERATIVE.test(bare) || words.length <= 4 ? 0.65 : 0.5, 'short, and cried out');
  } else if (words.length <= 6 && /^No \p{L}+, no \p{L}+/iu.test(bare)) add('Slogans', 0.65, 'no this, no that');
  if (/\b(?:make|keep) \p{L}+ (?:great|safe|strong|free) again\b|#\p{Lu}\p{L}{3,}/iu.test(text))
    add('Slogans', 0.6, 'a slogan or hashtag');
  const threats = words.filter(({ lower }) => isFear(lower));
  const ahead = /\b(?:will|would|could|may|might|about to|going to|soon|before|unless|if)\b/i.test(text);
  if (threats.length > 0 && ahead) {
    add(
      'Appeal_to_Fear',
      Math.min(0.7, 0.3 + 0.15 * threats.length),
      `what is threatened: ${threats.map(({ raw }) => raw).join(', ')}`,
    );
  }
  const fine = words.filter(({ lower }) => isVirtue(lower));
  if (fine.length >= 3)
    add(
      'Glittering_Generalities',
      Math.min(0.7, 0.25 + 0.1 * fine.length),
      `fine words: ${fine.map(({ raw }) => raw).join(', ')}`,
    );
  return found;
}

/** Sentences and their openings, to see what is said again. */
function noteRepeats(
  seen: Map<string, Span[]>,
  article: AnalysedText,
  sentence: Span,
  words: readonly Word[],
  { isStrong, isName }: Words,
) {
  const note = (key: string, span: Span) => {
    const list = seen.get(key);
    if (list) list.push(span);
    else seen.set(key, [span]);
  };
  if (words.length >= 2 && words.length <= 8)
    note(`= ${words.map(({ lower }) => lower).join(' ')}`, { start: sentence.start, end: sentence.end });
  const emotive = words.filter(({ lower }) => isStrong(lower) || isName(lower));
  for (const { lower, start, end } of emotive) note(`word ${lower}`, { start, end });
  for (let i = 0; i + 2 < words.length; i++) {
    const three = words.slice(i, i + 3);
    if (three.every(({ lower }) => FUNCTION_WORDS.has(lower))) continue;
    if (!isNext(article, three[0]!, three[1]!) || !isNext(article, three[1]!, three[2]!)) continue;
    if (three.some(({ lower }) => isStrong(lower) || isVirtue(lower))) {
      note(`… ${three.map(({ lower }) => lower).join(' ')}`, { start: three[0]!.start, end: three[2]!.end });
    }
  }
}

function repeated(seen: ReadonlyMap<string, readonly Span[]>): Finding[] {
  const found: Finding[] = [];
  for (const [key, spans] of seen) {
    const needed = key.startsWith('=') ? 2 : 3;
    if (spans.length < needed) continue;
    for (const span of spans) {
      found.push({
        ...span,
        label: 'Repetition',
        score: key.startsWith('word') ? 0.45 : 0.6,
        reason: `said ${spans.length} times in the article`,
      });
    }
  }
  return found;
}

export const techniques: Analyser = {
  name: 'techniques',
  version: '2',
  title: 'Persuasion techniques',
  explanation:
    'Words and shapes that often carry a technique: emotive words, names that make people small, superlatives without measure, appeals to the nation, to fear and to what has always been so, leading questions, cries, repetitions. Suggestions to look at, never verdicts.',
  languages: ['en'],
  accuracy: figuresOf('techniques'),
  threshold: THRESHOLD,
  find,
};
