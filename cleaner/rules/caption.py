"""Captions: what stands under a picture, and who took it.

A credit is the surest mark: "(AP Photo/Jane Doe)", "Foto: Max Muster/dpa", "[Photo/x.cn]",
"…/Getty Images". It closes a caption, so a credit glued to running text takes the
sentence before it along (`takes_sentence`). The same agency at
the start of a line with a dash behind it is a dateline, and an acronym in brackets
inside a sentence is prose; neither is matched. Without a credit, the wording tells:
"…, left, speaks", "pictured above", "In this June 3 file photo", "图为", "Archivbild".
"""

from __future__ import annotations

from typing import Final

from cleaner.labels import Label
from cleaner.rules.credit_grammar import (
    AGENCY,
    AGENCY_CREDIT,
    BRACKETED,
    BY,
    MARK,
    MARK_NEEDS,
    NAME,
    OWNER,
    PLAIN,
    RIGHTS,
    STOCK,
    STOCK_NEEDS,
    TOKEN,
    WIRE,
    WIRE_NEEDS,
    WORD,
    credit,
)
from cleaner.rules.date_grammar import LINE_START, MONTH, WEEKDAY
from cleaner.rules.rule import Rule, Where
from cleaner.rules.word_patterns import words

RULES: Final[tuple[Rule, ...]] = (
    Rule("caption.bracketed-line", Label.CAPTION,
         rf"(?=[^\n]*+(?<=[)\]）］】][.\s]{{0,2}}))(?![^\n]*?(?:\d[.!?]|\p{{Ll}}{{2}}[.!?][”\"]?\s*+)\p{{Lu}}[\p{{Ll}}\s])"
         rf"(?![^\n]{{0,60}}?\)\s?[–—-]\s)[^\n|]*?(?:{BRACKETED}|(?<=[^\n]{{8}})(?<!Press\s?)(?<!\s(?:by|to|with|the|from"
         rf"|per)\s?)\((?:AP|Reuters|REUTERS|PTI|Shutterstock"
         rf"|The\sAssociated\sPress)\))[.\s]{{0,2}}", Where.WHOLE, 0.8, max_words=40, cuts=True,
         needs=words("( [ （ 【 ［"),
         examples=("⟦A girl lights a candle on Oct. 15, 2022. The vigil honors the victims. "
             "[Photo/example.cn]⟧", "⟦The mayor speaks on Monday. (Matt Sample/Example Herald)⟧",
             "⟦The team in training. (FILE)⟧", "⟦A neon sign on the roof in Prague in 1989 (AP)⟧",
             "⟦Der Schaden ist hoch. (Bild: Kantonspolizei Muster)⟧",
             "⟦조련사가 인터뷰하고 있다.(사진=예시 캡처)⟧", "⟦Il semaforo dei Tigli nel 1966 (foto Esempio)⟧",
             "⟦El presidente, el 1 de marzo (Foto: Natacha Ejemplo/Pool via REUTERS).⟧"),
         counterexamples=(
             "The vote was close in 2019.Mayor Ann Lee, left, speaks in Columbia. (AP Photo/Cy Roe)",
             "PARIS (Newswire) – The vote was close. Ann Lee speaks in Paris. (AP Photo/Cy Roe)",
             "The vote was close, they said. Ann Lee speaks in Paris. (AP Photo/Cy Roe)","The rule was written by the agency (EPA).",
             "He told The Associated Press (AP)", "(AP) The bank fell.", "The study (Smith, 2019)",
             "The museum bought it (Getty)", "The virus spread, says the health body (WHO)",
             "It runs on most systems (Windows/Mac)")),
    Rule("caption.bracketed-glued", Label.CAPTION,
         credit(BRACKETED), Where.INSIDE, 0.9, max_words=10_000, cuts=True, takes_sentence=True,
         needs=words("( [ （ 【 ［"),
         examples=("The vote was close. ⟦Mayor Jane Doe, left, speaks in Columbia, S.C., Tuesday, "
             "Nov. 19, 2019. (AP Photo/Ann Lee)⟧ The council meets today.",
             "Prices rose. ⟦A tanker near Folsom, Calif. (Courtesy of Example Oil)⟧",
             "It is shut. ⟦The bridge on Tuesday. (Photo: Ann Lee)⟧ The town will have to do without it until then."),
         counterexamples=("The firm (an Example Inc. unit) fell. Shares rose.",
             "WASHINGTON (AP) — The bank fell.")),
    Rule("caption.wire-glued", Label.CAPTION,
         credit(rf"(?:(?<=[.!?…][\"”’]?)|(?<=20\d\d\.\s))[(\[](?:{WIRE}|Getty|HT|IANS"
         rf"|The\sAssociated\sPress)[)\]](?!\s?[-–—])"), Where.INSIDE, 0.65, max_words=10_000,
         cuts=True, takes_sentence=True,
         needs=words("ap afp reuters press pti ani ians ht epa efe getty dpa ansa bloomberg"),
         examples=("The two spoke, state TV said. ⟦President Ann Lee speaks by video near Moscow, "
             "Tuesday, Jan. 21, 2025.(AP)⟧",
             "⟦The sign on the roof in 1989.(Reuters)⟧ The sign has been removed.",
             "It rained. ⟦Ann Lee, left, greets Kim Roe in Paris on May 3, 2021. (AP)⟧ The deal "
             "was signed."),
         counterexamples=("He told The Associated Press (AP). It was late.",
             "The plan was dropped. (Reuters)", "The agency (AP) said so.",
             "(Reuters) - The bank fell.")),
    Rule("caption.credit-alone", Label.CAPTION,
         rf"[(\[]?(?:{PLAIN}|{MARK}\s?[:：|]\s?{OWNER}|{MARK}\s{BY}{OWNER}"
         rf"|(?i:courtesy\s(?:of\s)?){NAME})[)\]]?", Where.WHOLE, 0.9, max_words=14,
         needs=(*MARK_NEEDS, "courtesy"),
         examples=("Photo: Jane Doe", "Credit: Getty Images / sample7", "Bild: Max Muster",
             "Crédits photos : Exemple", "Foto: Archivo EJ.", "Photo Credit: www.example.com",
             "Photo via Example Academy", "Courtesy of Example", "Image by Ann Lee from Pixabay",
             "Fot. Jan Przykład", "Фото: Иван Пример", "(Foto: Dominik Muster)", "छायाचित्र: अमित कुमार", "ภาพ: สมชาย ใจดี"),
         counterexamples=("Image: docker.io/library/nginx", "Credit: 3 hours",
             "Photo: the word comes from Greek.", "Container Image: nginx", "$600 Hotel Credit:",
             "Credit cards")),
    Rule("caption.credit-glued", Label.CAPTION,
         credit(rf"{PLAIN}(?=\s*+\Z)(?<!{LINE_START}(?i:teks?t|texte|texto|testo|words)\s?[:：][^\n]{{3,160}})"),
         Where.END, 0.9, max_words=10_000, cuts=True, takes_sentence=True,
         needs=MARK_NEEDS,
         examples=("The grid failed. ⟦A control center in Folsom, Calif., on Monday.Credit...Rich "
             "Sample/Associated Press⟧", "⟦Pumpen im Abendrot. Bild: TebMuster/Shutterstock.com⟧",
             "Der Verkauf läuft. ⟦Die Marken zeigen den Künstler. Foto: –/Ministerium/dpa⟧",
             "⟦Juli e a filha no Dia das Mães Imagem: Felipe Exemplo/UOL⟧",
             "⟦Firma rusza z platformą, fot. shutterstock⟧",
             "Ο δρόμος άνοιξε. ⟦Ο δήμαρχος στο λιμάνι. Φωτ.: Άννα Παραδείγματος⟧",
             "⟦Скрипка після реставрації. Фото Назара Прикладного⟧",
             "⟦De boot bij laag water. Beeld Anna Voorbeeld⟧",
             "⟦ঘাটে নৌকার অপেক্ষায় শিশুরা। ছবি: তানভীর সরদার⟧"),
         counterexamples=("Tekst: Joris Voorbeeld Beeld: Anna Voorbeeld 6 juli 2022",
             "Set the field. Container Image: Nginx", "He wrote Photo: the word.",
             "You get a $600 Hotel Credit: Yes")),
    Rule("caption.credit-inside", Label.CAPTION,
         credit(rf"(?:Photos?|PHOTO|Image|Credit|Picture|(?=\p{{Lu}}){MARK})(?:\s?[:：]\s?"
         rf"|\.\.\.|\s(?:by|von)\s)(?:©\s?)?(?:(?:{NAME}\s?[/|,]\s?"
         rf"|{NAME}\svia\s){{0,3}}?{AGENCY}(?:\s?/\s?{AGENCY}){{0,2}}(?=\s?\p{{Lu}}\p{{Ll}}*\s"
         rf")"
         r"|\p{Lu}[\p{Ll}'’-]{1,20}(?:(?:[\s/&]{1,3}|\s(?:for|via|from|für|pour|voor|per)\s)\p{Lu}"
         r"[\p{Ll}'’-]{1,20}){0,6}(?=\p{Lu}\p{Ll}{0,20}\s\p{Ll}))"), Where.INSIDE, 0.6, max_words=10_000, cuts=True, takes_sentence=True, needs=MARK_NEEDS,
         examples=("⟦The new car on the road.Photo: Beispielauto⟧The firm said that sales rose.",
             "⟦Der Kanzler in Berlin. Foto: Max Muster/dpa⟧ Die Opposition ist dagegen.",
             "⟦The drying room at night. Photograph: Jane Doe for The Example⟧The alarm rang twice."),
         counterexamples=("He said: Photo: the word is Greek.", "Image: Reuters says it is old.")),
    Rule("caption.agency-alone", Label.CAPTION,
         rf"[(\[]?(?:©\s?)?(?:{AGENCY_CREDIT}|[^\n/.!?]{{2,50}}\s?/\s?{STOCK}"
         rf"|{NAME}\s(?:[Pp]rofile|[Oo]bituary|[Pp]ortrait)\s(?:[Pp]hoto|[Pp]icture|[Ii]mage)"
         rf"|{NAME}\s?/\s?[\w-]{{2,30}}\.com|(?:\p{{L}}+\s){{0,3}}\p{{L}}+/[\w\s]{{2,20}}\s(?:il"
         rf"lustration|photo)|{NAME}\sPhotography|(?:PS\s)?Photography\s?\|\s?{NAME})[)\]]?\.?",
         Where.WHOLE, 0.9, max_words=14,
         needs=(*STOCK_NEEDS, *WIRE_NEEDS, "profile", "obituary", "portrait"),
         examples=("Mark Sample/iStock/Getty Images", "Jane Doe Profile Photo", "AFP/JANE DOE", "Jane Doe / AP",
             "Kim Images/DigitalVision via Getty Images", "© Sampleov – Dreamstime.com",
             "Getty Images", "AP Photo/Jane Doe"),
         counterexamples=("AP courses", "Reuters", "Getty opened the museum.", "AP / IB classes")),
    Rule("caption.agency-glued", Label.CAPTION,
         credit(rf"(?:(?<=[.!?…][\"”’»)]{{0,2}}\s?)(?:©\s?)?(?={NAME}(?:\s?[/|—–-]"
         rf"|,?\s(?:via|for|from|on)\s|,\s|\s?\Z)){AGENCY_CREDIT}|[—–-]\svia\s{STOCK}"
         rf"|(?:[©—–-]\s?)?{NAME}(?:(?:\s?/\s?|\svia\s){NAME}){{0,2}}?(?:\s?/\s?{AGENCY}"
         rf"|\svia\s{STOCK})(?:\s?/\s?{AGENCY}){{0,2}}(?!\p{{L}}))(?=\s*+\Z)"), Where.END, 0.9,
         max_words=10_000, cuts=True, takes_sentence=True, needs=(*STOCK_NEEDS, *WIRE_NEEDS),
         examples=("Sleep matters. ⟦This is a way to disturb it. Jane Doe/Moment via Getty Images⟧",
             "⟦El presidente, Juan Ejemplo / AFP⟧",
             "⟦Security forces secure the area. Ann Lee/AFP/Getty Images⟧"),
         counterexamples=("He sold the picture on Shutterstock", "She works for AFP",
             "The report came from Reuters, AP")),
    Rule("caption.capitals-glued", Label.CAPTION,
         credit(r"(?<=(?:\p{Ll}|\d{4})[.!?]\s)\p{Lu}{2,12}\s?/\s?\p{Lu}\p{Ll}{1,20}(?:\s\p{Lu}\p{Ll}{1,20}){1,3}"
         r"(?=\p{Lu}\p{Ll}{0,20}\s\p{Ll})"), Where.INSIDE, 0.65, max_words=10_000, cuts=True, takes_sentence=True,
         needs=("/",),
         examples=("Hay acuerdo. ⟦Los vecinos cruzan el puente desde 2015. RÍO/Ana Ejemplo⟧El puente mide veinte metros.",),
         counterexamples=("It ran on all. MAC/Windows users cheered", "It is done. TCP/Internet Protocol works.")),
    Rule("caption.name-slash-end", Label.CAPTION,
         credit(rf"(?:(?<=\p{{L}}[.!?”\"]?\s)[-–—|]\s"
         rf"|(?<=\p{{Ll}}[.!?]\s))(?={WORD}\s{WORD}[\s/]){NAME}/{NAME}(?!\p{{L}})"
         rf"|(?<=(?:\p{{Ll}}|\d{{4}})[.!?]\s)\p{{Lu}}{{2,12}}\s?/\s?{WORD}\s{NAME}"
         rf"|(?<=\p{{L}}[.!?”\"]?\s)[-–—]\s{WORD}\s{NAME}\s[-–—]\s\d{{1,2}}\.\p{{L}}{{3}}\.\d{{2,4}}/{NAME}"),
         Where.END, 0.65, max_words=120, cuts=True, takes_sentence=True,
         needs=("/",),
         examples=("⟦O presidente (ao centro) recebe réplica da taça - Heinrich Exemplo/Instituto "
             "Exemplo⟧", "⟦Ela chegou cedo. Ana Sample/Example Daily⟧",
             "Hay acuerdo. ⟦Los vecinos cruzan el puente desde 2015. RÍO/Ana Ejemplo⟧",
             "⟦Ele tira a fornada às três - Ana Exemplo - 7.mai.21/Folha do Exemplo⟧"),
         counterexamples=("The price is 3 - 4 dollars/litre", "Works on Mac OS/Windows and more",
             "It runs - Read/Write", "It ran on all. MAC/Windows users cheered")),
    Rule("caption.for-outlet", Label.CAPTION,
         r"(?<=[.!?…]\s)(?:\p{Lu}[\p{Lu}’'-]{1,20}+\s){2,4}?(?:POUR|PER|POR|PARA|FÜR|FOR)\s[«“]\s?"
         r"[^»”\n]{2,40}[»”]", Where.END, 0.9, max_words=120, cuts=True, takes_sentence=True,
         needs=("«", "“"),
         examples=("⟦Le port de Saint-Exemple, dimanche. ANNE EXEMPLE POUR « LE QUOTIDIEN »⟧",),
         counterexamples=("They spoke. HARD WORK FOR “LE QUOTIDIEN” is over",
             "On vote. Anne Exemple écrit pour « Le Quotidien »")),
    Rule("caption.mark-start", Label.CAPTION,
         rf"[(\[]?(?=[\p{{Lu}}\p{{Lo}}]){MARK}\s?[:：]\s?(?=[\p{{Lu}}\p{{Lo}}©„“\"(])",
         Where.START, 0.9, max_words=60, needs=MARK_NEEDS,
         examples=(
             "Bild: Die neuen im Bunde: Ann Muster, Robin Muster (r.) / Quelle: Sender/Max Muster",
             "Foto: Presiden Contoh."),
         counterexamples=("Photo: the word is Greek.", "Image: docker.io/library/nginx",
             "Photo editing: a guide")),
    Rule("caption.sign-end", Label.CAPTION,
         rf"(?!(?i:[^\n]{{0,60}}{RIGHTS}))[^\n]{{8,400}}?[\p{{L}}.!?)»“”]\s?[–—|/-]?\s?(?:©\s?"
         rf"|(?<=\s)\([Cc]\)\s)(?=[\p{{Lu}}\p{{Lo}}]|\p{{Ll}}+\.)(?!(?i:copyright)){TOKEN}(?:[\s"
         rf"/|–-]{{1,3}}{TOKEN}){{0,7}}", Where.WHOLE, 0.7, max_words=50, needs=("©", "c"),
         examples=("Braunkohlekraftwerk © Ruth Muster / Beispielbild",
             "Cyber-Attacken nehmen zu. – © Sergey Muster – stock.example.com",
             "Le marché du samedi dans la vieille ville / (C) Ana Exemple"),
         counterexamples=("Example News © 2024 Example Ltd", "جميع الحقوق محفوظة © برق الساحل",
             "The © sign is old, says the law, and so on it goes.", "Terms Privacy © 2025")),
    Rule("caption.sign-name", Label.CAPTION,
         rf"(?:©\s?|\([Cc]\)\s)(?:(?:Foto|Bild|Photo)\s?:?\s)?(?!(?:19|20)\d\d|(?i:copyright"
         rf"|by\s)){NAME}(?:\s?[/|,–-]\s?{NAME}){{0,3}}", Where.WHOLE, 0.5, max_words=9,
         needs=("©", "c"),
         examples=("© Anna Muster", "©Beispielstock", "© Patrick Muster / DER BEISPIEL"),
         counterexamples=("© 2024 Example", "© Copyright Example", "(c) the first part")),
    Rule("caption.sides", Label.CAPTION,
         r"(?=[,(（]|(?<!\p{L})[lfcvdosLFCVDOSсС]|\p{Lo})(?:,\s(?i:(?:far\s|top\s|bottom\s|front\s|(?:second|third)\sfrom\s)?(?:left|right"
         r"|center|centre))(?:,\s(?!and\s|or\s|then\s|but\s|right|left)|\s(?:and\s\p{Lu}"
         r"|in\s(?:black|white|red|blue|green)))|\((?:[lr]\.?|(?i:(?:from\s|far\s|top\s|2nd\s"
         r"|second\sfrom\s)?(?:left|right)|links|rechts|li\.|re\.|mitte|à\sgauche|à\sdroite"
         r"|au\scentre|izq\.?|izda\.?|dcha\.?|izquierda|derecha|ao\scentro|à\sesquerda|à\sdireita|esq\."
         r"|a\ssinistra|a\sdestra|al\scentro|(?:z\s|od\s)(?:lewej|prawej)|w\sśrodku|слева|справа"
         r"|в\sцентре|t\.\s?v\.|t\.\s?h\.|till\s(?:vänster|höger)|til\s(?:venstre|højre|høyre)"
         r"|solda|sağda|ortada|kiri|kanan|tengah|يمين|يسار))\)"
         r"|\(i\)(?=[^\n]{2,80}\(d\))|\(d\)(?=[^\n]{2,80}\(i\))"
         r"|(?i:(?<=[(,]\s?)(?:from\s)?left\sto\sright\b(?!\.)"
         r"|\bleft\sto\sright(?:\s?:|,\s(?:the|a|back|front|top|bottom|(?-i:\p{Lu}))|,(?=\Z))"
         r"|\bfrom\sleft[:,]|\bclockwise\sfrom|\bv\.\s?l\.(?:\s?n\.\s?r\.)?"
         r"|von\slinks(?:\snach\srechts)?[:,)]|de\sgauche\sà\sdroite|de\sizquierda\sa\sderecha"
         r"|da\sesquerda\spara\sa\sdireita|da\ssinistra\s?[:,]|od\slewej|слева\sнаправо"
         r"|soldan\ssağa|dari\skiri|fra\svenstre|från\svänster|v\.l\.n\.r\.)|[（(](?:[左右](?:起"
         r"|から)?\p{Han}{0,4}|中)[）)]|[（(]?(?:왼쪽|오른쪽|가운데)(?:부터|에서)?[)）])",
         Where.INSIDE, 0.65, max_words=60, needs=words("left right center centre d izda dcha l r links "
         "rechts li re mitte m gauche droite izq izquierda derecha centro esquerda direita esq "
         "sinistra destra lewej prawej środku слева справа центре t vänster höger venstre højre "
         "høyre solda sağda ortada kiri kanan tengah يمين يسار clockwise v soldan 左 右 中 "
         "왼쪽 오른쪽 가운데 왼쪽부터"),
         examples=("Mayor Jane Doe, left, speaks with Ann Lee.", "Robin Muster (r.) und Max Muster",
             "Luiz Exemplo (ao centro) recebe a taça", "From left: Ann, Bea and Cy",
             "Ingo Muster, v.l.: Ralf Muster", "陈例（左）与韩例",
             "Los alcaldes Ana Ejemplo (i) y Luis Ejemplo (d) se saludan"),
         counterexamples=("Turn left, then go on.", "He was right, of course.",
             "They left (right away) for home.", "The law (i) binds all; (ii) ends", "It lies left of the door.")),
    Rule("caption.photo-wording", Label.CAPTION,
         r"(?:(?:In\s(?:this|an?)\s|(?:A|An|This|The)\s)?[^.!?\n,]{0,40}?(?i:(?:file|handout"
         r"|undated|combination|aerial|satellite|courtesy)\s(?:photo(?:graph)?|image|picture)"
         r"|frame\sgrab|video\sgrab)(?:\s|,|:)|In\sthis\s[^.!?\n]{0,40}?(?:photo(?:graph)?|image"
         r"|picture)(?:,|\s(?:taken|provided|released|made|from|by|posted))|(?:A|An|This"
         r"|The)\s(?:\w+\s){0,2}?(?:photo(?:graph)?|picture|image|screenshot)\s(?:taken|provided"
         r"|released|made\savailable|posted)\s|(?i:pictured(?:\s(?:here|above|left|right"
         r"|below))?(?=[:,]|\sis\s|\sare\s)|seen\shere|file(?:\sphoto)?\s?[:–—-]\s"
         r"|FILE\s[-–—]\s))|(?:图为|圖為|图：|圖：|写真は|사진은|▲\s?[\p{Hangul}\p{Han}])"
         r"|[„“\"]?(?:Auf\sdem\s(?:Bild|Foto)\s|Im\sBild[:\s]|Na\szdjęciu\s|На\s(?:фото|снимке)"
         r"|Nella\sfoto[:\s,]|En\sla\s(?:foto|imagen)[:\s,]|Na\s(?:foto|imagem)[:\s,]|Sur\s(?:la"
         r"|cette)\sphoto|Op\sde\sfoto|Fotoğrafta)", Where.START, 0.8, max_words=60,
         needs=words("photo photograph image picture grab screenshot pictured seen file 图 圖 "
         "写 사진은 ▲ bild foto zdjęciu фото снимке imagen imagem fotoğrafta"),
         examples=("A photo taken on May 16 shows trees in the park.",
             "In this June 3, 2019 file photo, Ann Lee waves.", "Pictured: the new hall",
             "图为游客在公园里赏花。", "Na zdjęciu Jan Przykład", "FILE - Ann Lee waves in Paris."),
         counterexamples=("A picture of health", "The image of the firm suffered.",
             "He seen it all.", "File your taxes early.")),
    Rule("caption.photo-inside", Label.CAPTION,
         r"\((?:FILE|File)\)|(?i:\(pictured(?:\s(?:here|above|below|left|right"
         r"|in\s[^)]{3,30}))?\)|\bpictured\s(?:above|left|right|here|in\sthis)"
         r"|\bseen\s(?:in\sthis\s(?:file\s)?(?:photo|image|picture))"
         r"|\bin\sthis\s(?:file\s)?(?:photo|undated)|\bfile\sphoto\b|\((?:archiv(?:bild|foto)?"
         r"|symbol(?:bild|foto)|arkiv(?:bild|foto)?|archivo|arquivo|archivio|архив|arşiv)\)"
         r"|\b(?:archiv|symbol|themen)(?:bild|foto)\b|\b(?:photo\sd['’](?:archives?"
         r"|illustration)|image\sd['’]illustration|foto\sde\sarchivo|imagen\s(?:de\sarchivo"
         r"|ilustrativa)|foto\silustrativa|foto\sd['’]archivio|foto\sde\sarquivo"
         r"|imagem\silustrativa|arkivbild|arkivfoto|архивное\sфото|zdjęcie\s(?:ilustracyjne"
         r"|poglądowe)|foto\silustrasi|ảnh\sminh\shọa|temsili))|資料写真|写真はイメージ"
         r"|イメージ写真|资料图|資料圖|資料照|示意[图圖]|자료\s?사진", Where.INSIDE, 0.6,
         max_words=45, needs=words("pictured shown seen photo archiv archivbild archivfoto "
         "symbolbild symbolfoto themenbild themenfoto file arkiv arkivbild arkivfoto archivo "
         "arquivo archivio архив arşiv archives archive illustration ilustrativa архивное "
         "ilustracyjne poglądowe ilustrasi minh temsili 資 资 写 イ 示 자료 자료사진"),
         examples=("The clock (pictured) strikes at noon", "Die Schule in Musterstadt (Archivbild)",
             "The dog pictured above is Rex.", "Imagen de archivo de la plaza", "資料写真"),
         counterexamples=("He pictured a better life.", "The film is shown here daily.",
             "Archive of posts")),
    Rule("caption.numbered", Label.CAPTION,
         r"(?:(?i:figure|fig\.|image|photo|picture|bild|foto|table|abbildung|abb\.|tabelle|tab\.|figura|figuur|tabla|tabela|tableau"
         r"|rys\.|obr\.|kuva|şekil|gambar|hình|рис\.|рисунок|таблица|εικόνα|πίνακας)\s?|[图圖図表]\s?"
         r"|(?:그림|표)\s?)\d{1,3}(?:[.-]\d{1,2})?\p{Ll}?\s?[.:：|–—]\s?+(?=[^\p{Ll}\d\s])[^\n]{3,}+",
         Where.WHOLE, 0.8, max_words=80,
         needs=words("figure fig image photo picture bild foto table abbildung abb tabelle tab figura figuur tabla tabela "
         "tableau rys obr kuva şekil gambar hình рис рисунок таблица εικόνα πίνακας 图 圖 図 表 그림 표"),
         examples=("Figure 1. Map of the study site.", "Image 6: The bridge as its builders see it", "Fig. 2: Gas used by each block",
             "Abb. 3: Die Brücke von Osten", "图1：大桥的位置", "Рис. 4. Схема моста"),
         counterexamples=("Figure 1 shows the map.", "Figure 1. shows the map of the river.",
             "Table 2 – which lists all rivers – was added later.", "Table 12 was ours that night.",
             "Fig. trees grow here.", "Figure 1.5 percent of it")),
    Rule("caption.above", Label.CAPTION,
         r"(?:Above|(?:Above|Top|Bottom|Far)\s(?:left|right))\s?:\s(?=[“\"]?\p{L})(?!\p{Ll}+\s(?:is|are|all)\s)[^\n]{20,}+",
         Where.WHOLE, 0.7, max_words=60, needs=("above", "left", "right"),
         examples=("Above: The old mill bridge on the morning after the flood.",
             "Top left: the quay in 1911, before the fire"),
         counterexamples=("Above: 18 years", "Above all: keep the knife sharp and your hands dry.",
             "Right: she has gone to the shop", "Above: the sky.")),
    Rule("caption.full-date", Label.CAPTION,
         rf"(?!(?i:this|posted|updated|published"
         rf"|last)\s)[^\n]{{25,300}}?,\s{WEEKDAY}\.?,\s{MONTH}\s\d{{1,2}},\s20\d\d(?=[.,)\s]|\Z)",
         Where.START, 0.65, max_words=60, needs=words("monday tuesday wednesday thursday friday "
         "saturday sunday mon tue wed thu fri sat sun"),
         examples=("Mayor Ann Lee speaks with voters in Columbia, S.C., Tuesday, Nov. 19, 2019.",),
         counterexamples=("Tuesday, Nov. 19, 2019",
             "The fair opens on Tuesday and ends on Nov. 19, 2019.")),
    Rule("caption.counter", Label.CAPTION,
         r"[(\[]?(?:(?i:(?:hero\s|main\s)?(?:image|photo|picture|slide|bild|foto|imagen|imagem"
         r"|immagine|zdjęcie|фото|fotoğraf|gambar|billede|bilde|kuva|video"
         r"|gallery)\s(?:\#?\d{1,3}\s?(?:of|von|de|di|sur|z|из|av|af|van|/|dari)|(?:of|von|de"
         r"|sur|из|/)\s\d{1,3})\b)[^\n]{0,200}|\d{1,3}\s?/\s?\d{1,3}|\d{1,3}\s(?:of|von|sur"
         r"|из)\s\d{1,3}|\d{1,2}:\d\d\s?/\s?\d{1,2}:\d\d|(?:全|共)\s?\d{1,3}\s?[枚张張]"
         r"|\p{Han}{0,6}\(\d{1,3}[张張枚]\))[)\]]?", Where.WHOLE, 0.45, max_words=40,
         needs=words("/ of von de di sur z из av af van dari 全 共 张 張 枚"),
         examples=("1/12", "Image 1 of 9", "0:00/ 0:00", "Hero image 0 of Example Blender",
             "Foto 1 de 12", "Bild 2 von 7", "词条图片(1张)"),
         counterexamples=("1/2 cup of milk", "A photo of a cat", "4.88 / 5.0")),
    Rule("caption.interface", Label.CAPTION,
         r"(?i:(?:show|hide|toggle|view|see|image|photo|video|picture)\scaptions?(?:\s.{0,300})?"
         r"|(?:enlarge|expand|zoom|view|open|click)\s(?:this\s|the\s|full\s|to\s)?(?:image|photo"
         r"|picture|enlarge|zoom|full[\s-]?size)(?:\sin\s(?:gallery|full\s?screen))?"
         r"|zur\s(?:galerie|bildergalerie|fotostrecke)|bild(?:er)?\s(?:vergrößern|anzeigen)"
         r"|zum\svergrößern.{0,40}|bildergalerie|fotostrecke|(?:view|open|photo|image)\sgallery"
         r"|lihat\sfoto|ver\s(?:fotos?|galería)|agrandir\sl['’]image|voir\sles\sphotos"
         r"|ampliar\s(?:foto|imagen|imagem)|powiększ\szdjęcie|увеличить\sфото|förstora\sbilden"
         r"|alt\stext:.{0,300}|image\sdescription:.{0,300}|descripción\sde\sla\s(?:foto"
         r"|imagen)\spara.{0,300})|Image|Photo(?:graph)?|Foto|Bild|Zdjęcie|Wideo|Vidéo|Imagem"
         r"|Imagen|Immagine|写真拡大.{0,20}|拡大する|画像を拡大|[^\n]{2,400}(?:[.)]\s?\(more\)"
         r"|\s(?:hide|toggle)\scaption)|点击查看大图|(?:词条)?图册(?:更多图册)?|クリックで拡大"
         r"|사진\s?크게\s?보기", Where.WHOLE, 0.85, max_words=70,
         needs=words("caption captions image photo picture enlarge zoom full galerie "
         "bildergalerie fotostrecke vergrößern anzeigen gallery foto fotos galería photos "
         "imagen imagem immagine zdjęcie wideo vidéo bild bilden фото alt descripción "
         "photograph more 写 拡 画 点 图 ク 사진"),
         examples=("Show Caption", "Enlarge this image", "Zur Galerie", "lihat foto",
             "写真拡大 (全2枚)", "Image", "Cherries are ripe (red) or unripe (green).(more)",
             "Descripción de la foto para personas ciegas: Ana mira."),
         counterexamples=("Learn more (more)", "Photo editing",
             "View the plans of the image makers here.")),
    Rule("caption.file-name", Label.CAPTION,
         r"[^\s/]{2,80}\.(?i:jpe?g|png|gif|webp)", Where.WHOLE, 0.8, max_words=24,
         needs=words("jpg jpeg png gif webp"), examples=("river_at-dawn.jpg", "IMG_2024.PNG"),
         counterexamples=("Save it as png", "https://example.org/river.jpg", "the river.jpg file")),
    Rule("caption.taken-ja", Label.CAPTION,
         r"[^\n。＝=]{2,150}+[＝=](?:[^\n。＝=、]{1,40}+、){0,4}+[\p{Han}\p{Hiragana}\p{Katakana}ー・々]"
         r"{2,14}?撮影[)）]?", Where.WHOLE, 0.9, max_words=200, needs=("撮",),
         examples=("本が並ぶ旧待合室＝２０２６年２月、例太郎撮影",
             "橋を渡る人たち＝2026年3月4日午後、例示市、例太郎撮影", "完成した橋＝筆者撮影"),
         counterexamples=("橋の写真は友人が撮影", "Ａ＝Ｂ、Ｃ＝Ｄ撮影", "橋＝映画は三年かけて撮影された。")),
    Rule("caption.han-credit", Label.CAPTION,
         credit(r"[\s【（(／/]?(?:(?:[图圖]片?|写真|画像|撮影|摄影|攝影|イラスト|図|作図"
         r"|供[图圖])(?:来源|來源|源|提供|协力|クレジット)?\s?(?:[／/]写真)?\s?[／/:：＝=｜]\s?[^"
         r"。\n]{1,30}|[^。\n\s]{0,12}(?:(?:记者|記者|社发|[（(])\s?"
         r"|\s)\p{Han}{2,4}(?:\s?[、,]\s?\p{Han}{2,4})?\s?[摄攝]|사진\s?[=:]\s?[^.\n]{1,30}"
         r"|(?:사진|이미지)\s?제공\s?[=:]\s?[^.\n]{1,20}|ⓒ\s?[^.\n]{2,30})[】）)]?"), Where.END,
         0.8, max_words=200, cuts=True, takes_sentence=True, needs=words("图 圖 写 画 撮 摄 攝 イ 図 供 사진 이미지 ⓒ"),
         examples=("会议开幕。⟦游客在公园赏花。图源：例子网⟧",
             "⟦記者会に出席した例さん／写真：例撮影⟧",
             "⟦최예시 대표가 말하고 있다. 사진=예시 제공⟧", "⟦代表们步入会场。新华社记者 王例 摄⟧"),
         counterexamples=("他喜欢摄影。", "写真を撮った。", "图书馆开门了。")),
)  # fmt: skip
