"""What wikis write around their articles: links to edit, notes that something is missing, pointers.

Encyclopedias are copied everywhere, as text too, and there these lines stand glued to headings.
"""

from __future__ import annotations

from typing import Final

from cleaner.labels import Label
from cleaner.rules.rule import Rule, Where
from cleaner.rules.word_patterns import alternation, words

_EDIT: Final = alternation(
    "edit edit+source bearbeiten Bearbeiten quelltext+bearbeiten Quelltext+bearbeiten modifier "
    "modifier+le+code modifier+le+wikicode editar editar+código editar+fonte editar+código-fonte "
    "editar+a+fonte modifica modifica+wikitesto bewerken brontekst+bewerken edytuj edytuj+kod править "
    "править+код редагувати редагувати+код redigera redigera+wikitext rediger rediger+kilde "
    "muokkaa muokkaa+wikitekstiä editovat editovat+zdroj szerkesztés forrásszöveg+szerkesztése "
    "modificare modificare+sursă değiştir kaynağı+değiştir sunting sunting+sumber sửa sửa+mã+nguồn "
    "编辑 編輯 编辑源代码 編輯原始碼 編集 ソースを編集 편집 원본+편집 عدل عدل+المصدر ویرایش "
    "ویرایش+مبدأ עריכה עריכת+קוד+מקור επεξεργασία επεξεργασία+κώδικα"
)
_MAIN: Final = alternation(
    "Main+article Main+articles Hauptartikel Article+principal Articles+principaux Article+détaillé "
    "Articles+détaillés Artículo+principal Artículos+principales Artigo+principal Artigos+principais "
    "Voce+principale Hoofdartikel Osobny+artykuł Основная+статья Основные+статьи Основна+стаття 主条目 "
    "主條目"
)
"""What encyclopedias put before the article that says more."""

RULES: Final[tuple[Rule, ...]] = (
    Rule(
        "navigation.edit-section",
        Label.NAVIGATION,
        rf"\[\s?{_EDIT}(?:\s?[|·]\s?{_EDIT})?\s?\](?=\s*+(?:\n|\Z)|\p{{L}})",
        Where.INSIDE,
        0.95,
        needs=words(
            "edit bearbeiten modifier editar modifica bewerken edytuj править редагувати redigera "
            "rediger muokkaa editovat szerkesztés modificare değiştir sunting sửa 编 編 편집 عدل "
            "ویرایش עריכה επεξεργασία"
        ),
        max_words=10_000,
        cuts=True,
        examples=(
            "History⟦[edit]⟧",
            "Geschichte⟦[Bearbeiten | Quelltext bearbeiten]⟧",
            "Histoire ⟦[ modifier | modifier le code ]⟧",
            "歴史⟦[編集]⟧",
            "Uses⟦[edit source]⟧The bridge was built of wood.",
        ),
        counterexamples=(
            "[edit] I found it, thanks.",
            "Press [edit] to go on.",
            "[EDIT]",
            "[edit: a typo]",
        ),
    ),
    Rule(
        "navigation.article-notice",
        Label.NAVIGATION,
        r"This\s(?:article|section|list|biography|page)(?:\s(?:about|of)\s[^.\n]{2,60}?)?\s(?:needs\s(?:additional|more)\s(?:citations|references|(?:reliable\s)?sources)|needs\sexpansion|has\smultiple\sissues|does\snot\scite\sany\ssources|may\srequire\s(?:cleanup|copy\sediting)|is\sa\sstub|possibly\scontains\soriginal\sresearch|relies\s(?:largely\sor\sentirely|excessively|too\smuch)\son\s|includes\sa\slist\sof\s(?:general\s)?references,\sbut)[^.\n]{0,120}\.(?:\s(?:Please\s(?:help|improve)|You\scan\shelp|Unsourced\smaterial|Relevant\sdiscussion)\s[^.\n]{3,120}\.){0,3}+(?:\s\(\p{L}{3,9}\s\d{4}\)\.?)?(?:\s\(Learn\show\sand\swhen[^)\n]{3,60}\))?|Find\ssources:\s[^\n]{3,120}\s[–-]\snews\s?·[^\n]{3,160}",
        Where.START,
        0.9,
        needs=words(
            "citations references sources expansion issues cleanup copy stub research relies"
        ),
        max_words=90,
        cuts=True,
        examples=(
            "⟦This article needs additional citations for verification. Please help improve this "
            "article by adding citations to reliable sources. Unsourced material may be challenged "
            "and removed. (May 2024) (Learn how and when to remove this message)⟧",
            "⟦This section needs expansion. You can help by adding missing information. (June 2023)⟧",
            "⟦This article about a clock is a stub. You can help Examplepedia by expanding it.⟧",
            "⟦This section does not cite any sources.⟧",
            "⟦Find sources: “Bridge” – news · newspapers · books · scholar · JSTOR (May 2024)⟧",
        ),
        counterexamples=(
            "This article is about the mayor’s sources.",
            "This section lists the references.",
            "The article does not cite any sources, she said.",
            "This page has multiple uses.",
        ),
    ),
    Rule(
        "related.hatnote",
        Label.RELATED,
        rf"[^\w“\"]{{0,3}}+(?:{_MAIN}\s?[:：]\s?[^\n.:：]{{2,160}}|This\s(?:article|page)\sis\sabout\s[^.\n]{{2,120}}\.\sFor\s[^\n]{{2,160}},\ssee\s[^\n]{{2,160}}|[“\"][^”\"\n]{{1,80}}[”\"]\sredirects?\shere\.[^\n]{{0,200}}|For\sother\s(?:uses|people|places|persons|topics)(?:\s[^.,\n]{{2,60}})?,\ssee\s[^.\n]{{2,120}}|Not\sto\sbe\sconfused\swith\s[^,.\n]{{2,80}}|Dieser\sArtikel\s(?:behandelt|beschreibt|befasst\ssich)\s[^\n]{{2,200}}\s(?:siehe|ist\sunter)\s[^\n]{{2,160}}|(?:Pour\sles\sarticles\shomonymes|Para\sotros\susos\sde\seste\stérmino)[^\n]{{0,20}},\s(?:voir|véase)\s[^\n]{{2,120}}|Ne\sdoit\spas\sêtre\sconfondue?\savec\s[^,.\n]{{2,80}})\.?(?=\n|\Z)",
        Where.START,
        0.9,
        needs=words(
            "article articles hauptartikel artículo artículos artigo artigos voce hoofdartikel artykuł "
            "статья статьи стаття 主 redirects redirect uses people places persons topics confused "
            "artikel homonymes usos confondu confondue"
        ),
        max_words=60,
        cuts=True,
        examples=(
            "⟦Main article: History of bridges⟧",
            "⟦→ Hauptartikel: Geschichte der Brücken⟧",
            "⟦This article is about the tool. For the dance, see Hammer (dance).⟧",
            "⟦“Bridges” redirects here. For other uses, see Bridge (disambiguation).⟧",
            "⟦For other uses, see Bridge (disambiguation).⟧",
            "⟦Not to be confused with Bridget.⟧",
            "⟦Article détaillé : Histoire des ponts.⟧",
        ),
        counterexamples=(
            "The main article: a bridge.",
            "This article is about the bridge. It is short.",
            "For the list of options, see Settings.",
            "Not to be confused with the mayor, the clerk, who is tall, came late.",
            "Main articles of faith are few.",
        ),
    ),
    Rule(
        "copyright.wikipedia",
        Label.COPYRIGHT,
        r"(?:From\sWikipedia,\sthe\sfree\sencyclopedia|Aus\sWikipedia,\sder\sfreien\sEnzyklopädie|Un\sarticle\sde\sWikipédia,\sl[’']encyclopédie\slibre|De\sWikipedia,\sla\senciclopedia\slibre|Da\sWikipedia,\sl[’']enciclopedia\slibera|Origem:\sWikipédia,\sa\senciclopédia\slivre|Материал\sиз\sВикипедии\s[—–-]\sсвободной\sэнциклопедии|维基百科，自由的百科全书|出典:\sフリー百科事典『ウィキペディア（Wikipedia）』)\.?",
        Where.WHOLE,
        0.95,
        needs=words("wikipedia wikipédia википедии ウ 维"),
        max_words=30,
        examples=(
            "From Wikipedia, the free encyclopedia",
            "Aus Wikipedia, der freien Enzyklopädie",
            "De Wikipedia, la enciclopedia libre",
        ),
        counterexamples=(
            "From Wikipedia, the free encyclopedia, she learnt of it.",
            "Wikipedia is a free encyclopedia.",
        ),
    ),
    Rule(
        "copyright.retrieved",
        Label.COPYRIGHT,
        r"(?:Retrieved\sfrom|Abgerufen\svon|Obtenido\sde|Ce\sdocument\sprovient\sde|Estratto\sda"
        r"|Obtida\sde)\s?(?:[“„«\"]\s?)https?://\S{5,300}?(?:\s?[“”»\"])?",
        Where.WHOLE,
        0.95,
        max_words=60,
        needs=words("retrieved abgerufen obtenido provient estratto obtida"),
        examples=(
            'Retrieved from "https://wiki.example.org/index.php?title=Bridge&oldid=7"',
            "Abgerufen von „https://wiki.example.org/index.php?title=Brücke&oldid=7“",
        ),
        counterexamples=(
            "Retrieved from the river.",
            "Retrieved from https://example.org on 3 May",
        ),
    ),
)
