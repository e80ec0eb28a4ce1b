import { Check } from 'lucide-react';
import { Fragment, useState } from 'react';
import type { ImportReport } from '../../../shared/model/import.ts';
import { goTo } from '../../app/rooms.ts';
import { call } from '../../state/backend.ts';
import { selectPlace } from '../../state/selection.ts';
import { accuracyRows, Basis, count, counted, Head, Icon, LinkButton, percent, warn, warnOf } from '../../ui/index.ts';
import { showSource } from '../sources/show-source.ts';
import inbox from './Inbox.module.css';
import styles from './Report.module.css';
import { Bar } from './ReportOutcome.tsx';
import { showInTriage } from './show-in-triage.ts';

/** Sources named before the rest is one link. */
const listedSources = 4;
/** Kinds of passages listed before the rest is one line. */
const listedKinds = 10;

/** Articles shown last, by import and kind: each press shows another one. */
const shown = new Map<string, string>();

async function showSample(jobId: string, reason: string) {
  const key = `${jobId} ${reason}`;
  const found = await call('import.sample', { jobId, reason, after: shown.get(key) ?? null });
  if (!found) return warn(`No passage of the kind “${reason}” is cut any more: they were restored, or cleaned anew.`);
  shown.set(key, found.articleId);
  selectPlace(found.articleId, found.start, found.start);
  goTo('read');
}

/** What was cut out of the texts, by kind, in shares of all words that were cut. */
export function Cut({ report }: { report: ImportReport }) {
  const [open, setOpen] = useState(false);
  const kinds = Object.entries(report.removedWords).sort((a, b) => b[1] - a[1]);
  const removed = kinds.reduce((sum, [, words]) => sum + words, 0);
  const all = removed + report.keptWords;
  const rest = open || kinds.length <= listedKinds + 1 ? [] : kinds.slice(listedKinds);
  const restWords = rest.reduce((sum, [, words]) => sum + words, 0);
  const most = Math.max(...kinds.map(([, words]) => words), restWords);
  return (
    <>
      <Head
        end={
          all > 0 ? (
            <Basis
              title="What is kept and what is cut"
              rows={[
                ['Rests on', 'each file alone: its elements or lines, their place, links and wording'],
                ...accuracyRows('html', 'plainText'),
              ]}
              note="Word documents, feeds and tables say themselves what their text is. Every passage that was cut can be put back in the reader."
            >
              {percent(removed / all)} of all words
            </Basis>
          ) : undefined
        }
      >
        What was cut, by kind
      </Head>
      {removed === 0 ? (
        <p className={`${styles.noCut} t2`}>
          <Icon of={Check} size={14} className="good" />
          {all === 0 ? 'No new text came in, so nothing was cut.' : 'Nothing was cut from these articles.'}
        </p>
      ) : (
        <table className={`${styles.cut} num`} aria-label="What was cut, by kind">
          <tbody>
            {kinds.slice(0, kinds.length - rest.length).map(([kind, words]) => (
              <tr key={kind} title={counted(words, 'word')}>
                <td>{kind.charAt(0).toUpperCase() + kind.slice(1)}</td>
                <Bar share={words / most} />
                <td>{percent(words / removed)}</td>
                <td>
                  <LinkButton
                    aria-label={`Sample of ${kind}`}
                    onPress={() => void showSample(report.jobId, kind).catch(warnOf)}
                  >
                    Sample
                  </LinkButton>
                </td>
              </tr>
            ))}
            {rest.length > 0 ? (
              <tr title={counted(restWords, 'word')}>
                <td>{rest.length} more kinds</td>
                <Bar share={restWords / most} />
                <td>{percent(restWords / removed)}</td>
                <td>
                  <LinkButton aria-label={`Show ${rest.length} more kinds`} onPress={() => setOpen(true)}>
                    Show
                  </LinkButton>
                </td>
              </tr>
            ) : null}
          </tbody>
        </table>
      )}
      {all === 0 ? null : (
        <p className={`${styles.sideNote} t2`}>
          Everything cut is kept with its place and reason. Restore a passage in the reader, or switch a rule off for a
          source. {counted(report.keptWords, 'word')} were kept.
        </p>
      )}
    </>
  );
}

/** What the pass over whole sources changed. */
export function SecondPass({ report }: { report: ImportReport }) {
  const pass = report.secondPass;
  return (
    <>
      <Head
        className={inbox.section}
        end={
          pass ? (
            <Basis
              title="Cleaning across a source"
              rows={[
                ['Analyser', pass.analyser],
                ['Rests on', 'lines that repeat in the articles of one source and look like furniture'],
                ...accuracyRows('acrossSource'),
              ]}
              note="Its rules stand in Sources, each with the articles it cuts; switching one off brings its lines back."
            >
              {pass.analyser}
            </Basis>
          ) : undefined
        }
      >
        Second pass
      </Head>
      {pass === null ? (
        <p className={`${styles.sideNote} t2`}>
          {report.counts.imported + report.counts.updated === 0
            ? 'No new text came in, so there was nothing to compare.'
            : 'It has not run: the import ended before it.'}
        </p>
      ) : pass.articles === 0 ? (
        <p className={`${styles.sideNote} t2`}>No line repeats across a source and looks like furniture.</p>
      ) : (
        <p className={`${styles.sideNote} t2 num`}>
          Lines that repeat across a source and look like furniture were cut from {counted(pass.articles, 'article')} of{' '}
          {counted(pass.sources, 'source')} after the first pass, by {counted(pass.rules, 'rule')}.{' '}
          <LinkButton onPress={() => showInTriage({ importJobId: report.jobId, look: 'recleaned' })}>
            See what changed
          </LinkButton>
        </p>
      )}
    </>
  );
}

/** How precisely the articles are dated, and what only a person can decide. */
export function Dates({ report }: { report: ImportReport }) {
  const { day, monthOrYear, none, open, openSources } = report.dates;
  if (day + monthOrYear + none === 0) return null;
  return (
    <>
      <Head
        className={inbox.section}
        end={
          <Basis
            title="Dates"
            rows={[
              ['Rests on', 'what each page, record or file name says; the order of day and month is never guessed'],
              ...accuracyRows('publishedAt'),
            ]}
            note="Where each date was read stands under the headline in the reader."
          >
            how good
          </Basis>
        }
      >
        Dates
      </Head>
      <p className={`${styles.sideNote} t2 num`}>
        {count(day)} with a day, {count(monthOrYear)} with a month or year only, {count(none)} without.
        {open > 0 ? (
          <>
            {' '}
            {open === 1 ? 'One waits' : `${count(open)} wait`} for the order of day and month:{' '}
            <LinkButton onPress={() => showInTriage({ importJobId: report.jobId, look: 'openDate' })}>
              show {open === 1 ? 'it' : 'them'}
            </LinkButton>
          </>
        ) : null}
        {openSources.length > 0 ? (
          <>
            .{' '}
            {openSources.length === 1 ? '1 source is unclear: ' : `${count(openSources.length)} sources are unclear: `}
            {openSources.slice(0, listedSources).map(({ sourceId, name, articles }, index) => (
              <Fragment key={sourceId}>
                {index > 0 ? ', ' : ''}
                <LinkButton onPress={() => showSource(sourceId)} aria-label={`Set the order of dates of ${name}`}>
                  <bdi>{name}</bdi>
                </LinkButton>{' '}
                {count(articles)}
              </Fragment>
            ))}
            {openSources.length > listedSources ? (
              <>
                {' '}
                and{' '}
                <LinkButton onPress={() => goTo('sources')}>
                  {count(openSources.length - listedSources)} more
                </LinkButton>
              </>
            ) : null}
            .
          </>
        ) : null}
      </p>
    </>
  );
}
