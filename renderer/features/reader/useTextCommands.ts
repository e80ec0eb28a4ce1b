import { TextCursor } from 'lucide-react';
import { type Command, useCommands } from '../../app/commands/index.ts';
import { say } from '../../ui/index.ts';
import type { TextPane } from '../text/index.ts';

/**
 * Moving and selecting in the text by keyboard. Plain arrows move the caret in caret mode (F7) and scroll otherwise; with Shift
 * they select in either.
 */
export function useTextCommands(pane: TextPane) {
  const isInText = () => document.activeElement === pane.surface?.root || document.activeElement === document.body;
  const canMove = () => (isInText() && pane.state.getState().caretMode ? null : 'press F7 in the text first');
  const canSelect = () => (isInText() ? null : 'go to the text first');
  type Move = (extend: boolean) => void;
  const moves: [key: string, id: string, label: string, move: Move][] = [
    ['ArrowLeft', 'left', 'Character left', (extend) => pane.moveVisually('character', 'left', extend)],
    ['ArrowRight', 'right', 'Character right', (extend) => pane.moveVisually('character', 'right', extend)],
    ['Mod+ArrowLeft', 'wordLeft', 'Word left', (extend) => pane.moveVisually('word', 'left', extend)],
    ['Mod+ArrowRight', 'wordRight', 'Word right', (extend) => pane.moveVisually('word', 'right', extend)],
    ['ArrowUp', 'up', 'Line up', (extend) => pane.moveByLine(-1, extend)],
    ['ArrowDown', 'down', 'Line down', (extend) => pane.moveByLine(1, extend)],
    ['Mod+ArrowUp', 'paragraphUp', 'Paragraph up', (extend) => pane.move('paragraph', -1, extend)],
    ['Mod+ArrowDown', 'paragraphDown', 'Paragraph down', (extend) => pane.move('paragraph', 1, extend)],
    ['Home', 'lineStart', 'To line start', (extend) => pane.moveByLine('start', extend)],
    ['End', 'lineEnd', 'To line end', (extend) => pane.moveByLine('end', extend)],
    ['Mod+Home', 'textStart', 'To text start', (extend) => pane.move('text', -1, extend)],
    ['Mod+End', 'textEnd', 'To text end', (extend) => pane.move('text', 1, extend)],
  ];
  const shifted = (key: string) => key.replace(/(\w+)$/, 'Shift+$1');
  const units = ['word', 'sentence', 'paragraph'] as const;
  useCommands([
    {
      id: 'text.caret',
      label: 'Caret in the text',
      group: 'Select',
      icon: TextCursor,
      keys: ['F7'],
      run: () => {
        const on = !pane.state.getState().caretMode;
        pane.state.setState({ caretMode: on, caret: pane.caret() });
        pane.surface?.root.focus({ preventScroll: true });
        say(on ? 'Arrow keys move the caret; with Shift they select. F7 ends it.' : 'Arrow keys scroll again.');
      },
    },
    ...units.map(
      (unit): Command => ({
        id: `text.${unit}`,
        label: `This ${unit}, then more`,
        group: 'Select',
        keys: [`Shift+${unit.charAt(0).toUpperCase()}`],
        keyOnly: true,
        run: () => {
          pane.selectUnit(unit);
          pane.surface?.root.focus({ preventScroll: true });
        },
      }),
    ),
    ...moves.flatMap(([key, id, label, move]): Command[] => [
      {
        id: `text.select.${id}`,
        label,
        group: 'Select',
        keyOnly: true,
        keys: [shifted(key)],
        get disabled() {
          return canSelect();
        },
        run: () => move(true),
      },
      {
        id: `text.move.${id}`,
        label,
        group: 'Move',
        keyOnly: true,
        keys: [key],
        get disabled() {
          return canMove();
        },
        run: () => move(false),
      },
    ]),
  ]);
}
