import { useRef, useState } from 'react';
import { create } from 'zustand';
import type { OutputOf } from '../../../shared/contract/contract.ts';
import type { AppError } from '../../../shared/contract/errors.ts';
import type { OutsideAsk, RequestPreview } from '../../../shared/model/provider.ts';
import { withCoder } from '../../app/coder.tsx';
import { call } from '../../state/backend.ts';
import { useSession } from '../../state/session.ts';

/** Providers that are not asked about again until the window is closed, with the project and the address it was said for. */
const useTrusted = create<{ trusted: ReadonlySet<string> }>(() => ({ trusted: new Set() }));

const trustKey = (preview: RequestPreview) =>
  `${useSession.getState().project?.projectId} ${preview.providerId} ${new URL(preview.address).origin}`;

export type Answered = OutputOf<'providers.send'>;

export type Stage =
  | { kind: 'idle' }
  | { kind: 'preparing' }
  | { kind: 'preview'; preview: RequestPreview; ask: OutsideAsk }
  | { kind: 'sending'; preview: RequestPreview }
  | { kind: 'failed'; error: AppError; providerId: string; ask: OutsideAsk };

export interface Outside {
  stage: Stage;
  /** Shows what would be sent; sends at once where the person said not to be asked again. */
  ask(providerId: string, ask: OutsideAsk): void;
  /** Sends what is shown. */
  send(notAgain: boolean): void;
  /** Leaves a preview, stops a request, or puts a failure away. */
  cancel(): void;
}

/** A question to a provider, from its preview to its answer. */
export function useOutside(onAnswer: (answer: Answered) => void): Outside {
  const [stage, setStage] = useState<Stage>({ kind: 'idle' });
  const abort = useRef<AbortController | null>(null);

  async function run(work: (signal: AbortSignal) => Promise<void>, providerId: string, question: OutsideAsk) {
    const controller = new AbortController();
    abort.current = controller;
    try {
      await work(controller.signal);
    } catch (thrown) {
      if (abort.current !== controller) return;
      const error = thrown as AppError;
      setStage(controller.signal.aborted ? { kind: 'idle' } : { kind: 'failed', error, providerId, ask: question });
    }
  }

  function send(preview: RequestPreview, question: OutsideAsk) {
    setStage({ kind: 'sending', preview });
    void run(
      async (signal) => {
        const answer = await withCoder(() => call('providers.send', { requestId: preview.requestId }, { signal }));
        setStage({ kind: 'idle' });
        onAnswer(answer);
      },
      preview.providerId,
      question,
    );
  }

  return {
    stage,
    ask(providerId, question) {
      setStage({ kind: 'preparing' });
      void run(
        async (signal) => {
          const preview = await call('providers.preview', { providerId, ask: question }, { signal });
          if (useTrusted.getState().trusted.has(trustKey(preview))) send(preview, question);
          else setStage({ kind: 'preview', preview, ask: question });
        },
        providerId,
        question,
      );
    },
    send(notAgain) {
      if (stage.kind !== 'preview') return;
      const { preview } = stage;
      if (notAgain) useTrusted.setState(({ trusted }) => ({ trusted: new Set([...trusted, trustKey(preview)]) }));
      send(preview, stage.ask);
    },
    cancel() {
      abort.current?.abort();
      setStage({ kind: 'idle' });
    },
  };
}
