/** What the page asks of an import outside any project: looking at an origin, and uploading from a browser. */
export { importTitle, resolveOrigin } from './origin.ts';
export { beginUpload, dropUpload, uploadPiece } from './upload.ts';

/** Loaded when it is first needed, since it brings every extractor and language table with it. */
export const surveyOrigin: typeof import('./survey.ts').surveyOrigin = async (...given) => {
  const survey = await import('./survey.ts');
  return survey.surveyOrigin(...given);
};
