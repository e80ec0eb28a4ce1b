// Verbs that report speech, written and thought. Of our own choosing; forms are made from the stem.

const forms = (words: string) => words.trim().split(/\s+/);

/** May stand before the one who speaks: “…,” said X. */
const INVERTING: ReadonlySet<string> = new Set(
  forms(`said says say asked asks added adds replied replies answered answers wrote writes explained explains argued argues continued continues
    recalled recalls joked jokes insisted insists warned warns shouted shouts cried cries whispered whispers exclaimed countered counters
    concluded concludes declared declares announced announces proclaimed admitted admits agreed agrees noted notes observed remarked
    commented comments quipped retorted urged urges boasted complained complains mused muttered murmured yelled screamed sighed laughed
    ruled tweeted posted reads read stated states claimed claims suggested suggests confirmed confirms conceded acknowledged stressed
    emphasized emphasised reported reports responded responds wondered demanded pleaded lamented predicted chanted snapped began interjected offered`),
);

/** Only with the one who speaks before it: X told Y that … */
const FOLLOWING = new Set(
  forms(`told tells tell called calls call described describes describe denied denies deny accused accuses accuse praised praises
    welcomed welcomes rejected rejects reject dismissed dismisses promised promises promise vowed vows pledged pledges believes believe believed thinks think thought
    feels feel hopes hope hoped fears fear feared expects expect expected estimates estimate estimated calculates calculate calculated
    maintains maintain maintained contends contend contended asserts assert asserted alleges allege alleged testified testifies testify
    recommended recommends recommend proposed proposes propose pointed points point spoke speaks speak referred refers cited cites quoted
    quotes warn argue insist claim suggest confirm concede acknowledge stress emphasize emphasise report respond predict predicts demands demand
    complain admit agree note explain urge declare announce answer reply ask add write wonder wonders finds found shows showed revealed
    reveals disclosed indicated indicates signalled signaled hinted implied implies disagrees disagreed disputes disputed doubts doubted
    criticized criticised condemned blamed blames blame likened compared summed concluded decided conclude labelled labeled dubbed branded
    remembers remember dedicated assured assures reminded reminds informed advised ordered instructed instructs mentioned mentions cautioned
    cautions forecast forecasts apologised apologized swore swears regretted regrets speculated joke boast recall recounted recounts`),
);

/** Verbs that introduce what is reported without marks: “X said that …”. */
const REPORTING: ReadonlySet<string> = new Set(
  [...INVERTING, ...FOLLOWING].filter(
    (word) =>
      !/^(?:prais|welcom|reject|dismiss|read|began|offer|found|finds|shows?$|showed|laugh|blam|call|describ|label|brand|dub)/.test(
        word,
      ),
  ),
);

/** The verbs that count, folded to small letters. */
export interface Cues {
  isCue(word: string): boolean;
  /** May stand before the one who speaks. */
  mayInvert(word: string): boolean;
  /** Introduces what is reported without marks. */
  reports(word: string): boolean;
}

/** @param own verbs beyond those that are known; they may stand anywhere that “said” may */
export function cuesWith(own: readonly string[] = []): Cues {
  const more = new Set(own.map((word) => word.toLowerCase()));
  return {
    isCue: (word) => INVERTING.has(word) || FOLLOWING.has(word) || more.has(word),
    mayInvert: (word) => INVERTING.has(word) || more.has(word),
    reports: (word) => REPORTING.has(word) || more.has(word),
  };
}
