import { GitMerge } from 'lucide-react';
import type { MergeReport } from '../../../shared/contract/rooms/merge.ts';
import { needsWriting } from '../../app/projects/projects.ts';
import { goTo } from '../../app/rooms.ts';
import { useBackend } from '../../state/queries.ts';
import { selectArticle } from '../../state/selection.ts';
import {
  Button,
  clockTime,
  count,
  counted,
  EmptyState,
  ErrorState,
  LinkButton,
  SkeletonRows,
  SplitPane,
} from '../../ui/index.ts';
import { chooseFilesToMerge } from './merge-files.ts';
import styles from './Team.module.css';
import { TeamTable } from './TeamTable.tsx';
import { useTeam } from './team-state.ts';

const keyOf = ({ at, sha256 }: MergeReport) => `${at}-${sha256.slice(0, 8)}`;
const taken = ({ added, updated }: { added: number; updated: number }) => added + updated;

/** What was merged so far, and where the projects disagreed. */
export function Merging() {
  const { data: reports, error, refetch } = useBackend('merge.reports', {});
  const mergeAt = useTeam((team) => team.mergeAt);
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!reports) return <SkeletonRows rows={6} height={28} />;
  if (reports.length === 0) {
    return (
      <EmptyState
        icon={GitMerge}
        title="Nothing merged yet"
        actions={
          <Button disabled={needsWriting() ?? false} onPress={chooseFilesToMerge}>
            Merge project files
          </Button>
        }
      >
        Give each coder a copy of this project file. Their work comes back by merging their copies, as often as you
        like: what is here already stays as it is.
      </EmptyState>
    );
  }
  const report = reports.find((one) => keyOf(one) === mergeAt) ?? reports[0]!;
  return (
    <SplitPane
      id="team-merging"
      panes={[
        {
          id: 'table',
          children: (
            <div className={styles.main}>
              <TeamTable
                label="Merged files"
                rows={reports}
                keyOf={keyOf}
                focused={keyOf(report)}
                onFocus={(key) => useTeam.setState({ mergeAt: key })}
                columns={[
                  {
                    ...{ id: 'name', label: 'File', width: 'minmax(140px, 2fr)' },
                    cell: ({ name }) => <bdi className="ell med">{name}</bdi>,
                  },
                  {
                    ...{ id: 'coders', label: 'Coders', width: 'minmax(100px, 2fr)' },
                    cell: ({ coders }) => <span className="ell t2">{coders.join(', ')}</span>,
                  },
                  {
                    ...{ id: 'annotations', label: 'Annotations', width: '96px', end: true },
                    cell: ({ annotations }) => <span className="num">{count(taken(annotations))}</span>,
                  },
                  {
                    ...{ id: 'conflicts', label: 'Conflicts', width: '84px', end: true },
                    cell: ({ conflictCount }) => (
                      <span className={`num ${conflictCount > 0 ? 'warn' : 't3'}`}>{count(conflictCount)}</span>
                    ),
                  },
                  {
                    ...{ id: 'at', label: 'When', width: '154px' },
                    cell: ({ at }) => (
                      <span className="num t2">
                        {at.slice(0, 10)} {clockTime(at).slice(0, 5)}
                      </span>
                    ),
                  },
                ]}
              />
            </div>
          ),
        },
        {
          id: 'report',
          size: 400,
          min: 300,
          max: 640,
          panel: true,
          children: <ReportPane key={keyOf(report)} report={report} />,
        },
      ]}
    />
  );
}

function ReportPane({ report }: { report: MergeReport }) {
  const { articles, conflicts, conflictCount, backup } = report;
  const lines: [string, { added: number; updated: number; unchanged: number }][] = [
    ['Annotations', report.annotations],
    ['Codes', report.codes],
    ['Claims', report.claims],
    ['Decisions', report.decisions],
    ['Relations', report.relations],
    ['Rounds', report.rounds],
  ];
  return (
    <section className={`${styles.pane} scroll`} aria-label="This merge">
      <h2>
        <bdi>{report.name}</bdi>
      </h2>
      <p className="small t2 num">
        {count(articles.common)} of its {counted(articles.there, 'article')} {articles.common === 1 ? 'is' : 'are'} in
        this project.
        {report.unplaced > 0 ? ` ${counted(report.unplaced, 'passage')} found no place in the text here.` : ''}
      </p>
      <table className={styles.preview}>
        <thead>
          <tr>
            <th scope="col">Taken in</th>
            <th scope="col">New</th>
            <th scope="col">Updated</th>
            <th scope="col">Here already</th>
          </tr>
        </thead>
        <tbody>
          {lines.map(([label, counts]) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              <td>{count(counts.added)}</td>
              <td>{count(counts.updated)}</td>
              <td>{count(counts.unchanged)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <div>
        <h3>{conflictCount === 0 ? 'No conflicts' : counted(conflictCount, 'conflict')}</h3>
        {conflictCount > 0 ? <p className="small t2">Nothing here was overwritten.</p> : null}
        <ul className={styles.conflicts}>
          {conflicts.slice(0, 500).map((conflict, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a stored list, which never changes
            <li key={at}>
              <span className="t3">{conflict.kind}</span>
              <span>
                {conflict.what}{' '}
                {conflict.articleId && conflict.kind !== 'article' ? (
                  <LinkButton
                    onPress={() => {
                      selectArticle(conflict.articleId);
                      goTo('read');
                    }}
                  >
                    Read
                  </LinkButton>
                ) : null}
              </span>
            </li>
          ))}
        </ul>
        {conflictCount > 500 ? (
          <p className="small t2">And {count(conflictCount - 500)} more; the command line lists them all.</p>
        ) : null}
      </div>
      {backup ? <p className="small t2">This project as it was before the last merge lies in {backup}.</p> : null}
    </section>
  );
}
