import { AppError } from '../../../shared/contract/errors.ts';
import { MOST_ACROSS, MOST_SIDE_BY_SIDE } from '../../../shared/contract/rooms/compare.ts';
import { type CodePointIndex, codePointIndex } from '../../../shared/text/index.ts';
import { linksBetween } from '../../analysis/align/index.ts';
import { exit, printJson, UsageError } from './output.ts';
import { type Flags, withProject } from './run.ts';

const usage = 'parallax compare A B … --project FILE';

/** Sentences, figures and quotations that articles have in common. Offsets in code points, like everything that leaves. */
export async function compare(words: string[], flags: Flags): Promise<number> {
  if (words.length < 2) throw new UsageError(`Name two articles or more: ${usage}`);
  if (words.length > MOST_SIDE_BY_SIDE)
    throw new UsageError(`At most ${MOST_SIDE_BY_SIDE} articles are compared at once, not ${words.length}: ${usage}`);
  const twice = words.find((word, at) => words.indexOf(word) !== at);
  if (twice !== undefined)
    throw new UsageError(`${twice} is named twice. An article is compared with others, not with itself.`);
  return withProject(flags, { write: false }, async ({ client }) => {
    const found = await client.call('compare.align', { articleIds: words });
    const [articles, quoted] = await Promise.all([
      Promise.all(words.map((articleId) => client.call('articles.get', { articleId }))),
      client.call('compare.quotations', { articleIds: words.slice(0, MOST_ACROSS) }),
    ]);
    const points: CodePointIndex[] = articles.map(({ text }) => codePointIndex(text));
    const at = (article: number, span: { start: number; end: number } | undefined) => {
      if (!span) throw new AppError('UNEXPECTED', `A sentence of ${words[article]} is not in its text.`);
      return {
        text: articles[article]!.text.slice(span.start, span.end),
        start: points[article]!.toCodePoints(span.start),
        end: points[article]!.toCodePoints(span.end),
      };
    };
    const figuresOf = (
      article: number,
      figures: readonly { start: number; end: number; value: number; unit: string }[],
    ) => figures.map(({ value, unit, ...span }) => ({ ...at(article, span), value, unit }));
    const pairs = found.pairs.map(({ left, right, a, b, kind, score, figures }) => {
      const [x, y] = [at(left, found.articles[left]!.sentences[a]), at(right, found.articles[right]!.sentences[b])];
      return {
        ...{ a: x.text, b: y.text, kind, score },
        ...{ article_a: words[left], start_a: x.start, end_a: x.end },
        ...{ article_b: words[right], start_b: y.start, end_b: y.end },
        figures_a: figures ? figuresOf(left, figures.a) : [],
        figures_b: figures ? figuresOf(right, figures.b) : [],
      };
    });
    if (!flags.json) {
      for (const pair of pairs) {
        const which = words.length > 2 ? `  ${pair.article_a} ${pair.article_b}` : '';
        process.stdout.write(`${pair.kind}${which}\n  ${pair.a}\n  ${pair.b}\n`);
      }
      return exit.done;
    }
    const only = found.only.map((indexes, i) => indexes.map((index) => at(i, found.articles[i]!.sentences[index])));
    const keyed = <T>(values: readonly T[]) => Object.fromEntries(values.map((value, i) => [letterOf(i), value]));
    const links = linksBetween(
      articles.map(({ articleId, text, metadata }, i) => ({
        id: articleId,
        text,
        language: metadata.language.value,
        quotations: quoted.speakers.flatMap(({ name, rows }) =>
          rows.flatMap(({ cells }) =>
            cells[i]!.map(({ start, end, label }) => ({ start, end, label, speaker: name === null ? null : { name } })),
          ),
        ),
      })),
    );
    printJson({
      articles: keyed(
        articles.map(({ articleId, metadata }, i) => ({
          article_id: articleId,
          title: metadata.title.value,
          source: metadata.source.value,
          sentences: found.articles[i]!.sentences.length,
          sentences_left_out: found.articles[i]!.left,
        })),
      ),
      pairs,
      only: keyed(only.map((own) => own.map(({ text }) => text))),
      only_at: keyed(only.map((own) => own.map(({ start, end }) => ({ start, end })))),
      links: links.map(({ kind, a, b, score, reason }) => ({
        kind,
        a: { article_id: words[a.article], ...at(a.article, a) },
        b: { article_id: words[b.article], ...at(b.article, b) },
        ...{ score, reason },
      })),
      basis: found.basis,
    });
    return exit.done;
  });
}

/** Articles by the order they were named in: `a`, `b` … */
const letterOf = (at: number) => String.fromCharCode(97 + at);
