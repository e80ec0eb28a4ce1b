import { Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { Code, CodeExample } from '../../../shared/model/codebook.ts';
import { withCoder } from '../../app/coder.tsx';
import { needsWriting } from '../../app/projects/projects.ts';
import { call } from '../../state/backend.ts';
import { useBackend } from '../../state/queries.ts';
import { Field, IconButton, Segments, SkeletonRows, warnOf } from '../../ui/index.ts';
import styles from './Examples.module.css';
import { openPlace } from './Uses.tsx';

/** Passages that show what the code is, and what it is not. */
export function Examples({ code }: { code: Code }) {
  const { data } = useBackend('codebook.examples', { codeId: code.codeId });
  if (!data) return <SkeletonRows rows={4} height={48} />;
  if (data.length === 0) {
    return (
      <p className={styles.none}>
        No passage is taken as an example yet. In the list of annotations, the two books take one: as an example, or as
        an example of what this code is not.
      </p>
    );
  }
  const groups = [
    { title: 'What it is', examples: data.filter((one) => one.isPositive) },
    { title: 'What it is not', examples: data.filter((one) => !one.isPositive) },
  ];
  return (
    <div className={`${styles.pane} scroll`}>
      {groups.map(({ title, examples }) =>
        examples.length === 0 ? null : (
          <section key={title} aria-label={title}>
            <h3 className={styles.title}>{title}</h3>
            <ul className={styles.list}>
              {examples.map((one) => (
                <Example key={one.exampleId} example={one} />
              ))}
            </ul>
          </section>
        ),
      )}
    </div>
  );
}

function Example({ example }: { example: CodeExample }) {
  const { exampleId, exact, isPositive, note, place } = example;
  const [draft, setDraft] = useState(note);
  const locked = needsWriting();
  const edit = (change: { isPositive?: boolean; note?: string }) =>
    void withCoder(() => call('codebook.editExample', { exampleId, ...change })).catch(warnOf);
  const saveNote = () => {
    if (draft !== note) edit({ note: draft });
  };
  return (
    <li className={styles.example}>
      <p className={`${styles.quote} serif`} dir="auto">
        {exact}
      </p>
      {place ? (
        <button type="button" className={styles.place} onClick={() => openPlace(place)}>
          <bdi>{place.articleTitle}</bdi>
          {place.start === null ? ', no longer at its place' : ''}
        </button>
      ) : (
        <span className={styles.gone}>Its article is gone.</span>
      )}
      <div className={styles.deeds}>
        <Field
          label="Why it is an example"
          labelHidden
          placeholder="Why"
          value={draft}
          onChange={setDraft}
          onBlur={saveNote}
          onSubmit={saveNote}
          onEscape={() => setDraft(note)}
          disabled={locked !== null}
          maxLength={2000}
          dir="auto"
        />
        <Segments
          label="An example of"
          value={isPositive ? 'is' : 'not'}
          onChange={(value) => edit({ isPositive: value === 'is' })}
          segments={[
            { value: 'is', label: 'Is', disabled: locked !== null },
            { value: 'not', label: 'Is not', disabled: locked !== null },
          ]}
        />
        <IconButton
          icon={Trash2}
          label="Remove the example"
          disabled={locked ?? undefined}
          onPress={() => void withCoder(() => call('codebook.removeExample', { exampleId })).catch(warnOf)}
        />
      </div>
    </li>
  );
}
