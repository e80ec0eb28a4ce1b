import { Tag, Users } from 'lucide-react';
import type { OutputOf } from '../../../shared/contract/contract.ts';
import type { Code } from '../../../shared/model/codebook.ts';
import { useBackend } from '../../state/queries.ts';
import { Button, Checkbox, CodeSwatch, count, counted, LinkButton, Popover, Select } from '../../ui/index.ts';
import styles from './AgreementRoom.module.css';
import { type ArticleSet, setAsked, useAsked } from './question.ts';

type Working = OutputOf<'agreement.coders'>;

/** Whose work is compared. Everyone who coded, until someone is left out. */
export function CoderPicker({ working }: { working: Working | undefined }) {
  const chosen = useAsked((asked) => asked.coders);
  const all = working?.coders ?? [];
  const people = all.filter(({ kind }) => kind === 'person').map(({ name }) => name);
  const compared = chosen.length > 0 ? chosen : people;
  const toggle = (name: string) => {
    const next = compared.includes(name) ? compared.filter((one) => one !== name) : [...compared, name];
    setAsked({ coders: all.map((one) => one.name).filter((one) => next.includes(one)), at: 0 });
  };
  const label = compared.length <= 2 ? compared.join(' and ') : counted(compared.length, 'coder');
  return (
    <Popover
      label="Coders to compare"
      width={320}
      trigger={
        <Button tone="quiet" icon={Users}>
          <bdi className="ell">{label || 'Coders'}</bdi>
        </Button>
      }
    >
      <ul className={styles.pick}>
        {all.map(({ name, kind, articles, verdicts }) => (
          <li key={name}>
            <Checkbox checked={compared.includes(name)} onChange={() => toggle(name)}>
              <bdi>{name}</bdi>
            </Checkbox>
            <span className="t2 small num">
              {kind === 'layer' ? 'layer, ' : ''}
              {counted(articles, 'article')}
              {verdicts > 0 ? `, ${counted(verdicts, 'verdict')}` : ''}
            </span>
          </li>
        ))}
      </ul>
      {(working?.shared.length ?? 0) > 0 ? (
        <ul className={`${styles.pairs} t2 small num`}>
          {working?.shared.map(({ one, other, articles }) => (
            <li key={`${one} ${other}`}>
              <bdi>{one}</bdi> and <bdi>{other}</bdi>: {counted(articles, 'article')} in common
            </li>
          ))}
        </ul>
      ) : null}
    </Popover>
  );
}

/** With which codes. All that were given, until some are chosen. */
export function CodePicker({ codes }: { codes: readonly Code[] }) {
  const chosen = useAsked((asked) => asked.codeIds);
  const codable = codes.filter(({ isCodable, annotations }) => isCodable && annotations > 0);
  const toggle = (codeId: string) =>
    setAsked({
      codeIds: chosen.includes(codeId) ? chosen.filter((one) => one !== codeId) : [...chosen, codeId],
      ...{ at: 0, variable: 0 },
    });
  return (
    <Popover
      label="Codes to compare"
      width={300}
      trigger={
        <Button tone="quiet" icon={Tag}>
          {chosen.length === 0 ? 'All codes given' : counted(chosen.length, 'code')}
        </Button>
      }
    >
      <ul className={`${styles.pick} scroll`}>
        {codable.map(({ codeId, name, color, annotations }) => (
          <li key={codeId}>
            <Checkbox checked={chosen.includes(codeId)} onChange={() => toggle(codeId)}>
              <CodeSwatch color={color} /> <bdi>{name}</bdi>
            </Checkbox>
            <span className="t2 small num">{count(annotations)}</span>
          </li>
        ))}
      </ul>
      {chosen.length > 0 ? <LinkButton onPress={() => setAsked({ codeIds: [], at: 0 })}>All codes</LinkButton> : null}
    </Popover>
  );
}

/** In which articles. */
export function ArticleChoice() {
  const articles = useAsked((asked) => asked.articles);
  const { data: rounds = [] } = useBackend('rounds.list', {});
  return (
    <Select<ArticleSet>
      label="Articles"
      labelHidden
      size="toolbar"
      value={articles}
      onChange={(value) => setAsked({ articles: value, at: 0 })}
      options={[
        { value: 'all', label: 'All articles' },
        { value: 'included', label: 'Included ones' },
        { value: 'triage', label: 'As in Triage' },
        ...rounds.map(({ roundId, name }) => ({ value: `round ${roundId}` as const, label: `Round ${name}` })),
      ]}
    />
  );
}
