import { useState } from 'react';
import type { AppError } from '../../../shared/contract/errors.ts';
import { useBackend } from '../../state/queries.ts';
import { useSession } from '../../state/session.ts';
import { Button, Dialog, ErrorState, Field, SkeletonRows } from '../../ui/index.ts';
import { CoderForm } from '../shell/CoderForm.tsx';
import { ProjectList } from './ProjectList.tsx';
import { createProject, openProject, saveCopyTo, useProjectDialog } from './projects.ts';

const close = () => useProjectDialog.setState({ open: null }, true);

/** What the system's dialogs do on a desktop: a name for a new project or a copy, and a list to open one from. */
export function ProjectDialogs() {
  const { open, then } = useProjectDialog();
  const folder = useSession((session) => session.info?.projectsDir ?? '');
  const project = useSession((session) => session.project);
  if (open === 'coder')
    return (
      <Dialog title="Who codes here" isOpen onClose={close} width={360}>
        <CoderForm onDone={close} />
      </Dialog>
    );
  if (open === 'open') return <OpenDialog folder={folder} />;
  if (open === 'create')
    return (
      <NameDialog
        title="New project"
        initial=""
        folder={folder}
        action="Create"
        onName={async (name) => {
          if (await createProject({ name })) then?.();
        }}
      />
    );
  if (open === 'saveCopy' && project)
    return (
      <NameDialog
        title="Save a copy"
        initial={`${project.name} copy`}
        folder={folder}
        action="Save the copy"
        onName={(name) => saveCopyTo(name, false)}
      />
    );
  return null;
}

function NameDialog(props: {
  title: string;
  initial: string;
  folder: string;
  action: string;
  onName(name: string): Promise<void>;
}) {
  const [name, setName] = useState(props.initial);
  const [error, setError] = useState<AppError | null>(null);
  const [busy, setBusy] = useState(false);
  const trimmed = name.trim().replace(/\.parallax$/i, '');
  const go = () => {
    if (!trimmed || busy) return;
    setBusy(true);
    props.onName(trimmed).then(close, (failed: AppError) => {
      setError(failed);
      setBusy(false);
    });
  };
  return (
    <Dialog
      title={props.title}
      isOpen
      onClose={close}
      footer={
        <>
          <Button size="form" tone="quiet" onPress={close}>
            Cancel
          </Button>
          <Button size="form" tone="primary" disabled={!trimmed || busy} onPress={go}>
            {props.action}
          </Button>
        </>
      }
    >
      <Field
        label="Name"
        value={name}
        onChange={(value) => {
          setName(value);
          setError(null);
        }}
        onSubmit={go}
        description={`${trimmed || 'name'}.parallax in ${props.folder}`}
        error={error?.message ?? null}
        maxLength={120}
        dir="auto"
        autoFocus
      />
    </Dialog>
  );
}

function OpenDialog({ folder }: { folder: string }) {
  const projects = useBackend('projects.list', {});
  return (
    <Dialog
      title="Open a project"
      isOpen
      onClose={close}
      width={560}
      footer={
        <Button size="form" tone="quiet" onPress={close}>
          Cancel
        </Button>
      }
    >
      <p className="t2 small">Projects in {folder}. To open one from elsewhere, copy its file into that folder.</p>
      {projects.isPending ? <SkeletonRows rows={3} height={36} /> : null}
      {projects.error ? <ErrorState inline error={projects.error} onRetry={() => void projects.refetch()} /> : null}
      {projects.data?.length === 0 ? <p>No project lies there yet. Start one, or open the sample corpus.</p> : null}
      <ProjectList
        projects={projects.data ?? []}
        onOpen={(path) => {
          close();
          void openProject(path);
        }}
      />
    </Dialog>
  );
}
