import { House, Lock, LockOpen } from 'lucide-react';
import { useState } from 'react';
import { goTo } from '../../app/rooms.ts';
import { Button, bytes, Checkbox, Dialog, ErrorState, Icon, LinkButton, Progress } from '../../ui/index.ts';
import { askInWords } from './kinds.ts';
import styles from './Providers.module.css';
import type { Outside, Stage } from './useOutside.ts';

/** Where a question to a provider stands: what would be sent, that it is under way, or why it failed. Nothing while it is idle. */
export function SendStage({ outside }: { outside: Outside }) {
  const { stage } = outside;
  if (stage.kind === 'idle') return null;
  if (stage.kind === 'preview') return <Preview key={stage.preview.requestId} stage={stage} outside={outside} />;
  if (stage.kind === 'failed') {
    return (
      <ErrorState
        inline
        error={stage.error}
        {...(stage.error.code === 'PROVIDER_OFF' ? {} : { onRetry: () => outside.ask(stage.providerId, stage.ask) })}
        actions={<LinkButton onPress={() => goTo('settings')}>Settings</LinkButton>}
      />
    );
  }
  return (
    <div className={styles.sending} role="status">
      <Progress value={null} label="Waiting for the answer" />
      <span>
        {stage.kind === 'preparing' ? 'Preparing the request…' : `Sent. Waiting for ${stage.preview.provider}…`}
      </span>
      <Button tone="quiet" onPress={outside.cancel}>
        Stop
      </Button>
    </div>
  );
}

function Preview({ stage, outside }: { stage: Extract<Stage, { kind: 'preview' }>; outside: Outside }) {
  const { preview } = stage;
  const [notAgain, setNotAgain] = useState(false);
  const body = preview.body === null ? null : readable(preview.body);
  const { host } = new URL(preview.address);
  return (
    <section className={styles.preview} aria-label="What would be sent">
      <p className={styles.previewHead}>
        <span className="med">
          {askInWords(stage.ask)}: this goes to <bdi>{host}</bdi>, and nothing else does
        </span>
        <span className="t3 small num">{bytes(preview.bytes)}</span>
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, also by keyboard */}
      <div className={`${styles.wire} scroll`} tabIndex={0}>
        <p>
          <span className="med">{preview.method}</span> {preview.address}
        </p>
        {preview.headers.map(({ name, value }) => (
          <p key={name}>
            <span className="t3">{name}:</span> {value}
          </p>
        ))}
        {body === null ? null : <pre dir="auto">{body}</pre>}
      </div>
      <p className="small t2">
        {preview.isLoopback ? (
          <>
            <Icon of={House} size={14} /> It goes to a server on this machine. What that server sends on is up to it.
          </>
        ) : preview.isEncrypted ? (
          <>
            <Icon of={Lock} size={14} /> It leaves this machine, encrypted on the way. The server sees it, and your
            address.
          </>
        ) : (
          <span className="warn">
            <Icon of={LockOpen} size={14} /> It leaves this machine unencrypted: whoever carries it can read it.
          </span>
        )}{' '}
        It will stand in the project’s log of what was sent.
      </p>
      <div className={styles.previewEnd}>
        <Checkbox checked={notAgain} onChange={setNotAgain}>
          Do not ask again for {preview.provider} until this window is closed
        </Checkbox>
        <span className={styles.buttons}>
          <Button size="form" tone="quiet" onPress={outside.cancel}>
            Cancel
          </Button>
          <Button size="form" tone="primary" autoFocus onPress={() => outside.send(notAgain)}>
            Send
          </Button>
        </span>
      </div>
    </section>
  );
}

/** JSON with its line breaks; what is sent has none. */
function readable(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2).replaceAll('\\n', '\n      ');
  } catch {
    return body;
  }
}

/** The same in a window of its own, for places without room for it. */
export function SendDialog({ outside, title }: { outside: Outside; title: string }) {
  return (
    <Dialog title={title} isOpen={outside.stage.kind !== 'idle'} onClose={outside.cancel} width={640}>
      <SendStage outside={outside} />
    </Dialog>
  );
}
