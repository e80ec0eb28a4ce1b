// Published fact checks: schema.org's ClaimReview (https://schema.org/ClaimReview) as single objects, lists, @graph, JSON lines, and
// the DataFeed that data commons publishes. Ratings are kept as their publishers word them.

/** One fact check. Empty where the publisher says nothing. */
export interface ClaimReview {
  claimReviewed: string;
  claimant: string;
  /** In the publisher's words. */
  rating: string;
  /** "2 of 5", where the publisher rates by numbers. */
  ratingScale: string;
  publisher: string;
  /** http or https. */
  url: string;
  /** As it is given. */
  reviewedAt: string | null;
  /** BCP 47, as it is given. */
  language: string | null;
}

export interface ReadReviews {
  reviews: ClaimReview[];
  /** Fact checks without a statement or an address, and those beyond the most that are kept. */
  left: number;
}

export const MOST_REVIEWS = 100_000;
const MOST_STATEMENT = 2000;
const MOST_NAME = 300;
const MOST_ADDRESS = 4000;
/** Nesting beyond this depth is not looked into: no feed means it. */
const DEEPEST = 12;

type Node = Readonly<Record<string, unknown>>;

/** @returns what was read, or `problem`: why the text is no such feed, the end of a sentence */
export function readClaimReviews(text: string): ReadReviews | { problem: string } {
  const start = text.replace(/^\uFEFF/, '').trimStart();
  if (start === '') return { problem: 'it is empty' };
  if (start.startsWith('<')) return { problem: 'it is a web page or XML, and a feed of fact checks is JSON' };
  const values = parsed(start);
  if (!values) return { problem: 'it is no whole JSON' };
  const reviews: ClaimReview[] = [];
  let left = 0;
  const seen = new Set<string>();
  for (const node of values.flatMap((value) => [...reviewsIn(value, 0)])) {
    const review = reviewOf(node);
    const key = review && `${review.url} ${review.claimReviewed}`;
    if (key !== null && seen.has(key)) continue;
    if (!review || key === null || reviews.length >= MOST_REVIEWS) left++;
    else {
      seen.add(key);
      reviews.push(review);
    }
  }
  if (reviews.length === 0 && left === 0) return { problem: 'it holds no ClaimReview of schema.org' };
  return { reviews, left };
}

/** One document, or one a line. */
function parsed(text: string): unknown[] | null {
  try {
    return [JSON.parse(text)];
  } catch {
    const lines = text.split('\n').filter((line) => line.trim() !== '');
    if (lines.length < 2) return null;
    try {
      return lines.map((line) => JSON.parse(line));
    } catch {
      return null;
    }
  }
}

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && !Array.isArray(value);
const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : value === undefined ? [] : [value]);

const isA = (node: Node, type: string) =>
  listOf(node['@type']).some((one) => typeof one === 'string' && one.replace(/^.*[/:#]/, '') === type);

function* reviewsIn(value: unknown, depth: number): Generator<Node> {
  if (depth > DEEPEST) return;
  if (Array.isArray(value)) {
    for (const one of value) yield* reviewsIn(one, depth + 1);
    return;
  }
  if (!isNode(value)) return;
  if (isA(value, 'ClaimReview')) {
    yield value;
    return;
  }
  for (const name of ['@graph', 'dataFeedElement', 'item', 'itemListElement', 'review', 'claimReview', 'mainEntity'])
    if (value[name] !== undefined) yield* reviewsIn(value[name], depth + 1);
}

/** Words of a value that may be text, a number, a list, or an object with a name. */
function words(value: unknown, most = MOST_NAME, depth = 0): string {
  if (depth > 3) return '';
  if (typeof value === 'string' || typeof value === 'number') {
    const line = String(value).replace(/\s+/g, ' ').trim();
    return line.length > most ? `${line.slice(0, most - 1)}…` : line;
  }
  if (Array.isArray(value)) {
    return words([...new Set(value.map((one) => words(one, most, depth + 1)).filter(Boolean))].join(', '), most);
  }
  if (!isNode(value)) return '';
  return words(value['@value'] ?? value.name ?? value.alternateName, most, depth + 1);
}

function reviewOf(node: Node): ClaimReview | null {
  const [item = {}] = listOf(node.itemReviewed).filter(isNode);
  const claimReviewed = words(node.claimReviewed, MOST_STATEMENT) || words(item.text ?? item.name, MOST_STATEMENT);
  const url = [node.url, node['@id'], node.mainEntityOfPage].map(addressOf).find((one) => one !== '') ?? '';
  if (claimReviewed === '' || url === '') return null;
  const [rating = {}] = listOf(node.reviewRating).filter(isNode);
  const value = words(rating.ratingValue);
  const best = words(rating.bestRating);
  const isScale = /^-?\d+(?:[.,]\d+)?$/.test(value) && /^\d+(?:[.,]\d+)?$/.test(best) && Number(best) > 0;
  return {
    claimReviewed,
    url,
    claimant: words(item.author ?? item.creator),
    rating: words(rating.alternateName) || words(rating.name) || (isScale ? '' : value),
    ratingScale: isScale ? `${value} of ${best}` : '',
    publisher: words(node.author) || words(node.publisher) || hostOf(url),
    reviewedAt: words(node.datePublished ?? node.dateCreated) || null,
    language: words(node.inLanguage) || null,
  };
}

function addressOf(value: unknown): string {
  const [first] = listOf(value);
  const text = isNode(first) ? first['@id'] : first;
  if (typeof text !== 'string' || !/^https?:\/\//i.test(text.trim()) || text.length > MOST_ADDRESS) return '';
  try {
    return new URL(text.trim()).href;
  } catch {
    return '';
  }
}

const hostOf = (url: string) => new URL(url).hostname.replace(/^www\./, '');
