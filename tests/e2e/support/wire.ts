import type { Page } from 'playwright-core';
import type { InputOf, MethodName, OutputOf } from '../../../shared/contract/contract.ts';

/**
 * Calls the backend from inside the desktop page over the page's own port, for what a test has to set up or find out
 * beside the screen. Numbers are far from those that the page's client uses.
 */
export function callBackend<M extends MethodName>(page: Page, method: M, input: InputOf<M>): Promise<OutputOf<M>> {
  return page.evaluate(
    ([name, data]) => {
      const state = window as unknown as { testPort?: MessagePort; testCalls?: number };
      const id = 1_000_000 + (state.testCalls ?? 0);
      state.testCalls = (state.testCalls ?? 0) + 1;
      return new Promise((resolve, reject) => {
        const ask = (port: MessagePort) => {
          port.addEventListener('message', ({ data: answer }) => {
            if (answer.id !== id) return;
            if (answer.type === 'result') resolve(answer.output);
            if (answer.type === 'error') reject(new Error(`${answer.error.code}: ${answer.error.message}`));
          });
          port.postMessage({ type: 'call', id, method: name, input: data });
        };
        // Every port that comes from now on, a restarted backend's too, replaces the one before.
        if (state.testPort) return ask(state.testPort);
        window.addEventListener('message', ({ data: message, ports }) => {
          if (message?.source !== 'parallax-shell') return;
          const first = state.testPort === undefined;
          state.testPort = message.type === 'port' ? ports[0] : undefined;
          if (first && state.testPort) ask(state.testPort);
        });
        window.parallax?.connect();
      });
    },
    [method, input] as const,
  ) as Promise<OutputOf<M>>;
}
