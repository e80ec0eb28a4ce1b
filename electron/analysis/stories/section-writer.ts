/** What writes the sections of a story page, by name and version, without the code that does it. */
export const sectionWriter = {
  name: 'story sections',
  version: '2',
  explanation:
    'Sentences of the articles, word for word. What happened: those near the beginning of an article that most other sources say too. Common ground: statements that the sentence aligner finds in two or more sources; sources that copied one another, or one agency, count once. Claims: check-worthy sentences, with passages of other sources that say the same, give another figure or deny it, found by shared words and rules. Questions are built from what is missing.',
} as const;
