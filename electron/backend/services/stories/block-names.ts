import type { StoryBlock } from '../../../../shared/model/story-sections.ts';

/** Blocks of a story's page as the page names them. */
export const blockNames: Record<StoryBlock, string> = {
  ...{ coverage: 'Coverage by lean', gap: 'Coverage gap', timeline: 'Who published when', happened: 'What happened' },
  ...{ matters: 'Why it matters', commonGround: 'Common ground', signals: 'Perspective signals' },
  ...{ figures: 'Figures that disagree', onlyOneSide: 'Only one side reports', quoted: 'Who is quoted by whom' },
  ...{ claims: 'Claims and evidence', questions: 'Follow-up questions', headlines: 'Headlines' },
};
