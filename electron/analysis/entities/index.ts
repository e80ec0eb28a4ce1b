export { type EntityKind, entities } from './entities.ts';
