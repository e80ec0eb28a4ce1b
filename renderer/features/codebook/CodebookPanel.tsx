import { Ellipsis, Plus, Search, Tags } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { Code } from '../../../shared/model/codebook.ts';
import { needsWriting } from '../../app/projects/projects.ts';
import { useBackend } from '../../state/queries.ts';
import { useRememberedLayout } from '../../state/settings.ts';
import { Button, counted, EmptyState, Field, Head, IconButton, Menu, SkeletonRows, warnOf } from '../../ui/index.ts';
import { useCodes } from '../coding/annotations.ts';
import { CodePicker } from '../coding/CodePicker.tsx';
import styles from './CodebookPanel.module.css';
import { CodeFormDialog } from './CodeForm.tsx';
import { CodeTree } from './CodeTree.tsx';
import {
  addPreset,
  closeForm,
  codeMenu,
  mergeCode,
  moveCode,
  openNewCode,
  stepCode,
  useOpenForm,
} from './code-changes.tsx';
import { PlacePicker } from './PlacePicker.tsx';
import { SplitDialog } from './SplitDialog.tsx';
import { childrenOf, subtreeOf, treeRows } from './tree.ts';

/** What is folded and shown of the tree, remembered on this machine. */
export function useCodeTree(filter: string) {
  const { codes, isPending } = useCodes();
  const [closed, setClosed] = useRememberedLayout<string[]>('codebook.closed', []);
  const [showArchived, setShowArchived] = useRememberedLayout('codebook.archived', true);
  const rows = useMemo(
    () => treeRows(codes, { closed: new Set(closed), filter, showArchived }),
    [codes, closed, filter, showArchived],
  );
  const onOpen = (codeId: string, open: boolean) =>
    setClosed(open ? closed.filter((id) => id !== codeId) : [...closed, codeId]);
  return { codes, rows, isPending, onOpen, showArchived, setShowArchived };
}

/** The codebook beside a text: tree with counts and keys, and the focused code's definition. */
export function CodebookPanel({ onApply }: { onApply?(code: Code): void }) {
  const [filter, setFilter] = useState<string | null>(null);
  const tree = useCodeTree(filter ?? '');
  const [selected, setSelected] = useState<string | null>(null);
  const code = tree.codes.find((one) => one.codeId === selected);
  const { data: state } = useBackend('codebook.state', {});
  return (
    <section className={styles.panel} aria-label="Codebook">
      <Head
        className={styles.head}
        end={
          <>
            <IconButton
              icon={Plus}
              size="small"
              label="New code"
              disabled={needsWriting() ?? undefined}
              onPress={() => openNewCode(code && !code.isCodable ? code.codeId : (code?.parentId ?? null))}
            />
            <IconButton
              icon={Search}
              size="small"
              label="Filter codes"
              pressed={filter !== null}
              onPress={() => setFilter(filter === null ? '' : null)}
            />
            {code ? (
              <Menu
                label={`What to do with ${code.name}`}
                trigger={<IconButton icon={Ellipsis} size="small" label={`Change “${code.name}”`} />}
                groups={codeMenu(code, tree.codes)}
              />
            ) : null}
          </>
        }
      >
        Codebook {state?.at ? <span className={`${styles.version} num`}>version {state.version}</span> : null}
      </Head>
      {filter === null ? null : (
        <div className={styles.filter}>
          <Field
            label="Filter codes"
            labelHidden
            icon={Search}
            value={filter}
            onChange={setFilter}
            onEscape={() => setFilter(null)}
            autoFocus
          />
        </div>
      )}
      <div className={styles.tree}>
        {tree.isPending ? (
          <SkeletonRows rows={8} height={24} />
        ) : tree.codes.length === 0 ? (
          <EmptyCodebook />
        ) : (
          <CodeTree
            codes={tree.codes}
            rows={tree.rows}
            selected={selected}
            onSelect={setSelected}
            onOpen={tree.onOpen}
            onApply={onApply}
            onMove={needsWriting() ? undefined : (move) => void moveCode(move)}
            onStep={needsWriting() ? undefined : stepCode}
            onEdit={(one) => useOpenForm.setState({ form: { mode: 'edit', codeId: one.codeId } })}
          />
        )}
      </div>
      {code ? <Definition code={code} /> : null}
      <CodebookDialogs codes={tree.codes} onSaved={setSelected} />
    </section>
  );
}

/** What a code means, below the tree. */
export function Definition({ code }: { code: Code }) {
  const { definition, whenToUse, whenNot, example } = code;
  const isBare = !definition && !whenToUse && !whenNot;
  return (
    <div className={`${styles.definition} scroll`} aria-live="polite">
      <p dir="auto">
        <span className="strong">{code.name}.</span>{' '}
        {isBare ? <span className="t3">No definition yet.</span> : definition}
      </p>
      {whenToUse ? <p dir="auto">{whenToUse}</p> : null}
      {whenNot ? (
        <p className="t3" dir="auto">
          Not: {whenNot}
        </p>
      ) : null}
      {example ? (
        <p className="t3 serif" dir="auto">
          {example}
        </p>
      ) : null}
    </div>
  );
}

/** A project without codes: begin with a preset or with an own code. */
export function EmptyCodebook({ onImport }: { onImport?(): void }) {
  const { data: presets } = useBackend('codebook.presets', {});
  const locked = needsWriting() ?? undefined;
  return (
    <EmptyState icon={Tags} title="No codes yet">
      Codes name what you mark in the text. Begin with a ready codebook, which you can change as you like, or with a
      code of your own.
      <span className={styles.presets}>
        {(presets ?? []).map((preset) => (
          <span key={preset.presetId} className={styles.preset}>
            <Button
              disabled={locked}
              onPress={() => void addPreset(preset.presetId).catch(warnOf)}
              aria-describedby={`preset-${preset.presetId}`}
            >
              {preset.name}
            </Button>
            <span className="small t3" id={`preset-${preset.presetId}`}>
              {counted(preset.codes, 'code')}. {preset.description}
            </span>
          </span>
        ))}
        <Button tone="primary" icon={Plus} disabled={locked} onPress={() => openNewCode(null)}>
          New code…
        </Button>
        {onImport ? (
          <Button disabled={locked} onPress={onImport}>
            Take in a file, CSV or .qdc…
          </Button>
        ) : null}
      </span>
    </EmptyState>
  );
}

/** Forms of the codebook; stand once in every room with a codebook. */
export function CodebookDialogs({ codes, onSaved }: { codes: readonly Code[]; onSaved?(codeId: string): void }) {
  const { form, merging, moving, splitting } = useOpenForm();
  const { data: state } = useBackend('codebook.state', {});
  const saved = (codeId: string) => {
    closeForm();
    onSaved?.(codeId);
  };
  const moved = codes.find((code) => code.codeId === moving);
  if (moved) {
    return (
      <PlacePicker
        code={moved}
        codes={codes}
        onClose={closeForm}
        onChoose={(parentId) => {
          closeForm();
          void moveCode({ codeId: moved.codeId, parentId, position: childrenOf(codes, parentId).length });
        }}
      />
    );
  }
  const split = codes.find((code) => code.codeId === splitting);
  if (split) return <SplitDialog key={split.codeId} code={split} onClose={closeForm} onDone={saved} />;
  const merged = codes.find((code) => code.codeId === merging);
  if (merged) {
    const below = subtreeOf(codes, merged.codeId);
    return (
      <CodePicker
        title={`Merge “${merged.name}” into`}
        codes={codes.filter((code) => !below.has(code.codeId))}
        onClose={closeForm}
        onChoose={(into) => {
          closeForm();
          mergeCode(merged, into).catch(warnOf);
        }}
      />
    );
  }
  if (form?.mode === 'new') {
    const parent = codes.find((code) => code.codeId === form.parentId);
    const title = parent ? `New code below “${parent.name}”` : 'New code';
    return <CodeFormDialog title={title} {...form} codes={codes} onSaved={saved} onClose={closeForm} />;
  }
  const edited = form && codes.find((code) => code.codeId === form.codeId);
  if (!edited) return null;
  return (
    <CodeFormDialog
      title={`Code “${edited.name}”`}
      code={edited}
      codes={codes}
      locked={state?.lockedBy ?? null}
      onSaved={saved}
      onClose={closeForm}
    />
  );
}
