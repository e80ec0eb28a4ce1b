import { create } from 'zustand';

/** The two articles whose difference is on the screen. */
export const useDifferenceShown = create<{ pair: readonly [a: string, b: string] | null }>()(() => ({ pair: null }));

/** Shows what differs between two articles, in whichever room is open. */
export const showDifference = (a: string, b: string) => useDifferenceShown.setState({ pair: [a, b] });
export const hideDifference = () => useDifferenceShown.setState({ pair: null });
