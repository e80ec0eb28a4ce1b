import type { ReactNode } from 'react';
import { create } from 'zustand';
import { Button } from './Button.tsx';
import { Dialog } from './Dialog.tsx';

export interface Question {
  title: string;
  text: ReactNode;
  /** Names the deed: "Delete the code", never "OK". */
  action: string;
  danger?: boolean;
  /** A second way out, answered as `other`. */
  other?: string;
  cancel?: string;
}

type Answer = 'action' | 'other' | 'cancel';

const useQuestion = create<{ question: Question | null; answer(answer: Answer): void }>(() => ({
  question: null,
  answer: () => {},
}));

/** Asks before something that cannot be undone. Resolves with what was pressed; Escape is `cancel`. */
export function ask(question: Question): Promise<Answer> {
  useQuestion.getState().answer('cancel');
  return new Promise((resolve) => {
    useQuestion.setState({
      question,
      answer: (answer) => {
        useQuestion.setState({ question: null, answer: () => {} });
        resolve(answer);
      },
    });
  });
}

/** Where questions appear; stands once in the shell. */
export function Questions() {
  const { question, answer } = useQuestion();
  if (!question) return null;
  return (
    <Dialog
      title={question.title}
      isOpen
      onClose={() => answer('cancel')}
      footer={
        <>
          <Button size="form" tone="quiet" onPress={() => answer('cancel')}>
            {question.cancel ?? 'Cancel'}
          </Button>
          {question.other ? (
            <Button size="form" onPress={() => answer('other')}>
              {question.other}
            </Button>
          ) : null}
          <Button size="form" tone={question.danger ? 'danger' : 'primary'} autoFocus onPress={() => answer('action')}>
            {question.action}
          </Button>
        </>
      }
    >
      <div className="t2">{question.text}</div>
    </Dialog>
  );
}
