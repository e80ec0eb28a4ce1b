// The coding: rounds, codebook, coders, claims, and what other project files brought.
import type { MergeReport } from '../../../../shared/contract/rooms/merge.ts';
import type { SampleDesign } from '../../../../shared/contract/rooms/rounds.ts';
import { claimVerdicts, evidenceStances } from '../../../../shared/model/claim.ts';
import { me, visibleCoders } from '../blind/index.ts';
import { claimRows } from '../claims/read.ts';
import { claimsWithWords } from '../claims/search.ts';
import { codebookVersion } from '../codebook/index.ts';
import { readCodePaths } from '../export/code-paths.ts';
import { asMarkdown, counted, day, listed, number, table } from './markdown.ts';
import type { MakePart, Part } from './methods.ts';

const MOST = 300;
const SEEN = visibleCoders('n.article', 'n.coder');

export const roundsPart: MakePart = (db): Part => {
  const rounds = db.all<{
    id: string;
    name: string;
    blind: number;
    locked: number;
    sample: string;
    at: string;
    ended: string | null;
  }>(
    `SELECT round_id AS id, name, is_blind AS blind, is_locked AS locked, sample, created_at AS at, ended_at AS ended
     FROM coding_round ORDER BY created_at, round_id`,
  );
  if (rounds.length === 0) {
    return {
      title: 'Sample and rounds of coding',
      blocks: [],
      missing: ['no sample was drawn: there are no rounds of coding.'],
    };
  }
  const blocks = rounds.map(({ id, name, blind, locked, sample, at, ended }) => {
    const { size, stratify, overlap, seed, coders } = JSON.parse(sample) as SampleDesign;
    const drawn = db.get<{ articles: number; shared: number }>(
      `SELECT count(*) AS articles, coalesce(sum(coders > 1), 0) AS shared
       FROM (SELECT count(*) AS coders FROM assignment WHERE round_id = ? GROUP BY article)`,
      id,
    )!;
    const work = db.all<{ name: string; n: number; done: number }>(
      `SELECT c.name, count(*) AS n, count(s.done_at) AS done FROM assignment s JOIN coder c ON c.id = s.coder
       WHERE s.round_id = ? GROUP BY s.coder ORDER BY c.id`,
      id,
    );
    const how = {
      none: 'at random',
      proportional: 'at random, in proportion to the sources',
      equal: 'at random, equally from the sources',
    }[stratify];
    return [
      `**${asMarkdown(name)}**, from ${day(at)} to ${ended ? day(ended) : 'now (it is open)'}: ${counted(drawn.articles, 'article')} drawn ${how}${size === null ? ', all there were' : ''}, seed ${seed}, for ${listed(coders.map(asMarkdown))}. ${number(drawn.shared)} of them went to several coders (${number(overlap)} % were meant to). Coding was ${blind ? 'blind' : 'open'}; the codebook was ${locked ? 'locked' : 'not locked'}.`,
      `Done: ${listed(work.map((one) => `${asMarkdown(one.name)} ${number(one.done)} of ${number(one.n)}`))}.`,
    ].join(' ');
  });
  return { title: 'Sample and rounds of coding', blocks, missing: [] };
};

export const codebookPart: MakePart = (db, context): Part => {
  const codes = readCodePaths(db);
  if (codes.length === 0) return { title: 'Codebook', blocks: [], missing: ['the codebook is empty.'] };
  const { version, at } = codebookVersion(db);
  const live = codes.filter(({ archived }) => archived === 0);
  const codable = live.filter(({ isCodable }) => isCodable === 1);
  const uses = new Map(
    db
      .all<{ code: string; n: number }>(
        `SELECT c.code_id AS code, count(*) AS n FROM coding c JOIN annotation n ON n.annotation_id = c.annotation_id
         JOIN coder p ON p.id = n.coder WHERE p.kind = 'person' AND ${SEEN} GROUP BY 1`,
        me(context),
      )
      .map(({ code, n }) => [code, n]),
  );
  const earlier =
    db.value<number>(
      `SELECT count(*) FROM coding c JOIN annotation n ON n.annotation_id = c.annotation_id
       JOIN code k ON k.code_id = c.code_id WHERE c.code_version < k.version AND ${SEEN}`,
      me(context),
    ) ?? 0;
  const undefinedCodes = codable.filter(({ definition }) => definition.trim() === '').length;
  return {
    title: 'Codebook',
    blocks: [
      `Version ${number(version)} of the codebook${at ? `, of ${day(at)}` : ''}, has ${counted(codable.length, 'code')} in use and ${counted(live.length - codable.length, 'group')}; ${counted(codes.length - live.length, 'code')} ${codes.length - live.length === 1 ? 'is' : 'are'} archived. ${earlier === 0 ? 'Every code was given under its present definition.' : `${counted(earlier, 'code')} given to annotations ${earlier === 1 ? 'was' : 'were'} given under an earlier definition.`}`,
      table(
        ['Code', 'Definition', 'Annotations:'],
        live
          .slice(0, MOST)
          .map(({ codeId, path, definition }) => [asMarkdown(path), asMarkdown(definition), uses.get(codeId) ?? 0]),
      ),
      ...(live.length > MOST ? [`… and ${counted(live.length - MOST, 'further code')}.`] : []),
    ],
    missing: undefinedCodes > 0 ? [`${counted(undefinedCodes, 'code')} without a definition.`] : [],
  };
};

export const codersPart: MakePart = (db, context): Part => {
  const coders = db.all<{
    name: string;
    spans: number;
    whole: number;
    articles: number;
    unplaced: number;
    first: string;
    last: string;
  }>(
    `SELECT p.name, count(*) FILTER (WHERE n.level = 'span') AS spans, count(*) FILTER (WHERE n.level = 'article') AS whole,
       count(DISTINCT n.article) AS articles, count(*) FILTER (WHERE n.status = 'unplaced') AS unplaced,
       min(n.created_at) AS first, max(n.created_at) AS last
     FROM annotation n JOIN coder p ON p.id = n.coder WHERE p.kind = 'person' AND ${SEEN} GROUP BY p.id ORDER BY p.id`,
    me(context),
  );
  if (coders.length === 0)
    return { title: 'Coders and coding', blocks: [], missing: ['nobody has coded anything yet.'] };
  const origins = db.all<{ origin: string; n: number }>(
    `SELECT n.origin, count(*) AS n FROM annotation n JOIN coder p ON p.id = n.coder
     WHERE p.kind = 'person' AND ${SEEN} GROUP BY n.origin ORDER BY n DESC, n.origin`,
    me(context),
  );
  const words: Record<string, string> = { manual: 'made by hand', import: 'read from a file' };
  return {
    title: 'Coders and coding',
    blocks: [
      `${counted(coders.length, 'coder')} made ${counted(
        coders.reduce((sum, { spans, whole }) => sum + spans + whole, 0),
        'annotation',
      )}.`,
      table(
        ['Coder', 'Articles:', 'Spans:', 'Whole articles:', 'Without a place:', 'From', 'To'],
        coders.map((one) => [
          ...[asMarkdown(one.name), one.articles, one.spans, one.whole, one.unplaced, day(one.first), day(one.last)],
        ]),
      ),
      `Of the annotations, ${listed(origins.map(({ origin, n }) => `${number(n)} ${n === 1 ? 'was' : 'were'} ${words[origin] ?? `accepted from suggestions of ${asMarkdown(origin)}`}`))}.`,
    ],
    missing: [],
  };
};

export const claimsPart: MakePart = (db, context): Part => {
  const claims = claimRows(db, claimsWithWords(db, '', context), context);
  if (claims.length === 0) return { title: 'Claims', blocks: [], missing: ['no claims were recorded.'] };
  const verdicts = claimVerdicts.flatMap((verdict) => {
    const n = claims.filter((claim) => claim.verdict === verdict).length;
    return n > 0 ? [[verdict, n] as const] : [];
  });
  const sum = (count: (claim: (typeof claims)[number]) => number) =>
    claims.reduce((total, one) => total + count(one), 0);
  const disputed = claims.filter((claim) => new Set(claim.verdicts.map(({ verdict }) => verdict)).size > 1).length;
  const unverified = claims.filter(({ verdict }) => verdict === 'unverified').length;
  return {
    title: 'Claims',
    blocks: [
      `${counted(claims.length, 'claim')} with ${counted(
        sum(({ mentions }) => mentions),
        'mention',
      )}; evidence: ${listed(evidenceStances.map((stance) => `${stance} ${number(sum((claim) => claim[stance]))}`))}.`,
      table(['Verdict in force', 'Claims:'], verdicts),
      disputed === 0
        ? 'No claim has different verdicts of different coders.'
        : `On ${counted(disputed, 'claim')} coders gave different verdicts; in force is the adjudicated one, else the one given last.`,
    ],
    missing: unverified > 0 ? [`${counted(unverified, 'claim')} without a verdict.`] : [],
  };
};

export const mergedPart: MakePart = (db): Part => {
  const reports = db
    .column<string>('SELECT report FROM merged_project ORDER BY at, name')
    .map((report) => JSON.parse(report) as MergeReport);
  if (reports.length === 0)
    return { title: 'Merged project files', blocks: ['No other project file was merged.'], missing: [] };
  return {
    title: 'Merged project files',
    blocks: [
      table(
        ['When', 'File', 'Coders', 'Articles in common:', 'Annotations added:', 'Conflicts:'],
        reports.map(({ at, name, coders, articles, annotations, conflictCount }) => [
          ...[day(at), asMarkdown(name), asMarkdown(coders.join(', '))],
          ...[articles.common, annotations.added, conflictCount],
        ]),
      ),
    ],
    missing: [],
  };
};
