import { useState } from 'react';
import { call } from '../../state/backend.ts';
import { useBackend } from '../../state/queries.ts';
import { session, useSession } from '../../state/session.ts';
import { changeSettings, useSettings } from '../../state/settings.ts';
import { Button, CodeSwatch, Field, warnOf } from '../../ui/index.ts';
import styles from './Shell.module.css';

/** Keeps the name and makes it known to the open project. */
export async function changeCoderName(name: string): Promise<void> {
  await changeSettings({ coderName: name });
  if (name && session().project && !session().project?.readOnly) await call('coders.use', { name });
}

/** The project's other coders, to go on as one of them. */
function Others({ known, onChoose }: { known: string; onChoose(name: string): void }) {
  const hasProject = useSession((session) => session.project !== null);
  const coders = useBackend('coders.list', {}, { enabled: hasProject }).data ?? [];
  const others = hasProject
    ? coders.filter(({ kind, isMe, name }) => kind === 'person' && !isMe && name !== known)
    : [];
  if (others.length === 0) return null;
  return (
    <div>
      <p className="small t2">Code as someone else of this project</p>
      <ul className={styles.coders}>
        {others.map(({ name, color }) => (
          <li key={name}>
            <button type="button" className={styles.coder} onClick={() => onChoose(name)}>
              <CodeSwatch color={color} />
              <bdi className="ell">{name}</bdi>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}

export function CoderForm({ onDone }: { onDone(): void }) {
  const known = useSettings((settings) => settings.coderName);
  const [name, setName] = useState(known);
  const keep = () => {
    const trimmed = name.trim();
    if (!trimmed) return;
    changeCoderName(trimmed).then(onDone, warnOf);
  };
  return (
    <div style={{ display: 'grid', gap: 10 }}>
      <Field
        label="Your name as coder"
        description="Stands beside every code you give and in every export."
        value={name}
        onChange={setName}
        onSubmit={keep}
        maxLength={200}
        dir="auto"
        autoFocus
      />
      <Button size="form" tone="primary" disabled={!name.trim()} onPress={keep}>
        Use this name
      </Button>
      <Others known={known} onChoose={(other) => void changeCoderName(other).then(onDone, warnOf)} />
    </div>
  );
}
