/** Errors nobody foresaw: what the page is told, and what the log says of them. */
import { describe, expect, it } from 'vitest';
import { describeError } from '../../electron/backend/app/log.ts';
import { createEvents } from '../../electron/backend/events.ts';
import { type HostHandlers, serveChannel } from '../../electron/backend/router.ts';
import type { Backend } from '../../electron/backend/services/backend.ts';
import { channelPair } from '../../shared/contract/channel.ts';
import { createClient } from '../../shared/contract/client.ts';
import { errorOf } from '../support/backend.ts';

const SENTENCE = 'The council of Lenn voted at midnight';

function serve(handlers: HostHandlers, checkOutputs = false) {
  const lines: { fields: Record<string, unknown>; message: string }[] = [];
  const log = (fields: Record<string, unknown>, message: string) => lines.push({ fields, message });
  const backend = { log: { info: log, warn: log, error: log } } as unknown as Backend;
  const [here, there] = channelPair();
  const end = serveChannel(there, {
    backend,
    readJson: async () => ({ output: null }),
    events: createEvents(),
    handlers,
    version: '1',
    checkOutputs,
  });
  return { client: createClient(here), lines, end };
}

describe('an unexpected error', () => {
  it('reaches the page with an incident id and the log with the same id', async () => {
    const { client, lines } = serve({
      'app.settings'() {
        throw new TypeError('settings is not iterable');
      },
    });
    const error = await errorOf(client.call('app.settings', {}));
    expect(error.code).toBe('UNEXPECTED');
    const { incident } = error.details as { incident: string };
    expect(incident).toMatch(/^[0-9a-f]{8}$/);
    expect(error.message).toContain(incident);
    expect(error.message).not.toContain('iterable');
    expect(lines).toMatchObject([
      { fields: { incident, method: 'app.settings', err: expect.stringContaining('settings is not iterable') } },
    ]);
  });

  it('takes no article text into the log or to the page when a parser quotes it', async () => {
    const { client, lines } = serve({ 'app.settings': () => JSON.parse(`${SENTENCE}\nand went home`) });
    const error = await errorOf(client.call('app.settings', {}));
    expect(JSON.stringify([error.message, error.details, lines])).not.toMatch(/council|went home/);
    expect(lines[0]?.fields.err).toMatch(/^SyntaxError\n\s+at JSON\.parse/);
  });

  it('is the fate of an answer that breaks the contract, when answers are checked', async () => {
    const { client } = serve({ 'app.settings': () => ({ theme: 'plaid' }) as never }, true);
    expect(await errorOf(client.call('app.settings', {}))).toHaveProperty('code', 'UNEXPECTED');
  });
});

it('describes an error that came back from a thread without its quotation', () => {
  const thrown = (() => {
    try {
      return JSON.parse(SENTENCE);
    } catch (error) {
      return error as Error;
    }
  })();
  const returned = new Error(thrown.message);
  returned.stack = thrown.stack ?? '';
  expect(describeError(returned)).not.toContain('council');
  expect(describeError('The council')).toBe('Thrown: string');
});

describe('a page that is gone', () => {
  it('hears nothing more, and its calls are told so', async () => {
    let reason: unknown;
    const { client, end } = serve({
      'app.settings': (_input, signal) =>
        new Promise((_resolve, reject) => {
          signal.addEventListener('abort', () => {
            reason = signal.reason;
            reject(signal.reason);
          });
        }),
    });
    let answered = false;
    client.call('app.settings', {}).finally(() => {
      answered = true;
    });
    await client.ready;
    end();
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(reason).toMatchObject({ code: 'CANCELLED' });
    expect(answered).toBe(false);
  });
});
