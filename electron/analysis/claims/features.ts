/** What makes a sentence look like a statement that can be checked. English only: closed classes of words, and shapes. */

const set = (words: string) => new Set(words.trim().split(/\s+/));

const NUMBER_WORDS =
  set(`two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
  eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety dozen dozens`);
const MAGNITUDES = set('hundred hundreds thousand thousands million millions billion billions trillion trillions bn');
const SHARES = set(
  'percent percentage per cent half halves third thirds quarter quarters fifth tenth majority minority average median',
);
const CHANGE =
  set(`rose risen rise rises rising fell fallen falls falling grew grown grows increased increase increases increasing decreased
  decrease decreases declined decline declines dropped drop drops doubled doubles doubling tripled quadrupled halved lost lose losing gained
  gains cut cuts cutting raised raises lowered reduced expanded shrank shrunk widened soared climbed plunged surged added created eliminated`);
const COMPARISON =
  set(`than higher highest lower lowest more fewer fewest less least most largest biggest smallest worst best greatest longest
  record twice double triple times only first ever never every each all none majority since`);
const RECORD =
  set(`voted vote votes signed vetoed opposed opposes supported supports proposed proposes passed blocked promised refused
  endorsed appointed sponsored filibustered introduced ratified repealed abolished banned bans approved rejected funded cancelled canceled
  enacted supported favors favours advocated advocates sold bought spent spends paid pays hired fired invaded bombed attacked killed
  negotiated resigned elected closed opened built shipped imported exported imports exports borrowed owes owed received cost costs`);
const SAID = set(
  'said says told called calls stated reported reports shows showed found wrote admitted claimed announced testified estimates estimated according',
);
const IRREGULAR_PAST =
  set(`was were had did went got made took came gave left held kept began led brought became sent stood met ran set
  put won hit built fell rose knew saw heard felt thought grew drew broke chose wrote spoke drove flew froze shook sank struck swore threw
  wore fought taught caught sought bought sold told lost spent paid meant dealt dealt understood withdrew overthrew`);
const FUTURE = set(
  "will shall would could should must might may ought can cannot can't won't wouldn't couldn't shouldn't 'll i'll we'll he'll she'll they'll you'll it'll i'd we'd gonna",
);
const STANCE =
  set(`think believe hope want wish feel trust guess suppose love care prefer agree disagree imagine intend pledge promise urge
  understand appreciate doubt worry regret`);
const VALUE =
  set(`great good wonderful proud strong strength freedom liberty hope dream dreams courage values faith honor honour dignity
  respect moral decent peace future better believe important wrong right fair trust truth leadership responsibility opportunity challenge
  vision heart soul spirit destiny belief priorities priority commitment`);
const TIME =
  set(`year years ago month months decade decades century yesterday last since during january february march april june july
  august september october november december`);
const INSTITUTIONS =
  set(`tax taxes budget deficit debt bill law act treaty agreement congress senate parliament court administration
  government federal program programme medicare budget insurance unemployment inflation jobs troops soldiers weapons missiles nuclear
  economy spending trade imports exports wages wage income schools hospitals prices rates crime prison police army navy military oil energy
  coal percent population veterans farmers workers union unions pension pensions premiums revenue fund funds amendment constitution
  company companies corporation corporations bank banks committee commission council ministry agency board`);
const QUESTION_STARTS = set(
  'who what when where why how do does did is are was were can could will would should shall have has isn aren don didn won wouldn shouldn',
);
const COMMANDS = set(
  'let look listen ask tell think remember give go take consider imagine thank please suppose yes no well okay',
);
const VAGUE = set(
  'thing things something somebody someone anything everything kind sort way lot bit matter point question issue',
);

/** Names of the features, in the order of their numbers. */
export const featureNames = [
  ...[
    'number',
    'numbers',
    'magnitude',
    'share',
    'money',
    'year',
    'change',
    'comparison',
    'record',
    'said',
    'past',
    'perfect',
  ],
  ...['present', 'name', 'names', 'future', 'future first', 'stance', 'value', 'time', 'institution', 'institutions'],
  ...[
    'I',
    'we',
    'you',
    'third person',
    'question',
    'question start',
    'command',
    'vague',
    'short',
    'length',
    'if',
    'negation',
  ],
  ...['number and change', 'number and share', 'past and record', 'past and third person', 'past without future'],
  ...['present copula first', 'need', 'name and past', 'plural subject', 'quantity of people'],
  ...['medium length', 'long', 'very long', 'I and record', 'we and past', 'you and past', 'third person first'],
  ...['name first', 'body first', 'verdict', 'superlative', 'ordered talk', 'abbreviation', 'cause', 'source named'],
  ...['plan of another', 'fact announced', 'stance anywhere', 'hypothetical', 'pronoun first', 'I first', 'we first'],
  ...['two figures', 'change over time', 'law', 'war', 'passive', 'personal', 'procedure'],
] as const;
export type FeatureName = (typeof featureNames)[number];

const LAW =
  set(`law laws bill bills act acts treaty treaties amendment constitution court courts ruling veto clause sanctions
  embargo tariff tariffs tax taxes ban bans`);
const WAR =
  set(`war wars troops soldiers army missile missiles weapons weapon nuclear terrorist terrorists rebels militias invasion
  attack attacks attacked bombed killed wounded hostages prisoners regime dictator`);
const PERSONAL = set(`mother father wife husband daughter son grandfather grandmother grew born married kitchen friend
  friends heart tears mine myself`);
const PROCEDURE =
  set(`minute minutes seconds rebuttal question questions answer response respond debate tonight moderator topic audience
  panel closing statement evening thank thanks`);
const BODY =
  /^(?:(?:and|but|so|well|now|yet|in fact|today|then),? )*(?:the|this|that|his|her|their|our|its) (?:\p{L}+ ){0,2}?(?:administration|government|congress|senate|court|state|company|companies|army|budget|law|bill|plan|ministry|party|bank|banks|agency|committee|president|minister|governor|senator|mayor|general|country|treaty|unions?|debt|deficit|economy|rate|number|price|cost|average|people)\b/iu;
const VERDICT =
  /\b(?:is|are|was|were|be|been|'s|’s|'re|’re)(?: \p{L}+ly| not| just| so| very| too| quite| pretty| really)* (?:an? |the )?(?:very |so |truly |really )?(?:wrong|right|good|bad|great|terrible|important|critical|essential|fair|unfair|serious|hard|difficult|easy|tragic|tragedy|shame|mistake|disaster|disgrace|outrage|proud|sorry|glad|happy|sad|sure|clear|simple|ready|able|willing|committed|optimistic|confident|convinced|afraid|concerned|worried|interested|decent|honest|strong|weak|better|best|matter|question|key|answer|issue|priority|challenge|opportunity|example|reason|choice|idea|point|kind|sort|way|nonsense|ridiculous|unacceptable|dangerous|foolish|possible|necessary|vital)\b/iu;
/** Words of a sentence, folded to small letters, each once: what the weights of single words are looked up by. */
export const wordsIn = (sentence: string): Set<string> =>
  new Set((sentence.match(WORD) ?? []).map((word) => word.toLowerCase().replaceAll('’', "'")));

const WORD = /\p{L}+(?:['’]\p{L}+)*|\p{N}[\p{N}.,]*/gu;
const DIGIT = /\p{N}/u;
const YEAR = /^(?:1[789]|20)\d\d$/;

/** Values by feature, only those that are not 0. */
export function claimFeatures(sentence: string): Map<FeatureName, number> {
  const found = new Map<FeatureName, number>();
  const add = (name: FeatureName, value = 1) => value !== 0 && found.set(name, value);
  const raw = sentence.match(WORD) ?? [];
  const words = raw.map((word) => word.toLowerCase().replaceAll('’', "'"));
  const count = (of: ReadonlySet<string>) => words.reduce((n, word) => n + (of.has(word) ? 1 : 0), 0);
  const has = (of: ReadonlySet<string>) => words.some((word) => of.has(word));
  const some = (name: FeatureName, value: boolean) => value && add(name);

  const years = words.filter((word) => YEAR.test(word)).length;
  const digits = words.filter((word) => DIGIT.test(word) && !YEAR.test(word)).length;
  const numbers = digits + count(NUMBER_WORDS) + count(MAGNITUDES);
  some('number', numbers > 0);
  add('numbers', Math.min(numbers, 5) / 5);
  some('magnitude', has(MAGNITUDES));
  const share =
    /%/.test(sentence) || has(SHARES) || /\b(?:one|two|three|\d+) (?:in|out of) (?:\p{L}+|\d+)\b/iu.test(sentence);
  some('share', share);
  some('money', /[$€£¥]|\b(?:dollars?|euros?|pounds?|crowns?|cents?|francs?|rubles?|pesos?)\b/i.test(sentence));
  some('year', years > 0);
  const change = count(CHANGE);
  add('change', Math.min(change, 2) / 2);
  add('comparison', Math.min(count(COMPARISON), 4) / 4);
  const record = count(RECORD);
  add('record', Math.min(record, 3) / 3);
  some('said', has(SAID));
  const past = words.filter(
    (word) => IRREGULAR_PAST.has(word) || (word.length > 4 && word.endsWith('ed') && !word.endsWith('eed')),
  ).length;
  add('past', Math.min(past, 4) / 4);
  const perfect =
    /\b(?:has|have|had|'ve|'s) (?:\p{L}+ly |not |never |also |been |ever |already )?(?:\p{L}+(?:ed|en|own)|been|lost|made|gone|done|put|cut|had|become|built|spent|sent|led|seen)\b/iu.test(
      sentence,
    );
  some('perfect', perfect);
  some(
    'present',
    /\b(?:is|are|has|have|spends?|covers?|costs?|pays?|makes?|gets?|takes?|uses?|imports?|exports?|earns?|lives?|works?|requires?|provides?|allows?|bans?|supplies)\b/i.test(
      sentence,
    ),
  );
  const names = raw.filter((word, i) => i > 0 && /^\p{Lu}/u.test(word) && !/^I(?:['’]\p{L}+)?$/u.test(word)).length;
  some('name', names > 0);
  add('names', Math.min(names, 5) / 5);
  const future = count(FUTURE) + (/\bgoing to\b/i.test(sentence) ? 1 : 0);
  add('future', Math.min(future, 3) / 3);
  some(
    'future first',
    words.slice(0, 8).some((word) => FUTURE.has(word)),
  );
  some(
    'stance',
    /\b(?:I|we|you|I'd|I'm)(?: \p{L}+)? (?:\p{L}+)\b/iu.test(sentence) &&
      words.slice(0, 6).some((word) => STANCE.has(word)),
  );
  add('value', Math.min(count(VALUE), 3) / 3);
  add('time', Math.min(count(TIME), 3) / 3);
  const institutions = count(INSTITUTIONS);
  some('institution', institutions > 0);
  add('institutions', Math.min(institutions, 4) / 4);
  add('I', Math.min(words.filter((word) => /^(?:i|i'm|i've|i'd|i'll|my|me|myself)$/.test(word)).length, 3) / 3);
  add('we', Math.min(words.filter((word) => /^(?:we|we're|we've|our|us)$/.test(word)).length, 3) / 3);
  add('you', Math.min(words.filter((word) => /^(?:you|you're|you've|your|yourself)$/.test(word)).length, 3) / 3);
  const third = words.some((word) => /^(?:he|she|they|his|her|their|he's|she's|they're|they've|opponent)$/.test(word));
  some('third person', third);
  const question = /\?\W*$/.test(sentence);
  some('question', question);
  some('question start', question && QUESTION_STARTS.has(words[0] ?? ''));
  some('command', COMMANDS.has(words[0] ?? '') || /^please\b/i.test(sentence));
  add('vague', Math.min(count(VAGUE), 2) / 2);
  some('short', words.length < 7);
  add('length', Math.min(words.length, 40) / 40);
  some('if', words.includes('if') || words.includes('unless') || words.includes('suppose'));
  some(
    'negation',
    words.some((word) => word === 'not' || word === 'no' || word === 'nothing' || word.endsWith("n't")),
  );
  some('number and change', numbers > 0 && change > 0);
  some('number and share', numbers > 0 && share);
  some('past and record', past > 0 && record > 0);
  some('past and third person', past > 0 && third);
  some('past without future', past > 0 && future === 0);
  some(
    'present copula first',
    /^(?:and |but |so |well,? |now,? )?(?:that|it|this|there|what|those|these)(?:'s|’s| is| was| are) /i.test(sentence),
  );
  some(
    'need',
    /\b(?:need(?:s|ed)? to|have to|has to|got to|ought to|want(?:s|ed)? to|like to|try(?:ing)? to)\b/i.test(sentence),
  );
  some('name and past', names > 0 && past > 0);
  some('plural subject', /^(?:\p{L}+ ){0,2}\p{L}+s (?:are|were|have|had|\p{L}+ed)\b/iu.test(sentence));
  some(
    'quantity of people',
    /\b(?:people|families|children|workers|women|men|students|soldiers|veterans|jobs|americans|voters|patients|seniors|citizens)\b/i.test(
      sentence,
    ) &&
      (numbers > 0 || /\b(?:most|many|every|all)\b/i.test(sentence)),
  );
  const { length } = words;
  some('medium length', length >= 14);
  some('long', length >= 22);
  some('very long', length >= 32);
  const I = /\bI(?:['’]ve| have)?(?: \p{L}+ly| also| never)? (\p{L}+)/u.exec(sentence)?.[1]?.toLowerCase();
  some('I and record', I !== undefined && (RECORD.has(I) || CHANGE.has(I)));
  some('I first', /^(?:(?:and|but|so|well|now|look|no|yes),? )*i\b/i.test(sentence));
  some('we first', /^(?:(?:and|but|so|well|now|look|no|yes),? )*we\b/i.test(sentence));
  some('we and past', past + Number(perfect) > 0 && /\bwe(?:['’]ve)?\b/i.test(sentence));
  some('you and past', /\byou(?:['’]ve| have)? (?:said|voted|were|had|did|raised|cut|\p{L}{3,}ed)\b/iu.test(sentence));
  some(
    'third person first',
    /^(?:(?:and|but|so|well|now|in fact|then),? )*(?:he|she|they|his|her|their|my opponent)\b/i.test(sentence),
  );
  some('pronoun first', /^(?:(?:and|but|so|well|now),? )*(?:it|that|this|these|those|there|you)\b/i.test(sentence));
  some(
    'name first',
    /^(?:(?:and|but|so|well|now|in),? )*(?:(?:mr|mrs|ms|senator|governor|president|general|secretary|minister|mayor)\.? \p{Lu}|\p{Lu}\p{L}+ (?:\p{Lu}|is |has |was |had |holds |will not ))/u.test(
      sentence.replace(/^(?:And|But|So|Well|Now|In|Senator|Governor|President|General|Mr|Mrs|Ms)\b/, (word) =>
        word.toLowerCase(),
      ),
    ),
  );
  some('body first', BODY.test(sentence));
  some('verdict', VERDICT.test(sentence));
  some(
    'superlative',
    /\b(?:the|our|his|her|their) (?:(?:second|third|fourth|single) )?(?:most|least|only|first|last|\p{L}{3,}est)\b/iu.test(
      sentence,
    ),
  );
  some(
    'ordered talk',
    /\b(?:number one|number two|first of all|one thing|two things|three things|one more|once and for all|another thing|the first thing|one of the things)\b/i.test(
      sentence,
    ),
  );
  some('abbreviation', /\b\p{Lu}{2,}s?\b|\b(?:\p{Lu}\.){2,}/u.test(sentence));
  some('cause', /\b(?:because|as a result|due to|led to|resulted in|thanks to|caused|which meant)\b/i.test(sentence));
  some(
    'source named',
    /\b(?:according to|stud(?:y|ies)|report(?:s|ed)?|auditors?|estimates?|figures|statistics|economists|experts|record shows|census|polls?)\b/i.test(
      sentence,
    ),
  );
  some(
    'plan of another',
    /\b(?:his|her|their|opponent['’]s|senator['’]s|governor['’]s|president['’]s) (?:\p{L}+ ){0,2}(?:plan|proposal|bill|budget|policy|policies|programme|program|platform|record)\b/iu.test(
      sentence,
    ),
  );
  some(
    'fact announced',
    /\b(?:the fact is|the record|fact of the matter|in fact|as a matter of fact|it(?:['’]s| is) true)\b/i.test(
      sentence,
    ),
  );
  some(
    'stance anywhere',
    /\bI(?:['’]d| would| do| don['’]t| just| really| also| happen to| also)? (?:think|believe|hope|want|feel|like|guess|suppose|support|favou?r|oppose|disagree|agree|wish|trust|know|understand|say|ask)\b/.test(
      sentence,
    ),
  );
  some('hypothetical', /\bwould(?: not|n['’]t)? have\b|\bif (?:I|we|you)\b|\bought to\b/i.test(sentence));
  some('two figures', numbers + years >= 2);
  some(
    'change over time',
    (change > 0 || numbers > 0) &&
      /\b(?:since|from \S+ to|over the|in the (?:last|past|first)|(?:last|this|a) (?:year|month|decade)|years? ago|when (?:he|she|I|we|they)|under (?:his|this|the|my|our|that))\b/i.test(
        sentence,
      ),
  );
  add('law', Math.min(count(LAW), 2) / 2);
  add('war', Math.min(count(WAR), 2) / 2);
  some(
    'passive',
    /\b(?:was|were|been|being|is|are)(?: \p{L}+ly| not| never)? (?:\p{L}{3,}ed|\p{L}+(?:wn|lt|ught)|made|cut|shot|sent|built|sold|told|paid|held|given|taken|written|put|shut|spent|lost)\b/iu.test(
      sentence,
    ),
  );
  add('personal', Math.min(count(PERSONAL), 2) / 2);
  add('procedure', Math.min(count(PROCEDURE), 2) / 2);
  return found;
}
