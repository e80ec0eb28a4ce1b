import { Circle, Minus, Plus, Scale } from 'lucide-react';
import { useState } from 'react';
import type { Claim, EvidenceStance } from '../../../shared/model/claim.ts';
import { type Command, useCommands } from '../../app/commands/index.ts';
import { needsWriting } from '../../app/projects/projects.ts';
import type { TextPane } from '../text/index.ts';
import { ClaimPicker } from './ClaimPicker.tsx';
import { addMention, addPassage, selectedPassage } from './claims.ts';

const asEvidence = [
  { stance: 'supports', key: '+', icon: Plus, label: 'The selection supports a claim' },
  { stance: 'refutes', key: '-', icon: Minus, label: 'The selection refutes a claim' },
  { stance: 'context', key: '=', icon: Circle, label: 'The selection is context of a claim' },
] as const;

/**
 * Keys that bring a selection to a recorded claim: + − = as evidence on it, Shift and Q as one more mention. With a claim open in the
 * card it goes there; else a claim is chosen.
 */
export function ClaimTools({ pane, claims }: { pane: TextPane; claims: readonly Claim[] }) {
  const [picking, setPicking] = useState<{ stance: EvidenceStance | null } | null>(null);
  const noSelection = () => needsWriting() ?? (pane.state.getState().selection ? null : 'select a passage first');
  const opened = () => claims.find((claim) => claim.claimId === pane.state.getState().active);
  const bring = (claim: Pick<Claim, 'claimId' | 'number'>, stance: EvidenceStance | null) =>
    void (stance === null ? addMention(pane, claim) : addPassage(pane, claim, stance));
  // Read when a key is pressed, so that a selection costs no new list.
  const when = (command: Omit<Command, 'disabled'>): Command => ({
    ...command,
    get disabled() {
      return noSelection();
    },
  });
  useCommands([
    ...asEvidence.map(({ stance, key, icon, label }) =>
      when({
        id: `claim.evidence.${stance}`,
        label,
        group: 'Code',
        icon,
        keys: [key],
        run: () => {
          const claim = opened();
          if (claim) bring(claim, stance);
          else setPicking({ stance });
        },
      }),
    ),
    when({
      id: 'claim.mention',
      label: 'The selection makes a recorded claim…',
      group: 'Code',
      icon: Scale,
      keys: ['Shift+Q'],
      run: () => setPicking({ stance: null }),
    }),
  ]);
  const passage = picking ? selectedPassage(pane) : null;
  if (!picking || !passage) return null;
  return (
    <ClaimPicker
      title={picking.stance === null ? 'Which claim is made here' : 'Evidence on which claim'}
      words={passage.quote}
      language={pane.article?.metadata.language.value ?? null}
      stance={picking.stance}
      onStance={(stance) => setPicking({ stance })}
      onChoose={(claim) => {
        setPicking(null);
        bring(claim, picking.stance);
      }}
      onClose={() => setPicking(null)}
    />
  );
}
