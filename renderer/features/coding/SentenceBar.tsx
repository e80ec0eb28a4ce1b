import { X } from 'lucide-react';
import { Button, CodeSwatch, IconButton } from '../../ui/index.ts';
import { sentencesOf, usePane } from '../text/index.ts';
import { useCodes } from './annotations.ts';
import { applyCode, type CodingPlace, ownOn } from './code-actions.ts';
import { codable } from './recent-codes.ts';
import styles from './SentenceBar.module.css';

/** Sentence by sentence: where one is, and the codes, each with its key, those of the sentence pressed. */
export function SentenceBar({ place, onClose }: { place: CodingPlace; onClose(): void }) {
  const { pane, annotations } = place;
  const sentence = usePane(pane, (state) => state.sentence);
  const { codes } = useCodes();
  if (!sentence) return null;
  const paragraph = pane.map.paragraphAt(sentence.start);
  const all = sentencesOf(pane.map, pane.article?.metadata.language.value ?? null, paragraph);
  const at = all.findIndex((one) => one.start === sentence.start);
  const given = new Set(ownOn(annotations, sentence)?.codings.map(({ codeId }) => codeId));
  const able = codable(codes).filter((code) => code.appliesTo.includes('span'));
  const keyed = able.filter((code) => code.shortcut !== null || given.has(code.codeId));
  const offered = keyed.length > 0 ? keyed : able.slice(0, 9);
  const names = offered.filter((code) => given.has(code.codeId)).map((code) => code.name);
  return (
    <div className={styles.bar} role="toolbar" aria-label="Sentence by sentence" data-keeps-selection>
      <span className={`${styles.where} num`}>
        ¶ {paragraph + 1}, sentence {at + 1} of {all.length}
      </span>
      <span className="vh" role="status">
        {pane.map.text.slice(sentence.start, sentence.end)}{' '}
        {names.length > 0 ? `Coded ${names.join(', ')}` : 'Not coded'}
      </span>
      <span className={styles.codes}>
        {offered.map((code) => (
          <Button
            key={code.codeId}
            tone="quiet"
            keys={code.shortcut?.toUpperCase()}
            pressed={given.has(code.codeId)}
            onPress={() => applyCode(place, code.codeId)}
          >
            <CodeSwatch color={code.color} />
            <bdi className="ell">{code.name}</bdi>
          </Button>
        ))}
      </span>
      <IconButton icon={X} label="End sentence by sentence" keys="F8" onPress={onClose} />
    </div>
  );
}
