import { assemble, type InnerCut } from '../extract/assemble.ts';
import { cleanLines } from '../extract/text/clean.ts';
import { contentStems, shareKnown } from '../extract/text/cohesion.ts';
import { withoutIcons } from '../extract/text/icon-lines.ts';
import { isSentence, type Line, readLines } from '../extract/text/lines.ts';
import type { Block, RemovedPassage, RemovedReason } from '../extract/types.ts';
import { canonicalLine, ruleIdOf } from './canonical.ts';
import { joinLines, type StoredLine, storedLines } from './document.ts';
import { knownReason } from './looks.ts';
import {
  type CleanedDocument,
  type CleanOptions,
  type CutPassage,
  LONG_WORDS,
  type SourceDocument,
  type SourceModel,
  type SourceRule,
} from './types.ts';

/** Rounds after which a document that does not settle stays as it was. */
const MOST_ROUNDS = 4;

/**
 * Decides anew what of a document is article and what is furniture, with what its source's other articles show. A line
 * that was cut may come back, one that was kept may go; what a person put back is never cut, and never is all cut.
 */
export function cleanWith(model: SourceModel, document: SourceDocument, options: CleanOptions): CleanedDocument {
  const rules = rulesOf(model);
  const unchanged: CleanedDocument = {
    text: document.text,
    removed: document.removed.map(({ text, start, reason, rule }) => ({
      text,
      start,
      reason: reason as RemovedReason,
      rule: rule ?? null,
    })),
    title: document.title,
    changed: false,
    textChanged: false,
  };
  if (rules.size === 0 && !document.removed.some((passage) => passage.rule)) return unchanged;
  let current: SourceDocument = document;
  let lines = storedLines(document);
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const next = decide(rules, current, lines, options.switchedOff);
    if (next === null || next.text.trim() === '') return unchanged;
    if (sameState(next, current)) return round === 0 ? unchanged : outcome(next, document);
    current = { ...document, ...next };
    const again = storedLines(current);
    // The next round would see what this one saw.
    if (document.titleIsGuess && document.kind !== 'page' && sameLines(again, lines)) return outcome(next, document);
    lines = again;
  }
  return unchanged;
}

function outcome(next: Decided, document: SourceDocument): CleanedDocument {
  return { ...next, changed: !sameState(next, document), textChanged: next.text !== document.text };
}

function sameLines(a: readonly StoredLine[], b: readonly StoredLine[]): boolean {
  return a.length === b.length && a.every((line, i) => line.text === b[i]!.text && line.breaks === b[i]!.breaks);
}

/** The rules whose lines a removed passage holds. */
export function rulesIn(model: SourceModel, passage: string): SourceRule[] {
  const rules = rulesOf(model);
  const found = new Map<string, SourceRule>();
  for (const line of passage.split('\n')) {
    const rule = rules.get(canonicalLine(line));
    if (rule) found.set(rule.ruleId, rule);
  }
  return [...found.values()];
}

const compiled = new WeakMap<SourceModel, Map<string, SourceRule>>();

function rulesOf(model: SourceModel): ReadonlyMap<string, SourceRule> {
  let rules = compiled.get(model);
  if (!rules) {
    rules = new Map(model.rules.map((rule) => [rule.line, rule]));
    compiled.set(model, rules);
  }
  return rules;
}

type Decided = Omit<CleanedDocument, 'changed' | 'textChanged'>;

function sameState(a: Decided, b: SourceDocument | Decided): boolean {
  return (
    a.text === b.text &&
    a.title === b.title &&
    a.removed.length === b.removed.length &&
    a.removed.every((passage, i) => {
      const other = b.removed[i]!;
      return (
        passage.text === other.text &&
        passage.start === other.start &&
        passage.reason === other.reason &&
        passage.rule === (other.rule ?? null)
      );
    })
  );
}

interface Unit {
  line: Line;
  /** The physical lines it was made of. */
  stored: StoredLine[];
  icon: string;
  rule: SourceRule | null;
  /** A person put it back, or the rule that cut it was switched off. */
  held: boolean;
}

function decide(
  rules: ReadonlyMap<string, SourceRule>,
  document: SourceDocument,
  stored: readonly StoredLine[],
  switchedOff: ReadonlySet<string>,
): Decided | null {
  const units = unitsOf(stored, document, rules, switchedOff);
  if (units.length === 0) return null;
  const page = document.kind === 'page';
  const { verdicts, title } = page ? { verdicts: ofPage(units), title: document.title } : ofDump(units, document);
  const inner: InnerCut[] = [];
  const blocks: Block[] = [];
  const byRule = new Set<Block>();
  units.forEach(({ line, icon, rule, stored }, i) => {
    const { keep, reason } = verdicts[i]!;
    const block: Block = { text: keep ? line.text : icon + line.text, kind: 'line', keep, reason, gap: line.gap };
    blocks.push(block);
    if (!keep && rule) byRule.add(block);
    if (keep && icon) inner.push({ block, at: 0, text: icon, reason: 'other' });
    let from = 0;
    for (const { text, inline } of stored) {
      for (const cut of inline) {
        const aside: Omit<InnerCut, 'block' | 'at'> = { text: cut.text, reason: cut.reason as RemovedReason };
        if (keep) inner.push({ block, at: from + cut.at, ...aside });
        else blocks.push({ kind: 'line', keep: false, gap: line.gap, ...aside });
      }
      from += text.length + 1 - (from === 0 ? icon.length : 0);
    }
  });
  // What a page's markup gave away must not come back with what a rule cut beside it.
  const ruled = new Set<RemovedPassage>();
  const assembled = assemble(
    blocks,
    inner,
    (block) => page && byRule.has(block),
    (passage, block) => {
      if (byRule.has(block)) ruled.add(passage);
    },
  );
  const removed = assembled.removed.map((passage): CutPassage => {
    const named = !page || ruled.has(passage);
    return { ...passage, rule: named ? ruleIn(passage.text, rules, switchedOff) : null };
  });
  return { text: assembled.text, removed, title };
}

/** The first rule in force for a line of the passage. */
function ruleIn(
  passage: string,
  rules: ReadonlyMap<string, SourceRule>,
  switchedOff: ReadonlySet<string>,
): string | null {
  for (const line of passage.split('\n')) {
    const rule = rules.get(canonicalLine(line));
    if (rule && !switchedOff.has(rule.ruleId)) return rule.ruleId;
  }
  return null;
}

function unitsOf(
  stored: readonly StoredLine[],
  document: SourceDocument,
  rules: ReadonlyMap<string, SourceRule>,
  switchedOff: ReadonlySet<string>,
): Unit[] {
  const { lines, icons } = withoutIcons(readLines(joinLines(stored)));
  const put = new Set<string>();
  const putBack = [
    ...document.keptByPerson,
    ...document.removed.filter((passage) => passage.restored).map((passage) => passage.text),
  ];
  for (const text of putBack) for (const line of text.split('\n')) put.add(canonicalLine(line));
  put.delete('');
  let at = 0;
  let began = false;
  const background = backgroundOf(lines, rules);
  return lines.map((line) => {
    const icon = icons.get(line) ?? '';
    const physicals = stored.slice(at, at + line.text.split('\n').length);
    at += physicals.length;
    const found = physicals.map((physical) => rules.get(physical.canonical));
    const repeats = found.every((one) => one !== undefined) && !background.has(line);
    const first = repeats ? (found[0] ?? null) : null;
    if (!first && line.words >= LONG_WORDS && line.closed) began = true;
    const rule = first?.where === 'below' && !began ? null : first;
    const off =
      (rule !== null && switchedOff.has(rule.ruleId)) ||
      (switchedOff.size > 0 && physicals.some(({ kept, canonical }) => !kept && switchedOff.has(ruleIdOf(canonical))));
    return {
      line: rule && !off ? { ...line, recurring: rule.where === 'anywhere' ? 'anywhere' : 'edges' } : line,
      stored: physicals,
      icon,
      rule: off ? null : rule,
      held: off || (put.size > 0 && physicals.some((physical) => put.has(physical.canonical))),
    };
  });
}

/** Words from which a sentence can be judged by what it is about. */
const TELLING_WORDS = 12;
/** Share of a repeated sentence's stems that the article's own sentences have, when it is background and not a notice; */
const BACKGROUND = 0.3;
/** and right beside such a one. */
const BESIDE_BACKGROUND = 0.2;

/**
 * Paragraphs that an outlet repeats under every article on a subject: they speak of what the article speaks of, where a notice
 * stands under any article.
 */
function backgroundOf(lines: readonly Line[], rules: ReadonlyMap<string, SourceRule>): ReadonlySet<Line> {
  const repeated = (line: Line) => rules.has(canonicalLine(line.text));
  const own = contentStems(
    lines
      .filter((line) => isSentence(line) && !repeated(line))
      .map((line) => line.text)
      .join('\n'),
  );
  const share = (line: Line | undefined): number =>
    line && line.words >= TELLING_WORDS && isSentence(line) && knownReason(line) === null && repeated(line)
      ? shareKnown(contentStems(line.text), own)
      : 0;
  const shares = lines.map(share);
  const background = new Set(lines.filter((_, i) => shares[i]! >= BACKGROUND));
  if (background.size === 0) return background;
  const spread = (i: number, beside: number) => {
    if (shares[i]! >= BESIDE_BACKGROUND && background.has(lines[beside]!)) background.add(lines[i]!);
  };
  for (let i = 1; i < lines.length; i++) spread(i, i - 1);
  for (let i = lines.length - 2; i >= 0; i--) spread(i, i + 1);
  return background;
}

interface Verdict {
  keep: boolean;
  reason: RemovedReason;
}

function ofDump(units: readonly Unit[], document: SourceDocument): { verdicts: Verdict[]; title: string | null } {
  const lines = units.map((unit) => unit.line);
  const light = document.kind === 'record';
  const stated = document.title === null ? null : canonicalLine(document.title);
  // A record's title is stated. That of a page is looked for in its lines, and where none is like it, a headline is.
  const known =
    !document.titleIsGuess &&
    stated !== null &&
    (light || units.some(({ line, stored: [first] }) => !line.recurring && first!.canonical === stated));
  const cleaned = cleanLines(lines, document.language ?? '', known ? { light, title: document.title! } : { light });
  const title = document.titleIsGuess ? (cleaned.title ?? document.title) : document.title;
  const verdicts = units.map((unit, i): Verdict => {
    const verdict = cleaned.verdicts[i]!;
    if (unit.held) return { keep: true, reason: 'other' };
    if (verdict.keep) return unit.line.recurring === 'anywhere' ? { keep: false, reason: unit.rule!.reason } : verdict;
    // A headline that the article is not called by stays in sight, unless it was cut as one before.
    if (cleaned.title === unit.line.text && title !== cleaned.title && verdict.reason === 'headline') {
      return { keep: unit.stored.every((line) => line.kept || line.reason !== 'headline'), reason: 'headline' };
    }
    return { keep: false, reason: verdict.reason };
  });
  const first = verdicts.findIndex(({ keep }) => keep);
  const last = verdicts.findLastIndex(({ keep }) => keep);
  units.forEach(({ rule }, i) => {
    const verdict = verdicts[i]!;
    if (verdict.keep || !rule || !REASONS_OF_PLACE.has(rule.reason)) return;
    verdict.reason = i < first ? 'menu' : i > last ? (rule.where === 'below' ? 'read next' : 'footer') : verdict.reason;
  });
  return { verdicts, title };
}

/** A rule with one of these says where its line stands rather than what its words are. */
const REASONS_OF_PLACE: ReadonlySet<RemovedReason> = new Set(['menu', 'footer', 'read next', 'other']);

/** A page's own markup decided already: only repeating lines at the edges of its text go, and what rules cut may return. */
function ofPage(units: readonly Unit[]): Verdict[] {
  const edge = (from: number, step: 1 | -1) => {
    const found = new Set<number>();
    for (let i = from; i >= 0 && i < units.length; i += step) {
      const { rule, stored } = units[i]!;
      const inText = stored.some((line) => line.kept || line.rule !== null);
      if (!inText) continue;
      if (!rule || rule.documents < 3) break;
      found.add(i);
    }
    return found;
  };
  const top = edge(0, 1);
  const bottom = edge(units.length - 1, -1);
  return units.map((unit, i) => {
    const [first] = unit.stored;
    const ownText = unit.stored.some((line) => line.kept || line.rule !== null);
    if (unit.held) return { keep: true, reason: 'other' };
    if (!ownText) return { keep: false, reason: (first!.reason ?? 'other') as RemovedReason };
    if (unit.rule && (top.has(i) || bottom.has(i))) return { keep: false, reason: unit.rule.reason };
    return { keep: true, reason: 'other' };
  });
}
