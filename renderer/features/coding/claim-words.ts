import type { Claim, SimilarClaim } from '../../../shared/model/claim.ts';
import { fold } from '../../../shared/text/fold.ts';

const plain = (text: string) => fold(text).replace(/\s+/g, ' ').trim();

/** Whether a claim is nothing yet but a span that was just marked: to link it to another loses nothing. */
export function isFresh({ mentions, evidence, verdicts, codings, statement, speaker, note, openQuestion }: Claim) {
  const [only, ...others] = mentions;
  return (
    only !== undefined &&
    others.length + evidence.length + verdicts.length + codings.length === 0 &&
    speaker === '' &&
    note === '' &&
    openQuestion === '' &&
    plain(only.quote.exact).startsWith(plain(statement))
  );
}

/** Why a claim is thought alike, in few words. */
export function likenessInWords({ sharedWords, sharedFigures, otherFigures }: SimilarClaim): string {
  return [
    sharedWords.length > 0 ? `shares ${sharedWords.join(', ')}` : '',
    sharedFigures.length > 0 ? `same figure ${sharedFigures.join(', ')}` : '',
    ...otherFigures.map(({ here, there }) => `figure differs: ${here}, there ${there}`),
  ]
    .filter(Boolean)
    .join(' · ');
}
