import { useState } from 'react';
import { Dialog, Modal, ModalOverlay } from 'react-aria-components';
import { create } from 'zustand';
import { Button, Kbd } from '../../ui/index.ts';
import { keyCaps } from '../../ui/key-caps.ts';
import { rooms, usePlace } from '../rooms.ts';
import styles from './KeyMap.module.css';
import { type Command, commands } from './registry.ts';

const useKeyMap = create<{ open: boolean }>(() => ({ open: false }));

/** Shows the keys that work where the person is. */
export function openKeyMap() {
  useKeyMap.setState({ open: true });
}

export function KeyMap() {
  const open = useKeyMap((state) => state.open);
  const close = () => useKeyMap.setState({ open: false });
  return (
    <ModalOverlay isOpen={open} onOpenChange={(next) => !next && close()} isDismissable className={styles.overlay!}>
      <Modal className={styles.map!} data-overlay>
        <Dialog aria-label="Keys of this room" className={styles.dialog}>
          {open ? <Keys onClose={close} /> : null}
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

/** The first two ways to press it, as far as they fit. */
function shownKeys({ keys = [] }: Command): readonly string[] {
  return keys.slice(0, keyCaps(keys.slice(0, 2).join(' ')).length <= 3 ? 2 : 1);
}

function Keys({ onClose }: { onClose(): void }) {
  const place = usePlace((state) => state.room);
  const room = rooms.find((candidate) => candidate.id === place);
  const [groups] = useState(() => {
    const found = new Map<string, Command[]>();
    for (const command of commands.all()) {
      if (!command.keys?.length) continue;
      found.set(command.group, [...(found.get(command.group) ?? []), command]);
    }
    return [...found];
  });
  return (
    <>
      <div className={styles.head}>
        <h2>Keys in {room?.label ?? 'this room'}</h2>
        <span className="t2">the same letters do the same in every room where they apply</span>
        <Button tone="quiet" keys="Escape" className={styles.close} onPress={onClose}>
          Close
        </Button>
      </div>
      <div className={styles.groups}>
        {groups.map(([group, list]) => (
          <section key={group}>
            <h3>{group}</h3>
            <dl>
              {list.map((command) => (
                <div key={command.id} className={command.disabled ? styles.off : undefined}>
                  <dt>
                    {shownKeys(command).map((keys) => (
                      <Kbd key={keys} keys={keys} />
                    ))}
                  </dt>
                  <dd>{command.label}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </>
  );
}
