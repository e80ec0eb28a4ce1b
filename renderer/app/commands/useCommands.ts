import { useEffect, useRef } from 'react';
import { type Command, commands } from './registry.ts';

/**
 * Puts commands in force while the component is on the screen. The list may be made anew on every render; what is run is
 * always that of the last one.
 */
export function useCommands(list: readonly Command[]) {
  const latest = useRef(list);
  useEffect(() => {
    if (latest.current === list) return;
    latest.current = list;
    commands.changed();
  });
  useEffect(() => commands.register(() => latest.current), []);
}
