import type { OutputOf } from '../../../shared/contract/contract.ts';
import { useAnalyser } from '../../app/useAnalyser.ts';
import { call } from '../../state/backend.ts';
import { useBackend } from '../../state/queries.ts';
import { count, counted, LinkButton, percent, SaveChart } from '../../ui/index.ts';
import { NotRun } from '../names/NotRun.tsx';
import { PlacesNumber } from '../names/Places.tsx';
import { showNames } from '../names/show-names.ts';
import { AnalyserBasis, Block, Loaded, Nothing } from './Block.tsx';
import { csvOf } from './measures.ts';
import styles from './Profile.module.css';
import { More, useShown } from './Stories.tsx';

type Data = OutputOf<'profiles.quoted'>;

/** Who speaks in its quotations, how much, and whether others quote them. */
export function Quoted({ sourceId, source }: { sourceId: number; source: string }) {
  const answer = useBackend('profiles.quoted', { sourceId, count: 50 });
  const analyser = useAnalyser('quotations');
  const { data } = answer;
  return (
    <Block
      title="Who it quotes"
      part="quoted"
      basis={
        <AnalyserBasis
          title={`Who ${source} quotes`}
          analyser={analyser}
          rows={[
            [
              'Rests on',
              data ? `${counted(data.articles, 'article')}, ${counted(data.quotations, 'quotation')} in marks` : '…',
            ],
            [
              'Names',
              'last names and pronouns are taken back to the full name inside an article; across articles only where a person merged names',
            ],
            ['Left out', 'speech that is reported without marks'],
          ]}
        />
      }
      save={
        data && data.quotations > 0 ? <SaveChart name={`Who ${source} quotes`} csv={() => quotedCsv(data)} /> : null
      }
    >
      <Loaded of={answer}>
        {(found) =>
          found.articles === 0 ? (
            <NotRun analyser={analyser} what="quotations" />
          ) : found.speakers.rows.length === 0 ? (
            <Nothing>
              {found.quotations > 0
                ? `None of its ${counted(found.quotations, 'quotation')} has a named speaker.`
                : 'No quotation in marks was found in its articles.'}
            </Nothing>
          ) : (
            <Speakers sourceId={sourceId} data={found} />
          )
        }
      </Loaded>
    </Block>
  );
}

function Speakers({ sourceId, data }: { sourceId: number; data: Data }) {
  const { rows, open } = useShown(data.speakers.rows);
  return (
    <>
      <p className={styles.statement}>
        <b className="strong num">{count(data.named)}</b> of {counted(data.quotations, 'quotation')} name their speaker,{' '}
        {counted(data.speakers.total, 'speaker')}, {counted(data.words, 'word')}.{' '}
        <LinkButton onPress={() => showNames('person')}>Merge names…</LinkButton>
      </p>
      <table className={`${styles.table} num`}>
        <thead>
          <tr>
            <th>Speaker</th>
            <th data-end>Quotations</th>
            <th data-end>Share</th>
            <th data-end>Words</th>
            <th data-end>Other sources</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={`${row.kind} ${row.name}`}>
              <th scope="row">
                <bdi>{row.name}</bdi>
              </th>
              <td data-end>
                <PlacesNumber
                  n={row.quotations}
                  label={`${row.name}: ${counted(row.quotations, 'quotation')}`}
                  of={count(row.quotations)}
                  ask={(start) =>
                    call('profiles.places', {
                      sourceId,
                      what: { kind: 'speaker', name: row.name, of: row.kind },
                      start,
                    })
                  }
                />
              </td>
              <td data-end>{percent(row.quotations / data.named)}</td>
              <td data-end>{count(row.words)}</td>
              <td data-end>
                {row.otherSources > 0 ? (
                  <PlacesNumber
                    n={row.otherQuotations}
                    label={`${row.name}: ${counted(row.otherQuotations, 'quotation')} in other sources`}
                    of={`${count(row.otherSources)} (${count(row.otherQuotations)})`}
                    ask={(start) =>
                      call('names.places', {
                        ...{ kind: row.kind, name: row.name, start },
                        ...{ only: 'quotations', exceptSourceId: sourceId },
                      })
                    }
                  />
                ) : (
                  <span className="t3">only here</span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <More shown={rows.length} listed={data.speakers.rows.length} total={data.speakers.total} onMore={open} />
    </>
  );
}

const quotedCsv = ({ speakers, named }: Data): string =>
  csvOf(
    ['speaker', 'kind', 'quotations', 'share', 'words', 'articles', 'other_sources', 'other_quotations'],
    speakers.rows.map((row) => [
      ...[row.name, row.kind, row.quotations, row.quotations / named, row.words, row.articles],
      ...[row.otherSources, row.otherQuotations],
    ]),
  );
