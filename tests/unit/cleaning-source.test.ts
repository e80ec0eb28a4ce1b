import { describe, expect, it } from 'vitest';
import { cleanWith, rulesIn } from '../../electron/analysis/cleaning/index.ts';
import { cleanSource, linesOf, modelOf, type OutletLanguage, scraped, story, uncut } from './support/outlet.ts';

const five = [0, 1, 2, 3, 4];

/** Furniture that no vocabulary knows: only its repetition gives it away. */
const MASTHEAD = ['The Saltmarsh Courier', 'Tides', 'Quays', 'Nets and Ropes', 'Letters from the Pier'];
const COLOPHON = [
  'The Saltmarsh Courier has been printed by the Odell family since 1911 and belongs to nobody else.',
  'Gullhouse 4, Saltmarsh',
];

describe('what the articles of a source repeat', () => {
  const documents = five.map((n) => scraped(`${n}`, [...MASTHEAD, ...story(n), ...COLOPHON]));
  const { model, cleaned } = cleanSource(documents);

  it('is cut from each, though one alone does not show it', () => {
    expect(documents[2]!.text).toContain('Odell family');
    cleaned.forEach((result, n) => {
      expect(result.title).toBe(story(n)[0]);
      expect(linesOf(result.text)).toEqual(story(n).slice(1));
    });
  });

  it('becomes rules that say how widespread each line is', () => {
    const rule = model.rules.find(({ line }) => line === COLOPHON[0]);
    expect(rule).toMatchObject({ documents: 5, of: 5, where: 'edges' });
    expect(rule!.ruleId).toMatch(/^[0-9a-z]{11}$/);
    expect(model).toEqual(JSON.parse(JSON.stringify(model)));
  });

  it('names the rule in the passage that it cut', () => {
    const passage = cleaned[2]!.removed.find(({ text }) => text.includes('Odell family'))!;
    expect(passage.start).toBe(cleaned[2]!.text.length);
    expect(rulesIn(model, passage.text).map(({ line }) => line)).toEqual(COLOPHON);
    expect(passage.rule).toBe(rulesIn(model, passage.text)[0]!.ruleId);
  });

  it('has the same rule name in every source', () => {
    const other = modelOf(five.map((n) => scraped(`x${n}`, ['Nets and Ropes', 'Sails', ...story(n + 10), 'Anchors'])));
    const named = (line: string, of: typeof model) => of.rules.find((rule) => rule.line === line)?.ruleId;
    expect(named('Nets and Ropes', other)).toBe(named('Nets and Ropes', model));
  });
});

describe('background that an outlet repeats under its articles on one subject', () => {
  const BACKGROUND = [
    'The barrage at Tamun has divided the valley since 1998, when a commission of both countries first surveyed the river.',
    'More than sixty villages of the valley were told to move, but only nine have received the plots that the commission promised.',
  ];
  const onSubject = five.map((n) => [
    `Barrage at Tamun, part ${'one two three four five'.split(' ')[n]}`,
    `On ${'Monday Tuesday Wednesday Thursday Friday'.split(' ')[n]} ${n + 3} villages of the valley sent a letter about the barrage to the commission at Tamun.`,
    `${'Ferrymen Weavers Teachers Millers Beekeepers'.split(' ')[n]} said that nobody had asked them before the river was surveyed, and that promised plots were dry.`,
    `Both countries had agreed on ${'roads wells schools boats mills'.split(' ')[n]} for those who move, but ${'Arda Brisk Corin Dorn Elm'.split(' ')[n]} county has seen none of it so far.`,
  ]);
  const documents = [
    ...onSubject.map((lines, n) => scraped(`on-${n}`, [...MASTHEAD, ...lines, ...BACKGROUND, ...COLOPHON])),
    ...five.map((n) => scraped(`off-${n}`, [...MASTHEAD, ...story(n), ...COLOPHON])),
  ];
  const { cleaned } = cleanSource(documents);

  it('stays, though it repeats at the end like a notice; the notice below it goes', () => {
    for (const [n, lines] of onSubject.entries()) {
      expect(linesOf(cleaned[n]!.text)).toEqual([...lines.slice(1), ...BACKGROUND]);
    }
    for (const n of five) expect(linesOf(cleaned[5 + n]!.text)).toEqual(story(n).slice(1));
  });
});

describe('a line that one article alone cut wrongly', () => {
  it('comes back when the source shows where the furniture ends', () => {
    const documents = five.map((n) =>
      uncut(`${n}`, [...MASTHEAD, ...story(n), ...COLOPHON], { title: story(n)[0]!, titleIsGuess: true }),
    );
    const [first] = documents;
    const whole = first!.text;
    const cutAt = whole.indexOf(story(0)[4]!);
    documents[0] = {
      ...first!,
      text: whole.slice(0, cutAt - 1),
      removed: [{ text: whole.slice(cutAt), start: cutAt - 1, reason: 'read next' }],
    };
    const { cleaned } = cleanSource(documents);
    expect(linesOf(cleaned[0]!.text)).toEqual(story(0).slice(1));
    expect(cleaned[0]!.textChanged).toBe(true);
  });
});

describe('furniture between the paragraphs', () => {
  it.each<[OutletLanguage, string, string]>([
    ['en', 'Advertisement', 'Story continues below'],
    ['de', 'Anzeige', 'Lesen Sie auch'],
    ['ru', 'Реклама', 'Читайте также'],
  ])('goes in %s', (language, one, two) => {
    const documents = five.map((n) => {
      const [headline, a, b, c, d] = story(n, language) as [string, string, string, string, string];
      return scraped(`${n}`, [...MASTHEAD, headline, a, one, b, c, two, d, ...COLOPHON]);
    });
    const { cleaned } = cleanSource(documents);
    cleaned.forEach((result, n) => {
      expect(linesOf(result.text)).toEqual(story(n, language).slice(1));
    });
  });

  it('goes in a language that no vocabulary knows, where an article has it more than once', () => {
    const documents = five.map((n) => {
      const [headline, a, b, c, d] = story(n) as [string, string, string, string, string];
      return scraped(`${n}`, [...MASTHEAD, headline, a, 'Hysbyseb', b, c, 'Hysbyseb', d, ...COLOPHON]);
    });
    const { cleaned } = cleanSource(documents);
    for (const { text } of cleaned) expect(text).not.toContain('Hysbyseb');
  });
});

describe('what repeats and is kept', () => {
  it('are the times of a live blog', () => {
    const documents = five.map((n) => {
      const [headline, a, b, c, d] = story(n) as [string, string, string, string, string];
      return scraped(`${n}`, [...MASTHEAD, headline, '14:20', a, '13:05', b, '12:40', c, '11:15', d, ...COLOPHON]);
    });
    const { model, cleaned } = cleanSource(documents);
    expect(model.rules.some(({ line }) => /^\d\d:\d\d$/.test(line))).toBe(false);
    for (const { text } of cleaned) {
      expect(linesOf(text).filter((line) => /^\d\d:\d\d$/.test(line))).toEqual(['14:20', '13:05', '12:40', '11:15']);
    }
  });

  it('are the marks of question and answer, and the short answers of an interview', () => {
    const documents = five.map((n) => {
      const [headline, a, b, c, d] = story(n) as [string, string, string, string, string];
      const talk = ['Q:', b, 'A:', 'At nine.', 'Q:', c, 'A:', d];
      return scraped(`${n}`, [...MASTHEAD, headline, a, ...talk, ...COLOPHON]);
    });
    const { cleaned } = cleanSource(documents);
    cleaned.forEach((result, n) => {
      const [, a, b, c, d] = story(n);
      expect(linesOf(result.text)).toEqual([a, 'Q:', b, 'A:', 'At nine.', 'Q:', c, 'A:', d]);
    });
  });

  it('are the headings of a column, each once between its paragraphs', () => {
    const documents = five.map((n) => {
      const [headline, a, b, c, d] = story(n) as [string, string, string, string, string];
      return scraped(`${n}`, [
        ...MASTHEAD,
        headline,
        a,
        'The view from the quay',
        b,
        c,
        'What it means',
        d,
        ...COLOPHON,
      ]);
    });
    const { cleaned } = cleanSource(documents);
    for (const { text } of cleaned) {
      expect(linesOf(text)).toContain('The view from the quay');
      expect(linesOf(text)).toContain('What it means');
    }
  });

  it('are headings that are words of menus elsewhere', () => {
    const documents = five.map((n) => {
      const [headline, a, b, c, d] = story(n) as [string, string, string, string, string];
      return scraped(`${n}`, [...MASTHEAD, headline, a, 'Weather', b, c, 'Jobs', d, ...COLOPHON]);
    });
    const { cleaned } = cleanSource(documents);
    cleaned.forEach((result, n) => {
      const [, a, b, c, d] = story(n);
      expect(linesOf(result.text)).toEqual([a, 'Weather', b, c, 'Jobs', d]);
    });
  });

  it('is the last sentence of several articles, with nothing of the source below it', () => {
    const documents = Array.from({ length: 10 }, (_, n) =>
      uncut(`${n}`, [...story(n), ...(n < 3 ? ['She was eighty-five years old when she died.'] : [])]),
    );
    expect(cleanSource(documents).cleaned.map(({ text }) => text)).toEqual(documents.map(({ text }) => text));
  });

  it('is a stock sentence in the middle of articles', () => {
    const stock = 'The harbour office did not answer a request for comment.';
    const documents = five.map((n) => {
      const [headline, a, b, c, d] = story(n) as [string, string, string, string, string];
      return scraped(`${n}`, [...MASTHEAD, headline, a, b, stock, c, d, ...COLOPHON]);
    });
    const { cleaned } = cleanSource(documents);
    for (const { text } of cleaned) expect(linesOf(text)).toContain(stock);
  });

  it('is the headline that other articles link to, in its own article only', () => {
    const headline = story(0)[0]!;
    const documents = five.map((n) =>
      scraped(`${n}`, [...MASTHEAD, ...story(n), ...(n === 0 ? [] : [headline]), ...COLOPHON], {
        // As if the headline had not been read yet.
        ...(n === 0 ? { title: null } : {}),
      }),
    );
    const { cleaned } = cleanSource(documents);
    expect(cleaned[0]!.title).toBe(headline);
    for (const other of cleaned.slice(1)) expect(other.text).not.toContain(headline);
  });
});

describe('copies', () => {
  it('of one wire story, forty times in a source, are not taken for furniture', () => {
    const wire = story(0);
    const others = [1, 2, 3, 4, 5].map((n) => scraped(`own ${n}`, [...MASTHEAD, ...story(n), ...COLOPHON]));
    const copies = Array.from({ length: 40 }, (_, k) => {
      const shortened = k % 4 === 3 ? wire.slice(0, 4) : wire;
      return scraped(`wire ${k}`, [...MASTHEAD, ...shortened, ...COLOPHON]);
    });
    const { model, cleaned } = cleanSource([...copies, ...others]);
    expect(model.rules[0]!.of).toBe(6);
    for (const line of wire) expect(model.rules.map((rule) => rule.line)).not.toContain(line);
    cleaned.slice(0, 40).forEach((result, k) => {
      expect(linesOf(result.text)).toEqual(wire.slice(1, k % 4 === 3 ? 4 : 5));
    });
  });

  it('of one page, scraped again and again, make no rules', () => {
    const again = Array.from({ length: 12 }, (_, k) => scraped(`${k}`, [...MASTHEAD, ...story(0), ...COLOPHON]));
    expect(modelOf(again)).toEqual({ version: 1, documents: 12, rules: [] });
  });

  it('are not seen in articles that are shorter than the notice under all of them', () => {
    const notice = Array.from(
      { length: 6 },
      (_, k) =>
        `Paragraph ${k + 1} of the house rules says that letters to the Courier may be shortened by its editors.`,
    );
    const documents = five.map((n) => scraped(`${n}`, [...MASTHEAD, ...story(n).slice(0, 3), ...notice]));
    const { model, cleaned } = cleanSource(documents);
    expect(model.rules[0]!.of).toBe(5);
    cleaned.forEach((result, n) => {
      expect(linesOf(result.text)).toEqual(story(n).slice(1, 3));
    });
  });
});

describe('a source of one or two articles', () => {
  it('is left as each document alone was cleaned', () => {
    const documents = [0, 1].map((n) => scraped(`${n}`, [...MASTHEAD, ...story(n), ...COLOPHON]));
    const { model, cleaned } = cleanSource(documents);
    expect(model.rules).toEqual([]);
    cleaned.forEach((result, n) => {
      expect(result).toMatchObject({ changed: false, textChanged: false, text: documents[n]!.text });
    });
  });
});

describe('what a person decided', () => {
  const documents = five.map((n) => scraped(`${n}`, [...MASTHEAD, ...story(n), ...COLOPHON]));

  it('stays: a passage that was put back is never cut again', () => {
    const restored = { ...documents[0]!, keptByPerson: [COLOPHON[0]!] };
    const { cleaned } = cleanSource([restored, ...documents.slice(1)]);
    expect(cleaned[0]!.text).toContain(COLOPHON[0]);
    expect(cleaned[1]!.text).not.toContain(COLOPHON[0]);
  });

  it('stays: the lines of a rule that is switched off come back everywhere, and only they', () => {
    const { model, cleaned } = cleanSource(documents);
    const rule = model.rules.find(({ line }) => line === COLOPHON[0])!;
    const options = { switchedOff: new Set([rule.ruleId]) };
    documents.forEach((document, n) => {
      const stored = { ...document, ...cleaned[n]! };
      const back = cleanWith(model, stored, options);
      expect(linesOf(back.text)).toEqual([...story(n).slice(1), COLOPHON[0]]);
      expect(back.removed.some(({ rule: name }) => name === rule.ruleId)).toBe(false);
      expect(cleanWith(model, { ...stored, ...back }, { switchedOff: new Set() }).text).toBe(cleaned[n]!.text);
    });
  });

  it('stays: a title that is no guess is not replaced', () => {
    const named = documents.map((document) => ({ ...document, title: 'My own title', titleIsGuess: false }));
    const { cleaned } = cleanSource(named);
    cleaned.forEach((result, n) => {
      expect(result.title).toBe('My own title');
      expect(linesOf(result.text)).toEqual(story(n).slice(1));
    });
  });
});

describe('records of a scraper', () => {
  const tail = 'The Courier is a member of the Saltmarsh press council and follows its code.';
  const documents = five.map((n) =>
    uncut(`${n}`, ['A word before', ...story(n).slice(1), ...(n === 4 ? [] : [tail])], {
      kind: 'record',
      title: `${story(n)[0]} (updated)`,
    }),
  );
  const { cleaned } = cleanSource(documents);

  it('lose what their source repeats at the edges, and nothing else', () => {
    cleaned.forEach((result, n) => {
      expect(linesOf(result.text)).toEqual(story(n).slice(1));
      expect(result.title).toBe(documents[n]!.title);
    });
  });

  it('keep their first line, though it is not the stated title', () => {
    const headed = five.map((n) => ({
      ...documents[n]!,
      text: `Notes of ${2031 + n}\n${documents[n]!.text.split('\n').slice(1).join('\n')}`,
    }));
    expect(linesOf(cleanSource(headed).cleaned[0]!.text)).toEqual(['Notes of 2031', ...story(0).slice(1)]);
  });
});

describe('articles that were extracted from HTML', () => {
  const page = (n: number, lines: string[]) =>
    uncut(`${n}`, lines, { kind: 'page', title: story(n)[0]!, text: lines.join('\n\n') });

  it('lose only what three different articles repeat at the edges of their text', () => {
    const tail = 'The Courier is a member of the Saltmarsh press council and follows its code.';
    const stock = 'The harbour office did not answer a request for comment.';
    const documents = five.map((n) => page(n, [...story(n).slice(1, 3), stock, ...story(n).slice(3), tail]));
    const { cleaned } = cleanSource(documents);
    cleaned.forEach((result, n) => {
      expect(linesOf(result.text)).toEqual([...story(n).slice(1, 3), stock, ...story(n).slice(3)]);
      expect(result.removed.map(({ text }) => text)).toEqual([tail]);
    });
  });

  it('keep what only two share', () => {
    const tail = 'The Courier is a member of the Saltmarsh press council and follows its code.';
    const documents = five.map((n) => page(n, [...story(n).slice(1), ...(n < 2 ? [tail] : [])]));
    const { cleaned } = cleanSource(documents);
    expect(cleaned[0]).toMatchObject({ changed: false, text: documents[0]!.text });
  });

  it('get none of the menus back that their markup gave away', () => {
    const documents = five.map((n) => ({
      ...page(n, story(n).slice(1)),
      removed: [{ text: 'Tides\nQuays\nA note of the day that was cut as a sidebar.', start: 0, reason: 'menu' }],
    }));
    const { cleaned } = cleanSource(documents);
    cleaned.forEach((result, n) => {
      expect(linesOf(result.text)).toEqual(story(n).slice(1));
    });
  });

  it('get none of them back either when a rule cut the line beside them', () => {
    const tail = 'The Courier is a member of the Saltmarsh press council and follows its code.';
    const documents = five.map((n) => {
      const lines = [...story(n).slice(1), tail];
      const text = lines.join('\n\n');
      return { ...page(n, lines), removed: [{ text: 'Tides\nQuays', start: text.length, reason: 'footer' }] };
    });
    const { model, cleaned } = cleanSource(documents);
    const stored = documents.map((document, n) => ({ ...document, ...cleaned[n]! }));
    expect(stored[0]!.removed.map(({ text }) => text)).toEqual([tail, 'Tides\nQuays']);
    const again = cleanSource(stored);
    expect(again.model).toEqual(model);
    for (const result of again.cleaned) expect(result.changed).toBe(false);
  });

  it('keep the place of what was cut from inside a sentence', () => {
    const tail = 'The Courier is a member of the Saltmarsh press council and follows its code.';
    const documents = five.map((n) => {
      const lines = [...story(n).slice(1), tail];
      const start = lines.join('\n\n').indexOf('voted');
      return { ...page(n, lines), removed: [{ text: 'Who sits on the council', start, reason: 'read next' }] };
    });
    const { cleaned } = cleanSource(documents);
    for (const { text, removed } of cleaned) {
      expect(removed.map((passage) => passage.text)).toEqual(['Who sits on the council', tail]);
      expect(text.slice(removed[0]!.start, removed[0]!.start + 5)).toBe('voted');
    }
  });
});
