/** Mean of the precisions at each positive, in the order of the scores; equal scores share their places evenly. */
export function averagePrecision(scores: readonly number[], isPositive: readonly boolean[]): number {
  const order = scores.map((_, i) => i).sort((a, b) => scores[b]! - scores[a]!);
  const positives = isPositive.filter(Boolean).length;
  let [seen, hits, sum] = [0, 0, 0];
  for (let at = 0; at < order.length; ) {
    let until = at;
    while (until < order.length && scores[order[until]!] === scores[order[at]!]) until++;
    const here = order.slice(at, until).filter((i) => isPositive[i]).length;
    for (let k = 1; k <= here; k++) sum += (hits + k) / (seen + (k * (until - at)) / here);
    seen += until - at;
    hits += here;
    at = until;
  }
  return positives ? sum / positives : 0;
}

/** B-cubed precision, recall and F1 of a grouping (Bagga and Baldwin 1998): means over the items. */
export function bCubed(groups: readonly unknown[], labelled: readonly unknown[]) {
  const count = <K>(keys: readonly K[]) => {
    const found = new Map<K, number>();
    for (const key of keys) found.set(key, (found.get(key) ?? 0) + 1);
    return found;
  };
  const both = labelled.map((label, i) => `${String(groups[i])}\0${String(label)}`);
  const [byGroup, byLabel, byBoth] = [count(groups), count(labelled), count(both)];
  let [precision, recall] = [0, 0];
  both.forEach((key, i) => {
    precision += byBoth.get(key)! / byGroup.get(groups[i])! / both.length;
    recall += byBoth.get(key)! / byLabel.get(labelled[i])! / both.length;
  });
  return { precision, recall, f1: precision + recall ? (2 * precision * recall) / (precision + recall) : 0 };
}
