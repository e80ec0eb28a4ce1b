import { beforeEach, describe, expect, it } from 'vitest';
import {
  createAnnotation,
  deleteAnnotation,
  editAnnotation,
  shownAnnotations,
} from '../../renderer/features/coding/annotations.ts';
import { setClientForTest } from '../../renderer/state/backend.ts';
import { queryClient } from '../../renderer/state/queries.ts';
import { useMessages } from '../../renderer/ui/messages.tsx';
import type { Client } from '../../shared/contract/client.ts';
import { AppError } from '../../shared/contract/errors.ts';
import type { Annotation } from '../../shared/model/annotation.ts';

/** A backend that answers when told to. */
function slowBackend() {
  const calls: { method: string; answer(output: unknown): void; refuse(error: AppError): void }[] = [];
  setClientForTest({
    call: (method: string) => new Promise((resolve, reject) => calls.push({ method, answer: resolve, refuse: reject })),
  } as unknown as Client);
  return calls;
}

// An article for each test: what one leaves unsaved is none of the next one's.
let number = 0;
let articleId = '';
const key = () => ['annotations.ofArticle', { articleId }];
const onDisk = () => queryClient.getQueryData<Annotation[]>(key()) ?? [];
const shown = () =>
  shownAnnotations(articleId, onDisk()).map((one) => one.codings.map((coding) => coding.codeId).join('+'));
const saved = (annotationId: string, codeIds: string[]): Annotation => ({
  annotationId,
  articleId,
  level: 'span',
  start: 0,
  end: 4,
  coder: '',
  status: 'anchored',
  memo: '',
  pieces: [],
  textVersionId: '1',
  quote: null,
  confidence: null,
  origin: 'manual',
  createdAt: '',
  updatedAt: '',
  codings: codeIds.map((codeId) => ({ codingId: codeId, codeId, codeVersion: 1, values: {}, createdAt: '' })),
});
const span = () => ({ articleId, textVersionId: '1', level: 'span', start: 0, end: 4, quote: 'Quay' }) as const;

describe('a code that is being saved', () => {
  let calls: ReturnType<typeof slowBackend>;
  beforeEach(() => {
    queryClient.clear();
    articleId = `quay-${++number}`;
    queryClient.setQueryData(key(), []);
    useMessages.setState({ notices: [] });
    calls = slowBackend();
  });

  it('is shown at once, and is the saved one when the backend has answered', async () => {
    const done = createAnnotation({ ...span(), codeIds: ['figure'] });
    expect(shown()).toEqual(['figure']);
    expect(onDisk()).toEqual([]);
    calls[0]!.answer(saved('a1', ['figure']));
    expect(await done).toMatchObject({ annotationId: 'a1' });
    expect(onDisk().map((one) => one.annotationId)).toEqual(['a1']);
    expect(shown()).toEqual(['figure']);
  });

  it('goes when it could not be saved, with a way to try again', async () => {
    const done = createAnnotation({ ...span(), codeIds: ['figure'] });
    calls[0]!.refuse(new AppError('DISK_FULL', 'The disk is full.'));
    expect(await done).toBeNull();
    expect(shown()).toEqual([]);
    const [notice] = useMessages.getState().notices;
    expect(notice).toMatchObject({ text: 'The disk is full.', action: { label: 'Try again' } });
    notice!.action!.run();
    expect(shown()).toEqual(['figure']);
    expect(calls.map((one) => one.method)).toEqual(['annotations.create', 'annotations.create']);
  });

  it('joins the annotation on the same span', () => {
    queryClient.setQueryData(key(), [saved('a1', ['figure'])]);
    void createAnnotation({ ...span(), codeIds: ['source'] });
    expect(shown()).toEqual(['figure+source']);
  });

  it('stays shown while another change of the same article fails', async () => {
    const annotation = saved('a1', ['figure']);
    queryClient.setQueryData(key(), [annotation]);
    const recoding = editAnnotation(annotation, { addCodeIds: ['source'], removeCodeIds: ['figure'] }, 'Quay to close');
    const deletion = deleteAnnotation(annotation);
    expect(shown()).toEqual([]);
    calls[1]!.refuse(new AppError('CONFLICT', 'Someone changed it.'));
    await deletion;
    expect(shown()).toEqual(['source']);
    calls[0]!.answer(saved('a1', ['source']));
    await recoding;
    expect(shown()).toEqual(['source']);
  });
});
