import { useEffect, useState } from 'react';
import { type Code, type CodeFields, type CodeTarget, codeTargets } from '../../../shared/model/codebook.ts';
import { Button, Checkbox, Dialog, Field, LinkButton } from '../../ui/index.ts';
import styles from './CodeForm.module.css';
import { createCode, editCode } from './code-changes.tsx';
import { freeKeys, refusedKey, sharedKey } from './room-keys.ts';

const empty: CodeFields = {
  name: '',
  definition: '',
  whenToUse: '',
  whenNot: '',
  example: '',
  color: 1,
  shortcut: null,
  isCodable: true,
  appliesTo: ['span', 'article'],
};

const fieldsOf = ({
  name,
  definition,
  whenToUse,
  whenNot,
  example,
  color,
  shortcut,
  isCodable,
  appliesTo,
}: Code): CodeFields => ({
  name,
  definition,
  whenToUse,
  whenNot,
  example,
  color,
  shortcut,
  isCodable,
  appliesTo,
});

const targetNames: Record<CodeTarget, string> = { span: 'Passages', article: 'Whole articles', claim: 'Claims' };

/** Names of the palette's slots, which screen readers and hovers tell. */
export const colors = ['blue', 'rust', 'pine', 'plum', 'ochre', 'steel', 'rosewood', 'olive', 'slate', 'coral'];

function unusedColor(codes: readonly Code[]): number {
  const uses = colors.map((_, index) => codes.filter((code) => code.color === index + 1 && code.isCodable).length);
  return uses.indexOf(Math.min(...uses)) + 1;
}

/** Every field of a code; with `codeId` of one that is there, else of a new one. */
export function CodeForm(props: {
  code?: Code;
  parentId?: string | null;
  name?: string;
  codes: readonly Code[];
  /** Given the code's id once it is saved. */
  /** Why only colour, key and example can be changed now. */
  locked?: string | null;
  onSaved(codeId: string): void;
  onCancel?(): void;
}) {
  const { code, codes } = props;
  const locked = Boolean(props.locked);
  const initial = code ? fieldsOf(code) : { ...empty, name: props.name ?? '', color: unusedColor(codes) };
  const [fields, setFields] = useState(initial);
  const [error, setError] = useState<string | null>(null);
  const [isSaving, setSaving] = useState(false);
  const asStored = JSON.stringify(initial);
  // Another code, or the same one changed elsewhere (undo, another window).
  // biome-ignore lint/correctness/useExhaustiveDependencies: the stored fields decide, as text
  useEffect(() => {
    if (code) setFields(initial);
    setError(null);
  }, [code?.codeId, code ? asStored : '']);
  const set = (change: Partial<CodeFields>) => {
    setError(null);
    setFields({ ...fields, ...change });
  };
  const toggle = (target: CodeTarget, on: boolean) =>
    set({ appliesTo: codeTargets.filter((one) => (one === target ? on : fields.appliesTo.includes(one))) });
  const isChanged = !code || JSON.stringify(fields) !== asStored;
  const taken = codes.find((one) => one.shortcut !== null && one.shortcut === fields.shortcut && one !== code);
  const keyError =
    fields.shortcut && !/^[a-z0-9]$/.test(fields.shortcut)
      ? 'One letter a to z or digit.'
      : taken
        ? `“${taken.name}” has this key.`
        : refusedKey(fields.shortcut);
  const save = async () => {
    if (!fields.name.trim() || keyError || isSaving) return;
    setSaving(true);
    try {
      if (code) {
        const changed = Object.fromEntries(
          Object.entries(fields).filter(
            ([name, value]) => JSON.stringify(initial[name as keyof CodeFields]) !== JSON.stringify(value),
          ),
        );
        if (await editCode(code, changed)) props.onSaved(code.codeId);
      } else props.onSaved(await createCode(props.parentId ?? null, fields));
    } catch (failure) {
      setError((failure as Error).message);
    }
    setSaving(false);
  };
  return (
    <div className={locked ? `${styles.form} ${styles.locked}` : styles.form}>
      <Field
        label="Name"
        disabled={locked}
        value={fields.name}
        onChange={(name) => set({ name })}
        onSubmit={save}
        maxLength={200}
        dir="auto"
        autoFocus={!code}
        error={error}
      />
      <Checkbox checked={fields.isCodable} disabled={locked} onChange={(isCodable) => set({ isCodable })}>
        Can be given; otherwise it only groups the codes below it
      </Checkbox>
      {fields.isCodable ? (
        <fieldset className={styles.targets}>
          <legend>Applies to</legend>
          {codeTargets.map((target) => (
            <Checkbox
              key={target}
              checked={fields.appliesTo.includes(target)}
              disabled={locked || (fields.appliesTo.length === 1 && fields.appliesTo[0] === target)}
              onChange={(on) => toggle(target, on)}
            >
              {targetNames[target]}
            </Checkbox>
          ))}
        </fieldset>
      ) : null}
      {fields.isCodable ? (
        <div className={styles.look}>
          <fieldset className={styles.colors}>
            <legend>Colour and line</legend>
            {colors.map((name, index) => (
              <label key={name} className={`${styles.color} c${index + 1}`} title={name}>
                <input
                  type="radio"
                  name="color"
                  checked={fields.color === index + 1}
                  onChange={() => set({ color: index + 1 })}
                  aria-label={name}
                />
                <span className={styles.sample}>ab</span>
              </label>
            ))}
          </fieldset>
          <Field
            label="Key"
            value={(fields.shortcut ?? '').toUpperCase()}
            onChange={(key) => set({ shortcut: key.trim().toLowerCase().slice(-1) || null })}
            onSubmit={save}
            error={keyError}
          />
        </div>
      ) : null}
      {fields.isCodable && (keyError || sharedKey(fields.shortcut)) ? (
        <p className={styles.note} role="status">
          {keyError ? 'Free keys: ' : `${sharedKey(fields.shortcut)} Free keys: `}
          {freeKeys(new Set(codes.flatMap((one) => one.shortcut ?? [])))
            .slice(0, 6)
            .map((key) => (
              <LinkButton key={key} onPress={() => set({ shortcut: key })}>
                {key.toUpperCase()}
              </LinkButton>
            ))}
        </p>
      ) : null}
      <Field
        label="Definition"
        disabled={locked}
        rows={3}
        value={fields.definition}
        onChange={(definition) => set({ definition })}
        onSubmit={save}
        maxLength={10_000}
        dir="auto"
      />
      <Field
        label="When to use it"
        disabled={locked}
        rows={2}
        value={fields.whenToUse}
        onChange={(whenToUse) => set({ whenToUse })}
        onSubmit={save}
        maxLength={10_000}
        dir="auto"
      />
      <Field
        label="When not"
        disabled={locked}
        rows={2}
        value={fields.whenNot}
        onChange={(whenNot) => set({ whenNot })}
        onSubmit={save}
        maxLength={10_000}
        dir="auto"
      />
      <Field
        label="Example"
        rows={2}
        serif
        value={fields.example}
        onChange={(example) => set({ example })}
        onSubmit={save}
        maxLength={10_000}
        dir="auto"
      />
      <div className={styles.actions}>
        {props.onCancel ? (
          <Button size="form" tone="quiet" onPress={props.onCancel}>
            Cancel
          </Button>
        ) : code ? (
          <Button size="form" tone="quiet" disabled={!isChanged} onPress={() => setFields(initial)}>
            Take back
          </Button>
        ) : null}
        <Button
          size="form"
          tone="primary"
          disabled={!fields.name.trim() || !isChanged || keyError !== null || isSaving}
          onPress={save}
        >
          {code ? 'Save the code' : 'Create the code'}
        </Button>
      </div>
    </div>
  );
}

export function CodeFormDialog(props: {
  title: string;
  code?: Code;
  parentId?: string | null;
  name?: string;
  codes: readonly Code[];
  locked?: string | null;
  onSaved(codeId: string): void;
  onClose(): void;
}) {
  const { title, onClose, ...form } = props;
  return (
    <Dialog title={title} isOpen onClose={onClose} width={480}>
      <CodeForm {...form} onCancel={onClose} />
    </Dialog>
  );
}
