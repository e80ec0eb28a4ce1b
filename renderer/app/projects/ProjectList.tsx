import { X } from 'lucide-react';
import type { OutputOf } from '../../../shared/contract/contract.ts';
import { bytes, IconButton } from '../../ui/index.ts';
import styles from './ProjectList.module.css';

type Listed = OutputOf<'projects.recent'>[number];

function openedInWords(project: Listed): string {
  if (!project.exists) return 'not there';
  if (!project.openedAt) return project.bytes === null ? '' : bytes(project.bytes);
  const at = new Date(project.openedAt);
  return at.toLocaleDateString('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });
}

/** Projects to open, by name and place. */
export function ProjectList(props: { projects: Listed[]; onOpen(path: string): void; onForget?(path: string): void }) {
  const { onForget } = props;
  return (
    <ul className={styles.list}>
      {props.projects.map((project) => (
        <li key={project.path} className={styles.line}>
          <button type="button" className={styles.open} title={project.path} onClick={() => props.onOpen(project.path)}>
            <bdi className="med ell">{project.name}</bdi>
            <span className={`${styles.path} ell`}>{project.path}</span>
            <span className={`num ${project.exists ? 't3' : 'warn'}`}>{openedInWords(project)}</span>
          </button>
          {onForget ? (
            <IconButton
              size="small"
              icon={X}
              label={`Take ${project.name} off the list`}
              className={styles.forget}
              onPress={() => onForget(project.path)}
            />
          ) : null}
        </li>
      ))}
    </ul>
  );
}
