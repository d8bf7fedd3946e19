"""What wikis write around their articles: notes that something is missing, pointers, sources."""

from __future__ import annotations

from typing import Final

from cleaner.labels import Label
from cleaner.rules.rule import Rule, Where
from cleaner.rules.word_patterns import alternation, words

_MAIN: Final = alternation(
    "Main+article Main+articles Hauptartikel Article+principal Articles+principaux Article+détaillé "
    "Articles+détaillés Artículo+principal Artículos+principales Artigo+principal Voce+principale "
    "Hoofdartikel Osobny+artykuł Основная+статья Основна+стаття 主条目 主條目"
)
"""What encyclopedias put before the article that says more."""

RULES: Final[tuple[Rule, ...]] = (
    Rule("navigation.article-notice", Label.NAVIGATION,
         r"This\s(?:article|section|list|biography|page)(?:\s(?:about|of)\s[^.\n]{2,60}?)?\s(?:needs"
         r"\s(?:additional|more)\s(?:citations|references|(?:reliable\s)?sources)|needs\sexpansion"
         r"|has\smultiple\sissues|does\snot\scite\sany\ssources|may\srequire\s(?:cleanup"
         r"|copy\sediting)|is\sa\sstub|possibly\scontains\soriginal\sresearch|relies\s(?:largely\sor"
         r"\sentirely|excessively|too\smuch)\son\s|includes\sa\slist\sof\s(?:general\s)?references,"
         r"\sbut)[^.\n]{0,120}\.(?:\s(?:Please\s(?:help|improve)|You\scan\shelp|Unsourced\smaterial"
         r"|Relevant\sdiscussion)\s[^.\n]{3,120}\.){0,3}+(?:\s\(\p{L}{3,9}\s\d{4}\)\.?)?"
         r"(?:\s\(Learn\show\sand\swhen[^)\n]{3,60}\))?|Find\ssources:\s[^\n]{3,120}\s[–-]\snews"
         r"\s?·[^\n]{3,160}", Where.START, 0.9, max_words=90, cuts=True,
         needs=words("citations references sources expansion issues cleanup copy stub research "
         "relies"),
         examples=("⟦This article needs additional citations for verification. Please help improve "
             "this article by adding citations to reliable sources. Unsourced material may be "
             "challenged and removed. (May 2024) (Learn how and when to remove this message)⟧",
             "⟦This article about a clock is a stub. You can help Examplepedia by expanding it.⟧",
             "⟦Find sources: “Bridge” – news · newspapers · books · scholar · JSTOR (May 2024)⟧"),
         counterexamples=("This article is about the mayor’s sources.",
             "This section lists the references.", "This page has multiple uses.",
             "The article does not cite any sources, she said.")),
    Rule("related.hatnote", Label.RELATED,
         rf"[^\w“\"]{{0,3}}+(?:{_MAIN}\s?[:：]\s?[^\n.:：]{{2,160}}|This\s(?:article|page)\sis\sabout"
         r"\s[^.\n]{2,120}\.\sFor\s[^\n]{2,160},\ssee\s[^\n]{2,160}|[“\"][^”\"\n]{1,80}[”\"]"
         r"\sredirects?\shere\.[^\n]{0,200}|For\sother\s(?:uses|people|places|persons|topics)"
         r"(?:\s[^.,\n]{2,60})?,\ssee\s[^.\n]{2,120}|Not\sto\sbe\sconfused\swith\s[^,.\n]{2,80}"
         r"|(?:Pour\sles\sarticles\shomonymes|Para\sotros\susos\sde\seste\stérmino),\s(?:voir"
         r"|véase)\s[^\n]{2,120})\.?(?=\n|\Z)", Where.START, 0.9, max_words=60, cuts=True,
         needs=words("article articles hauptartikel artículo artículos artigo voce hoofdartikel "
         "artykuł статья стаття 主 redirects redirect uses people places persons topics confused "
         "homonymes usos"),
         examples=("⟦Main article: History of bridges⟧", "⟦→ Hauptartikel: Geschichte der Brücken⟧",
             "⟦This article is about the tool. For the dance, see Hammer (dance).⟧",
             "⟦“Bridges” redirects here. For other uses, see Bridge (disambiguation).⟧",
             "⟦For other uses, see Bridge (disambiguation).⟧", "⟦Not to be confused with Bridget.⟧",
             "⟦Article détaillé : Histoire des ponts.⟧"),
         counterexamples=("The main article: a bridge.", "Main articles of faith are few.",
             "This article is about the bridge. It is short.",
             "For the list of options, see Settings.",
             "Not to be confused with the mayor, the clerk, who is tall, came late.")),
    Rule("copyright.retrieved", Label.COPYRIGHT,
         r"(?:Retrieved\sfrom|Abgerufen\svon|Obtenido\sde|Ce\sdocument\sprovient\sde|Estratto\sda"
         r"|Obtida\sde)\s?[“„«\"]\s?https?://\S{5,300}?(?:\s?[“”»\"])?", Where.WHOLE, 0.95,
         max_words=60, needs=words("retrieved abgerufen obtenido provient estratto obtida"),
         examples=("Retrieved from \"https://wiki.example.org/index.php?title=Bridge&oldid=7\"",
             "Abgerufen von „https://wiki.example.org/index.php?title=Brücke&oldid=7“"),
         counterexamples=("Retrieved from the river.", "Retrieved from https://example.org on 3 May")),
    Rule("copyright.wikipedia", Label.COPYRIGHT,
         r"(?:From\sWikipedia,\sthe\sfree\sencyclopedia|Aus\sWikipedia,\sder\sfreien\sEnzyklopädie"
         r"|Un\sarticle\sde\sWikipédia,\sl[’']encyclopédie\slibre|De\sWikipedia,\sla\senciclopedia"
         r"\slibre|Da\sWikipedia,\sl[’']enciclopedia\slibera|维基百科，自由的百科全书)\.?",
         Where.WHOLE, 0.95, max_words=30, needs=words("wikipedia wikipédia 维"),
         examples=("From Wikipedia, the free encyclopedia", "De Wikipedia, la enciclopedia libre"),
         counterexamples=("From Wikipedia, the free encyclopedia, she learnt of it.",
             "Wikipedia is a free encyclopedia.")),
)  # fmt: skip
