import type { Gap, GapSettings, Spectrum, StoryMember } from '../../../shared/model/story.ts';
import type { StoryBlock, StoryPlace, StorySections, StoryStatement } from '../../../shared/model/story-sections.ts';

/** What a report of a story is made of. */
export interface ReportedStory {
  title: string;
  topics: readonly string[];
  articles: number;
  distinct: number;
  sources: number;
  firstDay: string | null;
  lastDay: string | null;
  analyser: string;
  spectrum: Spectrum;
  baseline: Spectrum;
  gap: Gap;
  settings: GapSettings;
  /** Names of the raters whose ratings count; empty: all. */
  raters: readonly string[];
  bySource: readonly { source: string; articles: number; lean: number | null }[];
  members: readonly StoryMember[];
  sections: StorySections;
  /** ISO 8601 UTC. */
  madeAt: string;
}

const BANDS = ['Left', 'Leans left', 'Centre', 'Leans right', 'Right'] as const;
const SIDES = { left: 'left', centre: 'centre', right: 'right' } as const;
const RELATIONS = {
  ...{ denies: 'denies it', figure: 'another figure', same: 'says the same', related: 'about the same' },
} as const;

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const text = (words: string): string => words.replace(/[&<>"']/gu, (sign) => escapes[sign]!);
const n = (value: number): string => value.toLocaleString('en');
const source = (name: string): string => text(name || 'source unknown');
const table = (heads: readonly string[], rows: readonly (readonly string[])[]): string =>
  `<table><thead><tr>${heads.map((head) => `<th scope="col">${head}</th>`).join('')}</tr></thead><tbody>${rows
    .map((cells) => `<tr>${cells.map((cell) => `<td dir="auto">${cell}</td>`).join('')}</tr>`)
    .join('')}</tbody></table>`;
const list = (items: readonly string[]): string =>
  `<ul>${items.map((item) => `<li dir="auto">${item}</li>`).join('')}</ul>`;
const quote = (place: StoryPlace): string =>
  `<q dir="auto">${text(place.text)}</q> <cite>${source(place.source)}</cite>`;

/** The page of a story as one file of HTML that needs nothing else: no scripts, no network, no fonts. */
export function storyReport(story: ReportedStory): string {
  const { sections } = story;
  const { analyser, version, explanation, articles, of } = sections.basis;
  const shown = blocks(story);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width">
<title>${text(story.title || 'Untitled story')}</title>
<style>${STYLE}</style>
</head>
<body>
<header>
<h1 dir="auto">${text(story.title || 'Untitled story')}</h1>
<p>${n(story.articles)} articles, ${n(story.distinct)} without copies · ${n(story.sources)} sources · ${days(story)}${
    story.topics.length > 0 ? ` · ${text(story.topics.join(', '))}` : ''
  }</p>
</header>
${shown.join('\n')}
<footer>
<h2>What this rests on</h2>
<p>${text(analyser)} ${text(version)}: ${text(explanation)} Read were ${n(articles)} of ${n(of)} texts.${
    story.analyser === '' ? ' A person made the story.' : ` The story was found by ${text(story.analyser)}.`
  }</p>
<p>Extracts are words of the sources. Everything else is an estimate or a suggestion of an analyser, unless it is marked as a person's.</p>
<p>Made with Parallax on ${text(story.madeAt.slice(0, 10))}.</p>
</footer>
</body>
</html>
`;
}

function days({ firstDay, lastDay }: ReportedStory): string {
  if (firstDay === null || lastDay === null) return 'no day known';
  return firstDay === lastDay ? firstDay : `${firstDay} to ${lastDay}`;
}

function blocks(story: ReportedStory): string[] {
  const { sections } = story;
  const statement = ({ said, alsoBy, sources }: StoryStatement) =>
    `${quote(said)}<small>${n(sources)} sources: ${[said, ...alsoBy].map((place) => source(place.source)).join(', ')}</small>`;
  const sentence = (one: StorySections['happened'][number]) =>
    `${quote(one)}<small>${one.putIn ? `put here by ${text(one.putIn.coder)}` : text(one.reason)}</small>`;
  const contents: [StoryBlock, string, string][] = [
    ['coverage', 'Coverage by lean', coverage(story)],
    ['gap', 'Coverage gap, an estimate', gap(story)],
    ['happened', 'What happened', list(sections.happened.map(sentence))],
    ['matters', 'Why it matters', list(sections.matters.map(sentence))],
    ['commonGround', 'Common ground', list(sections.commonGround.map(statement))],
    ['signals', 'Perspective signals', signals(sections)],
    ['figures', 'Figures that disagree', list(sections.figures.map(figures))],
    [
      'onlyOneSide',
      'Only one side reports',
      list(
        sections.onlyOneSide.map(
          ({ side, missing, statement: one }) => `${SIDES[side]}, not ${missing.join(' or ')}: ${statement(one)}`,
        ),
      ),
    ],
    ['quoted', 'Who is quoted by whom', quoted(sections)],
    ['claims', 'Claims and evidence, suggestions', list(sections.claims.map(claim))],
    ['questions', 'Follow-up questions', list(sections.questions.map((one) => text(one.text)))],
    ['timeline', 'Who published when', timeline(story)],
  ];
  return contents.flatMap(([block, title, content]) => {
    const said = sections.corrections.find((one) => one.block === block);
    if (said?.isHidden)
      return [`<section><h2>${title}</h2><p class="note">Hidden by ${text(said.coder)}.</p></section>`];
    const isEmpty = content === '' || content === '<ul></ul>';
    const notes = [
      said?.wording ? `<p class="note">In the words of ${text(said.coder)}: ${text(said.wording)}</p>` : '',
      said?.comment ? `<p class="note">Comment of ${text(said.coder)}: ${text(said.comment)}</p>` : '',
      said && said.out.length > 0
        ? `<p class="note">${n(said.out.length)} taken out by ${text([...new Set(said.out.map(({ coder }) => coder))].join(', '))}.</p>`
        : '',
    ].join('');
    return [
      `<section><h2>${title}</h2>${isEmpty ? '<p class="note">Nothing was found.</p>' : content}${notes}</section>`,
    ];
  });
}

/** Bars of the story's sources by band, with the corpus beside them. */
function coverage({ spectrum, baseline, bySource }: ReportedStory): string {
  const most = Math.max(1, ...spectrum.bands, spectrum.unrated);
  const inBand = (band: number | null) =>
    bySource.filter(({ lean, source: name }) => lean === band && name !== '').map(({ source: name }) => text(name));
  const bar = (value: number) =>
    `<svg width="120" height="10" role="img" aria-label="${value}"><rect width="${Math.round((120 * value) / most)}" height="10"/></svg>`;
  const row = (
    name: string,
    own: number,
    all: number,
    rated: number | null,
    allRated: number | null,
    who: string[],
  ) => [
    name,
    `${bar(own)} ${rated === null ? n(own) : `${n(own)} of ${n(rated)}`}`,
    allRated === null ? n(all) : `${n(all)} of ${n(allRated)}`,
    who.join(', '),
  ];
  return table(
    ['Band', 'This story', 'Whole corpus', 'Sources'],
    [
      ...BANDS.map((name, i) =>
        row(name, spectrum.bands[i]!, baseline.bands[i]!, spectrum.rated, baseline.rated, inBand(i - 2)),
      ),
      row('Unrated', spectrum.unrated, baseline.unrated, null, null, inBand(null)),
    ],
  );
}

function gap({ gap: found, settings, raters, spectrum }: ReportedStory): string {
  const percent = (share: number) => `${Math.round(share * 100)} %`;
  const words = {
    gap: () =>
      found.kind === 'gap'
        ? `Low ${SIDES[found.side]} coverage: ${percent(found.share)} of ${n(spectrum.rated)} rated sources; the strongest side, ${SIDES[found.strongest]}, has ${percent(found.strongestShare)}.`
        : '',
    none: () => 'No side is low by the rule.',
    tie: () => (found.kind === 'tie' ? `A tie: ${found.sides.join(' and ')} have equally few. None is the gap.` : ''),
    'too few': () =>
      found.kind === 'too few' ? `Too few rated sources: ${n(found.rated)} of ${n(found.needed)} needed.` : '',
  }[found.kind]();
  return `<p>${words}</p><p class="note">Rule: at least ${n(settings.minRated)} rated sources; the side has at most ${percent(settings.maxShare)} of them, and the strongest at least ${settings.minRatio} times as many. Raters: ${
    raters.length > 0 ? text(raters.join(', ')) : 'all'
  }.</p>`;
}

function signals({ signals: found }: StorySections): string {
  if (found.length === 0) return '';
  return table(
    ['Source', 'Words', 'Loaded words', 'Other techniques', 'Surest'],
    found.map(({ source: name, words, labels, places }) => [
      source(name),
      n(words),
      n(labels.Loaded_Language ?? 0),
      text(
        Object.entries(labels)
          .filter(([label]) => label !== 'Loaded_Language')
          .map(([label, count]) => `${label.replaceAll('_', ' ').toLowerCase()} ${count}`)
          .join(', '),
      ),
      text(
        places
          .slice(0, 4)
          .map((place) => place.text)
          .join(', '),
      ),
    ]),
  );
}

const figures = ({ counted, figures: given }: StorySections['figures'][number]): string =>
  `${text(counted || 'the same thing')}: ${given.map(({ figure }) => `${text(figure.text)} <cite>${source(figure.source)}</cite>`).join(', ')}`;

function quoted({ quoted: speakers }: StorySections): string {
  if (speakers.length === 0) return '';
  return table(
    ['Speaker', 'Quotations', 'By'],
    speakers.map(({ name, quotations, bySource }) => [
      text(name),
      n(quotations),
      bySource.map((one) => `${source(one.source)} ${n(one.quotations)}`).join(', '),
    ]),
  );
}

const claim = ({ said, evidence, putIn }: StorySections['claims'][number]): string =>
  `${quote(said)}${putIn ? `<small>chosen by ${text(putIn.coder)}</small>` : ''}${list(
    evidence.map(
      (one) =>
        `<b>${RELATIONS[one.relation]}</b> ${quote(one)}<small>${one.score.toFixed(2)}; ${text(one.reason)}</small>`,
    ),
  )}`;

const timeline = ({ members, articles }: ReportedStory): string =>
  table(
    ['Published', 'Source', 'Title'],
    members.map(({ publishedAt, source: name, title, copyOf }) => [
      text(publishedAt ?? 'not known'),
      source(name),
      `<span class="serif">${text(title)}</span>${copyOf === null ? '' : ' (copy)'}`,
    ]),
  ) + (members.length < articles ? `<p class="note">The first ${n(members.length)} of ${n(articles)}.</p>` : '');

const STYLE = `
:root{color-scheme:light dark;--line:#d5d5cf;--soft:#6b6b66;--bar:#5d8a86}
@media (prefers-color-scheme:dark){:root{--line:#44443f;--soft:#a5a59f;--bar:#7fb0ab}}
body{max-width:60rem;margin:2rem auto;padding:0 1rem;font:15px/1.5 system-ui,sans-serif}
h1{font-size:1.6rem;line-height:1.25;margin:0 0 .25rem}h2{font-size:1rem;margin:0 0 .5rem}
section,footer{border-top:1px solid var(--line);padding:1rem 0}
q,.serif{font-family:Georgia,serif;quotes:none}cite{font-style:normal;font-size:.85em;color:var(--soft)}
small,.note{display:block;color:var(--soft);font-size:.85em}
ul{padding:0 0 0 1.1rem;margin:0}li{margin:.35rem 0}
table{border-collapse:collapse;width:100%;font-size:.92em}th,td{text-align:start;vertical-align:top;border-bottom:1px solid var(--line);padding:.25rem .75rem .25rem 0}
th{font-weight:600}svg rect{fill:var(--bar)}
`;
