import { TriangleAlert } from 'lucide-react';
import type { RatingMapping } from '../../../shared/contract/rooms/sources.ts';
import { counted, Icon, Select } from '../../ui/index.ts';
import { leanOptions, reliabilityOptions } from './Bands.tsx';
import { bandOfValue, bandValue } from './bands.ts';
import styles from './RatingLists.module.css';
import { type RatingPreview, withWord } from './rating-draft.ts';

/** Which band each word of the list means. Words that nobody has placed come first, and count as unrated until then. */
export function RatingWords(props: { preview: RatingPreview; onChange(mapping: RatingMapping): void }) {
  const { mapping, unknownWords } = props.preview;
  const kinds = [
    { column: 'lean', label: 'Lean', words: mapping.leanWords, options: leanOptions },
    { column: 'reliability', label: 'Reliability', words: mapping.reliabilityWords, options: reliabilityOptions },
  ] as const;
  const read = kinds.filter(({ column }) => mapping[column] !== null);
  if (read.length === 0)
    return <p className="small t2">No column holds ratings yet. Choose it in the head of its column.</p>;
  return (
    <>
      {read.map(({ column, label, words, options }) => {
        const unknown = unknownWords.filter((one) => one.column === column);
        const rows = [
          ...unknown.map(({ word, entries }) => ({ word, band: null, entries })),
          ...Object.entries(words).map(([word, band]) => ({ word, band, entries: null })),
        ];
        return (
          <table key={column} className={styles.words}>
            <thead>
              <tr>
                <th scope="col">{label} in the list</th>
                <th scope="col">means</th>
              </tr>
            </thead>
            <tbody>
              {rows.map(({ word, band, entries }) => (
                <tr key={word}>
                  <td>
                    <span className={styles.word}>
                      {entries === null ? null : <Icon of={TriangleAlert} size={14} className="warn" />}
                      <bdi className="ell" title={word}>
                        {word}
                      </bdi>
                      {entries === null ? null : (
                        <span className="t3 small num">{counted(entries, 'entry', 'entries')}, not placed</span>
                      )}
                    </span>
                  </td>
                  <td>
                    <Select
                      label={`${word} means`}
                      labelHidden
                      size="toolbar"
                      value={bandValue(band)}
                      options={options}
                      onChange={(value) => props.onChange(withWord(mapping, column, word, bandOfValue(value)))}
                    />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        );
      })}
    </>
  );
}
