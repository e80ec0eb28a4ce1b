import { useOpenProfile } from '../../state/profile.ts';
import { SourcesRoom } from '../sources/index.ts';
import { CompareSources } from './CompareSources.tsx';
import { ProfilePage } from './ProfilePage.tsx';

/** The table of sources, the profile of one, or several side by side. */
export function SourcesOrProfile() {
  const { openId, compared } = useOpenProfile();
  if (openId !== null) return <ProfilePage key={openId} sourceId={openId} />;
  if (compared !== null) return <CompareSources sourceIds={compared} />;
  return <SourcesRoom />;
}
