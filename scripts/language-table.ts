import { pathToFileURL } from 'node:url';
import type { Plugin } from 'vite';

const TABLE = /\/eld\/src\/ngrams\/extrasmall\.js$/;
const ENTRY = /\/eld\/src\/entries\/static\.extrasmall\.js$/;

/** Puts the detector together when it is first asked. */
const LAZY_ENTRY = `
import { createEld } from '../languageDetector.js';
import { readTable } from '../ngrams/extrasmall.js';
let built;
function detect(text) {
  if (!built) {
    const { instance, loadData } = createEld();
    loadData(readTable());
    built = instance;
  }
  return built.detect(text);
}
export default { detect };
`;

/**
 * The language detector's table of letter groups as a text that is parsed when a language is first asked for, in place of
 * an object of 30 MB that each thread makes while it starts. Most English texts never ask.
 * Fails the build when the detector's files are not what they were.
 */
export function lazyLanguageTable(): Plugin {
  const seen = { table: false, entry: false };
  return {
    name: 'parallax-lazy-language-table',
    async transform(code, id) {
      if (ENTRY.test(id)) {
        if (!code.includes('loadData(ngramsData)')) throw new Error(`${id} is not put together as it was.`);
        seen.entry = true;
        return { code: LAZY_ENTRY, map: null };
      }
      if (!TABLE.test(id)) return null;
      const { ngramsData } = await import(pathToFileURL(id).href);
      if (!ngramsData?.ngrams) throw new Error(`${id} holds no letter groups.`);
      seen.table = true;
      const json = JSON.stringify(JSON.stringify(ngramsData));
      return { code: `export const readTable = () => JSON.parse(${json});`, map: null };
    },
    buildEnd(error) {
      if (!error && seen.table !== seen.entry) throw new Error('Only a part of the language detector was found.');
    },
  };
}
