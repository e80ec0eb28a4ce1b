import { useState } from 'react';
import { call } from '../../state/backend.ts';
import { session } from '../../state/session.ts';
import { changeSettings, useSettings } from '../../state/settings.ts';
import { Button, Field, warnOf } from '../../ui/index.ts';

/** Keeps the name and makes it known to the open project. */
export async function changeCoderName(name: string): Promise<void> {
  await changeSettings({ coderName: name });
  if (name && session().project && !session().project?.readOnly) await call('coders.use', { name });
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
    </div>
  );
}
