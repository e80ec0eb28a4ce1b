/** Sources in profile: what a source publishes, misses, reprints and whom it quotes. */
export const profilesRoom = {};
