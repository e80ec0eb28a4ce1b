import { ArrowLeft, Trash2 } from 'lucide-react';
import { withCoder } from '../../app/coder.tsx';
import { useCommands } from '../../app/commands/index.ts';
import { needsWriting } from '../../app/projects/projects.ts';
import { useBackend, useChange } from '../../state/queries.ts';
import {
  Button,
  counted,
  ErrorState,
  Head,
  IconButton,
  SkeletonRows,
  SplitPane,
  say,
  Tools,
  warnOf,
} from '../../ui/index.ts';
import { setRatingsOpen } from './choice.ts';
import { RatingImport } from './RatingImport.tsx';
import styles from './RatingLists.module.css';

/** Who rates the sources of this project, and the way to take in a further list. */
export function RatingLists() {
  useCommands([
    {
      id: 'sources.leaveLists',
      label: 'Back to the sources',
      group: 'Move',
      keys: ['Escape'],
      run: () => setRatingsOpen(false),
    },
  ]);
  return (
    <SplitPane
      id="ratings"
      panes={[
        { id: 'raters', size: 300, min: 220, max: 480, panel: true, children: <Raters /> },
        { id: 'import', children: <RatingImport /> },
      ]}
    />
  );
}

function Raters() {
  const { data: raters, error, refetch } = useBackend('ratings.raters', {});
  const remove = useChange('ratings.removeRater');
  const readOnly = needsWriting();
  return (
    <section className={styles.raters} aria-label="Raters">
      <Tools>
        <Button tone="quiet" icon={ArrowLeft} keys="Escape" onPress={() => setRatingsOpen(false)}>
          Sources
        </Button>
      </Tools>
      <div className={`${styles.scroll} scroll`}>
        <Head end={raters && raters.length > 0 ? counted(raters.length, 'rater') : ''}>Raters in this project</Head>
        {error ? <ErrorState inline error={error} onRetry={() => void refetch()} /> : null}
        {!raters && !error ? <SkeletonRows rows={3} height={44} /> : null}
        {raters?.length === 0 ? (
          <p className="small t2">
            None yet, so every source is unrated. Parallax brings no ratings: which lists of raters to trust is for you
            to say. Several can stand side by side.
          </p>
        ) : null}
        <ul aria-label="Raters">
          {raters?.map(({ raterId, name, kind, entries, matched }) => (
            <li key={raterId} className={styles.rater}>
              <p className="ell med">
                <bdi>{name}</bdi>
              </p>
              <p className="small t2 num">
                {kind === 'list' ? `${counted(entries, 'entry', 'entries')}, ` : 'coder, '}
                {counted(matched, 'source')} of this project
              </p>
              <span className={styles.drop}>
                <IconButton
                  icon={Trash2}
                  size="small"
                  label={`Remove the ratings of ${name}`}
                  disabled={readOnly ?? remove.isPending}
                  onPress={() =>
                    void withCoder(() => remove.mutateAsync({ raterId }))
                      .then(() => say(`Removed the ratings of ${name}. Undo brings them back.`))
                      .catch(warnOf)
                  }
                />
              </span>
            </li>
          ))}
        </ul>
      </div>
    </section>
  );
}
