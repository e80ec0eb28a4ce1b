/**
 * Works through batches that are read one after the other, several under way at a time. The first failure ends it: no more
 * is read, and it is thrown once what is under way has ended.
 * @param most batches under way at once
 * @param next null when there are no more
 */
export async function workThrough<Batch>(
  most: number,
  next: () => Promise<Batch | null>,
  work: (batch: Batch) => Promise<void>,
): Promise<void> {
  const underWay = new Set<Promise<void>>();
  let failure: unknown;
  while (failure === undefined) {
    const batch = await next();
    if (batch === null) break;
    const one = work(batch)
      .catch((error: unknown) => {
        failure ??= error;
      })
      .finally(() => underWay.delete(one));
    underWay.add(one);
    if (underWay.size >= most) await Promise.race(underWay);
  }
  await Promise.all(underWay);
  if (failure !== undefined) throw failure;
}
