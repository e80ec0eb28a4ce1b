// What came back, read as what it should be.
import { withoutMarkup } from '../../analysis/formats/xml-tree.ts';
import { providerFailed } from './failure.ts';
import type { Answer } from './request.ts';

/** Words of the server about a failure that may be shown. */
const MOST_WORDS = 200;

export function textOf({ body }: Answer): string {
  const text = new TextDecoder('utf-8').decode(body);
  return text.startsWith('\uFEFF') ? text.slice(1) : text;
}

const looksLikeHtml = (contentType: string, text: string) =>
  /\b(text\/html|application\/xhtml\+xml)\b/i.test(contentType) ||
  /^\s*<(?:!doctype html|html)\b/i.test(text.slice(0, 500));

/** One line of what the server says, without markup. */
export function oneLine(text: string, most: number = MOST_WORDS): string {
  const line = withoutMarkup(text.slice(0, 20_000)).replace(/\s+/g, ' ').trim();
  return line.length > most ? `${line.slice(0, most - 1).trimEnd()}…` : line;
}

/**
 * @param meaning what a status means for this kind of provider, by number
 * @throws AppError PROVIDER_FAILED unless the answer says that all is well
 */
export function requireSuccess(answer: Answer, meaning: Readonly<Record<number, string>> = {}): void {
  const { status, url } = answer;
  if (status >= 200 && status < 300) return;
  const known: Readonly<Record<number, string>> = {
    401: 'It wants a key, or another one.',
    403: 'It does not allow this request.',
    404: 'Nothing is at this address: check it in the settings.',
    429: 'It was asked too often. Wait a while.',
    ...meaning,
  };
  const text = textOf(answer);
  const said = looksLikeHtml(answer.contentType, text) ? '' : saidBy(text);
  const why = known[status] ?? (status >= 500 ? 'The server itself has a problem. Try again later.' : '');
  throw providerFailed(
    'status',
    [`${url.host} answers ${status}.`, why, said && `It says: “${said}”`].filter(Boolean).join(' '),
    {
      status,
    },
  );
}

/** The message in an error of JSON, else the text. */
function saidBy(text: string): string {
  try {
    const value = JSON.parse(text) as { error?: unknown; message?: unknown };
    const { error } = value;
    const message = typeof error === 'object' && error !== null ? (error as { message?: unknown }).message : error;
    for (const words of [message, value.message]) if (typeof words === 'string') return oneLine(words);
    return '';
  } catch {
    return oneLine(text);
  }
}

/** @throws AppError PROVIDER_FAILED when it is a web page, or no JSON */
export function readJson(answer: Answer): unknown {
  const text = textOf(answer);
  refusePage(answer, text, 'JSON');
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw providerFailed(
      'unreadable',
      `The answer of ${answer.url.host} is not whole: it was to be JSON and cannot be read as such. Nothing of it was kept.`,
      {},
      { cause },
    );
  }
}

export function refusePage(answer: Answer, text: string, wanted: string): void {
  if (!looksLikeHtml(answer.contentType, text)) return;
  throw providerFailed(
    'page',
    `${answer.url.host} answers with a web page where ${wanted} was expected. Check the address of the provider; a page to sign in on may stand before it.`,
  );
}

export type JsonObject = Readonly<Record<string, unknown>>;
export const asObject = (value: unknown): JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : {};
export const asList = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
export const asText = (value: unknown): string =>
  typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';

/** An answer of another shape than the kind of provider has. */
export const wrongShape = (answer: Answer, wanted: string) =>
  providerFailed(
    'unreadable',
    `${answer.url.host} answers in JSON, but not as ${wanted} does. Check address and kind of the provider.`,
  );
