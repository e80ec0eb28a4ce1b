import { GitMerge, Plus, UserPlus } from 'lucide-react';
import { useState } from 'react';
import { useCommands } from '../../app/commands/index.ts';
import { needsWriting } from '../../app/projects/projects.ts';
import { Button, Segments, Tools } from '../../ui/index.ts';
import { AddCoder, Coders } from './Coders.tsx';
import { History } from './History.tsx';
import { MergeDialog } from './MergeDialog.tsx';
import { Merging } from './Merging.tsx';
import { chooseFilesToMerge } from './merge-files.ts';
import { NewRound } from './NewRound.tsx';
import { Rounds } from './Rounds.tsx';
import styles from './Team.module.css';
import { showPart, type TeamPart, teamParts, useTeam } from './team-state.ts';

const labels: Record<TeamPart, string> = { rounds: 'Rounds', coders: 'Coders', history: 'History', merging: 'Merging' };

export function TeamRoom() {
  const part = useTeam((team) => team.part);
  const isDrawing = useTeam((team) => team.isDrawing);
  const [adding, setAdding] = useState(false);
  const readOnly = needsWriting();
  const draw = () => useTeam.setState({ part: 'rounds', isDrawing: true });
  useCommands([
    ...teamParts.map((one, at) => ({
      ...{ id: `team.${one}`, label: `Team: ${labels[one]}`, group: 'Move', keys: [String(at + 1)] },
      run: () => showPart(one),
    })),
    {
      id: 'team.newRound',
      label: 'New round of coding',
      group: 'Project',
      icon: Plus,
      keys: ['N'],
      disabled: readOnly,
      run: draw,
    },
    {
      id: 'team.addCoder',
      label: 'Add a coder',
      group: 'Project',
      icon: UserPlus,
      disabled: readOnly,
      run: () => setAdding(true),
    },
    {
      ...{
        id: 'team.merge',
        label: 'Merge project files',
        group: 'Project',
        icon: GitMerge,
        keys: ['M'],
        disabled: readOnly,
      },
      run: chooseFilesToMerge,
    },
  ]);
  return (
    <div className={styles.room}>
      <h1 className="vh">Team</h1>
      <Tools
        label="Team"
        end={
          part === 'coders' ? (
            <Button icon={UserPlus} disabled={readOnly ?? false} onPress={() => setAdding(true)}>
              Add a coder
            </Button>
          ) : part === 'merging' ? (
            <Button icon={GitMerge} keys="M" disabled={readOnly ?? false} onPress={chooseFilesToMerge}>
              Merge project files
            </Button>
          ) : part === 'rounds' && !isDrawing ? (
            <Button icon={Plus} keys="N" disabled={readOnly ?? false} onPress={draw}>
              New round
            </Button>
          ) : null
        }
      >
        <Segments
          label="Shown"
          value={part}
          onChange={showPart}
          segments={teamParts.map((value) => ({ value, label: labels[value] }))}
        />
      </Tools>
      <div className={styles.body}>
        {part === 'rounds' ? isDrawing ? <NewRound /> : <Rounds onNew={draw} /> : null}
        {part === 'coders' ? <Coders /> : null}
        {part === 'history' ? <History /> : null}
        {part === 'merging' ? <Merging /> : null}
      </div>
      {adding ? <AddCoder onClose={() => setAdding(false)} /> : null}
      <MergeDialog />
    </div>
  );
}
