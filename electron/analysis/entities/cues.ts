const set = (words: string) => new Set(words.trim().split(/\s+/));

/** Words of a name that make it an organisation. */
export const ORGANISATION =
  set(`Bank Banks Ministry Minister's University College School Academy Union Party Council Company Inc Ltd Corp Corporation
  Agency Office Court Committee Commission Association Alliance Forum Institute Group Club United Rovers Athletic Times Post News Tribune Herald
  Standard Observer Dispatch Voice Radio Television Police Army Navy Force Forces Department Organization Organisation Foundation Fund Federation
  Parliament Assembly Senate Congress Cabinet Authority Bureau Board Service Services Hospital Airlines Airways Motors Industries Holdings Partners
  Trust Society League Chamber Guild Front Movement Brigade Museum Theatre Orchestra Networks Systems Energy Oil Gas Steel Press Agencia Gaceta
  Ministerium Universität Partei Bundestag Universidad Ministerio Partido Université Ministère`);

/** Words of a name that make it a place. */
export const PLACE =
  set(`River Bay Street Road Avenue Lane Island Islands Isle Valley City Town Village Lake Mount Mountain Mountains Port Harbour
  Harbor County Province State Region District Bridge Square Park Sea Ocean Gulf Cape Coast Peninsula Desert Forest Hill Hills Quay Dam Airport
  Station Strait Canal Beach Border Republic Kingdom Emirates Gate Gorge Palace Castle Pier Heights Falls Reservoir Basin Plateau Delta`);

/** Open the name of a place. */
export const PART_OF_PLACE = set('Upper Lower North South East West Northern Southern Eastern Western');

/** Stand before a person's name. */
export const OFFICE =
  set(`Mr Mrs Ms Miss Dr Prof Professor President Premier Chancellor Minister Mayor Judge Justice Senator Governor Sir Lady Lord
  Sister Brother Father Captain Colonel General Lieutenant Sergeant Officer Chief Director Queen King Prince Princess Pope Secretary Councillor
  Deputy Leader Chairman Chairwoman Spokesman Spokeswoman Ambassador Envoy Coach Commissioner Representative Congressman Congresswoman Pastor
  Imam Rabbi Sheikh Bishop Inspector Detective`);

/** Never part of a name by themselves, though written with a capital. */
export const NO_NAME =
  set(`Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August September October
  November December I The A An In On At But And Or If It Its He She They We You His Her Their Our My This That These Those There Here When While
  Where What Who Why How As For From With By After Before Since During Under Over Between Among About Against According Also Although Because
  Despite However Meanwhile Moreover Now Once Only Some Many Most Much More Other Others Another All Both Each Every Few No Not None Nor Of Off
  One Two Three Four Five Six Seven Eight Nine Ten Eleven Twelve Hundreds Thousands Millions Then Thus To Until Upon Was Were Will Yes Yet Mr Mrs Ms Dr
  Last Next First Second Earlier Later Today Yesterday Tomorrow Tonight English French German Russian Chinese Spanish Arabic Internet God`);

/** Links inside a name: of, the, de … */
export const LINKS = set(
  'of the de la las los del da do dos di du des van von der den el al bin ibn und et y e and for &',
);

export const BEFORE_PLACE = set('in at near from across outside around towards toward into throughout');
/** Behind the name of a place: the Lenn valley. */
export const PLACE_NOUN = set(
  `reservoir dam lake river valley village town city road bridge gorge harbour harbor port province region district border coast
  peninsula island islands basin delta mountains hills airport`,
);
/** With “of” before the name of a place: the people of Lenn. */
export const OF_PLACES = set(
  `people president government capital parliament north south east west city town village port outskirts republic king queen mayor`,
);
export const AUXILIARY = set(
  'would will was is has had were are does did do can could may might must should shall cannot wants needs',
);
export const REPORTS =
  set(`said says told added asked replied warned announced argued insisted explained wrote claimed noted believes thinks called
  admitted recalled agreed confirmed denied promised vowed urged who whose`);
