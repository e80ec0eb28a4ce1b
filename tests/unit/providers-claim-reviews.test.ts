/** Feeds of published fact checks, in the shapes they come in; ratings stay in their publishers' words. */
import { describe, expect, it } from 'vitest';
import { readClaimReviews } from '../../electron/analysis/claim-reviews/index.ts';

const bridge = {
  '@context': 'https://schema.org',
  '@type': 'ClaimReview',
  url: 'https://checks.example/lenn-bridge',
  claimReviewed: 'The Lenn bridge will be closed for nine weeks',
  datePublished: '2025-05-20',
  inLanguage: 'en',
  author: { '@type': 'Organization', name: 'Checks Example' },
  itemReviewed: { '@type': 'Claim', author: { '@type': 'Person', name: 'Ida Marsh' } },
  reviewRating: { '@type': 'Rating', ratingValue: '2', bestRating: '5', alternateName: 'Mostly wrong' },
};
const read = (value: unknown) => readClaimReviews(typeof value === 'string' ? value : JSON.stringify(value));
const expected = {
  claimReviewed: 'The Lenn bridge will be closed for nine weeks',
  claimant: 'Ida Marsh',
  rating: 'Mostly wrong',
  ratingScale: '2 of 5',
  publisher: 'Checks Example',
  url: 'https://checks.example/lenn-bridge',
  reviewedAt: '2025-05-20',
  language: 'en',
};

describe('a feed of fact checks', () => {
  it.each([
    ['one object', bridge],
    ['a list', [bridge]],
    ['a graph', { '@context': 'https://schema.org', '@graph': [{ '@type': 'WebPage' }, bridge] }],
    [
      'a data feed',
      { '@type': 'DataFeed', dataFeedElement: [{ '@type': 'DataFeedItem', item: [bridge, null] }, { item: null }] },
    ],
    ['JSON lines', `${JSON.stringify(bridge)}\n\n${JSON.stringify({ '@type': 'NewsArticle' })}\n`],
    ['the same twice, with a byte order mark', `\uFEFF${JSON.stringify([bridge, bridge])}`],
    ['types as lists and with addresses', [{ ...bridge, '@type': ['http://schema.org/ClaimReview', 'Thing'] }]],
  ])('is read from %s', (_shape, value) => {
    expect(read(value)).toEqual({ reviews: [expected], left: 0 });
  });

  it('keeps a rating in words, a scale, or neither, as its publisher gives it', () => {
    const rated = (reviewRating: unknown) => {
      const found = read({ ...bridge, reviewRating });
      return 'problem' in found ? found : [found.reviews[0]!.rating, found.reviews[0]!.ratingScale];
    };
    expect(rated({ ratingValue: 1, bestRating: 7 })).toEqual(['', '1 of 7']);
    expect(rated({ ratingValue: 'False' })).toEqual(['False', '']);
    expect(rated({ alternateName: 'Falsch', ratingValue: '-1', bestRating: '-1' })).toEqual(['Falsch', '']);
    expect(rated(undefined)).toEqual(['', '']);
  });

  it('leaves out, and counts, fact checks without a statement or an address of the web', () => {
    const found = read([
      bridge,
      { ...bridge, claimReviewed: ' ' },
      { ...bridge, url: 'javascript:alert(1)' },
      { ...bridge, url: undefined },
    ]);
    expect(found).toMatchObject({ left: 3, reviews: [{ url: bridge.url }] });
  });

  it('takes the publisher from the address where none is named, and the statement from what was reviewed', () => {
    const { author: _author, claimReviewed, ...rest } = bridge;
    const found = read({
      ...rest,
      url: 'https://www.checks.example/a',
      itemReviewed: [{ text: claimReviewed, author: [{ name: 'A' }, { name: 'B' }] }],
    });
    expect(found).toMatchObject({ reviews: [{ publisher: 'checks.example', claimReviewed, claimant: 'A, B' }] });
  });

  it.each([
    ['', 'empty'],
    ['<!DOCTYPE html><html></html>', 'web page'],
    ['{"@type":"ClaimRev', 'no whole JSON'],
    ['{"@type":"DataFeed","dataFeedElement":[]}', 'no ClaimReview'],
    ['[1, "two", null]', 'no ClaimReview'],
    [`${'['.repeat(5000)}${']'.repeat(5000)}`, 'no ClaimReview'],
  ])('says of %.30j why it is none', (text, why) => {
    expect(read(text)).toEqual({ problem: expect.stringContaining(why) });
  });
});
