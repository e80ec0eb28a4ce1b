import { FolderInput } from 'lucide-react';
import { chooseImport } from '../../app/import-requests.ts';
import { Button, EmptyState } from '../../ui/index.ts';

export function InboxRoom() {
  return (
    <EmptyState
      icon={FolderInput}
      title="Import a folder of articles"
      actions={
        <Button tone="primary" onPress={() => chooseImport('folder')}>
          Choose a folder…
        </Button>
      }
    >
      Text, Markdown, HTML, JSON and CSV. Nothing is written before you have seen what is in there.
    </EmptyState>
  );
}
