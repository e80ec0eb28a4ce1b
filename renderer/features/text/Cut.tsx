import { Ellipsis } from 'lucide-react';
import type { OutputOf } from '../../../shared/contract/contract.ts';
import type { RemovedPassage } from '../../../shared/model/article.ts';
import { withCoder } from '../../app/coder.tsx';
import { needsWriting } from '../../app/projects/projects.ts';
import { call } from '../../state/backend.ts';
import { useBackend } from '../../state/queries.ts';
import { ask, counted, IconButton, LinkButton, Menu, type MenuEntry, say, warnOf } from '../../ui/index.ts';
import { showSource } from '../sources/show-source.ts';
import styles from './ArticleText.module.css';
import { meaningOfReason, reasonInWords } from './cut-reasons.ts';
import { ofReason } from './folds.ts';

/** What all rows of an article share: everything that was cut from it, and from where it comes. */
export interface Cuts {
  removed: readonly RemovedPassage[];
  sourceId: number | null;
  source: string | null;
  onRestore?: ((passages: readonly RemovedPassage[]) => void) | undefined;
}

type Rule = OutputOf<'cleaning.rules'>['rules'][number];

/** Rules are looked for among the most frequent ones of their source: as many as come in one answer. */
const MOST_RULES = 500;

/** The rule that cut a passage; undefined while it is read, null where it is not among the most frequent. */
function useRule(sourceId: number | null, ruleId: string | null): Rule | null | undefined {
  const enabled = sourceId !== null && ruleId !== null;
  const { data } = useBackend('cleaning.rules', { sourceId: sourceId ?? 0, count: MOST_RULES }, { enabled });
  if (!enabled) return null;
  return data ? (data.rules.find((rule) => rule.ruleId === ruleId) ?? null) : undefined;
}

/** One passage that was cut out: why, by which rule, and the ways to have it back. */
export function Cut({ passage, cuts }: { passage: RemovedPassage; cuts: Cuts }) {
  const { sourceId, onRestore } = cuts;
  const source = cuts.source ?? 'this source';
  const rule = useRule(sourceId, passage.ruleId);
  const alike = ofReason(cuts.removed, passage.reason);
  const meaning = meaningOfReason(passage.reason);
  const locked = needsWriting();
  const entries: MenuEntry[] = [];
  if (onRestore && alike.length > 1) {
    entries.push({
      id: 'reason',
      label: `Restore all ${alike.length} of ${reasonInWords(passage.reason)} in this article`,
      disabled: locked !== null,
      run: () => onRestore(alike),
    });
  }
  if (onRestore && sourceId !== null && rule) {
    entries.push({
      id: 'rule',
      label: rule.on ? `Switch this rule off for ${source}…` : 'This rule is off: it cuts nothing any more',
      disabled: locked !== null || !rule.on,
      run: () => void switchOff(sourceId, source, rule),
    });
  }
  if (sourceId !== null) {
    entries.push({ id: 'rules', label: `Look at the rules of ${source}`, run: () => showSource(sourceId) });
  }
  return (
    <div className={styles.passage}>
      <div className={styles.passageHead}>
        <span className={styles.why}>
          <span className="med">{reasonInWords(passage.reason)}</span>
          {meaning ? <span>{meaning}</span> : null}
          {passage.ruleId === null ? null : (
            <span className="num">
              cut by a rule of <bdi>{source}</bdi>
              {rule ? ` in ${counted(rule.documents, 'article')}` : ''}
            </span>
          )}
        </span>
        <span className={styles.passageDeeds}>
          {onRestore ? (
            <LinkButton
              aria-label={`Restore this passage, ${passage.reason}`}
              disabled={locked ?? undefined}
              onPress={() => onRestore([passage])}
            >
              Restore
            </LinkButton>
          ) : null}
          {entries.length > 0 ? (
            <Menu
              label={`More about this passage, ${passage.reason}`}
              trigger={<IconButton icon={Ellipsis} size="small" label={`More about this passage, ${passage.reason}`} />}
              groups={[{ entries }]}
            />
          ) : null}
        </span>
      </div>
      <div className={`${styles.passageText} scroll`} dir="auto">
        {passage.text}
      </div>
    </div>
  );
}

async function switchOff(sourceId: number, source: string, rule: Rule) {
  const answer = await ask({
    title: `Switch a rule of ${source} off?`,
    text: (
      <>
        <p>
          “{rule.line}” stands in {counted(rule.documents, 'article')} of {source} and is cut as{' '}
          {reasonInWords(rule.reason)}. With the rule off it stays in the text.
        </p>
        <p>
          All articles of {source} are cleaned again: those that change get a new text version, and annotations keep
          their places. The rule can be switched on again under Sources.
        </p>
      </>
    ),
    action: 'Switch the rule off',
  });
  if (answer !== 'action') return;
  try {
    await withCoder(() => call('cleaning.setRules', { sourceId, ruleIds: [rule.ruleId], on: false }));
    say(`The articles of ${source} are being cleaned again without this rule.`);
  } catch (error) {
    warnOf(error);
  }
}
