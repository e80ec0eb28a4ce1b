import { create } from 'zustand';
import { session, useSession } from './session.ts';

/** A part of a profile that a number elsewhere leads to. */
export type ProfilePart = 'stories' | 'copies' | 'quoted';

/** Which profile the room of sources shows; kept while the person is elsewhere. */
interface ProfileState {
  /** Null: the table of sources. */
  openId: number | null;
  /** The part it is opened at; null: its beginning. */
  part: ProfilePart | null;
  /** Sources side by side by their measures; empty: all; null: not shown. */
  compared: readonly number[] | null;
  /** The project it was opened in: numbers of sources mean others in another one. */
  project: string | null;
  /** Sources a story must have to count as missed. */
  minSources: number;
}

export const useProfile = create<ProfileState>(() => ({
  openId: null,
  part: null,
  compared: null,
  project: null,
  minSources: 3,
}));

const here = () => session().project?.path ?? null;
export const openProfile = (openId: number | null, part: ProfilePart | null = null) =>
  useProfile.setState({ openId, part, compared: null, project: here() });
export const compareProfiles = (compared: readonly number[] | null) =>
  useProfile.setState({ compared, openId: null, project: here() });

/** What is open of this project. */
export function useOpenProfile(): Pick<ProfileState, 'openId' | 'compared'> {
  const { openId, compared, project } = useProfile();
  const now = useSession((state) => state.project?.path ?? null);
  return project === now ? { openId, compared } : { openId: null, compared: null };
}
