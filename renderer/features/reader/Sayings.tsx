import { Check } from 'lucide-react';
import { type KeyboardEvent, useRef } from 'react';
import type { MetadataField } from '../../../shared/model/article.ts';
import { dateInWords, Icon, Kbd, languageName } from '../../ui/index.ts';
import type { Saying } from './conflicts.ts';
import styles from './Headline.module.css';
import { provenanceNames } from './provenance.ts';

function inWords(field: MetadataField, value: string | null): string {
  if (value === null) return 'nothing';
  if (field === 'publishedAt') return dateInWords(value, 'full');
  return field === 'language' ? languageName(value) : value;
}

/** What each origin says of a field: a press, its number or Enter puts one in force. */
export function Sayings(props: {
  field: MetadataField;
  sayings: readonly Saying[];
  disabled: boolean;
  onChoose(saying: Saying): void;
}) {
  const { field, sayings, disabled } = props;
  const list = useRef<HTMLUListElement>(null);
  function onKeyDown(event: KeyboardEvent) {
    const buttons = [...(list.current?.querySelectorAll('button') ?? [])];
    const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    const at = by === 0 ? -1 : buttons.indexOf(document.activeElement as HTMLButtonElement);
    const number = Number(event.key) - 1;
    if (by !== 0 && at >= 0) buttons[Math.min(buttons.length - 1, Math.max(0, at + by))]?.focus();
    else if (buttons[number] && !disabled) props.onChoose(sayings[number]!);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }
  return (
    <ul ref={list} className={styles.sayings} aria-label="What each origin says" onKeyDown={onKeyDown}>
      {sayings.map((saying, index) => (
        <li key={saying.from[0]}>
          <button
            type="button"
            className={styles.saying}
            aria-pressed={saying.inForce}
            disabled={disabled && !saying.inForce}
            // biome-ignore lint/a11y/noAutofocus: the list is why the popover was opened
            autoFocus={saying.inForce}
            onClick={() => props.onChoose(saying)}
          >
            {saying.inForce ? <Icon of={Check} size={14} /> : <span />}
            <bdi className={field === 'title' ? 'serif' : undefined}>{inWords(field, saying.value)}</bdi>
            <span className="t3">{saying.from.map((from) => provenanceNames[from]).join('; ')}</span>
            {index < 9 ? <Kbd keys={String(index + 1)} /> : null}
          </button>
        </li>
      ))}
    </ul>
  );
}
