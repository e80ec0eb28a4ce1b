import { Rows3 } from 'lucide-react';
import { useEffect } from 'react';
import { type Article, type Decision, decisions } from '../../../shared/model/article.ts';
import { withCoder } from '../../app/coder.tsx';
import { type Command, useCommands } from '../../app/commands/index.ts';
import { needsWriting } from '../../app/projects/projects.ts';
import { call } from '../../state/backend.ts';
import { decisionKeys, decisionNames, say, warnOf } from '../../ui/index.ts';
import type { TextPane } from '../text/index.ts';
import type { Queue } from './queue.ts';
import { quoted } from './quoted.ts';

/** Says what becomes of an article. */
export function decide(article: Article, decision: Decision) {
  const { articleId } = article;
  withCoder(() => call('triage.decide', { targets: { articleIds: [articleId] }, decision }))
    .then(() => say(`${decisionNames[decision]}: ${article.metadata.title.value ?? 'Untitled'}`))
    .catch(warnOf);
}

/** Keys of the reader itself: decisions, the queue, from mark to mark, sentence by sentence. */
export function useReaderCommands(pane: TextPane, article: Article | undefined, queue: Queue) {
  const noArticle = article ? null : 'no article is open';
  // With a passage in hand letters belong to codes, so decisions wait.
  const isFree = () => {
    const { selection, sentence } = pane.state.getState();
    return selection || sentence ? 'a passage is selected: letters are codes' : null;
  };
  const inSentences = () => (pane.state.getState().sentence ? null : 'press F8 first');
  const isInText = () => {
    const focused = document.activeElement;
    return focused === document.body || focused === pane.surface?.root || focused?.closest('[data-keeps-selection]');
  };
  useCommands([
    ...decisions.map((decision) => ({
      id: `read.${decision}`,
      label: decisionNames[decision],
      group: 'Decide',
      keys: [decisionKeys[decision]],
      get disabled() {
        return noArticle ?? needsWriting() ?? isFree();
      },
      run: () => article && decide(article, decision),
    })),
    {
      id: 'read.next',
      label: 'Next article',
      group: 'Move',
      keys: ['J', ']'],
      disabled: queue.index >= queue.total - 1 ? 'this is the last one' : null,
      run: () => queue.go(queue.index + 1),
    },
    {
      id: 'read.previous',
      label: 'Previous article',
      group: 'Move',
      keys: ['K', '['],
      disabled: queue.index <= 0 ? 'this is the first one' : null,
      run: () => queue.go(queue.index - 1),
    },
    ...([1, -1] as const).map((by) => ({
      id: `read.annotation.${by}`,
      label: by === 1 ? 'Next annotation' : 'Previous annotation',
      group: 'Move',
      keys: [by === 1 ? 'Alt+ArrowDown' : 'Alt+ArrowUp'],
      disabled: noArticle,
      run: () => stepToMark(pane, by),
    })),
    ...([1, -1] as const).map((by) => ({
      id: `read.sameCode.${by}`,
      label: by === 1 ? 'Next with this code' : 'Previous with this code',
      group: 'Move',
      keys: [by === 1 ? 'Alt+PageDown' : 'Alt+PageUp'],
      get disabled() {
        return noArticle ?? (pane.state.getState().active ? null : 'choose an annotation first');
      },
      run: () => stepToMark(pane, by, true),
    })),
    {
      id: 'read.sentences',
      label: 'Code sentence by sentence',
      group: 'Code',
      icon: Rows3,
      keys: ['F8'],
      disabled: noArticle,
      run: () => {
        const on = pane.state.getState().sentence === null;
        pane.inSentences(on);
        pane.surface?.root.focus({ preventScroll: true });
        if (on) say('Arrow keys go from sentence to sentence, a code’s key gives or takes it. F8 ends it.');
      },
    },
    ...([1, -1] as const).map(
      (by): Command => ({
        id: `read.sentence.${by}`,
        label: by === 1 ? 'Next sentence' : 'Previous sentence',
        group: 'Move',
        keyOnly: true,
        keys: by === 1 ? ['ArrowDown', 'ArrowRight'] : ['ArrowUp', 'ArrowLeft'],
        get disabled() {
          return inSentences() ?? (isInText() ? null : 'go to the text first');
        },
        run: () => pane.stepSentence(by),
      }),
    ),
  ]);
  useEffect(() => {
    if (!article) return;
    const onCopy = (event: ClipboardEvent) => {
      const target = event.target instanceof Element ? event.target : null;
      if (target?.closest('input, textarea, [data-overlay]')) return;
      const { selection } = pane.state.getState();
      if (!selection || !pane.surface?.selection()) return;
      event.clipboardData?.setData('text/plain', quoted(article, article.text.slice(selection.start, selection.end)));
      event.preventDefault();
      say('Copied with source, date and link');
    };
    document.addEventListener('copy', onCopy);
    return () => document.removeEventListener('copy', onCopy);
  }, [pane, article]);
}

/**
 * Goes to the annotation after (or before) the active one, or after what is on the screen; `sameCode`: to the next that shares
 * a code with the active one.
 */
function stepToMark(pane: TextPane, by: 1 | -1, sameCode = false) {
  const items = pane.painter?.index.items.filter(({ kind }) => kind !== 'suggestion') ?? [];
  const { active } = pane.state.getState();
  const labels = new Set(items.filter((mark) => mark.ownerId === active).map((mark) => mark.label));
  const among = sameCode ? items.filter((mark) => labels.has(mark.label)) : items;
  if (among.length === 0) return say('Nothing is coded in this article yet.');
  const owners = [...new Map(among.map((mark) => [mark.ownerId, mark])).values()];
  const at = owners.findIndex((mark) => mark.ownerId === active);
  const from = pane.topOffset() ?? 0;
  const first = owners.findIndex((mark) => mark.start >= from);
  const next = at >= 0 ? at + by : by === 1 ? Math.max(0, first) : (first < 0 ? owners.length : first) - 1;
  const mark = owners[(next + owners.length) % owners.length]!;
  pane.activate(mark.ownerId);
  pane.reveal(mark);
}
