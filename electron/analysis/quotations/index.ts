export { quotations } from './quotations.ts';
