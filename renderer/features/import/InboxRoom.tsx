import { useEffect } from 'react';
import { useImportRequest } from '../../app/import-requests.ts';
import { useShownImport } from '../../app/shell/job-actions.ts';
import { useSession } from '../../state/session.ts';
import { Home } from './Home.tsx';
import { takeRequest, useInbox } from './inbox.ts';
import { Report } from './Report.tsx';
import { Running } from './Running.tsx';
import { SurveyStep } from './SurveyStep.tsx';
import { Uploading } from './Uploading.tsx';

/** From a folder to articles, in three steps: what is in there, import, report. */
export function InboxRoom() {
  const request = useImportRequest((state) => state.request);
  const stage = useInbox((inbox) => inbox.stage);
  const shown = useShownImport((state) => state.jobId);
  const job = useSession((session) => session.jobs.find((candidate) => candidate.jobId === shown));
  useEffect(() => {
    // Asked of the store and not of this render, which an effect may see twice.
    const waiting = useImportRequest.getState().request;
    if (request && waiting) void takeRequest(waiting);
  }, [request]);
  if (stage === 'upload') return <Uploading />;
  if (stage === 'survey') return <SurveyStep />;
  if (!shown) return <Home />;
  if (!job || job.state === 'running' || job.state === 'waiting') return <Running job={job ?? null} />;
  return <Report key={job.jobId} job={job} />;
}
