import { Component, type ReactNode } from 'react';
import { Button, EmptyState } from '../../ui/index.ts';
import { reportFailure } from '../report-failures.ts';

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
