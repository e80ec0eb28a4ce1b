import { agreementUnits, coefficient, leftOut } from '../../model/agreement.ts';
import { uuid } from '../../model/annotation.ts';
import { codeColor } from '../../model/codebook.ts';
import { viewQuery } from '../../model/view.ts';
import { command, job, query } from '../method.ts';
import { z } from '../schema.ts';
import { coderName } from './coders.ts';

/** What is compared: whose work, on which units, with which codes, in which articles. */
export const agreementQuestion = z.object({
  unit: z.enum(agreementUnits).default('article'),
  /** Names; empty: everyone who coded, layers of adjudication left out. */
  coders: z.array(coderName).max(100).default([]),
  /** Empty: every code that one of these coders gave. For verdicts none is needed. */
  codeIds: z.array(uuid).max(1000).default([]),
  /** Also compares the codes below one group as values that exclude each other. */
  groups: z.boolean().default(true),
  /** The articles, as the triage table would show them. */
  query: viewQuery.prefault({}),
  /** Only articles of this round of coding; NOT_FOUND when it is gone. */
  roundId: uuid.nullable().default(null),
  /** Samples of the bootstrap; 0 for none. */
  samples: z.number().int().min(0).max(10_000).default(1000),
  seed: z.number().int().min(0).max(4_294_967_295).default(1),
});
export type AgreementQuestion = z.infer<typeof agreementQuestion>;
export type AgreementQuestionInput = z.input<typeof agreementQuestion>;

/** What the coders were compared in: one code, the codes of a group, an attribute, all codes, or the verdict. */
export const agreementVariable = z.object({
  kind: z.enum(['code', 'group', 'attribute', 'all', 'verdict']),
  /** The code, or the group; null for all codes and verdicts. */
  codeId: uuid.nullable(),
  /** Names from the root, the attribute's last; empty for all codes and verdicts. */
  path: z.array(z.string()),
  color: codeColor.nullable(),
  /** In the order of `confusion`. */
  categories: z.array(z.string()),
  coefficients: z.array(coefficient),
  /**
   * How often one category met another, `categories` × `categories`: rows are the first coder's with two coders; with more,
   * every pair counts in both directions. Empty for spans.
   */
  confusion: z.array(z.number()),
});
export type AgreementVariable = z.infer<typeof agreementVariable>;

/** Result of a job of kind `agreement`. */
export const agreementResult = z.object({
  question: agreementQuestion,
  /** ISO 8601 UTC. */
  at: z.string(),
  seconds: z.number(),
  coders: z.array(z.object({ name: z.string(), articles: z.number().int(), spans: z.number().int() })),
  /** Articles, and how many of them two or more of the coders worked on. */
  articles: z.number().int(),
  shared: z.number().int(),
  /** Articles, sentences or claims that were compared; for spans the spans. */
  units: z.number().int(),
  variables: z.array(agreementVariable),
  /** Left out before any coefficient saw it. */
  excluded: z.array(leftOut),
});
export type AgreementResult = z.infer<typeof agreementResult>;

/** What one coder has in a case; null values where they have nothing. */
const side = z.object({
  coder: z.string(),
  /** Codes given, or the verdict in words. */
  codeIds: z.array(uuid),
  verdict: z.string().nullable(),
  /** UTF-16 into the text in force; null for whole articles and verdicts. */
  start: z.number().int().nullable(),
  end: z.number().int().nullable(),
  exact: z.string().nullable(),
  memo: z.string(),
});

export const decisionKinds = ['take', 'neither', 'own'] as const;

/** One disagreement. */
export const agreementCase = z.object({
  /** Known again as long as what was coded stays the same. */
  subject: z.string(),
  unit: z.enum(['article', 'span', 'verdict']),
  articleId: z.string().nullable(),
  title: z.string(),
  source: z.string().nullable(),
  claimId: uuid.nullable(),
  /** Where the text opens: the widest of the sides. UTF-16 into the text in force. */
  start: z.number().int().nullable(),
  end: z.number().int().nullable(),
  /** The words there with a little around them; the claim's statement for a verdict. */
  before: z.string(),
  exact: z.string(),
  after: z.string(),
  direction: z.enum(['ltr', 'rtl']),
  /** What differs. */
  differs: z.array(z.enum(['code', 'place', 'missing', 'verdict'])),
  sides: z.array(side),
  decided: z
    .object({
      kind: z.enum(decisionKinds),
      /** Whose coding was taken. */
      coder: z.string().nullable(),
      reason: z.string(),
      by: z.string(),
      at: z.string(),
    })
    .nullable(),
});
export type AgreementCase = z.infer<typeof agreementCase>;

export const layerName = coderName.default('gold');

export const agreementRoom = {
  /** Who could be compared, and on how much. CONFLICT while a blind round is open. */
  'agreement.coders': query(
    z.object({}),
    z.object({
      coders: z.array(
        z.object({
          name: z.string(),
          kind: z.enum(['person', 'layer']),
          articles: z.number().int(),
          spans: z.number().int(),
          verdicts: z.number().int(),
        }),
      ),
      /** Articles that both worked on, for each pair that shares any. */
      shared: z.array(z.object({ one: z.string(), other: z.string(), articles: z.number().int() })),
    }),
  ),
  /** Computes; result of the job: `AgreementResult`. CONFLICT while a blind round is open, INVALID_INPUT with fewer than two coders. */
  'agreement.start': job(agreementQuestion, z.object({ jobId: z.string() })),
  /** The result computed last in this project, of this unit or of any; null when there is none. */
  'agreement.latest': query(z.object({ unit: z.enum(agreementUnits).optional() }), agreementResult.nullable()),
  /** Where the coders differ, in the order of articles and places; sentences are decided as spans. */
  'agreement.cases': query(
    z.object({
      question: agreementQuestion,
      layer: layerName,
      /** Only cases about this code. */
      codeId: uuid.nullable().default(null),
      /** Leaves out what the layer has decided. */
      onlyOpen: z.boolean().default(false),
      start: z.number().int().nonnegative().default(0),
      count: z.number().int().min(1).max(500).default(100),
    }),
    z.object({
      total: z.number().int(),
      decided: z.number().int(),
      /** Units or spans on which all agree exactly, and how many of these the layer holds already. */
      agreed: z.number().int(),
      held: z.number().int(),
      /** How many there are to list: all, or the open ones. */
      listed: z.number().int(),
      /** Which of them is the first of `cases`. */
      start: z.number().int(),
      cases: z.array(agreementCase),
    }),
  ),
  /**
   * Decides a case in a layer; what was decided before is replaced. One step of undo. The coders' own work stays.
   * CONFLICT when the case is no longer as it was, or when a person has the layer's name.
   */
  'agreement.decide': command(
    z.object({
      question: agreementQuestion,
      layer: layerName,
      subject: z.string(),
      articleId: z.string().nullable(),
      claimId: uuid.nullable(),
      decision: z.discriminatedUnion('kind', [
        z.object({ kind: z.literal('take'), coder: coderName }),
        z.object({ kind: z.literal('neither') }),
        z.object({
          kind: z.literal('own'),
          codeIds: z.array(uuid).max(50).default([]),
          /** UTF-16 into the text in force; null for whole articles and verdicts. */
          start: z.number().int().nonnegative().nullable().default(null),
          end: z.number().int().nonnegative().nullable().default(null),
          verdict: z.string().nullable().default(null),
        }),
      ]),
      reason: z.string().max(5000).default(''),
    }),
    z.object({ annotationIds: z.array(uuid) }),
  ),
  /** Takes a decision back; one step of undo. */
  'agreement.reopen': command(z.object({ layer: layerName, subject: z.string() }), z.object({})),
  /** Puts everything on which all coders agree exactly into the layer; one step of undo. */
  'agreement.takeAgreed': command(
    z.object({ question: agreementQuestion, layer: layerName }),
    z.object({ added: z.number().int(), already: z.number().int() }),
  ),
};
