import { useRememberedLayout } from './settings.ts';

/** Whether copies of an article share one row in the triage table, where its query does not say otherwise. Kept for this machine. */
export function useFoldCopies(): [boolean, (fold: boolean) => void] {
  return useRememberedLayout('triage.foldCopies', true);
}
