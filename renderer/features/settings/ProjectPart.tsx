import { Head } from '../../ui/index.ts';
import { WatchedFolders } from '../import/WatchedFolders.tsx';
import { OriginalsStatus } from '../originals/index.ts';
import styles from './SettingsRoom.module.css';

/** What belongs to the open project and not to this machine: its originals and its watched folders. */
export function ProjectPart({ name }: { name: string }) {
  return (
    <section aria-label={`Project ${name}`}>
      <Head className={styles.head} end={<bdi>{name}</bdi>}>
        Originals
      </Head>
      <OriginalsStatus />
      <Head className={styles.head} end={<bdi>{name}</bdi>}>
        Watched folders
      </Head>
      <WatchedFolders />
    </section>
  );
}
