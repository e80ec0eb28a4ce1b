// What people said of the blocks of a story's page, and the page with that done to it. The analyser's own sections are never
// changed: they are written anew at any time, and the same corrections are made again.
import {
  type BlockCorrection,
  type StoryBlock,
  type StoryPlace,
  type StorySections,
  storyBlocks,
} from '../../../../shared/model/story-sections.ts';
import type { ReadableDb } from '../../db/types.ts';

/** The sections before people's corrections. */
export type AnalysedSections = Omit<StorySections, 'corrections'>;

export interface StoredCorrection {
  correctionId: string;
  block: StoryBlock;
  kind: 'out' | 'in';
  articleId: string | null;
  sourceId: number | null;
  source: string;
  /** Null where the words are gone from the text in force. */
  start: number | null;
  end: number | null;
  /** Whether the place is one in the text in force. */
  isExact: boolean;
  text: string;
  coder: string;
  at: string;
}

export interface StoredBlock {
  block: StoryBlock;
  isHidden: boolean;
  comment: string;
  wording: string;
  coder: string;
  at: string;
}

export interface StoryCorrections {
  blocks: StoredBlock[];
  corrections: StoredCorrection[];
}

export function readCorrections(db: ReadableDb, { storyId }: { storyId: string }): StoryCorrections {
  const blocks = db
    .all<Omit<StoredBlock, 'isHidden'> & { isHidden: number }>(
      `SELECT b.block, b.is_hidden AS isHidden, b.comment, b.wording, c.name AS coder, b.updated_at AS at
       FROM story_block b JOIN coder c ON c.id = b.coder WHERE b.story_id = ?`,
      storyId,
    )
    .map((one) => ({ ...one, isHidden: one.isHidden === 1 }));
  type Row = Omit<StoredCorrection, 'isExact'> & { version: number | null; inForce: number | null };
  const rows = db.all<Row>(
    `SELECT k.correction_id AS correctionId, k.block, k.kind, a.article_id AS articleId, a.source_id AS sourceId,
       coalesce(o.name, '') AS source, k.start, k.end, k.exact AS text, c.name AS coder, k.created_at AS at,
       k.text_version_id AS version, a.text_version_id AS inForce
     FROM story_correction k JOIN coder c ON c.id = k.coder LEFT JOIN article a ON a.id = k.article
       LEFT JOIN source o ON o.id = a.source_id
     WHERE k.story_id = ? ORDER BY k.created_at, k.correction_id`,
    storyId,
  );
  const corrections = rows.map(({ version, inForce, ...row }) => {
    const isExact = version === inForce;
    if (isExact || inForce === null) return { ...row, isExact };
    const text = db.value<string>('SELECT text FROM text_body WHERE text_version_id = ?', inForce) ?? '';
    const start = text.indexOf(row.text);
    return { ...row, isExact, start: start < 0 ? null : start, end: start < 0 ? null : start + row.text.length };
  });
  return { blocks, corrections };
}

/** Whether a correction is about these words. In a new text of the article the same words are meant, wherever they stand. */
const isAbout = ({ articleId, start, isExact, text }: StoredCorrection, place: StoryPlace) =>
  articleId === place.articleId && text === place.text && (!isExact || start === place.start);

/**
 * The sections as people put them right: without what they took out, with what they put in, and nothing in blocks that they
 * hid. What was done stands in `corrections`.
 */
export function corrected(analysed: AnalysedSections, { blocks, corrections }: StoryCorrections): StorySections {
  const hidden = new Set(blocks.filter(({ isHidden }) => isHidden).map(({ block }) => block));
  const taken = (block: StoryBlock, place: StoryPlace) =>
    corrections.some((one) => one.kind === 'out' && one.block === block && isAbout(one, place));
  const takenByName = (block: StoryBlock, name: string) =>
    corrections.some((one) => one.kind === 'out' && one.block === block && one.articleId === null && one.text === name);
  const shown = <T>(block: StoryBlock, list: readonly T[], places: (one: T) => readonly StoryPlace[]): T[] =>
    hidden.has(block) ? [] : list.filter((one) => !places(one).some((place) => taken(block, place)));
  /** What people put in comes last; a sentence that the analyser takes as well stands once, as theirs. */
  const filled = (block: 'happened' | 'matters', list: StorySections['happened']): StorySections['happened'] => {
    const theirs = corrections.filter(({ kind, block: into }) => kind === 'in' && into === block);
    const own = shown(block, list, (one) => [one]).map((one) => {
      const same = theirs.find((correction) => isAbout(correction, one));
      return same ? { ...one, putIn: by(same) } : one;
    });
    const more = theirs.flatMap((one) => {
      const place = placeOf(one);
      if (!place || list.some((known) => isAbout(one, known))) return [];
      return [{ ...place, score: 0, reason: 'put here by a person', putIn: by(one) }];
    });
    return hidden.has(block) ? [] : [...own, ...more];
  };
  const said = ({ statement }: StorySections['onlyOneSide'][number]) => [statement.said, ...statement.alsoBy];
  const chosen = corrections.filter(({ kind, block }) => kind === 'in' && block === 'claims');
  return {
    ...analysed,
    happened: filled('happened', analysed.happened),
    matters: filled('matters', analysed.matters),
    commonGround: shown('commonGround', analysed.commonGround, (one) => [one.said, ...one.alsoBy]),
    onlyOneSide: shown('onlyOneSide', analysed.onlyOneSide, said),
    figures: shown('figures', analysed.figures, ({ figures }) => figures.map(({ figure }) => figure)),
    quoted: hidden.has('quoted') ? [] : analysed.quoted.filter(({ name }) => !takenByName('quoted', name)),
    questions: hidden.has('questions') ? [] : analysed.questions.filter(({ text }) => !takenByName('questions', text)),
    claims: shown('claims', analysed.claims, (one) => [one.said]).map((claim) => {
      const own = chosen.find((one) => isAbout(one, claim.said));
      return own ? { ...claim, putIn: by(own) } : claim;
    }),
    signals: hidden.has('signals') ? [] : analysed.signals.map((source) => withoutPlaces(source, taken)),
    corrections: storyBlocks.flatMap((block) => correctionOf(block, blocks, corrections)),
  };
}

type Signal = StorySections['signals'][number];

/** What was taken out is not counted either. */
function withoutPlaces(source: Signal, taken: (block: StoryBlock, place: StoryPlace) => boolean): Signal {
  const out = source.places.filter((place) => taken('signals', place));
  if (out.length === 0) return source;
  const labels = { ...source.labels };
  for (const { label } of out) labels[label] = Math.max(0, (labels[label] ?? 0) - 1);
  return { ...source, labels, places: source.places.filter((place) => !out.includes(place)) };
}

const by = ({ correctionId, coder, at }: StoredCorrection) => ({ correctionId, coder, at });

function placeOf({ articleId, sourceId, source, start, end, text }: StoredCorrection): StoryPlace | null {
  return articleId !== null && start !== null && end !== null
    ? { articleId, sourceId, source, start, end, text }
    : null;
}

function correctionOf(
  block: StoryBlock,
  blocks: readonly StoredBlock[],
  corrections: readonly StoredCorrection[],
): BlockCorrection[] {
  const own = blocks.find((one) => one.block === block);
  const made = corrections.filter((one) => one.block === block);
  if (!own && made.length === 0) return [];
  const last = made.at(-1);
  return [
    {
      block,
      isHidden: own?.isHidden ?? false,
      comment: own?.comment ?? '',
      wording: own?.wording ?? '',
      coder: own?.coder ?? last?.coder ?? '',
      at: own?.at ?? last?.at ?? '',
      out: made.filter(({ kind }) => kind === 'out').map((one) => ({ ...by(one), text: one.text, source: one.source })),
      in: made.filter(({ kind }) => kind === 'in').length,
    },
  ];
}
