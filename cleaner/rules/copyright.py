"""Copyright, rights, licence, republication and source notices.

The sign or the word needs a year or an owner's name beside it: "copyright law"
and "the © on the label" are prose. Notices of rights are fixed sentences of the
trade, one or two in each language, so most rules here are lists of them. Alone
"© Name" without a year is more often a picture's credit (see caption.py).
"""

from __future__ import annotations

from typing import Final

from cleaner.labels import Label
from cleaner.rules.date_grammar import DATE, LINE_START, MONTH, WEEKDAY
from cleaner.rules.rule import Rule, Where
from cleaner.rules.word_patterns import words

_YEARS: Final = (
    r"(?:(?:19|20)\d\d(?:\s?[-–—/]\s?(?:(?:19|20)\d\d|\d\d|(?i:present|heute|today|now)))?)(?!\d)"
)
_SIGN: Final = r"(?:©\uFE0F?|\([Cc]\)|℗|&copy;|(?i:copyrights?|copyleft|copy\sright))"
_OWNER_WORD: Final = (
    r"(?!(?:All|ALL|Tous|Todos|TODOS|Alle|This|The\s(?:material"
    r"|content))\s)[\p{Lu}\p{Lo}\d&+](?:[^\s|•·©.]|\.(?=\S)){0,30}"
)
_OWNER: Final = (
    rf"(?:{_OWNER_WORD}(?:\s(?:(?:of|the|and|der|die|des|de|la|für|und|et"
    rf"|y)\s){{0,2}}{_OWNER_WORD}){{0,7}})"
)
RESERVED: Final = (
    r"(?i:all\s(?:other\s)?rights?\s(?:are\s)?reserved|(?:some|no)\srights\sreserved"
    r"|alle\srechte\svorbehalten|tous\s(?:les\s)?droits\s(?:de\sreproduction\s)?réservés"
    r"|(?:todos\s(?:los|os)\s)?(?:derechos|direitos)\sreservados"
    r"|reservados\s(?:todos\s)?los\sderechos|tutti\si\sdiritti\s(?:sono\s)?riservati"
    r"|riproduzione\sriservata|alle\srechten\svoorbehouden|wszelkie\sprawa\szastrzeżone"
    r"|wszystkie\sprawa\szastrzeżone|все\sправа\s(?:защищены|сохранены)|усі\sправа\sзахищен[іо]"
    r"|alla\srättigheter\sförbehållna|alle\srettigheder\sforbeholdes"
    r"|alle\srettigheter\sforbeholdt|med\sensamrätt|kaikki\soikeudet\spidätetään"
    r"|všechna\správa\svyhrazena|minden\sjog\sfenntartva|toate\sdrepturile\srezervate"
    r"|tüm\shakları\ssaklıdır|her\shakkı\ssaklıdır|hak\scipta\sdilindungi|seluruh\shak\scipta"
    r"|tots\sels\sdrets\sreservats|με\sεπιφύλαξη)|جميع\sالحقوق\sمحفوظة|تمامی?\sحقوق|کلیه\sحقوق"
    r"|版权所有|版權所有|版权声明|著作権について|著作權所有|保留(?:所有|一切)权利|保留所有權利"
    r"|翻印必究|不許複製|無断(?:転載|複製|使用)|禁(?:无断|無断)転載|転載(?:を)?禁|著作権は"
    r"|무단\s?(?:전재|복제|배포)|저작권자|บริษัท.{0,20}สงวน|สงวนลิขสิทธิ์|mọi\squyền"
)
_RESERVED_NEEDS: Final = words(
    "rights right rechte droits derechos direitos diritti riservata rechten prawa права "
    "rättigheter rettigheder rettigheter ensamrätt oikeudet práva jog drepturile hakları hakkı "
    "cipta drets الحقوق حقوق 版 著 保 翻 权 著 不 無 転 禁 무단 무단전재 무단복제 저작권자 "
    "quyền επιφύλαξη สงวน สงวนลิขสิทธิ์ reservados"
)
_NOTICE: Final = (
    r"(?:this\s|the\s)?(?:article|story|post|piece|content|material|information|document|page"
    r"|work|item|text|blog\spost|interview|excerpt|column|essay)"
)

RULES: Final[tuple[Rule, ...]] = (
    Rule("copyright.sign-year", Label.COPYRIGHT,
         rf"[^\w©]{{0,4}}(?:Â)?(?:{_SIGN}[\s:.]{{0,3}}){{1,2}}(?:[-–]\s?)?{_YEARS}|{_YEARS}[\s,"
         rf"|]{{0,2}}(?:{_SIGN}\s?){{1,2}}(?!\p{{Ll}})", Where.START, 0.95, max_words=80,
         needs=words("© copyright copyrights copyleft c ℗ copy"),
         examples=("© 2024 Example Ltd", "Copyright 1999-2025 Example News.", "(c) 2019 Jane Doe",
             "Copyright © 2004–2025 Example Star", "2020 © Beispiel GmbH"),
         counterexamples=("Copyright law was changed in 2019.", "The © sign dates from 1870.",
             "Copyrighted 2019 works")),
    Rule("copyright.sign-owner", Label.COPYRIGHT,
         rf"(?:(?i:copyright)\s?(?:©|\([Cc]\)|:|by)?\s|(?:Â)?©\s(?i:copyright)?\s?)(?:by\s)?"
         rf"{_OWNER}[.,]?(?:\s?(?:{_YEARS}|(?i:{RESERVED})))?[\s.]{{0,2}}", Where.WHOLE, 0.9,
         max_words=10, needs=("©", "copyright"),
         examples=("© Example Media", "Copyright © Example Corp.", "© Example Brands LLC 2025.",
             "Copyright: Jane Doe"),
         counterexamples=("Copyright law", "Copyright and you", "© the sign")),
    Rule("copyright.owner-sign", Label.COPYRIGHT,
         rf"{_OWNER}\s?(?:©|\(C\))\s?{_YEARS}|{_SIGN}\s?{_YEARS}?\.?", Where.WHOLE, 0.6,
         max_words=12, needs=("©", "copyright"),
         examples=("Example University©2025", "© 2024"),
         counterexamples=("The ©2025 line is wrong.", "Rights")),
    Rule("copyright.reserved", Label.COPYRIGHT,
         rf"(?<![“„«‘\"])(?:{RESERVED})", Where.INSIDE, 0.95, max_words=60, needs=_RESERVED_NEEDS,
         examples=("Example S.A. Todos los derechos reservados", "All rights reserved.",
             "Tüm hakları saklıdır", "例子网版权所有", "무단전재 및 재배포 금지", "無断転載禁止",
             "Tous droits réservés", "Все права защищены"),
         counterexamples=("All rights of workers are reserved for later.",
             "Todos los derechos humanos", "What “all rights reserved” means")),
    Rule("copyright.glued", Label.COPYRIGHT,
         rf"(?:(?<=[.!?»”\"…。)]\s{{0,2}})|{LINE_START}|(?<=\p{{Ll}}\s?)(?=©))(?:(?:{_SIGN}\s?)"
         rf"{{1,2}}[:.]?\s?{_YEARS}[,.]?(?:\s?(?:by\s)?{_OWNER})?(?:[.,"
         rf"|\s]{{0,3}}(?:{RESERVED}))?\.{{0,2}})(?:(?<=\.)\s(?i:this\s(?:article|story"
         rf"|material)[^.]{{5,160}}\.)(?:\sRead\sthe\s[^.]{{5,40}}\.)?)?", Where.INSIDE, 0.9,
         max_words=10_000, cuts=True, needs=words("© copyright c"),
         examples=("He left at noon. ⟦Copyright 2024 The Example Press. All rights reserved.⟧",
             "Privacy Policy Site map ⟦© 2025 Example Inc. All rights reserved.⟧ Follow us",
             "⟦Copyright 1999-2025 Example News. This article was originally published on Example "
             "News and was reproduced with permission.⟧"),
         counterexamples=("He spoke of copyright 2019 and after.", "Copyright law of 2019")),
    Rule("copyright.line", Label.COPYRIGHT,
         rf"{LINE_START}(?:{_SIGN}(?=[^\n]{{0,80}}?(?:{RESERVED}))|{_SIGN}\s?(?:{_SIGN}\s?)?"
         rf"{_YEARS}|(?=(?:[^\n.“”\"«»]{{0,50}}?\s?[–—|·]\s)?(?:{RESERVED})(?:[.;]\s|\s*+\n)))"
         r"[^\n]{2,200}+(?=\n|\Z)", Where.INSIDE, 0.9,
         max_words=60, cuts=True, needs=words("© copyright c ℗") + _RESERVED_NEEDS,
         examples=("⟦© 2024 Example Ltd. Quote us if you say where you found it.⟧",
             "⟦© Beispiel GmbH. Alle Rechte vorbehalten. Zitate sind mit Quelle erlaubt.⟧",
             "⟦L’Exemple – Tous droits réservés. Reproduction, même partielle, interdite.⟧"),
         counterexamples=("She left. © 2024 Example Ltd. Quote us.", "Copyright law was changed.",
             "What “All rights reserved” means, and why", "All rights reserved? Not here, they say",
             "All rights reserved by the crown were given up in 1920.",
             "The label says: all rights reserved in small print.",
             "In Deutschland – alle Rechte vorbehalten – druckte man das so.")),
    Rule("copyright.republished", Label.COPYRIGHT,
         rf"(?i:(?:{_NOTICE}|diese[rs]?\s(?:artikel|beitrag|text)|cet\sarticle"
         rf"|este\sartículo)\s(?:is|was|has\sbeen|first|originally|ist|wurde|a\sété"
         rf"|fue)?\s?(?:(?:first|originally|also|zuerst|erstmals|ursprünglich|initialement"
         rf"|originalmente)\s)?"
         r"(?:(?:been\s)?(?:published|appeared|posted|printed)\s(?:by|in|on|at|for|as\s(?:part"
         r"|a))\s(?!{DATE}|{WEEKDAY}|{MONTH}|\d)|re-?published\s|reprinted\s|reproduced\s(?:with"
         r"|by|from)|adapted\s(?:from|with)|syndicated|erschien(?:en)?\s(?:in|auf|bei|zuerst)"
         r"|(?:in|auf|bei)\s.{3,60}\serschienen|publié\s(?:sur|dans|par)|publicado\s(?:en|por)))"
         rf"|(?i:(?:originally|first)\s(?:(?:published|appeared|printed)\s(?:by|in|on|at)"
         rf"|posted\s(?:on|at))\s(?!{DATE}|{WEEKDAY}|{MONTH}|\d)|reprinted\s(?:with|by|from)\s"
         rf"|re-?published\s(?:here\s)?(?:with|under|from|by)\s"
         r"|reproduced\s(?:here\s)?(?:with|by)\s(?:kind\s)?permission|used\s(?:with"
         r"|by)\spermission|zuerst\serschienen\s(?:in|auf|bei)|dieser\stext\serschien"
         r"|artikel\sini\stelah\stayang|read\sthe\soriginal\s(?:article|story)(?:\shere)?\.?\Z)"
         r"|本文(?:首发|原载|转载|来自)|原文(?:链接|地址|刊于|載於)\s?[:：]"
         r"|この記事は.{2,40}(?:転載|掲載)", Where.START, 0.75, max_words=50,
         needs=words("published republished re reprinted reproduced appeared posted printed "
         "permission adapted syndicated erschien erschienen publié publicado tayang original "
         "本 原 記"),
         examples=("This article was originally published on Example and has been republished here "
             "with permission.", "Originally published at www.example.com on May 3, 2018.",
             "Reprinted with permission from the Example Journal.",
             "Republished under a Creative Commons license.",
             "Dieser Artikel erschien zuerst auf Beispiel.", "本文转载自例子网"),
         counterexamples=("The book was published in 1999 by a small press.",
             "This article explains how bread is made.", "Published weekly")),
    Rule("copyright.feed", Label.COPYRIGHT,
         r"(?:The\spost\s[^\n]{1,200}?\sappeared\sfirst\son|Der\sBeitrag\s[^\n]{1,200}?\serschien"
         r"\szuerst\sauf|L[’']article\s[^\n]{1,200}?\sest\sapparu\sen\spremier\ssur|La\sentrada"
         r"\s[^\n]{1,200}?\sse\spublicó\sprimero\sen|L[’']articolo\s[^\n]{1,200}?\sproviene\sda|O"
         r"\spost\s[^\n]{1,200}?\sapareceu\sprimeiro\sem|Het\sbericht\s[^\n]{1,200}?\sverscheen"
         r"\seerst\sop|Artykuł\s[^\n]{1,200}?\spochodzi\sz\sserwisu)\s[^\n]{2,100}(?=\n|\Z)",
         Where.START, 0.95, max_words=60, cuts=True,
         needs=words("appeared erschien apparu publicó proviene apareceu verscheen pochodzi"),
         examples=("⟦The post Ten Bridges to Cross appeared first on Example Notes.⟧",
             "⟦The post Why cross? appeared first on Example.⟧",
             "⟦Der Beitrag Zehn Brücken erschien zuerst auf Beispiel.⟧",
             "⟦L’article Dix ponts est apparu en premier sur L’Exemple.⟧",
             "⟦L'articolo Dieci ponti proviene da Esempio.⟧"),
         counterexamples=("The post office appeared first in 1840.", "The story appeared first on Monday.",
             "Der Beitrag erschien zuerst als Buch.")),
    Rule("copyright.wire-source", Label.COPYRIGHT,
         r"SOURCE:?\s(?=[^\n]{1,90}\p{Ll})[\p{Lu}\d][^.!?\n]{1,80}(?:(?<=\s(?i:inc|ltd|co|corp|cos|llc))\.)?",
         Where.WHOLE, 0.9, max_words=12, needs=("source",),
         examples=("SOURCE Example Foods, Inc.", "SOURCE The Example Group", "SOURCE: Example Corp."),
         counterexamples=("SOURCE CODE", "SOURCE Magazine was thin. It sold.", "Source Example Foods")),
    Rule("copyright.licence", Label.COPYRIGHT,
         r"(?i:(?:(?:this|these|unless|except|all|the|our)\s(?:[\w-]{2,15}\s){0,8}?(?:is|are|as"
         r"|otherwise|work|content|text|article|photo)\s[^.]{0,80}?|(?:this\s)?(?:work|text"
         r"|content|article|site|website)?\s?)(?:licen[cs]ed|available|published|released|shared"
         r"|distributed)\s(?:\w{2,12}\s){0,3}?under\s(?:an?\s|the\s"
         r"|terms\sof\s){0,2}[^.]{0,40}?(?:creative\scommons|CC[\s-]BY)|(?:dieser|dieses|diese"
         r"|alle|die|der|das)\s[^.]{0,80}?(?:lizenz|lizen[sz]iert)[^.]{0,80}?(?:creative"
         r"|CC[\s-]BY)|[^.]{0,60}?creative[\s-]commons[\s-](?:licen[cs]e|lizenz|licencia|licence"
         r"|attribution|namensnennung)[^.]{0,80}|(?:licen[cs]e|lizenz|licencia"
         r"|licence)\s?:\s?(?:cc|creative)|licen[cs]ed\sunder\s|CC[\s-](?:BY|0)(?:[\s-](?:NC|ND"
         r"|SA)){0,2}(?:\s\d\.\d)?(?=\s|\Z)|\w{2,8}\slicen[cs]ed\Z)|本作品采用"
         r"|.{0,20}(?:CC\s?协议|知识共享|署名.{0,12}国际许可)", Where.START, 0.7, max_words=45,
         needs=words("licensed licenced license licence lizenz lizenziert licencia commons cc "
         "gpl 知 署"),
         examples=("This work is licensed under a Creative Commons Attribution 4.0 International "
             "License.", "LICENSED UNDER CC BY NC ND",
             "Dieser Text steht unter einer Creative-Commons-Lizenz", "本作品采用 CC 协议",
             "CC BY-SA 4.0"),
         counterexamples=("She is a licensed nurse.", "You need a licence to drive.",
             "The cc field of a mail", "Example Server is licensed under the Apache License.")),
    Rule("copyright.no-copying", Label.COPYRIGHT,
         r"(?<!\p{L})(?i:may\snot\sbe\s(?:published|reproduced|copied|republished|reprinted|redistributed"
         r"|used\sfor)|(?:unauthori[sz]ed|any)\s(?:use|duplication|reproduction|copying"
         r"|distribution|redistribution)[^.]{0,60}\s(?:prohibited|forbidden)|(?:reproduction"
         r"|duplication|redistribution)\s[^.]{0,60}(?:without\s(?:the\s)?(?:prior|express"
         r"|written|permission|consent)|prohibited|forbidden)|without\s(?:the\s)?(?:prior"
         r"|express|written)[^.]{0,40}(?:permission|consent|authori[sz]ation)\s?(?:of|from|by|is"
         r"|,|\.|\Z)|is\scopyrighted\s(?:by|and)|(?:nachdruck|vervielfältigung|weiterverbreitung"
         r"|verwertung)[^.]{0,80}(?:genehmigung|untersagt|verboten|zustimmung|gestattet)"
         r"|(?:toute\s)?reproduction[^.]{0,60}interdite|(?:prohibida"
         r"|queda\sprohibida)[^.]{0,30}(?:reproducción|distribución)|(?:proibida"
         r"|é\sproibid[ao])[^.]{0,30}(?:reprodução)|vietata\s(?:la|ogni)\sriproduzione"
         r"|riproduzione\s(?:vietata|anche\sparziale)|(?:zabronione|zasady\sprzedruk"
         r"|chronion[ye]\sprawem\sautorskim|kopiowanie[^.]{0,40}zabronione)|(?:перепечатка"
         r"|копирование|использование\sматериалов)[^.]{0,80}(?:запрещен[ао]|только|разреш)"
         r"|izinsiz[^.]{0,60}(?:kopyalanamaz|kullanılamaz|yayınlanamaz|alıntı)|iktibas\sedilemez"
         r"|dilarang\s(?:mengutip|menyalin|memperbanyak)|overname[^.]{0,40}(?:verboten"
         r"|toestemming))|未经(?:书面)?(?:授权|许可|同意|允许)|未經(?:書面)?(?:授權|許可|同意)"
         r"|(?:请|謝絕|谢绝|禁止|不得|严禁|勿)(?:勿)?转载|转载(?:请|必须|须)(?:注明|联系)|轉載請"
         r"|禁止轉載|재배포\s?(?:를\s)?금지|재판매 \s?및", Where.INSIDE, 0.8, max_words=70,
         needs=words("published reproduced copied republished reprinted redistributed used prohibited "
         "forbidden reproduction duplication redistribution permission consent authorization "
         "authorisation copyrighted nachdruck vervielfältigung weiterverbreitung verwertung prohibida "
         "proibida proibido vietata riproduzione zabronione przedruku przedruków chroniony "
         "chronione prawem kopiowanie перепечатка копирование использование izinsiz iktibas "
         "dilarang overname 未 转 轉 재배포 재판매"),
         examples=("This material may not be published, broadcast, rewritten or redistributed.",
             "Nachdruck nur mit Genehmigung des Verlags.",
             "Toute reproduction interdite sans accord",
             "Queda prohibida la reproducción total o parcial", "未经书面授权请勿转载。",
             "Dilarang mengutip tanpa izin", "Materiał chroniony prawem autorskim"),
         counterexamples=("The plan may not be used up this year.",
             "Nothing works without permission slips at school.",
             "Reproduction of cells takes a day.")),
    Rule("copyright.source", Label.COPYRIGHT,
         r"[\[(【*]?\s?(?:(?i:quellen?|sources?|fuentes?|fonti?|fontes?|bron(?:nen)?|źródło"
         r"|källa|källor|kilder?|lähde|zdroj|forrás|sursa|kaynak|sumber|источники?|джерело|manba"
         r"|πηγή)|المصدر|منبع|(?:情報|写真|画像)?(?:出典|引用元|参考文献|参照元|情報元|ソース)"
         r"|出处|出處|資料來源|资料来源|数据来源|信息来源|来源(?=\s?\|)|출처|자료)\s{0,2}[:："
         r"|]\s{0,2}+(?=[^\p{Ll}]|www|https?|[\w-]{2,30}\.\w)[^\n]{2,120}", Where.WHOLE, 0.6,
         max_words=24, needs=words("quelle quellen source sources fuente fuentes fonte fonti "
         "fontes font bron bronnen źródło källa källor kilde kilder lähde zdroj forrás sursa "
         "kaynak sumber источник источники джерело المصدر منبع 出 引 参 情 ソ 資 资 数 信 来 "
         "출처 자료"),
         examples=("Quelle: Beispiel Programm fördert Netze", "Źródło: Przykład.pl",
             "Sumber: Contoh Harian", "Source: Example Institute, 2023", "出典：例新聞",
             "Fuente: EP"),
         counterexamples=("Source: the river begins in the hills.", "Sources say the deal is done.",
             "Open source: a history")),
    Rule("legal.chinese-filing-number", Label.LEGAL,
         r"(?:[沪京粤浙苏鲁川闽渝津湘鄂皖冀豫晋陕辽吉黑桂琼云贵甘青宁新藏蒙赣]\s?)(?:ICP"
         r"|公网安备)[证备]?\s?\d|ICP[证备]|经营许可证|视听(?:节目)?许可证", Where.INSIDE, 0.7,
         max_words=60, needs=words("icp 备 证"),
         examples=("沪ICP备12345678号-1", "增值电信业务经营许可证 浙B2-12345678"),
         counterexamples=("许可制度改革", "他有证据。")),
    Rule("copyright.trademark", Label.COPYRIGHT,
         r"(?i:trademarks?\s(?:\w{2,12}\s){0,4}are\sthe\sproperty\sof|(?:is"
         r"|are)\s(?:a\s)?(?:registered\s)?(?:trade|service)\s?marks?\s(?:of|and|or|owned))",
         Where.INSIDE, 0.45, max_words=60, needs=words("trademark trademarks mark marks"),
         examples=("Example is a registered trademark of Example Inc.",
             "All trademarks are the property of their owners."),
         counterexamples=("A trademark is a sign.", "High marks are the goal.")),
    Rule("copyright.issue", Label.COPYRIGHT,
         r"[（(]?(?:《[^》]{2,20}》|『[^』]{2,20}』|「[^」]{2,20}」)[（(\s]{0,2}(?:19"
         r"|20)\d\d\s?年\d{1,2}月[\d・、～日号]{0,12}\s?(?:第?\s?\d{1,3}\s?版)?[^。]{0,12}[）)]?",
         Where.WHOLE, 0.8, max_words=40, needs=("年",),
         examples=("《例子日报》（2024年05月20日 03版）", "『例誌』2024年5月10・17日号より"),
         counterexamples=("《红楼梦》2024年5月上映，观众反应热烈。",)),
    Rule("copyright.courtesy", Label.COPYRIGHT,
         r"(?i:(?:for\s)?permissions?\sto\s(?:reprint|republish|reproduce|use|feature)\s"
         r"|please\s(?:give\scredit\s|credit(?:\sas|:))|how\sto\scite|cite\sthis\s(?:article"
         r"|page))", Where.START, 0.7, max_words=30,
         needs=words("permission permissions credit cite"),
         examples=("For permission to reprint this piece, write to us.",
             "Please give credit for this item to:"),
         counterexamples=("Permission slips", "Please credit my account.")),
)  # fmt: skip
