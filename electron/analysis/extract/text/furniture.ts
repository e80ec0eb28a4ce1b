import type { RemovedReason } from '../types.ts';

/**
 * The vocabulary of page furniture in the languages news is scraped in. `LABELS` match a whole short line; `PHRASES` may
 * stand anywhere in a line and are only asked of lines up to a sentence or three long. All are generic web wording.
 */
interface Rule {
  reason: RemovedReason;
  pattern: RegExp;
}

const label = (reason: RemovedReason, body: string): Rule => ({
  reason,
  pattern: new RegExp(`^(?:${body})[\\s:.…!>»›→|-]*$`, 'iu'),
});
const phrase = (reason: RemovedReason, body: string): Rule => ({ reason, pattern: new RegExp(body, 'iu') });

const NETWORKS =
  'facebook|twitter|x|instagram|linkedin|pinterest|reddit|whatsapp|telegram|tumblr|flipboard|youtube|tiktok|threads|bluesky|mastodon|messenger|vk|vkontakte|viber|line|wechat|weibo|snapchat|rss|e-?mail|mail|pocket|mix|google\\+|google plus|stumbleupon|digg|delicious|evernote|xing|odnoklassniki';

/** Labels after which other stories are listed. */
const LABELS: Rule[] = [
  label(
    'read next',
    "(?:you (?:may|might) (?:also )?(?:like|enjoy|be interested in)(?: these)?|you may have missed|(?:related|recommended|suggested|similar|other|further|trending|featured|latest|recent|top|more)(?: (?:news|content|articles?|posts?|stories|reads?|reading|topics?|links?|coverage|headlines|videos?|from .{2,40}|in .{2,30}|on .{2,40}|by .{2,40}|for you|like this|stories from .{2,40}|about .{2,30})){1,2}|related|recommended|trending(?: now)?|read (?:next|more|also|this next)|see (?:also|more)|also read|up next|next up|next (?:article|post|story)|(?:previous|prev) (?:article|post|story)|previous|next|around the web|from (?:around )?the web|from our partners|keep reading|continue reading|don['’]t miss|in case you missed it|elsewhere|what to read next|editors?['’]?s? picks?|our picks|promoted(?: stories)?|more to explore|load more|show more|view more|view all|see all|latest|more|the latest|watch next|watch more|hot topics|stories for you|for you|noticias relacionadas|te puede interesar|también te puede interesar|le puede interesar|lee también|leer más|ver más|más noticias|más leídas|más información|artículos relacionados|contenido relacionado|lea también|lire aussi|à lire aussi|à lire également|voir aussi|sur le même sujet|articles (?:liés|similaires|récents)|en savoir plus|lesen sie auch|mehr zum thema|auch interessant|weitere artikel|das könnte sie auch interessieren|weiterlesen|ähnliche (?:artikel|beiträge)|leia (?:também|mais)|veja (?:também|mais)|notícias relacionadas|saiba mais|leggi anche|potrebbe interessarti|articoli correlati|lees ook|meer nieuws|czytaj także|zobacz także|читайте также|читать далее|читайте ещё|по теме|материалы по теме|相关阅读|相关新闻|推荐阅读|延伸阅读|関連記事|関連ニュース|おすすめ記事|관련기사|смотрите также|другие новости|последние новости|ещё новости|похожие (?:новости|статьи|записи)|рекомендуем|اقرأ أيضا|اقرأ أيضًا|إقرأ أيضا|إقرأ أيضاً|اقرأ أيضاً|مواضيع ذات صلة|أخبار ذات صلة|مقالات ذات صلة|المزيد|قد يعجبك أيضا|related(?: \\w+)? videos?|popular (?:now|posts?|stories|articles)|more .{2,30} news)",
  ),
  label(
    'most read',
    '(?:(?:the )?most (?:read|popular|viewed|watched|shared|commented|recent)(?: (?:stories|articles|news|in .{2,30}|on .{2,30}|posts?|now|today|this week|videos))?|popular|lo más (?:leído|visto)|las más leídas|les plus lus|meistgelesen|am meisten gelesen|mais (?:lidas|lidos|vistos)|più letti|meest gelezen|самое (?:читаемое|популярное)|популярное|الأكثر (?:قراءة|مشاهدة|تداولا))',
  ),
  label(
    'share bar',
    `(?:share(?: (?:this|on|via|with|to|it|story|article|this (?:article|story|post|page|with friends?)|on (?:${NETWORKS})|via (?:${NETWORKS})|with (?:${NETWORKS})))*|sharing is caring|spread the (?:word|love)|(?:share|tweet|pin|email|print|save|copy|like|post|send|bookmark|follow|listen|flip|pin it|text|text size|font size|a[+-]|copy link|print this|reprints|share link|copy url|link copied|email this|save for later|read later)(?: (?:this|it|article|story|page|link))?|(?:click to )?(?:share|tweet|email|print|follow|like|find|join)(?: us| this)?(?: (?:on|via|to))?(?: (?:${NETWORKS}))+(?: \\(opens in new window\\))?|(?:${NETWORKS})(?:[\\s,|/•·]+(?:${NETWORKS}|share|print|copy|tweet))*(?: icon| logo| share)?|\\d[\\d.,]*[km]?\\s*(?:shares?|likes?|views?|retweets?|tweets?|pins?|comments?|reads?)|follow (?:us|me)(?: on.{0,30})?|connect with us.{0,20}|find us on.{0,20}|stay connected|click to (?:share|email|print|tweet).{0,60}|opens in (?:a )?new (?:window|tab)|compartir(?: en.{0,20})?|comparte|síguenos.{0,20}|imprimir|copiar (?:enlace|link)|partager(?: sur.{0,20})?|imprimer|suivez-nous.{0,20}|teilen|drucken|merken|folgen sie uns.{0,20}|compartilhar?|compartilhe|siga-nos.{0,20}|condividi|stampa|seguici.{0,20}|delen|udostępnij|поделиться.{0,30}|поделитесь|подписаться|подписывайтесь.{0,40}|распечатать|مشاركة|شارك|تابعنا.{0,20}|طباعة)`,
  ),
  label(
    'ticker',
    '(?:breaking(?: news)?|just in|live ticker|news ticker|última hora|dernière minute|eilmeldung|ultim[ao] ora|срочно|молния|عاجل|آخر الأخبار)',
  ),
  label(
    'comments',
    '(?:\\(?(?:\\d+|no|view|show|all|leave|post|add|write|read|hide|join the) (?:an? |the |your |all )?(?:first )?(?:comments?|repl(?:y|ies)|conversation|discussion)(?: on .{2,80}| so far| \\(\\d+\\))?\\)?|comments?(?: \\(?\\d+\\)?| are closed| policy| section| guidelines)?|discussion|what do you think\\??|what is your opinion.{0,40}|leave (?:a|the first|your) (?:comment|reply).{0,30}|cancel reply|reply|report(?: (?:comment|abuse|error))?|log in to (?:comment|reply|leave a comment)|(?:permalink )?\\d+ comments?.{0,40}|\\d+ (?:responses?|thoughts|replies) (?:to|on) .{2,120}|join the (?:conversation|discussion)|have your say|be the first to comment.{0,20}|submit(?: comment)?|post comment|your email address will not be published.{0,60}|required fields are marked.{0,10}|save my name, email.{0,80}|notify me.{0,60}|name ?\\*?|e-?mail(?: address)? ?\\*?|website|comentarios?|deja (?:un|tu) comentario|deja una respuesta|responder|comentários?|deixe (?:um|seu) comentário|commentaires?|laisser un commentaire|répondre|kommentare?|(?:schreiben sie |schreibe )?(?:einen )?kommentar(?: (?:schreiben|verfassen|hinterlassen|abschicken|absenden))?|antworten|erforderliche felder .{0,40}|champs obligatoires.{0,40}|campos obligatorios.{0,40}|обязательные поля.{0,40}|имя ?\\*?|nombre ?\\*?|nom ?\\*?|publicar (?:el )?comentario|publier (?:le )?commentaire|enviar comentario|отправить(?: комментарий)?|إرسال التعليق|commenti|lascia un commento|комментари(?:и|ев|й|я)|оставить комментарий|добавить комментарий|ответить|التعليقات|تعليقات|اترك تعليقا|أضف تعليق)',
  ),
  label(
    'cookie notice',
    '(?:(?:accept|reject|allow|decline|refuse|agree to)(?: all)?(?: cookies)?|(?:manage|customi[sz]e|set) (?:cookies|(?:cookie |my |your )?preferences)|only (?:necessary|essential|required)(?: cookies)?|alle(?: cookies)? (?:akzeptieren|ablehnen|zulassen)|(?:nur )?notwendige(?: cookies)?|cookie-einstellungen|tout (?:accepter|refuser)|(?:accepter|refuser)(?: tout| les cookies)?|(?:aceptar|rechazar)(?: todo| todas| cookies| todas las cookies)?|aceitar(?: todos)?|rejeitar(?: todos)?|accetta(?: tutti)?|rifiuta(?: tutti)?|принять(?: вс[её])?|отклонить(?: вс[её])?|قبول(?: الكل)?|رفض(?: الكل)?)',
  ),
  label(
    'newsletter',
    '(?:(?:sign up|subscribe|register)(?: (?:now|today|here|to our newsletters?|for (?:our|the|free).{0,50}|to .{2,50}|for .{2,50}))?|(?:our |the |daily |free |email |e-mail )*newsletters?(?: (?:sign[- ]?up|signup|subscription))?|(?:enter )?your e-?mail(?: address)?|(?:ihre|deine) e-?mail(?:-?adresse)?|votre (?:adresse )?e-?mail|(?:tu|su) correo(?: electrónico)?|(?:tu|su) e-?mail|(?:o )?seu e-?mail|(?:la tua|il tuo|tua) e-?mail|ваш(?:а|у)? (?:e-?mail|электронн\\S+ (?:почт\\S+|адрес)|адрес|почт\\S+)|بريدك الإلكتروني|thank you for (?:subscribing|signing up).{0,20}|suscríbete.{0,40}|boletín(?:es)?|abonnez-vous.{0,40}|inscrivez-vous.{0,40}|abonnieren|jetzt abonnieren|newsletter abonnieren|assine.{0,40}|iscriviti.{0,40}|подпишитесь.{0,60}|подписка|рассылка|اشترك.{0,40}|النشرة البريدية)',
  ),
  label(
    'advert',
    '(?:advertisements?|advertising|adverts?|ads?|ad choices|adchoices|sponsored(?: (?:content|by.{0,40}|links?|post))?|promoted by.{0,40}|paid (?:content|post|partner content)|partner content|advertisement - (?:continue|story).{0,40}|(?:story|article) continues (?:below|after).{0,30}|continue reading below.{0,20}|scroll to continue.{0,20}|loading(?: the player)?\\.*|skip ad(?:vertisement)?|publicidad|publicité|anzeige|werbung|publicidade|pubblicità|advertentie|reklama|реклама|スポンサードリンク|スポンサーリンク|广告|広告|광고|на правах рекламы|إعلان|إعلانات)',
  ),
  label(
    'tags',
    '(?:(?:tags?|topics?|filed under|in this article|in this story|more about|categories|keywords|related topics|posted in|tagged(?: with| as)?|etiquetas|temas|schlagwörter|themen|mots[- ]clés|sujets|palavras-chave|теги|метки|темы|الوسوم|كلمات مفتاحية)(?: ?:.{0,120})?)',
  ),
  label(
    'menu',
    '(?:home(?: ?page)?|menu|main menu|skip to (?:main )?(?:content|navigation|search|footer).{0,20}|jump to (?:content|navigation)|(?:toggle|open|close|show|hide) (?:navigation|menu|search|main menu|sidebar).{0,20}|search(?: for| the site| site| this site|\\.{3})?|(?:sign|log) ?in(?: / .{2,20}| or .{2,20})?|log ?in|log ?out|sign out|register|create (?:an )?account|my account|my profile|back to top|go to top|scroll to top|top|sections?|all sections|navigation|breadcrumb|you are here|live(?: tv| now| updates)?|watch live|e-?paper|weather|horoscopes?|crosswords?|close|cancel|language|english|español|français|deutsch|русский|العربية|inicio|buscar|secciones|accueil|rechercher|startseite|suche|anmelden|menü|início|entrar|главная|поиск|меню|войти|الرئيسية|بحث|القائمة)',
  ),
  label(
    'footer',
    '(?:(?:about|contact)(?: us| the author| me| the authors?)?|privacy(?: (?:policy|notice|statement|center|settings))?|terms(?: (?:of (?:use|service|sale)|and conditions|& conditions))?|terms of use.{0,30}|cookie (?:policy|settings|preferences)|do not sell.{0,50}|site ?map|help|faqs?|careers|jobs|advertise(?: with us)?|accessibility(?: statement)?|corrections|editorial (?:policy|standards)|press|(?:our )?apps?|download (?:our|the) app|get the app|android|ios|app store|google play|play store|mobile apps?|imprint|impressum|datenschutz(?:erklärung)?|agb|kontakt|über uns|aviso legal|contacto|política de (?:privacidad|cookies|privacidade)|quiénes somos|mentions légales|nous contacter|qui sommes-nous|contato|sobre nós|chi siamo|контакты|о (?:нас|проекте|компании)|редакция|рекламодателям|политика конфиденциальности|пользовательское соглашение|من نحن|اتصل بنا|سياسة الخصوصية|author (?:bio|information)|about the writer|meet the author)',
  ),
];

const PHRASES: Rule[] = [
  phrase(
    'cookie notice',
    '\\b(?:we|this (?:web)?site|our partners|utilizamos|usamos|nous utilisons|wir verwenden|usiamo|utilizziamo)\\b.{0,60}\\bcookies?\\b|cookies? .{0,60}(?:consent|experience|preferences|accept|agree|zustimm|aceptar)|accept (?:all )?cookies|мы используем (?:файлы )?cookie|использу\\S+ cookie|by (?:continuing|using) (?:to (?:use|browse|visit) )?(?:this|our|the) (?:web ?)?(?:site|service|app)\\b.{0,60}(?:cookies|terms|agree)|ملفات تعريف الارتباط|ملفات الارتباط',
  ),
  phrase(
    'subscription notice',
    '(?:already (?:a )?subscrib|to (?:continue|keep) reading|subscribe (?:now|today|to (?:read|continue|unlock))|(?:free|premium) articles? (?:left|remaining|this month)|subscribers? only|for (?:our )?subscribers|unlimited (?:digital )?access|start your (?:free )?(?:trial|subscription)|become a (?:subscriber|patron|member (?:today|now|for|and (?:get|enjoy|support)))|support (?:our|independent|quality) journalism|solo para suscriptores|réservé (?:à nos|aux) abonnés|nur für abonnenten|jetzt weiterlesen|только для подписчиков)',
  ),
  phrase(
    'newsletter',
    '(?:sign ?up (?:for|to) (?:our|my|receive|get our|(?:the|a|free|daily) .{0,25}(?:newsletter|e-?mail|alerts))\\b|subscribe to (?:our|the|my|receive)\\b.{0,80}(?:newsletter|e-?mail|channel|updates|alerts|podcast|list)|\\b(?:get|receive|delivered)\\b.{0,80}\\b(?:in|to|into|straight to) your (?:inbox|e-?mail)|our (?:free |daily |weekly )*newsletters?\\b|newsletter.{0,40}(?:sign ?up|subscribe|inbox)|(?:join|follow|subscribe to|find) (?:us|our (?:channel|page|group)|\\S+) on (?:facebook|twitter|telegram|instagram|whatsapp|youtube|tiktok|linkedin|flipboard|google news)|follow (?:us|him|her|me|them)\\b.{0,20}(?: on (?:facebook|twitter|telegram|instagram|whatsapp|youtube|tiktok|linkedin)| @\\w)|follow @\\w|push notifications?|success?fully subscribed|(?:activat|confirm)\\w* your subscription|processing your subscription|wish to subscribe|unsubscribe|no spam|stay up to date with|receba .{0,20}(?:em|no) seu e-?mail|\\bin your (?:inbox|mailbox)\\b|get breaking news alerts|suscríb(?:ete|ase) (?:a|al|en)|recibe? .{0,40} en tu correo|abonnez-vous|inscrivez-vous|abonnieren sie|newsletter (?:anmelden|abonnieren)|(?:melden sie sich|melde dich) .{0,40}newsletter|(?:iscriviti|inscreva-se|inscríbete) .{0,30}newsletter|assine (?:a|nossa)|подпис(?:ывайтесь|аться|ывайся|шитесь) на|в нашем (?:telegram|телеграм)|наш(?:ем)? канал\\S* в|اشترك(?:وا)? (?:في|الآن)|تابعونا على|download (?:our|the) .{0,30}\\bapp|(?:our|the) \\S* ?app(?:lication)? (?:from|on|in) (?:the )?(?:app store|play store|google play))',
  ),
  phrase(
    'affiliate',
    '(?:affiliate (?:links?|commission|partner|program)|earn (?:a|an|us a|us an) (?:small )?(?:affiliate )?commission|referral (?:code|link|bonus|program)|promo(?:tional)? code|(?:discount|coupon) code|use code \\w+|(?:register|open|create|sign up for) (?:an?|your) .{0,40}\\baccount\\b.{0,60}(?:receive|get|bonus|refund|discount|fees?|cashback|free)|(?:account )?registration link|sign[- ]?up bonus|[?&](?:ref|aff|affid|affiliate|referral|partner|invite|clickid)=|código (?:de )?(?:promocional|referido|descuento)|code (?:promo|parrainage)|gutscheincode|empfehlungs(?:code|link)|anmelde-?link|lien de parrainage|enlace de (?:referido|afiliado)|link de (?:indicação|afiliado)|enlaces? de afiliad\\S+|liens? (?:affiliés?|d.affiliation)|affiliate-links?|промокод|реферальн\\S+|партн[её]рск\\S+ ссылк\\S+|رمز (?:الإحالة|الخصم)|كود (?:خصم|الخصم))',
  ),
  phrase(
    'footer',
    '(?:©|\\(c\\) ?(?:19|20)\\d\\d|copyright\\b.{0,20}(?:19|20)\\d\\d|all rights reserved|(?:todos los|tous) (?:derechos|droits) (?:reservados|réservés)|alle rechte vorbehalten|todos os direitos|tutti i diritti|все права защищены|جميع الحقوق محفوظة|may not be (?:published|reproduced|reprinted|broadcast)|(?:reproduction|republication) .{0,40}(?:prohibited|without)|^powered by \\w+$|protected by recaptcha|registered (?:office|number))',
  ),
  phrase(
    'advert',
    '(?:^\\W*click here (?:to|for)\\b[^.]{0,80}$|\\bby clicking here\\W*$|^\\W*(?:buy|shop|order|click|download|try|book)\\b.{0,40}\\b(?:now|here|today)\\b[^.]{0,20}[!.]?$|limited time offer|free shipping|this (?:post|article|content) (?:is|was) (?:sponsored|paid)|^(?:this .{0,30})?sponsored by|this video file cannot be played|javascript (?:is|must|to)|enable javascript|your browser (?:does|is)|(?:please )?(?:turn off|disable|whitelist).{0,30}ad ?block)',
  ),
  phrase(
    'comments',
    '(?:(?:post|leave|add|submit|view|read) (?:a|your|the first|all|\\d+) (?:comments?|reply)|(?:sign|log|logged) ?in (?:to|or register to) (?:post|comment|leave|reply|join)|email address will not be published|e-?mail-?adresse wird nicht veröffentlicht|adresse e-?mail ne sera pas publiée|correo electrónico no será publicad[oa]|e-?mail não será publicado|e-?mail non sarà pubblicato|(?:e-?mail|адрес\\S*|почт\\S+) не будет опубликован\\S*|لن يتم نشر عنوان بريدك|comments? (?:are|is|have been) (?:closed|moderated|turned off|disabled|subject)|uses akismet|share your (?:thoughts|views|opinion) (?:in|with|on|below))',
  ),
  phrase(
    'read next',
    "^(?:\\W{0,3}(?:read more|read also|also read|read next|read|related(?: story| article| news| coverage)?|see also|see more|more|more on this(?: story)?|watch|watch more|also on \\S+|recommended|don['’]t miss|must read|trending|lee también|leer más|lea también|ver también|le puede interesar|te puede interesar|lire aussi|à lire aussi|à lire|voir aussi|lesen sie auch|mehr zum thema|leia (?:também|mais)|veja também|leggi anche|lees ook|czytaj także|читайте также|смотрите также|по теме|اقرأ أيضا|اقرأ أيضًا|اقرأ أيضاً|إقرأ أيضاً|شاهد أيضا)\\s*(?:[:|»>→–—]|\\.{3}|…)\\s*\\S)",
  ),
];

/** Legal small print, however long its paragraph. */
const LEGAL =
  /\b(?:are|is a) registered trademarks?\b|statements have not been evaluated|(?:subject to|protected by) copyright|information (?:provided|contained|presented) (?:on|in) this (?:web)?site|for informational purposes only|not (?:intended to be|intended as|a substitute for) .{0,40}(?:advice|diagnos)|terms (?:of use|and conditions) apply|no part (?:of this .{0,30} )?may be reproduced/iu;

/** Labels that open a thread of comments, as against the buttons inside one. */
const THREAD =
  /^\W*(?:(?:permalink )?\(?\d+\)? (?:comments?|responses?|replies|thoughts|comentarios|comentários|commentaires|kommentare|комментари\p{L}+)\b|(?:all |reader |view )?comments?(?: \(?\d+\)?| section| policy)?\W*$|(?:leave|post|add|write|submit) (?:a|your|the first) (?:comment|reply)|join the (?:conversation|discussion)|have your say|what do you think|(?:comentarios|comentários|commentaires|kommentare|комментарии|التعليقات|تعليقات|コメント|评论|댓글)\W*(?:\(?\d+\)?)?\W*$|be the first to comment)/iu;

/** Does the line open a comment thread? */
export function opensThread(line: string): boolean {
  return line.length < 120 && THREAD.test(line);
}

/** Only lines up to this many words are furniture by a phrase alone. */
const PHRASE_WORDS = 60;
/** Reasons whose phrases also occur in articles: there only a short line is furniture. */
const SHORT_ONLY: ReadonlySet<RemovedReason> = new Set(['comments', 'advert', 'subscription notice', 'footer']);
const SHORT_WORDS = 28;

/** Credit lines of pictures: agencies, photographers, "file photo". */
const CREDIT =
  /(?:^\s*(?:photo|picture|image|foto|фото|صورة|crédito|credit|photograph|illustration|video|imagen|bild)s?\s*(?:by|credit|courtesy|source|:|©|\/)\s*.{2,80}$)|(?:[([](?:file(?: photo)?\s*[:/]\s*)?(?:AP|AFP|Reuters|Getty|Xinhua|TASS|DPA|EFE|ANSA)\b[^)\]]{0,60}[)\]]\s*$)|(?:\((?:[^()]{0,60}\b(?:via|for)\b [^()]{0,30}(?:AP|AFP|Getty|Reuters|EPA)[^()]{0,20})\)\s*$)|(?:\b(?:getty images|afp via getty|shutterstock|alamy|istock|unsplash|wikimedia commons|file photo|associated press photo|handout)\b[^.]{0,60}\)?\.?\s*$)|(?:(?:photo|picture|image|credit|foto|фото)s?\s*:\s*[^.:]{2,70}[)\]]?\s*$)|(?:\/\s*(?:AP|AFP|Reuters|Getty|EPA|Getty Images)\s*$)|(?:^\s*(?:click to (?:enlarge|expand|view)|view (?:gallery|slideshow)|image \d+ of\W+\d+|image (?:copyright|caption)\b.{0,200}|play video|hide caption|toggle caption|enlarge(?: this image)?|caption)\s*$)/iu;

const AUTHOR_NOTE =
  /\bis (?:an?|the|our)\b.{0,80}\b(?:reporter|editor|writer|correspondent|author|columnist|journalist|contributor|freelancer|producer|blogger|fellow|professor)\b|^(?:about the author|author:|reporting by|editing by|contact (?:him|her|the author|the reporter))|\b(?:contributed to this (?:report|article|story)|contact .{2,40} at \S+@\S+)/iu;

const AUTHOR_HEADING =
  /^(?:about|sobre|über|à propos de|chi è|over|om|об?)\s+\p{Lu}[\p{L}.'’-]*(?:\s+\p{Lu}[\p{L}.'’-]*){1,3}\s*:?$/u;

/** "About Ilse Marrow": a heading over a note about the author. Asked of the last lines only. */
export function isAuthorHeading(line: string): boolean {
  return line.length <= 60 && AUTHOR_HEADING.test(line[0]!.toLowerCase() + line.slice(1));
}

/** A note about the author, as it stands behind an article. */
export function isAuthorNote(line: string): boolean {
  return line.length <= 700 && AUTHOR_NOTE.test(line);
}

const TIME_NOTE =
  /^\W*(?:(?:(?:first |last )?(?:published|updated|posted|modified)\b.{0,60}|publicado .{0,50}|actualizado .{0,50}|publié .{0,50}|mis à jour .{0,50}|veröffentlicht .{0,50}|aktualisiert .{0,50}|опубликовано.{0,50}|обновлено.{0,50}|نشر في.{0,50}|آخر تحديث.{0,50})|(?:\d+ )?(?:hours?|minutes?|days?|weeks?|mins?) ago|(?:about )?\d+ ?(?:min(?:ute)?s?)(?: read)?|(?:estimated )?(?:reading|read) time\W.{0,20}|tempo de leitura.{0,20}|tiempo de lectura.{0,20}|temps de lecture.{0,20}|lesezeit.{0,20}|время чтения.{0,20})\W*$/iu;

/** "Updated at 1:23 p.m.", "3 min read": notes on time that are no text. */
export function isTimeNote(line: string): boolean {
  return line.length <= 80 && TIME_NOTE.test(line);
}

/** The controls of a player: elapsed and total time. */
export function isPlayer(line: string): boolean {
  return line.length <= 80 && /\b\d{1,2}:\d{2}\s*\/\s*\d{1,2}:\d{2}/.test(line);
}

/** A label such as "Related news" or "Share", alone on its line. */
export function labelReason(line: string): RemovedReason | null {
  if (line.length > 160) return null;
  const bare = line.replace(/^[\s*•·▪■►▶»>|#+\-–—✓→✕×]+/u, '').trim();
  if (!bare) return null;
  for (const rule of LABELS) if (rule.pattern.test(bare)) return rule.reason;
  return null;
}

/** Furniture that speaks in sentences, such as a cookie notice. */
export function phraseReason(line: string): RemovedReason | null {
  if (line.length <= 2000 && LEGAL.test(line)) return 'footer';
  if (line.length > 600) return null;
  let words = 0;
  for (const _ of line.matchAll(/\S+/g)) if (++words > PHRASE_WORDS) return null;
  for (const rule of PHRASES) {
    if (words > SHORT_WORDS && SHORT_ONLY.has(rule.reason)) continue;
    if (rule.pattern.test(line)) return rule.reason;
  }
  return null;
}

export function isPhotoCredit(line: string): boolean {
  return line.length <= 500 && CREDIT.test(line);
}

/** Furniture that opens a part of the page in which the article does not go on: comments, footer, lists of other stories. */
export function endsArticle(reason: RemovedReason | null): boolean {
  return reason === 'comments' || reason === 'footer' || reason === 'read next' || reason === 'most read';
}
