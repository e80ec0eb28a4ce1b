/** No request may take longer, in ms: what is still under way then was cut off with the program. */
const LONGEST = 600_000;

export function outcomeNow<O extends string | null>(outcome: O, at: string | null, now: Date): O | 'not known' {
  return outcome === 'under way' && at !== null && now.getTime() - Date.parse(at) > LONGEST ? 'not known' : outcome;
}
