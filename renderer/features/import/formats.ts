/** What can be imported, for people: by what it is, with the endings it is known by. */
export const formats: readonly (readonly [what: string, endings: string, note: string])[] = [
  ['Pages', '.html .htm .xhtml .mhtml .warc', 'cleaned of menus, adverts and teasers'],
  ['Texts', '.txt .md .docx .pdf', 'cleaned line by line; PDF with a text layer'],
  ['Records', '.json .jsonl .ndjson .csv .tsv .xml', 'one article or many in a file; tables, feeds, TEI'],
  ['Packed', '.zip .gz', 'with any of these inside'],
];

/** `.html, .htm, … and .gz` */
export function formatsInWords(): string {
  const endings = formats.flatMap(([, names]) => names.split(' '));
  return `${endings.slice(0, -1).join(', ')} and ${endings.at(-1)}`;
}
