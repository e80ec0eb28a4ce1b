import { type KeyboardEvent, type PointerEvent, useMemo, useRef, useState } from 'react';
import type { ViewQueryInput } from '../../../shared/model/view.ts';
import { changeQuery } from '../../state/selection.ts';
import { counted, dateInWords, Head, LinkButton } from '../../ui/index.ts';
import styles from './Facets.module.css';
import { lastDayOf, type MonthBin, monthBins, monthsBetween } from './months.ts';

/** More bars than these could not be told apart in the width of the facets. */
const MOST_BARS = 53;

interface Month {
  value: string;
  count: number;
}

/** Articles by month; two handles, or a drag over the bars, choose a span of months. */
export function MonthBrush({ months, query }: { months: readonly Month[]; query: ViewQueryInput }) {
  const bars = useRef<HTMLDivElement>(null);
  const [dragged, setDragged] = useState<[number, number] | null>(null);
  const names = useMemo(
    () => (months.length > 0 ? monthsBetween(months[0]!.value, months.at(-1)!.value) : []),
    [months],
  );
  const bins = useMemo(() => {
    const counts = new Map(months.map((month) => [month.value, month.count]));
    return monthBins(names, counts, MOST_BARS);
  }, [names, months]);
  if (names.length === 0) {
    return (
      <Head level={3} className={styles.head} end="no dates">
        Month
      </Head>
    );
  }
  const last = names.length - 1;
  const most = Math.max(...bins.map((bin) => bin.count));
  const nameOf = ({ from: a, to: b }: MonthBin) =>
    a === b ? dateInWords(names[a]!) : `${dateInWords(names[a]!)} – ${dateInWords(names[b]!)}`;

  const fromQuery = query.publishedFrom ? names.findIndex((name) => name >= query.publishedFrom!.slice(0, 7)) : 0;
  const toQuery = query.publishedTo ? names.findLastIndex((name) => name <= query.publishedTo!.slice(0, 7)) : last;
  const [from, to] = dragged ?? [fromQuery === -1 ? last : fromQuery, Math.max(0, toQuery)];
  const chosen = Boolean(query.publishedFrom || query.publishedTo || dragged);

  function choose(a: number, b: number) {
    const [low, high] = [Math.min(a, b), Math.max(a, b)];
    if (low === 0 && high === last) changeQuery({ publishedFrom: null, publishedTo: null });
    else changeQuery({ publishedFrom: `${names[low]}-01`, publishedTo: lastDayOf(names[high]!), dated: null });
  }
  function monthAt(event: PointerEvent): number {
    const box = bars.current!.getBoundingClientRect();
    return Math.min(last, Math.max(0, Math.floor(((event.clientX - box.left) / box.width) * names.length)));
  }
  function drag(event: PointerEvent, fixed: number) {
    event.preventDefault();
    const target = event.currentTarget as HTMLElement;
    target.setPointerCapture(event.pointerId);
    const span = (at: number): [number, number] => (at < fixed ? [at, fixed] : [fixed, at]);
    let latest: [number, number] = span(monthAt(event));
    setDragged(latest);
    target.onpointermove = (move) => {
      latest = span(monthAt(move as unknown as PointerEvent));
      setDragged(latest);
    };
    target.onpointerup = () => {
      target.onpointermove = null;
      target.onpointerup = null;
      setDragged(null);
      choose(...latest);
    };
  }
  function key(event: KeyboardEvent, which: 'from' | 'to') {
    const by = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -12, PageUp: 12 }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    const clamp = (n: number) => Math.min(last, Math.max(0, n));
    if (which === 'from') choose(Math.min(clamp(from + by), to), to);
    else choose(from, Math.max(clamp(to + by), from));
  }
  const handle = (which: 'from' | 'to') => {
    const at = which === 'from' ? from : to;
    const edge = ((which === 'from' ? at : at + 1) / names.length) * 100;
    return (
      <button
        type="button"
        role="slider"
        aria-label={which === 'from' ? 'First month' : 'Last month'}
        aria-valuemin={0}
        aria-valuemax={last}
        aria-valuenow={at}
        aria-valuetext={dateInWords(names[at]!)}
        className={styles.handle}
        style={{ left: `${edge}%` }}
        onPointerDown={(event) => drag(event, which === 'from' ? to : from)}
        onKeyDown={(event) => key(event, which)}
      />
    );
  };

  return (
    <section>
      <Head
        level={3}
        className={styles.head}
        end={
          chosen ? (
            <LinkButton onPress={() => choose(0, last)}>All</LinkButton>
          ) : (
            `${names.length === 1 ? '1 month' : `${names.length} months`}`
          )
        }
      >
        Month
      </Head>
      <div className={styles.brush}>
        {/* The bars are for the pointer; the two handles are for everyone. */}
        <div
          ref={bars}
          className={styles.bars}
          aria-hidden="true"
          onPointerDown={(event) => drag(event, monthAt(event))}
        >
          {bins.map((bin) => (
            <i
              key={bin.from}
              data-in={(bin.to >= from && bin.from <= to) || undefined}
              title={`${nameOf(bin)}: ${counted(bin.count, 'article')}`}
              style={{
                flexGrow: bin.to - bin.from + 1,
                height: `${Math.max(bin.count ? 6 : 0, (bin.count / most) * 100)}%`,
              }}
            />
          ))}
        </div>
        {last > 0 ? handle('from') : null}
        {last > 0 ? handle('to') : null}
      </div>
      <div className={`${styles.ends} num`}>
        <span>{dateInWords(names[from] ?? names[0]!)}</span>
        <span>{from === to ? '' : dateInWords(names[to] ?? names[last]!)}</span>
      </div>
    </section>
  );
}
