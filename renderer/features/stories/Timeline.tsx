import { useMemo } from 'react';
import type { StoryMember } from '../../../shared/model/story.ts';
import { accuracyRows, Basis, count, counted, dateInWords, SourceName } from '../../ui/index.ts';
import { Missing, Section } from './Section.tsx';
import type { Story } from './StoryHead.tsx';
import { readPlace } from './show-articles.ts';
import styles from './Timeline.module.css';
import { type TimelineDot, timelineOf } from './timeline.ts';

const ROW = 18;
const ROWS = 12;
const TICKS = 7;
const roles: Record<TimelineDot['role'], string> = {
  own: '',
  first: 'first with this text',
  copy: 'same text as an earlier one',
};

/** Who published when, and who had another's text. */
export function Timeline(props: { story: Story; members: readonly StoryMember[] | undefined; total: number }) {
  const { members } = props;
  const timeline = useMemo(() => timelineOf(members ?? [], ROWS, TICKS), [members]);
  const { rows, dots, copies, ticks } = timeline;
  const height = rows.length * ROW;
  const y = (row: number) => row * ROW + ROW / 2;
  const x = (at: number) => `${(2 + at * 96).toFixed(2)}%`;
  const left = [
    timeline.unlisted > 0
      ? `${counted(timeline.unlisted, 'article')} of ${counted(timeline.unlistedSources, 'more source')}`
      : '',
    timeline.undated > 0 ? `${counted(timeline.undated, 'article')} without a known day` : '',
    members && props.total > members.length ? `${count(props.total - members.length)} later articles` : '',
  ].filter(Boolean);
  const isSameYear = props.story.firstDay?.slice(0, 4) === props.story.lastDay?.slice(0, 4);
  const isSameMonth = props.story.firstDay?.slice(0, 7) === props.story.lastDay?.slice(0, 7);
  const label = (day: string) =>
    isSameMonth
      ? String(Number(day.slice(8)))
      : dateInWords(day)
          .split(' ')
          .slice(0, isSameYear ? 2 : 3)
          .join(' ');
  return (
    <Section
      block="timeline"
      title="Who published when"
      beside={
        copies.length > 0 ? (
          <>
            <span className={styles.legend}>
              <i className={styles.keyFirst} />
              copied
            </span>
            <span className={styles.legend}>
              <i className={styles.keyCopy} />
              copy
            </span>
          </>
        ) : null
      }
      basis={
        <Basis
          title="Who published when"
          rows={[
            ['Days', 'as each source printed them; an hour counts where it is known, else the middle of the day'],
            ['Copies', 'texts that are the same or nearly so; the earliest is taken for the one that was copied'],
            ...accuracyRows('copies'),
          ]}
        >
          {isSameMonth && props.story.firstDay ? dateInWords(props.story.firstDay.slice(0, 7)) : 'days and copies'}
        </Basis>
      }
    >
      {members && dots.length === 0 ? (
        <Missing>None of its articles has a known day of publication.</Missing>
      ) : (
        <>
          <div className={styles.chart} aria-hidden="true">
            <ul className={styles.names}>
              {rows.map(({ sourceId, source }) => (
                <li key={sourceId ?? 'none'} className="ell" title={source}>
                  <SourceName name={source} />
                </li>
              ))}
            </ul>
            <svg className={styles.plot} width="100%" height={height + 18} role="presentation">
              {ticks.map(({ at, day }) => (
                <g key={day}>
                  <line className={styles.grid} x1={x(at)} x2={x(at)} y1={0} y2={height} />
                  <text className={styles.day} x={x(at)} dx={3} y={height + 13}>
                    {label(day)}
                  </text>
                </g>
              ))}
              <line className={styles.grid} x1="0" x2="100%" y1={height} y2={height} />
              {copies.map(({ from, to }) => (
                <g key={`${from.member.articleId} ${to.member.articleId}`} className={styles.link}>
                  <line x1={x(from.at)} x2={x(from.at)} y1={y(from.row)} y2={y(to.row)} />
                  <line x1={x(from.at)} x2={x(to.at)} y1={y(to.row)} y2={y(to.row)} />
                </g>
              ))}
              {dots.map((dot) => (
                // biome-ignore lint/a11y/noStaticElementInteractions: for the mouse; the list below does the same by key
                <g
                  key={dot.member.articleId}
                  className={styles.dot}
                  data-role={dot.role}
                  onClick={() => readPlace(dot.member.articleId, 0, 0)}
                >
                  <title>
                    {[dot.member.title, dateInWords(dot.member.publishedAt!, 'full'), roles[dot.role]]
                      .filter(Boolean)
                      .join(', ')}
                  </title>
                  {dot.role === 'first' ? (
                    <rect x={x(dot.at)} y={y(dot.row) - 3.5} width={7} height={7} transform="translate(-3.5 0)" />
                  ) : (
                    <circle cx={x(dot.at)} cy={y(dot.row)} r={dot.role === 'copy' ? 3 : 3.5} />
                  )}
                </g>
              ))}
            </svg>
          </div>
          <div className="vh">
            <table>
              <caption>Who published when</caption>
              <thead>
                <tr>
                  <th>Source</th>
                  <th>Published</th>
                  <th>Text</th>
                </tr>
              </thead>
              <tbody>
                {dots.slice(0, 200).map((dot) => (
                  <tr key={dot.member.articleId}>
                    <td>{dot.member.source}</td>
                    <td>{dateInWords(dot.member.publishedAt!, 'full')}</td>
                    <td>{roles[dot.role] || 'its own'}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          {left.length > 0 ? <p className={`${styles.left} micro t3`}>Not drawn: {left.join('; ')}.</p> : null}
        </>
      )}
    </Section>
  );
}
