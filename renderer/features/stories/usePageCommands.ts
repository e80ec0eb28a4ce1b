import { Columns2, Combine, FileDown, ListFilter, Lock, Pencil, Split, Tags } from 'lucide-react';
import { useCommands } from '../../app/commands/index.ts';
import { needsWriting } from '../../app/projects/projects.ts';

export interface PageDeeds {
  back(): void;
  next(): void;
  previous(): void;
  rename(): void;
  topics(): void;
  merge(): void;
  members(): void;
  articles(): void;
  lock(): void;
  compare(): void;
  report(): void;
}

/** Everything the keyboard does on the page of a story. */
export function usePageCommands(parts: PageDeeds & { isLocked: boolean; isInList: boolean; hasPair: boolean }) {
  const hindered = needsWriting();
  const locked = hindered ?? (parts.isLocked ? 'the story is locked' : null);
  const listed = parts.isInList ? null : 'it was not opened from the list';
  useCommands([
    { id: 'stories.back', label: 'All stories', group: 'Move', keys: ['Escape', 'Backspace'], run: parts.back },
    { id: 'stories.next', label: 'Next story', group: 'Move', keys: ['J'], disabled: listed, run: parts.next },
    {
      id: 'stories.previous',
      label: 'Previous story',
      group: 'Move',
      keys: ['K'],
      disabled: listed,
      run: parts.previous,
    },
    {
      ...{ id: 'stories.articles', label: 'Show its articles in Triage', group: 'Move', keys: ['T'], icon: ListFilter },
      run: parts.articles,
    },
    {
      ...{ id: 'stories.compare', label: 'Compare two sources', group: 'Move', keys: ['C'], icon: Columns2 },
      disabled: parts.hasPair ? null : 'it has only one text',
      run: parts.compare,
    },
    {
      ...{ id: 'stories.report', label: 'Save the page as a report', group: 'Project', keys: ['R'], icon: FileDown },
      run: parts.report,
    },
    {
      ...{ id: 'stories.rename', label: 'Name the story', group: 'Decide', keys: ['N', 'F2'], icon: Pencil },
      disabled: hindered,
      run: parts.rename,
    },
    {
      ...{ id: 'stories.topics', label: 'Edit its topics', group: 'Decide', keys: ['Y'], icon: Tags },
      disabled: hindered,
      run: parts.topics,
    },
    {
      ...{
        id: 'stories.merge',
        label: 'Merge another story into this one…',
        group: 'Decide',
        keys: ['M'],
        icon: Combine,
      },
      disabled: locked,
      run: parts.merge,
    },
    {
      ...{ id: 'stories.split', label: 'Split or move its articles…', group: 'Decide', keys: ['S'], icon: Split },
      run: parts.members,
    },
    {
      ...{ id: 'stories.lock', label: 'Lock or unlock', group: 'Decide', keys: ['L'], icon: Lock },
      disabled: hindered,
      run: parts.lock,
    },
  ]);
}
