import { figuresOf } from '../../../shared/model/accuracy.ts';
import type { SettingValues } from '../../../shared/model/analyser-setting.ts';
import type { Span } from '../../../shared/text/span.ts';
import type { AnalysedText, Analyser, Finding } from '../analysers/analyser.ts';
import { settingsInForce, wordsSet } from '../analysers/settings.ts';
import { type Cues, cuesWith } from './cues.ts';
import { type Marked, markedStretches } from './marks.ts';
import { People } from './people.ts';
import { type Attribution, attributionAfter, attributionBefore } from './speaker.ts';

/** Below it: marks without anyone who says so, and reported speech without marks. */
const THRESHOLD = 0.5;
/** Fewer words in marks, said by nobody, are a name, a title or irony. */
const LEAST_WORDS = 5;

const SENTENCE_END = /[.!?…]["”’»]?(?=\s|$)/gu;
const ENDS_SENTENCE = /[.!?…]$/u;

/** Stretches in marks with who says them; then what is reported without marks. */
function find(article: AnalysedText, settings: SettingValues = settingsInForce('quotations')): Finding[] {
  const { text } = article;
  const verbs = cuesWith(wordsSet(settings, 'verbs'));
  const people = new People();
  const marked = markedStretches(text);
  const found: (Finding & { order: number })[] = [];
  let previous: { quote: Marked; name: string | null; attribution: Attribution | null } | null = null;
  marked.forEach((quote, i) => {
    people.notice(text, { start: marked[i - 1]?.end ?? 0, end: quote.start });
    const before = clauseBefore(text, quote, marked[i - 1]);
    const after = clauseAfter(text, quote, marked[i + 1]);
    const attribution =
      (after && attributionAfter(text, after, verbs)) ?? (before && attributionBefore(text, before, verbs));
    const words = text.slice(quote.inner.start, quote.inner.end).split(/\s+/).length;
    const isWhole =
      /^[\p{Lu}\p{N}¿¡…]/u.test(text.slice(quote.inner.start)) && /[.!?…,]$/u.test(text.slice(0, quote.inner.end));
    // The verb between the two parts of a quotation is the first part's.
    const isOwn = attribution?.speaker && attribution.cue.start !== previous?.attribution?.cue.start;
    if (attribution && (isOwn || !previous)) {
      const name = people.resolve(text, attribution.speaker);
      found.push(
        direct(
          quote,
          attribution,
          name ?? previous?.name ?? null,
          attribution.speaker ? 0.95 : 0.8,
          'reporting verb beside the quotation',
        ),
      );
      previous = { quote, name, attribution };
      return;
    }
    const between = previous ? text.slice(previous.quote.end, quote.start) : '';
    const goesOn =
      previous !== null && (isWhole ? between.split('\n').length <= 3 : /^[^\n]*[,;—–]\s*$/u.test(between));
    if (goesOn && previous?.attribution) {
      found.push(direct(quote, previous.attribution, previous.name, 0.85, 'goes on from the quotation before it'));
      previous = { ...previous, quote };
      return;
    }
    const lead = isWhole && before === null ? leadIn(text, quote, verbs) : null;
    if (lead?.speaker) {
      const name = people.resolve(text, lead.speaker);
      found.push(direct(quote, lead, name, 0.75, 'stands alone behind a sentence that reports what someone said'));
      previous = { quote, name, attribution: lead };
      return;
    }
    const score = isWhole && words >= LEAST_WORDS ? 0.7 : words >= 2 * LEAST_WORDS ? 0.55 : 0.2;
    found.push(direct(quote, null, null, score, 'in quotation marks; nobody is named as saying it'));
  });
  // Over several paragraphs who speaks may be told only behind the last.
  for (let i = marked.length - 2; i >= 0; i--) {
    const { speaker, cue } = found[i + 1]!;
    if (!marked[i]!.isOpen || found[i]!.speaker || !speaker) continue;
    found[i] = { ...found[i]!, speaker, cue, score: 0.85, reason: 'goes on in the paragraph behind it' };
  }
  const all = [...found, ...indirect(article, marked, people, verbs)];
  return all.sort((a, b) => a.start - b.start || a.end - b.end).map(({ order: _, ...finding }) => finding);
}

function direct(quote: Marked, attribution: Attribution | null, name: string | null, score: number, reason: string) {
  const speaker = attribution?.speaker;
  return {
    start: quote.start,
    end: quote.end,
    label: 'direct',
    score,
    reason,
    speaker: speaker && name !== null ? { ...speaker, name } : null,
    cue: attribution?.cue ?? null,
    order: quote.start,
  };
}

/** From the end of the sentence before it, in its paragraph, to the quotation; null when nothing stands there. */
function clauseBefore(text: string, quote: Marked, previous: Marked | undefined): Span | null {
  const from = text.lastIndexOf('\n', quote.start) + 1;
  let start = from;
  const near = previous && previous.end > from ? previous : undefined;
  if (near) start = near.end;
  let last = start;
  for (const match of text.slice(start, quote.start).matchAll(SENTENCE_END)) {
    const at = start + match.index;
    if (!isAbbreviation(text, at)) last = at + match[0].length;
  }
  // “…,” said X, adding: “…”: the words between two quotations belong to the first, unless they end with a colon or a verb.
  const clause = { start: last, end: quote.start };
  return /[\p{L}]/u.test(text.slice(clause.start, clause.end)) ? clause : null;
}

/** Who speaks in the last sentence of the paragraph before a quotation that is a paragraph of its own. */
function leadIn(text: string, quote: Marked, verbs: Cues): Attribution | null {
  const lineStart = text.lastIndexOf('\n', quote.start - 1) + 1;
  const before = text.slice(0, lineStart).trimEnd();
  const from = Math.max(before.lastIndexOf('\n') + 1, lineStart - LONGEST_LEAD);
  let start = from;
  for (const match of before.slice(from, -1).matchAll(SENTENCE_END)) {
    if (!isAbbreviation(text, from + match.index)) start = from + match.index + match[0].length;
  }
  return before.length > start ? attributionBefore(text, { start, end: before.length }, verbs) : null;
}
const LONGEST_LEAD = 600;

/** From the quotation to the end of its sentence; null when the quotation ends a sentence itself. */
function clauseAfter(text: string, quote: Marked, next: Marked | undefined): Span | null {
  if (quote.isOpen) return null;
  const lineEnd = text.indexOf('\n', quote.end);
  const limit = Math.min(lineEnd === -1 ? text.length : lineEnd, next?.start ?? Number.POSITIVE_INFINITY);
  const rest = text.slice(quote.end, limit);
  const inner = text.slice(quote.inner.start, quote.inner.end).trimEnd();
  // With a full stop inside the marks, what follows is another sentence; a question may be followed by “asked X”.
  if (/[.…]$/u.test(inner) && !/^\s*[,—–-]?\s*\p{Ll}/u.test(rest)) return null;
  if (
    ENDS_SENTENCE.test(inner) &&
    !/^\s*[,—–-]?\s*(?:\p{Ll}|(?:\p{Lu}[\p{L}’'.-]*\s+){1,3}(?:said|says|asked|asks|wondered|replied|shouted|cried|added|told)\b(?!\s+that\b))/u.test(
      rest,
    )
  )
    return null;
  // Marks around a name or a title: “The Marigold”, which sank. Words that are said end with a mark of their own.
  if (
    !/[,.!?…—–-]$/u.test(inner) &&
    !/^\s*[,—–-]?\s*(?:\p{Ll}+ly\s+)?(?:said|says|wrote|added|asked|argued|replied)\b/u.test(rest)
  )
    return null;
  let end = rest.length;
  for (const match of rest.matchAll(SENTENCE_END)) {
    if (isAbbreviation(text, quote.end + match.index)) continue;
    end = match.index;
    break;
  }
  const clause = { start: quote.end, end: quote.end + end };
  return /[\p{L}]/u.test(text.slice(clause.start, clause.end)) ? clause : null;
}

const isAbbreviation = (text: string, dot: number) =>
  /(?:^|[\s(])(?:Mr|Mrs|Ms|Dr|Prof|St|Gen|Col|Lt|Sen|Rep|Gov|No|\p{Lu})$/u.test(text.slice(Math.max(0, dot - 6), dot));

const WORD = /[\p{L}][\p{L}\p{M}]*(?:['’-]\p{L}+)*/gu;

/** Sentences that report without marks: X said that …; …, according to X. Found less surely, and marked apart. */
function indirect(
  article: AnalysedText,
  marked: readonly Marked[],
  people: People,
  verbs: Cues,
): (Finding & { order: number })[] {
  const { text } = article;
  return article.sentences.flatMap((sentence) => {
    if (marked.some((quote) => quote.start < sentence.end && quote.end > sentence.start)) return [];
    const body = article.slice(sentence);
    const match = [...body.matchAll(WORD)].find(({ 0: word, index }) => index > 0 && verbs.reports(word.toLowerCase()));
    const according = /,?\s*according to\s+/iu.exec(body);
    if (according && according.index > 0) {
      const cue = {
        start: sentence.start + according.index,
        end: sentence.start + according.index + according[0].trimEnd().length,
      };
      const speaker = {
        start: sentence.start + according.index + according[0].length,
        end: sentence.end - (/[.!?]$/.test(body) ? 1 : 0),
      };
      return [reported(text, people, { start: sentence.start, end: cue.start }, { cue, speaker }, 0.4)];
    }
    if (!match) return [];
    const cueEnd = sentence.start + match.index + match[0].length;
    const attribution = attributionBefore(text, { start: sentence.start, end: cueEnd }, verbs);
    const rest = text.slice(cueEnd, sentence.end);
    const opening =
      /^(?:\s+(?:that|whether|if|how|why|it|he|she|they|the|its|his|her|there|a|an|\p{Lu}\p{L}+))\b/u.exec(rest);
    if (!attribution?.speaker || !opening) return [];
    const content = { start: cueEnd + rest.search(/\S/), end: sentence.end - (/[.!?]$/.test(body) ? 1 : 0) };
    return content.end > content.start
      ? [reported(text, people, content, attribution, /^\s+(?:that|whether)/.test(opening[0]) ? 0.45 : 0.3)]
      : [];
  });
}

function reported(text: string, people: People, content: Span, { speaker, cue }: Attribution, score: number) {
  const name = people.resolve(text, speaker);
  return {
    ...content,
    label: 'indirect',
    score,
    reason: 'reporting verb; no quotation marks',
    speaker: speaker && name ? { ...speaker, name } : null,
    cue,
    order: content.start,
  };
}

export const quotations: Analyser = {
  name: 'quotations',
  version: '2',
  title: 'Quotations and speakers',
  explanation:
    'Words in quotation marks, with the reporting verb and the person beside them; a quotation without one of its own goes on from the one before. Last names and pronouns are taken back to the full name. Speech that is reported without marks is found less surely and marked “indirect”.',
  languages: ['en'],
  accuracy: figuresOf('quotations'),
  threshold: THRESHOLD,
  find,
};
