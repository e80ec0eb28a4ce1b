// The columns of every file, in order, with what data_dictionary.csv says of them. Programs rely on these names and
// their order: a change needs a new format version and a note in the changelog.

import { annotationLevels, annotationStatuses } from '../../../../shared/model/annotation.ts';
import { decisions, publishedPrecisions } from '../../../../shared/model/article.ts';
import { claimKinds, claimVerdicts, evidenceStances } from '../../../../shared/model/claim.ts';
import { attributeTypes, codeTargets } from '../../../../shared/model/codebook.ts';
import { sides } from '../../../../shared/model/story.ts';

export const FORMAT_VERSION = '1';

/** Stands between the pieces in `further_quotes`. */
export const PIECES_JOINED_BY = ' … ';

export interface Column {
  name: string;
  type: 'text' | 'identifier' | 'integer' | 'number' | 'boolean' | 'date' | 'time' | 'category';
  unit: string;
  meaning: string;
  /** Values separated by ` | `; empty when any will do. */
  allowed: string;
}

const column = (name: string, type: Column['type'], meaning: string, more: Partial<Column> = {}): Column => ({
  name,
  type,
  unit: '',
  meaning,
  allowed: '',
  ...more,
});

const oneOf = (values: readonly string[]) => ({ allowed: values.join(' | ') });
const codePoints = { unit: 'Unicode code points from 0' };
const utc = { unit: 'ISO 8601, UTC' };

const formatVersion = column('format_version', 'text', 'Version of this format', { allowed: FORMAT_VERSION });
const articleId = column('article_id', 'identifier', 'Article; the same in every project that imports the same folder');
const textSha256 = column('text_sha256', 'text', 'SHA-256 of texts/<article_id>.txt, the text that offsets refer to');
const start = column(
  'start',
  'integer',
  'First character of the span; empty for a whole article or an unplaced span',
  codePoints,
);
const end = column(
  'end',
  'integer',
  'Character after the last of the span, so that text[start:end] is the quote',
  codePoints,
);
const quote = column('quote', 'text', 'The words of the span');
const prefix = column('prefix', 'text', 'Up to 32 UTF-16 units before the span');
const suffix = column('suffix', 'text', 'Up to 32 UTF-16 units after the span');
const status = column(
  'status',
  'category',
  'unplaced: the words are not in the present text',
  oneOf(annotationStatuses),
);
const coder = column('coder', 'text', 'Who made it');
const createdAt = column('created_at', 'time', 'When it was made', utc);
const updatedAt = column('updated_at', 'time', 'When it was last changed', utc);
const source = column('source', 'text', 'Name of the outlet; empty when unknown');
const url = column('url', 'text', 'Address the article was published at; empty when unknown');
const publishedAt = column('published_at', 'date', 'When the article was published, as precise as it is known', {
  unit: 'ISO 8601: 2025, 2025-05, 2025-05-16, 2025-05-16T19:39 or 2025-05-16T19:39+03:00',
});
const nArticles = column('n_articles', 'integer', 'Articles in this export', { unit: 'articles' });
const firstPublished = column('first_published', 'date', 'Date of the earliest dated article');
const lastPublished = column('last_published', 'date', 'Date of the latest dated article');

/** @param attributes columns of the codebook's attributes, see attribute-columns.ts */
export const annotationColumns = (attributes: readonly Column[]): Column[] => [
  formatVersion,
  column('annotation_id', 'identifier', 'Annotation (UUID); an annotation with several codes has several rows'),
  column('coding_id', 'identifier', 'This code on this annotation (UUID); empty for a highlight without a code'),
  articleId,
  column('article_title', 'text', 'Title of the article'),
  source,
  publishedAt,
  url,
  textSha256,
  column('level', 'category', 'What is annotated: a span of the text or the whole article', oneOf(annotationLevels)),
  column('code_id', 'identifier', 'Code (UUID), see codebook.csv'),
  column('code_path', 'text', 'Names of the code and the codes above it, joined with /; a slash in a name is \\/'),
  column('code_name', 'text', 'Name of the code'),
  start,
  end,
  quote,
  prefix,
  suffix,
  ...attributes,
  column('memo', 'text', 'What the coder noted'),
  column('confidence', 'integer', 'How sure the coder was; empty when not given', {
    unit: 'percent',
    allowed: '0 to 100',
  }),
  coder,
  column('origin', 'text', 'manual, import, or the analyser whose suggestion was accepted'),
  createdAt,
  updatedAt,
  status,
  column(
    'code_version',
    'integer',
    'Version of the definition that the code was given under, see version in codebook.csv; empty without a code',
  ),
  column(
    'further_spans',
    'text',
    'Where the further pieces of a span in several pieces lie, in the order of the text; empty for one in one piece',
    { unit: 'start-end;start-end in Unicode code points from 0, each like start and end' },
  ),
  column('further_quotes', 'text', `The words of the further pieces, joined by “${PIECES_JOINED_BY}”`),
];

export const articleColumns: readonly Column[] = [
  formatVersion,
  articleId,
  column(
    'original_path',
    'text',
    'Path of the file relative to the imported folder; # introduces the record in a file',
  ),
  column('title', 'text', 'Title'),
  source,
  column('byline', 'text', 'Who wrote it, as printed'),
  publishedAt,
  column('published_precision', 'category', 'How precise published_at is', oneOf(publishedPrecisions)),
  column('published_at_utc', 'time', 'published_at in UTC; empty unless its time zone is known', utc),
  column('language', 'text', 'Language of the text', { unit: 'BCP 47 tag' }),
  column('direction', 'category', 'Writing direction', oneOf(['ltr', 'rtl'])),
  url,
  column('words', 'integer', 'Length of the text', { unit: 'words' }),
  textSha256,
  column('n_annotations', 'integer', 'Annotations of all coders', { unit: 'annotations' }),
];

export const decisionColumns = (name: string, coderName: string): Column[] => [
  column(`decision_${name}`, 'category', `Triage decision of ${coderName}`, oneOf(decisions)),
  column(`reason_${name}`, 'text', `Reason of ${coderName} for the triage decision`),
];

/** What one coder found about a claim. */
export const verdictColumns = (name: string, coderName: string): Column[] => [
  column(`verdict_${name}`, 'category', `Verdict of ${coderName}; empty when none was given`, oneOf(claimVerdicts)),
  column(`verdict_reason_${name}`, 'text', `Why ${coderName} gave that verdict`),
  column(`verdict_at_${name}`, 'time', `When ${coderName} gave that verdict`, utc),
];

/** What one rater says of a source. */
export const ratingColumns = (name: string, rater: string): Column[] => [
  column(`lean_${name}`, 'integer', `Lean of the source after ${rater}: -2 left to 2 right; empty when unrated`, {
    allowed: '-2 to 2',
  }),
  column(`lean_label_${name}`, 'text', `The same as ${rater} words it`),
  column(
    `reliability_${name}`,
    'integer',
    `Reliability after ${rater}: 0 very low to 5 very high; empty when unrated`,
    {
      allowed: '0 to 5',
    },
  ),
  column(`reliability_label_${name}`, 'text', `The same as ${rater} words it`),
  column(`basis_${name}`, 'text', `What the rating of ${rater} rests on`),
  column(`rated_on_${name}`, 'date', `Day of the rating of ${rater}`, { unit: 'ISO 8601' }),
];

/** What the code with the most attributes needs in codebook.csv. @param number from 1 */
export const askedColumns = (number: number): Column[] => [
  column(`attribute_${number}`, 'text', 'What is asked about every annotation with the code; empty when nothing is'),
  column(`attribute_${number}_type`, 'category', `Type of its values`, oneOf(attributeTypes)),
  column(
    `attribute_${number}_values`,
    'text',
    'The values of a choice, separated by semicolons; one in a value is \\;',
  ),
];

export const groupColumns: readonly Column[] = [
  column(
    'duplicate_group',
    'identifier',
    'article_id of the article that heads the group of copies; empty without copies',
  ),
  column('story', 'identifier', 'Story (UUID), see stories.csv; empty for an article in none'),
];

export const codeCountColumn = (path: string): Column =>
  column(`n_${path}`, 'integer', `Annotations of all coders with the code ${path}, codes below it not counted`, {
    unit: 'annotations',
  });

const claimId = column('claim_id', 'identifier', 'Claim (UUID)');

export const fixedTables = {
  'claims.csv': [
    formatVersion,
    claimId,
    column('number', 'integer', 'Number of the claim in the project'),
    column('statement', 'text', 'The claim in words'),
    column('speaker', 'text', 'Who makes it'),
    column('kind', 'category', 'What kind of claim; empty when not given', oneOf(claimKinds)),
    column(
      'verdict',
      'category',
      'The verdict in force: the adjudicated one, else the one given last; unverified while there is none',
      oneOf(claimVerdicts),
    ),
    column('note', 'text', 'What the coder noted'),
    column('n_mentions', 'integer', 'Mentions in this export', { unit: 'mentions' }),
    coder,
    createdAt,
    updatedAt,
    column('audience', 'text', 'Whom it was said to'),
    column('verdict_reason', 'text', 'Why the verdict in force was given'),
    column('verdict_at', 'time', 'When the verdict in force was given; empty while there is none', utc),
    column('open_question', 'text', 'What is still to be found out'),
    column('n_supports', 'integer', 'Pieces of evidence in this export that support it', { unit: 'pieces' }),
    column('n_refutes', 'integer', 'Pieces of evidence in this export that refute it', { unit: 'pieces' }),
    column('n_context', 'integer', 'Pieces of evidence in this export that help to judge it', { unit: 'pieces' }),
    column('code_ids', 'text', 'Codes (UUID) that any coder gave to the claim, separated by semicolons'),
    column('codes', 'text', 'The same by their paths, see codebook.csv, separated by semicolons'),
  ],
  'claim_mentions.csv': [
    formatVersion,
    column('mention_id', 'identifier', 'Mention (UUID)'),
    claimId,
    column('claim_number', 'integer', 'Number of the claim in the project'),
    articleId,
    column('article_title', 'text', 'Title of the article'),
    source,
    publishedAt,
    url,
    textSha256,
    start,
    end,
    quote,
    prefix,
    suffix,
    createdAt,
    status,
    coder,
  ],
  'claim_evidence.csv': [
    formatVersion,
    column('evidence_id', 'identifier', 'Piece of evidence (UUID)'),
    claimId,
    column('stance', 'category', 'How it bears on the claim', oneOf(evidenceStances)),
    column('article_id', 'identifier', 'Article of a passage; empty for a link'),
    textSha256,
    start,
    end,
    column('quote', 'text', 'The words of the passage, or those quoted from the linked page'),
    column('url', 'text', 'Address of the linked page; of a passage, where its article was published'),
    column('note', 'text', 'What the coder noted'),
    coder,
    createdAt,
    column('kind', 'category', 'A page elsewhere, or a passage of the corpus', oneOf(['link', 'passage'])),
    column('claim_number', 'integer', 'Number of the claim in the project'),
    column('title', 'text', 'Title of the linked page, or of the article'),
    source,
    publishedAt,
    prefix,
    suffix,
    updatedAt,
    status,
  ],
  'sources.csv': [
    formatVersion,
    column('name', 'text', 'Name of the outlet'),
    column('domain', 'text', 'Registrable domain; empty for a source known by name alone'),
    column('country', 'text', 'Country'),
    column('language', 'text', 'Language'),
    column('notes', 'text', 'Notes'),
    nArticles,
    firstPublished,
    lastPublished,
    column('aliases', 'text', 'Other names and domains it is known by, separated by semicolons'),
  ],
  'stories.csv': [
    formatVersion,
    column('story_id', 'identifier', 'Story (UUID)'),
    column('title', 'text', 'Title of the story'),
    column('topics', 'text', 'Topics of the story, separated by semicolons'),
    nArticles,
    column('n_sources', 'integer', 'Sources with an article of the story in this export', { unit: 'sources' }),
    firstPublished,
    lastPublished,
    column('gap', 'text', 'Coverage gap of the whole story in words, an estimate; empty when none was found'),
    column('gap_kind', 'category', 'What the rule for gaps says', oneOf(['gap', 'none', 'tie', 'too few'])),
    column('gap_side', 'category', 'The side that is low; empty without a gap', oneOf(sides)),
    column('gap_share', 'number', 'Share of that side among the rated sources of the story', { unit: '0 to 1' }),
    ...(['left', 'leans_left', 'centre', 'leans_right', 'right'] as const).map((band) =>
      column(`n_${band}`, 'integer', `Sources of the whole story in the band ${band.replace('_', ' ')}`, {
        unit: 'sources',
      }),
    ),
    column('n_rated', 'integer', 'Sources of the whole story that count as rated', { unit: 'sources' }),
    column('n_unrated', 'integer', 'Sources of the whole story that no rater asked has rated', { unit: 'sources' }),
    column('gap_min_rated', 'integer', 'Rule: rated sources that a story must have', { unit: 'sources' }),
    column('gap_max_share', 'number', 'Rule: a side is low with at most this share', { unit: '0 to 1' }),
    column('gap_min_ratio', 'number', 'Rule: and the strongest side has so many times as many', { unit: 'times' }),
    column('gap_raters', 'text', 'Rule: raters asked, separated by semicolons; empty for all'),
    column('n_articles_in_story', 'integer', 'Articles of the whole story, copies too', { unit: 'articles' }),
    column('n_distinct', 'integer', 'The same without copies of one another', { unit: 'articles' }),
    column('title_by', 'category', 'Who gave the title', oneOf(['analyser', 'person'])),
    column('topics_by', 'category', 'Who gave the topics', oneOf(['analyser', 'person'])),
    column('articles_by', 'category', 'person: someone put articles into the story by hand', {
      ...oneOf(['analyser', 'person']),
    }),
    column('is_locked', 'boolean', 'true: no analyser adds to it or takes from it', oneOf(['true', 'false'])),
    column('analyser', 'text', 'Name and version of what found it; empty for one that a person made'),
    column('n_corrections', 'integer', 'Sentences and other things that people took out of its page or put in', {
      unit: 'corrections',
    }),
    column('hidden_blocks', 'text', 'Blocks of its page that people hid, separated by semicolons'),
    column('comments', 'text', 'What people noted on blocks of its page: block: words, separated by semicolons'),
  ],
  'codebook.csv': [
    column('code_id', 'identifier', 'Code (UUID)'),
    column('parent_id', 'identifier', 'Code above it; empty at the root'),
    column('path', 'text', 'Names of the code and the codes above it, joined with /; a slash in a name is \\/'),
    column('name', 'text', 'Name'),
    column('definition', 'text', 'What the code means'),
    column('when_to_use', 'text', 'When to use it'),
    column('when_not', 'text', 'When not to use it'),
    column('example', 'text', 'Example'),
    column('color', 'integer', 'Slot of the palette', { allowed: '1 to 10' }),
    column('shortcut', 'text', 'Key that gives the code'),
    column('is_codable', 'boolean', 'false for a group that only orders the codes below it', oneOf(['true', 'false'])),
    column('n_annotations', 'integer', 'Annotations in this export with this code', { unit: 'annotations' }),
    column('n_articles', 'integer', 'Articles in this export with this code', { unit: 'articles' }),
    column('applies_to', 'text', `What it can be given to, separated by semicolons: ${codeTargets.join(', ')}`),
    column('archived', 'boolean', 'true for a code that is no longer given', oneOf(['true', 'false'])),
    column('version', 'integer', 'One more with each change of what it means; see code_version in annotations.csv'),
  ],
  'relations.csv': [
    formatVersion,
    column('relation_id', 'identifier', 'Relation between two annotations (UUID)'),
    column('kind', 'text', 'Name of the kind of relation'),
    column('is_directed', 'boolean', 'false: which annotation is from and which is to says nothing', {
      ...oneOf(['true', 'false']),
    }),
    column('from_annotation_id', 'identifier', 'Annotation that it goes out from, see annotations.csv'),
    column('to_annotation_id', 'identifier', 'Annotation that it goes to'),
    column('memo', 'text', 'What the coder noted'),
    coder,
    createdAt,
    updatedAt,
  ],
  'history.csv': [
    formatVersion,
    column('change_id', 'integer', 'Change, counted in the order they were made'),
    column('at', 'time', 'When it was made', utc),
    coder,
    column('action', 'text', 'What kind of change'),
    column('label', 'text', 'The change in words'),
    column('article_id', 'identifier', 'Article it is about; empty for one about the codebook or several articles'),
    column(
      'state',
      'category',
      'undone: taken back; dropped: taken back and then replaced',
      oneOf(['done', 'undone', 'dropped']),
    ),
  ],
  'data_dictionary.csv': [
    column('file', 'text', 'File'),
    column('column', 'text', 'Column of the file'),
    column(
      'type',
      'category',
      'Type of its values',
      oneOf(['text', 'identifier', 'integer', 'number', 'boolean', 'date', 'time', 'category']),
    ),
    column('unit', 'text', 'Unit or format of its values'),
    column('meaning', 'text', 'What it says'),
    column('allowed_values', 'text', 'Values it may have, separated by |; empty when any will do'),
  ],
} as const satisfies Record<string, readonly Column[]>;

/** Names of coders as parts of column names: letters, digits, `-` and `_`, told apart whatever their case. */
export function columnNames(names: readonly string[]): string[] {
  const taken = new Set<string>();
  return names.map((name) => {
    const safe = name.normalize('NFC').replace(/[^\p{L}\p{M}\p{N}_-]+/gu, '_') || '_';
    let unique = safe;
    for (let n = 2; taken.has(unique.toLowerCase()); n++) unique = `${safe}_${n}`;
    taken.add(unique.toLowerCase());
    return unique;
  });
}
