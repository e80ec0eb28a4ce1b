import type { Claim, ClaimFields, ClaimRow, EvidenceStance } from '../../../shared/model/claim.ts';
import { withCoder } from '../../app/coder.tsx';
import { undoOrRedo } from '../../app/projects/projects.ts';
import { call } from '../../state/backend.ts';
import { counted, say, warnOf } from '../../ui/index.ts';
import type { TextPane } from '../text/index.ts';

const undo = { label: 'Undo', run: () => undoOrRedo('undo') };

/** What is selected in a text, as the backend takes it. */
export function selectedPassage(pane: TextPane) {
  const { article } = pane;
  const { selection } = pane.state.getState();
  if (!article || !selection) return null;
  const { articleId, textVersionId, text } = article;
  return { articleId, textVersionId, ...selection, quote: text.slice(selection.start, selection.end) };
}

/** Makes a claim of the selection, its words as the statement to begin with, and makes it the active one. */
export async function claimSelection(pane: TextPane): Promise<Claim | null> {
  const passage = selectedPassage(pane);
  if (!passage) return null;
  const statement = passage.quote.replace(/\s+/g, ' ').trim().slice(0, 2000);
  try {
    const claim = await withCoder(() => call('claims.create', { ...passage, fields: { statement } }));
    pane.clearSelection();
    pane.activate(claim.claimId);
    return claim;
  } catch (error) {
    warnOf(error, { label: 'Try again', run: () => void claimSelection(pane) });
    return null;
  }
}

/** Says that the selection makes a claim that is known already. */
export async function addMention(pane: TextPane, claim: Pick<Claim, 'claimId' | 'number'>) {
  const passage = selectedPassage(pane);
  if (!passage) return;
  try {
    await withCoder(() => call('claims.addMention', { claimId: claim.claimId, ...passage }));
    pane.clearSelection();
    pane.activate(claim.claimId);
    say(`Added a mention to claim ${claim.number}`, undo);
  } catch (error) {
    warnOf(error);
  }
}

const stanceVerbs: Record<EvidenceStance, string> = {
  supports: 'supports',
  refutes: 'refutes',
  context: 'helps to judge',
};

/** Takes the selection in as evidence on a claim. */
export async function addPassage(pane: TextPane, claim: Pick<Claim, 'claimId' | 'number'>, stance: EvidenceStance) {
  const passage = selectedPassage(pane);
  if (!passage) return;
  const { claimId, number } = claim;
  try {
    await withCoder(() => call('claims.addEvidence', { claimId, stance, at: { kind: 'passage', ...passage } }));
    pane.clearSelection();
    say(`The passage ${stanceVerbs[stance]} claim ${number}`, undo);
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

/** Makes a mention a claim of its own. */
export function splitOff(mentionId: string, open?: (claimId: string) => void) {
  withCoder(() => call('claims.split', { mentionIds: [mentionId] }))
    .then((claim) => {
      say(`Made claim ${claim.number} of the mention`, undo);
      open?.(claim.claimId);
    })
    .catch(warnOf);
}

export function deleteClaim(claim: Pick<Claim, 'claimId' | 'number'>) {
  withCoder(() => call('claims.delete', { claimId: claim.claimId }))
    .then(() => say(`Deleted claim ${claim.number}`, undo))
    .catch(warnOf);
}

export function deleteClaims(claimIds: readonly string[]) {
  withCoder(() => call('claims.deleteMany', { claimIds: [...claimIds] }))
    .then(({ deleted }) => say(`Deleted ${counted(deleted, 'claim')}`, undo))
    .catch(warnOf);
}

/** Makes claims one and says so. Resolves with null when that failed. */
export async function mergeInto(into: Pick<ClaimRow, 'claimId' | 'number'>, claimIds: readonly string[]) {
  try {
    const claim = await withCoder(() => call('claims.merge', { intoId: into.claimId, claimIds: [...claimIds] }));
    const what = claimIds.length === 1 ? 'Merged into' : `Merged ${counted(claimIds.length, 'claim')} into`;
    say(`${what} claim ${claim.number}`, undo);
    return claim;
  } catch (error) {
    warnOf(error);
    return null;
  }
}
