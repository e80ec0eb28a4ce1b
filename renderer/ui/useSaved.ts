import { useState } from 'react';

/** A value that is being typed, over the one that is saved: it follows what is saved when that changes elsewhere (undo). */
export function useSaved(saved: string): [value: string, set: (value: string) => void] {
  const [state, setState] = useState({ saved, value: saved });
  if (state.saved !== saved) {
    setState({ saved, value: saved });
    return [saved, (value) => setState({ saved, value })];
  }
  return [state.value, (value) => setState({ saved, value })];
}
