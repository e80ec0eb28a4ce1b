import { Head } from '../../ui/index.ts';
import { WatchedFolders } from '../import/WatchedFolders.tsx';
import { OriginalsStatus } from '../originals/index.ts';
import { ProvidersPart } from '../providers/index.ts';
import styles from './SettingsRoom.module.css';

/** What belongs to the open project and not to this machine: its originals, its watched folders and whom it may ask. */
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
      <Head className={styles.head} end={<bdi>{name}</bdi>}>
        Beyond the corpus
      </Head>
      <ProvidersPart />
    </section>
  );
}
