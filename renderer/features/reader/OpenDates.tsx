import { useState } from 'react';
import type { Article, DateOrder, OpenDate } from '../../../shared/model/article.ts';
import { withCoder } from '../../app/coder.tsx';
import { needsWriting } from '../../app/projects/projects.ts';
import { call } from '../../state/backend.ts';
import { queryClient, useBackend } from '../../state/queries.ts';
import { Button, counted, dateInWords, LinkButton, Popover, say, warnOf } from '../../ui/index.ts';
import styles from './Headline.module.css';
import { provenanceNames } from './provenance.ts';

const orders: readonly DateOrder[] = ['day first', 'month first'];
const readingOf = (date: OpenDate, order: DateOrder) => (order === 'day first' ? date.dayFirst : date.monthFirst);

/** A date that can be read in two ways and that nothing settles: asked where the date would stand. */
export function OpenDateQuestion({ article }: { article: Article }) {
  const [date] = article.openDates;
  if (!date) return null;
  return (
    <Popover
      label="Day or month first?"
      width={360}
      trigger={
        <LinkButton className={styles.question!}>
          <bdi>{date.written}</bdi>: day or month first?
        </LinkButton>
      }
    >
      {(close) => (
        <div className={styles.form}>
          <p>
            <span className="strong">
              <bdi>{date.written}</bdi>
            </span>{' '}
            <span className="t2">from {provenanceNames[date.from]}</span>
          </p>
          <OpenDateForm article={article} date={date} onDone={close} />
        </div>
      )}
    </Popover>
  );
}

/** Both readings, each for this article or for its whole source. */
export function OpenDateForm({ article, date, onDone }: { article: Article; date: OpenDate; onDone(): void }) {
  const { articleId, sourceId } = article;
  const [isSaving, setSaving] = useState(false);
  const sources = useBackend('sources.list', {}, { enabled: sourceId !== null });
  const source = sources.data?.find((one) => one.sourceId === sourceId);
  const locked = needsWriting() ?? isSaving;
  const save = async (deed: () => Promise<unknown>, done: string) => {
    setSaving(true);
    try {
      await withCoder(deed);
      say(done);
      onDone();
    } catch (error) {
      setSaving(false);
      warnOf(error);
    }
  };
  const forArticle = (order: DateOrder) => {
    const value = readingOf(date, order);
    return save(
      async () => {
        const now = await call('articles.edit', { articleId, field: 'publishedAt', value });
        queryClient.setQueryData(['articles.get', { articleId }], now);
      },
      `Dated ${dateInWords(value)}`,
    );
  };
  const forSource = (order: DateOrder, id: number, name: string) =>
    save(
      () => call('sources.edit', { sourceId: id, fields: { dateOrder: order } }),
      `The dates of ${name} are read with the ${order}`,
    );
  const shown = source?.dateOrder;
  return (
    <>
      <table className={styles.readings}>
        <thead className="vh">
          <tr>
            <th>Reading</th>
            <th>For this article</th>
            <th>For its source</th>
          </tr>
        </thead>
        <tbody>
          {orders.map((order) => (
            <tr key={order}>
              <td>
                <span className="med num">{dateInWords(readingOf(date, order), 'full')}</span>
                <span className="t3"> {order}</span>
              </td>
              <td>
                <Button
                  size="toolbar"
                  aria-label={`Date this article with the ${order}`}
                  disabled={locked}
                  onPress={() => void forArticle(order)}
                >
                  This article
                </Button>
              </td>
              <td>
                {source ? (
                  <Button
                    size="toolbar"
                    aria-label={`Read all dates of ${source.name} with the ${order}`}
                    disabled={locked}
                    onPress={() => void forSource(order, source.sourceId, source.name)}
                  >
                    Whole source
                  </Button>
                ) : null}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {source && shown ? (
        <p className="t2 num">
          {counted(shown.open, 'article')} of <bdi>{source.name}</bdi> {shown.open === 1 ? 'waits' : 'wait'} for this.
          {shown.dayFirst + shown.monthFirst > 0
            ? ` Dates of others show the day first in ${shown.dayFirst}, the month first in ${shown.monthFirst}.`
            : ' No date of the source shows its order.'}
        </p>
      ) : null}
    </>
  );
}
