import { openProfile } from '../../state/profile.ts';
import { useBackend } from '../../state/queries.ts';
import {
  Basis,
  count,
  counted,
  DateText,
  LinkButton,
  Popover,
  percent,
  SaveChart,
  SourceName,
} from '../../ui/index.ts';
import { readPlace } from '../stories/show-articles.ts';
import { Block, Loaded, Nothing } from './Block.tsx';
import { csvOf } from './measures.ts';
import styles from './Profile.module.css';
import { readArticle } from './show-from-profile.ts';

/** What of its texts stands elsewhere too, and which agencies it names. */
export function Copies({ sourceId }: { sourceId: number }) {
  const copies = useBackend('profiles.copies', { sourceId });
  const agencies = useBackend('profiles.agencies', { sourceId });
  const { data } = copies;
  return (
    <Block
      title="Shared texts and agencies"
      part="copies"
      basis={
        <Basis
          title="Shared texts and agencies"
          rows={[
            [
              'Shared',
              'articles in one duplicate group with an article of another source: the same or nearly the same text',
            ],
            ['First', 'by the hour where both are known in UTC, else by the day; on one day nobody is called first'],
            [
              'Agencies',
              agencies.data
                ? `named in bylines (other sources of the corpus, and ${agencies.data.known.join(', ')}), or in brackets in the opening of the newest ${count(agencies.data.openingsRead)} articles`
                : 'named in bylines and openings',
            ],
          ]}
          note="Who published first among the articles of this project. An agency that sent the text to all may not be among them."
        >
          copies, n = {data ? count(data.articles) : '…'}
        </Basis>
      }
      save={
        data ? (
          <SaveChart
            name="Shared texts"
            csv={() =>
              csvOf(
                ['source', 'shared_texts', 'they_first', 'this_first', 'unclear'],
                data.others.map((one) => [
                  ...[one.source, one.groups, one.theyFirst, one.weFirst],
                  one.groups - one.theyFirst - one.weFirst,
                ]),
              )
            }
          />
        ) : null
      }
    >
      <Loaded of={copies}>
        {(found) =>
          found.shared === 0 ? (
            <Nothing>No text of it stands in another source of the project.</Nothing>
          ) : (
            <>
              <p className={styles.statement}>
                <b className="strong num">{count(found.shared)}</b> of {counted(found.articles, 'article')} (
                {percent(found.shared / found.articles)}) stand in other sources too: {count(found.later)} after another
                had them, {count(found.earlier)} before all others, {count(found.unclear)} unclear.
                {found.ownRepeats > 0 ? ` It repeats ${counted(found.ownRepeats, 'text')} itself.` : ''}
              </p>
              <table className={`${styles.table} num`}>
                <thead>
                  <tr>
                    <th>With</th>
                    <th data-end>Texts</th>
                    <th data-end>They first</th>
                    <th data-end>This first</th>
                    <th data-end>Unclear</th>
                  </tr>
                </thead>
                <tbody>
                  {found.others.slice(0, 12).map((one) => (
                    <tr key={one.sourceId}>
                      <th scope="row">
                        <LinkButton className={styles.name!} onPress={() => openProfile(one.sourceId)}>
                          <SourceName name={one.source} />
                        </LinkButton>
                      </th>
                      <td data-end>{count(one.groups)}</td>
                      <td data-end>{count(one.theyFirst)}</td>
                      <td data-end>{count(one.weFirst)}</td>
                      <td data-end>{count(one.groups - one.theyFirst - one.weFirst)}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </>
          )
        }
      </Loaded>
      <Loaded of={agencies} rows={2}>
        {({ agencies: named, openingsRead }) =>
          named.length === 0 ? (
            <Nothing>No byline and no opening names an agency or another source ({count(openingsRead)} read).</Nothing>
          ) : (
            <ul className={`${styles.languages} small`} aria-label="Agencies it names">
              {named.map((agency) => (
                <li key={agency.name}>
                  {agency.sourceId === null ? (
                    <bdi>{agency.name}</bdi>
                  ) : (
                    <LinkButton onPress={() => openProfile(agency.sourceId)}>{agency.name}</LinkButton>
                  )}{' '}
                  <Popover
                    label={`Articles that name ${agency.name}`}
                    width={420}
                    trigger={
                      <LinkButton aria-label={`${counted(agency.articles, 'article')} that name ${agency.name}`}>
                        {count(agency.articles)}
                      </LinkButton>
                    }
                  >
                    <ul className={styles.places}>
                      {agency.places.map((place) => (
                        <li key={place.articleId}>
                          <p className="micro t3">
                            {place.from} · <DateText value={place.publishedAt} />
                          </p>
                          <p className="serif" dir="auto">
                            {place.words}
                          </p>
                          <LinkButton
                            onPress={() =>
                              place.start === null
                                ? readArticle(place.articleId)
                                : readPlace(place.articleId, place.start, place.start + place.words.length)
                            }
                          >
                            {place.title || 'Untitled'}
                          </LinkButton>
                        </li>
                      ))}
                    </ul>
                    {agency.places.length < agency.articles ? (
                      <p className="micro t3">{count(agency.articles - agency.places.length)} more are not listed.</p>
                    ) : null}
                  </Popover>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </Block>
  );
}
