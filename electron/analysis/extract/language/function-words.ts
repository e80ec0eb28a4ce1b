import { functionWordsOf, isFunctionWord } from '../text/stopwords.ts';

/**
 * Function words of languages that the detector does not know, and that it takes for a neighbour or for anything. Closed
 * classes only: articles, prepositions, pronouns, conjunctions, auxiliaries; no words of any subject.
 */

/** Words of a language that its neighbour writes otherwise or lacks, and the neighbour's that it lacks. */
interface Neighbours {
  language: string;
  /** What the detector says instead. */
  taken: string;
  own: string;
  theirs: string;
  /** Where neither shows, this is the language: it is written far more. */
  usual?: boolean;
}

const NEIGHBOURS: readonly Neighbours[] = [
  {
    language: 'id',
    taken: 'ms',
    own: 'bahwa karena bisa maupun tapi kalau namun usai saja yaitu berbeda harus suatu para mau tanpa agar sejak guna siapapun apapun manapun dari untuk setiap tersebut dapat',
    theirs:
      'bahawa kerana boleh mahu ialah hendaklah mestilah sesiapa tiada sahaja iaitu berbeza manakala sekiranya bagaimanapun mana tiap mesti daripada bagi kepada sebarang apa tiap',
    usual: true,
  },
  {
    language: 'af',
    taken: 'nl',
    own: "'n nie hulle vir baie hy ek deur sal wees nou dié hierdie elke elkeen moes kon sou sonder teen",
    theirs: 'zijn niet hij zij voor door zal naar worden bij wordt deze zich ze hebben heeft',
  },
  {
    language: 'fy',
    taken: 'nl',
    own: 'it fan yn mei foar troch har hat binne wêze hja gjin oan ek sa mar út oer dy wurdt hawwe tsjin elts elkenien moat',
    theirs:
      'het van in met voor door haar heeft zijn wezen zij geen aan ook zo maar uit over die wordt hebben tegen elk een',
  },
  {
    language: 'lb',
    taken: 'de nl',
    own: 'ass vun vum mat déi dës fir och wéi sinn hunn huet gouf ginn gëtt engem eng mee nëmmen zënter säi hir hat',
    theirs:
      'das ist nicht von vom auf mit und für auch wie sind haben wurde werden wird einem eine aber nur seit een het van zijn niet voor ook',
  },
  {
    language: 'gl',
    taken: 'pt es',
    own: 'unha dunha nunha coa coas cos ás ó ós máis polo pola polos polas non ten tamén moi xa cando iso isto súa súas ningunha calquera aínda',
    theirs:
      'uma numa pela pelo pelos pelas com não são mais muito já há também isso sua suas depois quando em à y el los las una más su sus del al muy ya hay también cuando después esto eso la',
  },
  {
    language: 'no',
    taken: 'da',
    own: 'av etter hva noen noe ble meg deg seg ut opp bare mye fram mellom nå hvordan mot gjennom',
    theirs: 'af efter hvad nogen noget blev mig dig sig ud op kun meget frem mellem nu hvordan mod gennem',
  },
  {
    language: 'da',
    taken: 'no',
    own: 'af efter hvad nogen noget blev mig dig sig ud op kun meget frem mellem nu mod gennem',
    theirs: 'av etter hva noen noe ble meg deg seg ut opp bare mye fram mellom nå mot gjennom',
  },
  {
    language: 'fo',
    taken: 'is',
    own: 'ikki av hava hevur eitt tey teir eisini øll ella tað eru vera hvør skal sum hesum hesi mótvegis',
    theirs: 'ekki af hafa hefur eitt þau þeir einnig öll eða það eru vera hver skal sem þessum þessi',
  },
  // Bosnian says ko and svako for Croatian tko and svatko; Serbian is told by its vowels, see alphabets.ts.
  {
    language: 'bs',
    taken: 'hr',
    own: 'ko neko niko svako iko',
    theirs: 'tko netko nitko svatko itko',
  },
  {
    language: 'mk',
    taken: 'sr bg mk',
    own: 'во со ги го е од дека тоа што ќе или сите нивните неговата има',
    theirs: 'у са је су да који која које ће или свако има његово в със че е което или всеки ще',
  },
  {
    language: 'jv',
    taken: 'ms tl',
    own: 'lan ing kang sing iku utawa saka marang kanthi dening wong saben duwe uga kabeh ora kanggo tumrap',
    theirs: 'yang dan di dengan atau dari kepada untuk tidak oleh setiap',
  },
  {
    language: 'su',
    taken: 'ms tl',
    own: 'jeung dina téh anu éta atawa ieu keur jalma unggal boga sarta pikeun sakabéh kana',
    theirs: 'yang dan di dengan atau dari kepada untuk tidak oleh setiap',
  },
  {
    language: 'ceb',
    taken: 'tl',
    own: 'nga ug kay kini adunay dili ngadto iyang matag kaniya sumala kon tanang',
    theirs: 'ng ay at na ito may hindi kanyang bawat kung lahat ito nang',
  },
  {
    language: 'ne',
    taken: 'devanagari',
    own: 'छ र मा ले लाई हुन् गर्न भएको हुनेछ पनि वा यो गरेको हुने तथा प्रत्येक छन् भने उसको छैन थियो',
    theirs: 'है और के का की में से हैं कर यह पर नहीं आहे आणि व तो',
  },
  {
    language: 'mr',
    taken: 'devanagari',
    own: 'आहे आणि असे आहेत किंवा व तो त्या होता नाही त्याच्या असेल',
    theirs: 'है और के का की में से हैं कर यह पर नहीं छ र मा ले पनि यो छन् गर्न',
  },
];

/** Function words of languages unlike any that the detector knows. */
const ALONE: Readonly<Record<string, string>> = {
  sw: 'na ya wa kwa ni katika za la cha vya au kila hii kama yake wake pia lakini kuwa hiyo huo ambayo ambao yote wote bila',
  ku: 'û ku di de bi ji ya yê li her bo an wî wê jî ne xwe heye ev ew dibe lê kes',
  so: 'iyo oo uu in ka ku waa ee ah la si ay waxa wuxuu leeyahay kale kasta ama uga loo laga iyada isaga qof dhammaan',
  ha: 'da na ya a ta ba ne ce shi su ita wa don za sai kuma amma ko kowane wani wannan cikin ga yana kan duk',
  mg: 'ny sy amin ho dia tsy izay fa na no an ao ary ka mba aza ireo izao tokony zo olona rehetra isan',
  mi: 'ki o he nga ngā ka ana ko tona kia ai hoki nei ratou rātou katoa nō mō',
  ht: 'nan ak pou yo li gen ki yon la tout moun dwa pa sou se te fè ou oswa nou sa kote osinon',
  cy: 'yn y a i o ac ar gan yr wedi mae ei am bod neu hawl pob oes nid eu fel hefyd er dylai rhag gyda un',
  ga: 'an na a agus ag ar i is le do go atá bhí sé chun gach cearta duine nó aige faoi ó nach aon sin de ní',
  gd: 'an na a agus air aig anns le gu tha bha do gach neach no e bho is nach còir sin de cha iad aige ann',
  br: 'ar an ha da gant en e ur a eus evit war pe hag hep ne ket vo zo dre o he holl un bep den',
  la: 'et in est non ad cum ut ex ab de per quod qui aut sed si atque esse sunt nec omnes quae ius eius vel neque suae',
  uz: 'va bu bilan uchun har bir ham ega yoki emas kerak ular uning esa qilish haqida hech',
  eo: 'la kaj de en al ne ke estas por kun pri aŭ kiu ĉiu sed li ili tiu el sur havas pli per sia ĉiuj devas rajton',
};

const words = (list: string) => new Set(list.split(/\s+/).filter(Boolean));
const NEAR = NEIGHBOURS.map(({ language, taken, own, theirs, usual = false }) => {
  const [mine, other] = [words(own), words(theirs)];
  return {
    language,
    usual,
    taken: words(taken),
    own: new Set([...mine].filter((word) => !other.has(word))),
    theirs: new Set([...other].filter((word) => !mine.has(word))),
  };
});
const FAR = Object.entries(ALONE).map(([language, list]) => ({ language, words: words(list) }));

/** Running text of a language has at least this share of its words in the list, and so many different ones. */
const LEAST_SHARE = 0.13;
const LEAST_KINDS = 4;
/** So many of them are no function words of a well-known language. */
const LEAST_OWN_KINDS = 3;

/** The words of a text, lower case, and how often each stands. */
export interface WordCounts {
  total: number;
  of: ReadonlyMap<string, number>;
}

export function countWordForms(text: string): WordCounts {
  const tokens = text.toLowerCase().match(/['‘]?[\p{L}\p{M}]+(?:[’'‘ʻ][\p{L}\p{M}]+)*/gu) ?? [];
  const of = new Map<string, number>();
  for (const token of tokens) {
    const word = /[’ʻ‘]/.test(token) ? token.replace(/[’ʻ‘]/g, "'") : token;
    of.set(word, (of.get(word) ?? 0) + 1);
  }
  return { total: tokens.length, of };
}

/** Is the text running text of a well-known language? At least `share` of its words are that language's function words. */
export function readsAs(language: string, words: WordCounts, share: number): boolean {
  let all = 0;
  let kinds = 0;
  for (const word of functionWordsOf(language)) {
    const count = words.of.get(word);
    if (!count) continue;
    all += count;
    kinds++;
  }
  return words.total >= LEAST_TOKENS && kinds >= LEAST_KINDS && all >= words.total * share;
}

/**
 * A text's language as its function words show it, where that is one the detector does not know.
 * @param detected what the detector says
 * @param confirmed the text reads as that language: only a neighbour of it is looked for
 */
export function languageByFunctionWords(words: WordCounts, detected: string, confirmed = false): string | null {
  if (words.total < LEAST_TOKENS) return null;
  return (
    neighbour(words.of, detected, false) ??
    (confirmed ? null : alone(words.of, words.total)) ??
    neighbour(words.of, detected, true)
  );
}
const LEAST_TOKENS = 12;

/** One word may be a name or a quotation. */
const LEAST_NEAR_KINDS = 2;

function neighbour(counts: ReadonlyMap<string, number>, detected: string, byDefault: boolean): string | null {
  let best: string | null = null;
  let most = 0;
  for (const { language, taken, own, theirs, usual } of NEAR) {
    if (!taken.has(detected) || usual !== byDefault) continue;
    const mine = sum(counts, own);
    const other = sum(counts, theirs).all;
    if (usual ? mine.all < other : mine.kinds < LEAST_NEAR_KINDS || mine.all <= 2 * other) continue;
    if (mine.all >= most) {
      most = mine.all;
      best = language;
    }
  }
  return best;
}

function alone(counts: ReadonlyMap<string, number>, tokens: number): string | null {
  let best: string | null = null;
  let most = tokens * LEAST_SHARE;
  for (const { language, words: list } of FAR) {
    const { all, kinds, ownKinds } = sum(counts, list);
    if (kinds >= LEAST_KINDS && ownKinds >= LEAST_OWN_KINDS && all > most) {
      most = all;
      best = language;
    }
  }
  return best;
}

function sum(counts: ReadonlyMap<string, number>, list: ReadonlySet<string>) {
  let all = 0;
  let kinds = 0;
  let ownKinds = 0;
  for (const word of list) {
    const count = counts.get(word);
    if (!count) continue;
    all += count;
    kinds++;
    if (!isFunctionWord(word)) ownKinds++;
  }
  return { all, kinds, ownKinds };
}
