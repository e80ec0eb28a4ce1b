export { techniques } from './techniques.ts';
