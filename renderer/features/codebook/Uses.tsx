import { BookPlus, BookX } from 'lucide-react';
import { useState } from 'react';
import type { Code, CodeUse } from '../../../shared/model/codebook.ts';
import { needsWriting } from '../../app/projects/projects.ts';
import { goTo } from '../../app/rooms.ts';
import { useBackend } from '../../state/queries.ts';
import { selectArticle, selectPlace } from '../../state/selection.ts';
import { counted, ErrorState, IconButton, LinkButton, Segments, SkeletonRows } from '../../ui/index.ts';
import { takeExample } from '../coding/index.ts';
import styles from './Uses.module.css';

const STEP = 200;

/** Opens a place in Read; the article alone where the span has none in the text in force. */
export function openPlace(place: { articleId: string; start: number | null; end: number | null }) {
  if (place.start !== null && place.end !== null) selectPlace(place.articleId, place.start, place.end);
  else selectArticle(place.articleId);
  goTo('read');
}

/** What is asked of a code's annotations: the same question gives the same answer at once. */
export const usesOf = (codeId: string, limit = STEP) => ({ codeId, limit: Math.min(limit, 1000) });

/** Every annotation with the code, by article and place. */
export function Uses({ code }: { code: Code }) {
  const [onlyEarlier, setOnlyEarlier] = useState(false);
  const [limit, setLimit] = useState(STEP);
  const { data, error, refetch } = useBackend(
    'codebook.uses',
    { ...usesOf(code.codeId, limit), ...(onlyEarlier ? { which: { by: 'earlier' } } : {}) },
    { keepPrevious: true },
  );
  const { data: examples } = useBackend('codebook.examples', { codeId: code.codeId });
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <SkeletonRows rows={6} height={48} />;
  const { earlier } = data.groups;
  const asExamples = new Set((examples ?? []).map((one) => `${one.place?.articleId} ${one.place?.start} ${one.exact}`));
  return (
    <div className={styles.pane}>
      {earlier > 0 || onlyEarlier ? (
        <div className={styles.filter}>
          <Segments
            label="Which annotations"
            value={onlyEarlier ? 'earlier' : 'all'}
            onChange={(value) => setOnlyEarlier(value === 'earlier')}
            segments={[
              { value: 'all', label: 'All' },
              { value: 'earlier', label: `Under earlier definitions ${earlier}` },
            ]}
          />
        </div>
      ) : null}
      {data.uses.length === 0 ? (
        <p className={styles.none}>
          {onlyEarlier
            ? 'Every annotation was made under the definition in force.'
            : 'No annotation has this code yet.'}
        </p>
      ) : (
        <ul className={`${styles.list} scroll`} aria-label={`Annotations with ${code.name}`}>
          {data.uses.map((use) => (
            <Use
              key={use.codingId}
              use={use}
              code={code}
              isExample={asExamples.has(`${use.articleId} ${use.start} ${use.exact}`)}
            />
          ))}
          {data.total > data.uses.length ? (
            <li className={styles.more}>
              {limit < 1000 ? (
                <LinkButton onPress={() => setLimit(limit + STEP)}>
                  Show more of {counted(data.total, 'annotation')}
                </LinkButton>
              ) : (
                <span className="t3 num">The first 1,000 of {counted(data.total, 'annotation')}</span>
              )}
            </li>
          ) : null}
        </ul>
      )}
    </div>
  );
}

function Use({ use, code, isExample }: { use: CodeUse; code: Code; isExample: boolean }) {
  const { exact, articleTitle, source, coder, codeVersion, values } = use;
  const given = code.attributes.flatMap(({ attributeId, name }) =>
    values[attributeId] === undefined ? [] : [`${name}: ${values[attributeId]}`],
  );
  const locked = needsWriting() ?? undefined;
  const take = (isPositive: boolean) => void takeExample(use, code.codeId, isPositive);
  return (
    <li className={styles.use}>
      <button type="button" className={styles.open} onClick={() => openPlace(use)}>
        {exact === null ? (
          <span className="t3">The whole article</span>
        ) : (
          <span className={`${styles.quote} serif`} dir="auto">
            {exact}
          </span>
        )}
        <span className={styles.meta}>
          {/* The marks keep names of two right-to-left scripts from running together as one. */}
          <bdi>{source ?? 'No source'}</bdi>
          {',\u200e '}
          <bdi>{articleTitle}</bdi>
          {',\u200e '}
          <bdi>{coder}</bdi>
          {codeVersion === code.version ? null : `, definition ${codeVersion}`}
        </span>
        {given.length > 0 ? <span className={styles.meta}>{given.join(' · ')}</span> : null}
      </button>
      {exact === null ? null : isExample ? (
        <span className={`${styles.mark} t3`}>example</span>
      ) : (
        <span className={styles.deeds}>
          <IconButton
            icon={BookPlus}
            size="small"
            label="Take as an example"
            disabled={locked}
            onPress={() => take(true)}
          />
          <IconButton
            icon={BookX}
            size="small"
            label="Take as an example of what it is not"
            disabled={locked}
            onPress={() => take(false)}
          />
        </span>
      )}
    </li>
  );
}
