/** The list beside the text: what the painted marks show, in words. */
import { expect, it } from 'vitest';
import { entriesOf, listed } from '../../renderer/features/coding/listed-marks.ts';
import { ParagraphMap } from '../../renderer/features/text/paragraph-map.ts';
import type { Annotation } from '../../shared/model/annotation.ts';
import type { Claim } from '../../shared/model/claim.ts';
import type { Code } from '../../shared/model/codebook.ts';

const TEXT = 'Forty boats left.\n\nThe office counted 38 boats. Nobody counted twice.';
const map = new ParagraphMap(TEXT);
const place = (words: string, articleId = 'quay') => {
  const start = TEXT.indexOf(words);
  return { articleId, start, end: start + words.length, quote: { exact: words, prefix: '', suffix: '' } };
};
const annotation = (annotationId: string, words: string | null, more: Partial<Annotation> = {}) =>
  ({
    ...{ annotationId, articleId: 'quay', level: words === null ? 'article' : 'span', start: null, end: null },
    ...(words === null ? { quote: null } : place(words)),
    ...{ codings: [{ codeId: 'loss' }], pieces: [], memo: '', coder: 'Ada', status: 'anchored', ...more },
  }) as unknown as Annotation;
const codes = new Map([['loss', { codeId: 'loss', name: 'Loss', color: 4 } as Code]]);
const claim = {
  claimId: 'claim',
  number: 3,
  mentions: [
    { mentionId: 'm1', ...place('Forty boats left') },
    { mentionId: 'm2', ...place('boats', 'elsewhere') },
  ],
  evidence: [
    { evidenceId: 'e1', stance: 'refutes', coder: 'Ben', at: { kind: 'passage', ...place('counted 38 boats') } },
    { evidenceId: 'e2', stance: 'supports', coder: 'Ben', at: { kind: 'link', url: 'https://harbour.example' } },
    {
      ...{ evidenceId: 'e3', stance: 'context', coder: 'Ada' },
      at: { kind: 'passage', ...place('Nobody'), start: null, end: null },
    },
  ],
} as unknown as Claim;

const rows = (annotations: Annotation[], claims: Claim[]) =>
  entriesOf('quay', annotations, claims).map((entry) => {
    const { names, where, quote, coder, sign } = listed(entry, codes, map);
    return [entry.ownerId, names, where, quote, coder, sign];
  });

it('carries mentions of claims and passages of evidence at their places, those of other articles and links not', () => {
  const list = [annotation('a1', 'counted twice'), annotation('a2', null), annotation('a3', 'boats')];
  expect(rows(list, [claim])).toEqual([
    ['a2', 'Loss', 'article', '', 'Ada', null],
    ['claim', 'Claim 3', '¶ 1', 'Forty boats left', '', 'claim'],
    ['a3', 'Loss', '¶ 1', 'boats', 'Ada', null],
    ['claim', 'Refutes claim 3', '¶ 2', 'counted 38 boats', 'Ben', 'refutes'],
    ['a1', 'Loss', '¶ 2', 'counted twice', 'Ada', null],
    ['claim', 'Context of claim 3', 'unplaced', 'Nobody', 'Ada', 'context'],
  ]);
});
