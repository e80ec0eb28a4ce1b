/** One registry for what can be done, reached by key, palette and native menu. */
export type { Command } from './registry.ts';
export { commands, runCommand } from './registry.ts';
export { useCommands } from './useCommands.ts';
