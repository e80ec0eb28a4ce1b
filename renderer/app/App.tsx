import { useSession } from '../state/session.ts';
import { Recovery } from './Recovery.tsx';
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
