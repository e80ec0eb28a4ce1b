/** How much may be under way. */
export interface InOrderLimits {
  /** Pieces of work at the same time. */
  concurrent: number;
  /** Results that may wait for an earlier one. */
  ahead: number;
}

/**
 * Does `work` on several items at a time and gives the results in the order of the source. A slow item holds up those
 * behind it only in being handed over, not in being worked on, up to `ahead`.
 */
export async function* inOrder<In, Out>(
  source: AsyncIterable<In>,
  limits: InOrderLimits,
  work: (item: In) => Promise<Out> | Out,
): AsyncGenerator<Out> {
  const queue: Promise<Out>[] = [];
  let busy = 0;
  let ended = false;
  let stopped = false;
  let failure: { error: unknown } | null = null;
  let wake: () => void = () => {};
  let wakeProducer: () => void = () => {};

  const produce = async () => {
    try {
      for await (const item of source) {
        if (stopped) return;
        const result = work(item);
        if (result instanceof Promise) {
          busy++;
          const settled = () => {
            busy--;
            wakeProducer();
          };
          result.then(settled, settled);
        }
        queue.push(Promise.resolve(result));
        wake();
        while (!stopped && (busy >= limits.concurrent || queue.length >= limits.ahead)) {
          await new Promise<void>((resolve) => (wakeProducer = resolve));
        }
        if (stopped) return;
      }
    } catch (error) {
      failure = { error };
    } finally {
      ended = true;
      wake();
    }
  };

  const producer = produce();
  try {
    while (true) {
      const next = queue.shift();
      if (next) {
        wakeProducer();
        yield await next;
      } else if (ended) break;
      else await new Promise<void>((resolve) => (wake = resolve));
    }
    if (failure) throw (failure as { error: unknown }).error;
  } finally {
    stopped = true;
    wakeProducer();
    // What is still under way has nobody to report to.
    for (const left of queue) left.catch(() => {});
    await producer;
  }
}
