import { Component, type ReactNode } from 'react';
import { useSession } from '../state/session.ts';
import { Button, EmptyState } from '../ui/index.ts';
import { Recovery } from './Recovery.tsx';
import { reportFailure } from './report-failures.ts';
import { Shell } from './shell/Shell.tsx';

export function App() {
  const connection = useSession((session) => session.connection);
  const info = useSession((session) => session.info);
  const failure = useSession((session) => session.failure);
  if (connection === 'lost' || failure) return <Recovery />;
  // The handshake takes a few frames: nothing is drawn rather than something that jumps.
  if (!info) return null;
  return <Shell />;
}

/** Keeps a failure in one room from taking the window with it. `place` names the room; another place starts anew. */
export class RoomBoundary extends Component<
  { place: string; children: ReactNode },
  { failed: Error | null; place: string }
> {
  override state = { failed: null as Error | null, place: this.props.place };

  static getDerivedStateFromError(failed: Error) {
    return { failed };
  }

  static getDerivedStateFromProps(props: { place: string }, state: { place: string }) {
    return props.place === state.place ? null : { failed: null, place: props.place };
  }

  override componentDidCatch(error: Error) {
    reportFailure(error);
  }

  override render() {
    if (!this.state.failed) return this.props.children;
    return (
      <EmptyState
        title="This room could not be drawn"
        actions={<Button onPress={() => this.setState({ failed: null })}>Draw it again</Button>}
      >
        What was shown as saved is on disk. The failure stands in the log file: {this.state.failed.message}
      </EmptyState>
    );
  }
}
