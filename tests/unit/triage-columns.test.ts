import { describe, expect, test } from 'vitest';
import { COLUMN_SIZES, completed, movedBefore, sizedBy } from '../../renderer/features/triage/column-layout.ts';
import { columnIds } from '../../renderer/features/triage/columns.tsx';
import { fromFirstHit, markedTitle, titleTerms } from '../../renderer/features/triage/title-hits.ts';
import { languageName } from '../../renderer/ui/languages.ts';
import { HIT_END, HIT_START } from '../../shared/model/article.ts';

/** Hits in brackets, to be read. */
const readable = (text: string | null) => text?.replaceAll(HIT_START, '[').replaceAll(HIT_END, ']') ?? null;
const withHits = (text: string) => text.replaceAll('[', HIT_START).replaceAll(']', HIT_END);

describe('the arrangement of the columns', () => {
  test('a column moves before another, in both directions', () => {
    expect(movedBefore(['a', 'b', 'c', 'd'], 'd', 'b')).toEqual(['a', 'd', 'b', 'c']);
    expect(movedBefore(['a', 'b', 'c', 'd'], 'a', 'd')).toEqual(['b', 'c', 'a', 'd']);
  });

  test('widths stay within their limits', () => {
    expect(sizedBy({ source: 130 }, 'source', 146)).toEqual({ source: 146 });
    expect(sizedBy({}, 'source', 3)).toEqual({ source: COLUMN_SIZES.least });
    expect(sizedBy({}, 'source', 9_000)).toEqual({ source: COLUMN_SIZES.greatest });
  });

  test('what an older version remembered is completed, what none knows is left out', () => {
    const layout = completed({ order: ['source', 'weather', 'title'], visible: { byline: true }, pinned: ['weather'] });
    expect(layout.order.slice(0, 2)).toEqual(['source', 'title']);
    expect(layout.order.toSorted()).toEqual([...columnIds].sort());
    expect(layout.pinned).toEqual([]);
    expect([layout.visible.byline, layout.visible.words, layout.visible.path]).toEqual([true, true, false]);
  });

  test('languages by name; a tag that is none is shown as it is', () => {
    expect([languageName('ru'), languageName('not a tag'), languageName(null)]).toEqual(['Russian', 'not a tag', '']);
  });
});

describe('what a search found, in a row', () => {
  test('hits in a title, accents and case aside, nothing of what is excluded', () => {
    const terms = titleTerms('resettle* OR canon NOT dam');
    expect(readable(markedTitle('Resettled by the dam near the Cañon', terms))).toBe(
      '[Resettled] by the dam near the [Cañon]',
    );
  });

  test('words sought in the text alone are not marked in titles', () => {
    expect(readable(markedTitle('A river tamed', titleTerms('text:river')))).toBe('A river tamed');
    expect(readable(markedTitle('A river tamed', titleTerms('title:river')))).toBe('A [river] tamed');
  });

  test('a search that cannot be understood marks nothing', () => {
    expect(titleTerms('"unclosed')).toEqual([]);
    expect(titleTerms('')).toEqual([]);
  });

  test('a snippet begins shortly before its first hit', () => {
    const snippet = withHits('…and nobody at the ministry had told the [river] wardens, or the [river] pilots');
    expect(readable(fromFirstHit(snippet))).toBe('…the [river] wardens, or the [river] pilots');
  });

  test('a snippet that begins with its hit is left as it is', () => {
    expect(readable(fromFirstHit(withHits('The [river] rose')))).toBe('The [river] rose');
  });

  test('a long word before the hit is left out whole', () => {
    expect(readable(fromFirstHit(withHits('Hydroelectrically [river]-fed')))).toBe('…[river]-fed');
  });

  test('no hit in the text, no snippet: it stood in the title', () => {
    expect(fromFirstHit('Just how the text begins…')).toBeNull();
  });
});
