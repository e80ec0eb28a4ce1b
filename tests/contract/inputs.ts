/** One valid input for every method of the contract; what it names need not exist. */
import type { InputOf, MethodName } from '../../shared/contract/contract.ts';

const id = '3f0c9a52-6a0e-4a53-9d3e-0b5a7c1d2e4f';
const other = '9b1d7c33-0f1a-4c7e-8a55-6d2f4e3c1b0a';
const articleId = 'no-such-article';
const span = { articleId, textVersionId: '999', start: 0, end: 4, quote: 'none' };

const ratingMapping = {
  ...{ name: 0, domain: null, lean: null, reliability: null, basis: null, ratedOn: null },
  ...{ leanWords: {}, reliabilityWords: {} },
};

export const validInputs: { [M in MethodName]: InputOf<M> } = {
  'app.info': {},
  'app.settings': {},
  'app.changeSettings': { textSize: 18 },
  'app.report': { message: 'A failure in the page' },

  'projects.recent': {},
  'projects.list': {},
  'projects.forget': { path: '/no/such/project.parallax' },
  'projects.create': { path: '/no/such/folder/project.parallax' },
  'projects.open': { path: '/no/such/project.parallax' },
  'projects.close': {},
  'projects.current': {},
  'projects.createSample': {},
  'projects.status': {},
  'projects.saveCopy': { path: '/no/such/folder/copy.parallax' },
  'projects.check': {},
  'coders.use': { name: 'Rana' },

  'jobs.list': {},
  'jobs.get': { jobId: id },
  'jobs.cancel': { jobId: id },
  'jobs.resume': { jobId: id },

  'import.survey': { origin: { paths: ['/no/such/folder'] } },
  'import.start': { origin: { paths: ['/no/such/folder'] } },
  'import.report': { jobId: id },
  'import.retry': { jobId: id },
  'import.reportTable': { jobId: id },
  'import.sample': { jobId: id, reason: 'menu' },
  'import.watched': {},
  'import.watch': { rootId: 999, on: true },
  'import.beginUpload': { title: 'scrape', files: 1, bytes: 4 },
  'import.uploadPiece': { uploadId: id, path: 'a.txt', offset: 0, bytes: new Uint8Array([1, 2]) },
  'import.dropUpload': { uploadId: id },

  'articles.openView': { query: {} },
  'articles.rows': { viewId: id, start: 0, count: 10 },
  'articles.indexInView': { viewId: id, articleId },
  'articles.facets': { query: {} },
  'articles.get': { articleId },
  'articles.hits': { articleId, text: 'river' },
  'articles.edit': { articleId, field: 'title', value: 'A title' },
  'articles.restorePassages': { articleId, passageIds: ['0'] },
  'articles.rememberPosition': { articleId, position: 10 },
  'articles.chooseEvidence': { articleId, field: 'title', from: 'meta' },
  'sources.list': {},
  'sources.dateExamples': { sourceId: 999 },
  'sources.merge': { intoId: 998, sourceIds: [999] },
  'sources.addAlias': { sourceId: 999, alias: 'The Courier' },
  'sources.removeAlias': { sourceId: 999, alias: 'The Courier' },
  'ratings.raters': {},
  'ratings.preview': { csv: 'name,lean\nThe Courier,left\n' },
  'ratings.import': { rater: 'A list', csv: 'name\nThe Courier\n', mapping: ratingMapping },
  'ratings.set': { sourceId: 999, lean: 1, reliability: null },
  'ratings.removeRater': { raterId: 999 },
  'cleaning.rules': { sourceId: 999 },
  'cleaning.example': { sourceId: 999, ruleId: 'no-such-rule' },
  'cleaning.setRules': { sourceId: 999, ruleIds: ['no-such-rule'], on: false },
  'cleaning.start': { sourceIds: [999] },

  'duplicates.members': { articleId },
  'duplicates.setHead': { articleId },
  'duplicates.separate': { articleId },
  'duplicates.join': { articleIds: [articleId, 'no-other-article'] },
  'duplicates.difference': { a: articleId, b: 'no-other-article' },

  'originals.status': {},
  'originals.reextract': { articleIds: [articleId], apply: false },
  'originals.changes': { jobId: id },
  'sources.edit': { sourceId: 999, fields: { country: 'Ordesh' } },

  'triage.decide': { targets: { articleIds: [articleId] }, decision: 'include' },
  'triage.reasons': {},

  'codebook.get': {},
  'codebook.presets': {},
  'codebook.addPreset': { presetId: 'no-such-preset' },
  'codebook.create': { fields: { name: 'Figure' } },
  'codebook.edit': { codeId: id, fields: { name: 'Figure' } },
  'codebook.move': { codeId: id, parentId: null, position: 0 },
  'codebook.merge': { codeId: id, intoId: other },
  'codebook.archive': { codeId: id, archived: true },
  'codebook.delete': { codeId: id },

  'annotations.ofArticle': { articleId },
  'annotations.create': { ...span, level: 'span' },
  'annotations.edit': { annotationId: id, memo: 'Seen twice.' },
  'annotations.delete': { annotationId: id },

  'claims.list': {},
  'claims.create': { ...span, fields: { statement: 'The bridge is closed.' } },
  'claims.edit': { claimId: id, fields: { verdict: 'supported' } },
  'claims.addMention': { ...span, claimId: id },
  'claims.removeMention': { mentionId: id },
  'claims.delete': { claimId: id },

  'history.state': {},
  'history.list': {},
  'history.undo': {},
  'history.redo': {},

  'compare.align': { a: articleId, b: 'no-other-article' },

  'export.preview': {},
  'export.start': { format: 'csv', out: '/no/such/folder/out' },
  'annotate.fromCsv': { csv: '' },
  'export.dropDownload': { jobId: id },
};
