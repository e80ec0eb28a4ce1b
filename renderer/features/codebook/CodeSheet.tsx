import { Ellipsis } from 'lucide-react';
import { useState } from 'react';
import type { Code } from '../../../shared/model/codebook.ts';
import { goTo } from '../../app/rooms.ts';
import { useBackend } from '../../state/queries.ts';
import { changeQuery } from '../../state/selection.ts';
import { CodeSwatch, count, counted, Head, IconButton, LinkButton, Menu, Segments } from '../../ui/index.ts';
import { SuggestionsOfCode } from '../suggestions/SuggestionsOfCode.tsx';
import { Attributes } from './Attributes.tsx';
import { CodeForm } from './CodeForm.tsx';
import styles from './CodesRoom.module.css';
import { codeMenu } from './code-changes.tsx';
import { Examples } from './Examples.tsx';
import { Uses, usesOf } from './Uses.tsx';
import { Versions } from './Versions.tsx';

/** Keys of the room for what the menu offers. */
const keys: Record<string, string> = { moveTo: 'B', merge: 'M', split: 'S' };

/** Every field of one code, to read and to change. */
export function CodeSheet(props: {
  code: Code;
  codes: readonly Code[];
  /** Why nothing, or hardly anything, can be changed. */
  locked: string | null;
  onSaved(codeId: string): void;
}) {
  const { code, codes, locked } = props;
  const { data: uses } = useBackend('codebook.uses', usesOf(code.codeId));
  const earlier = uses?.groups.earlier ?? 0;
  return (
    <div className={`${styles.sheet} scroll`} data-sheet>
      <div className={styles.form}>
        <Head
          end={
            <Menu
              label={`What to do with ${code.name}`}
              trigger={<IconButton icon={Ellipsis} label={`Change “${code.name}”`} />}
              groups={codeMenu(code, codes).map((group) => ({
                ...group,
                entries: group.entries
                  .filter((entry) => entry.id !== 'edit')
                  .map((entry) => ({ ...entry, ...(keys[entry.id] ? { keys: keys[entry.id]! } : {}) })),
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
          {counted(code.annotations, 'annotation')} in {counted(code.articles, 'article')}, definition {code.version}
          {earlier > 0 ? `, ${count(earlier)} of them under earlier definitions` : ''}
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
        <SuggestionsOfCode code={code} />
        <CodeForm key={code.codeId} code={code} codes={codes} locked={locked} onSaved={props.onSaved} />
        {code.isCodable || code.attributes.length > 0 ? (
          <Attributes key={`attributes ${code.codeId}`} code={code} locked={locked} />
        ) : null}
      </div>
    </div>
  );
}

type Side = 'uses' | 'examples' | 'versions';

/** What stands behind a code: where it was given, examples, what it meant. */
export function CodeSide({ code }: { code: Code }) {
  const [side, setSide] = useState<Side>('uses');
  return (
    <div className={styles.side}>
      <div className={styles.sideHead}>
        <Segments
          label="About the code"
          value={side}
          onChange={(value: Side) => setSide(value)}
          segments={[
            { value: 'uses', label: 'Annotations' },
            { value: 'examples', label: 'Examples' },
            { value: 'versions', label: 'Definitions' },
          ]}
          fill
        />
      </div>
      <div className={styles.sideBody}>
        {side === 'uses' ? <Uses key={code.codeId} code={code} /> : null}
        {side === 'examples' ? <Examples key={code.codeId} code={code} /> : null}
        {side === 'versions' ? <Versions key={code.codeId} code={code} /> : null}
      </div>
    </div>
  );
}
