import type { z } from './schema.ts';

/**
 * query: reads the project, through a reader thread. command: changes it, through the writer thread.
 * job: answers with the id of a job that goes on by itself. host: touches no project database (settings, files).
 */
export type MethodKind = 'query' | 'command' | 'job' | 'host';

export interface Method<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> {
  kind: MethodKind;
  input: I;
  output: O;
}

/** A room of the contract: its methods by name. */
export type Room = Record<string, Method>;

export function query<I extends z.ZodType, O extends z.ZodType>(input: I, output: O) {
  return { kind: 'query', input, output } as const satisfies Method<I, O>;
}
export function command<I extends z.ZodType, O extends z.ZodType>(input: I, output: O) {
  return { kind: 'command', input, output } as const satisfies Method<I, O>;
}
export function job<I extends z.ZodType, O extends z.ZodType>(input: I, output: O) {
  return { kind: 'job', input, output } as const satisfies Method<I, O>;
}
export function host<I extends z.ZodType, O extends z.ZodType>(input: I, output: O) {
  return { kind: 'host', input, output } as const satisfies Method<I, O>;
}
