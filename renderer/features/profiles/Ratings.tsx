import { openProfile } from '../../state/profile.ts';
import { useBackend } from '../../state/queries.ts';
import { Basis, DateText, LinkButton } from '../../ui/index.ts';
import { RatingCell } from '../sources/Bands.tsx';
import { setPart } from '../sources/choice.ts';
import { Block, Loaded, Nothing } from './Block.tsx';
import styles from './Profile.module.css';

/** What each rater says of it, when, and on what basis. */
export function Ratings({ sourceId }: { sourceId: number }) {
  const answer = useBackend('profiles.articles', { sourceId });
  const rate = () => {
    setPart('ratings');
    openProfile(null);
  };
  return (
    <Block
      title="Ratings"
      basis={
        <Basis
          title="Ratings"
          rows={[
            ['Rests on', 'lists that people imported, and ratings of coders; none comes with the program'],
            ['Matched', 'by domain, then by alias, then by name'],
          ]}
        >
          raters
        </Basis>
      }
    >
      <Loaded of={answer} rows={2}>
        {({ ratings }) =>
          ratings.length === 0 ? (
            <Nothing>
              Nobody has rated it. <LinkButton onPress={rate}>Rate it</LinkButton>
            </Nothing>
          ) : (
            <table className={styles.table}>
              <thead>
                <tr>
                  <th>Rater</th>
                  <th>Rating</th>
                  <th>Date</th>
                  <th>Basis</th>
                </tr>
              </thead>
              <tbody>
                {ratings.map((rating) => (
                  <tr key={rating.raterId}>
                    <th scope="row">
                      <bdi>{rating.rater}</bdi>
                    </th>
                    <td>
                      <RatingCell rating={rating} />
                    </td>
                    <td>
                      <DateText value={rating.ratedOn} />
                    </td>
                    <td className="t2" dir="auto">
                      {rating.basis || 'none given'}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          )
        }
      </Loaded>
    </Block>
  );
}
