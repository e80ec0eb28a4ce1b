import type { SettingValues } from '../../../shared/model/analyser-setting.ts';
import { sentences } from '../../../shared/text/sentences.ts';
import type { Span } from '../../../shared/text/span.ts';
import type { FoundLanguage } from '../extract/language/language.ts';
import { detectLanguage, primaryTag } from '../extract/language/language.ts';

/** A span with what it is called, how sure that is, and why. Offsets are UTF-16 into the text, end-exclusive. */
export interface Finding extends Span {
  label: string;
  /** 0 to 1; comparable within one analyser only. */
  score: number;
  /** For people: the rule, and the words it rests on. */
  reason: string;
  /** Where the matched words stand, when they are less than the span. */
  words?: readonly Span[];
  /** Quotations: who speaks, and the verb that says so. */
  speaker?: (Span & { name: string }) | null;
  cue?: Span | null;
  /** What else an analyser knows: the unit of a figure, the kind of a claim. Survives a structured clone. */
  details?: Readonly<Record<string, string | number | boolean | null>>;
}

export type AnalyserName = 'language' | 'sentences' | 'entities' | 'quotations' | 'claims' | 'figures' | 'techniques';

/** One procedure over the text of one article: text in, findings out. Pure: no database, no files, no clock. */
export interface Analyser {
  name: AnalyserName;
  /** Changes whenever the same text can come out otherwise. */
  version: string;
  /** For people. */
  title: string;
  explanation: string;
  /** Primary language tags it knows; null where it works in any. Elsewhere it finds nothing, and says so. */
  languages: readonly string[] | null;
  /** Empty: not measured. See shared/model/accuracy.ts, where the figures stand. */
  accuracy: readonly { measure: string; value: number; data: string }[];
  /** Findings below this score are given only when all are asked for. */
  threshold: number;
  /**
   * In reading order; those below the threshold too.
   * @param settings a value for each of its `declaredSettings`; left out: those it comes with
   */
  find(article: AnalysedText, settings?: SettingValues): Finding[];
}

/** A text with what several analysers need of it, worked out once and only when it is asked for. */
export class AnalysedText {
  readonly text: string;
  readonly title: string | null;
  #language: string | null | undefined;
  #detected: FoundLanguage | null | undefined;
  #sentences: readonly Span[] | undefined;

  /** @param language tag such as `en` or `en-GB`; left out: detected */
  constructor(text: string, known: { language?: string | null; title?: string | null } = {}) {
    this.text = text;
    this.title = known.title ?? null;
    this.#language = primaryTag(known.language) ?? undefined;
  }

  /** As the text itself shows it; null for texts too short to say. */
  get detected(): FoundLanguage | null {
    if (this.#detected === undefined) this.#detected = detectLanguage(this.text);
    return this.#detected;
  }

  get language(): string | null {
    if (this.#language === undefined) this.#language = this.detected?.language ?? null;
    return this.#language;
  }

  get sentences(): readonly Span[] {
    this.#sentences ??= sentences(this.text, this.language);
    return this.#sentences;
  }

  slice(span: Span): string {
    return this.text.slice(span.start, span.end);
  }
}

/** Findings below this score are given only when all are asked for, under the settings. */
export const thresholdUnder = (analyser: Analyser, settings: SettingValues): number =>
  typeof settings.threshold === 'number' ? settings.threshold : analyser.threshold;

/** Whether an analyser says anything of texts in a language. An unknown language is tried. */
export const knowsLanguage = (analyser: Analyser, language: string | null): boolean =>
  analyser.languages === null || language === null || analyser.languages.includes(language);
