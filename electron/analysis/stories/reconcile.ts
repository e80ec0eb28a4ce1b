/** The story an article is in now. */
export interface Membership {
  storyId: string;
  /** A person put it there. */
  byPerson: boolean;
}

/** Articles that belong together from now on; `storyId` null for a story that there was not. */
export interface StoryGroup {
  storyId: string | null;
  articles: number[];
}

/**
 * Gives new clusters the stories there were: each takes the one that most of its articles are in, no story goes to two.
 * What a person put into a story stays in it, whatever the cluster.
 * @param clusters of articles, none in two
 * @param now the stories of those articles that are in one
 */
export function reconcile(
  clusters: readonly (readonly number[])[],
  now: ReadonlyMap<number, Membership>,
): StoryGroup[] {
  const votes: { cluster: number; storyId: string; n: number }[] = [];
  clusters.forEach((articles, cluster) => {
    const counts = new Map<string, number>();
    for (const article of articles) {
      const member = now.get(article);
      if (member) counts.set(member.storyId, (counts.get(member.storyId) ?? 0) + 1);
    }
    for (const [storyId, n] of counts) votes.push({ cluster, storyId, n });
  });
  votes.sort((a, b) => b.n - a.n || a.cluster - b.cluster || (a.storyId < b.storyId ? -1 : 1));
  const storyOf = new Map<number, string>();
  const taken = new Set<string>();
  for (const { cluster, storyId } of votes) {
    if (storyOf.has(cluster) || taken.has(storyId)) continue;
    storyOf.set(cluster, storyId);
    taken.add(storyId);
  }
  for (const [cluster, storyId] of personsChoices(clusters, now)) storyOf.set(cluster, storyId);

  const groups = new Map<string, number[]>();
  const fresh: StoryGroup[] = [];
  clusters.forEach((articles, cluster) => {
    const own = storyOf.get(cluster);
    const free = articles.filter((article) => !now.get(article)?.byPerson);
    for (const article of articles) {
      const member = now.get(article);
      if (member?.byPerson) put(groups, member.storyId, [article]);
    }
    if (free.length === 0) return;
    if (own === undefined) fresh.push({ storyId: null, articles: free });
    else put(groups, own, free);
  });
  return [...[...groups].map(([storyId, articles]) => ({ storyId, articles })), ...fresh];
}

/** Clusters of which most articles that are in a story were put into one story by a person: it may be had by several. */
function personsChoices(clusters: readonly (readonly number[])[], now: ReadonlyMap<number, Membership>) {
  return clusters.flatMap((articles, cluster): [number, string][] => {
    const members = articles.flatMap((article) => now.get(article) ?? []);
    const byStory = Map.groupBy(
      members.filter(({ byPerson }) => byPerson),
      ({ storyId }) => storyId,
    );
    const [most] = [...byStory].sort((a, b) => b[1].length - a[1].length || (a[0] < b[0] ? -1 : 1));
    return most && 2 * most[1].length > members.length ? [[cluster, most[0]]] : [];
  });
}

/**
 * The same after a few articles were added: those that are in a story stay there; new ones join the story that most of
 * their cluster are in, or make a new one with others that are in none.
 */
export function joinFresh(
  clusters: readonly (readonly number[])[],
  now: ReadonlyMap<number, Membership>,
): StoryGroup[] {
  return clusters.flatMap((articles): StoryGroup[] => {
    const free = articles.filter((article) => !now.has(article));
    if (free.length === 0) return [];
    const counts = new Map<string, number>();
    for (const article of articles) {
      const member = now.get(article);
      if (member) counts.set(member.storyId, (counts.get(member.storyId) ?? 0) + 1);
    }
    const [most] = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
    return [{ storyId: most?.[0] ?? null, articles: free }];
  });
}

function put(groups: Map<string, number[]>, storyId: string, articles: readonly number[]) {
  const list = groups.get(storyId);
  if (list) list.push(...articles);
  else groups.set(storyId, [...articles]);
}
