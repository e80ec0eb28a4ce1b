import { create } from 'zustand';
import { AppError } from '../../shared/contract/errors.ts';
import { Dialog } from '../ui/index.ts';
import { CoderForm } from './shell/CoderForm.tsx';

const useAsked = create<{ answer: ((given: boolean) => void) | null; asked: Promise<boolean> | null }>(() => ({
  answer: null,
  asked: null,
}));

/** Asks for the coder's name, once however many actions wait for it. Resolves with false when nobody gave one. */
function askCoder(): Promise<boolean> {
  const { asked } = useAsked.getState();
  if (asked) return asked;
  const promise = new Promise<boolean>((resolve) => {
    useAsked.setState({
      answer: (given) => {
        useAsked.setState({ answer: null, asked: null });
        resolve(given);
      },
    });
  });
  useAsked.setState({ asked: promise });
  return promise;
}

/** Does what needs a coder; asks for the name where none is known, and then goes on. Cancelled: rejects with CANCELLED. */
export async function withCoder<T>(deed: () => Promise<T>): Promise<T> {
  try {
    return await deed();
  } catch (error) {
    if ((error as AppError).code !== 'NO_CODER') throw error;
    if (!(await askCoder())) throw new AppError('CANCELLED', 'No name was given.');
    return deed();
  }
}

/** Where the name is asked for; stands once, in the shell. */
export function CoderDialog() {
  const answer = useAsked((state) => state.answer);
  if (!answer) return null;
  return (
    <Dialog title="Who codes?" isOpen onClose={() => answer(false)} width={360}>
      <CoderForm onDone={() => answer(true)} />
    </Dialog>
  );
}
