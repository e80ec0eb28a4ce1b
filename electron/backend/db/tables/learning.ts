/** What was learned of codes. Part of migration 5. */
export const learning = ``;
