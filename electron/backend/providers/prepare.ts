// What a question becomes on its way out, per kind of provider.
import { AppError } from '../../../shared/contract/errors.ts';
import {
  isModel,
  isSearch,
  type OutsideAsk,
  type ProviderKind,
  type RequestPreview,
} from '../../../shared/model/provider.ts';
import type { PreparedRequest, RequestLimits } from './request.ts';
import { type GivenSentence, models } from './rewriting.ts';
import { searches } from './searches.ts';

const MB = 2 ** 20;

/** A model on one's own machine may think for minutes before its first byte. */
export const limitsOf: Readonly<Record<OutsideAsk['what'], RequestLimits>> = {
  search: { connect: 10_000, silence: 20_000, total: 40_000, bytes: 4 * MB },
  feed: { connect: 10_000, silence: 30_000, total: 300_000, bytes: 64 * MB },
  rewriting: { connect: 10_000, silence: 300_000, total: 300_000, bytes: 4 * MB },
};

const AGENT = 'Parallax';

export interface Asked {
  kind: ProviderKind;
  address: string;
  model: string;
}

/** @param given what a language model is to rewrite; empty for other questions */
export function prepareRequest(
  provider: Asked,
  ask: OutsideAsk,
  given: readonly GivenSentence[],
  secret: string | null,
): PreparedRequest {
  const { kind } = provider;
  const wrong = () =>
    new AppError('INVALID_INPUT', `A provider of kind ${kind} cannot be asked for a ${ask.what}.`, { kind });
  if (provider.address === '')
    throw new AppError('INVALID_INPUT', 'This feed has no address. Read it from a file, or give it one.');
  const base = new URL(provider.address);
  const common = { 'user-agent': AGENT, 'accept-encoding': 'identity', connection: 'close' };
  if (ask.what === 'search') {
    if (!isSearch(kind)) throw wrong();
    const search = searches[kind as keyof typeof searches];
    const url = search.address(base, ask.query);
    return { method: 'GET', url, headers: { ...common, accept: search.accept }, body: null, secret };
  }
  if (ask.what === 'feed') {
    if (kind !== 'claimreview') throw wrong();
    return {
      method: 'GET',
      url: base,
      headers: { ...common, accept: 'application/ld+json, application/json' },
      body: null,
      secret,
    };
  }
  if (!isModel(kind)) throw wrong();
  const model = models[kind as keyof typeof models];
  const body = JSON.stringify(model.body(provider.model, given));
  const headers = {
    ...common,
    ...{
      accept: 'application/json',
      'content-type': 'application/json',
      'content-length': `${Buffer.byteLength(body)}`,
    },
  };
  return { method: 'POST', url: model.address(base), headers, body, secret };
}

const LOOPBACK = /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/i;

/** The request to the letter; of a key only that there is one. */
export function previewOf(
  requestId: string,
  provider: { providerId: string; name: string },
  { method, url, headers, body, secret }: PreparedRequest,
): RequestPreview {
  const shown = [
    { name: 'host', value: url.host },
    ...Object.entries(headers).map(([name, value]) => ({ name, value })),
    ...(secret === null ? [] : [{ name: 'authorization', value: 'Bearer (your key)' }]),
  ];
  const head = `${method} ${url.pathname}${url.search} HTTP/1.1\r\n`;
  const lines = shown.map(({ name, value }) => `${name}: ${name === 'authorization' ? `Bearer ${secret}` : value}\r\n`);
  return {
    ...{
      requestId,
      providerId: provider.providerId,
      provider: provider.name,
      method,
      address: url.href,
      headers: shown,
      body,
    },
    bytes: Buffer.byteLength(`${head}${lines.join('')}\r\n${body ?? ''}`),
    isLoopback: LOOPBACK.test(url.hostname),
    isEncrypted: url.protocol === 'https:',
  };
}
