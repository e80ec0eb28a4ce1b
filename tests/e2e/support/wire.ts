import type { Page } from 'playwright-core';
import type { InputOf, MethodName, OutputOf } from '../../../shared/contract/contract.ts';

/**
 * Calls the backend from inside the desktop page over a port of its own, for what a test has to set up or find out beside
 * the screen. The page, which has one already, leaves it alone.
 */
export function callBackend<M extends MethodName>(page: Page, method: M, input: InputOf<M>): Promise<OutputOf<M>> {
  return page.evaluate(
    ([name, data]) => {
      interface TestWire {
        port?: MessagePort;
        asked: boolean;
        /** The backend was lost, and the page has no new port yet. */
        gone: boolean;
        calls: number;
      }
      const holder = window as unknown as { testWire?: TestWire };
      function install(): TestWire {
        const wire: TestWire = { asked: false, gone: false, calls: 0 };
        const listen = (event: MessageEvent) => {
          if (event.data?.source !== 'parallax-shell') return;
          if (event.data.type === 'gone') {
            delete wire.port;
            wire.gone = true;
            wire.asked = false;
          } else if (wire.asked) {
            wire.asked = false;
            wire.port = event.ports[0]!;
            wire.port.start();
          } else wire.gone = false;
        };
        window.addEventListener('message', listen);
        return wire;
      }
      holder.testWire ??= install();
      const wire = holder.testWire;
      const withPort = () =>
        new Promise<MessagePort>((resolve) => {
          const look = () => {
            if (wire.port) return resolve(wire.port);
            if (!wire.gone && !wire.asked) {
              wire.asked = true;
              window.parallax?.connect();
            }
            setTimeout(look, 20);
          };
          look();
        });
      const id = ++wire.calls;
      return withPort().then(
        (port) =>
          new Promise((resolve, reject) => {
            port.addEventListener('message', ({ data: answer }) => {
              if (answer.id !== id) return;
              if (answer.type === 'result') resolve('json' in answer ? JSON.parse(answer.json) : answer.output);
              if (answer.type === 'error') reject(new Error(`${answer.error.code}: ${answer.error.message}`));
            });
            port.postMessage({ type: 'call', id, method: name, input: data });
          }),
      );
    },
    [method, input] as const,
  ) as Promise<OutputOf<M>>;
}
