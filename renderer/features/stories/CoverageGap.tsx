import { Check, Minus, X } from 'lucide-react';
import { useState } from 'react';
import { withCoder } from '../../app/coder.tsx';
import { needsWriting } from '../../app/projects/projects.ts';
import { useBackend, useChange } from '../../state/queries.ts';
import { Basis, Button, Checkbox, counted, Field, Icon, LinkButton, Popover, warnOf } from '../../ui/index.ts';
import choice from './Choice.module.css';
import styles from './CoverageGap.module.css';
import { ratersInWords } from './rater-words.ts';
import { Section } from './Section.tsx';
import type { Story } from './StoryHead.tsx';
import { gapSentence, gapTitle, ruleLines } from './story-words.ts';

/** What the rule says of a story, with the rule, condition by condition. */
export function CoverageGap({ story }: { story: Story }) {
  const { gap, spectrum, baseline, settings } = story;
  return (
    <Section
      block="gap"
      title="Coverage gap"
      beside={
        <span className={styles.word}>
          <Basis
            title="Coverage gap, an estimate"
            rows={[
              ['Rests on', 'which sources of this project have articles in the story, and how their lean is rated'],
              ['Rule', 'one side is much weaker than the strongest one; a tie is no gap'],
              [
                'Baseline',
                'the same shares over the whole corpus: a corpus without a side finds no news in its absence',
              ],
            ]}
          >
            estimate
          </Basis>
        </span>
      }
      basis={<RuleForm story={story} />}
    >
      <p className={styles.verdict}>{gapTitle(gap)}</p>
      <p className={styles.sentence}>{gapSentence(gap, spectrum, baseline, settings)}</p>
      <table className={`${styles.rule} num`}>
        <caption className="vh">The rule, and what this story has</caption>
        <tbody>
          {ruleLines(spectrum, settings).map(({ condition, value, isMet }) => (
            <tr key={condition}>
              <td>
                <Icon of={isMet === null ? Minus : isMet ? Check : X} size={14} className={isMet ? 'good' : 't3'} />
                <span className="vh">{isMet === null ? 'not asked' : isMet ? 'met' : 'not met'}</span>
              </td>
              <td>{condition}</td>
              <td className="med">{value}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className={styles.note}>{ratersInWords(story.bySource)}</p>
    </Section>
  );
}

function RuleForm({ story }: { story: Story }) {
  return (
    <Popover
      label="Rule for coverage gaps"
      width={328}
      placement="bottom end"
      trigger={<LinkButton className="small">Change rule</LinkButton>}
    >
      {(close) => <Rule story={story} onDone={close} />}
    </Popover>
  );
}

/** A whole number or a decimal one in a range; null for anything else. */
const numberIn = (text: string, from: number, to: number, whole: boolean): number | null => {
  const n = Number(text.trim().replace(',', '.'));
  return text.trim() === '' || !Number.isFinite(n) || n < from || n > to || (whole && !Number.isInteger(n)) ? null : n;
};

function Rule({ story, onDone }: { story: Story; onDone(): void }) {
  const { settings } = story;
  const [rated, setRated] = useState(String(settings.minRated));
  const [share, setShare] = useState(String(Math.round(settings.maxShare * 1000) / 10));
  const [ratio, setRatio] = useState(String(settings.minRatio));
  const raters = useBackend('ratings.raters', {}).data ?? [];
  const [raterIds, setRaterIds] = useState(settings.raterIds);
  const asked = (raterId: number) => raterIds === null || raterIds.includes(raterId);
  const ask = (raterId: number, on: boolean) => {
    const next = raters.map((rater) => rater.raterId).filter((id) => (id === raterId ? on : asked(id)));
    setRaterIds(next.length === raters.length ? null : next);
  };
  const save = useChange('stories.setSettings');
  const minRated = numberIn(rated, 1, 1000, true);
  const percent = numberIn(share, 0, 50, false);
  const minRatio = numberIn(ratio, 1, 100, false);
  const isGood = minRated !== null && percent !== null && minRatio !== null;
  const keep = () => {
    if (minRated === null || percent === null || minRatio === null) return;
    withCoder(() => save.mutateAsync({ raterIds, minRated, maxShare: percent / 100, minRatio })).then(onDone, warnOf);
  };
  return (
    <div className={choice.form}>
      <p className="strong">Rule for coverage gaps</p>
      <p className="t2">It holds for every story of this project. Undo brings the old one back.</p>
      <Field
        label="Rated sources a story must have"
        value={rated}
        onChange={setRated}
        onSubmit={keep}
        error={minRated === null ? 'A whole number from 1 to 1,000.' : null}
        autoFocus
      />
      <Field
        label="Weakest side, at most, % of the rated sources"
        value={share}
        onChange={setShare}
        onSubmit={keep}
        error={percent === null ? 'A number from 0 to 50.' : null}
      />
      <Field
        label="Strongest side, at least so many times as strong"
        value={ratio}
        onChange={setRatio}
        onSubmit={keep}
        error={minRatio === null ? 'A number from 1 to 100.' : null}
      />
      {raters.length > 0 ? (
        <fieldset className={styles.raters}>
          <legend className="t2">Raters whose ratings count</legend>
          {raters.map(({ raterId, name, matched }) => (
            <Checkbox key={raterId} checked={asked(raterId)} onChange={(on) => ask(raterId, on)}>
              <bdi>{name}</bdi> <span className="t3 num">{counted(matched, 'source')}</span>
            </Checkbox>
          ))}
        </fieldset>
      ) : null}
      <div className={styles.buttons}>
        <Button
          size="form"
          tone="quiet"
          onPress={() => {
            setRated('5');
            setShare('20');
            setRatio('2');
            setRaterIds(null);
          }}
        >
          Defaults
        </Button>
        <Button size="form" tone="primary" disabled={needsWriting() ?? (!isGood || save.isPending)} onPress={keep}>
          Save
        </Button>
      </div>
    </div>
  );
}
