import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from '../../../shared/contract/schema.ts';

/** By project id and provider id: the address that a person switched on, with its model. */
const stored = z.record(z.string(), z.record(z.string(), z.string()));

/**
 * Which providers are switched on, in `<dataDir>/providers.json`. Kept on the machine where a person did it, never in the project: a
 * project that came from elsewhere, or a step of undo, switches nothing on. A damaged file switches everything off.
 */
export function openSwitches(dataDir: string) {
  const path = join(dataDir, 'providers.json');
  function read(): z.infer<typeof stored> {
    if (!existsSync(path)) return {};
    try {
      return stored.parse(JSON.parse(readFileSync(path, 'utf8')));
    } catch {
      return {};
    }
  }
  function write(state: z.infer<typeof stored>) {
    writeFileSync(`${path}.partial`, `${JSON.stringify(state, null, 2)}\n`, { mode: 0o600 });
    renameSync(`${path}.partial`, path);
  }
  const target = ({ address, model }: { address: string; model: string }) => `${address} ${model}`.trim();
  return {
    isOn: (projectId: string, provider: { providerId: string; address: string; model: string }): boolean =>
      read()[projectId]?.[provider.providerId] === target(provider),
    set(projectId: string, provider: { providerId: string; address: string; model: string }, on: boolean) {
      const state = read();
      const project = { ...state[projectId] };
      if (on) project[provider.providerId] = target(provider);
      else delete project[provider.providerId];
      const { [projectId]: _replaced, ...others } = state;
      write(Object.keys(project).length > 0 ? { ...others, [projectId]: project } : others);
    },
  };
}
export type Switches = ReturnType<typeof openSwitches>;
