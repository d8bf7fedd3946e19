"""Pointers to other content: read-also lines, "More …" headings, previous and next.

Fixed headings ("Related articles") stand in the phrase lists. Here are the lines
with a name or a title in them: what gives them away is the frame around it.
"""

from __future__ import annotations

from typing import Final

from cleaner.labels import Label
from cleaner.rules.rule import Rule, Where
from cleaner.rules.word_patterns import alternation

_LEAD: Final = r"[^\w\s]{0,3}+\s{0,2}+"
_KIND: Final = r"(?i:news|stories|articles?|posts?|reviews?|recipes?|videos?|reads?|reading|guides?|blogs?|episodes?|podcasts?|headlines|coverage|releases|products?|topics|resources|tips)"

_NEWER: Final = (
    "Newer+Post Newer+Posts Newer+Entries Neuerer+Post Neuere+Posts Neuere+Beiträge Article+plus+récent "
    "Articles+plus+récents Messages+plus+récents Entrada+más+reciente Entradas+más+recientes Entradas+recientes "
    "Post+più+recente Post+più+recenti Postagem+mais+recente Postagens+mais+recentes Mensagem+mais+recente "
    "Nieuwere+post Nieuwere+posts Nowszy+post Nowsze+posty Sonraki+Kayıt Sonraki+Kayıtlar Следующее "
    "Novější+příspěvek Újabb+bejegyzés Uudempi+teksti Nyere+innlegg Nyare+inlägg Bài+đăng+Mới+hơn "
    "Posting+Lebih+Baru Postingan+Lebih+Baru 次の投稿 较新的博文 رسالة+أحدث"
)
_OLDER: Final = (
    "Older+Post Older+Posts Older+Entries Älterer+Post Ältere+Posts Ältere+Beiträge Article+plus+ancien "
    "Articles+plus+anciens Messages+plus+anciens Entrada+antigua Entradas+antiguas Entradas+anteriores "
    "Post+più+vecchio Post+più+vecchi Postagem+mais+antiga Postagens+mais+antigas Mensagem+antiga "
    "Oudere+post Oudere+posts Starszy+post Starsze+posty Önceki+Kayıt Önceki+Kayıtlar Предыдущее "
    "Starší+příspěvek Régebbi+bejegyzés Vanhempi+teksti Eldre+innlegg Äldre+inlägg Bài+đăng+Cũ+hơn "
    "Posting+Lama Postingan+Lama 前の投稿 较早的博文 رسالة+أقدم"
)
_START: Final = (
    "Home Startseite Accueil Inicio Página+principal Página+Principal Home+page Página+inicial Homepage "
    "Strona+główna Ana+Sayfa Главная+страница Domů Főoldal Etusivu Startside Startsida Trang+chủ Beranda "
    "ホーム 主页 الصفحة+الرئيسية"
)
"""The pager of a blog, as hosts of blogs word it; "+" is a space."""

RULES: Final[tuple[Rule, ...]] = (
    Rule(
        "related.read-also",
        Label.RELATED,
        _LEAD
        + r"(?:(?i:(?:also\s(?:read|see|watch)|(?:read|see|watch)\s(?:also|more|next|too|now)|related(?:\s(?:story|article|post|reading|news|video|content|coverage))?|more)\s?[:：|])|(?:READ|WATCH|MORE)\s?:)\s{0,2}+\S",
        Where.START,
        0.6,
        needs=("also", "read", "see", "watch", "related", "more"),
        max_words=45,
        examples=(
            "Read also: Ten bridges to cross",
            "RELATED: Mayor opens bridge",
            "See also: Bridges",
            "READ MORE: Bridge opens",
            "[READ: Ten bridges]",
        ),
        counterexamples=(
            "Read this: it is good.",
            "See the map below.",
            "He read also the reply.",
            "More people came: ten.",
        ),
    ),
    Rule(
        "related.read-title",
        Label.RELATED,
        r"\[?(?:Read|Watch|Lire|Leggi|Leia|Lees)\s?:\s{1,2}[“\"‘«]?\p{Lu}[^\n]{12,}+(?<![.!:;,])\Z",
        Where.START,  # an item of its own, which no list goes on behind
        0.85,
        needs=("read", "watch", "lire", "leggi", "leia", "lees"),
        max_words=25,
        examples=(
            "Read: Two floods are far worse than one",
            "[Read: The town that moved uphill]",
            "Lire : Que sait-on de la crue de mardi ?",
        ),
        counterexamples=(
            "Read: The book lies on the desk by the door.",
            "Read: yes",
            "Watch: Swiss made",
            "He read: Two floods are worse than one",
        ),
    ),
    Rule(
        "related.read-also-abroad",
        Label.RELATED,
        _LEAD
        + r"(?i:lesen\ssie\s(?:auch|hierzu|dazu|hier|mehr)|lies\sauch|mehr\s(?:zum\sthema|dazu)|auch\sinteressant|passend\sdazu|[àa]?\s?(?:lire|voir)\s(?:aussi|également)|(?:lea|lee|leer|ver|vea)\s(?:también|además|más)|(?:te|le)\spuede\sinteresar|leggi\s(?:anche|pure)|leia\s(?:também|mais)|(?:veja|saiba)\s(?:também|mais)|lees\s(?:ook|meer|verder)"
        r"|(?:czytaj|zobacz|przeczytaj)\s(?:także|też|również|więcej)|читайте\s(?:также|ещё)|читайте\sтакож|läs\s(?:också|även|mer)|les\sogså|læs\sogså|baca\s(?:juga|selengkapnya))[^:：\n]{0,40}+[:：]",
        Where.START,
        0.62,
        needs=tuple(
            "lesen lies mehr interessant passend lire voir lea lee leer ver vea puede leggi leia veja saiba lees czytaj zobacz przeczytaj читайте läs les læs baca".split()
        ),
        max_words=45,
        examples=(
            "Lesen Sie auch: Zehn Brücken",
            "Lire aussi : Dix ponts",
            "Leia também: Dez pontes",
            "Читайте также: Десять мостов",
            "LEGGI ANCHE: Dieci ponti",
        ),
        counterexamples=(
            "Lesen Sie auch gern im Bett?",
            "Lire aussi, c’est vivre.",
            "Il faut voir ceci : un pont.",
        ),
    ),
    Rule(
        "related.read-more",
        Label.RELATED,
        r"(?i:(?:read|learn|see|find\sout|discover)\s(?:more|the\s(?:full|whole)\s\w++)|continue\sreading|full\s(?:story|article)|weiterlesen|mehr\s(?:lesen|erfahren)|lire\sla\ssuite|en\ssavoir\splus|(?:leer|ver)\smás|leggi\stutto|leia\smais|lees\s(?:meer|verder)|czytaj\s(?:dalej|więcej)|читать\s(?:далее|дальше|полностью))\s{0,2}+(?:\.{2,4}+|[…»→>›][….»→>›]{0,3}+)",
        Where.WHOLE,
        0.82,
        needs=tuple(
            "read learn see find discover continue full weiterlesen mehr lire savoir leer ver leggi leia lees czytaj читать".split()
        ),
        max_words=8,
        examples=("Read more »", "Continue reading →", "Weiterlesen …", "Lire la suite >"),
        counterexamples=(
            "Read more books.. and fewer posts",
            "See more of the town on foot",
            "See the full plan.",
        ),
    ),
    Rule(
        "related.read-more-about",
        Label.RELATED,
        r"(?i:read\s(?:more|all|the\s(?:latest|full|rest))|continue\sreading|click\shere\s(?:for|to\sread)\s(?:more|the)|mehr\s(?:artikel|beiträge|nachrichten)|(?:plus|toutes?)\sd(?:’|'|e\s)(?:articles|infos|actualités))\s?(?:(?:about|on|from|in|of|at|by|here|aus|von|zu|sur)\s)?[“‘\"]?\p{Lu}[^.!?\n]{2,120}(?<!\s(?:on|in|from|about))",
        Where.WHOLE,
        0.5,
        needs=("read", "reading", "click", "mehr", "plus", "toutes", "toute"),
        max_words=20,
        examples=(
            "Read more about Example Town",
            "Continue reading “Ten bridges”",
            "Mehr Artikel aus Beispielstadt",
        ),
        counterexamples=("Read more of what you love.", "Continue reading until the bell rings."),
    ),
    Rule(
        "related.pager",
        Label.RELATED,
        rf"(?:{alternation(_NEWER)}[\s|·•←→«»<>‹›-]{{1,4}}+{alternation(_OLDER)}|{alternation(_OLDER)}[\s|·•←→«»<>‹›-]{{1,4}}+{alternation(_NEWER)})(?:[\s|·•]{{1,3}}+{alternation(_START)})?",
        Where.WHOLE,
        0.85,
        needs=tuple(
            "newer neuerer neuere récent récents reciente recientes recente nieuwere nowszy nowsze sonraki "
            "следующее novější újabb uudempi nyere nyare mới baru 次 较 أحدث".split()
        ),
        max_words=16,
        examples=(
            "Newer Post Older Post Home",
            "Neuerer Post Älterer Post Startseite",
            "Article plus récent Article plus ancien Accueil",
            "Entrada más reciente Entrada antigua Inicio",
            "Older Posts · Newer Posts",
        ),
        counterexamples=("Newer posts are older", "Older Post Home"),
    ),
    Rule(
        "related.more-of-kind",
        Label.RELATED,
        rf"(?:More|MORE|Other|Latest|LATEST|Recent|RECENT|Popular|POPULAR|Trending|TRENDING|Featured|FEATURED|Similar|Recommended|Most\s\w{{4,9}}|MOST\s\w{{4,9}})\s(?:[\w’'&-]{{1,20}}+\s){{0,3}}?{_KIND}(?:\s(?i:from|in|on|about|by|for|of|like|you)\s[^.!?\n]{{2,60}})?\s?:?",
        Where.WHOLE,
        0.78,
        needs=(
            "more",
            "other",
            "latest",
            "recent",
            "popular",
            "trending",
            "featured",
            "similar",
            "recommended",
            "most",
        ),
        max_words=12,
        examples=(
            "More Bridge News",
            "Latest stories from Example Town",
            "MOST POPULAR ARTICLES",
            "Trending Videos",
            "Similar guides",
        ),
        counterexamples=(
            "More news will follow on Monday.",
            "Other stories have an end, they say.",
        ),
    ),
    Rule(
        "related.you-will-love",
        Label.RELATED,
        r"(?i:more|other|similar|related|recommended)\s(?:[\w’'&-]{1,20}+\s){1,5}?(?i:you(?:[’']ll|\swill|\smay|\smight)?\s(?:also\s)?(?:love|like|enjoy|want\sto\s(?:try|read|see|make)))[:!]?",
        Where.WHOLE,
        0.85,
        needs=("love", "like", "enjoy", "want"),
        max_words=12,
        examples=(
            "More soups you'll love",
            "Similar items you might like",
            "Other Posts You Will Enjoy:",
            "More recipes you may want to try",
        ),
        counterexamples=(
            "More people you love will come",
            "Ten soups you'll love",
            "More than you'll like.",
        ),
    ),
    Rule(
        "related.more-name",
        Label.RELATED,
        r"(?:More|MORE|Mehr)\s(?:(?i:from|on|in|by|about|like|at|aus|von|zu|zum)\s)?(?!Than|THAN|And|Or)(?:the\s)?[“‘\"]?\p{Lu}[\w.’'-]*+(?:\s(?:[\p{Lu}\d&][\w.’'-]*+|of|the|and|in|for)){0,5}+\s?[:»›→>…”’\"]{0,2}+",
        Where.WHOLE,
        0.85,
        needs=("more", "mehr"),
        max_words=9,
        examples=(
            "More Example Times",
            "More from Example Town",
            "More by Jane Doe",
            "Mehr aus Beispielstadt",
        ),
        counterexamples=("More Than Words", "More people came.", "Mehr Geld für alle"),
    ),
    Rule(
        "related.previous-next",
        Label.RELATED,
        r"[«‹←<]{0,2}+\s?(?i:(?:previous|prev|next|older|newer)\s(?:article|post|story|entry|news)|(?:vorheriger|nächster|voriger)\s(?:artikel|beitrag)|(?:article|articolo)\s(?:précédent|suivant|precedente|successivo)|(?:artículo|entrada|artigo|post)\s(?:anterior|siguiente|seguinte)|(?:poprzedni|następny)\s(?:wpis|artykuł)|(?:предыдущая|следующая)\s(?:статья|запись|новость)|vorige?\sbericht|volgende?\sbericht)(?=\W|\p{Lu}|\Z)(?!\s\p{Ll})",
        Where.START,
        0.78,
        needs=tuple(
            "previous prev next older newer vorheriger nächster voriger précédent suivant precedente successivo anterior siguiente seguinte poprzedni następny предыдущая следующая bericht".split()
        ),
        max_words=35,
        examples=(
            "Next article: Ten bridges",
            "« Previous Post Ten bridges",
            "Nächster Beitrag",
            "Article suivant",
        ),
        counterexamples=(
            "Next post office on the left.",
            "The next article is longer.",
            "Previous story ideas were dropped.",
        ),
    ),
    Rule(
        "related.you-may-like",
        Label.RELATED,
        r"(?i:(?:you|readers?|people|customers|others)\s(?:who\s\w++\sthis\s)?(?:may|might|will|could)?\s?(?:also|next)\s?(?:liked?|love|enjoy|want|read|be\sinterested|bought|viewed|watched|search(?:ed)?\sfor)|das\s(?:könnte|dürfte)\s(?:sie|dich|ihnen|euch)\s|vous\s(?:aimerez|pourriez|serez)\s[^.]{0,30}(?:aussi|intéress)|(?:te|le)\spuede\s(?:también\s)?interesar|(?:ti\s)?potrebbe(?:ro)?\s(?:anche\s)?interessar)",
        Where.START,
        0.85,
        needs=("also", "next", "könnte", "dürfte", "vous", "puede", "potrebbe", "potrebbero"),
        max_words=12,
        examples=(
            "You may also like",
            "Customers also bought these",
            "Das könnte dich auch interessieren",
            "Potrebbe interessarti anche",
        ),
        counterexamples=(
            "You also need a spoon.",
            "Das könnte teuer werden",
            "People may leave next week.",
        ),
    ),
)
