import { settingValue } from '../../model/analyser-setting.ts';
import { articleId } from '../../model/article.ts';
import { analyserRow, finding } from '../../model/finding.ts';
import { command, host, job, query } from '../method.ts';
import { z } from '../schema.ts';

const analyserName = z.string().min(1).max(60);

/** Analysers: what they are, what they found. What they find is a suggestion until a person takes it. */
export const analysisRoom = {
  'analysis.analysers': host(z.object({}), z.array(analyserRow)),
  /** Sets what is named; null: back to what it comes with. The analyser alone is due again. INVALID_INPUT for what does not fit. */
  'analysis.setSettings': command(
    z.object({ analyser: analyserName, values: z.record(z.string().max(40), settingValue.nullable()) }),
    z.object({}),
  ),
  /**
   * Runs the analysers that are due, where text, settings or version changed since. Result of the job: `AnalysisResult`.
   * INVALID_INPUT for a name that no analyser has.
   */
  'analysis.start': job(
    z.object({ only: z.array(analyserName).max(50).nullable().default(null) }),
    z.object({ jobId: z.string() }),
  ),
  /** What was found in an article. `isCurrent` false: in a text it had before; its offsets are into that one. */
  'analysis.findings': query(
    z.object({ articleId, only: z.array(analyserName).max(50).nullable().default(null) }),
    z.array(
      z.object({
        analyser: z.string(),
        version: z.string(),
        textVersionId: z.string(),
        isCurrent: z.boolean(),
        /** It does not know the article's language, and looked for nothing. */
        isUnknownLanguage: z.boolean(),
        at: z.string(),
        findings: z.array(finding),
      }),
    ),
  ),
  /** How often an analyser found what in which source, with the words it looked at. */
  'analysis.figures': query(
    z.object({ analyser: analyserName }),
    z.array(
      z.object({
        sourceId: z.number().int().nullable(),
        source: z.string(),
        articles: z.number().int(),
        words: z.number().int(),
        labels: z.record(z.string(), z.number().int()),
      }),
    ),
  ),
};
