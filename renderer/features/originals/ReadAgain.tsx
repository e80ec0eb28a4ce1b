import { useEffect, useRef, useState } from 'react';
import type { ReextractChange } from '../../../shared/contract/rooms/originals.ts';
import type { Article } from '../../../shared/model/article.ts';
import { needsWriting } from '../../app/projects/projects.ts';
import { call } from '../../state/backend.ts';
import { useSession } from '../../state/session.ts';
import { Button, count, Dialog, ErrorState, LinkButton, Select, SkeletonRows, say, warnOf } from '../../ui/index.ts';
import { ChangeLines } from './Change.tsx';
import { encodings } from './encodings.ts';
import styles from './Originals.module.css';

type ReadArticle = Pick<Article, 'articleId' | 'encoding' | 'original'>;

/** Opens the reading again of one article: with another encoding, and with today's version of what reads it. */
export function ReadAgain({ article }: { article: ReadArticle }) {
  const [open, setOpen] = useState(false);
  const none = article.original.kept === 'none' ? 'its original is not kept; import its file again' : false;
  return (
    <>
      <LinkButton disabled={needsWriting() ?? none} onPress={() => setOpen(true)}>
        Read again with another encoding
      </LinkButton>
      <ReadAgainDialog article={article} isOpen={open} onClose={() => setOpen(false)} />
    </>
  );
}

/** The same for a menu of its own: the dialog alone. Nothing is written before the change has been seen. */
export function ReadAgainDialog(props: { article: ReadArticle; isOpen: boolean; onClose(): void }) {
  return (
    <Dialog title="Read again from the original" width={640} isOpen={props.isOpen} onClose={props.onClose}>
      {props.isOpen ? <Form article={props.article} onClose={props.onClose} /> : null}
    </Dialog>
  );
}

function Form({ article, onClose }: { article: ReadArticle; onClose(): void }) {
  const known = article.encoding?.toLowerCase() ?? null;
  const [encoding, setEncoding] = useState<string | null>(known);
  const [applying, setApplying] = useState(false);
  const preview = usePreview(article.articleId, encoding === known ? null : encoding);
  const options =
    known && !encodings.some(({ value }) => value === known)
      ? [{ value: known, label: known }, ...encodings]
      : encodings;
  const apply = async () => {
    setApplying(true);
    try {
      await call('originals.reextract', {
        articleIds: [article.articleId],
        apply: true,
        encoding: encoding === known ? null : encoding,
      });
      say('The article is being read again; its former text stays as a version');
      onClose();
    } catch (error) {
      setApplying(false);
      warnOf(error);
    }
  };
  const changes = preview.change !== null && preview.change?.kind !== 'failed';
  return (
    <div className={styles.form}>
      <Select label="Encoding" value={encoding} onChange={setEncoding} options={options} placeholder="as detected" />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a long change must be scrolled by key */}
      <section className={styles.preview} tabIndex={0} aria-label="What would change" aria-live="polite">
        {preview.error ? (
          <ErrorState inline error={preview.error} />
        ) : preview.change === undefined ? (
          <SkeletonRows rows={4} />
        ) : preview.change === null ? (
          <p className="t2">Read like this, the article stays as it is.</p>
        ) : (
          <>
            {preview.change.kind === 'failed' ? null : (
              <p className="num">
                {count(preview.change.wordsBefore)} words before, {count(preview.change.wordsAfter)} after. The
                beginning of what changes:
              </p>
            )}
            <ChangeLines change={preview.change} />
          </>
        )}
      </section>
      <div className={styles.buttons}>
        <Button size="form" onPress={onClose}>
          Cancel
        </Button>
        <Button
          tone="primary"
          size="form"
          disabled={!preview.change ? 'nothing would change' : !changes ? 'it cannot be read like this' : applying}
          onPress={() => void apply()}
        >
          Read it like this
        </Button>
      </div>
    </div>
  );
}

interface Preview {
  /** Undefined while it is being found out, null when nothing would change. */
  change: ReextractChange | null | undefined;
  error: Error | null;
}

/** What reading one article with this encoding would change; null for the encoding it was read with. */
function usePreview(articleId: string, encoding: string | null): Preview {
  const [jobId, setJobId] = useState<string | null>(null);
  const [preview, setPreview] = useState<Preview>({ change: undefined, error: null });
  const job = useSession((session) => session.jobs.find((one) => one.jobId === jobId));
  const asked = useRef(0);
  useEffect(() => {
    const mine = ++asked.current;
    setPreview({ change: undefined, error: null });
    setJobId(null);
    call('originals.reextract', { articleIds: [articleId], apply: false, encoding }).then(
      (started) => mine === asked.current && setJobId(started.jobId),
      (error: Error) => mine === asked.current && setPreview({ change: undefined, error }),
    );
    return () => {
      asked.current++;
    };
  }, [articleId, encoding]);
  const state = job?.state;
  useEffect(() => {
    if (!jobId || (state !== 'done' && state !== 'failed' && state !== 'cancelled')) return;
    if (state !== 'done') {
      setPreview({ change: undefined, error: new Error('It could not be found out what would change. Try again.') });
      return;
    }
    let left = false;
    call('originals.changes', { jobId }).then(
      ({ changes }) => left || setPreview({ change: changes[0] ?? null, error: null }),
      (error: Error) => left || setPreview({ change: undefined, error }),
    );
    return () => {
      left = true;
    };
  }, [jobId, state]);
  return preview;
}
