/**
 * Numbers written as words, and words that multiply a number, folded (see shared/text fold). "One" is left out in every
 * language: it is a pronoun or an article more often than a count.
 */
export const NUMBER_WORDS: ReadonlyMap<string, number> = new Map([
  ...counted(`two three four five six seven eight nine ten eleven twelve`, 2),
  ...counted(`thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty`, 13),
  ...tens(`thirty forty fifty sixty seventy eighty ninety`),
  ...counted(`dos tres cuatro cinco seis siete ocho nueve diez once doce`, 2),
  ...counted(`trece catorce quince dieciseis diecisiete dieciocho diecinueve veinte`, 13),
  ...tens(`treinta cuarenta cincuenta sesenta setenta ochenta noventa`),
  ...counted(`два три четыре пять шесть семь восемь девять десять одиннадцать двенадцать`, 2),
  ...counted(`две трех четырех пяти шести семи восьми девяти десяти одиннадцати двенадцати`, 2),
  ...counted(`двое трое четверо пятеро шестеро семеро`, 2),
  ...tens(`тридцать сорок пятьдесят шестьдесят семьдесят восемьдесят девяносто`),
  ...counted(`اثنان ثلاثة اربعة خمسة ستة سبعة ثمانية تسعة عشرة`, 2),
  ...counted(`اثنين ثلاث اربع خمس ست سبع ثماني تسع عشر`, 2),
  ...counted(`zwei drei vier funf sechs sieben acht neun zehn elf zwolf`, 2),
  ...counted(`deux trois quatre cinq six sept huit neuf dix onze douze`, 2),
]);

export const MULTIPLIERS: ReadonlyMap<string, number> = new Map([
  ...all(`hundred`, 1e2),
  ...all(`k thousand thousands mil mille tausend тыс тысяча тысячи тысяч الف الاف الفا`, 1e3),
  ...all(`million millions m mn millon millones mio millionen млн миллион миллиона миллионов مليون ملايين مليونا`, 1e6),
  ...all(
    `billion billions bn milliard milliards mrd milliarde milliarden млрд миллиард миллиарда миллиардов مليار مليارات`,
    1e9,
  ),
  ...all(`trillion trillions tn трлн триллион триллиона триллионов تريليون`, 1e12),
]);

export const PERCENT_WORDS: ReadonlySet<string> = new Set(
  `percent pct prozent процент процента процентов процентами بالمئة بالمائة`.split(' '),
);

/** Two words that mean percent. */
export const PERCENT_PAIRS: ReadonlySet<string> = new Set([
  'per cent',
  'por ciento',
  'pour cent',
  'في المئة',
  'في المائة',
]);

export const CURRENCY_SIGNS: Readonly<Record<string, string>> = {
  $: 'dollar',
  '€': 'euro',
  '£': 'pound',
  '¥': 'yen',
  '₽': 'ruble',
  '₹': 'rupee',
};

/** After a number these make it a day, so that it is no figure. */
export const MONTHS: ReadonlySet<string> = new Set(
  `january february march april may june july august september october november december
   jan feb mar apr jun jul aug sep sept oct nov dec
   enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre
   января февраля марта апреля мая июня июля августа сентября октября ноября декабря
   يناير فبراير مارس ابريل مايو يونيو يوليو اغسطس سبتمبر اكتوبر نوفمبر ديسمبر
   januar februar marz mai juni juli oktober dezember
   janvier fevrier avril juin juillet aout septembre octobre decembre`.split(/\s+/),
);

/** Before four digits these make it a year, whatever century. */
export const YEAR_CUES: ReadonlySet<string> = new Set(
  `in since by until before after from year en desde hasta antes ano в с до к году год عام سنة منذ im seit bis en depuis`.split(
    ' ',
  ),
);

function counted(words: string, from: number): [string, number][] {
  return words.split(' ').map((word, i) => [word, from + i]);
}

function tens(words: string): [string, number][] {
  return words.split(' ').map((word, i) => [word, 30 + 10 * i]);
}

function all(words: string, value: number): [string, number][] {
  return words.split(' ').map((word) => [word, value]);
}
