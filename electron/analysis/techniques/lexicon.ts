/**
 * Emotive words of English, collected for this program from general knowledge of the language: `strong` ones are loaded wherever
 * they stand, `plain` ones often. An entry stands for the word and its inflections; `~` for any ending.
 */
export const strong = `
abhorrent abominable abomination~ absurd~ appalling~ apocalyp~ atrocious~ atrocit~ barbar~ beastly bedlam bloodbath~ bloodlust bloodthirst~
bogus bombshell~ brazen~ brutal~ brute~ butcher~ cabal~ callous~ carnage catastroph~ cesspool~ charade~ chilling~ clueless~ cowardly craven~ crazed crazy
criminally cronies crony cruel~ crusade~ cynical~ damning~ dastardly deafening debacle~ deceitful~ decimat~ deceptive~ defil~ degenerate~ degrading dehumani~
delusion~ demented demonic demoni~ deplorab~ deprav~ deranged despicabl~ despot~ devastat~ devious diabolic~ dictatorial disaster~ disastrous~ disgrac~ disgust~
dishonest~ dismal dreadful~ dystopian egregious~ enrag~ enslav~ evil evils extermin~ fanatic~ farce farcical fascis~ feckless fiasco~ fiendish~ filth filthy
flagrant~ foul frenz~ fury furious~ ghastly ghoulish glaring~ gloating gory grim grisly grotesque~ gruesome~ gutless hateful~ hatred~ heartbreaking~ heartless heinous~ hellhole~ hellish
hideous~ hoax~ horde~ horrendous~ horrible horribly horrid horrif~ horror~ humiliat~ hypocri~ hysteri~ idiocy idiotic~ ignorant ignominious~ imbecil~ immoral~ inane incompetent~
incendiary indoctrinat~ infamous infamy inhuman~ insan~ insidious~ insult~ liar~ ludicrous~ lunacy lunatic~ lurid madman madmen madness malevolen~ malicious~ malign~
maniac~ menac~ mindless~ miserabl~ monster~ monstrous~ monstrosit~ moronic murderous~ nasty nauseat~ nefarious~ nightmar~ obscen~ odious ominous~ onslaught~ oppressive~ orgy outrag~ outlandish
parasit~ pathetic~ perver~ petrif~ pillag~ plunder~ pompous preposterous~ propaganda~ purge~ rabid~ rampag~ rancid ravag~ reckless~ repugnan~ repuls~ reviled revolting
ridicul~ rotten ruthless~ sabotag~ sadis~ savag~ scam~ scandal~ scapegoat~ scathing~ scourge~ scum~ senseless~ shameful~ shameless~ sham shriek~ sickening~ sinister slander~ sleaz~ slime slimy smear~
smug~ sordid soulless spew~ spineless squalid stooge~ stupid~ suffocat~ suicidal swindl~ tainted terrif~ thug~ tormented toxic traitor~ trampl~ traumati~ treacher~ treason~
twisted tyran~ unconscionabl~ unhinged unholy unleash~ unspeakabl~ vampir~ venom~ vermin vicious~ vile vilif~ villain~ vindictive~ virulent~ vitriol~ vomit~ vulgar~ vultur~ warmonger~ whitewash~ wicked~ witch-hunt~ wreak~ wretch~ zealot~
amazing~ astonishing~ astounding~ awesome breathtaking~ brilliant~ fabulous~ fantastic~ glorious~ heroic~ legendary magnificent~ marvelous~ marvellous~ miraculous~ phenomenal~ spectacular~ splendid~ staggering~ stunning~ superb~ unbelievabl~ wonderful~
`;

export const plain = `
abus~ aggressiv~ alarming~ anger~ angry anguish~ anti-american arrogan~ assault~ attack~ awful~ backlash backward bash~ battl~ betray~ bizarre~ blast~ blatant~ bleed~ blood bloody blow~ bomb~ bully~ bullied burden~ chaos chaotic
cheat~ collaps~ conspir~ controversial corrupt~ crackdown~ cripple~ crippling crisis crush~ curse~ damn~ danger~ dark dead deadly death~ defian~ demonstrably desperat~ destroy~ destruct~ devour~ disturbing~ doom~ dump~ elit~ erupt~ exploit~ explod~
extremis~ fail~ fake~ fear~ fierce~ flood~ fool~ frightening~ gross~ greed~ guilty harass~ harsh~ hate~ haunt~ horrifi~ huge~ hunt~ hurl~ illegal~ invad~ invasion~ infest~ injustice~ intimidat~ jeopard~ kill~ lash~ lie lied looting lynch~ manipulat~ massive~ mayhem
mob mobs mock~ murder~ nonsens~ notorious~ obsess~ oppress~ outbreak~ overrun overwhelm~ panic~ passionate~ plot~ radical~ rage~ raging rant ranting rants regime~ reveng~ rigged rigging riot~ risk~ ruin~ scare~ scari~ scary scheme~ screw~ secretive~ severe~ shatter~ slam~ slash~ smash~ spark~ starv~ steal~ stolen
storm~ strangl~ struggl~ subvers~ suffer~ surrender~ suspicious~ tears terribl~ terror~ thief thieves threat~ troubl~ unfair~ unjust~ unprecedented victim~ violen~ warn~ weak~ whin~ worse~ worst wreck~ wrong~ bold~ brave~ courag~ dramatic~ extraordinar~ great greatest hero~ historic~ honor~ honour~ proud~ revolution~ sacred tremendous~ triumph~ vital~
rape~ terroris~ terroriz~ cancer~ poison~ lethal tortur~ slaughter~ violat~ dirty sick swamp holocaust traged~ tragic~ lies shock~ bestial massacre~ incredible incredibly plague~ explosive~ shining outstanding dire jihad~ stampede~ inferno puppet~ lust
fraud~ extort~ harass~ bankrupt~ collud~ collusion defam~ retaliat~ racketeer~ demoli~ derail~ hijack~ loot~ maim~ mutilat~ persecut~ undermin~ erod~ conspirator~ defraud~ injustice~ intimidat~ corrupt~ grim~ harrow~ harrowing~ furious~ hardline hard-line embarrass~ perilous~ plight extremis~ blunder~ remarkabl~ inspiring beautiful~ masterpiece~ stunning~ towering
`;

/** What people and groups are called to make them small. */
export const names = `
airhead~ apologist~ bigot~ bloodsucker~ bootlicker~ buffoon~ bureaucrat~ butcher~ charlatan~ clown~ commie~ communist~ conman conspirator~ coward~ criminal~ crook~ crony cronies cultist~ deadbeat~ degenerate~ demagogue~ despot~ devil~ dictator~ dimwit~ dinosaur~ elite~ elitist~ enemy enemies extremist~
fanatic~ fascist~ fearmonger~ foe foes fool~ fraud~ freak~ freeloader~ globalist~ goon~ gangster~ hack hacks hater~ henchm~ heretic~ hoodlum~ hypocrite~ idiot~ ideologue~ imbecile~ impostor~ infidel~ invader~ islamist~ jihadi~ jihadist~ killer~ kleptocrat~ lackey~ leech~ leftist~ liar~ loser~ lunatic~ maniac~
marxist~ menace mercenar~ mob mobs mobster~ monster~ moron~ murderer~ nazi~ neocon~ nutcase~ oligarch~ oppressor~ outlaw~ parasite~ pariah~ pawn~ pervert~ phony phonies pig pigs profiteer~ propagandist~ psychopath~ puppet~ quack~ quisling~ racist~ radical~ rapist~ rat rats savage savages scoundrel~ scum sellout~ sexist~ sham
shill~ slob slobs snake~ snob~ snowflake~ socialist~ sociopath~ stooge~ supremacist~ swindler~ sycophant~ terrorist~ thief thieves thug~ traitor~ troll trolls tyrant~ vandal~ vermin villain~ vulture~ warmonger~ weakling~ weasel~ witch~ zealot~ far-left far-right hard-left alt-right left-wing right-wing so-called self-appointed self-styled
`;

/** Fear of what is to come. */
export const fears = `
annihilat~ apocalyp~ armageddon bankrupt~ catastroph~ chaos collapse~ contagio~ danger~ deadly destroy~ destruction disaster~ doom~ epidemic~ existential extinct~ invasion~ invad~ lethal nightmare~ outbreak~ pandemic~ perish~ plague~ terror~ threat~ wipe~ wiped
`;

/** Words that stand for something good and mean little. */
export const virtues = `
decency democracy dignity dream~ equality faith freedom~ future greatness hero~ honor honour~ hope~ integrity justice liberty love patriot~ peace progress prosperity strength truth unity values virtue~ wisdom
`;
