import { Archive, Ellipsis, Plus, Search } from 'lucide-react';
import { useState } from 'react';
import { useCommands } from '../../app/commands/index.ts';
import { needsWriting } from '../../app/projects/projects.ts';
import { goTo } from '../../app/rooms.ts';
import { useBackend } from '../../state/queries.ts';
import { changeQuery } from '../../state/selection.ts';
import {
  Button,
  CodeSwatch,
  counted,
  Field,
  Head,
  IconButton,
  LinkButton,
  Menu,
  SkeletonRows,
  SplitPane,
  Tools,
  warnOf,
} from '../../ui/index.ts';
import { CodebookDialogs, EmptyCodebook, useCodeTree } from './CodebookPanel.tsx';
import { CodeForm } from './CodeForm.tsx';
import styles from './CodesRoom.module.css';
import { CodeTree } from './CodeTree.tsx';
import { addPreset, codeMenu, moveCode, openNewCode } from './code-changes.tsx';

/** The codebook at full width: the tree, and every field of the code that is chosen. */
export function CodesRoom() {
  const [filter, setFilter] = useState('');
  const [selected, setSelected] = useState<string | null>(null);
  const tree = useCodeTree(filter);
  const { data: presets } = useBackend('codebook.presets', {});
  const code = tree.codes.find((one) => one.codeId === selected);
  const locked = needsWriting();
  const parentOfNew = code ? (code.isCodable ? code.parentId : code.codeId) : null;
  useCommands([
    {
      id: 'codes.new',
      label: 'New code…',
      group: 'Code',
      icon: Plus,
      keys: ['N'],
      disabled: locked,
      run: () => openNewCode(parentOfNew),
    },
  ]);
  if (!tree.isPending && tree.codes.length === 0) {
    return (
      <div className={styles.empty}>
        <EmptyCodebook />
        <CodebookDialogs codes={tree.codes} onSaved={setSelected} />
      </div>
    );
  }
  return (
    <div className={styles.room}>
      <Tools
        label="Codebook"
        end={
          <>
            <IconButton
              icon={Archive}
              label="Archived codes"
              pressed={tree.showArchived}
              onPress={() => tree.setShowArchived(!tree.showArchived)}
            />
            <Menu
              label="Ready codebooks"
              trigger={<Button disabled={locked ?? undefined}>Add a ready codebook</Button>}
              groups={[
                {
                  entries: (presets ?? []).map((preset) => ({
                    id: preset.presetId,
                    label: preset.name,
                    detail: counted(preset.codes, 'code'),
                    run: () => void addPreset(preset.presetId).catch(warnOf),
                  })),
                },
              ]}
            />
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
          className={styles.filter}
        />
        <span className="t3 num">{counted(tree.codes.length, 'code')}</span>
      </Tools>
      <div className={styles.panes}>
        <SplitPane
          id="codes"
          panes={[
            {
              id: 'tree',
              size: 420,
              min: 260,
              panel: true,
              children: (
                <div className={`${styles.tree} scroll`}>
                  {tree.isPending ? (
                    <SkeletonRows rows={12} height={24} />
                  ) : (
                    <CodeTree
                      codes={tree.codes}
                      rows={tree.rows}
                      selected={selected}
                      onSelect={setSelected}
                      onOpen={tree.onOpen}
                      onMove={locked ? undefined : moveCode}
                    />
                  )}
                </div>
              ),
            },
            {
              id: 'form',
              children: (
                <div className={`${styles.sheet} scroll`}>
                  {code ? (
                    <div className={styles.form}>
                      <Head
                        end={
                          <Menu
                            label={`What to do with ${code.name}`}
                            trigger={<IconButton icon={Ellipsis} label={`Change “${code.name}”`} />}
                            groups={codeMenu(code, tree.codes).map((group) => ({
                              ...group,
                              entries: group.entries.filter((entry) => entry.id !== 'edit'),
                            }))}
                          />
                        }
                      >
                        <span className={styles.title}>
                          {code.isCodable ? <CodeSwatch color={code.color} /> : null}
                          <bdi>{code.name}</bdi>
                        </span>
                      </Head>
                      <p className="t3 small num">
                        {counted(code.annotations, 'annotation')} in {counted(code.articles, 'article')}
                        {code.archived ? ', archived' : ''}
                        {code.articles > 0 ? (
                          <>
                            {' '}
                            <LinkButton
                              onPress={() => {
                                changeQuery({ codeIds: [code.codeId] });
                                goTo('triage');
                              }}
                            >
                              Show them in Triage
                            </LinkButton>
                          </>
                        ) : null}
                      </p>
                      <CodeForm key={code.codeId} code={code} codes={tree.codes} onSaved={setSelected} />
                    </div>
                  ) : (
                    <p className={styles.hint}>
                      Choose a code to see and change its definition, colour and key. Drag codes, or use Alt and the
                      arrow keys, to order and group them.
                    </p>
                  )}
                </div>
              ),
            },
          ]}
        />
      </div>
      <CodebookDialogs codes={tree.codes} onSaved={setSelected} />
    </div>
  );
}
