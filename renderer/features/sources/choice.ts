import { create } from 'zustand';

/** What is chosen in the room of sources; kept while the person is elsewhere. Project by project: see `showSource`. */
interface SourceChoice {
  /** The source that the pane beside the table is about. */
  sourceId: number | null;
  /** All that are selected, `sourceId` among them. */
  selected: ReadonlySet<number>;
}

export const useSourceChoice = create<SourceChoice>()(() => ({ sourceId: null, selected: new Set() }));

/** Makes one source the selected one. */
export function chooseSource(sourceId: number) {
  useSourceChoice.setState({ sourceId, selected: new Set([sourceId]) });
}
