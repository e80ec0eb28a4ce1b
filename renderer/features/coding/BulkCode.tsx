import { useVirtualizer } from '@tanstack/react-virtual';
import { Search } from 'lucide-react';
import { useRef, useState } from 'react';
import type { OutputOf } from '../../../shared/contract/contract.ts';
import type { Code } from '../../../shared/model/codebook.ts';
import { withCoder } from '../../app/coder.tsx';
import { undoOrRedo } from '../../app/projects/projects.ts';
import { call } from '../../state/backend.ts';
import { useSelection } from '../../state/selection.ts';
import {
  Button,
  Checkbox,
  CodeName,
  counted,
  Dialog,
  Field,
  Segments,
  Select,
  SkeletonRows,
  say,
  warn,
  warnOf,
} from '../../ui/index.ts';
import type { TextPane } from '../text/index.ts';
import { useCodes } from './annotations.ts';
import styles from './BulkCode.module.css';
import { codable } from './recent-codes.ts';

type Found = OutputOf<'annotations.findHits'>;
type Hit = Found['hits'][number];
type Scope = 'article' | 'view';
type Unit = 'words' | 'sentence';

/** px: context and article. */
const ROW = 44;

/** Words are looked for, every find is looked through, and those that are kept get a code: one step of undo. */
export function BulkCode({ pane, onClose }: { pane: TextPane; onClose(): void }) {
  const { article } = pane;
  const { selection } = pane.state.getState();
  const [words, setWords] = useState(() =>
    article && selection ? article.text.slice(selection.start, selection.end).slice(0, 200) : '',
  );
  const [scope, setScope] = useState<Scope>('article');
  const [unit, setUnit] = useState<Unit>('words');
  const [insideWords, setInsideWords] = useState(false);
  const [found, setFound] = useState<Found | null>(null);
  const [left, setLeft] = useState<ReadonlySet<number>>(new Set());
  const [isBusy, setBusy] = useState(false);
  const [codeId, setCodeId] = useState<string | null>(null);
  const { codes } = useCodes();
  const query = useSelection((state) => state.query);
  const hits = found?.hits ?? [];
  const kept = hits.filter((hit, index) => !left.has(index) && !(codeId && hit.codeIds.includes(codeId)));
  const find = async () => {
    if (words.trim() === '') return;
    setBusy(true);
    try {
      const where = scope === 'article' ? { articleId: article?.articleId ?? '' } : { query };
      setFound(await call('annotations.findHits', { words, scope: where, insideWords, unit }));
      setLeft(new Set());
    } catch (error) {
      warnOf(error);
    } finally {
      setBusy(false);
    }
  };
  const again = (change: () => void) => {
    change();
    setFound(null);
  };
  const code = async () => {
    if (!codeId) return;
    setBusy(true);
    try {
      const places = kept.map(({ articleId, textVersionId, start, end, exact }) => ({
        articleId,
        textVersionId,
        start,
        end,
        exact,
      }));
      const { coded, changed } = await withCoder(() => call('annotations.codeHits', { codeId, words, hits: places }));
      say(`Coded ${counted(coded, 'place')}.`, { label: 'Undo', run: () => undoOrRedo('undo') });
      if (changed.length > 0) {
        warn(
          `Left out, because the text has changed since: ${changed.slice(0, 5).join(', ')}. Find again to code there.`,
        );
      }
      onClose();
    } catch (error) {
      warnOf(error);
      setBusy(false);
    }
  };
  return (
    <Dialog
      title="Code where words are found"
      isOpen
      onClose={onClose}
      width={720}
      footer={
        <>
          <span className={`${styles.count} num t3`} role="status">
            {found
              ? `${counted(hits.length, 'place')} in ${counted(found.articles, 'article')}${found.more ? ', there are more' : ''}`
              : ''}
          </span>
          <Button onPress={onClose}>Cancel</Button>
          <Button tone="primary" disabled={isBusy || kept.length === 0 || codeId === null} onPress={() => void code()}>
            Code {counted(kept.length, 'place')}
          </Button>
        </>
      }
    >
      <div className={styles.asks}>
        <Field
          label="Words"
          labelHidden
          icon={Search}
          placeholder="Words to look for, then Enter"
          value={words}
          dir="auto"
          maxLength={200}
          onChange={(value) => again(() => setWords(value))}
          onSubmit={() => void find()}
          autoFocus
        />
        <Button onPress={() => void find()} disabled={isBusy || words.trim() === ''}>
          Find
        </Button>
      </div>
      <div className={styles.asks}>
        <Segments<Scope>
          label="Where"
          value={scope}
          onChange={(value) => again(() => setScope(value))}
          segments={[
            { value: 'article', label: 'This article' },
            { value: 'view', label: 'All articles of Triage’s table' },
          ]}
        />
        <Segments<Unit>
          label="What is coded"
          value={unit}
          onChange={(value) => again(() => setUnit(value))}
          segments={[
            { value: 'words', label: 'The words' },
            { value: 'sentence', label: 'The sentence' },
          ]}
        />
        <Checkbox checked={insideWords} onChange={(value) => again(() => setInsideWords(value))}>
          Inside longer words too
        </Checkbox>
      </div>
      <div className={styles.asks}>
        <Select
          label="Code"
          value={codeId}
          placeholder="Choose a code"
          onChange={setCodeId}
          options={codable(codes)
            .filter((one) => one.appliesTo.includes('span'))
            .map((one: Code) => ({ value: one.codeId, label: one.name }))}
        />
        {hits.length > 0 ? (
          <Checkbox
            checked={left.size === 0 ? true : left.size === hits.length ? false : 'some'}
            onChange={(all) => setLeft(all ? new Set() : new Set(hits.keys()))}
          >
            All of them
          </Checkbox>
        ) : null}
      </div>
      {isBusy && !found ? <SkeletonRows rows={6} height={ROW} /> : null}
      {found && hits.length === 0 ? (
        <p className="t3">These words stand nowhere there. Try fewer, or look inside longer words.</p>
      ) : null}
      {hits.length > 0 ? (
        <Hits
          hits={hits}
          left={left}
          codes={codes}
          codeId={codeId}
          onToggle={(index) => {
            const next = new Set(left);
            if (!next.delete(index)) next.add(index);
            setLeft(next);
          }}
        />
      ) : null}
    </Dialog>
  );
}

function Hits(props: {
  hits: readonly Hit[];
  left: ReadonlySet<number>;
  codes: readonly Code[];
  codeId: string | null;
  onToggle(index: number): void;
}) {
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: props.hits.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    overscan: 8,
  });
  return (
    <div ref={scroller} className={`${styles.hits} scroll`}>
      <ol className={styles.list} style={{ height: virtual.getTotalSize() }} aria-label="Places found">
        {virtual.getVirtualItems().map(({ index, start }) => {
          const hit = props.hits[index]!;
          const given = hit.codeIds.flatMap((id) => props.codes.find((code) => code.codeId === id) ?? []);
          const has = props.codeId !== null && hit.codeIds.includes(props.codeId);
          return (
            <li
              key={`${hit.articleId} ${hit.start}`}
              className={styles.hit}
              style={{ transform: `translateY(${start}px)`, height: ROW }}
              aria-setsize={props.hits.length}
              aria-posinset={index + 1}
            >
              <Checkbox checked={!props.left.has(index) && !has} disabled={has} onChange={() => props.onToggle(index)}>
                <span className={styles.found}>
                  <span className={`${styles.words} serif`} dir="auto" lang={hit.language ?? undefined}>
                    {hit.before}
                    <mark className="hit">{hit.exact}</mark>
                    {hit.after}
                  </span>
                  <span className={styles.where}>
                    <bdi>{hit.source ?? 'No source'}</bdi> <bdi className="ell">{hit.articleTitle}</bdi>
                    {given.map((code) => (
                      <CodeName key={code.codeId} color={code.color} name={code.name} />
                    ))}
                  </span>
                </span>
              </Checkbox>
            </li>
          );
        })}
      </ol>
    </div>
  );
}
