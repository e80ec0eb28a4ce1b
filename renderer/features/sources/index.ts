/** The outlets of the corpus. The room itself is put together in features/profiles, which shows one source in full. */
export { SourcesRoom } from './SourcesRoom.tsx';
export { showSource } from './show-source.ts';
