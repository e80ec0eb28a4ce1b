/**
 * Words that say nothing about what a sentence is about, folded, for all languages together: none of them is a content
 * word in another one. Reporting verbs are among them, since every second sentence of the news has one.
 */
export const STOP_WORDS: ReadonlySet<string> = new Set(
  `a an the and or but if of to in on at by for from with without as than then that this these those there here it its he
   she they we you i his her their our your my me him them us who whom whose which what when where why how is are was were
   be been being am do does did done have has had having will would shall should can could may might must not no nor so
   such too very also just only more most some any all both each other another into over under up down out off about after
   before between during through against because while until since per said say says saying told tells according added
   de la el los las un una unos unas y o u pero si que quien como cuando donde por para con sin sobre entre desde hasta se
   su sus lo le les es son era fue fueron ser sido ha han habia hay este esta estos estas ese esa del al mas muy no ya
   segun dijo
   и в во на с со к ко о об от до из за по под при для без над у же ли бы не ни но а или что чтобы как когда где это этот
   эта эти тот та те он она оно они мы вы я его ее их был была было были быть есть который которая которые также более
   сказал сказала сообщил сообщила словам
   من في على عن الى مع ان انه انها الذي التي الذين هذا هذه ذلك تلك كان كانت قد لم لن لا ما هو هي هم او ثم بعد قبل بين كل
   وقال وقالت قال قالت حسب
   der die das ein eine einen einem und oder in im an am auf aus bei mit nach von vom zu zum zur ist sind war waren hat
   haben wird werden nicht auch sich es er sie wir dass als wie fur
   et ou dans sur avec sans pour par du des au aux ce cette ces il elle ils elles nous vous est sont ete etait ne pas plus
   dit`.split(/\s+/),
);

/** What people are called after their office, folded: who speaks says little about what is said. */
export const OFFICES: readonly string[] = `
  minister president premier prime mayor governor director chief executive chairman chairwoman secretary spokesman
  spokeswoman spokesperson leader professor commissioner senator councillor ambassador general officer party union
  ministro ministra presidente presidenta alcalde alcaldesa gobernador gobernadora director directora portavoz lider
  consejero consejera abogado abogada
  министр президент премьер мэр губернатор директор глава председатель секретарь представитель депутат адвокат
  وزير الوزير رئيس الرئيس مدير متحدث المتحدث محافظ
  minister prasident kanzler burgermeister sprecher direktor
  ministre president maire directeur porte parole`
  .trim()
  .split(/\s+/);
