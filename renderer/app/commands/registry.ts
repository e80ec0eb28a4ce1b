import type { LucideIcon } from 'lucide-react';
import { belongsToField, type KeyPress, strokeOf } from './keys.ts';

/** Something a person can do: by key, from the palette, from the desktop's menu. */
export interface Command {
  /** `room.verb`, unique. */
  id: string;
  label: string;
  /** Head in palette and key map: `Move`, `Decide`, `Select`, `Find`, `Rooms`, `Project`, `View`, `Always`… */
  group: string;
  /** Any of these; the first is shown. See `keys.ts` for the spelling. */
  keys?: readonly string[];
  /** What it acts on, in few words: `4 selected articles`. */
  detail?: string;
  icon?: LucideIcon;
  /** Why it cannot run now; shown in the palette. Null or absent: it can. */
  disabled?: string | null | false;
  /** Runs also while a person types in a field. */
  inFields?: boolean;
  /** Leaves it out of the palette: pure movement, such as the next row. */
  keyOnly?: boolean;
  run(): unknown;
}

/**
 * Commands in force. Later sources come first, so that a room's keys win over the app's, and an open part of a room wins
 * over the room. Key map and keyboard read it when they need it; the palette listens while it is open.
 */
export class CommandRegistry {
  private sources: { commands: () => readonly Command[] }[] = [];
  private listeners = new Set<() => void>();

  /** Tells of sources that come, go or have other commands. Returns the function that ends it. */
  subscribe(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }

  /** For a source whose commands are others than before. */
  changed() {
    for (const listener of this.listeners) listener();
  }

  /** Returns a function that takes the commands away again. */
  register(commands: () => readonly Command[]): () => void {
    const source = { commands };
    this.sources.push(source);
    this.changed();
    return () => {
      this.sources = this.sources.filter((other) => other !== source);
      this.changed();
    };
  }

  /** Every command in force, innermost first, each id once. */
  all(): Command[] {
    const seen = new Set<string>();
    const found: Command[] = [];
    for (const source of this.sources.toReversed()) {
      for (const command of source.commands()) {
        if (seen.has(command.id)) continue;
        seen.add(command.id);
        found.push(command);
      }
    }
    return found;
  }

  get(id: string): Command | undefined {
    return this.all().find((command) => command.id === id);
  }
}

export const commands = new CommandRegistry();

/** Runs a command by its id; false when it is not in force or cannot run now. */
export function runCommand(id: string): boolean {
  const command = commands.get(id);
  if (!command || command.disabled) return false;
  void command.run();
  return true;
}

/** What a key press means: a command to run, the beginning of a sequence, or nothing. */
export type Meaning = { run: Command } | { pending: string } | null;

/**
 * Finds what a press means. `pending` is the sequence begun so far. A command that matches completely wins over the
 * beginning of a longer sequence; while a person types, only commands marked `inFields` and strokes that no field uses.
 */
export function meaningOf(
  press: KeyPress,
  context: { pending: string; typing: boolean; mac: boolean; commands: readonly Command[] },
): Meaning {
  const stroke = strokeOf(press, context.mac);
  if (!stroke) return context.pending ? { pending: context.pending } : null;
  const sequence = context.pending ? `${context.pending} ${stroke}` : stroke;
  // Keys are compared first: whether a command can run may take looking at what is selected, and there may be thousands.
  const isAble = (command: Command) =>
    !command.disabled && (!context.typing || command.inFields || !belongsToField(stroke));
  const exact = context.commands.find((command) => command.keys?.includes(sequence) && isAble(command));
  if (exact) return { run: exact };
  const begun = `${sequence} `;
  if (context.commands.some((command) => command.keys?.some((keys) => keys.startsWith(begun)) && isAble(command)))
    return { pending: sequence };
  // A sequence that leads nowhere is forgotten, and its last key counts by itself.
  return context.pending ? meaningOf(press, { ...context, pending: '' }) : null;
}
