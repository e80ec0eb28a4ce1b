import { Archive, BookMarked, Lock, Plus, Search, Spline } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { type Command, useCommands } from '../../app/commands/index.ts';
import { needsWriting } from '../../app/projects/projects.ts';
import { call } from '../../state/backend.ts';
import { useBackend } from '../../state/queries.ts';
import {
  Button,
  counted,
  dateInWords,
  Field,
  Icon,
  IconButton,
  Menu,
  SkeletonRows,
  SplitPane,
  saveText,
  say,
  Tools,
  warn,
  warnOf,
} from '../../ui/index.ts';
import { CodebookDialogs, EmptyCodebook, useCodeTree } from './CodebookPanel.tsx';
import { CodeSheet, CodeSide } from './CodeSheet.tsx';
import styles from './CodesRoom.module.css';
import { CodeTree } from './CodeTree.tsx';
import { addPreset, lossesInWords, moveCode, openNewCode, remove, stepCode, useOpenForm } from './code-changes.tsx';
import { ImportDialog, type ReadFile, readCodebookFile } from './ImportDialog.tsx';
import { KindsDialog } from './KindsDialog.tsx';

/** Why the codebook cannot be changed now; null when it can. */
function useCodebookLock(): string | null {
  const { data } = useBackend('codebook.state', {});
  const reason = needsWriting();
  if (reason) return reason;
  return data?.lockedBy ? `the round “${data.lockedBy}” locks the codebook` : null;
}

async function saveFile(format: 'csv' | 'qdc') {
  try {
    const { name, text, losses } = await call('codebook.file', { format });
    saveText(name, format === 'csv' ? 'text/csv' : 'application/xml', text);
    if (losses.length > 0) warn(`${name} could not hold: ${lossesInWords(losses)}.`, { tone: 'warn' });
    else say(`Saved the codebook as ${name}`);
  } catch (error) {
    warnOf(error);
  }
}

/** Milliseconds after which a code that the arrow keys went to is one to be read. */
const REST = 90;

/** The code that is chosen, once the keys have come to rest on it: nothing is read of those they run over. */
function useAtRest(selected: string | null): string | null {
  const [rested, setRested] = useState(selected);
  useEffect(() => {
    const timer = setTimeout(() => setRested(selected), REST);
    return () => clearTimeout(timer);
  }, [selected]);
  return rested;
}

/** The codebook at full width: the tree, every field of the code that is chosen, and what stands behind it. */
export function CodesRoom() {
  const [filter, setFilter] = useState('');
  const [selected, setSelected] = useState<string | null>(null);
  const [file, setFile] = useState<ReadFile | null>(null);
  const [showsKinds, setShowsKinds] = useState(false);
  const picker = useRef<HTMLInputElement>(null);
  const search = useRef<HTMLInputElement>(null);
  const tree = useCodeTree(filter);
  const { data: presets } = useBackend('codebook.presets', {});
  const { data: state } = useBackend('codebook.state', {});
  const code = tree.codes.find((one) => one.codeId === selected);
  const shownId = useAtRest(selected);
  const shown = tree.codes.find((one) => one.codeId === shownId);
  const locked = useCodebookLock();
  const parentOfNew = code ? (code.isCodable ? code.parentId : code.codeId) : null;
  const choose = () => picker.current?.click();
  const focusName = () => document.querySelector<HTMLElement>('[data-sheet] input')?.focus();
  const forCode = (command: Omit<Command, 'disabled' | 'group'>): Command => ({
    ...command,
    group: 'Code',
    disabled: locked ?? (code ? null : 'choose a code first'),
  });
  useCommands([
    {
      ...{ id: 'codes.new', label: 'New code…', group: 'Code', icon: Plus, keys: ['N'], disabled: locked },
      run: () => openNewCode(parentOfNew),
    },
    { id: 'codes.find', label: 'Filter codes', group: 'Find', keys: ['/'], run: () => search.current?.focus() },
    forCode({
      ...{ id: 'codes.merge', label: 'Merge into…', keys: ['M'] },
      run: () => useOpenForm.setState({ merging: selected }),
    }),
    forCode({
      ...{ id: 'codes.split', label: 'Split…', keys: ['S'] },
      run: () => useOpenForm.setState({ splitting: selected }),
    }),
    forCode({
      ...{ id: 'codes.moveTo', label: 'Move below…', keys: ['B'] },
      run: () => useOpenForm.setState({ moving: selected }),
    }),
    { id: 'codes.import', label: 'Take in a codebook…', group: 'Project', disabled: locked, run: choose },
    { id: 'codes.csv', label: 'Save the codebook as CSV', group: 'Project', run: () => void saveFile('csv') },
    { id: 'codes.qdc', label: 'Save the codebook as REFI-QDA', group: 'Project', run: () => void saveFile('qdc') },
    { id: 'codes.kinds', label: 'Kinds of relations…', group: 'Code', run: () => setShowsKinds(true) },
  ]);
  const dialogs = (
    <>
      <input
        ref={picker}
        type="file"
        hidden
        tabIndex={-1}
        accept=".csv,.tsv,.txt,.qdc,.xml"
        aria-label="Codebook file"
        onChange={(event) => {
          const [chosen] = event.target.files ?? [];
          event.target.value = '';
          if (chosen) readCodebookFile(chosen).then(setFile, warnOf);
        }}
      />
      {file ? <ImportDialog file={file} onClose={() => setFile(null)} /> : null}
      {showsKinds ? <KindsDialog locked={locked} onClose={() => setShowsKinds(false)} /> : null}
      <CodebookDialogs codes={tree.codes} onSaved={setSelected} />
    </>
  );
  if (!tree.isPending && tree.codes.length === 0) {
    return (
      <div className={styles.empty}>
        <EmptyCodebook onImport={choose} />
        {dialogs}
      </div>
    );
  }
  const menu = (
    <Menu
      label="Codebook"
      trigger={<Button icon={BookMarked}>Codebook</Button>}
      groups={[
        {
          label: 'Add a ready codebook',
          entries: (presets ?? []).map((preset) => ({
            id: preset.presetId,
            label: preset.name,
            detail: counted(preset.codes, 'code'),
            disabled: locked !== null,
            run: () => void addPreset(preset.presetId).catch(warnOf),
          })),
        },
        {
          entries: [
            { id: 'import', label: 'Take in a file…', detail: 'CSV, .qdc', disabled: locked !== null, run: choose },
            { id: 'csv', label: 'Save as CSV', run: () => void saveFile('csv') },
            { id: 'qdc', label: 'Save as REFI-QDA (.qdc)', run: () => void saveFile('qdc') },
          ],
        },
      ]}
    />
  );
  return (
    <div className={styles.room}>
      <Tools
        label="Codebook"
        end={
          <>
            <IconButton icon={Spline} label="Kinds of relations" onPress={() => setShowsKinds(true)} />
            <IconButton
              icon={Archive}
              label="Archived codes"
              pressed={tree.showArchived}
              onPress={() => tree.setShowArchived(!tree.showArchived)}
            />
            {menu}
          </>
        }
      >
        <Button icon={Plus} keys="N" disabled={locked ?? undefined} onPress={() => openNewCode(parentOfNew)}>
          New code…
        </Button>
        <Field
          label="Filter codes"
          labelHidden
          icon={Search}
          placeholder="Filter codes"
          value={filter}
          onChange={setFilter}
          onEscape={() => setFilter('')}
          onSubmit={() => document.querySelector<HTMLElement>('[role=tree] [role=treeitem]')?.focus()}
          inputRef={search}
          className={styles.filter}
        />
        <span className="t3 num">
          {counted(tree.codes.length, 'code')}
          {state?.at ? (
            <>
              , version {state.version} of {dateInWords(state.at.slice(0, 10))}
            </>
          ) : null}
        </span>
      </Tools>
      {state?.lockedBy ? (
        <p className={styles.lock} role="status">
          <Icon of={Lock} size={14} />
          The round “{state.lockedBy}” locks the codebook, so that everyone codes by the same definitions. Colours, keys
          and examples can be changed.
        </p>
      ) : null}
      <div className={styles.panes}>
        <SplitPane
          id="codes"
          panes={[
            {
              id: 'tree',
              size: 288,
              min: 200,
              panel: true,
              children: tree.isPending ? (
                <SkeletonRows rows={12} height={24} />
              ) : (
                <CodeTree
                  codes={tree.codes}
                  rows={tree.rows}
                  selected={selected}
                  onSelect={setSelected}
                  onOpen={tree.onOpen}
                  onMove={locked ? undefined : (move) => void moveCode(move)}
                  onStep={locked ? undefined : stepCode}
                  onEdit={focusName}
                  onDelete={locked ? undefined : (one) => void remove(one).catch(warnOf)}
                />
              ),
            },
            {
              id: 'form',
              children: shown ? (
                <CodeSheet code={shown} codes={tree.codes} locked={locked} onSaved={setSelected} />
              ) : (
                <p className={styles.hint}>
                  Choose a code to see and change what it means. Drag codes, or use Alt and the arrow keys, to order and
                  group them.
                </p>
              ),
            },
            { id: 'side', size: 312, min: 240, hidden: !shown, children: shown ? <CodeSide code={shown} /> : null },
          ]}
        />
      </div>
      {dialogs}
    </div>
  );
}
