import { z } from '../contract/schema.ts';

/** What coders are compared on. */
export const agreementUnits = ['article', 'sentence', 'span', 'verdict'] as const;
export type AgreementUnit = (typeof agreementUnits)[number];

export const coefficientNames = [
  'percent_agreement',
  'cohen_kappa',
  'fleiss_kappa',
  'krippendorff_alpha_nominal',
  'krippendorff_alpha_ordinal',
  'krippendorff_alpha_interval',
  'alpha_u',
  'alpha_u_binary',
  'alpha_cu',
  'alpha_u_2004',
  'gamma',
] as const;
export type CoefficientName = (typeof coefficientNames)[number];

/** How a coefficient is written, where its formula stands, and what it can tell. */
export interface CoefficientFacts {
  sign: string;
  label: string;
  source: string;
  says: string;
  /** What has to be known to read it. */
  limits: string;
}

export const coefficientFacts: Record<CoefficientName, CoefficientFacts> = {
  percent_agreement: {
    sign: '%',
    label: 'Percent agreement',
    source: 'Fleiss 1971, Psychological Bulletin 76(5), eq. 2 and 3',
    says: 'The share of pairs of coders that agree, averaged over units.',
    limits: 'Not corrected for chance: high by itself where a code is rare.',
  },
  cohen_kappa: {
    sign: 'κ',
    label: 'Cohen’s kappa',
    source: 'Cohen 1960, Educational and Psychological Measurement 20(1), eq. 1',
    says: 'Agreement of two coders beyond chance, each with a distribution of their own.',
    limits: 'Two coders only; rests on units that both coded.',
  },
  fleiss_kappa: {
    sign: 'κ',
    label: 'Fleiss’ kappa',
    source: 'Fleiss 1971, Psychological Bulletin 76(5), eq. 7',
    says: 'Agreement beyond chance, with one distribution for all coders.',
    limits: 'Rests only on units that every coder coded.',
  },
  krippendorff_alpha_nominal: {
    sign: 'α',
    label: 'Krippendorff’s alpha, nominal',
    source: 'Krippendorff 2011, Computing Krippendorff’s Alpha-Reliability, section C',
    says: 'Agreement beyond chance for any number of coders, with missing codings.',
    limits: 'Rests on units with two or more codings.',
  },
  krippendorff_alpha_ordinal: {
    sign: 'α',
    label: 'Krippendorff’s alpha, ordinal',
    source: 'Krippendorff 2011, Computing Krippendorff’s Alpha-Reliability, section E',
    says: 'As nominal, but categories that lie close in order disagree less.',
    limits: 'The order is that of the codes below their group.',
  },
  krippendorff_alpha_interval: {
    sign: 'α',
    label: 'Krippendorff’s alpha, interval',
    source: 'Krippendorff 2011, Computing Krippendorff’s Alpha-Reliability, section E',
    says: 'As nominal, but disagreement grows with the squared difference of the numbers.',
    limits: 'Where the codes’ names are no numbers, their places in order stand for them.',
  },
  alpha_u: {
    sign: 'uα',
    label: 'Alpha for unitizing',
    source: 'Krippendorff, Mathet, Bouvry and Widlöcher 2016, Quality & Quantity 50(6), eq. 5',
    says: 'Agreement beyond chance on which stretches are marked, and with which code.',
    limits: 'Rests on lengths in code points; gaps count as well.',
  },
  alpha_u_binary: {
    sign: '|uα',
    label: 'Alpha for unitizing, marked or not',
    source: 'Krippendorff, Mathet, Bouvry and Widlöcher 2016, Quality & Quantity 50(6), eq. 6',
    says: 'Agreement beyond chance on what is marked at all, whatever the code.',
    limits: 'Rests on lengths in code points.',
  },
  alpha_cu: {
    sign: 'cuα',
    label: 'Alpha for the codes of shared stretches',
    source: 'Krippendorff, Mathet, Bouvry and Widlöcher 2016, Quality & Quantity 50(6), eq. 11',
    says: 'Agreement beyond chance on the code, where two coders both marked something.',
    limits: 'Leaves out all that only one coder marked.',
  },
  alpha_u_2004: {
    sign: 'αᵤ',
    label: 'Alpha for unitizing, first form',
    source: 'Krippendorff 2004, Content Analysis, 2nd ed., section 11.6',
    says: 'Agreement beyond chance on where units begin and end.',
    limits: 'Two coders only; its authors replaced it in 2016. Without interval.',
  },
  gamma: {
    sign: 'γ',
    label: 'Gamma',
    source: 'Mathet, Widlöcher and Métivier 2015, Computational Linguistics 41(3), section 4 and 5',
    says: 'Agreement beyond chance on spans that are matched with each other first, by place and code.',
    limits:
      'Weights: place 3, code 1, a missing span 1, as in the authors’ program. Chance is the mean of shuffled texts.',
  },
};

/** Why a coefficient has no value, in words. */
export const undefinedReasons = {
  'no overlap': 'No unit was coded by two of these coders.',
  'one category': 'Everyone gave the same answer everywhere, so chance would agree as well: not defined.',
  'not two coders': 'Only for two coders.',
  'not all coded': 'No unit was coded by every one of these coders.',
  'nothing marked': 'Nothing was marked in texts that two of these coders worked on.',
} as const;
export type UndefinedReason = keyof typeof undefinedReasons;

/** What a coefficient could not use, and why. */
export const leftOut = z.object({
  /** 'units': articles, sentences or claims; 'codings': what one coder said of one unit. */
  of: z.enum(['units', 'codings', 'spans', 'articles']),
  n: z.number().int().nonnegative(),
  reason: z.string(),
});
export type LeftOut = z.infer<typeof leftOut>;

export const coefficient = z.object({
  name: z.enum(coefficientNames),
  /** Null where it is not defined; `reason` says why. */
  value: z.number().nullable(),
  reason: z.enum(Object.keys(undefinedReasons) as [UndefinedReason, ...UndefinedReason[]]).nullable(),
  /** 95 %, percentile bootstrap over articles (or claims); null where there are too few. */
  interval: z.object({ low: z.number(), high: z.number() }).nullable(),
  /** Units, or spans, that it rests on. */
  n: z.number().int().nonnegative(),
  excluded: z.array(leftOut),
});
export type CoefficientValue = z.infer<typeof coefficient>;
