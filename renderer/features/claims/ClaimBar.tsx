import { Merge, Tag, Trash2 } from 'lucide-react';
import { type ClaimRow, claimVerdicts } from '../../../shared/model/claim.ts';
import type { Code } from '../../../shared/model/codebook.ts';
import { needsWriting } from '../../app/projects/projects.ts';
import { ActionBar, Button, CodeSwatch, count, Icon, IconButton, Menu } from '../../ui/index.ts';
import { codeClaims, codesForClaims, verdictSigns } from '../coding/index.ts';
import styles from './ClaimsRoom.module.css';
import { judge } from './useClaimCommands.ts';

/** Actions on the selected claims, always there, with their keys. */
export function ClaimBar(props: {
  targets: readonly string[];
  isSelection: boolean;
  rows: readonly ClaimRow[];
  codes: readonly Code[];
  onMerge(): void;
  onDelete(): void;
}) {
  const { targets } = props;
  const off = needsWriting() ?? (targets.length > 0 ? false : 'Choose a claim first.');
  const able = codesForClaims(props.codes);
  const targeted = new Set(targets);
  const rows = props.rows.filter((row) => targeted.has(row.claimId));
  return (
    <div className={styles.bar}>
      <ActionBar>
        <span className={`${styles.selected} ${props.isSelection ? 'strong' : 't3'}`}>
          {props.isSelection ? `${count(targets.length)} selected` : 'This claim'}
        </span>
        {claimVerdicts.map((verdict, index) => {
          const { icon, label, tone } = verdictSigns[verdict];
          return (
            <Button
              key={verdict}
              tone="quiet"
              keys={`${index + 1}`}
              disabled={off}
              onPress={() => judge(targets, verdict)}
            >
              <Icon of={icon} size={14} className={tone} />
              <span className="wide">{label}</span>
              <span className="narrow vh">{label}</span>
            </Button>
          );
        })}
        <Button
          tone="quiet"
          icon={Merge}
          keys="M"
          disabled={off || (targets.length < 2 && 'Select two claims or more.')}
          onPress={props.onMerge}
        >
          Merge…
        </Button>
        {able.length > 0 ? (
          <Menu
            label="Codes of these claims"
            trigger={
              <Button tone="quiet" icon={Tag} disabled={off}>
                Code…
              </Button>
            }
            groups={[
              {
                entries: able.map((code) => {
                  const isGiven = rows.length > 0 && rows.every((row) => row.codeIds.includes(code.codeId));
                  return {
                    id: code.codeId,
                    label: code.name,
                    checked: isGiven,
                    sign: <CodeSwatch color={code.color} />,
                    run: () => codeClaims(targets, code.codeId, !isGiven),
                  };
                }),
              },
            ]}
          />
        ) : null}
        <IconButton
          icon={Trash2}
          label={targets.length > 1 ? `Delete ${count(targets.length)} claims` : 'Delete the claim'}
          keys="Delete"
          disabled={off}
          onPress={props.onDelete}
        />
      </ActionBar>
    </div>
  );
}
