/** What a reason says of a passage, for a person who wonders why it is not in the text. */
const meanings: Readonly<Record<string, string>> = {
  menu: 'a way to other pages: sections, topics, the way back',
  ticker: 'short news of the moment that stood beside the article',
  'share bar': 'buttons for passing the article on',
  'read next': 'a teaser or a link to another story',
  'most read': 'a list of what others read',
  newsletter: 'an offer to get mail',
  'cookie notice': 'a notice about cookies and consent',
  'subscription notice': 'an offer to subscribe, or a notice of a paid text',
  affiliate: 'an offer that pays whoever shows it',
  advert: 'an advertisement',
  comments: 'readers’ comments or the form for them',
  'photo credit': 'who made or owns a picture',
  footer: 'what stands at the end of every page',
  byline: 'who wrote it: shown above the text',
  'date line': 'when it was published: shown above the text',
  headline: 'the headline: shown above the text',
  tags: 'keywords of the article',
  other: 'no sentence of the article, as far as can be told',
};

/** A reason in a sentence; null for one that this version does not know. */
export const meaningOfReason = (reason: string): string | null => meanings[reason] ?? null;

/** The reason as it stands in a list of reasons: names of boxes are quoted, they are what a page says. */
export const reasonInWords = (reason: string): string =>
  reason === 'read next' || reason === 'most read' ? `“${reason}”` : reason === 'other' ? 'other lines' : reason;
