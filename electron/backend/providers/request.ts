/**
 * The one place that opens a connection to a provider. Plain requests of Node's own client: no cookies, no referrer, no header but
 * those that the preview shows, no connection kept. Variables like HTTP_PROXY are not followed, since a proxy would see what the
 * preview does not name.
 */
import http from 'node:http';
import https from 'node:https';
import { AppError } from '../../../shared/contract/errors.ts';
import { providerFailed } from './failure.ts';

/** A request to the letter. `secret` goes out as the Authorization header and stands in no preview and no log. */
export interface PreparedRequest {
  method: 'GET' | 'POST';
  url: URL;
  headers: Readonly<Record<string, string>>;
  body: string | null;
  secret: string | null;
}

/** Times in milliseconds. */
export interface RequestLimits {
  connect: number;
  /** Without a byte. */
  silence: number;
  total: number;
  /** Of the answer's body. */
  bytes: number;
}

export interface Answer {
  status: number;
  contentType: string;
  body: Buffer;
  /** The address that answered in the end. */
  url: URL;
  followed: string[];
}

const MOST_REDIRECTS = 3;
const MOST_HEADER_BYTES = 16 * 1024;

/** How a request is counted on the way. */
export interface Progress {
  received: number;
  status: number | null;
  followed: string[];
}

/**
 * Sends a request and reads its answer, following the same server's redirects.
 * @param signal ends it at once; its reason is thrown
 * @param progress filled in as it goes, so that a failed request can be told too
 * @throws AppError PROVIDER_FAILED
 */
export async function sendRequest(
  request: PreparedRequest,
  limits: RequestLimits,
  signal: AbortSignal,
  progress: Progress = { received: 0, status: null, followed: [] },
): Promise<Answer> {
  const slow = new AbortController();
  const timer = setTimeout(() => slow.abort(), limits.total);
  const ends = AbortSignal.any([signal, slow.signal]);
  try {
    let { url } = request;
    for (;;) {
      const step = await exchange({ ...request, url }, limits, ends, progress);
      if (step.location === null) return { ...step.answer, url, followed: progress.followed };
      url = nextAddress(request, url, step.location, progress.followed.length);
      progress.followed.push(url.href);
    }
  } catch (error) {
    if (signal.aborted) throw signal.reason;
    if (slow.signal.aborted) throw tooSlow(request.url, limits.total, 'did not finish its answer');
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

const seconds = (ms: number) => (ms >= 1000 ? `${Math.round(ms / 1000)} s` : `${ms} ms`);
const tooSlow = (url: URL, ms: number, what: string) =>
  providerFailed('slow', `${url.host} ${what} within ${seconds(ms)}. The request was stopped. Try again later.`);

type Step = { location: string; answer: null } | { location: null; answer: Omit<Answer, 'url' | 'followed'> };

/** One request and its answer; or where it is sent on to. */
function exchange(
  { method, url, headers, body, secret }: PreparedRequest,
  limits: RequestLimits,
  signal: AbortSignal,
  progress: Progress,
): Promise<Step> {
  const { promise, resolve, reject } = Promise.withResolvers<Step>();
  const client = url.protocol === 'https:' ? https : http;
  // An agent of its own: the process's agent may keep connections, or have been told of a proxy.
  const agent = new client.Agent({ keepAlive: false });
  const request = client.request(url, {
    method,
    agent,
    signal,
    setHost: true,
    maxHeaderSize: MOST_HEADER_BYTES,
    headers: { ...headers, ...(secret === null ? {} : { authorization: `Bearer ${secret}` }) },
  });
  const fail = (error: unknown) => {
    clearTimeout(connecting);
    reject(error);
    request.destroy();
  };
  const connecting = setTimeout(() => fail(tooSlow(url, limits.connect, 'could not be connected to')), limits.connect);
  request.on('socket', (socket) =>
    socket.once(url.protocol === 'https:' ? 'secureConnect' : 'connect', () => clearTimeout(connecting)),
  );
  request.setTimeout(limits.silence, () => fail(tooSlow(url, limits.silence, 'sent nothing')));
  request.on('error', (error) => fail(connectionFailure(url, error as NodeJS.ErrnoException)));
  request.on('response', (response) => {
    const { statusCode: status = 0, headers: answered } = response;
    progress.status = status;
    const { location } = answered;
    if (status >= 300 && status < 400 && status !== 304 && location !== undefined) {
      clearTimeout(connecting);
      resolve({ location, answer: null });
      request.destroy();
      return;
    }
    const tooLarge = () =>
      providerFailed(
        'too large',
        `${url.host} sends more than ${Math.round(limits.bytes / 2 ** 20) || 1} MB in one answer, and reading was stopped there. Nothing of it was kept.`,
      );
    if (Number(answered['content-length'] ?? 0) > limits.bytes) return fail(tooLarge());
    const encoding = answered['content-encoding'] ?? 'identity';
    if (encoding !== 'identity') {
      return fail(
        providerFailed(
          'unreadable',
          `${url.host} sends its answer packed (${encoding.slice(0, 40)}), which was not asked for.`,
        ),
      );
    }
    const pieces: Buffer[] = [];
    let read = 0;
    response.on('data', (piece: Buffer) => {
      read += piece.length;
      progress.received += piece.length;
      if (read > limits.bytes) fail(tooLarge());
      else pieces.push(piece);
    });
    response.on('error', (error) => fail(brokeOff(url, read, error)));
    response.on('aborted', () => fail(brokeOff(url, read)));
    response.on('end', () => {
      clearTimeout(connecting);
      if (!response.complete) return fail(brokeOff(url, read));
      resolve({
        location: null,
        answer: { status, contentType: answered['content-type'] ?? '', body: Buffer.concat(pieces) },
      });
    });
  });
  request.end(body ?? undefined);
  return promise.finally(() => agent.destroy());
}

const brokeOff = (url: URL, read: number, cause?: unknown) =>
  providerFailed(
    'broke off',
    `${url.host} broke its answer off after ${read} bytes. Nothing of it was kept. Try again.`,
    {},
    { cause },
  );

function connectionFailure(url: URL, error: NodeJS.ErrnoException): AppError {
  if (error instanceof AppError) return error;
  const code = error.code ?? '';
  const { host, hostname } = url;
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') {
    return providerFailed('not found', `${hostname} was not found. Is this machine online, and is the address right?`, {
      code,
    });
  }
  if (code === 'ECONNREFUSED') {
    return providerFailed('refused', `Nothing answers at ${host}. Is the server running, and is the address right?`, {
      code,
    });
  }
  if (/^(ENETUNREACH|EHOSTUNREACH|ENETDOWN|EADDRNOTAVAIL|ETIMEDOUT)$/.test(code)) {
    return providerFailed('not found', `${host} cannot be reached from here (${code}). Is this machine online?`, {
      code,
    });
  }
  if (/CERT|SELF_SIGNED|TLS|SSL|EPROTO/.test(code)) {
    return providerFailed(
      'certificate',
      `The connection to ${host} is not secure (${code}), so nothing was sent over it.`,
      { code },
    );
  }
  if (code.startsWith('HPE_')) {
    return providerFailed('unreadable', `What ${host} sends is not an answer of a web server (${code}).`, { code });
  }
  return providerFailed('broke off', `The connection to ${host} broke (${code || error.message}). Try again.`, {
    code,
  });
}

/** Where a redirect leads, if that is the same server. A step from http to https is one. */
function nextAddress({ method, url: first }: PreparedRequest, from: URL, location: string, followed: number): URL {
  const refuse = (why: string) =>
    providerFailed(
      'redirect',
      `${from.host} sends the request on ${why}, which was not followed. Check the address of the provider.`,
      {
        location: location.slice(0, 500),
      },
    );
  let to: URL;
  try {
    to = new URL(location, from);
  } catch {
    throw refuse('to something that is no address');
  }
  if (to.protocol !== 'http:' && to.protocol !== 'https:') throw refuse(`to ${to.protocol}`);
  if (to.username !== '' || to.password !== '') throw refuse('to an address with a password');
  to.hash = '';
  const isUpgrade = from.protocol === 'http:' && to.protocol === 'https:' && from.port === '' && to.port === '';
  if (to.hostname !== first.hostname || (to.origin !== from.origin && !isUpgrade))
    throw refuse(`to another server, ${to.host}`);
  if (followed >= MOST_REDIRECTS) throw refuse(`more than ${MOST_REDIRECTS} times`);
  if (method === 'POST' && isUpgrade) throw refuse(`to ${to.origin}`);
  return to;
}
