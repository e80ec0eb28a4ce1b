import { BookOpen, Link2, Merge, PanelRight, Search, Split, Trash2 } from 'lucide-react';
import { type Claim, type ClaimRow, claimVerdicts } from '../../../shared/model/claim.ts';
import { withCoder } from '../../app/coder.tsx';
import { type Command, useCommands } from '../../app/commands/index.ts';
import { needsWriting, undoOrRedo } from '../../app/projects/projects.ts';
import { call } from '../../state/backend.ts';
import { count, counted, say, warnOf } from '../../ui/index.ts';
import { deleteClaim, deleteClaims, type Place, splitOff, verdictSigns } from '../coding/index.ts';
import { chooseClaim, selectClaims, toggleClaim, useClaimChoice } from './claim-choice.ts';

interface Parts {
  claims: readonly ClaimRow[];
  /** What actions are for: the selected, else the one that is shown. */
  targets: readonly string[];
  chosen: Claim | undefined;
  mentionAt: number;
  setMentionAt(index: number): void;
  move(by: number, extend?: boolean): void;
  read(place: Place | undefined): void;
  merge(): void;
  find(): void;
}

/** Gives the coder's verdict on claims and says so. */
export function judge(claimIds: readonly string[], verdict: ClaimRow['verdict']) {
  withCoder(() => call('claims.giveVerdict', { claimIds: [...claimIds], verdict }))
    .then(({ changed }) => {
      if (changed === 0) return;
      say(`${verdictSigns[verdict].label}: ${counted(changed, 'claim')}`, {
        label: 'Undo',
        run: () => undoOrRedo('undo'),
      });
    })
    .catch(warnOf);
}

const detailField = (selector: string) => document.querySelector<HTMLElement>(`[data-claim-detail] ${selector}`);

/** Keys and commands of the Claims room. */
export function useClaimCommands(parts: Parts) {
  const { claims, targets, chosen, mentionAt } = parts;
  const nothing = targets.length > 0 ? null : 'choose a claim';
  const noClaim = chosen ? null : 'choose a claim';
  const what = targets.length === 1 ? '' : counted(targets.length, 'claim');
  const remove = () => {
    const last = claims.findLastIndex((claim) => targets.includes(claim.claimId));
    const next = claims[last + 1] ?? claims.findLast((claim) => !targets.includes(claim.claimId));
    const only = targets.length === 1 ? claims.find((claim) => claim.claimId === targets[0]) : undefined;
    selectClaims([]);
    chooseClaim(next?.claimId ?? null);
    if (only) deleteClaim(only);
    else deleteClaims(targets);
  };
  const moves: Command[] = (
    [
      ['next', 'Next claim', ['J', 'ArrowDown'], 1, false],
      ['previous', 'Previous claim', ['K', 'ArrowUp'], -1, false],
      ['extendDown', 'Select the next claim too', ['Shift+J', 'Shift+ArrowDown'], 1, true],
      ['extendUp', 'Select the previous claim too', ['Shift+K', 'Shift+ArrowUp'], -1, true],
      ['pageDown', 'A page on', ['PageDown'], 20, false],
      ['pageUp', 'A page back', ['PageUp'], -20, false],
      ['first', 'First claim', ['Home'], -Infinity, false],
      ['last', 'Last claim', ['End'], Infinity, false],
    ] as const
  ).map(([id, label, keys, by, extend]) => ({
    id: `claims.${id}`,
    label,
    group: extend ? 'Select' : 'Move',
    keys,
    keyOnly: true,
    disabled: claims.length > 0 ? null : 'no claims',
    run: () => parts.move(by, extend),
  }));
  useCommands([
    ...moves,
    {
      id: 'claims.toggle',
      label: 'Select or leave out',
      group: 'Select',
      keys: ['X'],
      disabled: noClaim,
      run: () => chosen && toggleClaim(chosen.claimId),
    },
    {
      id: 'claims.selectAll',
      label: 'Select every claim shown',
      group: 'Select',
      keys: ['Mod+A'],
      detail: count(claims.length),
      disabled: claims.length > 0 ? null : 'no claims',
      run: () => selectClaims(claims.map((claim) => claim.claimId)),
    },
    {
      id: 'claims.selectNone',
      label: 'Select nothing',
      group: 'Select',
      keys: ['Escape'],
      get disabled() {
        return useClaimChoice.getState().selected.size > 0 ? null : 'nothing is selected';
      },
      run: () => selectClaims([]),
    },
    ...claimVerdicts.map((verdict, index) => ({
      id: `claims.verdict.${index + 1}`,
      label: verdictSigns[verdict].label,
      group: 'Decide',
      icon: verdictSigns[verdict].icon,
      keys: [`${index + 1}`],
      detail: what,
      disabled: nothing ?? needsWriting(),
      run: () => judge(targets, verdict),
    })),
    {
      id: 'claims.nextMention',
      label: 'Next mention',
      group: 'Move',
      keys: ['N'],
      disabled: noClaim,
      run: () => chosen && parts.setMentionAt((mentionAt + 1) % Math.max(1, chosen.mentions.length)),
    },
    {
      id: 'claims.read',
      label: 'Open the mention in Read',
      group: 'Move',
      keys: ['Enter'],
      icon: BookOpen,
      disabled: noClaim ?? (chosen?.mentions.length === 0 ? 'this claim has no mentions' : null),
      run: () => parts.read(chosen?.mentions[mentionAt]),
    },
    {
      id: 'claims.edit',
      label: 'Edit the claim',
      group: 'Code',
      keys: ['E'],
      icon: PanelRight,
      disabled: noClaim ?? needsWriting(),
      run: () => detailField('textarea')?.focus(),
    },
    {
      id: 'claims.addLink',
      label: 'Add a link as evidence…',
      group: 'Code',
      keys: ['A', '+'],
      icon: Link2,
      disabled: noClaim ?? needsWriting(),
      run: () => detailField('[data-add-link]')?.click(),
    },
    {
      id: 'claims.split',
      label: 'Make a claim of the marked mention',
      group: 'Code',
      keys: ['S'],
      icon: Split,
      disabled: noClaim ?? needsWriting() ?? ((chosen?.mentions.length ?? 0) < 2 ? 'it has no other mention' : null),
      run: () => {
        const mention = chosen?.mentions[mentionAt];
        if (mention) splitOff(mention.mentionId, chooseClaim);
      },
    },
    {
      id: 'claims.merge',
      label: 'Merge…',
      group: 'Code',
      keys: ['M'],
      icon: Merge,
      detail: what,
      disabled: needsWriting() ?? (targets.length < 2 ? 'select two claims or more' : null),
      run: parts.merge,
    },
    {
      id: 'claims.delete',
      label: 'Delete',
      group: 'Code',
      keys: ['Delete', 'Backspace'],
      icon: Trash2,
      detail: what,
      disabled: nothing ?? needsWriting(),
      run: remove,
    },
    {
      id: 'edit.find',
      label: 'Find in claims',
      group: 'Find',
      keys: ['/', 'Mod+F'],
      icon: Search,
      inFields: true,
      run: parts.find,
    },
  ]);
  /** Goes to the first mention of a row. */
  const open = async (row: ClaimRow) => {
    try {
      const claim = chosen?.claimId === row.claimId ? chosen : await call('claims.get', { claimId: row.claimId });
      if (claim.mentions.length === 0) say('This claim has no mentions.');
      else parts.read(claim.mentions[0]);
    } catch (error) {
      warnOf(error);
    }
  };
  return { open, remove };
}
