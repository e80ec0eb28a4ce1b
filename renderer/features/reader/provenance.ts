import type { MetadataField, Provenance } from '../../../shared/model/article.ts';

export const fieldNames: Record<MetadataField, string> = {
  title: 'Headline',
  source: 'Source',
  byline: 'Byline',
  publishedAt: 'Date',
  language: 'Language',
  url: 'Address',
};

/** Where a piece of metadata was read, in words. */
export const provenanceNames: Record<Provenance, string> = {
  user: 'typed by a person',
  'json-ld': 'the page’s structured data (JSON-LD)',
  opengraph: 'the page’s preview data (Open Graph)',
  meta: 'the page’s meta elements',
  microdata: 'the page’s microdata',
  'visible text': 'the visible text',
  field: 'a field of the record',
  'front matter': 'the front matter',
  sidecar: 'the sidecar file',
  url: 'the address',
  'file name': 'the file’s name',
  'folder name': 'the folder’s name',
  detected: 'detected from the text',
  none: 'found nowhere',
};
