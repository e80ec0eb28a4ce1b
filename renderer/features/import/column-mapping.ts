import type { ColumnField, ColumnMapping } from '../../../shared/model/import.ts';
import type { Survey } from './inbox.ts';

export type SurveyTable = Survey['tables'][number];
export type ChosenMapping = { header: string[]; mapping: ColumnMapping };

/** What a column can be taken for, in the order of the list it is chosen from. */
export const fieldNames: readonly (readonly [field: ColumnField, name: string])[] = [
  ['text', 'Text'],
  ['html', 'Text, as HTML'],
  ['summary', 'Summary'],
  ['title', 'Title'],
  ['source', 'Source'],
  ['byline', 'Byline'],
  ['publishedAt', 'Date'],
  ['language', 'Language'],
  ['url', 'Address'],
];

/** Tables with the same header are one: what is chosen for one holds for all. */
export function headerKey(header: readonly string[]): string {
  return JSON.stringify(header);
}

/** What a column is taken for; null when it is not read. */
export function fieldOfColumn(mapping: ColumnMapping, column: number): ColumnField | null {
  return fieldNames.find(([field]) => mapping[field] === column)?.[0] ?? null;
}

/** The mapping with a column taken for something else. A field has one column: the one it had before is not read any more. */
export function withColumn(mapping: ColumnMapping, column: number, field: ColumnField | null): ColumnMapping {
  const kept = Object.entries(mapping).filter(([name, at]) => at !== column && name !== field);
  return Object.fromEntries(field ? [...kept, [field, column]] : kept);
}

/** Whether a table's rows would have any text. */
export function holdsText(mapping: ColumnMapping): boolean {
  return mapping.text !== undefined || mapping.html !== undefined || mapping.summary !== undefined;
}

/** A table as it would be read: what a person has just chosen goes before what the survey says. */
export function tableAsChosen(table: SurveyTable, chosen: readonly ChosenMapping[]): SurveyTable {
  const mine = chosen.find(({ header }) => headerKey(header) === headerKey(table.header));
  return mine ? { ...table, mapping: mine.mapping, from: 'chosen' } : table;
}

/** A person has said that no column of it is to be read. */
export function isLeftOut(table: SurveyTable): boolean {
  return table.from !== 'guess' && Object.keys(table.mapping).length === 0;
}

/** Whether somebody has to say which column holds the text before these files can be imported. */
export function needsColumns(table: SurveyTable): boolean {
  return !holdsText(table.mapping) && !isLeftOut(table);
}

/** Chosen mappings with this one in the place of an earlier one for the same header; null goes back to the guess. */
export function withMapping(
  chosen: readonly ChosenMapping[],
  header: string[],
  mapping: ColumnMapping | null,
): ChosenMapping[] {
  const others = chosen.filter((one) => headerKey(one.header) !== headerKey(header));
  return mapping ? [...others, { header, mapping }] : others;
}
