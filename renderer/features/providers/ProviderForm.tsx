import { useState } from 'react';
import type { AppError } from '../../../shared/contract/errors.ts';
import { isModel, type Provider, type ProviderKind, providerKinds } from '../../../shared/model/provider.ts';
import { withCoder } from '../../app/coder.tsx';
import { call } from '../../state/backend.ts';
import { useBackend } from '../../state/queries.ts';
import { Button, Field, Select, say } from '../../ui/index.ts';
import { kindWords } from './kinds.ts';
import styles from './Providers.module.css';

/** Names a provider, or changes one; it is off after that. */
export function ProviderForm({ provider, onDone }: { provider: Provider | null; onDone(): void }) {
  const { refetch } = useBackend('providers.list', {});
  const [kind, setKind] = useState<ProviderKind>(provider?.kind ?? 'mediawiki');
  const [name, setName] = useState(provider?.name ?? '');
  const [address, setAddress] = useState(provider?.address ?? '');
  const [model, setModel] = useState(provider?.model ?? '');
  const [error, setError] = useState<string | null>(null);
  const words = kindWords[kind];
  const given = { name: name.trim() || words.label, address, model: isModel(kind) ? model : '' };
  const missing =
    address.trim() === '' && kind !== 'claimreview'
      ? 'Give the address of the server.'
      : isModel(kind) && model.trim() === ''
        ? 'Name the model, as the server calls it.'
        : null;
  const keep = () => {
    if (missing) return setError(missing);
    withCoder<unknown>(() =>
      provider
        ? call('providers.edit', { providerId: provider.providerId, ...given })
        : call('providers.add', { kind, ...given }),
    ).then(
      () => {
        void refetch();
        const moved = provider?.isOn && (provider.address !== address.trim() || provider.model !== given.model);
        say(
          provider
            ? moved
              ? `Changed ${given.name}; it is off`
              : `Changed ${given.name}`
            : `Added ${given.name}; it is off`,
        );
        onDone();
      },
      (failure: AppError) => failure.code !== 'CANCELLED' && setError(failure.message),
    );
  };
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        keep();
      }}
    >
      {provider ? (
        <p className="t2">{words.label}</p>
      ) : (
        <Select
          label="Kind"
          value={kind}
          onChange={(value) => {
            setKind(value);
            setError(null);
          }}
          options={providerKinds.map((one) => ({ value: one, label: kindWords[one].label }))}
        />
      )}
      <p className="small t2">
        {words.does}
        <br />
        <span className="t3">What it gets when you ask it: {words.sends.toLowerCase()}.</span>
      </p>
      <Field
        label={words.addressLabel}
        value={address}
        placeholder={words.example}
        onChange={(value) => {
          setAddress(value);
          setError(null);
        }}
        error={error}
        autoFocus
        maxLength={2000}
      />
      {isModel(kind) ? (
        <Field
          label="Model, as the server calls it"
          value={model}
          onChange={(value) => {
            setModel(value);
            setError(null);
          }}
          maxLength={200}
        />
      ) : null}
      <Field
        label="Your name for it"
        value={name}
        placeholder={words.label}
        onChange={setName}
        dir="auto"
        maxLength={200}
      />
      <span className={styles.buttons}>
        <Button size="form" tone="quiet" onPress={onDone}>
          Cancel
        </Button>
        <Button size="form" tone="primary" type="submit">
          {provider ? 'Keep the changes' : 'Add, switched off'}
        </Button>
      </span>
    </form>
  );
}
