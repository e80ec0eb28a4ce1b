/** From the articles of a corpus to stories: articles about the same event. Pure functions. */
export { findStories, type StoryItem, type StorySettings, storyDefaults, storyFinder } from './cluster.ts';
export { type StoryText, type Terms, termsOf } from './terms.ts';
