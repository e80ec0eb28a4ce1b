// Asking providers, on the backend's own thread: what is previewed is what is sent, once, and every request stands in the log before
// it leaves.
import { randomUUID } from 'node:crypto';
import { AppError } from '../../../shared/contract/errors.ts';
import type { ProjectInfo } from '../../../shared/contract/rooms/projects.ts';
import type { ClaimReviewMatch, OutsideAsk, OutsideResult, Rewriting } from '../../../shared/model/provider.ts';
import type { StorySections } from '../../../shared/model/story-sections.ts';
import type { ReadReviews } from '../../analysis/claim-reviews/index.ts';
import type { HostHandlers } from '../router.ts';
import type { Backend } from '../services/backend.ts';
import type { KeptProvider } from '../services/providers/list.ts';
import type { EndedRequest, SentRequest } from '../services/providers/log.ts';
import { sectionsOfStory } from '../services/stories/sections.ts';
import { refusePage, requireSuccess, textOf } from './answer.ts';
import { providerFailed } from './failure.ts';
import { limitsOf, prepareRequest, previewOf } from './prepare.ts';
import { type Answer, type PreparedRequest, type Progress, type RequestLimits, sendRequest } from './request.ts';
import { checkRewriting, type GivenSentence, givenFor, models, type RewrittenSentence } from './rewriting.ts';
import { type SearchAnswer, searches } from './searches.ts';
import { openSwitches } from './switches.ts';

export interface OutsideParts {
  backend: Backend;
  /** The open project; NO_PROJECT when none is. */
  project(): ProjectInfo;
  /** Shorter, for tests. */
  limits?: Partial<RequestLimits>;
}

type Method = Extract<keyof HostHandlers, `providers.${string}`>;

export interface Outside {
  handlers: Pick<HostHandlers, Method>;
  /** Before the project is left: stops what is under way, and resolves when the log says so. */
  leave(): Promise<void>;
}

/** Previews that may wait for an answer at once. */
const MOST_WAITING = 50;
/** Bytes of a file of fact checks. */
const MOST_FILE = 64 * 2 ** 20;

interface Waiting {
  projectId: string;
  provider: KeptProvider;
  ask: OutsideAsk;
  request: PreparedRequest;
  bytes: number;
  given: GivenSentence[];
}

/** Of a search, a feed, a language model. */
type Taken = SearchAnswer | { feed: ReadReviews } | { model: string; sentences: RewrittenSentence[] };

const stopped = (why: string) => new AppError('CANCELLED', why);

export function createOutside({ backend, project, limits }: OutsideParts): Outside {
  const switches = openSwitches(backend.dataDir);
  const waiting = new Map<string, Waiting>();
  /** Keys by project and provider; nowhere else. */
  const keys = new Map<string, string>();
  const running = new Map<AbortController, { providerId: string; ended: Promise<unknown> }>();

  const keyOf = (providerId: string) => `${project().projectId} ${providerId}`;
  const read = (providerId: string) => backend.read<KeptProvider>('providers/get', { providerId });
  const isOn = (provider: KeptProvider) => switches.isOn(project().projectId, provider);

  function requireWriting() {
    const { path, readOnly } = project();
    if (!readOnly) return;
    throw new AppError(
      'PROJECT_READ_ONLY',
      `${path} is open for reading only, so what is sent could not be noted in its log.`,
      { path },
    );
  }

  function requireOn(provider: KeptProvider) {
    if (isOn(provider)) return;
    throw new AppError(
      'PROVIDER_OFF',
      `${provider.name} is switched off. Nothing was sent. Switch it on in the settings of the project.`,
      {
        providerId: provider.providerId,
      },
    );
  }

  function stop(providerId: string, why: string) {
    for (const [abort, one] of running) if (one.providerId === providerId) abort.abort(stopped(why));
    for (const [id, one] of waiting) if (one.provider.providerId === providerId) waiting.delete(id);
  }

  async function list() {
    const kept = await backend.read<KeptProvider[]>('providers/list', {});
    return kept.map((provider) => ({
      ...provider,
      isOn: isOn(provider),
      hasKey: keys.has(keyOf(provider.providerId)),
    }));
  }

  /** The sentences that a language model is to rewrite. */
  async function sentencesFor(ask: OutsideAsk, signal: AbortSignal): Promise<GivenSentence[]> {
    if (ask.what !== 'rewriting') return [];
    const sections: StorySections = await sectionsOfStory(backend, { storyId: ask.storyId }, signal);
    const given = givenFor(ask.section, sections);
    if (given.length === 0)
      throw new AppError('INVALID_INPUT', 'This section holds no sentence yet, so there is nothing to rewrite.');
    return given;
  }

  async function preview(input: { providerId: string; ask: OutsideAsk }, signal: AbortSignal) {
    requireWriting();
    const provider = await read(input.providerId);
    requireOn(provider);
    const { ask } = input;
    if (ask.what === 'search' && ask.claimId !== null) await backend.read('providers/claim', { claimId: ask.claimId });
    const given = await sentencesFor(ask, signal);
    const request = prepareRequest(provider, ask, given, keys.get(keyOf(provider.providerId)) ?? null);
    const requestId = randomUUID();
    const shown = previewOf(requestId, provider, request);
    waiting.set(requestId, { projectId: project().projectId, provider, ask, request, bytes: shown.bytes, given });
    for (const oldest of waiting.keys()) {
      if (waiting.size <= MOST_WAITING) break;
      waiting.delete(oldest);
    }
    return shown;
  }

  /** What an answer holds, read by its kind. */
  async function take(one: Waiting, answer: Answer): Promise<Taken> {
    const { provider, ask, given } = one;
    if (ask.what === 'search') return searches[provider.kind as keyof typeof searches].read(answer);
    if (ask.what === 'feed') {
      requireSuccess(answer);
      refusePage(answer, textOf({ ...answer, body: answer.body.subarray(0, 1000) }), 'a feed of fact checks');
      const feed = await backend.analyse<ReadReviews | { problem: string }>('claimReviews/read', answer.body);
      if ('problem' in feed)
        throw providerFailed('unreadable', `What ${answer.url.host} sends is no feed of fact checks: ${feed.problem}.`);
      return { feed };
    }
    const { text, model } = models[provider.kind as keyof typeof models].read(answer, provider.model);
    return { model, sentences: checkRewriting(text, given, model) };
  }

  async function ask(one: Waiting, sentId: number, signal: AbortSignal) {
    const { provider } = one;
    const progress: Progress = { received: 0, status: null, followed: [] };
    const ended = (outcome: EndedRequest['outcome'], message: string): EndedRequest => ({
      ...{
        sentId,
        outcome,
        message,
        status: progress.status,
        received: progress.received,
        followed: progress.followed,
      },
    });
    let taken: Taken;
    try {
      const answer = await sendRequest(one.request, { ...limitsOf[one.ask.what], ...limits }, signal, progress);
      taken = await take(one, answer);
      // Switched off, cancelled or left while the answer was read: it is not kept.
      signal.throwIfAborted();
    } catch (error) {
      const message = error instanceof AppError ? error.message : 'The answer could not be read.';
      await backend.write('providers/endRequest', ended(signal.aborted ? 'cancelled' : 'failed', message));
      throw error;
    }
    const answered = ended('answered', '');
    if ('pages' in taken) answered.pages = taken.pages;
    if ('sentences' in taken && one.ask.what === 'rewriting') {
      const { storyId, section } = one.ask;
      const { model, sentences } = taken;
      answered.rewriting = { rewritingId: randomUUID(), storyId, section, model, sentences, given: one.given };
    }
    if ('feed' in taken) {
      const { providerId } = provider;
      await backend.write('providers/keepReviews', { providerId, reviews: taken.feed.reviews });
    }
    await backend.write('providers/endRequest', answered);
    return { taken, received: progress.received };
  }

  async function send({ requestId }: { requestId: string }, signal: AbortSignal) {
    const one = waiting.get(requestId);
    waiting.delete(requestId);
    const stale = () =>
      new AppError(
        'STALE',
        'This request was sent already, or is out of date. Nothing was sent now: look at it again first.',
      );
    if (!one || one.projectId !== project().projectId) throw stale();
    requireWriting();
    const { providerId } = one.provider;
    const now = await read(providerId);
    requireOn(now);
    if (now.address !== one.provider.address || now.model !== one.provider.model) throw stale();
    const { method, url, body } = one.request;
    const abort = new AbortController();
    const ends = AbortSignal.any([abort.signal, signal]);
    const work = (async () => {
      const noted: SentRequest = {
        providerId,
        ask: one.ask,
        method,
        address: url.href,
        body: body ?? '',
        bytes: one.bytes,
      };
      const sentId = await backend.write<number>('providers/noteRequest', noted);
      return { sentId, ...(await ask(one, sentId, ends)) };
    })();
    running.set(abort, { providerId, ended: work.catch(() => {}) });
    try {
      const { sentId, taken, received } = await work;
      const claimId = one.ask.what === 'search' ? one.ask.claimId : null;
      return {
        ...{ sentId, received },
        results: 'pages' in taken ? await resultsOf(one, sentId, claimId, taken.pages) : [],
        found: 'found' in taken ? taken.found : 0,
        reviews: 'feed' in taken ? taken.feed.reviews.length : 0,
        rewriting: 'sentences' in taken && one.ask.what === 'rewriting' ? await rewritingOf(one.ask) : null,
      };
    } finally {
      running.delete(abort);
    }
  }

  async function resultsOf(
    { provider, ask }: Waiting,
    sentId: number,
    claimId: string | null,
    pages: readonly Pick<OutsideResult, 'title' | 'url' | 'snippet' | 'publishedAt'>[],
  ): Promise<OutsideResult[]> {
    if (claimId !== null) {
      const all = await backend.read<OutsideResult[]>('providers.results', { claimId });
      return all.filter((one) => one.sentId === sentId);
    }
    const { providerId, name } = provider;
    const query = ask.what === 'search' ? ask.query : '';
    const asked = { sentId, providerId, provider: name, query, at: backend.now().toISOString(), isTaken: false };
    return pages.map((page, index) => ({ ...asked, ...page, ord: index + 1 }));
  }

  async function rewritingOf({
    storyId,
    section,
  }: Extract<OutsideAsk, { what: 'rewriting' }>): Promise<Rewriting | null> {
    const all = await backend.read<Rewriting[]>('providers.rewritten', { storyId });
    return all.find((one) => one.section === section) ?? null;
  }

  return {
    handlers: {
      'providers.list': list,
      'providers.add': (input) => backend.write('providers/add', input),
      async 'providers.edit'(input) {
        const before = await read(input.providerId);
        const after = await backend.write<KeptProvider>('providers/edit', input);
        if (after.address !== before.address || after.model !== before.model) {
          stop(after.providerId, 'The provider was changed. The request was stopped.');
          if (isOn(before)) await backend.write('providers/noteSwitch', { providerId: after.providerId, on: false });
          switches.set(project().projectId, after, false);
          // A key belongs to the server it was given for.
          if (after.address !== before.address) keys.delete(keyOf(after.providerId));
        }
        return {};
      },
      async 'providers.remove'({ providerId }) {
        const provider = await read(providerId);
        stop(providerId, 'The provider was removed. The request was stopped.');
        if (isOn(provider)) await backend.write('providers/noteSwitch', { providerId, on: false });
        switches.set(project().projectId, provider, false);
        keys.delete(keyOf(providerId));
        return backend.write('providers/remove', { providerId });
      },
      async 'providers.switch'({ providerId, on, address }) {
        // Off at once, whatever else fails.
        if (!on)
          stop(
            providerId,
            'The provider was switched off. The request was stopped, and nothing of its answer was kept.',
          );
        const provider = await read(providerId);
        if (on && provider.address !== address) {
          throw new AppError(
            'STALE',
            `The address of ${provider.name} is another one by now. It was not switched on; look at it again.`,
          );
        }
        if (isOn(provider) === on) return {};
        if (on) requireWriting();
        if (!on) switches.set(project().projectId, provider, false);
        if (!project().readOnly) await backend.write('providers/noteSwitch', { providerId, on });
        if (on) switches.set(project().projectId, provider, true);
        return {};
      },
      async 'providers.setKey'({ providerId, key }) {
        await read(providerId);
        if (key === '') keys.delete(keyOf(providerId));
        else if (/[^\x21-\x7e]/.test(key))
          throw new AppError('INVALID_INPUT', 'A key has no spaces and no letters beyond ASCII. Copy it again.');
        else keys.set(keyOf(providerId), key);
        stop(providerId, 'The key was changed. The request was stopped.');
        return {};
      },
      'providers.preview': preview,
      'providers.send': send,
      async 'providers.readFeedFile'({ providerId, name, bytes }) {
        requireWriting();
        const provider = await read(providerId);
        if (provider.kind !== 'claimreview') {
          throw new AppError('INVALID_INPUT', `${provider.name} is no feed of fact checks.`, { providerId });
        }
        const refuse = (why: string) =>
          new AppError('FILE_UNREADABLE', `${name} was not read: ${why}. What was read before stays.`, { name });
        if (bytes.byteLength > MOST_FILE) throw refuse('it is larger than 64 MB');
        const feed = await backend.analyse<ReadReviews | { problem: string }>('claimReviews/read', bytes);
        if ('problem' in feed) throw refuse(feed.problem);
        await backend.write('providers/keepReviews', { providerId, reviews: feed.reviews });
        return { reviews: feed.reviews.length, left: feed.left };
      },
      async 'providers.reviews'({ claimId, limit }, signal) {
        const on = (await list()).filter((provider) => provider.kind === 'claimreview' && provider.isOn);
        if (on.length === 0) return [];
        const providerIds = on.map(({ providerId }) => providerId);
        return backend.read<ClaimReviewMatch[]>('providers/reviews', { claimId, providerIds, limit }, { signal });
      },
    },
    async leave() {
      waiting.clear();
      const ending = [...running];
      for (const [abort] of ending) abort.abort(stopped('The project was closed. The request was stopped.'));
      await Promise.all(ending.map(([, { ended }]) => ended));
    },
  };
}
