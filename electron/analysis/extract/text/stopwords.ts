/**
 * The commonest function words of languages that news is scraped in. Running text is full of them, menus and link lists
 * are not; that is all they are used for.
 */
const WORDS: Record<string, string> = {
  en: 'the of and to in a is that for it on was with as at by be this have from or had but not are an they which you were his her she he we their has would been will who more if when there about after into than its said what out so up could no over also our us i my your them these those how because while before during',
  es: 'de la que el en y a los se del las un por con no una su para es al lo como más pero sus le ya o este sí porque esta entre cuando muy sin sobre también me hasta hay donde quien desde todo nos durante uno ni contra ese eso ante ellos ha fue han',
  fr: 'de la le et les des en un du une que est pour qui dans a par plus pas au sur ne se ce il sont avec son aux ou mais comme on cette nous ses elle été leur ont même ces après sans fait entre tout très ils était selon dont depuis être',
  de: 'der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch es an werden aus er hat dass sie nach wird bei einer um am sind noch wie einem über einen so zum war haben nur oder aber vor zur bis mehr durch man sein wurde sei',
  pt: 'de a o que e do da em um para com não uma os no se na por mais as dos como mas ao ele das à seu sua ou quando muito nos já eu também só pelo pela até isso ela entre depois sem mesmo aos seus foi são está',
  it: 'di e il la che in a per un è del con non si una da sono le dei al alla nel più della ha come lo ma gli i anche o se su delle ed questo cui tra dopo stato suo loro essere',
  nl: 'de het een van en in is dat op te zijn met voor die niet er aan om ook als maar bij nog uit naar door over ze zich hij was wordt worden dan heeft',
  pl: 'w i na z się do że nie jest o jak to po od za co przez dla przy ale są ich oraz być tym jego był tego które który',
  ru: 'и в не на что он с как это по но из у за от так же для о его к до вы бы мы при том или она были был было также где когда если их после более может которые который чтобы все со',
  uk: 'і в не на що він з як це по але у за від так для про його до ми при або вона були був було також де коли якщо їх після може які який щоб та',
  ar: 'في من على إلى أن عن مع هذا هذه التي الذي كان قد لا ما بعد كما بين لم هو هي أو إن كل خلال قبل حتى ذلك قال وقال وقد عند حيث أي لن غير',
  fa: 'و در به از که این را با است برای آن یک خود تا بر هم نیز شده ما اما یا شد او کرد بود',
  he: 'של את על לא הוא זה עם כי גם היא אל או אם אבל כל יותר היה לאחר בין אך רק עד',
  tr: 've bir bu da de için ile olarak daha çok en gibi olan ise ne kadar sonra ancak göre her var ama',
  id: 'yang dan di itu dengan untuk tidak ini dari dalam akan pada juga ke karena adalah oleh ada mereka telah sudah sebagai atau bahwa saat',
  sv: 'och att i en det som på är av för med till den har de inte om ett men var sig från vi så kan när också eller hade efter',
  cs: 'a v se na je že o z do s i to k ve pro za by ale po jako si od které který jeho byl už při podle jsou nebo',
};

const ALL = new Set(Object.values(WORDS).flatMap((words) => words.split(' ')));

/** Is this lower-case word a function word in any of the languages? */
export function isFunctionWord(word: string): boolean {
  return ALL.has(word);
}

const BY_LANGUAGE = new Map(Object.entries(WORDS).map(([language, words]) => [language, words.split(' ')]));

/** The listed function words of a language; none for languages without a list. */
export function functionWordsOf(language: string): readonly string[] {
  return BY_LANGUAGE.get(language) ?? [];
}
