"""Menus, breadcrumbs, tags, pagination, search, login, strings of the interface.

What fixed phrases can't say: trails with separators, rows of page numbers, lists
of tags behind their word, rows of language names.
"""

from __future__ import annotations

from typing import Final

from cleaner.labels import Label
from cleaner.rules.rule import Rule, Where

_HOME: Final = r"(?i:home(?:page)?|main|startseite|start|accueil|inicio|início|strona\sgłówna|главная|головна|hem|hjem|forside|etusivu|anasayfa|ana\ssayfa|beranda|portada|you\sare\shere:?|sie\ssind\shier:?)"
_HOMES: Final = tuple(
    "home homepage main startseite start accueil inicio início strona главная головна hem hjem forside etusivu anasayfa ana beranda portada you sie".split()
)
_LANGUAGE: Final = r"(?:English|Deutsch|Français|Francais|Español|Italiano|Português|Nederlands|Polski|Русский|Українська|Türkçe|Svenska|Dansk|Norsk|Suomi|Čeština|Magyar|Română|Ελληνικά|العربية|中文|日本語|한국어|简体|繁體|EN|DE|FR|ES|IT|PT|NL|PL|RU|UK)"
_POLICY: Final = r"(?i:(?:website\s)?(?:privacy|cookies?|legal|terms|disclaimer|imprint|impressum|datenschutz(?:erklärung|hinweise?)?|agb|mentions\slégales|confidentialité|accessibility|gdpr|ccpa|dsgvo|aviso\slegal|note\slegali|rodo)(?:\s?(?:&|and|of|use|service|sale|policy|policies|notice|statement|settings|preferences|conditions|information|center|cookies?|privacy|terms|choices|rights|manager|einstellungen|[-–]))*+)"

RULES: Final[tuple[Rule, ...]] = (
    Rule(
        "navigation.breadcrumb-home",
        Label.NAVIGATION,
        rf"{_HOME}(?:\s?[»›>→/|•·⟩❯]{{1,2}}+\s?|\s[-–]\s)\p{{L}}[^\n]{{1,240}}",
        Where.WHOLE,
        0.85,
        needs=_HOMES,
        max_words=40,
        examples=(
            "Home » News » Bridges",
            "Startseite / Beispiel",
            "Home > Example > Ten bridges to cross",
            "Accueil › Ponts",
        ),
        counterexamples=("Home is where the heart is", "Home: a history", "Start the car"),
    ),
    Rule(
        "navigation.breadcrumb",
        Label.NAVIGATION,
        r"(?!Post\sby|(?:Beitrag\s?)?von\s|p[ao]r\s|przez\s|door\s)[\p{L}\d][^«»›>/|⟩❯.!?:;=„“\n]{0,40}(?<=\s)(?:[»›>⟩❯]{1,2}+\s{1,2}+[^«»›>/|⟩❯!?:;=\n]{1,100}+){1,6}+",
        Where.WHOLE,
        0.83,
        needs=("»", "›", ">", "⟩", "❯"),
        max_words=30,
        in_articles=True,
        examples=("News » Local » Bridges", "Example > Town"),
        counterexamples=(
            "He said: “go >”. Then he left?",
            "» Ten bridges",
            "Ten bridges",
            "AND created > now() - interval '1 day';",
            "Beitragvon Mustermann » Di 11. März 2025",
        ),
    ),
    Rule(
        "navigation.pages",
        Label.NAVIGATION,
        r"(?:[«‹←<]{0,2}+\s?(?i:previous|prev|zurück|page|pages|seite|seiten|first|back|zurück)[\s:]{0,2}+)?(?:\d{1,4}[\s|·]{1,3}+){2,12}(?:(?:…|\.\.\.)\s?)?(?:\d{1,5}\s?)?(?i:next|weiter|last|nächste|suivant|siguiente|older|vor)?(?:\s(?i:page|seite|last))?\s?[»›→>]{0,2}+",
        Where.WHOLE,
        0.6,
        needs=("1", "2"),
        max_words=20,
        examples=("1 2 3 … 12 Next", "Previous 1 2 3 4", "Page: 1 2 3"),
        counterexamples=("1 in 3 people", "1, 2 and 3", "1914"),
    ),
    Rule(
        "navigation.page-of",
        Label.NAVIGATION,
        r"\d{1,3}\s(?i:of|dari|von|z|из|sur|de|di|van)\s\d{1,3}\s(?i:pages|halaman|seiten|stron|страниц|páginas|pagine)|(?i:page|seite|página|pagina|strona|страница|halaman|sayfa|trang|σελίδα|showing|displaying|viewing|results?|items?)\s\d[\d,.]{0,6}+(?:\s?(?:-|–|to)\s?\d{1,5})?\s?(?:(?i:of|von|sur|de|di|van|z|из)\s|/\s?)\d[\d,.]{0,8}+(?:\s[\w\s]{1,30})?(?:\s?[»›>]{1,2}|…)?",
        Where.WHOLE,
        0.5,
        needs=tuple(
            "page pages seite seiten página páginas pagina pagine strona stron страница страниц halaman sayfa trang σελίδα showing displaying viewing result results item items".split()
        ),
        max_words=10,
        examples=(
            "Page 3 of 12",
            "Seite 1 von 3",
            "Showing 1-12 of 340 results",
            "3 dari 8 halaman",
        ),
        counterexamples=("Page 3 of the book is torn.", "Page 3", "Results of the vote"),
    ),
    Rule(
        "navigation.tags",
        Label.NAVIGATION,
        r"(?:[^\w\s]\s?)?(?:(?i:tags?|tagged|tagged\s(?:as|with|in|under)|filed\s(?:under|in|to)|posted\s(?:in|under)|categor(?:y|ies)|topics?|keywords?|labels?|more\son|schlagw(?:ort|orte|örter)|stichworte?|kategorien?|themen?|rubrik|étiquettes?|mots[\s-]clés|catégories?|thèmes?|etiquetas?|categorías?|temas|categorie|argomenti|categorias?|assuntos|kategorie|tagi|rubriek|метки|теги|рубрик[аи]|тема|теми)\s{0,2}+[:：]|(?i:tagged|filed\s(?:under|in)|tagged\s(?:as|with)|posted\sin)\s\p{Lu})[^.!?\n]{0,240}",
        Where.WHOLE,
        0.7,
        needs=tuple(
            "tag tags tagged filed posted category categories topic topics keyword keywords label labels schlagwort schlagworte schlagwörter stichwort stichworte kategorie kategorien thema themen rubrik étiquette étiquettes mots catégorie catégories thème thèmes etiqueta etiquetas categoría categorías temas categorie argomenti categoria categorias assuntos tagi rubriek метки теги рубрика рубрики тема теми more".split()
        ),
        max_words=45,
        in_articles=True,
        examples=(
            "Tags: bridges, rivers",
            "Filed under: News",
            "Kategorien: Brücken",
            "Posted in News",
            "Метки: мосты",
        ),
        counterexamples=(
            "Tags are small labels.",
            "Filed under oath, the claim failed",
            "Thema des Tages",
        ),
    ),
    Rule(
        "navigation.mail-archive",
        Label.NAVIGATION,
        r"[*•-]?\s?(?:(?i:previous|next)\smessage(?:\s\((?i:by\sthread)\))?\s?:\s?[^\n]{2,200}|(?i:messages\ssorted\sby)\s?:[\s\w\[\]|,]{4,60}|(?i:more\sinformation\sabout)\sthe\s[\w.-]{2,40}\s(?i:mailing\slist))",
        Where.WHOLE,
        0.9,
        needs=("message", "messages", "mailing"),
        max_words=40,
        examples=(
            "* Previous message: [rivers] Ten bridges",
            "Next message (by thread): [rivers] Ten bridges",
            "Messages sorted by: [ date ] [ thread ] [ subject ] [ author ]",
            "More information about the rivers mailing list",
        ),
        counterexamples=(
            "The previous message: be kind.",
            "Next message to the town was shorter.",
            "More information about the mailing lists of old",
        ),
    ),
    Rule(
        "navigation.hashtags",
        Label.NAVIGATION,
        r"(?:\#\s?(?!\d)[\p{L}_][\w’'&-]{1,40}+[\s,·|]{0,3}+){2,30}+",
        Where.WHOLE,
        0.5,
        needs=("#",),
        max_words=60,
        examples=("#bridges #rivers", "#Bridge, #River, #Town"),
        counterexamples=("#1 in town!", "The #bridges tag", "#bridges"),
    ),
    Rule(
        "navigation.interface",
        Label.NAVIGATION,
        r"(?i:(?:skip|jump|go|back|return)\s(?:directly\s)?to\s(?:the\s)?(?:main|primary|footer|navigation|content|search|menu|top|home(?:page)?|sidebar|section|results|start|page)(?:\s[\w\s]{2,24})?|(?:toggle|open|close|show|hide|expand|collapse)\s(?:the\s)?(?:main\s|mobile\s|site\s|sub)?(?:menu|navigation|search|sidebar|dropdown|submenu|panel|more|less|all|filters?|comments|answer|table)(?:\s\w++)?|(?:view|see|show|load|browse)\s(?:all|more|less)(?:\s[\w’'&-]++){0,3}|search(?:\s(?:for|the|this|our|by|in)(?:\s[\w’'.&-]++){0,4}|\s?(?=[:…]))|(?:loading|please\swait|chargement|cargando|lädt)(?:\s\w++){0,2}|(?:sort|filter|order|group|refine)\s(?:by|results)(?:\s\w++){0,3}|zum\s(?:inhalt|hauptinhalt|menü)(?:\s\w++)?|(?:mehr|weitere)\s(?:anzeigen|laden)|(?:aller|passer)\sau\scontenu(?:\s\w++)?|(?:saltar|ir)\sal\scontenido(?:\s\w++)?|vai\sal\scontenuto|(?:mostrar|ver)\s(?:más|menos|todos?))\s?[:….]{0,3}+",
        Where.WHOLE,
        0.77,
        needs=tuple(
            "skip jump go back return toggle open close show hide expand collapse view see load browse search loading wait chargement cargando lädt sort filter order group refine zum anzeigen laden contenu contenido contenuto mostrar ver".split()
        ),
        max_words=8,
        examples=(
            "Skip to main content",
            "Search for:",
            "Sort by",
            "Show more",
            "Loading…",
            "Zum Inhalt springen",
        ),
        counterexamples=(
            "Go to the river",
            "Show me more of it, please",
            "Search parties left at dawn",
        ),
    ),
    Rule(
        "navigation.languages",
        Label.NAVIGATION,
        rf"(?:{_LANGUAGE}(?!\p{{Ll}})(?:\s?\([\w\s]{{2,20}}+\))?[\s|/,•·-]{{0,3}}+){{2,40}}+",
        Where.WHOLE,
        0.5,
        needs=tuple(
            "english deutsch français español italiano en de fr es pt русский polski".split()
        ),
        max_words=60,
        examples=("English Deutsch Français", "EN | DE", "Deutsch / English"),
        counterexamples=("English and Deutsch", "English", "DE facto"),
    ),
    Rule(
        "navigation.login",
        Label.NAVIGATION,
        r"(?:(?i:log\s?-?in|log\s?-?out|log\s?-?on|sign\s?-?in|sign\s?-?up|sign\s?-?out|register|subscribe|my\saccount|create\s(?:an\s)?account|join(?:\snow)?|forgot(?:ten)?\s(?:your\s)?password|anmelden|registrieren|einloggen|abmelden|connexion|se\sconnecter|iniciar\ssesión|accedi|registrati|entrar|inloggen|zaloguj(?:\ssię)?|войти|регистрация)\s?[/|,•·?-]?\s?(?:(?i:or|oder|ou|o|and|to)\s)?){1,5}+",
        Where.WHOLE,
        0.77,
        needs=tuple(
            "log login logout logon sign signin signup register account join forgot forgotten anmelden registrieren einloggen abmelden connexion connecter iniciar accedi registrati inloggen zaloguj войти регистрация".split()
        ),
        max_words=10,
        examples=(
            "Log in / Register",
            "Sign in or Sign up",
            "Forgot your password?",
            "Anmelden | Registrieren",
        ),
        counterexamples=(
            "Log in hand, he ran",
            "Sign up for the newsletter",
            "Register of bridges",
        ),
    ),
    Rule(
        "navigation.policy-links",
        Label.NAVIGATION,
        rf"(?:{_POLICY}[\s|•·,/-]{{0,4}}+){{2,12}}+\W{{0,2}}+|{_POLICY}\W{{0,2}}+",
        Where.WHOLE,
        0.72,
        needs=tuple(
            "privacy cookie cookies legal terms disclaimer imprint impressum datenschutz datenschutzerklärung datenschutzhinweis datenschutzhinweise agb mentions confidentialité accessibility gdpr ccpa aviso legali rodo".split()
        ),
        max_words=24,
        examples=(
            "Privacy Policy | Terms of Use",
            "Impressum Datenschutz AGB",
            "Privacy Policy",
            "Mentions légales",
        ),
        counterexamples=("Privacy matters", "Terms of the deal", "Legal fees"),
    ),
)
