import type { ChangeDetail } from '../../../../shared/contract/rooms/history.ts';
import type { ReadableDb, SqlValue } from '../../db/types.ts';

type Image = Record<string, SqlValue>;

/** One row of the project as a change left it. */
export interface LoggedImage {
  tbl: string;
  key: Image;
  before: Image | null;
  after: Image | null;
}

/** Characters of a quotation or memo that a table shows. */
const MOST = 160;

function short(value: SqlValue | undefined): string | null {
  if (value === null || value === undefined || value === '') return null;
  const words = String(value).replace(/\s+/g, ' ').trim();
  return [...words].length > MOST ? `${[...words].slice(0, MOST - 1).join('')}…` : words;
}

/** Looks names up by id, each once. What is gone is named so. */
class Names {
  readonly #db: ReadableDb;
  readonly #known = new Map<string, string>();

  constructor(db: ReadableDb) {
    this.#db = db;
  }

  #look(sql: string, id: SqlValue | undefined, gone: string): string {
    if (id === null || id === undefined) return gone;
    const cached = `${sql}\n${id}`;
    const name = this.#known.get(cached) ?? short(this.#db.value<string>(sql, { id })) ?? gone;
    this.#known.set(cached, name);
    return name;
  }

  coder = (id: SqlValue | undefined) => this.#look('SELECT name FROM coder WHERE id = :id', id, 'a coder who is gone');
  code = (id: SqlValue | undefined) =>
    this.#look(
      `SELECT coalesce((SELECT name FROM code WHERE code_id = :id),
         (SELECT name FROM code_version WHERE code_id = :id ORDER BY version DESC LIMIT 1))`,
      id,
      'a deleted code',
    );
  article = (id: SqlValue | undefined) =>
    this.#look(
      `SELECT coalesce(nullif(title, ''), article_id) FROM article WHERE id = :id`,
      id,
      'an article that is gone',
    );
  source = (id: SqlValue | undefined) => this.#look('SELECT name FROM source WHERE id = :id', id, 'no source');
  quote = (id: SqlValue | undefined) =>
    this.#look('SELECT exact FROM annotation WHERE annotation_id = :id', id, 'an annotation');
  claim = (id: SqlValue | undefined) =>
    this.#look(`SELECT 'claim ' || number FROM claim WHERE claim_id = :id`, id, 'a deleted claim');
  attribute = (id: SqlValue | undefined) =>
    this.#look('SELECT name FROM code_attribute WHERE attribute_id = :id', id, 'a deleted attribute');
  kind = (id: SqlValue | undefined) =>
    this.#look('SELECT name FROM relation_kind WHERE kind_id = :id', id, 'a deleted kind of relation');
  story = (id: SqlValue | undefined) =>
    this.#look('SELECT title FROM story WHERE story_id = :id', id, id ? 'a story that is gone' : 'no story');
  round = (id: SqlValue | undefined) =>
    this.#look('SELECT name FROM coding_round WHERE round_id = :id', id, 'a deleted round');
  annotationOfCoding = (id: SqlValue | undefined) =>
    this.#look(
      'SELECT n.exact FROM coding c JOIN annotation n USING (annotation_id) WHERE c.coding_id = :id',
      id,
      'an annotation',
    );
}

const yesNo = (value: SqlValue | undefined) => (value === null || value === undefined ? null : value ? 'yes' : 'no');
const listed = (value: SqlValue | undefined) => {
  if (typeof value !== 'string') return null;
  const list = JSON.parse(value) as unknown[];
  return list.length === 0 ? null : list.join(', ');
};

interface Field {
  what: string;
  in?: (value: SqlValue | undefined, names: Names) => string | null;
}
interface Words {
  /** What a row is called when it comes or goes, and how it is told. */
  row: string;
  tell(image: Image, key: Image, names: Names): string | null;
  /** What it belongs to. */
  of?(image: Image, key: Image, names: Names): string | null;
  fields?: Record<string, Field>;
}

/** How rows are told. Columns that are not named here follow from others or mean nothing to a person. */
const words: Record<string, Words> = {
  annotation: {
    row: 'Annotation',
    tell: (image) => (image.level === 'article' ? 'on the whole article' : (short(image.exact) ?? 'a passage')),
    of: (_image, key, names) => names.quote(key.annotation_id),
    fields: {
      exact: { what: 'Passage' },
      memo: { what: 'Memo' },
      confidence: { what: 'Confidence', in: (value) => (value === null || value === undefined ? null : `${value} %`) },
      status: { what: 'Place', in: (value) => (value === 'unplaced' ? 'lost' : 'found') },
    },
  },
  coding: {
    row: 'Code',
    tell: (image, _key, names) => names.code(image.code_id),
    of: (image, key, names) =>
      image.annotation_id === undefined ? names.annotationOfCoding(key.coding_id) : names.quote(image.annotation_id),
    fields: { code_id: { what: 'Code', in: (value, names) => names.code(value) } },
  },
  coding_value: {
    row: 'Value',
    tell: (image, key, names) => `${names.attribute(key.attribute_id)}: ${short(image.value)}`,
    of: (_image, key, names) => names.annotationOfCoding(key.coding_id),
    fields: { value: { what: 'Value' } },
  },
  annotation_piece: {
    row: 'Piece',
    tell: (image) => short(image.exact),
    of: (_image, key, names) => names.quote(key.annotation_id),
    fields: { exact: { what: 'Piece' } },
  },
  relation: {
    row: 'Relation',
    tell: (image, _key, names) =>
      `${names.kind(image.kind_id)}: “${names.quote(image.from_id)}” to “${names.quote(image.to_id)}”`,
    fields: { kind_id: { what: 'Kind of relation', in: (value, names) => names.kind(value) }, memo: { what: 'Memo' } },
  },
  claim: {
    row: 'Claim',
    tell: (image) => short(image.statement),
    of: (_image, key, names) => names.claim(key.claim_id),
    fields: {
      ...{ statement: { what: 'Statement' }, speaker: { what: 'Speaker' }, audience: { what: 'Audience' } },
      ...{ kind: { what: 'Kind' }, note: { what: 'Note' }, open_question: { what: 'Open question' } },
    },
  },
  claim_mention: {
    row: 'Mention',
    tell: (image) => short(image.exact),
    of: (image, _key, names) => (image.claim_id === undefined ? null : names.claim(image.claim_id)),
    fields: { claim_id: { what: 'Mention of', in: (value, names) => names.claim(value) } },
  },
  claim_verdict: {
    row: 'Verdict',
    tell: (image) => [short(image.verdict), short(image.reason)].filter(Boolean).join(': '),
    of: (_image, key, names) => names.claim(key.claim_id),
    fields: { verdict: { what: 'Verdict' }, reason: { what: 'Reason' } },
  },
  claim_coding: {
    row: 'Code',
    tell: (_image, key, names) => names.code(key.code_id),
    of: (_image, key, names) => names.claim(key.claim_id),
  },
  claim_evidence: {
    row: 'Evidence',
    tell: (image) =>
      [short(image.stance), short(image.title) ?? short(image.exact) ?? short(image.url)].filter(Boolean).join(': '),
    of: (image, _key, names) => (image.claim_id === undefined ? null : names.claim(image.claim_id)),
    fields: {
      ...{ stance: { what: 'Stance' }, url: { what: 'Link' }, title: { what: 'Title' }, note: { what: 'Note' } },
      exact: { what: 'Quotation' },
    },
  },
  triage_decision: {
    row: 'Decision',
    tell: (image) => [short(image.decision), short(image.reason)].filter(Boolean).join(': '),
    of: (_image, key, names) => names.article(key.article),
    fields: { decision: { what: 'Decision' }, reason: { what: 'Reason' } },
  },
  code: {
    row: 'Code',
    tell: (image) => short(image.name),
    of: (_image, key, names) => names.code(key.code_id),
    fields: {
      ...{ name: { what: 'Name' }, definition: { what: 'Definition' }, when_to_use: { what: 'When to use' } },
      ...{ when_not: { what: 'When not' }, example: { what: 'Example' }, shortcut: { what: 'Key' } },
      color: { what: 'Colour', in: (value) => (value === undefined ? null : `colour ${value}`) },
      parent_id: { what: 'Below', in: (value, names) => (value ? names.code(value) : 'the top') },
      position: {
        what: 'Place among its siblings',
        in: (value) => (value === undefined ? null : String(Number(value) + 1)),
      },
      is_codable: { what: 'Can be given', in: yesNo },
      archived: { what: 'Archived', in: yesNo },
      applies_to: { what: 'Applies to', in: listed },
    },
  },
  code_attribute: {
    row: 'Attribute',
    tell: (image) => short(image.name),
    of: (image, _key, names) => (image.code_id === undefined ? null : names.code(image.code_id)),
    fields: { name: { what: 'Attribute' }, type: { what: 'Type' }, allowed: { what: 'Allowed values', in: listed } },
  },
  code_example: {
    row: 'Example',
    tell: (image) => short(image.exact),
    of: (image, _key, names) => (image.code_id === undefined ? null : names.code(image.code_id)),
    fields: { note: { what: 'Note' }, is_positive: { what: 'Shows what the code is', in: yesNo } },
  },
  relation_kind: {
    row: 'Kind of relation',
    tell: (image) => short(image.name),
    of: (_image, key, names) => names.kind(key.kind_id),
    fields: {
      ...{ name: { what: 'Name' }, definition: { what: 'Definition' } },
      ...{ is_directed: { what: 'Has a direction', in: yesNo }, archived: { what: 'Archived', in: yesNo } },
    },
  },
  coder: {
    row: 'Coder',
    tell: (image) => short(image.name),
    of: (_image, key, names) => names.coder(key.id),
    fields: { name: { what: 'Name' }, note: { what: 'Note' }, color: { what: 'Colour', in: (value) => short(value) } },
  },
  coding_round: {
    row: 'Round',
    tell: (image) => short(image.name),
    of: (_image, key, names) => names.round(key.round_id),
    fields: { name: { what: 'Name' }, ended_at: { what: 'Ended', in: (value) => (value ? 'yes' : 'no') } },
  },
  assignment: {
    row: 'Assigned article',
    tell: (_image, key, names) => names.article(key.article),
    of: (_image, key, names) => names.coder(key.coder),
    fields: { done_at: { what: 'Done', in: (value) => (value ? 'yes' : 'no') } },
  },
  adjudication: {
    row: 'Adjudication',
    tell: (image) => short(image.reason) ?? 'decided',
    fields: { reason: { what: 'Reason' }, decision: { what: 'Decision' } },
  },
  article: {
    row: 'Article',
    tell: (image) => short(image.title),
    of: (_image, key, names) => names.article(key.id),
    fields: {
      ...{ title: { what: 'Title' }, byline: { what: 'Byline' }, published_at: { what: 'Date' } },
      ...{ language: { what: 'Language' }, url: { what: 'Address' } },
      source_id: { what: 'Source', in: (value, names) => names.source(value) },
      text_version_id: { what: 'Text', in: (value) => (value ? `version ${value}` : null) },
      duplicate_group: { what: 'Group of copies', in: (value, names) => (value ? names.article(value) : null) },
    },
  },
  source: {
    row: 'Source',
    tell: (image) => short(image.name),
    of: (_image, key, names) => names.source(key.id),
    fields: {
      ...{ name: { what: 'Name' }, domain: { what: 'Domain' }, country: { what: 'Country' } },
      ...{ language: { what: 'Language' }, notes: { what: 'Notes' }, date_order: { what: 'Order of day and month' } },
    },
  },
  story: {
    row: 'Story',
    tell: (image) => short(image.title),
    of: (_image, key, names) => names.story(key.story_id),
    fields: {
      ...{ title: { what: 'Title' }, topics: { what: 'Topics', in: listed } },
      is_locked: { what: 'Locked', in: yesNo },
    },
  },
  story_member: {
    row: 'Story of an article',
    tell: (image, _key, names) => names.story(image.story_id),
    of: (_image, key, names) => names.article(key.article),
    fields: { story_id: { what: 'Story', in: (value, names) => names.story(value) } },
  },
  source_alias: { row: 'Other name', tell: (image) => short(image.name) },
  rater: { row: 'Rater', tell: (image) => short(image.name) },
  rating: {
    row: 'Rating',
    tell: (image) => short(image.name),
    of: (image) => short(image.name),
    fields: {
      ...{ lean_label: { what: 'Lean' }, reliability_label: { what: 'Reliability' }, basis: { what: 'Basis' } },
    },
  },
  kept_passage: { row: 'Passage put back', tell: (image) => short(image.text) },
};

/** What a change did to some rows, value by value, before and after. */
export function inWords(db: ReadableDb, images: Iterable<LoggedImage>): ChangeDetail[] {
  const names = new Names(db);
  const details: ChangeDetail[] = [];
  for (const { tbl, key, before, after } of images) {
    const table = words[tbl];
    if (!table) continue;
    const image = after ?? before ?? {};
    const of = table.of?.(image, key, names) ?? null;
    const whole = { ...key, ...image };
    if (before === null || after === null) {
      const told = table.tell(whole, key, names);
      details.push({
        what: table.row,
        of: of === told ? null : of,
        before: before && told,
        after: after && told,
      });
      for (const name of ['memo', 'definition'] as const) {
        if (table.fields?.[name] && short(image[name])) {
          details.push({
            what: table.fields[name].what,
            of,
            before: before && short(before[name]),
            after: after && short(after[name]),
          });
        }
      }
      continue;
    }
    for (const name of Object.keys(after)) {
      const field = table.fields?.[name];
      if (!field) continue;
      const say = (value: SqlValue | undefined) => (field.in ? field.in(value, names) : short(value));
      details.push({ what: field.what, of, before: say(before[name]), after: say(after[name]) });
    }
  }
  return details;
}
