import type { OutputOf } from '../../../shared/contract/contract.ts';
import { needsWriting } from '../../app/projects/projects.ts';
import { call } from '../../state/backend.ts';
import { useBackend } from '../../state/queries.ts';
import { Checkbox, counted, ErrorState, SkeletonRows, warnOf } from '../../ui/index.ts';
import styles from './WatchedFolders.module.css';

type Folder = OutputOf<'import.watched'>[number];

/** The folders this project was imported from, each with a switch: whether what is added to it comes in by itself. */
export function WatchedFolders() {
  const { data, error, refetch } = useBackend('import.watched', {});
  const change = (folder: Folder, on: boolean) => {
    call('import.watch', { rootId: folder.rootId, on })
      .catch(warnOf)
      .finally(() => void refetch());
  };
  if (error) return <ErrorState inline error={error} onRetry={() => void refetch()} />;
  if (!data) return <SkeletonRows rows={2} height={40} />;
  if (data.length === 0)
    return (
      <p className={`${styles.note} t2`}>
        No folder of this machine was imported into this project. Folders that a browser handed over cannot be watched.
      </p>
    );
  return (
    <>
      <ul>
        {data.map((folder) => (
          <li key={folder.rootId} className={styles.folder}>
            <Checkbox
              checked={folder.on}
              disabled={needsWriting() !== null}
              onChange={(on) => change(folder, on)}
              label={`Watch ${folder.title}`}
            />
            <span className={styles.names}>
              <bdi className="med">{folder.title}</bdi>
              <bdi className="t3 small ell" title={folder.location}>
                {folder.location}
              </bdi>
            </span>
            <span className="t2 num">{counted(folder.articles, 'article')}</span>
            <span className="t3 small num">
              {folder.on && folder.since
                ? `watched since ${new Date(folder.since).toLocaleDateString('en-GB', { day: 'numeric', month: 'short', year: 'numeric' })}`
                : 'not watched'}
            </span>
          </li>
        ))}
      </ul>
      <p className={`${styles.note} t3 small`}>
        While the project is open, files that are added or changed there come in as an import of their own. Files that
        are deleted there stay in the corpus.
      </p>
    </>
  );
}
