/** Providers of evidence beyond the corpus. Part of migration 5. */
export const providers = ``;
