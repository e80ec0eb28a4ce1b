import { FileDown } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Icon, warnOf } from '../../ui/index.ts';
import { takeDropped } from '../import-requests.ts';
import styles from './DropAnywhere.module.css';

/** Folders, files and projects may be dropped on any part of the window. */
export function DropAnywhere() {
  const [over, setOver] = useState(false);
  useEffect(() => {
    const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;
    const onOver = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      setOver(true);
    };
    const onLeave = (event: DragEvent) => {
      if (event.relatedTarget === null) setOver(false);
    };
    const onDrop = (event: DragEvent) => {
      if (!hasFiles(event) || !event.dataTransfer) return;
      event.preventDefault();
      setOver(false);
      takeDropped(event.dataTransfer).catch(warnOf);
    };
    window.addEventListener('dragover', onOver);
    window.addEventListener('dragleave', onLeave);
    window.addEventListener('drop', onDrop);
    return () => {
      window.removeEventListener('dragover', onOver);
      window.removeEventListener('dragleave', onLeave);
      window.removeEventListener('drop', onDrop);
    };
  }, []);
  if (!over) return null;
  return (
    <div className={styles.over}>
      <p>
        <Icon of={FileDown} />
        Drop to look what is in there. Nothing is imported yet.
      </p>
    </div>
  );
}
