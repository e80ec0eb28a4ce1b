import { expect, test } from 'vitest';
import { inOrder } from '../../electron/backend/services/import/in-order.ts';

async function* numbers(count: number): AsyncGenerator<number> {
  for (let i = 0; i < count; i++) yield i;
}

const turns = async (count: number) => {
  for (let i = 0; i < count; i++) await new Promise((resolve) => setImmediate(resolve));
};

test('results keep the order of the source, with no more under way than allowed', async () => {
  let busy = 0;
  let most = 0;
  const found: number[] = [];
  const work = async (n: number) => {
    busy++;
    most = Math.max(most, busy);
    await turns(n % 3 === 0 ? 9 : 1);
    busy--;
    return n * 10;
  };
  for await (const result of inOrder(numbers(40), { concurrent: 4, ahead: 16 }, work)) found.push(result);
  expect(found).toEqual(Array.from({ length: 40 }, (_, i) => i * 10));
  expect(most).toBe(4);
});

test('a slow first item does not stop the others from being worked on', async () => {
  let release: () => void = () => {};
  const gate = new Promise<void>((resolve) => (release = resolve));
  let finished = 0;
  const results = inOrder(numbers(30), { concurrent: 2, ahead: 20 }, async (n) => {
    if (n === 0) await gate;
    finished++;
    return n;
  });
  const first = results.next();
  await turns(60);
  expect(finished).toBeGreaterThan(15);
  expect(finished).toBeLessThanOrEqual(20);
  release();
  expect((await first).value).toBe(0);
  await results.return(undefined);
});

test('what fails in the source or the work reaches the consumer after the results before it', async () => {
  const found: number[] = [];
  const run = async () => {
    const work = async (n: number) => {
      if (n === 3) throw new Error('third');
      return n;
    };
    for await (const n of inOrder(numbers(9), { concurrent: 3, ahead: 9 }, work)) found.push(n);
  };
  await expect(run()).rejects.toThrow('third');
  expect(found).toEqual([0, 1, 2]);

  async function* broken() {
    yield 1;
    throw new Error('disk');
  }
  const results = inOrder(broken(), { concurrent: 2, ahead: 4 }, (n) => n);
  expect((await results.next()).value).toBe(1);
  await expect(results.next()).rejects.toThrow('disk');
});
