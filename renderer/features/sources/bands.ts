/** The five bands of lean, as ratings store them, from left to right. */
export const leanBands = [-2, -1, 0, 1, 2] as const;
const leanNames = ['Left', 'Lean left', 'Centre', 'Lean right', 'Right'];
export const leanName = (lean: number | null): string => (lean === null ? 'Unrated' : (leanNames[lean + 2] ?? ''));

/** The six bands of reliability, lowest first. */
export const reliabilityBands = [0, 1, 2, 3, 4, 5] as const;
const reliabilityNames = ['Very low', 'Low', 'Mixed', 'Mostly factual', 'High', 'Very high'];
export const reliabilityName = (reliability: number | null): string =>
  reliability === null ? 'Unrated' : (reliabilityNames[reliability] ?? '');

/** A band as the value of a list to choose from. */
export const bandValue = (band: number | null): string => (band === null ? 'none' : String(band));
export const bandOfValue = (value: string): number | null => (value === 'none' ? null : Number(value));
