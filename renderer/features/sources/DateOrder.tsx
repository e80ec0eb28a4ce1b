import type { SourceRow } from '../../../shared/contract/rooms/sources.ts';
import { withCoder } from '../../app/coder.tsx';
import { needsWriting } from '../../app/projects/projects.ts';
import { goTo } from '../../app/rooms.ts';
import { useBackend, useChange } from '../../state/queries.ts';
import { selectArticle } from '../../state/selection.ts';
import { counted, dateInWords, Head, LinkButton, Segments, warnOf } from '../../ui/index.ts';
import { dateEvidence, dateOutcome } from './date-words.ts';
import styles from './Pane.module.css';
import { showArticles } from './show-source.ts';

const choices = [
  { value: 'articles', label: 'As articles show' },
  { value: 'day first', label: 'Day first' },
  { value: 'month first', label: 'Month first' },
] as const;

/** How 03/04/2025 is read in this source, what that rests on, and a person's say in it. */
export function DateOrder({ source }: { source: SourceRow }) {
  const { sourceId, dateOrder } = source;
  const { order, from, open } = dateOrder;
  const edit = useChange('sources.edit');
  const { data: examples } = useBackend('sources.dateExamples', { sourceId });
  const readOnly = needsWriting() !== null;
  return (
    <section aria-label="Order of day and month" className={styles.section}>
      <Head level={3}>Day and month</Head>
      <Segments
        label="Dates are written"
        fill
        value={from === 'user' && order !== null ? order : 'articles'}
        onChange={(chosen) =>
          void withCoder(() =>
            edit.mutateAsync({ sourceId, fields: { dateOrder: chosen === 'articles' ? null : chosen } }),
          ).catch(warnOf)
        }
        segments={choices.map((choice) => ({ ...choice, disabled: readOnly || edit.isPending }))}
      />
      <p className="small t2">
        {dateEvidence(dateOrder)} {dateOutcome(dateOrder)}
      </p>
      {examples && examples.length > 0 ? (
        <table className={`${styles.examples} num`}>
          <thead>
            <tr>
              <th scope="col">Written</th>
              <th scope="col" data-read={order === 'day first' || undefined}>
                Day first
              </th>
              <th scope="col" data-read={order === 'month first' || undefined}>
                Month first
              </th>
            </tr>
          </thead>
          <tbody>
            {examples.map(({ articleId, title, written, dayFirst, monthFirst }) => (
              <tr key={articleId}>
                <td>
                  <LinkButton
                    aria-label={`Read ${title || 'the article'}, dated ${written}`}
                    onPress={() => {
                      selectArticle(articleId);
                      goTo('read');
                    }}
                  >
                    {written}
                  </LinkButton>
                </td>
                <td data-read={order === 'day first' || undefined}>{dateInWords(dayFirst)}</td>
                <td data-read={order === 'month first' || undefined}>{dateInWords(monthFirst)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
      {open > 0 ? (
        <div className="small">
          <LinkButton onPress={() => showArticles([sourceId], true)}>
            Show the {counted(open, 'article that waits', 'articles that wait')}
          </LinkButton>
        </div>
      ) : null}
    </section>
  );
}
