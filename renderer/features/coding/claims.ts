import type { Claim, ClaimFields } from '../../../shared/model/claim.ts';
import { withCoder } from '../../app/coder.tsx';
import { undoOrRedo } from '../../app/projects/projects.ts';
import { call } from '../../state/backend.ts';
import { say, warnOf } from '../../ui/index.ts';
import type { TextPane } from '../text/index.ts';

/** Makes a claim of the selection, its words as the statement to begin with, and makes it the active one. */
export async function claimSelection(pane: TextPane): Promise<Claim | null> {
  const { article } = pane;
  const { selection } = pane.state.getState();
  if (!article || !selection) return null;
  const quote = article.text.slice(selection.start, selection.end);
  try {
    const claim = await withCoder(() =>
      call('claims.create', {
        articleId: article.articleId,
        textVersionId: article.textVersionId,
        ...selection,
        quote,
        fields: { statement: quote.replace(/\s+/g, ' ').trim().slice(0, 2000) },
      }),
    );
    pane.clearSelection();
    pane.activate(claim.claimId);
    return claim;
  } catch (error) {
    warnOf(error, { label: 'Try again', run: () => void claimSelection(pane) });
    return null;
  }
}

/** Says that the selection makes a claim that is known already. */
export async function addMention(pane: TextPane, claim: Claim) {
  const { article } = pane;
  const { selection } = pane.state.getState();
  if (!article || !selection) return;
  const { articleId, textVersionId, text } = article;
  try {
    const quote = text.slice(selection.start, selection.end);
    await withCoder(() =>
      call('claims.addMention', { claimId: claim.claimId, articleId, textVersionId, ...selection, quote }),
    );
    pane.clearSelection();
    pane.activate(claim.claimId);
    say(`Added a mention to claim ${claim.number}`);
  } catch (error) {
    warnOf(error);
  }
}

export function editClaim(claimId: string, fields: Partial<ClaimFields>) {
  return withCoder(() => call('claims.edit', { claimId, fields }));
}

export function removeMention(mentionId: string) {
  withCoder(() => call('claims.removeMention', { mentionId })).catch(warnOf);
}

export function deleteClaim(claim: Claim) {
  withCoder(() => call('claims.delete', { claimId: claim.claimId }))
    .then(() => say(`Deleted claim ${claim.number}`, { label: 'Undo', run: () => undoOrRedo('undo') }))
    .catch(warnOf);
}
