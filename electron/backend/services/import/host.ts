/** What the page asks of an import outside any project: looking at an origin, and uploading from a browser. */
export { importTitle, resolveOrigin } from './origin.ts';
export { surveyOrigin } from './survey.ts';
export { beginUpload, dropUpload, uploadPiece } from './upload.ts';
