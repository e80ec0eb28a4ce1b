import type { MergeCounts } from '../../../../shared/contract/rooms/merge.ts';
import { Placer, type StoredPlace } from './articles.ts';
import type { CodebookMap } from './codebook.ts';
import { decide, type Merge, noCounts, type Row, wasDeleted } from './merge.ts';

interface ClaimRow extends Row {
  claim_id: string;
  number: number;
  coder: number;
  updated_at: string;
}
const CLAIM = `SELECT claim_id, number, statement, speaker, audience, kind, note, open_question, coder, created_at, updated_at FROM claim`;
const MENTION = `SELECT mention_id, claim_id, article, text_version_id, start, end, exact, prefix, suffix, status, coder, created_at
  FROM claim_mention`;
const EVIDENCE = `SELECT evidence_id, claim_id, stance, url, title, note, article, text_version_id, start, end, exact, prefix, suffix,
  status, coder, created_at, updated_at FROM claim_evidence`;

const contentOf = (row: Row, names: readonly string[]) => JSON.stringify(names.map((name) => row[name]));
const claimContent = ['statement', 'speaker', 'audience', 'kind', 'note', 'open_question'];
const evidenceContent = ['claim_id', 'stance', 'url', 'title', 'note', 'exact'];

/** Takes the other project's claims in, with their mentions, evidence, codes and everyone's verdicts. */
export function mergeClaims(merge: Merge, codebook: CodebookMap): MergeCounts {
  const { ours, theirs, rows, conflicts } = merge;
  const counts = noCounts();
  const numbers = new Map(ours.all<ClaimRow>(CLAIM).map((claim) => [claim.number, claim.claim_id]));
  const here = new Map(ours.all<ClaimRow>(CLAIM).map((claim) => [claim.claim_id, claim]));
  const given = Number(ours.value<string>(`SELECT value FROM meta WHERE key = 'last_claim_number'`) ?? 0);
  let last = Math.max(given, ...numbers.keys());
  // A claim goes with its mentions: one whose mentions are all in articles that are not here stays there.
  const elsewhere = new Set<string>();
  const mentioned = theirs.all<{ claim_id: string; article: number }>('SELECT claim_id, article FROM claim_mention');
  for (const [claimId, mentions] of Map.groupBy(mentioned, (mention) => mention.claim_id)) {
    if (!mentions.some(({ article }) => merge.articles.common.has(article))) elsewhere.add(claimId);
  }
  const added: Row[] = [];
  for (const there of theirs.all<ClaimRow>(`${CLAIM} ORDER BY number`)) {
    const known = here.get(there.claim_id);
    const key = { claim_id: there.claim_id };
    if (known) {
      const isSame = contentOf(known, claimContent) === contentOf(there, claimContent);
      const stamps = { ours: known.updated_at, theirs: there.updated_at };
      const verdict = decide(merge, 'claim', { ours: key, theirs: key }, 'updated_at', stamps, isSame);
      if (verdict === 'theirs') {
        const { claim_id, number, coder, created_at, ...content } = there;
        rows.update('claim', key, content);
      }
      if (verdict === 'conflict') {
        conflicts.add('claim', `Claim ${known.number} is worded or described otherwise there. The one here stays.`, {
          id: there.claim_id,
        });
      }
      counts[verdict === 'theirs' ? 'updated' : 'unchanged']++;
      continue;
    }
    if (elsewhere.has(there.claim_id)) continue;
    if (wasDeleted(ours, 'claim', key)) {
      conflicts.add('claim', `Claim ${there.number} of the other project was deleted here. It stays deleted.`, {
        id: there.claim_id,
      });
      counts.unchanged++;
      continue;
    }
    const number = numbers.has(there.number) || there.number <= given ? ++last : there.number;
    last = Math.max(last, number);
    numbers.set(number, there.claim_id);
    const claim = { ...there, number, coder: merge.coder(there.coder) };
    here.set(there.claim_id, claim);
    added.push(claim);
  }
  counts.added = rows.insertMany('claim', added);
  if (last > given) {
    ours.run(
      `INSERT INTO meta (key, value) VALUES ('last_claim_number', ?) ON CONFLICT DO UPDATE SET value = excluded.value`,
      String(last),
    );
  }
  mergeMentions(merge, here);
  mergeEvidence(merge, here);
  mergeVerdicts(merge, here);
  const coded = theirs.all<Row & { claim_id: string; code_id: string; coder: number }>(
    'SELECT claim_id, code_id, coder, created_at FROM claim_coding',
  );
  rows.insertMany(
    'claim_coding',
    coded
      .filter(({ claim_id }) => here.has(claim_id))
      .map((row) => ({ ...row, code_id: codebook.code(row.code_id), coder: merge.coder(row.coder) }))
      .filter(({ claim_id, code_id, coder }) => {
        const key = { claim_id, code_id, coder };
        const there = ours.value(
          'SELECT 1 FROM claim_coding WHERE claim_id = :claim_id AND code_id = :code_id AND coder = :coder',
          key,
        );
        return there === undefined && !wasDeleted(ours, 'claim_coding', key);
      }),
  );
  return counts;
}

type Claims = ReadonlyMap<string, ClaimRow>;

function mergeMentions(merge: Merge, claims: Claims): void {
  const { ours, theirs, rows, articles, conflicts } = merge;
  const placer = new Placer(merge);
  const here = new Set(ours.column<string>('SELECT mention_id FROM claim_mention'));
  const added: Row[] = [];
  type MentionRow = Row & StoredPlace & { mention_id: string; claim_id: string; article: number; coder: number };
  for (const there of theirs.all<MentionRow>(`${MENTION} ORDER BY article, start, mention_id`)) {
    const article = articles.common.get(there.article);
    const claim = claims.get(there.claim_id);
    if (!article || !claim || here.has(there.mention_id)) continue;
    if (wasDeleted(ours, 'claim_mention', { mention_id: there.mention_id })) continue;
    const place = placer.place(article, there);
    if (place.status === 'unplaced') {
      const { articleId, title } = merge.titleOf(article.id);
      conflicts.unplaced++;
      conflicts.add(
        'text',
        `A mention of claim ${claim.number} is not in the text of “${title || articleId}” here. It is kept as unplaced.`,
        { articleId, id: there.mention_id },
      );
    }
    added.push({ ...there, ...place, article: article.id, coder: merge.coder(there.coder) });
  }
  rows.insertMany('claim_mention', added);
}

function mergeEvidence(merge: Merge, claims: Claims): void {
  const { ours, theirs, rows, articles, conflicts } = merge;
  const placer = new Placer(merge);
  type EvidenceRow = Row &
    StoredPlace & { evidence_id: string; claim_id: string; article: number | null; coder: number; updated_at: string };
  const here = new Map(ours.all<EvidenceRow>(EVIDENCE).map((row) => [row.evidence_id, row]));
  const added: Row[] = [];
  for (const there of theirs.all<EvidenceRow>(`${EVIDENCE} ORDER BY article, start, evidence_id`)) {
    const claim = claims.get(there.claim_id);
    if (!claim) continue;
    const key = { evidence_id: there.evidence_id };
    const known = here.get(there.evidence_id);
    if (known) {
      const isSame = contentOf(known, evidenceContent) === contentOf(there, evidenceContent);
      const stamps = { ours: known.updated_at, theirs: there.updated_at };
      const verdict = decide(merge, 'claim_evidence', { ours: key, theirs: key }, 'updated_at', stamps, isSame);
      const { stance, url, title, note, updated_at } = there;
      // A passage keeps its place here; only what is said about it is taken.
      if (verdict === 'theirs')
        rows.update('claim_evidence', key, {
          stance,
          url: url ?? null,
          title: title ?? '',
          note: note ?? '',
          updated_at,
        } as Row);
      if (verdict === 'conflict')
        conflicts.add('claim', `Evidence of claim ${claim.number} differs there. What stands here stays.`, {
          id: there.claim_id,
        });
      continue;
    }
    if (wasDeleted(ours, 'claim_evidence', key)) continue;
    const coder = merge.coder(there.coder);
    if (there.article === null) {
      added.push({ ...there, coder });
      continue;
    }
    const article = articles.common.get(there.article);
    if (!article) {
      conflicts.add(
        'article',
        `A passage given as evidence of claim ${claim.number} is in an article that is not in this project. It was left out.`,
        { id: there.claim_id },
      );
      continue;
    }
    const place = placer.place(article, there);
    if (place.status === 'unplaced') conflicts.unplaced++;
    added.push({ ...there, ...place, article: article.id, coder });
  }
  rows.insertMany('claim_evidence', added);
}

function mergeVerdicts(merge: Merge, claims: Claims): void {
  const { ours, theirs, rows, conflicts } = merge;
  type VerdictRow = Row & { claim_id: string; coder: number; verdict: string; reason: string; decided_at: string };
  const VERDICT = 'SELECT claim_id, coder, verdict, reason, decided_at FROM claim_verdict';
  const added: Row[] = [];
  for (const there of theirs.all<VerdictRow>(`${VERDICT} ORDER BY claim_id, coder`)) {
    const claim = claims.get(there.claim_id);
    if (!claim) continue;
    const coder = merge.coder(there.coder);
    const key = { claim_id: there.claim_id, coder };
    const known = ours.get<VerdictRow>(`${VERDICT} WHERE claim_id = :claim_id AND coder = :coder`, key);
    if (!known) {
      if (!wasDeleted(ours, 'claim_verdict', key)) added.push({ ...there, coder });
      continue;
    }
    const isSame = known.verdict === there.verdict && known.reason === there.reason;
    const keys = { ours: key, theirs: { claim_id: there.claim_id, coder: there.coder } };
    const stamps = { ours: known.decided_at, theirs: there.decided_at };
    const outcome = decide(merge, 'claim_verdict', keys, 'decided_at', stamps, isSame);
    if (outcome === 'theirs') {
      rows.update('claim_verdict', key, { verdict: there.verdict, reason: there.reason, decided_at: there.decided_at });
    }
    if (outcome === 'conflict') {
      const name = ours.value<string>('SELECT name FROM coder WHERE id = ?', coder);
      conflicts.add(
        'verdict',
        `${name} found claim ${claim.number} “${known.verdict}” here and “${there.verdict}” there. The verdict here stays.`,
        { id: there.claim_id },
      );
    }
  }
  rows.insertMany('claim_verdict', added);
}
