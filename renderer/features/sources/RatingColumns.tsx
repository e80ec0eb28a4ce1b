import type { RatingMapping } from '../../../shared/contract/rooms/sources.ts';
import { Select } from '../../ui/index.ts';
import styles from './RatingLists.module.css';
import { fieldOf, type RatingPreview, ratingFields, withField } from './rating-draft.ts';

const notRead = 'none';
const options = [
  { value: notRead, label: 'not read' },
  ...ratingFields.map(({ field, label }) => ({ value: field, label })),
];

/** The first rows of the list; the head of each column says what it holds. */
export function RatingColumns(props: { preview: RatingPreview; onChange(mapping: RatingMapping): void }) {
  const { header, rows, mapping } = props.preview;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table must be scrolled by key
    <section className={`${styles.table} scroll`} tabIndex={0} aria-label="First rows of the list">
      <table className="num">
        <thead>
          <tr>
            {header.map((name, column) => {
              const field = fieldOf(mapping, column);
              return (
                // biome-ignore lint/suspicious/noArrayIndexKey: columns keep their place, and names may repeat
                <th key={column} scope="col" data-read={field !== null || undefined}>
                  <bdi className="ell" title={name}>
                    {name || `column ${column + 1}`}
                  </bdi>
                  <Select
                    label={`Column ${name || column + 1} holds`}
                    labelHidden
                    size="toolbar"
                    value={field ?? notRead}
                    options={options}
                    onChange={(value) =>
                      props.onChange(
                        withField(mapping, column, ratingFields.find((one) => one.field === value)?.field ?? null),
                      )
                    }
                  />
                </th>
              );
            })}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows keep their order
            <tr key={index}>
              {header.map((_, column) => (
                <td
                  // biome-ignore lint/suspicious/noArrayIndexKey: columns keep their place
                  key={column}
                  dir="auto"
                  title={row[column]}
                  data-read={fieldOf(mapping, column) !== null || undefined}
                >
                  {row[column]}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
