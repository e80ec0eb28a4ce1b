/** Names that people merged. Part of migration 5. */
export const names = ``;
