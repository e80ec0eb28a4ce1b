/** What is recorded about a claim besides where it is made: verdicts, evidence, codes, and claims that turn out to be one. */
import { beforeEach, describe, expect, test } from 'vitest';
import { reanchor } from '../../electron/backend/services/import/reanchor.ts';
import { errorOf, type TestProject, testProject } from './support/project.ts';

const FERRY = 'The night ferry sank off Vell. Forty boats left the harbour before the storm. Nobody was hurt.';
const COUNT =
  'Boats\n\nSome say little. The harbour office counted 38 boats that morning. It keeps a book.\n\nRain followed.';

let project: TestProject;
let versions: Record<string, string>;
beforeEach(() => {
  project = testProject();
  versions = {
    a1: project.addArticle({ articleId: 'a1', text: FERRY, source: 'The Lectern', publishedAt: '2026-03-02' })
      .textVersionId,
    a2: project.addArticle({ articleId: 'a2', text: COUNT, title: 'Boats', source: 'Quay Daily' }).textVersionId,
  };
});

const texts: Record<string, string> = { a1: FERRY, a2: COUNT };
function span(articleId: string, quote: string) {
  const start = texts[articleId]!.indexOf(quote);
  return { articleId, textVersionId: versions[articleId]!, start, end: start + quote.length, quote };
}
const mark = (quote: string, fields = {}, articleId = 'a1') =>
  project.call('claims.create', { ...span(articleId, quote), fields });
const get = (claimId: string) => project.call('claims.get', { claimId });

describe('verdicts', () => {
  test('each coder has one; the one given last is in force, with its reason and date', () => {
    const { claimId } = mark('Forty boats left');
    project.call('claims.giveVerdict', { claimIds: [claimId], verdict: 'supported', reason: 'Seen on film.' });
    project.use('Bo Marsh');
    project.call('claims.edit', { claimId, fields: { verdict: 'refuted', verdictReason: 'The book says 38.' } });
    expect(get(claimId)).toMatchObject({
      verdict: 'refuted',
      verdictReason: 'The book says 38.',
      verdictAt: '2026-05-16T08:00:03.000Z',
      verdicts: [
        { coder: 'Bo Marsh', isMine: true, verdict: 'refuted' },
        { coder: 'Ada Quill', isMine: false, verdict: 'supported', reason: 'Seen on film.' },
      ],
    });
    expect(project.db.get('SELECT verdict, verdict_reason AS reason FROM claim')).toEqual({
      verdict: 'refuted',
      reason: 'The book says 38.',
    });
  });

  test('one that is taken back leaves the other coder’s in force; undo of one’s own never hits the other’s', () => {
    const { claimId } = mark('Forty boats left');
    project.call('claims.giveVerdict', { claimIds: [claimId], verdict: 'supported' });
    project.use('Bo Marsh');
    project.call('claims.giveVerdict', { claimIds: [claimId], verdict: 'refuted' });
    project.use('Ada Quill');
    project.undo();
    expect(get(claimId).verdicts).toMatchObject([{ coder: 'Bo Marsh', verdict: 'refuted' }]);
    project.use('Bo Marsh');
    project.call('claims.giveVerdict', { claimIds: [claimId], verdict: 'unverified', reason: '' });
    expect(get(claimId)).toMatchObject({ verdict: 'unverified', verdictAt: null, verdicts: [] });
    expect(project.db.value('SELECT verdict FROM claim')).toBe('unverified');
  });

  test('an adjudicated one counts whatever is given later', () => {
    const { claimId } = mark('Forty boats left');
    project.db.run(`INSERT INTO coder (name, created_at, kind) VALUES ('gold', '2026-01-01T00:00:00.000Z', 'layer')`);
    project.db.run(
      `INSERT INTO claim_verdict SELECT ?, id, 'disputed', 'Both have a point.', '2026-01-01T00:00:00.000Z' FROM coder WHERE name = 'gold'`,
      claimId,
    );
    project.call('claims.giveVerdict', { claimIds: [claimId], verdict: 'supported' });
    expect(get(claimId)).toMatchObject({ verdict: 'disputed', verdicts: [{ isAdjudicated: true }, { isMine: true }] });
    expect(project.db.value('SELECT verdict FROM claim')).toBe('disputed');
  });

  test('many claims get one in one step', () => {
    const ids = [mark('Forty boats left'), mark('Nobody was hurt')].map(({ claimId }) => claimId);
    expect(project.call('claims.giveVerdict', { claimIds: ids, verdict: 'not checkable' })).toEqual({ changed: 2 });
    expect(project.lastLabel()).toBe('Gave 2 claims the verdict “not checkable”');
    project.undo();
    expect(project.call('claims.table', {}).map(({ verdict }) => verdict)).toEqual(['unverified', 'unverified']);
  });

  test('nothing is given when one of the claims is gone', () => {
    const { claimId } = mark('Forty boats left');
    const gone = '3f0c9a52-6a0e-4a53-9d3e-0b5a7c1d2e4f';
    const error = errorOf(() =>
      project.call('claims.giveVerdict', { claimIds: [claimId, gone], verdict: 'supported' }),
    );
    expect(error).toMatchObject({ code: 'NOT_FOUND', details: { claimIds: [gone] } });
    expect(get(claimId).verdict).toBe('unverified');
  });
});

describe('evidence', () => {
  const link = { kind: 'link', url: 'harbour.example/book', title: 'Book', quotation: '38 boats' } as const;

  test('is a link with its words and a note, or a passage of another article', () => {
    const { claimId } = mark('Forty boats left');
    project.call('claims.addEvidence', { claimId, stance: 'supports', note: 'Page 4', at: link });
    const claim = project.call('claims.addEvidence', {
      claimId,
      stance: 'refutes',
      at: { kind: 'passage', ...span('a2', 'counted 38 boats') },
    });
    expect(claim.evidence).toMatchObject([
      { stance: 'refutes', at: { kind: 'passage', articleId: 'a2', start: 43, source: 'Quay Daily' } },
      { stance: 'supports', note: 'Page 4', at: { ...link, url: 'https://harbour.example/book' }, coder: 'Ada Quill' },
    ]);
    expect(project.call('claims.table', {})).toMatchObject([{ supports: 1, refutes: 1, context: 0, mentions: 1 }]);
    // The claim shows in the article that its evidence is from.
    expect(project.call('claims.list', { articleId: 'a2' })).toEqual([claim]);
  });

  test('given twice is one piece, with the stance of the second time', () => {
    const { claimId } = mark('Forty boats left');
    const passage = { kind: 'passage', ...span('a2', '38 boats') } as const;
    project.call('claims.addEvidence', { claimId, stance: 'context', note: 'See the book', at: passage });
    const { evidence } = project.call('claims.addEvidence', { claimId, stance: 'refutes', at: passage });
    expect(evidence).toMatchObject([{ stance: 'refutes', note: 'See the book' }]);
  });

  test('is edited and removed, each one step back', () => {
    const { claimId } = mark('Forty boats left');
    const [piece] = project.call('claims.addEvidence', { claimId, stance: 'supports', at: link }).evidence;
    const { evidenceId } = piece!;
    project.call('claims.editEvidence', { evidenceId, fields: { stance: 'context', quotation: '38' } });
    expect(get(claimId).evidence).toMatchObject([{ stance: 'context', at: { quotation: '38' } }]);
    project.call('claims.removeEvidence', { evidenceId });
    expect(get(claimId).evidence).toEqual([]);
    project.undo();
    project.undo();
    expect(get(claimId).evidence).toEqual([piece]);
  });

  test.each(['ftp://harbour.example', 'javascript:alert(1)', 'file:///etc/hosts', 'no address'])(
    'refuses %s as an address',
    (url) => {
      const { claimId } = mark('Forty boats left');
      const add = () => project.call('claims.addEvidence', { claimId, stance: 'supports', at: { ...link, url } });
      expect(errorOf(add).code).toBe('INVALID_INPUT');
      expect(get(claimId).evidence).toEqual([]);
    },
  );

  test('the words of a passage cannot be rewritten', () => {
    const { claimId } = mark('Forty boats left');
    const at = { kind: 'passage', ...span('a2', '38 boats') } as const;
    const [piece] = project.call('claims.addEvidence', { claimId, stance: 'refutes', at }).evidence;
    const edit = () =>
      project.call('claims.editEvidence', { evidenceId: piece!.evidenceId, fields: { quotation: '40 boats' } });
    expect(errorOf(edit).code).toBe('INVALID_INPUT');
  });

  test('a passage keeps its words when its article gets another text', () => {
    const { claimId } = mark('Forty boats left');
    const at = { kind: 'passage', ...span('a2', '38 boats') } as const;
    project.call('claims.addEvidence', { claimId, stance: 'refutes', at });
    project.replaceText('a2', `Corrected.\n\n${COUNT}`);
    expect(get(claimId).evidence).toMatchObject([{ at: { start: at.start + 12, status: 'anchored' } }]);
    project.replaceText('a2', 'Withdrawn.');
    expect(get(claimId).evidence).toMatchObject([
      { at: { start: null, status: 'unplaced', quote: { exact: '38 boats' } } },
    ]);
  });
});

test('a passage of evidence goes along into a text that an import brings', () => {
  const { claimId } = mark('Forty boats left');
  const at = { kind: 'passage', ...span('a2', '38 boats') } as const;
  project.call('claims.addEvidence', { claimId, stance: 'refutes', at });
  const newer = `Corrected.\n\n${COUNT}`;
  const { textVersionId } = project.replaceText('a2', newer);
  const article = project.db.value<number>(`SELECT id FROM article WHERE article_id = 'a2'`)!;
  reanchor(project.db, article, Number(textVersionId), newer);
  expect(project.db.all('SELECT text_version_id AS version, start, status FROM claim_evidence')).toEqual([
    { version: Number(textVersionId), start: at.start + 12, status: 'anchored' },
  ]);
});

describe('codes on claims', () => {
  const claimCode = (name: string, appliesTo: ('span' | 'claim')[]) =>
    project.call('codebook.create', { fields: { name, appliesTo } }).codeId;

  test('are given to many and taken away again, each one step', () => {
    const codeId = claimCode('Safety', ['claim']);
    const ids = [mark('Forty boats left'), mark('Nobody was hurt')].map(({ claimId }) => claimId);
    project.call('claims.code', { claimIds: ids, addCodeIds: [codeId] });
    expect(project.call('claims.code', { claimIds: ids, addCodeIds: [codeId] })).toEqual({ changed: 0 });
    expect(get(ids[0]!).codings).toEqual([{ codeId, coder: 'Ada Quill', isMine: true }]);
    project.call('claims.code', { claimIds: [ids[0]!], removeCodeIds: [codeId] });
    expect(project.call('claims.table', {}).map(({ codeIds }) => codeIds)).toEqual([[], [codeId]]);
    project.undo();
    project.undo();
    expect(project.call('claims.table', {}).flatMap(({ codeIds }) => codeIds)).toEqual([]);
  });

  test('must be meant for claims', () => {
    const { claimId } = mark('Forty boats left');
    const codeId = claimCode('Figure', ['span']);
    const give = () => project.call('claims.code', { claimIds: [claimId], addCodeIds: [codeId] });
    expect(errorOf(give)).toMatchObject({ code: 'INVALID_INPUT' });
  });
});

describe('claims that turn out to be one', () => {
  test('show first what a merge would do, and which verdicts differ', () => {
    const one = mark('Forty boats left', { verdict: 'supported' });
    const two = mark('counted 38 boats', {}, 'a2');
    project.use('Bo Marsh');
    project.call('claims.giveVerdict', { claimIds: [two.claimId], verdict: 'refuted', reason: 'The book.' });
    project.use('Ada Quill');
    project.call('claims.giveVerdict', { claimIds: [two.claimId], verdict: 'disputed' });
    const preview = project.call('claims.mergePreview', { claimIds: [two.claimId, one.claimId] });
    expect(preview).toMatchObject({ mentions: 2, articles: 2, evidence: 0, doubles: 0 });
    expect(preview.claims.map(({ number }) => number)).toEqual([1, 2]);
    expect(preview.verdictConflicts).toMatchObject([
      {
        coder: 'Ada Quill',
        verdicts: [
          { number: 1, verdict: 'supported' },
          { number: 2, verdict: 'disputed' },
        ],
      },
      { coder: null, verdicts: [{ verdict: 'disputed' }, { verdict: 'refuted' }] },
    ]);
  });

  test('keep mentions, evidence, codes and verdicts of both, and no words are lost', () => {
    const at = { kind: 'passage', ...span('a2', 'It keeps a book') } as const;
    const one = mark('Forty boats left', { speaker: 'Harbour office', verdict: 'supported', verdictReason: 'Film.' });
    const two = mark(
      'counted 38 boats',
      { statement: '38 boats sailed', speaker: 'Port', note: 'Ask the port.' },
      'a2',
    );
    project.call('claims.addMention', { claimId: two.claimId, ...span('a1', 'Forty boats left') });
    for (const { claimId } of [one, two]) project.call('claims.addEvidence', { claimId, stance: 'context', at });
    project.call('claims.edit', {
      claimId: two.claimId,
      fields: { verdict: 'disputed', openQuestion: 'Who counted?' },
    });
    const before = project.call('claims.list', {});

    const merged = project.call('claims.merge', { intoId: one.claimId, claimIds: [two.claimId] });
    expect(merged.mentions.map(({ quote }) => quote.exact)).toEqual(['Forty boats left', 'counted 38 boats']);
    expect(merged).toMatchObject({
      number: 1,
      statement: 'Forty boats left',
      speaker: 'Harbour office',
      openQuestion: 'Who counted?',
      note: 'From claim 2: “38 boats sailed”; speaker Port\nAsk the port.',
      verdict: 'disputed',
      verdictReason: 'Before the merge, claim 1 was supported: Film.',
    });
    expect(merged.evidence).toHaveLength(1);
    expect(errorOf(() => get(two.claimId)).code).toBe('NOT_FOUND');

    project.undo();
    expect(project.call('claims.list', {})).toEqual(before);
    project.redo();
    expect(get(one.claimId)).toEqual(merged);
  });

  test('a span that was just marked joins a recorded claim without a trace of its own statement', () => {
    const known = mark('Forty boats left');
    const fresh = mark('counted 38 boats', {}, 'a2');
    const linked = project.call('claims.merge', { intoId: known.claimId, claimIds: [fresh.claimId] });
    expect(linked).toMatchObject({ note: '', verdicts: [], mentions: [{ articleId: 'a1' }, { articleId: 'a2' }] });
  });

  test('cannot be merged with themselves', () => {
    const { claimId } = mark('Forty boats left');
    expect(errorOf(() => project.call('claims.merge', { intoId: claimId, claimIds: [claimId] })).code).toBe(
      'INVALID_INPUT',
    );
  });

  test('come apart again: a mention becomes a claim of its own', () => {
    const { claimId } = mark('Forty boats left', { speaker: 'Harbour office', kind: 'quantity' });
    const { mentions } = project.call('claims.addMention', { claimId, ...span('a2', 'counted 38 boats') });
    const apart = project.call('claims.split', { mentionIds: [mentions[1]!.mentionId] });
    expect(apart).toMatchObject({
      number: 2,
      statement: 'counted 38 boats',
      speaker: 'Harbour office',
      kind: 'quantity',
      mentions: [{ mentionId: mentions[1]!.mentionId }],
    });
    expect(get(claimId).mentions).toEqual([mentions[0]]);
    expect(errorOf(() => project.call('claims.split', { mentionIds: [mentions[0]!.mentionId] })).code).toBe(
      'INVALID_INPUT',
    );
    project.undo();
    expect(get(claimId).mentions).toEqual(mentions);
  });

  test('deleted with all that hangs on them, and brought back whole', () => {
    const one = mark('Forty boats left', { verdict: 'supported' });
    project.call('claims.addEvidence', {
      claimId: one.claimId,
      stance: 'context',
      at: { kind: 'link', url: 'https://harbour.example', title: '', quotation: '' },
    });
    const two = mark('Nobody was hurt');
    const before = project.call('claims.list', {});
    expect(project.call('claims.deleteMany', { claimIds: [one.claimId, two.claimId] })).toEqual({ deleted: 2 });
    expect(project.call('claims.table', {})).toEqual([]);
    project.undo();
    expect(project.call('claims.list', {})).toEqual(before);
  });
});

describe('finding', () => {
  test('claims that say much the same as a span, without the one it is from', () => {
    const one = mark('Forty boats left the harbour');
    const two = mark('harbour office counted 38 boats', {}, 'a2');
    const similar = project.call('claims.similar', {
      text: 'harbour office counted 38 boats',
      exceptClaimId: two.claimId,
    });
    expect(similar).toMatchObject([{ claimId: one.claimId, number: 1, sharedWords: ['harbour', 'boats'] }]);
    project.call('claims.delete', { claimId: one.claimId });
    const after = project.call('claims.similar', { text: 'Forty boats left the harbour' });
    expect(after.map(({ number }) => number)).toEqual([2]);
  });

  test('claims by the words of their mentions', () => {
    mark('Forty boats left', { statement: 'A fleet of forty sailed' });
    expect(project.call('claims.table', { text: 'BOATS left' })).toHaveLength(1);
    expect(project.call('claims.table', { text: 'submarine' })).toEqual([]);
  });

  test('the words around each place', () => {
    const { claimId, mentions } = mark('boats left the harbour');
    const at = { kind: 'passage', ...span('a2', '38 boats') } as const;
    const { evidence } = project.call('claims.addEvidence', { claimId, stance: 'refutes', at });
    expect(project.call('claims.contexts', { claimId })).toEqual([
      {
        id: mentions[0]!.mentionId,
        before: 'The night ferry sank off Vell. Forty ',
        after: ' before the storm. Nobody was hurt.',
        paragraph: 1,
      },
      {
        id: evidence[0]!.evidenceId,
        before: 'Some say little. The harbour office counted ',
        after: ' that morning. It keeps a book.',
        paragraph: 2,
      },
    ]);
  });
});

test('while a blind round is open, others’ verdicts, evidence and claims in its articles are hidden, and a merge loses none', () => {
  const mine = mark('Forty boats left', { verdict: 'supported' });
  project.use('Bo Marsh');
  const hidden = mark('Nobody was hurt');
  project.call('claims.giveVerdict', { claimIds: [mine.claimId], verdict: 'refuted' });
  const at = { kind: 'link', url: 'https://harbour.example', title: '', quotation: '' } as const;
  project.call('claims.addEvidence', { claimId: mine.claimId, stance: 'refutes', at });
  project.use('Ada Quill');
  project.db.exec(
    `INSERT INTO coding_round (round_id, name, is_blind, is_locked, sample, created_by, created_at)
     VALUES ('r1', 'First', 1, 0, '{}', 1, '2026-05-01T00:00:00.000Z');
     INSERT INTO assignment (round_id, coder, article, ord) SELECT 'r1', 1, id, 0 FROM article WHERE article_id = 'a1'`,
  );
  expect(project.call('claims.list', {})).toMatchObject([
    { claimId: mine.claimId, verdict: 'supported', verdicts: [{ coder: 'Ada Quill' }], evidence: [] },
  ]);
  expect(project.call('claims.table', {})).toMatchObject([{ verdict: 'supported', refutes: 0 }]);
  expect(project.call('claims.table', { text: 'hurt' })).toEqual([]);
  expect(project.call('claims.similar', { text: 'Nobody was hurt' })).toEqual([]);
  const other = mark('boats');
  project.call('claims.merge', { intoId: other.claimId, claimIds: [mine.claimId] });
  project.db.run(`UPDATE coding_round SET ended_at = '2026-06-01T00:00:00.000Z'`);
  expect(get(other.claimId)).toMatchObject({
    verdict: 'refuted',
    verdicts: [{ coder: 'Bo Marsh' }, { coder: 'Ada Quill' }],
    evidence: [{ stance: 'refutes' }],
  });
  expect(project.call('claims.list', {}).map(({ claimId }) => claimId)).toContain(hidden.claimId);
});
