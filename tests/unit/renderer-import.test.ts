import { afterEach, describe, expect, test, vi } from 'vitest';
import { asFolder } from '../../renderer/app/picked-files.ts';
import { reportAsText } from '../../renderer/features/import/report-text.ts';
import { lineCount, sideBySide, wordCount } from '../../renderer/features/import/side-by-side.ts';
import { pieceBytes, upload } from '../../renderer/features/import/upload.ts';
import { setClientForTest } from '../../renderer/state/backend.ts';
import type { Client } from '../../shared/contract/client.ts';
import { AppError } from '../../shared/contract/errors.ts';

describe('kept and removed text side by side', () => {
  test('removed passages stand where they were cut out, those of one place together', () => {
    const text = 'The ferry sank.\n\nNobody was hurt.';
    expect(
      sideBySide(text, [
        { text: 'Most read', start: 33, reason: 'most read' },
        { text: 'Home  News', start: 0, reason: 'menu' },
        { text: 'BREAKING', start: 0, reason: 'ticker' },
        { text: 'share', start: 16, reason: 'share bar' },
      ]),
    ).toEqual([
      {
        kind: 'removed',
        start: 0,
        passages: [
          { text: 'Home  News', reason: 'menu' },
          { text: 'BREAKING', reason: 'ticker' },
        ],
      },
      { kind: 'kept', start: 0, text: 'The ferry sank.' },
      { kind: 'removed', start: 16, passages: [{ text: 'share', reason: 'share bar' }] },
      { kind: 'kept', start: 17, text: 'Nobody was hurt.' },
      { kind: 'removed', start: 33, passages: [{ text: 'Most read', reason: 'most read' }] },
    ]);
  });

  test('a text without anything removed is its paragraphs, an empty one is nothing', () => {
    expect(sideBySide('One.\nTwo.', []).map((strip) => strip.kind)).toEqual(['kept', 'kept']);
    expect(sideBySide('', [])).toEqual([]);
  });

  test('counts lines that hold something, and words of any script', () => {
    expect(lineCount([{ text: 'Home\n\nNews' }, { text: 'Sport' }])).toBe(3);
    expect(wordCount('It’s 1,900 people — «всё» معاهدة')).toBe(6);
  });
});

describe('files that a browser hands over', () => {
  const picked = (path: string) => ({ path, file: new File([], path) });

  test('are the folder they lie in, with paths below it, as if it were imported from disk', () => {
    const { title, folder, files } = asFolder([picked('lectern/a.html'), picked('lectern/courier/b.html')]);
    expect([title, folder, files.map(({ path }) => path)]).toEqual([
      'lectern',
      'lectern',
      ['a.html', 'courier/b.html'],
    ]);
  });

  test('keep their paths when they share no folder, in one whose name is no source', () => {
    const { title, folder, files } = asFolder([picked('courier/a.html'), picked('b.txt')]);
    expect([title, folder, files.map(({ path }) => path)]).toEqual(['2 files', 'files', ['courier/a.html', 'b.txt']]);
    expect(asFolder([picked('b.txt')])).toMatchObject({ title: 'b.txt', folder: 'files' });
  });
});

describe('an upload from a browser', () => {
  const pieces: { path: string; offset: number; length: number }[] = [];
  const dropped: string[] = [];
  afterEach(() => {
    pieces.length = 0;
    dropped.length = 0;
  });

  function backendThat(refuses?: (path: string) => boolean) {
    const call = vi.fn(async (method: string, input: Record<string, unknown>) => {
      if (method === 'import.beginUpload') return { uploadId: 'up-1' };
      if (method === 'import.dropUpload') {
        dropped.push(input.uploadId as string);
        return {};
      }
      if (refuses?.(input.path as string)) throw new AppError('DISK_FULL', 'The disk is full.');
      pieces.push({
        path: input.path as string,
        offset: input.offset as number,
        length: (input.bytes as Uint8Array).length,
      });
      return { received: 0 };
    });
    setClientForTest({ call } as unknown as Client);
    return call;
  }

  const file = (path: string, size: number) => ({ path, file: new File([new Uint8Array(size)], path) });

  test('sends each file in pieces of one megabyte, an empty one as one empty piece, and tells how far it is', async () => {
    const call = backendThat();
    const seen: number[] = [];
    const id = await upload('scrape', [file('a/big.html', 2 * pieceBytes + 5), file('a/empty.txt', 0)], {
      signal: new AbortController().signal,
      onProgress: ({ bytes }) => seen.push(bytes),
    });
    expect(id).toBe('up-1');
    expect(call.mock.calls[0]).toEqual([
      'import.beginUpload',
      { title: 'scrape', files: 2, bytes: 2 * pieceBytes + 5 },
      expect.anything(),
    ]);
    expect(pieces.filter(({ path }) => path === 'a/big.html')).toEqual([
      { path: 'a/big.html', offset: 0, length: pieceBytes },
      { path: 'a/big.html', offset: pieceBytes, length: pieceBytes },
      { path: 'a/big.html', offset: 2 * pieceBytes, length: 5 },
    ]);
    expect(pieces).toContainEqual({ path: 'a/empty.txt', offset: 0, length: 0 });
    expect(seen.at(-1)).toBe(2 * pieceBytes + 5);
    expect(dropped).toEqual([]);
  });

  test('throws away what was handed over when a piece is refused', async () => {
    backendThat((path) => path === 'b.txt');
    const going = upload('scrape', [file('a.txt', 3), file('b.txt', 3)], {
      signal: new AbortController().signal,
      onProgress: () => {},
    });
    await expect(going).rejects.toMatchObject({ code: 'DISK_FULL' });
    expect(dropped).toEqual(['up-1']);
  });

  test('stops between two pieces when it is cancelled', async () => {
    backendThat();
    const abort = new AbortController();
    const going = upload('scrape', [file('big.html', 3 * pieceBytes)], {
      signal: abort.signal,
      onProgress: ({ bytes }) => bytes > 0 && abort.abort(),
    });
    await expect(going).rejects.toMatchObject({ name: 'AbortError' });
    expect(pieces).toHaveLength(1);
    expect(dropped).toEqual(['up-1']);
  });
});

test('a report as text names counts and failures, and no text of an article', () => {
  expect(
    reportAsText({
      jobId: 'job-1',
      roots: ['lectern-scrape'],
      startedAt: '2026-03-19T14:01:02Z',
      finishedAt: '2026-03-19T14:02:00Z',
      seconds: 58,
      counts: { found: 12, imported: 9, updated: 1, unchanged: 1, duplicates: 2, failed: 1 },
      failures: [{ path: 'a/dump.txt', code: 'BINARY', reason: 'It holds binary data. Check the scraper.' }],
      failuresCut: false,
      removedWords: { menu: 40, ticker: 2 },
      keptWords: 900,
      worthALook: {
        veryShort: 0,
        undated: 0,
        oddLanguage: 0,
        unknownSource: 0,
        replacedCharacters: 0,
        unplaced: 0,
      },
      skipped: [{ extension: '.psd', kind: 'PSD file', files: 3 }],
      copies: { articles: 2, groups: 1, largest: 2 },
      secondPass: { analyser: 'folder cleaner 1.0', articles: 4, sources: 2, rules: 7 },
      dates: { day: 9, monthOrYear: 0, none: 0, open: 0, openSources: [] },
    }),
  ).toBe(`Import of lectern-scrape
Started 2026-03-19T14:01:02Z, finished 2026-03-19T14:02:00Z, 58.0 s
Found 12, imported 9 (2 of them copies), updated 1, unchanged 1, failed 1
Words kept 900, removed 42
  menu: 40
  ticker: 2
Not read: 3 of format .psd
Second pass (folder cleaner 1.0): 4 articles of 2 sources changed, 7 rules
Could not be read:
  a/dump.txt (BINARY): It holds binary data. Check the scraper.
`);
});
