import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  beginUpload,
  dropUpload,
  importTitle,
  surveyOrigin,
  uploadPiece,
} from '../../electron/backend/services/import/host.ts';
import { folderSurvey } from '../../shared/contract/rooms/import.ts';
import { importOptions } from '../../shared/model/import.ts';
import { articleText, importProject, temporaryFolder, writeFiles } from './support/import-project.ts';

const defaults = importOptions.parse({});

describe('a survey', () => {
  test('counts kinds, guesses sources and shows a few files as they would come in, without writing', async () => {
    const folder = writeFiles(join(temporaryFolder(), 'scrape'), {
      'Alpha Courier/one.txt': articleText('orchard'),
      'Alpha Courier/two.txt': articleText('barn'),
      'Beta Gazette/a.html': `<!doctype html><html><head><title>Silo sold</title></head><body><article><p>${articleText('silo').replaceAll('\n\n', '</p><p>')}</p></article></body></html>`,
      'Beta Gazette/empty.txt': '',
      'records.jsonl': `${JSON.stringify({ title: 'First', author: 'Una Lenn', text: articleText('mill'), url: 'https://mill-post.example/1' })}\n{"text":"x"}\n`,
      'photo.jpg': 'not read',
    });
    const { backend, db } = importProject();
    const survey = folderSurvey.parse(await surveyOrigin(backend, { paths: [folder] }, defaults, 0));
    expect(survey).toMatchObject({ roots: ['scrape'], files: 6 });
    expect(survey.kinds).toEqual([
      { kind: 'Plain text', extension: '.txt', files: 3, readable: true },
      { kind: 'Web page', extension: '.html', files: 1, readable: true },
      { kind: 'Image', extension: '.jpg', files: 1, readable: false },
      { kind: 'JSON Lines', extension: '.jsonl', files: 1, readable: true },
    ]);
    expect(survey.sources.slice(0, 2)).toEqual([
      { name: 'Alpha Courier', files: 2, from: 'folder', known: false },
      { name: 'Beta Gazette', files: 2, from: 'folder', known: false },
    ]);
    const shown = Object.fromEntries(survey.dryRun.map((one) => [one.path, one]));
    expect(Object.keys(shown)).toHaveLength(5);
    expect(shown['Beta Gazette/a.html']).toMatchObject({
      title: 'Silo sold',
      source: 'Beta Gazette',
      sourceFrom: 'folder name',
      byline: null,
      text: articleText('silo'),
      problem: null,
    });
    expect(shown['records.jsonl#L1']).toMatchObject({
      title: 'First',
      titleFrom: 'field',
      byline: 'Una Lenn',
      bylineFrom: 'field',
      source: 'mill-post.example',
      sourceFrom: 'url',
    });
    expect(shown['Beta Gazette/empty.txt']!.problem).toContain('empty');
    expect(db.value('SELECT count(*) FROM article')).toBe(0);
    expect(db.value('SELECT count(*) FROM import_root')).toBe(0);
  });

  test('shows ten files of a large folder, and ten others on request', async () => {
    const files = Object.fromEntries(
      Array.from({ length: 30 }, (_, i) => [`s${i % 3}/${String(i).padStart(2, '0')}.txt`, articleText(`shed ${i}`)]),
    );
    const folder = writeFiles(temporaryFolder(), files);
    const { backend } = importProject();
    const first = await surveyOrigin(backend, { paths: [folder] }, defaults, 0);
    const second = await surveyOrigin(backend, { paths: [folder] }, defaults, 10);
    const paths = [...first.dryRun, ...second.dryRun].map((one) => one.path);
    expect(new Set(paths).size).toBe(20);
    expect(new Set(first.dryRun.map((one) => one.path.split('/')[0]))).toEqual(new Set(['s0', 's1', 's2']));
  });

  test('an empty folder has nothing to show', async () => {
    const { backend } = importProject();
    expect(await surveyOrigin(backend, { paths: [temporaryFolder()] }, defaults, 0)).toMatchObject({
      files: 0,
      dryRun: [],
    });
  });
});

describe('an upload from a browser', () => {
  const encode = (text: string) => new TextEncoder().encode(text);

  test('comes in as the same articles as the folder itself, and is thrown away after the import', async () => {
    const files: Record<string, string> = {
      'Alpha Courier/one.txt': articleText('orchard'),
      'Beta Gazette/two.txt': articleText('barn'),
    };
    const disk = importProject();
    await disk.run({ paths: [writeFiles(join(temporaryFolder(), 'scrape'), files)] });

    const project = importProject();
    const { backend } = project;
    const upload = async () => {
      const bytes = Object.values(files).reduce((sum, text) => sum + encode(text).length, 0);
      const { uploadId } = await beginUpload(backend, { title: 'scrape', files: 2, bytes });
      for (const [path, text] of Object.entries(files)) {
        const all = encode(text);
        for (let offset = 0; offset < all.length; offset += 100) {
          const piece = all.slice(offset, offset + 100);
          const { received } = await uploadPiece(backend, { uploadId, path: `scrape/${path}`, offset, bytes: piece });
          expect(received).toBe(offset + piece.length);
        }
      }
      return uploadId;
    };
    const uploadId = await upload();
    expect(await importTitle(backend, { uploadId })).toBe('Importing scrape');
    const { report } = await project.run({ uploadId });
    expect(report.counts).toMatchObject({ found: 2, imported: 2 });
    expect(report.roots).toEqual(['scrape']);
    const rows = 'SELECT article_id, path FROM article ORDER BY path';
    expect(project.db.all(rows)).toEqual(disk.db.all(rows));
    expect(existsSync(join(backend.dataDir, 'uploads', uploadId))).toBe(false);

    const again = await project.run({ uploadId: await upload() });
    expect(again.report.counts).toMatchObject({ found: 2, unchanged: 2 });
  });

  test.each([
    '../out.txt',
    'a/../../out.txt',
    '/etc/out.txt',
    'C:/out.txt',
    'c:out.txt',
    'a\\..\\out.txt',
    'a\0.txt',
    'a//b.txt',
    './a.txt',
    'a/..',
  ])('the path %j does not leave the upload', async (path) => {
    const { backend } = importProject();
    const { uploadId } = await beginUpload(backend, { title: '../evil', files: 1, bytes: 4 });
    await expect(uploadPiece(backend, { uploadId, path, offset: 0, bytes: encode('text') })).rejects.toMatchObject({
      code: 'UPLOAD_INVALID',
    });
    expect(readdirSync(join(backend.dataDir, 'uploads'))).toEqual([uploadId]);
    expect(readdirSync(join(backend.dataDir, 'uploads', uploadId, 'files'))).toEqual([]);
  });

  test('no more arrives than was announced, no gaps, and no half of it is imported', async () => {
    const { backend } = importProject();
    const { uploadId } = await beginUpload(backend, { title: 'x', files: 1, bytes: 6 });
    const piece = (path: string, offset: number, text: string) =>
      uploadPiece(backend, { uploadId, path, offset, bytes: encode(text) });
    await piece('a.txt', 0, 'abcd');
    await expect(piece('b.txt', 0, 'x')).rejects.toMatchObject({ code: 'UPLOAD_INVALID' });
    await expect(piece('a.txt', 5, 'x')).rejects.toMatchObject({ code: 'UPLOAD_INVALID' });
    await expect(piece('a.txt', 4, 'efg')).rejects.toMatchObject({ code: 'UPLOAD_INVALID' });
    await expect(importTitle(backend, { uploadId })).rejects.toMatchObject({
      code: 'UPLOAD_INVALID',
      message: expect.stringContaining('4 of 6 bytes'),
    });
    await piece('a.txt', 4, 'ef');
    const stored = join(backend.dataDir, 'uploads', uploadId, 'files', 'a.txt');
    expect(readFileSync(stored, 'utf8')).toBe('abcdef');
    await dropUpload(backend, { uploadId });
    expect(existsSync(stored)).toBe(false);
    await expect(importTitle(backend, { uploadId })).rejects.toMatchObject({ code: 'UPLOAD_INVALID' });
    await expect(dropUpload(backend, { uploadId: '../../x' })).rejects.toMatchObject({ code: 'UPLOAD_INVALID' });
  });
});
