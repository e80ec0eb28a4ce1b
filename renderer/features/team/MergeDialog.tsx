import { useState } from 'react';
import { useBackend } from '../../state/queries.ts';
import { useSession } from '../../state/session.ts';
import { Button, bytes, Checkbox, Dialog } from '../../ui/index.ts';
import { mergeFiles, useMergeDialog } from './merge-files.ts';
import styles from './Team.module.css';

/** In a browser: which projects of the data folder to merge. */
export function MergeDialog() {
  const isOpen = useMergeDialog((dialog) => dialog.isOpen);
  return isOpen ? <Choice onClose={() => useMergeDialog.setState({ isOpen: false })} /> : null;
}

function Choice({ onClose }: { onClose(): void }) {
  const own = useSession((session) => session.project?.path);
  const projects = useBackend('projects.list', {}).data?.filter(({ path, exists }) => path !== own && exists) ?? [];
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const toggle = (path: string) =>
    setChosen((before) => {
      const after = new Set(before);
      if (!after.delete(path)) after.add(path);
      return after;
    });
  return (
    <Dialog
      title="Merge project files"
      isOpen
      onClose={onClose}
      width={520}
      footer={
        <>
          <Button size="form" onPress={onClose}>
            Cancel
          </Button>
          <Button
            size="form"
            tone="primary"
            disabled={chosen.size === 0 ? 'choose a project' : undefined}
            onPress={() => {
              onClose();
              void mergeFiles([...chosen]);
            }}
          >
            Merge
          </Button>
        </>
      }
    >
      <p className="small t2">
        Other coders’ files on the same articles. They are only read; nothing of this project is overwritten, and where
        the two disagree it is listed.
      </p>
      {projects.length === 0 ? <p className="small">There is no other project in the data folder.</p> : null}
      <ul className={styles.choice}>
        {projects.map((project) => (
          <li key={project.path}>
            <Checkbox checked={chosen.has(project.path)} onChange={() => toggle(project.path)}>
              <bdi>{project.name}</bdi>{' '}
              <span className="small t3 num">{project.bytes === null ? '' : bytes(project.bytes)}</span>
            </Checkbox>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
