import { Quote } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { OutputOf } from '../../../shared/contract/contract.ts';
import type { ComparedQuotation, ComparedSpeaker } from '../../../shared/contract/rooms/compare.ts';
import { useBackend } from '../../state/queries.ts';
import {
  Basis,
  count,
  counted,
  EmptyState,
  ErrorState,
  LinkButton,
  languageName,
  Segments,
  SkeletonRows,
  SourceName,
} from '../../ui/index.ts';
import { LeanSwatch } from '../stories/Swatch.tsx';
import styles from './Across.module.css';
import { AcrossToolbar } from './AcrossToolbar.tsx';
import { readAt, useAcross } from './across.ts';

type Quotations = OutputOf<'compare.quotations'>;

const kindWords: Record<ComparedQuotation['kind'], string> = {
  full: 'the fullest version',
  same: 'same words',
  cut: 'cut',
  reworded: 'reworded',
  alone: 'only here',
};

/** Speakers that are drawn at once; more on demand. */
const SPEAKERS = 30;

/** Who is quoted in which words: speakers down, articles across, versions of one quotation side by side. */
export function QuotationsView(props: { articleIds: readonly string[]; onAdd(): void }) {
  const across = useAcross(props.articleIds);
  const answer = useBackend('compare.quotations', across.input);
  const [only, setOnly] = useState<'all' | 'several'>('all');
  const { data, error } = answer;
  const speakers = useMemo(() => (data ? speakersShown(data.speakers, only === 'several') : []), [data, only]);
  return (
    <div className={styles.room}>
      <AcrossToolbar across={across} columns={props.articleIds.length} onAdd={props.onAdd}>
        <Segments<'all' | 'several'>
          label="Quotations"
          value={only}
          onChange={setOnly}
          segments={[
            { value: 'all', label: 'All' },
            { value: 'several', label: 'In several articles' },
          ]}
        />
      </AcrossToolbar>
      {error ? (
        <ErrorState error={error} onRetry={() => void answer.refetch()} />
      ) : !data ? (
        <SkeletonRows rows={14} height={44} />
      ) : (
        <Speakers key={JSON.stringify(across.input)} data={data} speakers={speakers} isFiltered={only === 'several'} />
      )}
    </div>
  );
}

/** With `several`: quotations that more than one article has. */
function speakersShown(speakers: readonly ComparedSpeaker[], several: boolean): ComparedSpeaker[] {
  if (!several) return [...speakers];
  return speakers.flatMap((speaker) => {
    const rows = speaker.rows.filter(({ cells }) => cells.filter((own) => own.length > 0).length > 1);
    return rows.length > 0 ? [{ ...speaker, rows }] : [];
  });
}

function Speakers(props: { data: Quotations; speakers: readonly ComparedSpeaker[]; isFiltered: boolean }) {
  const { data, speakers } = props;
  const { columns } = data;
  const [most, setMost] = useState(SPEAKERS);
  const template = { gridTemplateColumns: `repeat(${columns.length}, minmax(${columns.length > 4 ? 200 : 0}px, 1fr))` };
  const unknown = columns.filter((_, i) => !data.knownLanguage[i]);
  return (
    <div className={`${styles.body} scroll`}>
      <div className={styles.table} style={{ minWidth: columns.length > 4 ? columns.length * 200 : 0 }}>
        <div className={`${styles.row} ${styles.headRow}`} style={template}>
          {columns.map((column, i) => (
            <div key={column.articleId} className={styles.columnHead}>
              <span className={styles.source}>
                <LeanSwatch lean={column.lean} />
                <span className="med ell">
                  <SourceName name={column.source || null} />
                </span>
              </span>
              <span className="num t3">
                {data.knownLanguage[i]
                  ? counted(
                      data.speakers.reduce((sum, { counts }) => sum + (counts[i] ?? 0), 0),
                      'quotation',
                    )
                  : 'not searched'}
              </span>
            </div>
          ))}
        </div>
        <p className={styles.notes}>
          <Basis
            title="Quotations side by side"
            rows={[
              ['Analyser', `${data.basis.analyser}, version ${data.basis.version}`],
              ['Rests on', 'Words in quotation marks, and who the text says speaks'],
              ...(data.more > 0
                ? [['Also in the story', `${counted(data.more, 'source')} without a column`] as const]
                : []),
            ]}
            note={data.basis.note}
          >
            {counted(speakers.length, 'speaker')}
          </Basis>
          {unknown.length > 0
            ? ` Quotations are not searched in ${[...new Set(unknown.map(({ language }) => (language ? languageName(language) : 'an unknown language')))].join(', ')}.`
            : ''}
        </p>
        {speakers.length === 0 ? (
          <EmptyState
            icon={Quote}
            title={props.isFiltered ? 'No quotation stands in several articles' : 'Nobody is quoted'}
          >
            {props.isFiltered
              ? 'Each of these articles quotes words that the others do not have.'
              : 'No words in quotation marks with a speaker were found in these articles.'}
          </EmptyState>
        ) : (
          speakers.slice(0, most).map((speaker) => (
            <section key={speaker.name ?? ''} aria-label={speaker.name ?? 'Nobody named'}>
              <header className={styles.speaker}>
                <h3>{speaker.name === null ? 'Nobody named' : <bdi>{speaker.name}</bdi>}</h3>
                <span className="num t2 small">{speaker.counts.map((n) => count(n)).join(' : ')}</span>
                {speaker.variants.length > 0 ? (
                  <span className="t3 small">
                    also <bdi>{speaker.variants.join(', ')}</bdi>
                  </span>
                ) : null}
              </header>
              {speaker.rows.map(({ cells }) => (
                <div key={keyOfRow(cells)} className={styles.row} style={template}>
                  {cells.map((own, i) => (
                    <div key={columns[i]!.articleId} className={styles.quotation}>
                      {own.length === 0 ? (
                        <span className={styles.silent}>{data.knownLanguage[i] ? 'not quoted' : 'not searched'}</span>
                      ) : (
                        own.map((one) => (
                          <Quotation key={one.start} quotation={one} column={columns[i]!} speaker={speaker.name} />
                        ))
                      )}
                    </div>
                  ))}
                </div>
              ))}
            </section>
          ))
        )}
        {speakers.length > most ? (
          <p className={styles.more}>
            <LinkButton onPress={() => setMost(most + SPEAKERS)}>
              Show {count(Math.min(SPEAKERS, speakers.length - most))} more speakers
            </LinkButton>
          </p>
        ) : null}
      </div>
    </div>
  );
}

const keyOfRow = (cells: readonly ComparedQuotation[][]) => cells.map((own) => own[0]?.start ?? '').join(' ');

function Quotation(props: {
  quotation: ComparedQuotation;
  column: Quotations['columns'][number];
  speaker: string | null;
}) {
  const { quotation, column } = props;
  const { kind, label, text, start, end } = quotation;
  const isOtherName = quotation.speaker !== null && quotation.speaker !== props.speaker;
  return (
    <div>
      <button
        type="button"
        className={`${styles.quote} serif`}
        lang={column.language ?? undefined}
        dir={column.direction}
        onClick={() => readAt(column.articleId, start, end)}
      >
        {text}
      </button>
      <span className={styles.quoteKind}>
        {kindWords[kind]}
        {label === 'indirect' ? ', reported without marks' : ''}
        {isOtherName ? (
          <>
            , as said by <bdi>{quotation.speaker}</bdi>
          </>
        ) : null}
        {quotation.speaker === null && props.speaker !== null ? ', no speaker named' : ''}
      </span>
    </div>
  );
}
