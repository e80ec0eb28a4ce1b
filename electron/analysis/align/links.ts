import type { Span } from '../../../shared/text/index.ts';
import { aligner, bare } from './align.ts';
import type { Pause } from './candidates.ts';
import { type ComparedPair, compareArticles } from './compare.ts';
import { agree, countTheSame, type Figure, figuresIn } from './figures.ts';
import { type FoundQuotation, lineUpQuotations } from './quoted.ts';
import type { AlignableArticle } from './sentence-features.ts';

export const linkKinds = [
  'same sentence',
  'reworded sentence',
  'same quotation',
  'same figure',
  'different figure',
] as const;
export type LinkKind = (typeof linkKinds)[number];

/** A place in one of the articles. UTF-16 offsets. */
export interface LinkedPlace extends Span {
  article: number;
}

/** What two articles have in common, or tell otherwise. `a` is the article with the smaller number. */
export interface ArticleLink {
  kind: LinkKind;
  a: LinkedPlace;
  b: LinkedPlace;
  /** 0 to 1: likeness of the sentences; 1 for what is equal. */
  score: number;
  /** For people: the rule, and what it rests on. */
  reason: string;
}

export interface LinkableArticle extends AlignableArticle {
  /** What the analyser `quotations` found; absent: not searched. */
  quotations?: readonly FoundQuotation[];
}

/** A value below it is met by chance in two articles, unless it is money or a share. */
const TELLING_VALUE = 13;
const MEASURES: ReadonlySet<string> = new Set(['percent', 'dollar', 'euro', 'pound', 'yen', 'rupee', 'ruble']);
/** Figures of an article that are looked at. */
const MOST_FIGURES = 500;

/**
 * Every kind of link between every two of some articles, by kind, then in the order of reading. A different figure is one that
 * a linked sentence gives for the same thing, in articles of which neither gives the other's figure as well.
 */
export function linksBetween(articles: readonly LinkableArticle[], pause: Pause = () => {}): ArticleLink[] {
  const { articles: read, pairs } = compareArticles(articles, pause);
  const figures = articles.map(({ text, language }) =>
    figuresIn(text, { start: 0, end: text.length }, language).slice(0, MOST_FIGURES),
  );
  const links = [
    ...pairs.flatMap((pair) => sentenceLinks(pair, read, figures)),
    ...quotationLinks(articles),
    ...figureLinks(figures),
  ];
  return links.sort(
    (x, y) =>
      linkKinds.indexOf(x.kind) - linkKinds.indexOf(y.kind) ||
      x.a.article - y.a.article ||
      x.b.article - y.b.article ||
      x.a.start - y.a.start ||
      x.b.start - y.b.start,
  );
}

function sentenceLinks(
  pair: ComparedPair,
  read: readonly { sentences: readonly Span[] }[],
  figures: readonly (readonly Figure[])[],
): ArticleLink[] {
  const { left, right, kind, score } = pair;
  const a = { article: left, ...read[left]!.sentences[pair.a]! };
  const b = { article: right, ...read[right]!.sentences[pair.b]! };
  const sentence: ArticleLink =
    kind === 'same'
      ? { kind: 'same sentence', a, b, score: 1, reason: 'word for word the same' }
      : {
          kind: 'reworded sentence',
          a,
          b,
          score,
          reason: `likeness ${score.toFixed(2)}, from ${aligner.threshold} on`,
        };
  const gives = (article: number, figure: Figure) =>
    figures[article]!.some((one) => agree(one.value, figure.value) && countTheSame(one, figure));
  const differing = (pair.figures?.a ?? []).flatMap((figure, k): ArticleLink[] => {
    const other = pair.figures!.b[k]!;
    if (gives(left, other) || gives(right, figure)) return [];
    const places = { a: { article: left, ...bare(figure) }, b: { article: right, ...bare(other) } };
    const what = figure.unit || other.unit;
    const reason = `${figure.text} and ${other.text}${what ? ` for ${what}` : ''}, in sentences that say the same otherwise`;
    return [{ kind: 'different figure', ...places, score, reason }];
  });
  return [sentence, ...differing];
}

function quotationLinks(articles: readonly LinkableArticle[]): ArticleLink[] {
  const quoted = articles.map(({ text, language, quotations = [] }) => ({ text, language, quotations }));
  return lineUpQuotations(quoted).flatMap(({ name, rows }) =>
    rows.flatMap(({ cells }) => {
      const held = cells.flatMap((own, article) =>
        own.filter(({ kind }) => kind !== 'reworded').map((one) => ({ article, ...one })),
      );
      return held.flatMap((one, i) =>
        held.slice(i + 1).flatMap((other): ArticleLink[] => {
          if (one.article === other.article) return [];
          const isCut = one.kind === 'cut' || other.kind === 'cut';
          const reason = `${isCut ? 'the same words, cut' : 'the same words'}${name ? `, ${name}` : ''}`;
          const place = ({ article, start, end }: LinkedPlace) => ({ article, start, end });
          return [{ kind: 'same quotation', a: place(one), b: place(other), score: isCut ? 0.9 : 1, reason }];
        }),
      );
    }),
  );
}

/** The first place of each figure that two articles both give for the same thing. */
function figureLinks(figures: readonly (readonly Figure[])[]): ArticleLink[] {
  const links: ArticleLink[] = [];
  figures.forEach((own, left) => {
    for (let right = left + 1; right < figures.length; right++) {
      const used = new Set<Figure>();
      const linked: Figure[] = [];
      for (const figure of own) {
        if (figure.value < TELLING_VALUE && !MEASURES.has(figure.unit)) continue;
        if (linked.some((one) => one.value === figure.value && countTheSame(one, figure))) continue;
        const twin = figures[right]!.find(
          (other) => other.value === figure.value && !used.has(other) && countTheSame(figure, other),
        );
        if (!twin) continue;
        used.add(twin);
        linked.push(figure);
        const reason = `both give ${figure.text}${figure.unit ? ` for ${figure.unit}` : ''}`;
        const places = { a: { article: left, ...bare(figure) }, b: { article: right, ...bare(twin) } };
        links.push({ kind: 'same figure', ...places, score: 1, reason });
      }
    }
  });
  return links;
}
