import type { ViewQueryInput } from '../../../shared/model/view.ts';
import { goTo } from '../../app/rooms.ts';
import { setQuery } from '../../state/selection.ts';

/** Opens Triage with these articles and no others. */
export function showInTriage(query: ViewQueryInput) {
  setQuery(query);
  goTo('triage');
}
