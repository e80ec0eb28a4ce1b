import { ArrowDown, ArrowUp, Pencil, Plus, Trash2, X } from 'lucide-react';
import { useState } from 'react';
import {
  type AttributeDraft,
  type AttributeType,
  attributeTypes,
  type Code,
  type CodeAttribute,
} from '../../../shared/model/codebook.ts';
import { useBackend } from '../../state/queries.ts';
import { Button, count, counted, Dialog, Field, Head, IconButton, Select, warnOf } from '../../ui/index.ts';
import styles from './Attributes.module.css';
import { setAttributes } from './code-changes.tsx';

const typeNames: Record<AttributeType, string> = {
  choice: 'Choice',
  number: 'Number',
  text: 'Text',
  'yes/no': 'Yes or no',
};

/** What is asked about every coding with the code: in order, with the values given so far. */
export function Attributes({ code, locked }: { code: Code; locked: string | null }) {
  const [edited, setEdited] = useState<CodeAttribute | 'new' | null>(null);
  const { data: given } = useBackend('codebook.values', { codeId: code.codeId });
  const { attributes } = code;
  const disabled = locked ?? undefined;
  const put = (next: AttributeDraft[]) => void setAttributes(code, { attributes: next, renamed: [] }).catch(warnOf);
  const swap = (at: number, by: 1 | -1) => {
    const next = [...attributes];
    next.splice(at + by, 0, ...next.splice(at, 1));
    put(next);
  };
  return (
    <section className={styles.part} aria-label="Attributes">
      <Head
        level={3}
        end={
          <IconButton
            icon={Plus}
            size="small"
            label="New attribute"
            disabled={disabled}
            onPress={() => setEdited('new')}
          />
        }
      >
        Attributes
      </Head>
      {attributes.length === 0 ? (
        <p className={styles.none}>Nothing is asked about what gets this code, such as a strength or an amount.</p>
      ) : (
        <ol className={styles.list}>
          {attributes.map((attribute, at) => {
            const values = given?.find((one) => one.attributeId === attribute.attributeId)?.given ?? [];
            const outside = values.filter((one) => !one.fits);
            const total = values.reduce((sum, one) => sum + one.annotations, 0);
            return (
              <li key={attribute.attributeId} className={styles.row}>
                <bdi className={styles.name}>{attribute.name}</bdi>
                <span className={styles.what}>
                  <span className="t3">{typeNames[attribute.type]}</span>
                  {attribute.allowed.map((value) => (
                    <Value
                      key={value}
                      value={value}
                      given={values.find((one) => one.value === value)?.annotations ?? 0}
                    />
                  ))}
                  {attribute.type === 'choice' || total === 0 ? null : (
                    <span className="t3 num">{counted(total, 'value')} given</span>
                  )}
                  {outside.length > 0 ? (
                    <span className={styles.outside}>
                      given, not allowed:
                      {outside.slice(0, 6).map((one) => (
                        <Value key={one.value} value={one.value} given={one.annotations} />
                      ))}
                      {outside.length > 6 ? ` and ${count(outside.length - 6)} more` : null}
                    </span>
                  ) : null}
                </span>
                <span className={styles.deeds}>
                  <IconButton
                    icon={ArrowUp}
                    size="small"
                    label={`Ask “${attribute.name}” earlier`}
                    disabled={disabled ?? (at === 0 ? 'It is the first one' : undefined)}
                    onPress={() => swap(at, -1)}
                  />
                  <IconButton
                    icon={ArrowDown}
                    size="small"
                    label={`Ask “${attribute.name}” later`}
                    disabled={disabled ?? (at === attributes.length - 1 ? 'It is the last one' : undefined)}
                    onPress={() => swap(at, 1)}
                  />
                  <IconButton
                    icon={Pencil}
                    size="small"
                    label={`Change “${attribute.name}”`}
                    disabled={disabled}
                    onPress={() => setEdited(attribute)}
                  />
                  <IconButton
                    icon={Trash2}
                    size="small"
                    label={`Delete “${attribute.name}”`}
                    disabled={disabled}
                    onPress={() => put(attributes.filter((one) => one !== attribute))}
                  />
                </span>
              </li>
            );
          })}
        </ol>
      )}
      {edited === null ? null : (
        <AttributeForm
          code={code}
          attribute={edited === 'new' ? null : edited}
          given={edited === 'new' ? [] : (given?.find((one) => one.attributeId === edited.attributeId)?.given ?? [])}
          onClose={() => setEdited(null)}
        />
      )}
    </section>
  );
}

function Value({ value, given }: { value: string; given: number }) {
  return (
    <span className={styles.value}>
      <bdi>{value}</bdi>
      {given > 0 ? <span className="t3 num">{count(given)}</span> : null}
    </span>
  );
}

/** A value of a choice while it is edited; `was` under which name it stands in codings. */
interface ValueLine {
  key: number;
  text: string;
  was: string | null;
}

let lines = 0;
const lineOf = (text: string, was: string | null): ValueLine => ({ key: lines++, text, was });

function AttributeForm(props: {
  code: Code;
  attribute: CodeAttribute | null;
  given: readonly { value: string; annotations: number; fits: boolean }[];
  onClose(): void;
}) {
  const { code, attribute, onClose } = props;
  const [name, setName] = useState(attribute?.name ?? '');
  const [type, setType] = useState<AttributeType>(attribute?.type ?? 'choice');
  const [values, setValues] = useState<ValueLine[]>(() =>
    attribute && attribute.allowed.length > 0
      ? attribute.allowed.map((value) => lineOf(value, value))
      : [lineOf('', null), lineOf('', null)],
  );
  const [error, setError] = useState<string | null>(null);
  const filled = values.filter((one) => one.text.trim() !== '');
  const outside =
    type === 'choice'
      ? props.given.filter((one) => !filled.some(({ was, text }) => one.value === (was ?? text.trim())))
      : [];
  const canSave = name.trim() !== '' && (type !== 'choice' || filled.length > 0);
  const save = async () => {
    if (!canSave) return;
    const draft: AttributeDraft = {
      ...(attribute ? { attributeId: attribute.attributeId } : {}),
      ...{ name: name.trim(), type, allowed: type === 'choice' ? filled.map((one) => one.text.trim()) : [] },
    };
    const renamed = filled.flatMap(({ was, text }) =>
      attribute && type === 'choice' && was !== null && was !== text.trim()
        ? [{ attributeId: attribute.attributeId, from: was, to: text.trim() }]
        : [],
    );
    const attributes = attribute
      ? code.attributes.map((one) => (one.attributeId === attribute.attributeId ? draft : one))
      : [...code.attributes, draft];
    try {
      if (await setAttributes(code, { attributes, renamed })) onClose();
    } catch (failure) {
      setError((failure as Error).message);
    }
  };
  const setLine = (at: number, text: string) =>
    setValues(values.map((one, index) => (index === at ? { ...one, text } : one)));
  const shift = (at: number, by: 1 | -1) => {
    const next = [...values];
    next.splice(at + by, 0, ...next.splice(at, 1));
    setValues(next);
  };
  return (
    <Dialog
      title={attribute ? `Attribute “${attribute.name}”` : `New attribute of “${code.name}”`}
      isOpen
      onClose={onClose}
      width={440}
      footer={
        <>
          <Button size="form" tone="quiet" onPress={onClose}>
            Cancel
          </Button>
          <Button size="form" tone="primary" disabled={!canSave} onPress={() => void save()}>
            {attribute ? 'Save the attribute' : 'Add the attribute'}
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        <div className={styles.first}>
          <Field
            label="What is asked"
            placeholder="Strength"
            value={name}
            onChange={setName}
            onSubmit={() => void save()}
            maxLength={200}
            dir="auto"
            autoFocus
            error={error}
          />
          <Select
            label="Answer"
            value={type}
            onChange={(value: AttributeType) => setType(value)}
            options={attributeTypes.map((value) => ({ value, label: typeNames[value] }))}
          />
        </div>
        {type === 'choice' ? (
          <fieldset className={styles.values}>
            <legend>Values to choose from, in this order</legend>
            {values.map((line, at) => (
              <div key={line.key} className={styles.valueLine}>
                <Field
                  label={`Value ${at + 1}`}
                  labelHidden
                  value={line.text}
                  onChange={(text) => setLine(at, text)}
                  onSubmit={() => setValues([...values.slice(0, at + 1), lineOf('', null), ...values.slice(at + 1)])}
                  maxLength={200}
                  dir="auto"
                  autoFocus={line.was === null && line.text === '' && at > 1}
                  end={
                    line.was === null ? null : (
                      <span className="t3 num">
                        {count(props.given.find((one) => one.value === line.was)?.annotations ?? 0)}
                      </span>
                    )
                  }
                />
                <IconButton
                  icon={ArrowUp}
                  label="Up"
                  disabled={at === 0 ? 'It is the first one' : undefined}
                  onPress={() => shift(at, -1)}
                />
                <IconButton
                  icon={ArrowDown}
                  label="Down"
                  disabled={at === values.length - 1 ? 'It is the last one' : undefined}
                  onPress={() => shift(at, 1)}
                />
                <IconButton
                  icon={X}
                  label={`Leave out value ${at + 1}`}
                  onPress={() => setValues(values.filter((one) => one !== line))}
                />
              </div>
            ))}
            <Button icon={Plus} tone="quiet" onPress={() => setValues([...values, lineOf('', null)])}>
              Another value
            </Button>
          </fieldset>
        ) : null}
        {outside.length > 0 ? (
          <p className={styles.outside}>
            Given, but not allowed: {outside.map((one) => `${one.value} (${count(one.annotations)})`).join(', ')}. They
            stay.
          </p>
        ) : null}
      </div>
    </Dialog>
  );
}
