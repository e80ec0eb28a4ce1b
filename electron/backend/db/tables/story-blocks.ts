/** What people say of the blocks of a story page. Part of migration 5. */
export const storyBlocks = ``;
