import type { OutputOf } from '../../../shared/contract/contract.ts';
import type { Gap, GapSettings, Spectrum, StoryMember, StoryRow } from '../../../shared/model/story.ts';
import type { StoryPlace, StorySections, StoryStatement } from '../../../shared/model/story-sections.ts';
import { type CodePointIndex, codePointIndex } from '../../../shared/text/index.ts';
import { exit, printJson, printTable, UsageError } from './output.ts';
import { type CommandRun, type Flags, withProject } from './run.ts';

const AT_ONCE = 500;

/** Every story of the list. */
export async function allStories({ client }: CommandRun) {
  const rows: StoryRow[] = [];
  for (;;) {
    const page = await client.call('stories.list', { start: rows.length, count: AT_ONCE });
    rows.push(...page.rows);
    if (rows.length >= page.total || page.rows.length === 0) return { ...page, rows };
  }
}

async function allMembers({ client }: CommandRun, storyId: string): Promise<StoryMember[]> {
  const members: StoryMember[] = [];
  for (;;) {
    const page = await client.call('stories.members', { storyId, start: members.length, count: AT_ONCE });
    members.push(...page.members);
    if (members.length >= page.total || page.members.length === 0) return members;
  }
}

const spectrumOut = ({ bands, unrated, rated }: Spectrum) => ({
  ...{ left: bands[0], leans_left: bands[1], centre: bands[2], leans_right: bands[3], right: bands[4] },
  ...{ unrated, rated },
});

/** With the rule it was found by, always. */
const gapOut = (gap: Gap, { minRated, maxShare, minRatio }: GapSettings) => ({
  ...(gap.kind === 'gap'
    ? {
        ...{ kind: gap.kind, side: gap.side, share: gap.share },
        ...{ strongest: gap.strongest, strongest_share: gap.strongestShare },
      }
    : gap),
  settings: { min_rated: minRated, max_share: maxShare, min_ratio: minRatio },
});

/** Offsets leave Parallax as code points. */
class Places {
  readonly #run: CommandRun;
  readonly #indexes = new Map<string, CodePointIndex>();

  constructor(run: CommandRun) {
    this.#run = run;
  }

  /** Reads the articles that the sections point into. */
  async know(sections: StorySections) {
    const ids = new Set<string>();
    JSON.stringify(sections, (key, value) => {
      if (key === 'articleId') ids.add(value);
      return value;
    });
    this.#indexes.clear();
    for (const articleId of ids) {
      const { text } = await this.#run.client.call('articles.get', { articleId });
      this.#indexes.set(articleId, codePointIndex(text));
    }
  }

  out = ({ articleId, source, start, end, text }: StoryPlace) => {
    const index = this.#indexes.get(articleId)!;
    return { article_id: articleId, source, start: index.toCodePoints(start), end: index.toCodePoints(end), text };
  };
}

function sectionsOut(sections: StorySections, { out }: Places) {
  const statement = ({ said, alsoBy, sources }: StoryStatement) => ({
    ...out(said),
    sources,
    also_by: alsoBy.map((place) => ({ ...out(place), kind: place.kind, score: place.score })),
  });
  const sentence = (one: StorySections['happened'][number]) => ({
    ...{ ...out(one), score: one.score, reason: one.reason, by: one.putIn ? 'person' : 'analyser' },
    ...(one.putIn && { coder: one.putIn.coder }),
  });
  return {
    happened: sections.happened.map(sentence),
    matters: sections.matters.map(sentence),
    common_ground: sections.commonGround.map(statement),
    only_one_side: sections.onlyOneSide.map(({ side, missing, statement: one }) => ({
      side,
      missing,
      ...statement(one),
    })),
    figures: sections.figures.map(({ counted, figures }) => ({
      counted,
      figures: figures.map(({ value, unit, figure }) => ({ ...out(figure), value, unit })),
    })),
    quoted: sections.quoted.map(({ name, quotations, bySource, places }) => ({
      ...{ name, quotations },
      by_source: bySource.map(({ source, quotations: n }) => ({ source, quotations: n })),
      places: places.map(out),
    })),
    questions: sections.questions.map(({ kind, text, places }) => ({ kind, text, places: places.map(out) })),
    signals: sections.signals.map(({ source, articles, words, labels }) => ({ source, articles, words, labels })),
    claims: sections.claims.map(({ said, kind, score, reason, speaker, evidence, putIn }) => ({
      ...{ ...out(said), kind, score, reason, speaker, by: putIn ? 'person' : 'analyser' },
      evidence: evidence.map((one) => ({ ...out(one), relation: one.relation, score: one.score, reason: one.reason })),
    })),
    /** What people did to the blocks: the ones above are as they put them right; hidden ones are empty. */
    corrections: sections.corrections.map(({ block, isHidden, comment, wording, coder, at, out: gone, in: put }) => ({
      ...{ block, is_hidden: isHidden, comment, wording, coder, at, n_put_in: put },
      taken_out: gone.map(({ text, source, coder: who, at: when }) => ({ text, source, coder: who, at: when })),
    })),
    basis: sections.basis,
  };
}

async function storyOut(run: CommandRun, places: Places, row: StoryRow, list: Omit<OutputOf<'stories.list'>, 'rows'>) {
  const { storyId } = row;
  const members = await allMembers(run, storyId);
  const sections = await run.client.call('stories.sections', { storyId });
  await places.know(sections);
  return {
    story_id: storyId,
    title: row.title,
    topics: row.topics,
    articles: members.map(({ articleId }) => articleId),
    n_sources: row.sources,
    first_day: row.firstDay,
    last_day: row.lastDay,
    is_locked: row.isLocked,
    spectrum: spectrumOut(row.spectrum),
    baseline: spectrumOut(list.baseline),
    gap: gapOut(row.gap, list.settings),
    sections: sectionsOut(sections, places),
  };
}

const gapWords = (gap: Gap) =>
  gap.kind === 'gap' ? `few on the ${gap.side}` : gap.kind === 'too few' ? 'too few rated sources' : gap.kind;

/** `parallax stories`: the stories with their articles, spectrum, gap and sections. */
export async function stories(words: string[], flags: Flags): Promise<number> {
  if (words.length > 0) throw new UsageError('Usage: parallax stories --project F');
  return withProject(flags, { write: false }, async (run) => {
    const list = await allStories(run);
    if (flags.json) {
      const places = new Places(run);
      const out = [];
      for (const row of list.rows) {
        run.signal.throwIfAborted();
        out.push(await storyOut(run, places, row, list));
      }
      printJson({ stories: out, due: list.due });
    } else {
      printTable(
        ['articles', 'sources', 'from', 'to', 'coverage gap', 'story'],
        list.rows.map((row) => [
          ...[String(row.articles), String(row.sources), row.firstDay ?? '', row.lastDay ?? '', gapWords(row.gap)],
          `${row.title} (${row.topics.join(', ')})`,
        ]),
      );
      process.stdout.write(`${list.total} stories; ${list.due} articles not compared yet\n`);
    }
    return exit.done;
  });
}
