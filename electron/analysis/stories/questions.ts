import type { Gap, Side } from '../../../shared/model/story.ts';
import type {
  StoryClaim,
  StoryDisagreement,
  StoryQuestion,
  StorySections,
  StorySpeaker,
} from '../../../shared/model/story-sections.ts';

const MOST = { figures: 4, oneSource: 3, oneSide: 2, quotations: 2 };
/** In a story of fewer voices, that nobody else says something tells nothing. */
const LEAST_VOICES = 3;
/** Quotations in which one may be heard too much, and the share from which on one is. */
const LEAST_QUOTED = 6;
const MOST_HEARD = 0.6;
/** A source that quotes one alone quotes it at least so often. */
const LEAST_OF_ONE = 3;
const LONGEST = 140;

const SIDE_WORDS: Record<Side, string> = { left: 'on the left', centre: 'in the centre', right: 'on the right' };

export interface QuestionMaterial {
  gap: Gap;
  figures: readonly StoryDisagreement[];
  /** Claims that no other voice supports, denies or gives another figure for, the most check-worthy first. */
  unsupported: readonly StoryClaim[];
  onlyOneSide: StorySections['onlyOneSide'];
  quoted: readonly StorySpeaker[];
  voices: number;
}

/** Questions that the story itself leaves open: each is built from something that is missing and can be looked at. */
export function questionsOf(material: QuestionMaterial): StoryQuestion[] {
  const { gap, figures, unsupported, onlyOneSide, quoted, voices } = material;
  const questions: StoryQuestion[] = [];
  if (gap.kind === 'gap') {
    const share = Math.round(gap.share * 100);
    questions.push({
      kind: 'gap',
      text: `How do sources ${SIDE_WORDS[gap.side]} tell it? They are ${share} % of the rated sources here.`,
      places: [],
    });
  }
  for (const { counted, figures: given } of figures.slice(0, MOST.figures)) {
    const values = [...new Map(given.map(({ value, figure }) => [value, figure.text])).values()];
    questions.push({
      kind: 'figures',
      text: `Which figure${counted ? ` for ${counted}` : ''} is right: ${listed(values)}?`,
      places: given.map(({ figure }) => figure),
    });
  }
  for (const { said } of voices >= LEAST_VOICES ? unsupported.slice(0, MOST.oneSource) : []) {
    const text = `What supports “${shortened(said.text)}”? Only ${said.source || 'one article'} says it.`;
    questions.push({ kind: 'one source', text, places: [said] });
  }
  for (const { side, missing, statement } of onlyOneSide.slice(0, MOST.oneSide)) {
    questions.push({
      kind: 'one side',
      text: `Why do only sources ${SIDE_WORDS[side]} report “${shortened(statement.said.text)}”, and none ${listed(missing.map((one) => SIDE_WORDS[one]))}?`,
      places: [statement.said, ...statement.alsoBy].map(({ articleId, sourceId, source, start, end, text }) => ({
        ...{ articleId, sourceId, source, start, end, text },
      })),
    });
  }
  questions.push(...oneSidedQuotations(quoted).slice(0, MOST.quotations));
  return questions;
}

/** One who is heard far more than all others, and sources that quote one alone whom others answer. */
function oneSidedQuotations(quoted: readonly StorySpeaker[]): StoryQuestion[] {
  const questions: StoryQuestion[] = [];
  const total = quoted.reduce((sum, { quotations }) => sum + quotations, 0);
  const [most] = [...quoted].sort((a, b) => b.quotations - a.quotations);
  if (most && quoted.length > 1 && total >= LEAST_QUOTED && most.quotations >= MOST_HEARD * total) {
    const text = `Who answers ${most.name}? ${most.quotations} of ${total} quotations are from this speaker.`;
    questions.push({ kind: 'quotations', text, places: most.places });
  }
  const bySource = new Map<string, Map<StorySpeaker, number>>();
  for (const speaker of quoted) {
    for (const { source, quotations } of speaker.bySource) {
      const own = bySource.get(source) ?? new Map<StorySpeaker, number>();
      bySource.set(source, own.set(speaker, quotations));
    }
  }
  for (const [source, speakers] of bySource) {
    const [[only, n] = [undefined, 0]] = speakers;
    if (!only || speakers.size > 1 || n < LEAST_OF_ONE || source === '') continue;
    const others = quoted.filter((one) => one !== only && one.bySource.length > 1).slice(0, 2);
    if (others.length === 0) continue;
    questions.push({
      kind: 'quotations',
      text: `${source} quotes ${only.name} alone. What do ${listed(
        others.map(({ name }) => name),
        'and',
      )} say, whom several others quote?`,
      places: only.places.filter((place) => place.source === source),
    });
  }
  return questions;
}

const shortened = (text: string): string => {
  const line = text.replace(/\s+/gu, ' ').trim();
  return line.length > LONGEST ? `${line.slice(0, LONGEST).replace(/\s+\S*$/u, '')}…` : line;
};

const listed = (values: readonly string[], word = 'or'): string =>
  values.length < 2 ? values.join('') : `${values.slice(0, -1).join(', ')} ${word} ${values.at(-1)}`;
