import type { OutsideAsk, Provider, ProviderKind, Rewritable } from '../../../shared/model/provider.ts';
import { counted } from '../../ui/index.ts';

interface KindWords {
  label: string;
  /** What it is for. */
  does: string;
  /** What leaves the machine when it is asked. */
  sends: string;
  example: string;
  addressLabel: string;
}

export const kindWords: Record<ProviderKind, KindWords> = {
  mediawiki: {
    label: 'MediaWiki',
    does: 'Searches a wiki for pages that bear on a claim.',
    sends: 'The words you search for',
    example: 'https://wiki.example.org/w/api.php',
    addressLabel: 'Address of its api.php',
  },
  kiwix: {
    label: 'Kiwix server',
    does: 'Searches a wiki that is kept offline, for instance on this machine.',
    sends: 'The words you search for',
    example: 'http://localhost:8080',
    addressLabel: 'Address of kiwix-serve',
  },
  searxng: {
    label: 'SearXNG',
    does: 'Searches the web through a search server that you or your institution run.',
    sends: 'The words you search for, which it hands on to search engines',
    example: 'https://search.example.org',
    addressLabel: 'Address of the server',
  },
  claimreview: {
    label: 'Fact checks (ClaimReview)',
    does: 'Holds published fact checks. Claims are compared with them on this machine.',
    sends: 'Nothing of your project: the feed is fetched as a whole, or read from a file',
    example: 'https://checks.example.org/feed.json',
    addressLabel: 'Address of the feed; leave it empty to read it from a file',
  },
  openai: {
    label: 'Language model, OpenAI-compatible',
    does: 'Puts sections of a story in other words, beside the sentences of the articles.',
    sends: 'The sentences of the section with the names of their sources',
    example: 'http://localhost:1234/v1',
    addressLabel: 'Address of the server',
  },
  ollama: {
    label: 'Language model, Ollama',
    does: 'Puts sections of a story in other words, beside the sentences of the articles.',
    sends: 'The sentences of the section with the names of their sources',
    example: 'http://localhost:11434',
    addressLabel: 'Address of the server',
  },
};

export const sectionWords: Record<Rewritable, string> = {
  happened: 'What happened',
  matters: 'Why it matters',
  commonGround: 'Common ground',
  onlyOneSide: 'Only one side reports',
};

/** `https://www.harbour.example/a/b` as `harbour.example/a/b`. */
export const shortAddress = (url: string) => url.replace(/^https?:\/\/(?:www\.)?/, '').replace(/\/$/, '');

/** What is being asked, for a heading. */
export function askInWords(ask: OutsideAsk): string {
  if (ask.what === 'search') return 'Search';
  return ask.what === 'feed' ? 'Fetch the feed' : `Rewrite “${sectionWords[ask.section]}”`;
}

/** How things stand with a provider, in one line; `bad` where something failed. */
export function stateInWords({ isOn, kind, address, lastSent, reviews }: Provider): { words: string; bad: boolean } {
  const held = kind === 'claimreview' && reviews > 0 ? `${counted(reviews, 'fact check')}. ` : '';
  if (!isOn) return { words: `${held}Off: it is never asked.`, bad: false };
  if (lastSent?.outcome === 'failed') return { words: `${held}Failed last time: ${lastSent.message}`, bad: true };
  if (address === '') return { words: `${held || 'Nothing read yet. '}Read from files; nothing is sent.`, bad: false };
  return { words: `${held}On: asked only when you say so, after you have seen what is sent.`, bad: false };
}
