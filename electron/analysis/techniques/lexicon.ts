/**
 * Emotive words of English, collected for this program from general knowledge of the language: `strong` ones are loaded wherever
 * they stand, `plain` ones often. An entry stands for the word and its inflections; `~` for any ending.
 */
export const strong = `
abhorrent abominable abomination~ absurd~ appalling~ apocalyp~ atrocious~ atrocit~ barbar~ beastly bedlam bestial bloodbath~ bloodlust bloodthirst~
bogus bombshell~ brazen~ brutal~ brute~ butcher~ cabal~ callous~ cancer~ carnage catastroph~ cesspool~ charade~ chilling~ clueless~ cowardly craven~ crazed crazy
criminally cronies crony cruel~ crusade~ cynical~ damning~ dastardly deafening debacle~ deceitful~ decimat~ deceptive~ defil~ degenerate~ degrading dehumani~
delusion~ demented demonic demoni~ deplorab~ deprav~ deranged despicabl~ despot~ devastat~ devious diabolic~ dictatorial dire dirty disaster~ disastrous~ disgrac~ disgust~
dishonest~ dismal dreadful~ dystopian egregious~ enrag~ enslav~ evil evils explosive~ extermin~ fanatic~ farce farcical fascis~ feckless fiasco~ fiendish~ filth filthy
flagrant~ foul frenz~ fury furious~ ghastly ghoulish glaring~ gloating gory grim grisly grotesque~ gruesome~ gutless hateful~ hatred~ heartbreaking~ heartless heinous~ hellhole~ hellish
hideous~ hoax~ holocaust horde~ horrendous~ horrible horribly horrid horrif~ horror~ humiliat~ hypocri~ hysteri~ idiocy idiotic~ ignorant ignominious~ imbecil~ immoral~ inane incompetent~
incendiary indoctrinat~ infamous infamy inferno inhuman~ insan~ insidious~ insult~ jihad~ lethal liar~ lies ludicrous~ lunacy lunatic~ lurid lust mad madness malevolen~ malicious~ malign~
maniac~ massacre~ menac~ mindless~ miserabl~ monster~ monstrous~ monstrosit~ moronic murderous~ nasty nauseat~ nefarious~ nightmar~ obscen~ odious ominous~ onslaught~ oppressive~ orgy outrag~ outlandish
parasit~ pathetic~ perver~ petrif~ pillag~ plague~ plunder~ poison~ pompous preposterous~ propaganda~ puppet~ purge~ rabid~ rampag~ rancid rape~ ravag~ reckless~ repugnan~ repuls~ reviled revolting
ridicul~ rotten ruthless~ sabotag~ sadis~ savag~ scam~ scandal~ scapegoat~ scathing~ scourge~ scum~ senseless~ shameful~ shameless~ sham shock~ shriek~ sick sickening~ sinister slander~ slaughter~ sleaz~ slime slimy smear~
smug~ sordid soulless spew~ spineless squalid stampede~ stooge~ stupid~ suffocat~ suicidal swamp swindl~ tainted terrif~ terroriz~ terroris~ thug~ tormented tortur~ toxic traged~ tragic~ trait~ trampl~ traumati~ treacher~ treason~
twisted tyran~ unconscionabl~ unhinged unholy unleash~ unspeakabl~ vampir~ venom~ vermin vicious~ vile vilif~ villain~ vindictive~ violat~ virulent~ vitriol~ vomit~ vulgar~ vultur~ warmonger~ whitewash~ wicked~ witch-hunt~ wreak~ wretch~ zealot~
amazing~ astonishing~ astounding~ awesome breathtaking~ brilliant~ fabulous~ fantastic~ glorious~ heroic~ incredible incredibly legendary magnificent~ marvelous~ marvellous~ miraculous~ outstanding phenomenal~ shining spectacular~ splendid~ staggering~ stunning~ superb~ unbelievabl~ wonderful~
`;

export const plain = `
abus~ aggressiv~ alarming~ anger~ angry anguish~ anti-american arrogan~ assault~ attack~ awful~ backlash backward bash~ battl~ betray~ bizarre~ blast~ blatant~ bleed~ blood bloody blow~ bomb~ bully~ bullied burden~ chaos chaotic
cheat~ collaps~ conspir~ controversial corrupt~ crackdown~ cripple~ crippling crisis crush~ curse~ damn~ danger~ dark dead deadly death~ defian~ demonstrably desperat~ destroy~ destruct~ devour~ disturbing~ doom~ dump~ elit~ erupt~ exploit~ explod~
extremis~ fail~ fake~ fear~ fierce~ flood~ fool~ frightening~ gross~ greed~ guilty harass~ harsh~ hate~ haunt~ horrifi~ huge~ hunt~ hurl~ illegal~ invad~ invasion~ infest~ injustice~ intimidat~ jeopard~ kill~ lash~ liberal lie lied looting lynch~ manipulat~ massive~ mayhem
mob~ mock~ murder~ nonsens~ notorious~ obsess~ oppress~ outbreak~ overrun overwhelm~ panic~ passionate~ plot~ radical~ rage~ raging rant~ regime~ reveng~ rig~ riot~ risk~ ruin~ scare~ scari~ scary scheme~ screw~ secretive~ severe~ shatter~ slam~ slash~ smash~ spark~ starv~ steal~ stolen
storm~ strangl~ struggl~ subvers~ suffer~ surrender~ suspicious~ tear~ terribl~ terror~ thief thieves threat~ troubl~ unfair~ unjust~ unprecedented victim~ violen~ warn~ weak~ whin~ worse~ worst wreck~ wrong~ bold~ brave~ courag~ dramatic~ extraordinar~ great greatest hero~ historic~ honor~ honour~ proud~ revolution~ sacred tremendous~ triumph~ vital~
`;

/** What people and groups are called to make them small. */
export const names = `
airhead~ apologist~ bigot~ bloodsucker~ bootlicker~ buffoon~ bureaucrat~ butcher~ charlatan~ clown~ commie~ communist~ conman conspirator~ coward~ criminal~ crook~ crony cronies cultist~ deadbeat~ degenerate~ demagogue~ despot~ devil~ dictator~ dimwit~ dinosaur~ elite~ elitist~ enemy enemies extremist~
fanatic~ fascist~ fearmonger~ foe foes fool~ fraud~ freak~ freeloader~ globalist~ goon~ gangster~ hack~ hater~ henchm~ heretic~ hoodlum~ hypocrite~ idiot~ ideologue~ imbecile~ impostor~ infidel~ invader~ islamist~ jihadi~ jihadist~ killer~ kleptocrat~ lackey~ leech~ leftist~ liar~ loser~ lunatic~ maniac~
marxist~ menace mercenar~ mob~ mobster~ monster~ moron~ murderer~ nazi~ neocon~ nutcase~ oligarch~ oppressor~ outlaw~ parasite~ pariah~ pawn~ pervert~ phony phonies pig pigs profiteer~ propagandist~ psychopath~ puppet~ quack~ quisling~ racist~ radical~ rapist~ rat rats rebel~ savage savages scoundrel~ scum sellout~ sexist~ sham
shill~ slob~ snake~ snob~ snowflake~ socialist~ sociopath~ stooge~ supremacist~ swindler~ sycophant~ terrorist~ thief thieves thug~ traitor~ troll~ tyrant~ vandal~ vermin villain~ vulture~ warmonger~ weakling~ weasel~ witch~ zealot~ far-left far-right hard-left alt-right left-wing right-wing so-called self-appointed self-styled
`;

/** Fear of what is to come. */
export const fears = `
annihilat~ apocalyp~ armageddon bankrupt~ catastroph~ chaos collapse~ contagio~ danger~ deadly destroy~ destruction disaster~ doom~ epidemic~ existential extinct~ invasion~ invad~ lethal nightmare~ outbreak~ pandemic~ perish~ plague~ terror~ threat~ wipe~ wiped
`;

/** Words that stand for something good and mean little. */
export const virtues = `
decency democracy dignity dream~ equality faith freedom~ future greatness hero~ honor honour~ hope~ integrity justice liberty love patriot~ peace progress prosperity strength truth unity values virtue~ wisdom
`;
