import type { EventOf, Topic } from '../../shared/contract/events.ts';

const KEPT = 200;

type Listener = (data: unknown, seq: number) => void;

/** Numbered events by topic; the newest are kept, so that a page that reloads misses nothing. */
export interface Events {
  emit<T extends Topic>(topic: T, data: EventOf<T>): void;
  /** `after`: number of the last event the listener has; later ones that are kept come at once. */
  subscribe(topic: string, listener: Listener, after?: number): () => void;
}

export function createEvents(): Events {
  const topics = new Map<string, { seq: number; kept: { seq: number; data: unknown }[]; listeners: Set<Listener> }>();
  const topicOf = (name: string) => {
    let topic = topics.get(name);
    if (!topic) {
      topic = { seq: 0, kept: [], listeners: new Set() };
      topics.set(name, topic);
    }
    return topic;
  };
  return {
    emit(name, data) {
      const topic = topicOf(name);
      topic.seq += 1;
      topic.kept.push({ seq: topic.seq, data });
      if (topic.kept.length > KEPT) topic.kept.shift();
      for (const listener of topic.listeners) listener(data, topic.seq);
    },
    subscribe(name, listener, after) {
      const topic = topicOf(name);
      if (after !== undefined) for (const event of topic.kept) if (event.seq > after) listener(event.data, event.seq);
      topic.listeners.add(listener);
      return () => topic.listeners.delete(listener);
    },
  };
}
