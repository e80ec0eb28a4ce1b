import { FileUp, KeyRound, Pencil, Plus, Trash2 } from 'lucide-react';
import { type ChangeEvent, useRef, useState } from 'react';
import { isModel, type Provider } from '../../../shared/model/provider.ts';
import { withCoder } from '../../app/coder.tsx';
import { needsWriting, undoOrRedo } from '../../app/projects/projects.ts';
import { call } from '../../state/backend.ts';
import { useBackend } from '../../state/queries.ts';
import {
  Button,
  counted,
  Dialog,
  ErrorState,
  IconButton,
  LinkButton,
  Popover,
  Segments,
  SkeletonRows,
  say,
  warn,
  warnOf,
} from '../../ui/index.ts';
import { kindWords, shortAddress, stateInWords } from './kinds.ts';
import { ProviderForm } from './ProviderForm.tsx';
import styles from './Providers.module.css';
import { SendDialog } from './SendStage.tsx';
import { SentLog } from './SentLog.tsx';
import { useOutside } from './useOutside.ts';

/** Providers of the open project, each with its switch; what was sent, and a way to add one. */
export function ProvidersPart() {
  const { data, error, refetch } = useBackend('providers.list', {});
  const sent = useBackend('providers.log', { count: 1 });
  const [form, setForm] = useState<Provider | 'new' | null>(null);
  const [log, setLog] = useState(false);
  if (error) return <ErrorState inline error={error} onRetry={() => void refetch()} />;
  if (!data) return <SkeletonRows rows={2} height={40} />;
  const total = sent.data?.total ?? 0;
  return (
    <>
      <p className={`${styles.note} t2`}>
        {data.length === 0
          ? 'None. Parallax works without: nothing leaves this machine, and nobody is asked. You can name servers to be asked for evidence on a claim, or a language model that you run.'
          : 'Switched on by you, on this machine, for this project alone. Each request is shown before it is sent, and noted in the log.'}
      </p>
      <ul>
        {data.map((provider) => (
          <Row key={provider.providerId} provider={provider} onEdit={() => setForm(provider)} />
        ))}
      </ul>
      <p className={styles.partEnd}>
        <Button icon={Plus} disabled={needsWriting() ?? false} onPress={() => setForm('new')}>
          Add a provider…
        </Button>
        <LinkButton onPress={() => setLog(true)}>
          {total === 0 ? 'Log: nothing was ever sent' : `Log of what was sent: ${counted(total, 'line')}`}
        </LinkButton>
      </p>
      <Dialog
        title={form === 'new' ? 'A new provider' : 'Change the provider'}
        isOpen={form !== null}
        onClose={() => setForm(null)}
        width={520}
      >
        {form === null ? null : <ProviderForm provider={form === 'new' ? null : form} onDone={() => setForm(null)} />}
      </Dialog>
      <Dialog title="What left this machine" isOpen={log} onClose={() => setLog(false)} width={1000}>
        {log ? <SentLog /> : null}
      </Dialog>
    </>
  );
}

function Row({ provider, onEdit }: { provider: Provider; onEdit(): void }) {
  const { providerId, kind, name, address, isOn } = provider;
  const words = kindWords[kind];
  const state = stateInWords(provider);
  const locked = needsWriting() ?? undefined;
  const turn = (on: boolean) =>
    void call('providers.switch', { providerId, on, address }).then(
      () => say(on ? `${name} is switched on` : `${name} is switched off; what was under way was stopped`),
      warnOf,
    );
  const remove = () =>
    withCoder(() => call('providers.remove', { providerId })).then(
      () => say(`Removed ${name}; the log keeps what was sent`, { label: 'Undo', run: () => undoOrRedo('undo') }),
      warnOf,
    );
  return (
    <li className={styles.provider}>
      <Segments
        label={`${name}: on or off`}
        value={isOn ? 'on' : 'off'}
        onChange={(value) => turn(value === 'on')}
        segments={[
          { value: 'off', label: 'Off' },
          { value: 'on', label: 'On', disabled: locked !== undefined },
        ]}
      />
      <div className={styles.names}>
        <p>
          <bdi className="med">{name}</bdi> <span className="t3">{words.label}</span>
        </p>
        <p className={`${styles.address} t2 small`}>
          {address === '' ? 'No address: read from files' : shortAddress(address)}
          {isModel(kind) ? `, model ${provider.model}` : null}
        </p>
        <p className="small t2">
          {words.does} <span className="t3">Sends: {words.sends.toLowerCase()}.</span>
        </p>
        <p className={`small ${state.bad ? 'bad' : isOn ? 'good' : 't3'}`} role={state.bad ? 'status' : undefined}>
          {state.words}
        </p>
        {kind === 'claimreview' ? <Feed provider={provider} locked={locked} /> : null}
      </div>
      <span className={styles.buttons}>
        {kind === 'claimreview' && address === '' ? null : <Key provider={provider} />}
        <IconButton icon={Pencil} label={`Change ${name}`} disabled={locked} onPress={onEdit} />
        <IconButton icon={Trash2} label={`Remove ${name}`} disabled={locked} onPress={() => void remove()} />
      </span>
    </li>
  );
}

/** Reads a feed of fact checks: fetched from its address, or from a file. */
function Feed({ provider, locked }: { provider: Provider; locked: string | undefined }) {
  const { providerId, name, isOn, address } = provider;
  const input = useRef<HTMLInputElement>(null);
  const outside = useOutside(({ reviews }) => say(`Read ${counted(reviews, 'fact check')} from ${name}`));
  async function readFile(event: ChangeEvent<HTMLInputElement>) {
    const file = event.target.files?.[0];
    event.target.value = '';
    if (!file) return;
    if (file.size > 64 * 2 ** 20) return void warn(`${file.name} is larger than 64 MB and was not read.`);
    try {
      const bytes = new Uint8Array(await file.arrayBuffer());
      const { reviews, left } = await call('providers.readFeedFile', { providerId, name: file.name, bytes });
      const without = left > 0 ? `; ${counted(left, 'entry', 'entries')} without statement or address left out` : '';
      say(`Read ${counted(reviews, 'fact check')} from ${file.name}${without}`);
    } catch (error) {
      warnOf(error);
    }
  }
  return (
    <p className={styles.partEnd}>
      {address === '' ? null : (
        <Button
          disabled={locked ?? (isOn ? false : 'Switch it on first.')}
          onPress={() => outside.ask(providerId, { what: 'feed' })}
        >
          Fetch the feed…
        </Button>
      )}
      <Button icon={FileUp} disabled={locked} onPress={() => input.current?.click()}>
        Read from a file…
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        accept=".json,.jsonld,.jsonl,.ndjson"
        onChange={(event) => void readFile(event)}
      />
      <SendDialog outside={outside} title={`Fetch ${name}`} />
    </p>
  );
}

/** A key for the server, kept until Parallax ends. */
function Key({ provider: { providerId, name, hasKey } }: { provider: Provider }) {
  const [key, setKey] = useState('');
  const keep = (value: string, close: () => void) =>
    void call('providers.setKey', { providerId, key: value }).then(() => {
      setKey('');
      close();
      say(value === '' ? `The key for ${name} is forgotten` : `${name} has a key until Parallax is closed`);
    }, warnOf);
  return (
    <Popover
      label={`Key for ${name}`}
      width={320}
      placement="bottom end"
      trigger={
        <IconButton
          icon={KeyRound}
          label={hasKey ? `Key for ${name}: given` : `Key for ${name}: none`}
          pressed={hasKey}
        />
      }
    >
      {(close) => (
        <form
          className={styles.keyForm}
          onSubmit={(event) => {
            event.preventDefault();
            if (key.trim()) keep(key.trim(), close);
          }}
        >
          <label className="small t2">
            Key, sent to this server alone
            <input
              type="password"
              autoComplete="off"
              value={key}
              maxLength={4000}
              onChange={(event) => setKey(event.target.value)}
            />
          </label>
          <p className="small t3">
            Kept in memory until Parallax is closed. It stands in no file, no preview and no log; most local servers
            need none.
          </p>
          <span className={styles.buttons}>
            {hasKey ? (
              <Button size="form" tone="quiet" onPress={() => keep('', close)}>
                Forget the key
              </Button>
            ) : null}
            <Button size="form" tone="primary" type="submit" disabled={key.trim() === ''}>
              Use this key
            </Button>
          </span>
        </form>
      )}
    </Popover>
  );
}
