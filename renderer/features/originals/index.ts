/** Originals: what is kept of the imported bytes, and reading articles again from them. */
export { OriginalsStatus } from './OriginalsStatus.tsx';
export { ReadAgain, ReadAgainDialog } from './ReadAgain.tsx';
