"""About the author, about the publisher.

A biography says in the third person, in the present tense, what somebody is by
trade and for whom. News says the same of the people in it, but in passing, in
longer sentences; so these rules want the trade of writing, or a block's start.
"""

from __future__ import annotations

from typing import Final

from cleaner.labels import Label
from cleaner.rules.rule import Rule, Where

_NAME: Final = r"(?:(?:Dr|Prof|Mr|Ms|Mrs)\.?\s)?\p{Lu}[\p{L}.’'-]{0,20}+(?:\s(?:(?:van|von|de|der|di|al|bin)\s)?\p{Lu}[\p{L}.’'-]{0,20}+){0,3},?"
_WHO: Final = rf"(?:[Ss]he|[Hh]e|[Tt]hey|{_NAME}|The\s(?:author|writer))"
_TRADE: Final = r"(?:writer|reporter|journalist|columnist|editor|correspondent|author|blogger|contributor|freelancer|photographer|essayist|novelist|copywriter|critic|producer|editor-in-chief|co-?founder|founder|historian|lecturer|professor|researcher|fellow)"

RULES: Final[tuple[Rule, ...]] = (
    Rule(
        "bio.is-writer",
        Label.BIO,
        rf"(?!(?:It|This|That|There|What)\s){_WHO}\s(?:is|was|works\sas|has\sbeen|writes\sas)\s(?:(?:a|an|the|our|one|currently|also|now)\s){{0,3}}+(?:[\w’'&.,/-]{{1,24}}+\s){{0,9}}?{_TRADE}s?(?:[,.]|\s(?:at|for|with|of|based|who|in|and|covering|on|from|specializing|specialising|whose|to)\s|\Z)",
        Where.START,
        0.78,
        needs=tuple(
            "writer reporter journalist columnist editor correspondent author blogger contributor freelancer photographer essayist novelist copywriter critic producer founder historian lecturer professor researcher fellow".split()
        ),
        max_words=120,
        examples=(
            "Jane Doe is a staff writer at Example Times.",
            "John Roe is a freelance journalist based in Example Town.",
            "Jane is an associate professor of bridges.",
        ),
        counterexamples=(
            "The bridge is a gift of the writer Jane Doe.",
            "It is built for the modern photographer, and weighs 700 grams.",
            "Being a writer is hard.",
            "Jane Doe said she met a reporter.",
        ),
    ),
    Rule(
        "bio.is-writer-abroad",
        Label.BIO,
        r"(?!Das|Der|Die|Es|Le|La|El)\p{Lu}[\p{L}.-]{1,20}+(?:\s[\p{L}.’-]{1,20}+){1,3}?\s(?:(?:ist|arbeitet\sals|schreibt\sals)\s[^.\n]{0,50}?(?:[Rr]edakteur|[Jj]ournalist|[Aa]utor|[Vv]olontär|[Kk]orrespondent|[Rr]eporter|[Pp]rofessor)|est\s[^.\n]{0,40}?(?:journaliste|rédact|auteur|chercheu)|es\s[^.\n]{0,40}?(?:periodista|redactor|escritor|autora?)|è\s[^.\n]{0,40}?(?:giornalista|redattor|autore|autrice)|é\s[^.\n]{0,40}?(?:jornalista|redator|repórter)|is\s[^.\n]{0,30}?(?:redacteur|verslaggever))",
        Where.START,
        0.5,
        needs=tuple("ist arbeitet schreibt est es è é redacteur verslaggever".split()),
        max_words=90,
        examples=(
            "Erika Muster ist Redakteurin im Beispielressort.",
            "Marie Exemple est journaliste au Quotidien.",
            "Ana Ejemplo es periodista.",
        ),
        counterexamples=(
            "Das ist gut, sagt der Autor.",
            "Le pont est vieux.",
            "es ist Zeit für Journalisten",
        ),
    ),
    Rule(
        "bio.about-label",
        Label.BIO,
        r"(?i:about\sthe\sauthor|über\s(?:den|die)\sautor(?:in)?|zur\sperson|[àa]\spropos\sde\sl[’'](?:auteur|autrice)"
        r"|sobre\s(?:el|la|o|a)\sautora?|over\sde\sauteur|об\sавторе|про\sавтора|o\sautor(?:ze|ce)"
        r"|σχετικά\sμε\s(?:τον|την)\sσυγγραφέα|ο\sσυγγραφέας|על\sהכותבת?|عن\sالكاتبة?"
        r"|نبذة\sعن\sالكاتبة?|درباره\sنویسنده|लेख(?:क|िका)\sके\sबारे\sमें|লেখক\s(?:পরিচিতি|সম্পর্কে)"
        r"|เกี่ยวกับผู้เขียน|ประวัติผู้เขียน|글쓴이\s소개|저자\s소개|作者简介|作者簡介|关于作者|關於作者"
        r"|著者プロフィール|筆者プロフィール|プロフィール|yazar\shakkında|tentang\spenulis|về\stác\sgiả)"
        r"\s?[:：ঃ|]\s?[^\n]{10,500}",
        Where.WHOLE,
        0.85,
        needs=tuple(
            "author autor autorin person propos sobre auteur авторе автора συγγραφέα συγγραφέας הכותב "
            "הכותבת الكاتب الكاتبة نویسنده लेखक लेखिका লেখক เกี่ยวกับผู้เขียน ประวัติผู้เขียน 글쓴이 저자 作 "
            "著 筆 プ hakkında penulis tác".split()
        ),
        max_words=90,
        examples=(
            "About the author: Jane Doe keeps bees and writes about them.",
            "লেখক পরিচিতি: অদিতি একটি স্কুলে ভূগোল পড়ান।",
            "글쓴이 소개: 느린빛. 퇴근길에 한 정거장 먼저 내려 걷습니다.",
            "關於作者：阿梧，住在巷子裡，寫巷子裡的事。",
        ),
        counterexamples=(
            "About the author little is known.",
            "লেখক পরিচিতি পেয়েছেন অনেক পরে।",
            "作者简介很短。",
        ),
    ),
    Rule(
        "bio.about",
        Label.BIO,
        r"(?i:about\s(?:the\s|our\s|this\s)(?:authors?|writers?|contributors?|editors?|reporters?|company|publisher|foundation)|(?:meet|more\sabout)\sthe\s(?:author|writer|team)|über\s(?:den|die|unsere?n?)\s(?:autor(?:in|en|innen)?|verfasser(?:in)?)|zur\sperson|[àa]\spropos\sde\s(?:l[’']\s?aute?u?rice|l[’']\s?auteur)|sobre\s(?:el|la|o|a|os)\s(?:autora?|autores)|(?:sull[’'])\s?aut(?:ore|rice)|informazioni\ssull[’']autore|over\sde\sauteur|o\sautor(?:ze|ce)|об?\sавторе)(?:\s?:|\Z|(?=\s\p{Lu}))",
        Where.START,
        0.6,
        needs=(
            "about",
            "meet",
            "über",
            "zur",
            "propos",
            "sobre",
            "sull",
            "over",
            "autorze",
            "autorce",
            "авторе",
        ),
        max_words=80,
        examples=("About the author", "Über den Autor", "Sobre el autor", "À propos de l’auteur"),
        counterexamples=("About the bridge", "About ten people came.", "Sobre el río"),
    ),
    Rule(
        "bio.lives",
        Label.BIO,
        r"(?:(?:^|(?<=[.!?]\s)|(?<!\w\W{0,3}))(?:Originally\sfrom\s\p{Lu}|[Bb]ased\sin\s\p{Lu}[\w\s,]{2,30}[,]\s(?:he|she|they)|When\s(?:he|she|they|not)[^.]{0,60}(?:n[’']t\s|not\s)?(?:writing|working|reporting|behind))|(?:She|He)\s(?:currently\s|now\s)?(?:lives|resides|holds\s(?:a|an)\s\p{Lu}?[\w.]{1,12}|graduated|earned\s(?:a|her|his)|received\s(?:a|an|her|his))\s[^.\n]{0,60}(?:with\s(?:his|her|their)|degree|University|College|wife|husband|from|master|MA|BA|PhD))",
        Where.INSIDE,
        0.67,
        needs=(
            "originally",
            "based",
            "when",
            "lives",
            "resides",
            "holds",
            "graduated",
            "earned",
            "received",
        ),
        max_words=110,
        examples=(
            "Originally from Example Town, Jane likes bridges.",
            "She lives in Example Town with her two cats.",
            "He holds a degree in rivers from Example University.",
        ),
        counterexamples=(
            "Based in part on a novel",
            "When the writing was done, he left.",
            "The river lives on.",
        ),
    ),
    Rule(
        "bio.works-appeared",
        Label.BIO,
        r"(?i:(?:his|her|their|whose|my)\s(?:\w++\s)?(?:work|writing|articles|writings|essays|stories|reporting|bylines?|fiction|poems)\s(?:has|have)\s(?:also\s)?(?:appeared|been\s(?:published|featured))|(?:is|and)\s(?:the\s)?(?:co-?)?authors?\sof\s(?:the\s|several\s|\d++\s)?(?:\w++\s)?(?:books?|novels?|[“‘\"])|(?:his|her)\s(?:latest|most\srecent|new|first|next)\s(?:book|novel)\s(?:is|,)|has\s(?:written|reported|worked)\s(?:for|as\sa\s(?:reporter|journalist|writer))\s(?-i:\p{Lu}|the\s\p{Lu}|numerous|several|many))",
        Where.INSIDE,
        0.6,
        needs=(
            "appeared",
            "published",
            "featured",
            "author",
            "authors",
            "coauthor",
            "book",
            "novel",
            "written",
            "reported",
            "worked",
        ),
        max_words=110,
        examples=(
            "Her work has appeared in The Example.",
            "He is the author of several books.",
            "She has written for Example Weekly.",
        ),
        counterexamples=(
            "The author of the plan left.",
            "A ghost has appeared.",
            "It has worked for years.",
        ),
    ),
    Rule(
        "bio.reach",
        Label.BIO,
        rf"(?<!\p{{L}})(?=[yafcreYAFCRE])(?i:(?:you\scan\s)?(?:also\s)?(?:follow|contact|reach|e-?mail|find|connect\swith|read\smore\s(?:of|from|by|about))\s(?:her|him|them|the\s(?:author|writer|reporter)))\s?(?:(?i:on|at|via|by|work)\s|[:@])|(?<!\p{{L}})(?=[\p{{Lu}}hst])(?:{_NAME}|(?i:s?he|they|the\s(?:author|writer)))\s(?:can|may)\sbe\s(?:reached|contacted|followed|found)\s(?:at|on|by|via)",
        Where.INSIDE,
        0.5,
        needs=(
            "follow",
            "contact",
            "reach",
            "email",
            "mail",
            "find",
            "connect",
            "read",
            "reached",
            "contacted",
            "followed",
            "found",
        ),
        max_words=90,
        examples=(
            "Follow her on Twitter @example",
            "You can reach him at jane@example.com.",
            "Jane Doe can be reached at 555-0100",
        ),
        counterexamples=(
            "They follow her home.",
            "Find them in the woods.",
            "The bird can be found on hills.",
        ),
    ),
    Rule(
        "bio.publisher",
        Label.BIO,
        r"(?!(?:What|Who|Which|Why|How|Where)\s)(?:\p{Lu}[\w.&’'-]{0,24}+(?:\s(?:[\p{Lu}\d&(][\w.&’')-]{0,24}+|of|the|and|for)){0,6},?|We)\s(?:is|are)\s(?:(?:a|an|the)\s)?(?:[\w’',-]{1,20}+\s){0,8}?(?:news\s(?:organi[sz]ation|site|website|outlet|service|agency)|magazine|newspaper|publication|newsroom|publisher|media\s(?:company|outlet|group|organi[sz]ation)|non-?profit|online\s(?:community|platform|publication)|leading\s(?:provider|global|manufacturer|supplier|source))",
        Where.START,
        0.67,
        needs=(
            "news",
            "magazine",
            "newspaper",
            "publication",
            "newsroom",
            "publisher",
            "media",
            "nonprofit",
            "profit",
            "online",
            "leading",
        ),
        max_words=120,
        examples=(
            "The Example is an independent, nonprofit newsroom.",
            "Example Foods is a leading provider of bread.",
            "Example Times is the oldest newspaper in town.",
        ),
        counterexamples=(
            "News is slow in August.",
            "What is the Example State publication requirement?",
            "The magazine is thin.",
            "Leading the way is hard.",
        ),
    ),
)
