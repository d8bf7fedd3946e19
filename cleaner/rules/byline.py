"""By-lines: who wrote the piece, in a block of its own or glued to a date.

A name alone can't be told from any other name by a pattern. What can be seen is
the word before it ("By", "Von", "文/"), the role, address or handle behind it,
and an agency's sign. Words like "by" begin many sentences too ("By 2020, …"), so
these rules ask for a block that is a name and no more, and never for a name of
the calendar or of a menu ("By Category").
"""

from __future__ import annotations

from typing import Final

from cleaner.labels import Label
from cleaner.rules.date_grammar import AGO, DATE, DATETIME, PREFIX, TIME, WEEKDAY, YEAR_WORDS
from cleaner.rules.rule import Rule, Where
from cleaner.rules.word_patterns import alternation, words

_AFTER_BY: Final = (
    "the a an this that these those all any default design popular date price brand category "
    "categories topic type subject industry location region country state city name author role "
    "use size style color colour appointment clicking using submitting signing continuing "
    "subscribing entering registering creating contrast comparison then now law early late mid "
    "spring summer autumn winter fall christmas invitation request month year day week hand "
    "mail email phone department letter room age grade time value format audience occasion "
    "technology solution service product products genre collection series material season "
    "interest monday tuesday wednesday thursday friday saturday sunday"
)
"""Words that follow "by" in sentences and in menus, never in by-lines."""

_MONTHS: Final = (
    "january february march april may june july august september october november december jan "
    "feb apr jun jul aug sept sep oct nov dec januar februar märz mai juni juli oktober dezember"
)
"""They follow "by" too, but "By April Smith" is a by-line."""

_NOT_NAME: Final = (
    rf"(?!(?:(?i:{alternation(_MONTHS)})(?!\s(?:v[ao]n\s|de\s)?\p{{Lu}}[\p{{Ll}}.])"
    rf"|(?i:{alternation(_AFTER_BY)}))(?!\p{{L}}))"
)
_WORD: Final = r"(?:\p{Ll}?\p{Lu}|\d\p{Ll})[\p{L}\p{M}'’.-]{0,24}+"
_PARTICLE: Final = (
    r"(?:(?:de|da|do|dos|das|del|della|di|van|von|der|den|ter|la|le|al|el|bin|ibn|zu|af|y|e)\s"
    r"|d['’])"
)
NAME: Final = rf"{_WORD}(?:\s{_PARTICLE}{{0,2}}{_WORD}){{0,4}}"
"""One to five capitalised words, with the particles of names between them."""

_FULL_NAME: Final = rf"{_WORD}(?:\s{_PARTICLE}{{0,2}}{_WORD}){{1,4}}"
_NAMES: Final = (
    rf"{NAME}(?:(?:\s?[,;/&|]\s?|\s(?:and|und|et|y|e|i|en|och|og|ve|dan|with|mit"
    rf"|,\sand)\s)(?:(?:and|und)\s)?{NAME}){{0,5}}"
)
_MAIL: Final = r"(?:[\w.+-]{1,40}@[\w-]{1,40}\.[\w.]{2,20}|\[email\sprotected\]|@\w{2,30})"
_OUTLET: Final = r"[\p{Lu}\p{Lo}\p{N}&][\p{L}\p{N}.'’&+-]{0,25}+"
_DESK: Final = (
    r"(?i:senior|chief|contributing|staff|deputy|managing|associate|assistant|executive|weekend"
    r"|news|sports?|business|political|politics|education|science|health|technology|tech|digital"
    r"|features?|foreign|national|local|investigative|freelance|guest|special|games|city|opinion"
    r"|arts|international|europe|asia|crime|environment|food|travel|culture|money|finance"
    r"|biotech|legal|military|court|entertainment|music|film|math)\s"
)
_JOB: Final = (
    r"(?:(?i:editor(?:-in-chief|\sin\schief)?|reporter|(?<!type)writer|correspondent|columnist"
    r"|journalist|contributor|newsroom|redakteur(?:in)?|korrespondent(?:in)?"
    r"|chefredakteur(?:in)?|journaliste?|rédact(?:eur|rice)|correspondant|periodista|redactora?"
    r"|corresponsal|giornalista|jornalista|repórter|redacteur|dziennikarz|журналист"
    r"|корреспондент|muhabiri?|editörü|wartawan)(?!\p{Ll}))"
)
ROLE: Final = rf"(?:(?:{_DESK}){{0,3}}{_JOB})"
_TAIL: Final = (
    rf"(?:\s?(?:[,|·•⋅/–—-]|\s)\s?(?:(?:for|of|at|in|für|aus|de|la|the|em|and"
    rf"|to)\s){{0,2}}(?:{_OUTLET}|{ROLE})(?:\s(?:(?:for|of|at|in|and|&|de|der|des|la|the"
    rf"|to)\s){{0,2}}(?:{_OUTLET}|{ROLE})){{0,6}})"
)
"""A role, an outlet or a place behind a name."""

_ROLE_NEEDS: Final = words(
    "editor reporter writer correspondent columnist journalist contributor newsroom "
    "redakteur redakteurin korrespondent korrespondentin chefredakteur chefredakteurin "
    "journaliste rédacteur rédactrice correspondant periodista redactor redactora corresponsal "
    "giornalista jornalista repórter redacteur dziennikarz журналист корреспондент muhabir "
    "muhabiri editörü wartawan"
)
_LABEL: Final = (
    r"(?i:(?:(?:medically|fact|legally|technically)[-\s])?(?:written|posted|published|reviewed"
    r"|edited|authored|reported|created|compiled|translated|submitted|contributed|checked"
    r"|produced|narrated|illustrated|presented|hosted|co-?authored|co-?written)\sby|(?:article|story|text|words|post|guest\spost|recipe|review|report"
    r"|contributions?|interview|analysis|column|commentary)\s(?:by|from)|(?:reporting"
    r"|additional\sreporting|with\sreporting)\sby|(?:about\sthe\s)?authors?(?=\s?[:：|])"
    r"|reporters?(?=\s?:)|editors?(?=\s?:)|by(?=\s?:)|(?:geschrieben|verfasst|erstellt"
    r"|veröffentlicht|gepostet|eingestellt|eine?\s(?:artikel|beitrag|gastbeitrag|kolumne"
    r"|kommentar|gastkommentar|essay|glosse|reportage|analyse))\svon"
    r"|(?:autor(?:in|en|innen|es|a|as|zy)?|text|texte|redaktion|redakteur(?:in)?|verfasser"
    r"|interview)(?=\s?[:：])|(?:écrit|publié|rédigé|posté|propos\srecueillis|article)\spar"
    r"|(?:auteurs?|texte|rédaction|édition|edition)(?=(?:\(s\))?\s?:)|(?:escrito|publicado"
    r"|redactado|por|texto)(?:\spor|(?=\s?:))|(?:redacción|redactor|autoría|reportagem"
    r"|edição)(?=\s?:)|(?:scritto|pubblicato|articolo|postato)\sd[ai]|(?:autore|autrice"
    r"|testo)(?=\s?:)|(?:geschreven|geplaatst|gepubliceerd)\sdoor|(?:auteur|tekst)(?=\s?:)"
    r"|(?:opracowanie|opracował[a]?|redaktor|rozmawiał[a]?|źródło/autor)(?=\s?:)|(?:skriven"
    r"|publicerad|skrevet|publisert)\sa[vf]|(?:journalist|skribent)(?=\s?:)|(?:автор(?:ы)?|текст"
    r"|редактор|корреспондент|беседовал[а]?)(?=\s?:)|(?:yazan|haber|editör|muhabir"
    r"|yazar)(?=\s?:)|(?:penulis|editor|reporter|laporan|ditulis\soleh|oleh)(?=\s?:|\s\p{Lu})"
    r"|(?:الكاتب|بقلم|كتب|تحرير|المصدر)(?=\s?[:：]|\s)|(?:نویسنده|خبرنگار)(?=\s?:))"
)
_LABEL_NEEDS: Final = words(
    "by from author authors reporter reporters editor editors von autor autorin autoren "
    "autorinnen autores autora autoras autorzy text texte redaktion redakteur redakteurin "
    "verfasser interview par auteur auteurs texte rédaction édition edition por texto redacción "
    "redactor autoría reportagem edição scritto pubblicato articolo postato autore autrice "
    "testo door tekst opracowanie opracował opracowała redaktor rozmawiał rozmawiała av af "
    "journalist skribent автор авторы текст редактор корреспондент беседовал беседовала yazan "
    "haber editör muhabir yazar penulis laporan oleh الكاتب بقلم كتب تحرير المصدر نویسنده خبرنگار"
)
_AGENCY: Final = (
    r"(?:AP|AFP|Reuters|REUTERS|dpa|DPA|APA|SDA|sda|Efe|EFE|ANSA|Ansa|PAP|PTI|ANI|IANS|UPI"
    r"|Xinhua|TASS|ТАСС|РИА\sНовости|NTB|TT|Ritzau|RITZAU|STT|ots|epd|KNA|kna|sid|SID|İHA|AA|DHA"
    r"|Belga|ANP|Lusa|LUSA|Télam|Agencies|AGENCIES|Agencias|Europa\sPress|EUROPA\sPRESS"
    r"|Associated\sPress|Bloomberg|新华社|中新社|共同通信|時事通信|연합뉴스|뉴시스|뉴스1)"
)
_AGENCY_NEEDS: Final = words(
    "ap afp reuters dpa apa sda efe ansa pap pti ani ians upi xinhua tass тасс риа ntb tt "
    "ritzau stt ots epd kna sid aa dha belga anp lusa télam agencies agencias europa associated "
    "bloomberg 新 中 共 時 연합뉴스 뉴시스 뉴스"
)
_CUT_NAME: Final = r"(?:\p{Lu}[\p{Ll}.'’-]{1,24}(?:\p{Lu}\p{Ll}{2,20})??|\p{Lu}[\p{Lu}.'’-]{0,24}?)"
"""A word of a name that ends where the next capital begins: "JANE DOEPublished"."""

_STOP: Final = (
    rf"(?:Published|Updated|Posted|Last\s(?:updated|modified)|Edited|Reviewed|Medically"
    rf"|{WEEKDAY},\s|{DATE})"
)

_PICTURES: Final = r"(?i:photo(?:graph)?s?|pictures|images|illustrations?|fotos?|foto['’]s|bilder|beeld|fotografie)"

_BY: Final = r"(?:\s(?i:by|von|par|por|door|av|af|di))?\s?[:：]?\s"
_BESIDE: Final = r"[\s,;|/·•–-]{1,3}(?:(?:and|und|et|y|e|en|och|og|i)\s)?"
_STORY: Final = r"(?i:text|texte|texto|testo|tekst|words|story|report(?:age)?)"
_WORDS_AND_PICTURES: Final = (
    rf"{_STORY}{_BY}{NAME}{_BESIDE}{_PICTURES}{_BY}{NAME}"
    rf"|{_PICTURES}{_BY}{NAME}{_BESIDE}{_STORY}{_BY}{NAME}"
)

RULES: Final[tuple[Rule, ...]] = (
    Rule("byline.by-full-name", Label.BYLINE,
         rf"[\s,|·•(\[–—-]{{0,3}}(?:by|By|BY)(?:\s?:?\s"
         rf"|(?=\p{{Lu}}\p{{Ll}}))(?:the\s(?={_WORD}(?:\s{_WORD}){{0,3}}\s(?i:team|staff|editors"
         rf"|board|(?:\p{{L}}{{3,12}}\s)?desk|newsroom)))?{_NOT_NAME}(?:{_WORD}\s\p{{Ll}}{{3,12}}\s(?:desk|staff)|{_FULL_NAME}(?:(?:\s?[,;&|]\s?|\s(?:and|AND"
         rf"|with)\s)(?:and\s)?{NAME}){{0,5}}){_TAIL}?(?:\s?[|,·•]?\s?{_MAIL})?[\s"
         rf"|·•⋅,)–—-]{{0,3}}", Where.WHOLE, 0.6, max_words=18, needs=("by",),
         examples=("By Jane Doe", "by Ann Sample, Example News Correspondent", "BY EXAMPLE STAFF",
             "By Kim J. Lee and Ana de la Cruz", "By Gus Sample | gsample@example.com",
             "By the Sample Coffee Team", "By the Example photo desk", "byExample News", "By 3x Sample",
             "By Max Muster ⋅ Founder and Editor-in-Chief ⋅"),
         counterexamples=("By 2020, prices had doubled.", "By the time we left it rained.",
             "By Monday Night", "By Product Category", "By Jane Doe the court meant someone else.",
             "Stand by Me")),
    Rule("byline.by-one-word", Label.BYLINE,
         rf"(?:by|By|BY)\s?:?\s{_NOT_NAME}(?:[\p{{Lu}}\d][\w.'’-]{{1,25}}|{_MAIL})(?:\s?["
         rf"|·•⋅–—-])?", Where.WHOLE, 0.5, max_words=4, needs=("by",),
         examples=("by Amanda ·", "By : CottageExample", "By ops@example.com"),
         counterexamples=("By Category", "By default", "By 2020,")),
    Rule("byline.native-name", Label.BYLINE,
         rf"[\s,|·•–—-]{{0,3}}(?:Von|von|VON|Par|par|PAR|Por|por|POR|Di|di|DI|Door|door|DOOR|Av"
         rf"|av|AV|Af|af|AF|Oleh|oleh|От|Του|Της|ΤΟΥ|ΤΗΣ)\s?:?\s{_NOT_NAME}(?:{_FULL_NAME}(?:(?:\s?[,/&]\s?"
         rf"|\s(?:und|et|y|e|i|en|och|og|dan)\s){{1,2}}{NAME}){{0,5}}"
         rf"|\p{{Lu}}{{2,20}}){_TAIL}?(?:\s\((?:avec|mit|con|com)\s{_NAMES}\))?(?:\s?[|,·•]?\s?{_MAIL})?[\s|·•⋅,)–—-]{{0,3}}", Where.WHOLE,
         0.75, max_words=14, needs=words("von par por di door av af oleh от του της"),
         examples=("Von Klara Beispiel", "Par Jeanne Dupont |", "Por Rodrigo Ejemplo",
             "di Elena Esempio", "door Jan van Dijk", "Av Nils Eksempel, journalist",
             "von Rudolf Muster, Simon Muster", "Par Alexandre Exemple et Jeanne Exemple", "Par Jeanne Dupont (avec Luc Exemple)", "Της Μαρίας Παραδείγματος"),
         counterexamples=("Von der Leyen reist nach Kiew.", "Por ejemplo", "Di Maria segna ancora.",
             "Par avion")),
    Rule("byline.label-name", Label.BYLINE,
         rf"(?:{_LABEL})\s?[:：|]?\s{{0,2}}(?:(?:the|der|die)\s)?(?:{_NAMES}"
         rf"|[\p{{Lo}}][^\s。]{{1,20}}|{_MAIL}|www\.\S{{3,40}}){_TAIL}?(?:\s?["
         rf"|,·•]?\s?{_MAIL})?[\s|·•⋅,)–—-]{{0,3}}", Where.WHOLE, 0.7, max_words=16,
         needs=_LABEL_NEEDS,
         examples=("Written by Jane Doe", "Author: Bebs",
             "Guest post by Jennifer Sample, Program Chair of Example Co.",
             "Auteur : Kossi Exemple", "Autor: www.portal.example.pl", "Автор: Иван Пример",
             "Editor: Muhammad Contoh", "Medically reviewed by Ann Lee, MD", "Eine Kolumne von Klara Beispiel", "Co-authored by Jane Doe", "Recipe by PJ Sample"),
         counterexamples=("Written by hand", "Text: the word itself", "Reviewed by experts",
             "Author rights", "Posted by mistake")),
    Rule("byline.label-caseless", Label.BYLINE,
         r"(?:(?:लेख(?:क|िका)|रिपोर्ट(?:र)?|লিখেছেন|লেখক|প্রতিবেদক|কলমে|ผู้เขียน|เขียนโดย|เรื่อง|เรียบเรียง|โดย|מאת|כתב(?:ה|ת)?"
         r"|תרגום|글쓴이|작성자|글|كتبت?|إعداد|بقلم|الكاتبة?|نویسنده|به\sقلم|نوشته[ٔ]?)\s?[:：ঃ=|]"
         r"|(?:โดย|מאת|بقلم|به\sقلم)\s)\s?\p{Lo}[^\s।:：|]{0,24}(?:\s[^\s।:：|]{1,24}){0,4}", Where.WHOLE,
         0.7, max_words=8, needs=words("लेखक लेखिका रिपोर्ट रिपोर्टर লিখেছেন লেখক প্রতিবেদক কলমে ผู้เขียน "
         "เขียนโดย เรื่อง เรียบเรียง โดย מאת כתב כתבה כתבת תרגום 글쓴이 작성자 글 كتب كتبت إعداد بقلم "
         "الكاتب الكاتبة نویسنده قلم نوشته"),
         examples=("लेखिका: शालिनी वर्मा", "লিখেছেন: অদিতি রায়চৌধুরী", "โดย พิมพ์ดาว ริมน้ำ",
             "מאת: נעה ברגמן", "글쓴이: 느린빛", "كتبت: ليان الصيرفي", "به قلم مهناز رستگار"),
         counterexamples=("लेखक ने कहा कि किताब पूरी हो गई है।", "โดยเฉพาะในฤดูฝน", "מאת אלפים איש באו לכיכר ביום ראשון בערב",
             "글을 쓰는 일은 어렵다.")),
    Rule("byline.label-alone", Label.BYLINE,
         rf"(?:[Bb]y|BY|[Vv]on|[Pp]or|[Pp]ar"
         rf"|(?:\p{{Lu}}\p{{Ll}}{{2,20}}\s)(?:\p{{Ll}}{{3,20}}\s)?by(?=\s?:)"
         rf"|{_LABEL.replace('(?=', '(?:')}|Author|Authors|Autor(?:in)?|Auteur|Autore|Автор|作者"
         r"|(?i:last\sedited\sby))\s?[:：]?", Where.WHOLE, 0.8, max_words=4,
         needs=(*_LABEL_NEEDS, "作"),
         examples=("By", "Written by", "Article by", "autor:", "作者", "last edited by"),
         counterexamples=("By hand", "Authoring")),
    Rule("byline.name-role", Label.BYLINE,
         rf"{_FULL_NAME}(?:(?:,\s|\s[-–—|·•]\s)(?:{_OUTLET}\s){{0,3}}{ROLE}"
         rf"|\s(?:{_DESK}){{1,3}}{_JOB}){_TAIL}?|(?:{_OUTLET}\s){{0,2}}?(?:{_DESK}){{1,3}}{_JOB}("
         rf"?:,\s{_OUTLET}(?:\s{_OUTLET}){{0,3}})?", Where.WHOLE, 0.8, max_words=12,
         needs=_ROLE_NEEDS,
         examples=("Toni Sample, Example Reporter", "National Biotech Reporter",
             "Contributing Writer", "Ben Sample Games Editor Example Finance",
             "Burak Örnek - Deneme Haber Editörü"),
         counterexamples=("Write a letter to the editor", "Photo Editor Online",
             "The reporter asked why.", "Text Editor", "Web Audio Editor")),
    Rule("byline.staff", Label.BYLINE,
         rf"(?:{_NAMES},?\s)?(?:{_OUTLET}\s){{0,3}}(?i:staff|news\sdesk|global\sdesk|web\sdesk"
         rf"|editorial\sstaff|editorial\steam"
         r"|editorial\sboard|redacción|redazione|redação|redactie|die\sredaktion)", Where.WHOLE,
         0.7, max_words=7,
         needs=words("staff desk editorial redacción redazione redação redactie redaktion"),
         examples=("Toni Sample, Patch Staff", "Global Desk", "Example Times Staff", "Redacción"),
         counterexamples=("Meet our staff", "The standing desk", "Staff only")),
    Rule("byline.name-contact", Label.BYLINE,
         rf"☞?(?:{_NAMES}|[\p{{Hangul}}]{{2,8}}(?:\s[\p{{Hangul}}]{{1,6}}){{0,3}})\s?["
         rf"|,·•(<]?\s?{_MAIL}[)>]?", Where.WHOLE, 0.8, max_words=14, needs=("@", "email"),
         examples=("Williams Ejemplo @wejemplo", "Ann Lee (alee@example.com)",
             "공감예시 예시통신 ksa3@example.com"),
         counterexamples=("write to ann@example.com", "Follow us @example now")),
    Rule("byline.agency-alone", Label.BYLINE,
         rf"[|(\[–—-]?\s?(?:{_OUTLET}/)?{_AGENCY}(?:\s?[/,|+]\s?(?:{_AGENCY}"
         rf"|\p{{L}}{{2,8}})){{0,3}}\s?[)\]]?", Where.WHOLE, 0.45, max_words=5, needs=_AGENCY_NEEDS,
         examples=("AFP", "(dpa)", "| Efe", "dpa/afp", "Von/dpa"),
         counterexamples=("AP courses", "AA batteries", "(WHO)")),
    Rule("byline.initials-alone", Label.BYLINE,
         rf"\p{{Ll}}{{2,4}}(?:/\p{{Ll}}{{2,4}}){{0,2}}/{_AGENCY}|" r"\((?:\p{Ll}{2,4}(?:/\p{Ll}{2,8}){1,3}|(?!and|the|new|pdf|opt|ext|min|max|see|all|alt"
         r"|via|old|top|ad|de|en|es|fr|it|no|ca|op|or|us|uk|re|if|to|in)\p{Ll}{2,3})\)",
         Where.WHOLE, 0.7, max_words=4, needs=("(", "/"),
         examples=("(dr/spot)", "(mho)", "abc/PAP"),
         counterexamples=("(edit)", "(new)", "(more)", "(WHO)", "and/or")),
    Rule("byline.reporting", Label.BYLINE,
         r"[(\[]?(?i:(?:with\s|additional\s)?(?:reporting|writing|editing|compiled"
         r"|translated)\sby\s|contributions\sfrom:\s)(?:the\s)?\p{Lu}[^\n]{2,240}", Where.WHOLE,
         0.7, max_words=40,
         needs=words("reporting writing editing compiled translated contributions"),
         examples=("(Reporting by Jane Doe in Paris; editing by John Roe)",
             "Additional reporting by Ann Lee", "Contributions From: Kim Sample"),
         counterexamples=("Reporting by phone is quicker, she said.", "Writing is hard")),
    Rule("byline.contributed", Label.BYLINE,
         r"(?i:contributed(?:\sreporting)?\s(?:to|for)\sthis\s(?:report|story|article|piece"
         r"|post)|hat\san\sdiesem\s(?:artikel|text)\smitgearbeitet|a\scontribué\sà\scet\sarticle"
         r"|contribuyó\scon\seste\s(?:reporte|artículo))", Where.INSIDE, 0.8, max_words=40,
         needs=words("contributed mitgearbeitet contribué contribuyó"),
         examples=("Example writer Jane Doe in Paris contributed to this report.",),
         counterexamples=("She contributed to this success.",)),
    Rule("byline.contributed-line", Label.BYLINE,
         r"(?:The\s)?\p{Lu}[^.!?;\n]{4,160}+(?<=\bcontributed(?:\sreporting)?\sto\sthis\s(?:report|story"
         r"|article|post))\.?", Where.WHOLE, 0.8, max_words=30, needs=("contributed",),
         examples=("Example writer Jane Doe in Paris contributed to this report.",
             "Ann Lee and Kim Roe contributed reporting to this article"),
         counterexamples=("She wrote that many hands contributed to this success.",
             "It rained. All of the staff contributed to this story.")),
    Rule("byline.was-written-by", Label.BYLINE,
         rf"(?i:this|the)\s(?i:(?:blog\s|guest\s)?(?:post|article|story|guide|piece|recipe))\s(?i:was|is)\s"
         rf"(?i:originally\s)?(?i:written|authored|contributed)\s(?i:by)\s{_FULL_NAME}(?:\s?,\s[^,.\n]{{2,40}}){{0,3}}\.?",
         Where.WHOLE, 0.8, max_words=20, needs=("written", "authored", "contributed"),
         examples=("This post was written by Jane Doe, MD.", "The article is contributed by Kim Roe"),
         counterexamples=("This post was written by hand.",
             "This article was written by Jane Doe in Paris when she was nine.")),
    Rule("byline.words-and-pictures", Label.BYLINE,
         _WORDS_AND_PICTURES, Where.WHOLE, 0.85, max_words=18,
         needs=words("text texte texto testo tekst words story report reportage"),
         examples=("Tekst: Jan Voorbeeld Beeld: Anna Voorbeeld", "Text: Max Muster, Fotos: Eva Muster",
             "Photographs by Jane Doe, text by Kim Roe", "Words Ann Lee, pictures Kim Roe"),
         counterexamples=("Text and pictures", "Words fail us, pictures do not.", "Story of Jane Doe")),
    Rule("byline.in-places", Label.BYLINE,
         rf"{_FULL_NAME}\sin\s{NAME}(?:(?:\s?,|\s(?:and|,\sand))\s{_FULL_NAME}(?:\sin\s{NAME})?){{0,4}}?"
         rf"(?:\s?,|\sand|,\sand)\s{_FULL_NAME}\sin\s{NAME}", Where.WHOLE, 0.8, max_words=30,
         needs=("in",),
         examples=("Jane Doe in Paris and Kim Roe in London", "Ann Lee in Oslo, Jane Doe in Paris and Kim Roe in New York"),
         counterexamples=("Jane Doe in Paris", "Jane Doe in Paris and the spring", "Made in Italy and Sold in France")),
    Rule("byline.member-number", Label.BYLINE,
         r"สมาชิกหมายเลข\s?\d{2,9}", Where.WHOLE, 0.9, max_words=8, needs=("สมาชิกหมายเลข",),
         examples=("สมาชิกหมายเลข 123456",), counterexamples=("สมาชิกหมายเลขหนึ่งของชมรม",)),
    Rule("byline.han", Label.BYLINE,
         r"[【\[（(]?\s?(?:(?:本报|本報|本刊)?(?:实习|實習|見習|特约|特約)?(?:作者|记者|記者"
         r"|撰文|撰稿|文字|编辑|編輯|責編|责编|责任编辑|責任編輯|编译|總監製|总监制|監\s?制"
         r"|监\s?制|审\s?读|校\s?对|主编|主編|策划|採訪|采写|取材・文|取材|構成|編集|執筆"
         r"|ライター|文責)\s?[:：/／丨|｜＝=]?\s?|文\s?[/／丨|｜:：]\s?"
         r"|由\s)[^。！？]{1,30}\s?[】\]）)]?", Where.WHOLE, 0.7, max_words=34,
         needs=words("作 记 記 撰 文 编 編 責 责 總 总 監 监 审 校 主 策 採 采 取 構 執 ラ 由 本"),
         examples=("作者：王小明", "記者 陳大文／台北報導", "文丨例子评论员 韩例", "[ 责编：张例 ]",
             "监 制：高例", "取材・文／山田太郎", "由 user8919"),
         counterexamples=("记者从会上获悉，今年的预算已经通过。", "文化",
             "作者说，这本书写了十年。")),
    Rule("byline.han-source", Label.BYLINE,
         r"(?:文章|新闻|稿件|信息|新聞)?(?:来源|來源|稿源)\s?[:：]\s?[^。！？]{2,24}", Where.WHOLE,
         0.6, max_words=26, needs=words("来 來 源"),
         examples=("来源：例子网-《例子日报》",),
         counterexamples=("来源：这项研究的数据来自三家医院。", "水的来源")),
    Rule("byline.korean", Label.BYLINE,
         r"(?:[\[(【][\p{Hangul}A-Z]{2,8}=[\p{Hangul}\d]{2,8}[\])】]\s?)?[\p{Hangul}]{2,4}\s?(?:["
         r"\p{Hangul}]{2,4}\s)?(?:인턴\s?|수습\s?|선임\s?|전문\s?)?(?:기자|특파원|논설위원"
         r"|객원기자|PD|에디터)(?:\s?[\]】)=|]?\s?(?:[\w.+-]{2,40}@[\w.-]{3,40})?)", Where.WHOLE,
         0.65, max_words=10, needs=words("기자 특파원 논설위원 객원기자 에디터 인턴기자 "
         "수습기자 선임기자 전문기자 pd"),
         examples=("최예시 기자 sample@example.com", "김예시 인턴 기자", "[서울=예시] 홍길동 기자"),
         counterexamples=("기자가 되고 싶은 사람은 많다.",)),
    Rule("byline.glued-by", Label.BYLINE,
         rf"(?:By|by|BY|Von|von|Par|par|Por"
         rf"|por)\s?{_NOT_NAME}{_CUT_NAME}(?:\s{_PARTICLE}?{_CUT_NAME}){{0,4}}?(?:,\s[^,."
         rf"|\n]{{3,50}}?)?(?:\s?[|·•⋅,–—-])?(?=\s?(?:le\s|on\s|am\s|vom\s)?(?:{PREFIX}|{_STOP}))",
         Where.START, 0.6, max_words=10_000, cuts=True, needs=words("by von par por"),
         examples=("⟦By JANE DOE⟧Published 3 hours ago",
             "⟦By Alison Sample⟧Updated on October 21, 2025Edited by Kim Lee",
             "⟦by J.O. Hazel⟧ Apr. 26, 2022Apr. 26, 2022", "⟦Par Jeanne Dupont⟧ le 07 Mai 2020",
             "⟦By Wiki Sample•⟧15 January 2020"),
         counterexamples=("By Jane Doe", "By Monday, May 3, 2021 it was over.", "by May 3, 2021")),
    Rule("byline.glued-role", Label.BYLINE,
         rf"\p{{L}}[\p{{Ll}}.'’-]{{1,24}}\s(?:(?:{_CUT_NAME}"
         rf"|\p{{Ll}}{{2,24}})\s?){{1,4}}?{ROLE}(?:\s\p{{Lu}}\p{{Ll}}{{1,24}}){{0,3}}(?=\s?(?:"
         rf"{_STOP}))", Where.START, 0.7, max_words=10_000, cuts=True, needs=_ROLE_NEEDS,
         examples=("⟦sam smithWeekend Editor⟧Sun, May 12, 2024·1 min read10",
             "⟦Ben Sample Games Editor Example Finance⟧October 13, 2016 Share"),
         counterexamples=("The senior editor resigned on May 12, 2024 after a row.",)),
    Rule("byline.labelled-before-date", Label.BYLINE,
         rf"(?:(?:{_WORDS_AND_PICTURES})|(?:{_LABEL})\s?[:：|]?\s{{0,2}}{_NAMES}"
         r"|(?:(?:كتبت?|الكاتبة?|إعداد|نویسنده|نوشته[ٔ]?|מאת|লেখক|লিখেছেন|लेखक|लेखिका|ผู้เขียน|โดย)\s?[:：]?\s"
         r"|(?:بقلم|به\sقلم)\s?[:：]?\s)[\p{Lo}\p{M}’'-]{2,24}(?:\s[\p{Lo}\p{M}’'-]{2,24}){1,3}?"
         r"|[文撰][｜|／/:：][\p{Han}·]{2,8}(?:\s?(?:攝影|摄影|圖|图|編輯|编辑)[｜|／/:：][\p{Han}·]{2,8}){0,3}"
         rf")(?=[\s|·•,–—-]{{1,3}}(?:{PREFIX})?(?:{DATETIME}|{AGO}))", Where.START, 0.92, max_words=24,
         cuts=True, needs=(*_LABEL_NEEDS, *words("كتبت الكاتب الكاتبة إعداد "
         "نوشته نوشتهٔ מאת লেখক লিখেছেন लेखक लेखिका ผู้เขียน โดย قلم words story 文 撰")),
         examples=("⟦Tekst: Joris Voorbeeld Beeld: Anna Voorbeeld⟧ 6 juli 2022",
             "⟦Photographs by Jane Doe, text by Kim Roe⟧ 9 July 2018", "⟦Written by Jane Doe⟧ 19 January 2020",
             "⟦كتبت: ليان المثال⟧ آخر تحديث: 13 مارس 2022 - 14:20", "⟦文｜王小　攝影｜陳大文⟧　2021.09.18",
             "⟦نوشتهٔ مهناز نمونه⟧ ۱۷ مهر ۱۴۰۰"),
         counterexamples=("Written by hand on 19 January 2020", "Text: it ends 6 July 2022",
             "مأخوذ من كتاب صدر في 13 مارس 2022")),
    Rule("byline.behind-date", Label.BYLINE,
         rf"(?<=(?:19|20)\d\d,?\s\d\d?[:.]\d\d\s?)[/|·•–—]\s?{_NOT_NAME}{_FULL_NAME}", Where.END, 0.55,
         max_words=16, cuts=True, needs=YEAR_WORDS,
         examples=("9 вересня 2021, 13:05 ⟦/ Ірина Прикладна⟧", "May 3, 2021 16:05 ⟦| Jane Doe⟧"),
         counterexamples=("May 3, 2021 | Indoor Plants", "from 1914 to 1918 – Jane Doe wrote", "in 2021, Jane Doe")),
    Rule("byline.posted-at", Label.BYLINE,
         rf"(?i:posted\sby|eingestellt\svon|gepostet\svon|publicado\spor|postado\spor|publié\spar|pubblicato\sda"
         rf"|postato\sda|gepost\sdoor|opublikowane\sprzez|autor:?|diposting\soleh|gönderen|upplagd\sav|lagt\sinn\sav"
         rf"|indsendt\saf|lähettänyt|přidal\(a\)|bejegyezte:?|postat\sde|автор:?|опубліковано|được\sđăng\sbởi|投稿者"
         rf"|发帖者|张贴者|張貼者|مرسلة\sبواسطة)\s(?:\S{{1,30}}\s){{1,4}}?(?:(?i:at|um|en|às|a\sla\(s\)|à|alle|op|o|kl\.?|di|zaman|klo"
         rf"|v|dátum|la|на|о|vào\slúc|時刻|时间|時間|في)\s?[:：]?\s)?{TIME}\.?", Where.WHOLE, 0.8, max_words=14,
         needs=words("posted eingestellt gepostet publicado postado publié pubblicato postato gepost opublikowane autor "
         "diposting gönderen upplagd lagt indsendt lähettänyt přidal bejegyezte postat автор опубліковано được 投 发 张 張 مرسلة"),
         examples=("Posted by Jane Doe at 7:04 PM", "Eingestellt von Eva Muster um 19:04",
             "Publicado por Ana Ejemplo en 19:04", "Postato da Elena Esempio alle 19:04"),
         counterexamples=("Posted by the door at noon", "Publicado por primera vez en 1904")),
    Rule("byline.by-after-date", Label.BYLINE,
         rf"(?:(?<=\d\s?(?:[AP]M\s)?(?:[A-Z]{{3}}\s)?)|(?<=\d\s?[ap]m))(?:By|BY|by|[Vv]on|[Pp]or"
         rf"|[Pp]ar)\s?{_NOT_NAME}{NAME}"
         r"(?=\s*\Z|\s?[|·•⋅—]|\s\d+\s(?i:comment)|\s(?i:leave|no\scomment|share))", Where.INSIDE,
         0.5, max_words=30, cuts=True, needs=words("by von por par"),
         examples=("May 3, 2017 ⟦By Erin Sample⟧ 4 Comments",
             "2/26/2015 7:11 AM PST ⟦BY EXAMPLE STAFF⟧"),
         counterexamples=("He won in 2017 by Jane's count.",
             "a novel of 1999 by Ann Lee was reprinted")),
    Rule("byline.forum-profile", Label.BYLINE,
         r"(?i:(?:posts|threads|messages|joined|join\sdate|registered|reputation|reaction\sscore"
         r"|likes\sreceived|location|member\ssince|beiträge|registriert(?:\sseit)?"
         r"|mitglied\sseit|inscription|mensajes|registrado|сообщени[йя]|регистрация|зарегистрирован|откуда|репутация"
         r"|повідомлень|δημοσιεύσεις|μηνύματα|εγγραφή|הודעות|הצטרף|(?:عدد\s)?المشاركات|تاريخ\sالتسجيل"
         r"|messages?|inscrit|messaggi|berichten|mesaj(?:lar|e)?|posty|dołączył[a]?|inlägg|innlegg|积分|帖子|主题"
         r"|注册时间)\s?[:：]\s?[\w\s.,:/+-]{1,30}|(?:registered|new|junior|senior|active"
         r"|well-known|full|super|regular|premium)\s(?:user|member)|\w{1,3}\s(?:offline|online))",
         Where.WHOLE, 0.85, max_words=10, needs=words("posts threads messages joined join "
         "registered reputation reaction likes location member beiträge registriert mitglied "
         "inscription mensajes registrado сообщений сообщения регистрация "
         "зарегистрирован откуда репутация повідомлень δημοσιεύσεις μηνύματα εγγραφή הודעות הצטרף "
         "المشاركات تاريخ message inscrit messaggi berichten mesaj mesajlar mesaje posty dołączył "
         "dołączyła inlägg innlegg 积 帖 主 注 user offline online"),
         examples=("Posts: 138", "Joined: Feb 2019", "Registered User", "L Offline",
             "注册时间：2019-2-3", "Сообщения: 4377", "Δημοσιεύσεις: 42", "عدد المشاركات: 9",
             "הודעות: 11"),
         counterexamples=("Messages", "Location scouting", "New members are welcome.")),
    Rule("byline.name-and-age", Label.BYLINE,
         rf"(?![^\n]{{0,90}}\d{{4}})(?!\d)[^\s|·•]{{2,24}}(?:\s[^\s|·•]{{2,20}}){{0,5}}?\s?(?:["
         rf"|·•]\s?)?(?<=[\s|·•\p{{Han}}])(?:{AGO})\s?[|·•]?", Where.WHOLE, 0.55, max_words=9,
         needs=words("ago 前 назад hace vor temu"),
         examples=("jamesw 1 year ago", "Ann Sample and Kim Sample | 2 weeks ago"),
         counterexamples=("2 weeks ago", "It began in earnest a long time ago")),
    Rule("byline.forum-post", Label.BYLINE,
         r"(?i:(?:post|posted|reply|replied|wrote|last\sedited|last\spost"
         r"|started)\sby\s)[^\s»:]{2,30}(?:\s[^\s»:]{2,20})?\s?(?:».{0,40}|(?i:on|,)\s.{0,40})?",
         Where.WHOLE, 0.8, max_words=14,
         needs=words("post posted reply replied wrote last started"),
         examples=("Post by sample2 » 11. Sep 2024, 18:36", "last edited by idefix99"),
         counterexamples=("Posted by mistake in the wrong thread, sorry.",
             "Post by post we learn")),
    Rule("byline.badges", Label.BYLINE,
         r"(?:\d[\d.,]{0,8}k?\s)?\d{1,4}\s?(?:gold|silver|bronze)\sbadges?(?:\s\d{1,4}\s?(?:silver|bronze)\sbadges?){0,2}",
         Where.WHOLE, 0.85, max_words=14, needs=("badge", "badges"),
         examples=("12.3k 1 gold badge 20 silver badges", "1,234 3 gold badges 12 silver badges 30 bronze badges"),
         counterexamples=("He won 3 gold badges and a cup.", "gold badges")),
)  # fmt: skip
