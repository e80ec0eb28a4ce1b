import type { Channel, ClientMessage, ServerMessage, WireMessage } from './channel.ts';

/** What the native menu, a second start or the system asks of the page. */
export type ShellCommand =
  | { id: 'project.openPath'; path: string }
  | {
      id:
        | 'project.new'
        | 'project.open'
        | 'project.close'
        | 'project.saveCopy'
        | 'project.showInFolder'
        | 'import.folder'
        | 'import.files'
        | 'export'
        /** A text field that has the focus has already been served: only undo in the project if none has it. */
        | 'edit.undo'
        | 'edit.redo'
        | 'edit.find'
        | 'view.theme.system'
        | 'view.theme.light'
        | 'view.theme.dark'
        | 'view.palette'
        | 'help.keys';
    };

export type Theme = 'system' | 'light' | 'dark';

/** `window.parallax` in the desktop window; undefined in a browser. Paths are absolute; null means cancelled. */
export interface DesktopBridge {
  readonly host: 'desktop';
  readonly platform: string;
  readonly version: string;
  /** Asks for a port. It arrives as a window message; `channelOverBridge` does the rest. */
  connect(): void;
  /** Starts the backend again after it was given up. */
  restartBackend(): void;
  pickFolder(): Promise<string | null>;
  /** Files to import; empty when cancelled. */
  pickFiles(): Promise<string[]>;
  pickProjectToOpen(): Promise<string | null>;
  /** Ends in `.parallax`. The system has asked already whether to replace an existing file. */
  pickProjectToSave(suggestedName: string): Promise<string | null>;
  pickExportFolder(): Promise<string | null>;
  /** Where a dropped or picked file lies; empty for one that was made in the page. */
  pathForFile(file: File): string;
  showInFolder(path: string): Promise<void>;
  /** https and mailto only; anything else is refused with an error. */
  openExternal(url: string): Promise<void>;
  /** Returns a function that ends it. Commands from before the first listener are kept for it. */
  onCommand(listener: (command: ShellCommand) => void): () => void;
  /** Keeps the window title, the recent projects and the menu right; a restarted backend opens this project again. */
  setProject(project: { path: string; name: string } | null): void;
  setTheme(theme: Theme): void;
}

declare global {
  interface Window {
    parallax?: DesktopBridge;
  }
}

/** Window messages from the preload script. They come from the window itself, in the order of events. */
export type BridgeMessage =
  | { source: 'parallax-shell'; type: 'port' }
  | { source: 'parallax-shell'; type: 'gone'; restarting: boolean; attempt: number };

/** The part of `Window` that the channel uses. */
export interface BridgeWindow {
  addEventListener(type: 'message', listener: (event: MessageEvent) => void): void;
  parallax?: Pick<DesktopBridge, 'connect'>;
}

/**
 * The desktop page's end of the wire. It outlives backends: when one dies the page is told with `gone`, calls that come
 * before the next one wait for it, and the next one is greeted again.
 */
export function channelOverBridge(target: BridgeWindow): Channel {
  let port: MessagePort | undefined;
  let state: 'first' | 'connected' | 'between' | 'given up' = 'first';
  let listener: ((message: WireMessage) => void) | undefined;
  const undelivered: ServerMessage[] = [];
  let unsent: ClientMessage[] = [];

  function deliver(message: ServerMessage) {
    if (listener) listener(message);
    else undelivered.push(message);
  }

  function refuse(message: ClientMessage) {
    if (message.type !== 'call') return;
    const error = { code: 'BACKEND_GONE', message: 'The project process has stopped. Start it again to go on.' };
    queueMicrotask(() => deliver({ type: 'error', id: message.id, error }));
  }

  function takePort(next: MessagePort) {
    const greet = state !== 'first';
    port = next;
    state = 'connected';
    next.onmessage = (event: MessageEvent) => deliver(event.data as ServerMessage);
    if (greet) next.postMessage({ type: 'hello', version: '1' } satisfies ClientMessage);
    for (const message of unsent.splice(0)) next.postMessage(message);
  }

  function lose(gone: { restarting: boolean; attempt: number }) {
    port?.close();
    port = undefined;
    state = gone.restarting ? 'between' : 'given up';
    deliver({ type: 'gone', restarting: gone.restarting, attempt: gone.attempt });
    // Calls that were waiting have just failed on the caller's side; the caller renews its subscriptions itself.
    unsent = [];
  }

  target.addEventListener('message', (event) => {
    const data = event.data as Partial<BridgeMessage> | null;
    if (event.source !== (target as unknown) || data?.source !== 'parallax-shell') return;
    // With a port in use, another one was asked for by somebody else in the page.
    if (data.type === 'port' && event.ports[0] && state !== 'connected') takePort(event.ports[0]);
    if (data.type === 'gone') lose(data as { restarting: boolean; attempt: number });
  });
  target.parallax?.connect();

  return {
    send(message) {
      const request = message as ClientMessage;
      if (port) port.postMessage(request);
      else if (state === 'first') unsent.push(request);
      else if (state === 'given up') refuse(request);
      else if (request.type === 'call') unsent.push(request);
      else if (request.type === 'cancel')
        unsent = unsent.filter((other) => !('id' in other && other.id === request.id));
    },
    onMessage(next) {
      listener = next;
      for (const message of undelivered.splice(0)) next(message);
    },
  };
}
