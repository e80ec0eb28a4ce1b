import { useVirtualizer } from '@tanstack/react-virtual';
import { RefreshCw, Search } from 'lucide-react';
import { useMemo, useRef, useState } from 'react';
import type { SourceRow } from '../../../shared/contract/rooms/sources.ts';
import { needsWriting } from '../../app/projects/projects.ts';
import { goTo } from '../../app/rooms.ts';
import { call } from '../../state/backend.ts';
import { useChange } from '../../state/queries.ts';
import { selectPlace } from '../../state/selection.ts';
import { useSession } from '../../state/session.ts';
import {
  accuracyRows,
  ask,
  Basis,
  Button,
  Checkbox,
  clockTime,
  count,
  counted,
  dateInWords,
  ErrorState,
  Field,
  LinkButton,
  SkeletonRows,
  say,
  warnOf,
} from '../../ui/index.ts';
import styles from './CleaningRules.module.css';
import { switchingInWords } from './rule-words.ts';
import { type CleaningRule, type LastPass, useRules } from './useRules.ts';

/** Height of a rule: its line, and below it why and where; px. */
const ROW = 52;

/** What cleaning cuts from the articles of a source because it repeats there; each rule can be switched off. */
export function CleaningRules({ source }: { source: SourceRow }) {
  const { sourceId } = source;
  const { rules, last, error, refetch } = useRules(sourceId);
  const [wanted, setWanted] = useState('');
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const setRules = useChange('cleaning.setRules');
  const start = useChange('cleaning.start');
  const isCleaning = useSession((session) =>
    session.jobs.some(({ kind, state }) => kind === 'clean' && (state === 'running' || state === 'waiting')),
  );
  const cannot =
    needsWriting() ?? (isCleaning || setRules.isPending || start.isPending ? 'cleaning is under way' : null);

  const shown = useMemo(() => {
    const folded = wanted.trim().toLocaleLowerCase();
    return (rules ?? []).filter(({ line, reason }) => `${line}\n${reason}`.toLocaleLowerCase().includes(folded));
  }, [rules, wanted]);
  const picked = shown.filter(({ ruleId }) => chosen.has(ruleId));

  async function turn(which: readonly CleaningRule[], on: boolean) {
    const changing = which.filter((rule) => rule.on !== on);
    if (changing.length === 0) return;
    const answer = await ask({
      title: on ? 'Cut this again?' : 'Keep this in the articles?',
      text: switchingInWords(changing, on, source.name),
      action: `Switch ${on ? 'on' : 'off'} ${counted(changing.length, 'rule')}`,
    });
    if (answer !== 'action') return;
    try {
      await setRules.mutateAsync({ sourceId, ruleIds: changing.map(({ ruleId }) => ruleId), on });
      setChosen(new Set());
    } catch (thrown) {
      warnOf(thrown);
    }
  }
  async function openExample({ ruleId }: CleaningRule) {
    try {
      const example = await call('cleaning.example', { sourceId, ruleId });
      if (!example) return void say('No article has this line cut at the moment.');
      selectPlace(example.articleId, example.start, example.start);
      goTo('read');
    } catch (thrown) {
      warnOf(thrown);
    }
  }
  const toggle = (ruleId: string) =>
    setChosen((before) => {
      const next = new Set(before);
      if (!next.delete(ruleId)) next.add(ruleId);
      return next;
    });

  if (error && !rules) return <ErrorState error={error} onRetry={() => void refetch()} />;
  return (
    <div className={styles.cleaning}>
      <div className={styles.head}>
        <div className={styles.line}>
          <LastCleaned last={last} />
          <span className={styles.end}>
            <Button
              icon={RefreshCw}
              disabled={cannot ?? false}
              onPress={() => void start.mutateAsync({ sourceIds: [sourceId] }).catch(warnOf)}
            >
              {last ? 'Clean again' : 'Clean now'}
            </Button>
          </span>
        </div>
        {rules && rules.length > 0 ? (
          <Field
            label="Find a rule"
            labelHidden
            icon={Search}
            placeholder={`Find among ${counted(rules.length, 'rule')}`}
            value={wanted}
            onChange={setWanted}
            onEscape={() => setWanted('')}
          />
        ) : null}
        {error ? <ErrorState inline error={error} onRetry={() => void refetch()} /> : null}
      </div>
      {!rules ? (
        <SkeletonRows rows={8} height={ROW} />
      ) : rules.length === 0 ? (
        <p className={`${styles.none} small t2`}>
          {last
            ? 'Nothing repeats across its articles and looks like furniture, so nothing is cut by a rule.'
            : 'Its articles have not been cleaned together yet. That happens when an import ends, or when you press Clean now.'}
        </p>
      ) : shown.length === 0 ? (
        <p className={`${styles.none} small t2`}>No rule has these words.</p>
      ) : (
        <RuleList
          rules={shown}
          of={last?.articles ?? source.articles}
          chosen={chosen}
          cannot={cannot}
          onToggle={toggle}
          onTurn={(rule) => void turn([rule], !rule.on)}
          onExample={(rule) => void openExample(rule)}
        />
      )}
      {shown.length > 0 ? (
        <div className={styles.bar}>
          <Checkbox
            checked={picked.length === 0 ? false : picked.length === shown.length ? true : 'some'}
            onChange={(all) => setChosen(all ? new Set(shown.map(({ ruleId }) => ruleId)) : new Set())}
          >
            {picked.length > 0 ? `${count(picked.length)} selected` : 'Select all'}
          </Checkbox>
          <span className={styles.end}>
            <Button
              disabled={cannot ?? (picked.some(({ on }) => on) ? false : 'select rules that are on')}
              onPress={() => void turn(picked, false)}
            >
              Switch off…
            </Button>
            <Button
              disabled={cannot ?? (picked.some(({ on }) => !on) ? false : 'select rules that are off')}
              onPress={() => void turn(picked, true)}
            >
              Switch on…
            </Button>
          </span>
        </div>
      ) : null}
    </div>
  );
}

function LastCleaned({ last }: { last: LastPass }) {
  if (!last) return <span className="small t3">not cleaned yet</span>;
  const day = new Date(last.at);
  const date = [day.getFullYear(), day.getMonth() + 1, day.getDate()].map((n) => String(n).padStart(2, '0')).join('-');
  return (
    <span className="small">
      <Basis
        title="Cleaning across the source"
        rows={[
          ['Analyser', last.analyser],
          ['Rests on', `lines that repeat in ${counted(last.articles, 'article')} of this source`],
          ['Changed', counted(last.changed, 'article')],
          ...accuracyRows('acrossSource'),
          ['When', `${dateInWords(date)}, ${clockTime(last.at, false)}`],
        ]}
        note="A line is cut where it repeats and looks like furniture. Each article keeps what was cut, folded in its text."
      >
        {counted(last.articles, 'article')} cleaned{last.articles > 1 ? ' together' : ''}
      </Basis>
    </span>
  );
}

interface RuleListProps {
  rules: readonly CleaningRule[];
  of: number;
  chosen: ReadonlySet<string>;
  cannot: string | null;
  onToggle(ruleId: string): void;
  onTurn(rule: CleaningRule): void;
  onExample(rule: CleaningRule): void;
}

function RuleList({ rules, of, chosen, cannot, onToggle, onTurn, onExample }: RuleListProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({
    count: rules.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 6,
  });
  return (
    <div ref={scroller} className={`${styles.scroll} scroll`}>
      <ul className={styles.rules} style={{ height: virtualizer.getTotalSize() }} aria-label="Cleaning rules">
        {virtualizer.getVirtualItems().map(({ index, start }) => {
          const rule = rules[index];
          if (!rule) return null;
          return (
            <li
              key={rule.ruleId}
              className={styles.rule}
              data-off={!rule.on || undefined}
              aria-setsize={rules.length}
              aria-posinset={index + 1}
              style={{ transform: `translateY(${start}px)`, height: ROW }}
            >
              <Checkbox
                label={`Select the rule ${rule.line}`}
                checked={chosen.has(rule.ruleId)}
                onChange={() => onToggle(rule.ruleId)}
              />
              <p className={`${styles.text} serif ell`} dir="auto" title={rule.line}>
                {rule.line}
              </p>
              <p className={`${styles.why} small t2`}>
                {rule.on ? null : <span className="med">off</span>}
                <span className="ell" title={rule.reason}>
                  {rule.reason}
                </span>
                <span className="num">
                  in {count(rule.documents)} of {count(of)}
                </span>
                <span className={styles.end}>
                  {rule.on ? (
                    <LinkButton aria-label={`Example: an article with ${rule.line}`} onPress={() => onExample(rule)}>
                      Example
                    </LinkButton>
                  ) : null}
                  <LinkButton
                    aria-label={`Switch ${rule.on ? 'off' : 'on'} ${rule.line}`}
                    disabled={cannot ?? false}
                    onPress={() => onTurn(rule)}
                  >
                    {rule.on ? 'Switch off…' : 'Switch on…'}
                  </LinkButton>
                </span>
              </p>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
