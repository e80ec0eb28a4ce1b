import { domainOf } from '../../../analysis/extract/metadata/domain.ts';

/** A source that files seem to come from. */
export interface GuessedSource {
  name: string;
  files: number;
  /** `page`: pages declare it themselves; `folder`: the folder's name is all there is. */
  from: 'page' | 'folder';
}

const MOST_TAG = 600;
const TAGS = new RegExp(`<(?:link|meta)\\b[^>]{1,${MOST_TAG}}>`, 'gi');

/**
 * The registrable domain that the beginning of a page declares as its own, by its canonical address or the address it gives to
 * those who link to it; null where it declares none.
 */
export function declaredDomain(head: string): string | null {
  let found: string | null = null;
  for (const [tag] of head.matchAll(TAGS)) {
    if (/\brel\s*=\s*["']?canonical\b/i.test(tag)) {
      const domain = domainOf(attribute(tag, 'href'));
      if (domain) return domain;
    }
    if (/\bproperty\s*=\s*["']?og:url\b/i.test(tag)) found ??= domainOf(attribute(tag, 'content'));
  }
  return found;
}

/** A web address in an attribute; null for a relative one, which names no site. */
function attribute(tag: string, name: string): string | null {
  const value = new RegExp(`\\b${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s>]+))`, 'i').exec(tag);
  const address = value?.[1] ?? value?.[2] ?? value?.[3] ?? '';
  return /^(?:https?:)?\/\//i.test(address) ? address : null;
}

interface Folder {
  pages: number;
  others: number;
  looked: number;
  declared: Map<string, number>;
}

/** Counts files by source: what a sample of the pages of a folder declare holds for all of its pages. */
export class SourceTally {
  readonly #folders = new Map<string, Folder>();
  /** Pages whose beginning was looked at. */
  looked = 0;
  pages = 0;

  /** @param folder the source as the folder names it, null where it names none */
  add(folder: string | null, isPage: boolean): void {
    const known = this.#folder(folder);
    if (isPage) {
      known.pages++;
      this.pages++;
    } else known.others++;
  }

  /** @param domain what a page of the folder declares */
  see(folder: string | null, domain: string | null): void {
    const known = this.#folder(folder);
    known.looked++;
    this.looked++;
    if (domain) known.declared.set(domain, (known.declared.get(domain) ?? 0) + 1);
  }

  #folder(name: string | null): Folder {
    const key = name ?? '';
    const known = this.#folders.get(key) ?? { pages: 0, others: 0, looked: 0, declared: new Map() };
    this.#folders.set(key, known);
    return known;
  }

  /** Most first; files of which nothing tells the source are left out. */
  sources(): GuessedSource[] {
    const found = new Map<string, GuessedSource>();
    const count = (name: string, files: number, from: GuessedSource['from']) => {
      if (name === '' || files === 0) return;
      const known = found.get(name);
      if (!known) found.set(name, { name, files, from });
      else found.set(name, { name, files: known.files + files, from: known.from === 'page' ? 'page' : from });
    };
    for (const [folder, { pages, others, looked, declared }] of this.#folders) {
      let left = pages;
      for (const [domain, times] of declared) {
        const files = Math.min(left, Math.round((pages * times) / looked));
        left -= files;
        count(domain, files, 'page');
      }
      count(folder, left + others, 'folder');
    }
    return [...found.values()].sort((a, b) => b.files - a.files || (a.name < b.name ? -1 : 1));
  }
}
