import type { Annotation } from '../../../shared/model/annotation.ts';
import { withCoder } from '../../app/coder.tsx';
import { call } from '../../state/backend.ts';
import { say, warnOf } from '../../ui/index.ts';
import { codeCalled } from './annotations.ts';

/** The annotation's words as an example of a code, or of what that is not. */
export async function takeExample(
  { annotationId }: Pick<Annotation, 'annotationId'>,
  codeId: string,
  isPositive: boolean,
): Promise<void> {
  try {
    await withCoder(() => call('codebook.addExample', { codeId, annotationId, isPositive }));
  } catch (error) {
    warnOf(error);
    return;
  }
  const name = codeCalled(codeId)?.name;
  const of = name === undefined ? 'the code' : `“${name}”`;
  say(isPositive ? `Taken as an example of ${of}` : `Taken as an example of what ${of} is not`);
}
