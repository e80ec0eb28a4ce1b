import { FileUp, Scale, TriangleAlert } from 'lucide-react';
import { type ChangeEvent, useRef, useState } from 'react';
import type { AppError } from '../../../shared/contract/errors.ts';
import type { RatingMapping } from '../../../shared/contract/rooms/sources.ts';
import { withCoder } from '../../app/coder.tsx';
import { needsWriting } from '../../app/projects/projects.ts';
import { useBackend, useChange } from '../../state/queries.ts';
import {
  Button,
  count,
  counted,
  EmptyState,
  ErrorState,
  Field,
  Head,
  Icon,
  LinkButton,
  SkeletonRows,
  say,
  Tools,
  warn,
} from '../../ui/index.ts';
import { RatingColumns } from './RatingColumns.tsx';
import styles from './RatingLists.module.css';
import { RatingMatches } from './RatingMatches.tsx';
import { RatingWords } from './RatingWords.tsx';
import { dropList, isDay, type RatingPreview, takeList, useRatingDraft } from './rating-draft.ts';
import { textOfList } from './read-list.ts';
import { useRatingPreview } from './useRatingPreview.ts';

const chooseMapping = (mapping: RatingMapping | null) => useRatingDraft.setState({ mapping });

/** Takes in a list of ratings: chosen or pasted, looked at, and only then kept. */
export function RatingImport() {
  const draft = useRatingDraft();
  const { preview, error, asking, retry } = useRatingPreview(draft.csv, draft.mapping);
  if (draft.csv === null) return <ChooseList />;
  if (error && !preview) {
    return (
      <ErrorState
        error={error}
        onRetry={retry}
        actions={<LinkButton onPress={dropList}>Choose another list</LinkButton>}
      />
    );
  }
  if (!preview) return <SkeletonRows rows={12} />;
  return <Preview preview={preview} error={error} asking={asking} />;
}

function ChooseList() {
  const input = useRef<HTMLInputElement>(null);
  const [pasting, setPasting] = useState(false);
  const [pasted, setPasted] = useState('');
  const reason = needsWriting();

  async function read(event: ChangeEvent<HTMLInputElement>) {
    const file = event.target.files?.[0];
    event.target.value = '';
    if (!file) return;
    try {
      takeList(textOfList(new Uint8Array(await file.arrayBuffer()), file.name), file.name);
    } catch (thrown) {
      warn(thrown instanceof Error ? thrown.message : `${file.name} cannot be read.`);
    }
  }
  return (
    <div className={`${styles.choose} scroll`}>
      <EmptyState
        icon={Scale}
        title="Take in a list of ratings"
        actions={
          <>
            <Button
              tone="primary"
              size="form"
              icon={FileUp}
              disabled={reason ?? false}
              onPress={() => input.current?.click()}
            >
              Choose a CSV or TSV file…
            </Button>
            <Button size="form" pressed={pasting} disabled={reason ?? false} onPress={() => setPasting(!pasting)}>
              Paste a table
            </Button>
          </>
        }
      >
        Organisations and researchers that rate outlets publish their lists as tables, or give them on request: one row
        for each outlet, with its name or domain and the rating. The column shapes of AllSides and MBFC are recognised;
        any other list works once you say what its columns hold. Nothing is fetched from the network.
      </EmptyState>
      <input
        ref={input}
        type="file"
        accept=".csv,.tsv,.tab,.txt,text/csv,text/tab-separated-values"
        className="vh"
        tabIndex={-1}
        aria-label="File with a list of ratings"
        onChange={(event) => void read(event)}
      />
      {pasting ? (
        <div className={styles.paste}>
          <Field
            label="Table, with its header in the first line"
            value={pasted}
            onChange={setPasted}
            onSubmit={() => pasted.trim() && takeList(pasted, null)}
            rows={8}
            autoFocus
            placeholder={'name,domain,lean\nQuay Gazette,quay-gazette.example,centre'}
          />
          <div>
            <Button
              size="form"
              keys="Mod+Enter"
              disabled={pasted.trim() === '' ? 'paste a table first' : false}
              onPress={() => takeList(pasted, null)}
            >
              Look at it
            </Button>
          </div>
        </div>
      ) : null}
    </div>
  );
}

function Preview({ preview, error, asking }: { preview: RatingPreview; error: AppError | null; asking: boolean }) {
  const { file, rater, ratedOn, csv } = useRatingDraft();
  const { data: raters } = useBackend('ratings.raters', {});
  const importing = useChange('ratings.import');
  const [failed, setFailed] = useState<AppError | null>(null);
  const { mapping, unknownWords, problems, entries, matched } = preview;
  const name = rater.trim();
  const same = raters?.find((one) => one.name.toLocaleLowerCase() === name.toLocaleLowerCase());
  const dateWrong = ratedOn !== '' && !isDay(ratedOn);
  const unusable =
    (mapping.name === null && mapping.domain === null) ||
    (mapping.lean === null && mapping.reliability === null) ||
    entries === 0;
  const cannot =
    needsWriting() ??
    (unusable
      ? 'say which columns hold the outlets and their ratings'
      : name === ''
        ? 'name the rater'
        : dateWrong
          ? 'correct the date'
          : importing.isPending || asking);

  async function run() {
    if (cannot || csv === null) return;
    setFailed(null);
    try {
      const done = await withCoder(() =>
        importing.mutateAsync({ rater: name, csv, mapping, ratedOn: ratedOn || null }),
      );
      say(
        `Took in ${counted(done.entries, 'entry', 'entries')} of ${name}: ${counted(done.matched, 'source')} rated, ${count(done.unrated)} unrated by it.`,
      );
      dropList();
    } catch (thrown) {
      const error = thrown as AppError;
      if (error.code !== 'CANCELLED') setFailed(error);
    }
  }

  return (
    <div className={styles.import}>
      <Tools
        label="List"
        end={
          <>
            <LinkButton onPress={dropList}>Choose another list</LinkButton>
            <Button tone="primary" disabled={cannot} onPress={() => void run()}>
              Import {counted(entries, 'entry', 'entries')}
            </Button>
          </>
        }
      >
        <span className="strong ell">
          <bdi>{file ?? 'Pasted table'}</bdi>
        </span>
        <span className="t2 num">{preview.preset ? `the shape of ${preview.preset}` : 'a shape of its own'}</span>
      </Tools>
      <div className={`${styles.scroll} scroll`} aria-busy={asking || undefined}>
        {error || failed ? <ErrorState inline error={(failed ?? error)!} /> : null}
        {problems.map((problem) => (
          <p key={problem} className={styles.problem} role="status">
            <Icon of={TriangleAlert} size={14} className="warn" />
            {problem}
          </p>
        ))}
        <div className={styles.who}>
          <Field
            label="Rater"
            value={rater}
            onChange={(value) => useRatingDraft.setState({ rater: value })}
            placeholder="whose ratings these are"
            description={
              same?.kind === 'list' ? `Replaces the list of ${same.name} that is in the project.` : undefined
            }
            error={
              same?.kind === 'person' ? `${same.name} is a coder of this project. Give the list another name.` : null
            }
            onSubmit={() => void run()}
            maxLength={200}
          />
          <Field
            label="Rated on"
            value={ratedOn}
            onChange={(value) => useRatingDraft.setState({ ratedOn: value.trim() })}
            placeholder="YYYY-MM-DD"
            description="For entries without a date of their own; may stay empty."
            error={dateWrong && ratedOn.length >= 10 ? 'Write a day like 2025-03-14.' : null}
            onSubmit={() => void run()}
          />
        </div>
        <section aria-labelledby="rating-columns">
          <Head id="rating-columns" end={`${counted(preview.rows.length, 'row')} shown`}>
            Columns
          </Head>
          <RatingColumns preview={preview} onChange={chooseMapping} />
        </section>
        <div className={styles.columns}>
          <section aria-labelledby="rating-words">
            <Head
              id="rating-words"
              end={unknownWords.length > 0 ? `${counted(unknownWords.length, 'word')} to place` : ''}
            >
              Words and bands
            </Head>
            <RatingWords preview={preview} onChange={chooseMapping} />
          </section>
          <section aria-labelledby="rating-matches">
            <Head id="rating-matches" end={`${counted(matched.length, 'source')} of this project`}>
              What it rates here
            </Head>
            <RatingMatches preview={preview} />
          </section>
        </div>
      </div>
    </div>
  );
}
