/**
 * Words that end in a full stop without ending the sentence, by what may follow them. Lower case, without the last stop;
 * inner stops kept. One list for all languages: what is a common word at a sentence's end in another one stays out.
 */

/** The sentence goes on, whatever follows: titles, places, "for example". */
export const ALWAYS_CONTINUES = list(`
  mr mrs ms mx dr prof rev hon fr st ste mt messrs mme mlle
  gen lt col maj capt sgt cpl pvt const cmdr det adm gov sen rep amb pres supt insp
  e.g i.e eg vs cf viz approx
  sra srta dra dña lic gral tte p.ej ej avda excmo ilmo
  hr z.b d.h u.a bzw vgl ca sog dipl
  sig dott
  ул просп обл респ проф акад доц д-р г-н г-жа тов ср напр т.е т.к т.н дж ген полк адм
`);

/** The sentence goes on before a number: "No. 5", "p. 12", "Art. 3". */
export const CONTINUES_BEFORE_NUMBER = list(`
  no nos nr p pp pg pgs art arts sec secs ch fig figs vol vols ed para paras op
  jan feb mar apr jun jul aug sep sept oct nov dec
  núm num pág págs cap tel abs kap bd s
  ст стр с рис табл гл п пп № тел д кв корп
`);

/** The sentence goes on before a capital too, unless it is one of the `STARTERS`. */
export const CONTINUES_BEFORE_NAME = list(`sr jr inc ltd co corp bros llc plc cia cía s.a gmbh`);

/** Words that open a sentence far more often than they continue a name. */
export const STARTERS = list(`
  the a an in on at it its he she they we i you this that these those there but and or so if when while as after before
  for from with by to of however meanwhile although not no what who why how where his her their our my some many most all
  el la los las un una en por para con sin se su sus es pero y si cuando tras según este esta
  le les des et il elle ils mais ce cette dans pour
  der die das ein eine und im er sie wir aber nach wenn dies
  в на и но он она они мы это по из с к о не как что если когда после
`);

/** German writes an ordinal with a full stop: "am 5. Mai". */
export const AFTER_ORDINAL = list(`
  januar jänner februar märz april mai juni juli august september oktober november dezember jahrhundert
`);

/** After "a.m." and "p.m." the sentence goes on with a day or a time zone only. */
export const AFTER_TIME = list(`
  monday tuesday wednesday thursday friday saturday sunday gmt utc bst cet est edt cst cdt mst mdt pst pdt et ct mt pt
`);

/** Before a single capital these make it a label, not an initial: "Plan B. Doctors say". */
export const LABELLED = list(`
  plan vitamin group class type hepatitis grade exhibit section option grupo clase tipo группа план тип класс
`);

function list(words: string): ReadonlySet<string> {
  return new Set(words.split(/\s+/).filter(Boolean));
}
