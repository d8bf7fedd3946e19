"""Dates: when a page was published or changed, and how long it takes to read.

A date as such says little (an article is full of them). What names a date line
is that nothing else stands in the block, or a word such as "Updated" before it.
So the rules are few; what a date looks like is in `date_grammar`.
"""

from __future__ import annotations

from typing import Final

from cleaner.labels import Label
from cleaner.rules.date_grammar import (
    AGO,
    AGO_NEEDS,
    ALONE_NEEDS,
    BEFORE,
    DATE,
    DATE_START,
    DATES,
    DATETIME,
    DAY_MONTH,
    EDGE,
    LINE_START,
    MONTH,
    MONTH_WORDS,
    MONTH_YEAR,
    PREFIX,
    PREFIX_NEEDS,
    READ,
    READ_TIME,
    TIME,
    UNLABELLED,
    WEEKDAY,
)
from cleaner.rules.rule import WEEKDAY_MARK, Rule, Where
from cleaner.rules.word_patterns import words

RULES: Final[tuple[Rule, ...]] = (
    Rule("date.alone", Label.DATE,
         rf"{EDGE}(?:(?:on|le|am|vom|el|em|den)\s)?{DATES}(?:[\s|·•,–-]{{0,3}}(?:{READ_TIME}"
         rf"|{READ}))?{EDGE}", Where.WHOLE, 0.6, max_words=16, needs=ALONE_NEEDS,
         examples=("17 April 2012 • 2:54pm", "Sat, 14th Mar 2026", "11. Oktober 2023, 18:55 Uhr",
             "lunes, 3 de abril de 202207:40 hs", "le 09 juin 2020", "02.maio.2018 às 10h05",
             "2024年5月13日 9時0分", "2024. 5. 22. 08:37", "24 мая 2024 г.",
             "31 خرداد 1403 ساعت 12:22", "Selasa, 14 Mei 2024 12:01 WIB",
             "Jun 5, 2025 | 7 min read", "2022-11-23T08:10+02:00", "২২ সেপ্টেম্বর, ২০১৮",
             "17 มิถุนายน 2562 เวลา 20:33 น.", "4 ก.พ. 2566 09:15 น.", "۱۷ مهر ۱۴۰۰",
             "19 दिसंबर 2017", "Δευ 03 Ιουν 2019, 21:14", "12 במרץ 2024", "2024. március 5."),
         counterexamples=("May 2024 was the warmest month here.", "March 5, 2020 hearing",
             "2020-2021", "In 1999")),
    Rule("date.old", Label.DATE,
         r"(?:This\s(?:article|story|content)\sis\s(?:more\sthan|over)\s\d{1,2}\s(?:years?|months?)\sold"
         r"|Dieser\sArtikel\sist\s(?:mehr\sals|über)\s\w{1,5}\sJahre?\salt)[.!]?", Where.WHOLE, 0.9,
         max_words=12, needs=words("old alt"),
         examples=("This article is more than 5 years old", "Dieser Artikel ist mehr als 3 Jahre alt."),
         counterexamples=("This story is more than old.", "The article is over 5 years old, he said.")),
    Rule("date.labelled", Label.DATE,
         rf"{EDGE}{PREFIX}(?:{DATES}|{DAY_MONTH}|{MONTH_YEAR}|{AGO})", Where.START, 0.9,
         max_words=20, needs=PREFIX_NEEDS,
         examples=("Last updated: Nov 3, 2021",
             "PUBLISHED: June 8, 2023 at 4:56 p.m. | UPDATED: June 9, 2023 at 6:00 a.m.",
             "Veröffentlicht am 6. Juli 2015", "Stand: 25.01.2022",
             "Actualizado el: 19 abril 2022 9:12 pm", "Mis à jour le 4 mars 2021",
             "Güncelleme Tarihi: Mayıs 16, 2024 12:41", "Опубликовано: 3 июня 2023",
             "最近更新：2024-05-10", "Updated 3 hours ago", "פורסם: 12.03.2024, 06:30",
             "Δημοσίευση: 18/05/2023, 09:42", "প্রকাশ: ১৪ জানুয়ারি ২০২৩, ০৮:১৫", "เผยแพร่: 4 ก.พ. 2566 09:15 น."),
         counterexamples=("Updated dependencies", "Published work by Ann Lee",
             "Posted speed limits changed in May", "Stand up comedy")),
    Rule("date.received", Label.DATE,
         rf"(?:(?i:(?:manuscript\s)?(?:received|submitted|accepted|revised|read|(?:first\s)?published"
         rf"(?:\sonline)?|available\sonline)(?:\s(?:on|in\srevised\sform))?)[:\s]{{1,2}}{DATE}"
         rf"[\s;,.|·/–—-]{{0,4}}){{2,6}}", Where.WHOLE, 0.9, max_words=40,
         needs=words("received submitted accepted revised"),
         examples=("Received 3 March 2007; read 21 April 2007",
             "Received: May 3, 2021 / Accepted: June 9, 2021 / Published: June 12, 2021"),
         counterexamples=("Received on May 3, 2021 it was read.", "Accepted practice in May 2021")),
    Rule("date.stamp", Label.DATE,
         rf"{WEEKDAY},?\s{MONTH}\s\d{{1,2}}\s\d\d:\d\d:\d\d\s(?:[A-Z]{{2,5}}\s|[+-]\d{{4}}\s)?"
         r"(?:19|20)\d\d|(?i:(?:posted|updated|published|modified)\s(?:at\s)?\d{1,2}[:.]\d\d"
         r"(?:\s?[ap]\.?m\.?)?(?:\s[A-Z]{2,4})?)", Where.WHOLE, 0.9, max_words=12,
         needs=(*MONTH_WORDS, *words("posted updated published modified")),
         examples=("Tue Apr 8 10:14:33 CEST 2003", "Posted at 6:02 a.m.", "UPDATED 11:45 AM EST"),
         counterexamples=("Tue Apr 8 was cold in 2003", "Posted 12 guards")),
    Rule("date.changed", Label.DATE,
         rf"\(?(?i:(?:this|der|dieser|diese)\s(?:page|post|article|entry|beitrag|artikel"
         rf"|seite)\s(?:was|wurde)\s|(?:last|zuletzt)\s(?:edited|modified|updated|changed"
         rf"|bearbeitet|geändert)\s)[^.!?]{{0,60}}?(?:{DATES}|{AGO})", Where.START, 0.8,
         max_words=30, needs=words("this der dieser diese last zuletzt"),
         examples=("This page was last modified on Sep 25, 2024 by the wiki team.",
             "Last edited by Kim92 on 12. Sep 2024, 11:14, edited 4 times in total.",
             "Der Beitrag wurde am Mittwoch, den 27. November 2019 um 15:21 Uhr veröffentlicht"),
         counterexamples=("This page was a mess.", "Last edited volume of the series")),
    Rule("date.glued-prefix", Label.DATE,
         rf"(?>{PREFIX}{DATETIME}(?:\s?[|·•–-]\s?(?:{PREFIX})?{DATETIME})?)(?=\s*+[^\s,;.)])(?!\s+"
         rf"\p{{Ll}}|[\s\d:.]{{0,10}}+[+-]\d{{4}})", Where.START, 0.85, max_words=10_000, cuts=True, needs=PREFIX_NEEDS,
         examples=("⟦date 2025-01-21⟧ The two presidents spoke on Tuesday about trade.",
             "⟦Updated: August 9, 2024⟧If you are cooking at home, wash your hands.",
             "⟦Published March 3, 2024⟧ | Politics"),
         counterexamples=("Updated May 20, 2020, the rules forbid pets.",
             "Date: Fri, 21 Nov 1997 09:55:06 -0600", "Last updated March 4, 2025 6:12 PM",
             "Jan. 21 (Reuters) - The bank said on Tuesday it would act.",
             "Date night was on 3 May 2021 for us.")),
    Rule("date.glued-label", Label.DATE,
         rf"(?:Published|Updated|Posted|[Vv]eröffentlicht|Aktualisiert|Publicado|Publié|发布于"
         rf"|发表于|פורסם|עודכן|Опубликовано|Опубліковано|প্রকাশিত|প্রকাশ|अपडेटेड|เผยแพร่|Δημοσίευση"
         rf"|Ενημέρωση)(?i:\son|\sam|\sle|\sel)?:?\s?(?:{DATES}|{AGO})", Where.INSIDE, 0.9,
         max_words=60, cuts=True, needs=words("by published updated posted veröffentlicht "
         "aktualisiert publicado publié 发 פורסם עודכן опубликовано опубліковано প্রকাশিত প্রকাশ "
         "अपडेटेड เผยแพร่ δημοσίευση ενημέρωση"),
         examples=("By JANE DOE⟦Published 3 hours ago⟧",
             "By Kim Lee ⋅ Editor-in-Chief ⋅ ⟦Updated May 6, 2025⟧",
             "city-news.example | ⟦Updated: 2024-05-20 14:41⟧ Share"),
         counterexamples=("The list was updated on May 6, 2025, she said.", "Updated rules")),
    Rule("date.beside-byline", Label.DATE,
         rf"{LINE_START}(?i:by|von|por|par|di|door|guest\spost\sby)\s?[^\n]{{2,60}}?\K(?<!\d)(?:"
         rf"{DATES}|{READ_TIME}|\d{{1,2}}\s?[-–]\s?\d{{1,2}}\smin\p{{Ll}}{{1,5}})(?!\s?[-–])",
         Where.INSIDE, 0.6, max_words=25, cuts=True, needs=words("by von por par di door"),
         examples=("By Example Money Tips | ⟦September 07, 2023⟧",
             "Par Jeanne Dupont le ⟦07 Mai 2020⟧", "by J.O. Hazel ⟦Apr. 26, 2022Apr. 27, 2022⟧"),
         counterexamples=("By the end of the year the plan had failed.", "By Jane Doe")),
    Rule("date.before-byline", Label.DATE,
         rf"{DATE_START}{UNLABELLED}(?:{DATES})(?=[\s|·,–-]{{0,3}}(?:(?:By|BY|by|Von|von|Por|Par|par|Di)\s?\p{{Lu}}"
         rf"|(?:Автор|Текст|Συντάκτης)\s?:\s?\p{{Lu}}|(?:โดย|بقلم|מאת|লেখক|लेखक|लेखिका)\s?:?\s?\p{{Lo}}"
         rf"|(?:Share|Reblog|Tweet|Facebook|Print|Leave\sa|No\sComment|\d+\s[Cc]omment)))",
         Where.INSIDE, 0.5, max_words=40, cuts=True,
         needs=words("by von por par di share reblog tweet facebook print leave no comment автор "
         "текст συντάκτης โดย بقلم מאת লেখক लेखक लेखिका"),
         examples=("⟦May 3, 2017⟧ By Erin Sample 4 Comments",
             "⟦2/26/2015 7:11 AM PST⟧ BY EXAMPLE STAFF", "⟦August 28, 2025⟧ Share FacebookTwitter",
             "⟦14 апреля 2022, 10:28⟧ Автор: Зоя Примерова", "⟦8 สิงหาคม 2565 เวลา 07:45 น.⟧ โดย พิมพ์ดาว ริมน้ำ"),
         counterexamples=("On May 3, 2017 by noon it was over.", "May 3, 2017 shares fell",
             "Released: September 30, 2025 by Example Books")),
    Rule("date.and-reading-time", Label.DATE,
         rf"{DATE_START}(?:{DATES})[\s|·•,–-]{{0,3}}(?:{READ_TIME}|{READ})", Where.INSIDE, 0.6, max_words=60,
         cuts=True, needs=words("min mins minutes read lesezeit minuten lecture lectura dk دقیقه دقائق"),
         examples=("sam smithWeekend Editor⟦Sun, May 12, 2024·1 min read⟧10",
             "⟦Mar 27, 20255 mins⟧"),
         counterexamples=("It was read on May 12, 2024.",)),
    Rule("date.clocked-start", Label.DATE,
         rf"(?:{WEEKDAY},?\s)?{DATE}[\s,|·•–-]{{1,3}}(?:(?i:at|um|às"
         rf"|à)\s)?{TIME}(?=\s?(?:\p{{Lu}}|\p{{Han}}|{MONTH}|{WEEKDAY}))(?!\s(?:Uhr"
         rf"|The\s\w+\s(?:began|opened)))", Where.START, 0.85, max_words=10_000, cuts=True,
         needs=ALONE_NEEDS,
         examples=("⟦12/05/2024 19h54⟧ Juli recebeu flores.",
             "⟦2022-06-02 09:52:19⟧政能报 来自北京市"),
         counterexamples=("May 12, 2024 was a Sunday.", "12/05/2024 to 15/05/2024")),
    Rule("date.ago", Label.DATE,
         rf"{EDGE}(?:{AGO}){EDGE}", Where.WHOLE, 0.45, max_words=8, needs=AGO_NEEDS,
         examples=("3 hours ago", "vor 3 Stunden", "il y a 2 jours", "hace 5 minutos", "2 dni temu",
             "5 минут назад", "3 小时前", "2시간 전", "4 saat önce", "| 2h ago"),
         counterexamples=("Long ago", "Three hours ago the vote began.",
             "2 years ago we moved here")),
    Rule("date.reading-time", Label.DATE,
         rf"{EDGE}(?:{READ_TIME}){EDGE}", Where.WHOLE, 0.7, max_words=8,
         needs=words("min mins minute minutes read reading lesezeit lesedauer lecture lectura "
         "lettura leitura leestijd czytania чтения читання ανάγνωσης مطالعه القراءة קריאה 阅 閱 読 "
         "okuma lästid læsetid baca"),
         examples=("5 min read", "2–3 minutes to read", "Lesezeit: 4 Minuten",
             "Estimated reading time: 6 minutes", "Temps de lecture : 3 min", "5 Minuten Lesezeit",
             "阅读时间：3分钟", "Время чтения: 5 минут", "زمان مطالعه: ۴ دقیقه"),
         counterexamples=("Read 5 minutes a day.", "It is a 5 min read about coffee.",
             "3 minutes")),
    Rule("date.minutes-range", Label.DATE,
         r"\d{1,2}\s?[-–]\s?\d{1,2}\s(?:min(?:ute)?s?|Minuten|minutos|minuti)", Where.WHOLE, 0.7,
         max_words=4, needs=words("min mins minutes minuten minutos minuti"),
         examples=("2–3 minutes",),
         counterexamples=("Bake 20-25 minutes", "10 mins")),
    Rule("date.clocked-end", Label.DATE,
         rf"{DATE_START}{UNLABELLED}(?<!\d)(?<!{WEEKDAY_MARK},?\s)(?<!(?i:at|on|until|by|am|le|el|bis|from"
         rf"|since)\s)(?:{WEEKDAY},?\s)?{DATE}[\s,|·•(–-]{{1,3}}(?:(?i:at|um|às|à)\s)?{TIME}\)?",
         Where.END, 0.7, max_words=40, cuts=True, needs=ALONE_NEEDS,
         examples=("来源：例子日报⟦2024-05-13 08:49⟧",
             "Felipe Sample e Do Diário, em Porto Alegre ⟦12/05/2024 19h54⟧"),
         counterexamples=("The meeting starts at 13 May 2024 08:49", "He was born on May 3, 2001")),
    Rule("date.glued-to-word", Label.DATE,
         rf"(?:(?<=\p{{Ll}}\p{{Ll}})(?={MONTH}|{WEEKDAY}|20\d\d-))(?:{DATES})", Where.INSIDE, 0.55,
         max_words=80, cuts=True, needs=ALONE_NEEDS,
         examples=("Sample Blog⟦December 19th, 2025⟧",
             "Ann Lee Games Editor Example News⟦October 13, 2016⟧ ShareTweet",
             "Tom⟦2024-04-18T13:00:39+00:00March 22nd, 2024⟧"),
         counterexamples=("It rained on December 19th, 2025.", "iPhoneMay")),
    Rule("date.between-bars", Label.DATE,
         rf"{DATE_START}(?:(?<=[|·•⋅»／]\s?)(?:{DATES})(?=\s?[|·•⋅«／]|\s*\Z)"
         rf"|{LINE_START}(?:{DATES})(?=\s?[|·•⋅／]))", Where.INSIDE, 0.6, max_words=25, cuts=True,
         needs=words("| · • ⋅ » ／"),
         examples=("Sam · ⟦April 19, 2019⟧ · Mac · 7 comments", "⟦22 July 2019⟧ | Politics"),
         counterexamples=("The fair (April 19, 2019) was full.", "May 3, 2020 – May 6, 2020")),
    Rule("date.label-alone", Label.DATE,
         rf"(?:{BEFORE})\s?[:：]?", Where.WHOLE, 0.6, max_words=6, needs=PREFIX_NEEDS,
         examples=("Release date", "Published:", "Date Last Reviewed:", "最近更新："),
         counterexamples=("Dates and figs", "Updated pricing")),
    Rule("date.day-alone", Label.DATE,
         rf"{EDGE}(?:(?i:today|yesterday|heute|gestern|hier|aujourd'hui|ayer|hoy|ieri|oggi|dziś"
         rf"|dzisiaj|wczoraj|вчера|сегодня|ontem|hoje|gisteren|vandaag|dün|bugün|今天|昨天|昨日"
         rf"|어제|오늘),?(?:\s{DAY_MONTH})?[\s,(]{{1,3}}(?:(?i:at|um|à|kl\.?|в|às"
         rf"|a\slas)\s)?{TIME}|(?:{WEEKDAY},?\s)?{DAY_MONTH}[\s,(|·]{{1,3}}(?:(?i:at|um|à"
         rf"|в)\s)?{TIME}){EDGE}", Where.WHOLE, 0.6, max_words=10,
         needs=(*MONTH_WORDS, "today", "yesterday", "heute", "gestern", "hier", "aujourd", "ayer",
         "hoy", "ieri", "oggi", "dziś", "dzisiaj", "wczoraj", "вчера", "сегодня", "ontem", "hoje",
         "gisteren", "vandaag", "dün", "bugün", "今", "昨", "어제", "오늘"),
         in_articles=True,
        examples=("Wczoraj, 10 maja (11:03)", "Yesterday at 9:41 PM", "heute um 18:30",
             "May 3, 8:45am"),
         counterexamples=("Yesterday we met at 9:41 PM outside.", "Today")),
    Rule("date.month-alone", Label.DATE,
         rf"{EDGE}(?:{WEEKDAY},?\s)?(?:{MONTH_YEAR}|{DAY_MONTH}){EDGE}", Where.WHOLE, 0.35,
         max_words=5, needs=(*MONTH_WORDS, "年"),
         examples=("July 2022", "Feb 24", "März 2021", "2024年5月"),
         counterexamples=("May 2024 was the warmest May.", "By 2020", "March on")),
)  # fmt: skip
