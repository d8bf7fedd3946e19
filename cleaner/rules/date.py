"""Dates: when a page was published or changed, and how long it takes to read.

A date as such says little (an article is full of them). What names a date line
is that nothing else stands in the block, or a word such as "Updated" before it.
So the rules are few, and the languages are data: months, days of the week and
the words before a date. The pieces are bounded, so every pattern is linear.
"""

from __future__ import annotations

import re
from typing import Final

from cleaner.labels import Label
from cleaner.rules.rule import MONTH_MARK, WEEKDAY_MARK, Rule, Where

_MONTHS: Final = {
    "en": "january jan february feb march mar april apr may june jun july jul august aug "
    "september sept sep october oct november nov december dec",
    "de": "januar jänner februar märz mär mai juni juli oktober okt dezember dez",
    "fr": "janvier janv février févr fév mars avril avr juin juillet juil août septembre octobre "
    "novembre décembre déc",
    "es": "enero ene febrero marzo abril abr mayo junio julio agosto "
    "septiembre setiembre octubre noviembre diciembre dic",
    "it": "gennaio gen febbraio aprile "
    "maggio mag giugno giu luglio lug settembre set ottobre ott dicembre",
    "pt": "janeiro fevereiro fev março maio junho julho setembro outubro out novembro dezembro",
    "nl": "januari februari maart mrt mei augustus",
    "pl": "stycznia sty lutego lut marca kwietnia kwi "
    "maja czerwca cze lipca lip sierpnia sie września wrz października paź listopada lis "
    "grudnia gru",
    "ru": "января янв февраля фев марта апреля апр мая июня июля августа авг "
    "сентября сент сен октября окт ноября ноя декабря дек",
    "sv da no": "maj augusti marts desember des",
    "fi": "tammikuuta helmikuuta maaliskuuta huhtikuuta toukokuuta kesäkuuta "
    "heinäkuuta elokuuta syyskuuta lokakuuta marraskuuta joulukuuta",
    "cs": "ledna února března dubna května června července srpna září října listopadu prosince",
    "tr": "ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık",
    "id": "agustus agt juni juli",
    "ar": "يناير فبراير مارس أبريل إبريل مايو يونيو يوليو أغسطس سبتمبر "
    "أكتوبر نوفمبر ديسمبر كانون شباط آذار نيسان أيار حزيران تموز آب أيلول تشرين",
    "fa": "فروردین اردیبهشت خرداد تیر مرداد شهریور مهر آبان آذر دی بهمن اسفند",
    "ur": "جنوری فروری مارچ اپریل مئی جون جولائی اگست ستمبر اکتوبر نومبر دسمبر",
    "el": "ιανουαρίου φεβρουαρίου μαρτίου απριλίου μαΐου ιουνίου ιουλίου αυγούστου σεπτεμβρίου "
    "οκτωβρίου νοεμβρίου δεκεμβρίου ιαν φεβ μαρ απρ μαϊ ιουν ιουλ αυγ σεπ οκτ νοε δεκ",
    "hu": "január február március április május június július augusztus szeptember október",
    "ro": "ianuarie februarie martie aprilie iunie iulie septembrie octombrie noiembrie decembrie",
    "he": "ינואר פברואר מרץ מרס אפריל מאי יוני יולי אוגוסט ספטמבר אוקטובר נובמבר דצמבר "
    "בינואר בפברואר במרץ במרס באפריל במאי ביוני ביולי באוגוסט בספטמבר באוקטובר בנובמבר בדצמבר",
    "hi": "जनवरी फरवरी मार्च अप्रैल मई जून जुलाई अगस्त सितंबर सितम्बर अक्टूबर अक्तूबर नवंबर नवम्बर दिसंबर दिसम्बर",
    "bn": "জানুয়ারি জানুয়ারী ফেব্রুয়ারি ফেব্রুয়ারী মার্চ এপ্রিল মে জুন জুলাই আগস্ট আগষ্ট "
    "সেপ্টেম্বর অক্টোবর নভেম্বর ডিসেম্বর",
    "th": "มกราคม กุมภาพันธ์ มีนาคม เมษายน พฤษภาคม มิถุนายน กรกฎาคม สิงหาคม กันยายน ตุลาคม พฤศจิกายน ธันวาคม",
    "uk": "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня",
}

_WEEKDAYS: Final = (
    "monday mon tuesday tue tues wednesday wed thursday thu thur thurs friday fri saturday sat "
    "sunday sun montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag mo di mi "
    "do fr sa so lundi mardi mercredi jeudi vendredi samedi dimanche lunes martes miércoles "
    "jueves viernes sábado domingo lunedì martedì mercoledì giovedì venerdì sabato domenica "
    "segunda terça quarta quinta sexta segunda-feira terça-feira quarta-feira quinta-feira "
    "sexta-feira maandag dinsdag woensdag donderdag vrijdag zaterdag zondag poniedziałek wtorek "
    "środa czwartek piątek sobota niedziela понедельник вторник среда четверг пятница суббота "
    "воскресенье måndag tisdag onsdag torsdag fredag lördag söndag mandag tirsdag lørdag søndag "
    "pazartesi salı çarşamba perşembe cuma cumartesi pazar senin selasa rabu kamis jumat sabtu "
    "minggu الاثنين الإثنين الثلاثاء الأربعاء الخميس الجمعة السبت الأحد شنبه یکشنبه دوشنبه جمعه "
    "اتوار پیر منگل بدھ جمعرات ہفتہ δευτέρα τρίτη τετάρτη πέμπτη παρασκευή σάββατο κυριακή δευ τρί "
    "τετ πέμ παρ σάβ κυρ понеділок вівторок середа четвер пʼятниця субота неділя пн вт ср чт пт сб "
    "вс нд सोमवार मंगलवार बुधवार गुरुवार शुक्रवार शनिवार रविवार সোমবার মঙ্গলবার বুধবার "
    "বৃহস্পতিবার শুক্রবার শনিবার রবিবার วันจันทร์ วันอังคาร วันพุธ วันพฤหัสบดี วันศุกร์ "
    "วันเสาร์ วันอาทิตย์ จันทร์ อังคาร พุธ พฤหัสบดี ศุกร์ เสาร์ อาทิตย์ luni marți miercuri joi "
    "vineri sâmbătă duminică hétfő kedd szerda csütörtök péntek szombat vasárnap"
)


def alternation(words: str) -> str:
    """Words as one atomic group that shares their beginnings; "+" is any white space.

    Sharing makes a place where no word stands cost one look, not one per word.

    >>> alternation("mar march may last+updated")
    '(?>(?:last\\\\s+updated|ma(?:r(?:ch)?|y)))'
    """
    return f"(?>{_branches(sorted(set(words.split())))})"


def _branches(words: list[str]) -> str:
    by_letter: dict[str, list[str]] = {}
    for word in words:
        by_letter.setdefault(word[:1], []).append(word[1:])
    may_end = by_letter.pop("", None) is not None
    parts = [
        (r"\s+" if letter == "+" else re.escape(letter)) + _branches(rests)
        for letter, rests in by_letter.items()
    ]
    if len(parts) == 1 and not may_end:
        return parts[0]
    return f"(?:{'|'.join(parts)})" + ("?" if may_end else "") if parts else ""


def words(text: str) -> tuple[str, ...]:
    """Words as a tuple: a rule's needs, kept short.

    >>> words("by von par")
    ('by', 'von', 'par')
    """
    return tuple(text.split())


MONTH_WORDS: Final = tuple(sorted({word for line in _MONTHS.values() for word in line.split()}))
WEEKDAY_WORDS: Final = tuple(sorted(set(_WEEKDAYS.replace("-", " ").split())))
YEAR_WORDS: Final = tuple(
    str(year) for year in (*range(1996, 2040), *range(1380, 1450), *range(2545, 2575))
)

MONTH: Final = rf"(?:{MONTH_MARK}++\.?)"
WEEKDAY: Final = rf"(?:{WEEKDAY_MARK}++(?:-{WEEKDAY_MARK}++)?)"
_YEAR: Final = r"(?:(?:19|20)\d\d|1(?:3[89]|4[0-4])\d|25[4-7]\d)(?!\d\d(?![:./-]\d|\s?min))"  # "20257 min", "202207:59"
_DAY: Final = r"(?:3[01]|[12]\d|0?[1-9])"
_ZONE: Final = (
    r"(?:\s?\(?(?>[ECMP][SD]?T|AE[SD]T|GMT|UTC|BST|CES?T|IST|WIB|JST|KST"
    r"|Z)\b\)?(?:\s?[+-]\d{1,2})?|\s?[+-]\d\d:?\d\d)"
)
TIME: Final = (
    r"(?:(?>2[0-4]|[01]?\d)(?:(?:[.:h]|\s:\s)[0-5]\d(?:[:.][0-5]\d(?:\.\d{1,6})?)?(?:\s?(?i:[ap]"
    r"\.?m\b\.?|[صم]\b))?+|\s?(?i:[ap]\.?m\b\.?))(?:\s?(?:Uhr|hs?\b\.?|hrs\b\.?|ч\b))?"
    rf"{_ZONE}?"
    r"|(?>2[0-4]|[01]?\d)[:.][0-5]\d\s?(?:น\.|এএম|পিএম|बजे)"
    r"|(?:上午|下午)?\d{1,2}[時时点]\d{1,2}分|(?:오전|오후)\s?\d{1,2}:\d\d)"
)
DATE: Final = (
    rf"(?:{_YEAR}\s?[-/.]\s?\d{{1,2}}\s?[-/.]\s?\d{{1,2}}\.?(?!\d)"
    rf"|\d{{1,2}}[-/.]\d{{1,2}}[-/.](?:{_YEAR}|\d\d(?!\d))|{_DAY}(?:st|nd|rd|th|er"
    rf"|[.ºª])?[-\s.]{{0,2}}(?:de\s|of\s)?{MONTH}(?:,?[-\s]?(?:de[l]?\s)?{_YEAR})(?:\s?г\.?)?"
    rf"|{MONTH}\s?{_DAY}(?:st|nd|rd|th)?,?\s{{1,2}}{_YEAR}"
    rf"|{_YEAR}\.\s?{MONTH}\s?{_DAY}\.|{_DAY}\s[ก-ฮ]{{1,2}}\.[ก-ฮ]{{1,2}}\.\s?{_YEAR}"
    rf"|{_YEAR}\s?年\s?\d{{1,2}}\s?月\s?\d{{1,2}}\s?日|{_YEAR}년\s?\d{{1,2}}월\s?\d{{1,2}}일)"
)
"""A full date, day, month and year, in any of the languages above."""

_DAY_MONTH: Final = rf"(?:{MONTH}\s?{_DAY}(?:st|nd|rd|th)?(?!\d)|{_DAY}\.?\s(?:de\s)?{MONTH})"
_MONTH_YEAR: Final = rf"(?:{MONTH},?\s(?:de\s)?{_YEAR}|{_YEAR}\s?年\s?\d{{1,2}}\s?月)"
_CLOCKED: Final = (
    rf"(?:[\s,|·•⋅@/(–—-]{{0,4}}(?:(?i:at|um|às|a\slas?|à|alle|kl\.?|om|saat|в|o|T"
    rf"|ساعت|เวลา|בשעה)\s?)?{TIME}\)?)"
)
DATETIME: Final = (
    rf"(?:(?:{TIME}[\s,|·•–-]{{1,3}})?(?:{WEEKDAY}[.,]?\s(?:(?:den|the"
    rf"|de)\s)?)?{DATE}(?:\s?\([\p{{L}}]{{1,3}}\))?{_CLOCKED}?)"
)
"""A full date, with or without day of the week and time of day."""

_READ: Final = (
    r"(?:\d{1,3}(?:\s?[-–]\s?\d{1,3})?\s?[-]?(?i:min(?:\p{Ll}{1,5})?\.?|dk|мин(?:ут[аы]?)?\.?"
    r"|分钟|分鐘|分|분))"
)
_READ_TIME: Final = (
    rf"(?:(?:{_READ}\s?(?i:\s?reading\stime|\s?to\sread|\s?read|lesezeit|lesedauer|zu\slesen"
    rf"|de\slecture"
    r"|de\slectura|di\slettura|de\sleitura|lezen|leestijd|czytania|чтения|læsning|läsning|okuma"
    r"|baca|阅读|閱讀|で読めます))"
    rf"|(?i:(?:estimated\s|approx\.\s)?read(?:ing)?\stime|lesezeit|lesedauer|temps\sde\slecture"
    r"|tiempo\sde\slectura|tempo\sdi\slettura|tempo\sde\sleitura|leestijd|czas\sczytania"
    rf"|время\sчтения|阅读时间|閱讀時間|lästid|læsetid|okuma\ssüresi)\s?[:：]?\s?(?:(?i:ca\.?"
    rf"|von|about|di|de)\s)?{_READ}"
    r"|<\s?1\smin(?:ute)?\s(?i:read))"
)
_BEFORE: Final = (
    r"(?i:(?:(?:this\s)?(?:page|post|article|story|entry)|(?:dieser|der)\s(?:artikel"
    r"|beitrag))\s(?:was\s|wurde\s|has\sbeen\s)?(?:(?:originally|first|last"
    r"|zuletzt)\s)?(?:published|posted|updated|modified|edited|changed|reviewed|veröffentlicht"
    r"|aktualisiert)?(?:\s(?:on|am))?|(?:date\s)?(?:first|last|originally)?\s?(?:published"
    r"|posted|updated|modified|edited|reviewed|revised|submitted|created|changed|release[d]?"
    r"|written|added)(?:\son|\sat|\sdate)?|date(?:\sof\spublication|\spublished|\sposted)?"
    r"|publication\sdate|(?:zuletzt\s|letzte\s)?(?:veröffentlicht|aktualisiert|aktualisierung"
    r"|geändert|änderung|publiziert|erstellt|stand|datum|erschienen|eingestellt|verfasst"
    r"|bearbeitet|news\svom|artikel\svom)(?:\s(?:am|vom))?|(?:publié|posté|mis\sà\sjour|modifié"
    r"|créé|mise\sà\sjour|dernière\smise\sà\sjour)(?:\s(?:le|par))?|(?:última\s)?(?:publicad[oa]"
    r"|actualizad[oa]|actualización|modificad[oa]|creado|fecha|atualizad[oa]|atualização"
    r"|data(?:\sde\spublicação)?|postado)(?:\s(?:el|em|a|en))?|(?:pubblicato|aggiornato"
    r"|ultimo\saggiornamento|ultima\smodifica)(?:\s(?:il|alle))?|(?:gepubliceerd|geplaatst"
    r"|bijgewerkt|laatst\sgewijzigd)(?:\s(?:op|om))?|(?:opublikowano|dodano|data\spublikacji"
    r"|aktualizacja|zaktualizowano|utworzono)|(?:опубликовано|обновлено|дата|дата\sпубликации"
    r"|последнее\sобновление|создано)|(?:publicera[dt]|uppdaterad|senast\suppdaterad|publisert"
    r"|oppdatert|sist\soppdatert|offentliggjort|opdateret|sidst\sopdateret|udgivet|julkaistu"
    r"|päivitetty)(?:\sden)?|(?:güncelleme|oluşturulma|yayınlanma|giriş|son\sgüncelleme"
    r"|yayın)(?:\starihi)?|(?:diterbitkan|diperbarui|dipublikasikan|tayang|terbit|tanggal"
    r"|publikováno|aktualizováno|vydáno)|(?:опубліковано|оновлено|δημοσίευση|δημοσιεύ(?:θηκε|τηκε)"
    r"|(?:τελευταία\s)?ενημέρωση|megjelent|frissítve|publicat|actualizat(?:\sla)?|cập\snhật(?:\slúc)?)"
    r"|تاريخ\sالنشر|نشر\sفي|آخر\sتحديث|(?:פורסם|עודכן)(?:\sב)?|תאריך|(?:तारीख|अपडेटेड|अपडेट|प्रकाशित)"
    r"|(?:সর্বশেষ\s)?(?:প্রকাশিত|প্রকাশ|আপডেট)|เผยแพร่(?:เมื่อ)?|ปรับปรุง(?:ล่าสุด)?"
    r"|อัปเดต(?:ล่าสุด)?|อัพเดท(?:ล่าสุด)?|โพสต์เมื่อ)|(?:最近更新"
    r"|更新[于於時时]?[间間]?|发布[于於时時]?[间間]?|發布[于於]?|发表[于於]?|發表[于於]?"
    r"|创建[于於]|日期|公開日?|更新日時?|投稿日|配信|掲載日|등록|입력|수정|기사입력|최종수정"
    r"|작성일|승인|업데이트)"
)
PREFIX: Final = rf"(?:{_BEFORE})\s?[:：]?\s{{0,2}}(?:[|｜]\s)?"
_PREFIX_NEEDS: Final = words(
    "published posted updated modified edited reviewed revised submitted created changed "
    "release released written added date veröffentlicht aktualisiert aktualisierung geändert "
    "änderung publiziert erstellt stand datum erschienen eingestellt verfasst bearbeitet vom "
    "publié posté jour modifié créé publicado publicada actualizado actualizada actualización "
    "modificado modificada creado fecha atualizado atualizada atualização data postado "
    "pubblicato aggiornato aggiornamento modifica gepubliceerd geplaatst bijgewerkt gewijzigd "
    "opublikowano dodano aktualizacja zaktualizowano utworzono опубликовано обновлено дата "
    "обновление создано publicerad publicerat uppdaterad publisert oppdatert offentliggjort "
    "opdateret udgivet julkaistu päivitetty güncelleme oluşturulma yayınlanma giriş yayın "
    "diterbitkan diperbarui dipublikasikan tayang terbit tanggal publikováno aktualizováno "
    "vydáno опубліковано оновлено δημοσίευση δημοσιεύθηκε δημοσιεύτηκε ενημέρωση megjelent "
    "frissítve publicat actualizat cập פורסם עודכן תאריך तारीख अपडेटेड अपडेट प्रकाशित প্রকাশিত প্রকাশ "
    "আপডেট เผยแพร่ เผยแพร่เมื่อ ปรับปรุง ปรับปรุงล่าสุด อัปเดต อัปเดตล่าสุด อัพเดท อัพเดทล่าสุด "
    "โพสต์เมื่อ تاريخ النشر تحديث 更 发 發 创 日 公 投 配 掲 등록 입력 수정 기사입력 최종수정 "
    "작성일 승인 업데이트"
)
AGO: Final = (
    r"(?i:(?:about\s|over\s|almost\s)?(?:an?|one|\d{1,3}\+?)\s?(?:second|sec|minute|min|hour|hr"
    r"|day|week|wk|month|mo|year|yr)s?\.?\sago|\d{1,3}\s?(?:s|m|h|d|w|mo|y)\sago|vor\s(?:einer?"
    r"|einem|\d{1,3})\s(?:sekunden?|minuten?|stunden?|tag(?:en)?|wochen?|monat(?:en)?"
    r"|jahr(?:en)?)|il\sy\sa\s(?:une?|\d{1,3})\s(?:secondes?|minutes?|heures?|jours?|semaines?"
    r"|mois|ans?)|hace\s(?:una?|\d{1,3})\s(?:segundos?|minutos?|horas?|días?|semanas?|mes(?:es)?"
    r"|años?)|há\s(?:uma?|\d{1,3})\s(?:segundos?|minutos?|horas?|dias?|semanas?|m[eê]s(?:es)?"
    r"|anos?)|(?:un[ao']?\s?|\d{1,3}\s)(?:minut[oi]|or[ae]|giorn[oi]|settiman[ae]|mes[ei]"
    r"|ann[oi])\sfa|\d{1,3}\s(?:minu(?:ut|ten)|uur|dag(?:en)?|we(?:ek|ken)|maand(?:en)?"
    r"|jaar)\sgeleden|\d{1,3}\s(?:minut[ęy]?|godzin[ęy]?|dni|dzień|tygodni[ea]?|miesi(?:ąc|ące"
    r"|ęcy)|lata?|lat)\stemu|\d{1,3}\s(?:минут[уы]?|час(?:а|ов)?|д(?:ень|ня|ней)|недел[юиь]"
    r"|месяц(?:а|ев)?|год(?:а)?|лет)\sназад|(?:för\s)?\d{1,3}\s(?:minut(?:er)?|tim(?:me|mar)"
    r"|dag(?:ar)?|veck(?:a|or)|månad(?:er)?|år)\ssedan|(?:for\s)?\d{1,3}\s(?:minut(?:ter)?"
    r"|time[r]?|dage?r?|uke[r]?|uge[r]?|måned(?:er)?|år)\ssiden|\d{1,3}\s(?:dakika|saat|gün"
    r"|hafta|ay|yıl)\sönce|\d{1,3}\s(?:menit|jam|hari|minggu|bulan|tahun)\s(?:yang\s)?lalu)"
    r"|(?:قبل|منذ)\s\d{1,3}\s(?:دقيقة|دقائق|ساعة|ساعات|يوم|أيام)|\d{1,3}\s?(?:秒|分钟|分鐘|分"
    r"|小时|小時|時間|天|日|周|週間|週|个月|個月|か月|ヶ月|年)\s?之?前|\d{1,3}(?:초|분|시간|일"
    r"|주|개월|달|년)\s?전"
)
_AGO_NEEDS: Final = words(
    "ago vor il hace há fa geleden temu назад sedan siden önce lalu قبل منذ 前 전 초전 "
    "분전 시간전 초 분 시간 일 주 개월 달 년 일전 주전 개월전 달전 년전"
)
_EDGE: Final = r"[\s|·•⋅/,.\[\](（）)–—-]{0,4}"

_ALONE_NEEDS: Final = (*MONTH_WORDS, *YEAR_WORDS, *(str(year) for year in range(15, 32)))
_DATES: Final = rf"{DATETIME}(?:[\s,|·•(–—-]{{0,3}}(?:{PREFIX})?{DATETIME})?"

_DATE_START: Final = rf"(?=[\d{MONTH_MARK}{WEEKDAY_MARK}上下오])"
"""What a date begins with: a look that spares most places the whole pattern."""

_UNLABELLED: Final = r"(?<!(?:[:：]|(?i:edited|modified|updated|joined))\s?)"
"""Not behind what says which date it is: "Joined: May 3, 2021", "last edited …"."""

LINE_START: Final = r"(?<=(?:\A|[\n\r\x0b\x0c\x85\u2028\u2029])[^\S\n]{0,8})"
"""Where a line starts, also inside a longer text: `\\A` would be the text's start."""

RULES: Final[tuple[Rule, ...]] = (
    Rule("date.alone", Label.DATE,
         rf"{_EDGE}(?:(?:on|le|am|vom|el|em|den)\s)?{_DATES}(?:[\s|·•,–-]{{0,3}}(?:{_READ_TIME}"
         rf"|{_READ}))?{_EDGE}", Where.WHOLE, 0.6, max_words=16, needs=_ALONE_NEEDS,
         examples=("17 April 2012 • 2:54pm", "Sat, 14th Mar 2026", "11. Oktober 2023, 18:55 Uhr",
             "lunes, 3 de abril de 202207:40 hs", "le 09 juin 2020", "02.maio.2018 às 10h05",
             "2024年5月13日 9時0分", "2024. 5. 22. 08:37", "24 мая 2024 г.",
             "31 خرداد 1403 ساعت 12:22", "Selasa, 14 Mei 2024 12:01 WIB",
             "Jun 5, 2025 | 7 min read", "2022-11-23T08:10+02:00", "২২ সেপ্টেম্বর, ২০১৮",
             "17 มิถุนายน 2562 เวลา 20:33 น.", "4 ก.พ. 2566 09:15 น.", "۱۷ مهر ۱۴۰۰",
             "19 दिसंबर 2017", "Δευ 03 Ιουν 2019, 21:14", "12 במרץ 2024", "2024. március 5."),
         counterexamples=("May 2024 was the warmest month here.", "March 5, 2020 hearing",
             "2020-2021", "In 1999")),
    Rule("date.labelled", Label.DATE,
         rf"{_EDGE}{PREFIX}(?:{_DATES}|{_DAY_MONTH}|{_MONTH_YEAR}|{AGO})", Where.START, 0.9,
         max_words=20, needs=_PREFIX_NEEDS,
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
         rf"|bearbeitet|geändert)\s)[^.!?]{{0,60}}?(?:{_DATES}|{AGO})", Where.START, 0.8,
         max_words=30, needs=words("this der dieser diese last zuletzt"),
         examples=("This page was last modified on Sep 25, 2024 by the wiki team.",
             "Last edited by Kim92 on 12. Sep 2024, 11:14, edited 4 times in total.",
             "Der Beitrag wurde am Mittwoch, den 27. November 2019 um 15:21 Uhr veröffentlicht"),
         counterexamples=("This page was a mess.", "Last edited volume of the series")),
    Rule("date.glued-prefix", Label.DATE,
         rf"{PREFIX}{DATETIME}(?:\s?[|·•–-]\s?(?:{PREFIX})?{DATETIME})?(?=\s*+[^\s,;.)])(?!\s+"
         rf"\p{{Ll}})", Where.START, 0.85, max_words=10_000, cuts=True, needs=_PREFIX_NEEDS,
         examples=("⟦date 2025-01-21⟧ The two presidents spoke on Tuesday about trade.",
             "⟦Updated: August 9, 2024⟧If you are cooking at home, wash your hands.",
             "⟦Published March 3, 2024⟧ | Politics"),
         counterexamples=("Updated May 20, 2020, the rules forbid pets.",
             "Jan. 21 (Reuters) - The bank said on Tuesday it would act.",
             "Date night was on 3 May 2021 for us.")),
    Rule("date.glued-label", Label.DATE,
         rf"(?:Published|Updated|Posted|[Vv]eröffentlicht|Aktualisiert|Publicado|Publié|发布于"
         rf"|发表于|פורסם|עודכן|Опубликовано|Опубліковано|প্রকাশিত|প্রকাশ|अपडेटेड|เผยแพร่|Δημοσίευση"
         rf"|Ενημέρωση)(?i:\son|\sam|\sle|\sel)?:?\s?(?:{_DATES}|{AGO})", Where.INSIDE, 0.9,
         max_words=60, cuts=True, needs=words("by published updated posted veröffentlicht "
         "aktualisiert publicado publié 发 פורסם עודכן опубликовано опубліковано প্রকাশিত প্রকাশ "
         "अपडेटेड เผยแพร่ δημοσίευση ενημέρωση"),
         examples=("By JANE DOE⟦Published 3 hours ago⟧",
             "By Kim Lee ⋅ Editor-in-Chief ⋅ ⟦Updated May 6, 2025⟧",
             "city-news.example | ⟦Updated: 2024-05-20 14:41⟧ Share"),
         counterexamples=("The list was updated on May 6, 2025, she said.", "Updated rules")),
    Rule("date.beside-byline", Label.DATE,
         rf"{LINE_START}(?i:by|von|por|par|di|door|guest\spost\sby)\s?[^\n]{{2,60}}?\K(?<!\d)(?:"
         rf"{_DATES}|{_READ_TIME}|\d{{1,2}}\s?[-–]\s?\d{{1,2}}\smin\p{{Ll}}{{1,5}})(?!\s?[-–])",
         Where.INSIDE, 0.6, max_words=25, cuts=True, needs=words("by von por par di door"),
         examples=("By Example Money Tips | ⟦September 07, 2023⟧",
             "Par Jeanne Dupont le ⟦07 Mai 2020⟧", "by J.O. Hazel ⟦Apr. 26, 2022Apr. 27, 2022⟧"),
         counterexamples=("By the end of the year the plan had failed.", "By Jane Doe")),
    Rule("date.before-byline", Label.DATE,
         rf"{_DATE_START}{_UNLABELLED}(?:{_DATES})(?=[\s|·,–-]{{0,3}}(?:(?:By|BY|by|Von|von|Por|Par|par|Di)\s?\p{{Lu}}"
         rf"|(?:Автор|Текст|Συντάκτης)\s?:\s?\p{{Lu}}|(?:โดย|بقلم|מאת|লেখক|लेखक|लेखिका)\s?:?\s?\p{{Lo}}"
         rf"|(?:Share|Reblog|Tweet|Facebook|Print|Leave\sa|No\sComment|\d+\s[Cc]omment)))",
         Where.INSIDE, 0.5, max_words=40, cuts=True,
         needs=words("by von por par di share reblog tweet facebook print leave no comment автор "
         "текст συντάκτης โดย بقلم מאת লেখক लेखक लेखिका"),
         examples=("⟦May 3, 2017⟧ By Erin Sample 4 Comments",
             "⟦2/26/2015 7:11 AM PST⟧ BY EXAMPLE STAFF", "⟦August 28, 2025⟧ Share FacebookTwitter",
             "⟦14 апреля 2022, 10:28⟧ Автор: Зоя Примерова", "⟦8 สิงหาคม 2565 เวลา 07:45 น.⟧ โดย พิมพ์ดาว ริมน้ำ"),
         counterexamples=("On May 3, 2017 by noon it was over.", "May 3, 2017 shares fell")),
    Rule("date.and-reading-time", Label.DATE,
         rf"{_DATES}[\s|·•,–-]{{0,3}}(?:{_READ_TIME}|{_READ})", Where.INSIDE, 0.6, max_words=60,
         cuts=True, needs=words("min mins minutes read lesezeit minuten lecture lectura dk"),
         examples=("sam smithWeekend Editor⟦Sun, May 12, 2024·1 min read⟧10",
             "⟦Mar 27, 20255 mins⟧"),
         counterexamples=("It was read on May 12, 2024.",)),
    Rule("date.clocked-start", Label.DATE,
         rf"(?:{WEEKDAY},?\s)?{DATE}[\s,|·•–-]{{1,3}}(?:(?i:at|um|às"
         rf"|à)\s)?{TIME}(?=\s?(?:\p{{Lu}}|\p{{Han}}|{MONTH}|{WEEKDAY}))(?!\s(?:Uhr"
         rf"|The\s\w+\s(?:began|opened)))", Where.START, 0.85, max_words=10_000, cuts=True,
         needs=_ALONE_NEEDS,
         examples=("⟦12/05/2024 19h54⟧ Juli recebeu flores.",
             "⟦2022-06-02 09:52:19⟧政能报 来自北京市"),
         counterexamples=("May 12, 2024 was a Sunday.", "12/05/2024 to 15/05/2024")),
    Rule("date.ago", Label.DATE,
         rf"{_EDGE}(?:{AGO}){_EDGE}", Where.WHOLE, 0.45, max_words=8, needs=_AGO_NEEDS,
         examples=("3 hours ago", "vor 3 Stunden", "il y a 2 jours", "hace 5 minutos", "2 dni temu",
             "5 минут назад", "3 小时前", "2시간 전", "4 saat önce", "| 2h ago"),
         counterexamples=("Long ago", "Three hours ago the vote began.",
             "2 years ago we moved here")),
    Rule("date.reading-time", Label.DATE,
         rf"{_EDGE}(?:{_READ_TIME}){_EDGE}", Where.WHOLE, 0.7, max_words=8,
         needs=words("min mins minute minutes read reading lesezeit lesedauer lecture lectura "
         "lettura leitura leestijd czytania чтения 阅 閱 読 okuma lästid læsetid baca"),
         examples=("5 min read", "2–3 minutes to read", "Lesezeit: 4 Minuten",
             "Estimated reading time: 6 minutes", "Temps de lecture : 3 min", "5 Minuten Lesezeit",
             "阅读时间：3分钟", "Время чтения: 5 минут"),
         counterexamples=("Read 5 minutes a day.", "It is a 5 min read about coffee.",
             "3 minutes")),
    Rule("date.minutes-range", Label.DATE,
         r"\d{1,2}\s?[-–]\s?\d{1,2}\s(?:min(?:ute)?s?|Minuten|minutos|minuti)", Where.WHOLE, 0.7,
         max_words=4, needs=words("min mins minutes minuten minutos minuti"),
         examples=("2–3 minutes",),
         counterexamples=("Bake 20-25 minutes", "10 mins")),
    Rule("date.clocked-end", Label.DATE,
         rf"{_DATE_START}{_UNLABELLED}(?<!\d)(?<!(?i:at|on|until|by|am|le|el|bis|from"
         rf"|since)\s)(?:{WEEKDAY},?\s)?{DATE}[\s,|·•(–-]{{1,3}}(?:(?i:at|um|às|à)\s)?{TIME}\)?",
         Where.END, 0.7, max_words=40, cuts=True, needs=_ALONE_NEEDS,
         examples=("来源：例子日报⟦2024-05-13 08:49⟧",
             "Felipe Sample e Do Diário, em Porto Alegre ⟦12/05/2024 19h54⟧"),
         counterexamples=("The meeting starts at 13 May 2024 08:49", "He was born on May 3, 2001")),
    Rule("date.glued-to-word", Label.DATE,
         rf"(?:(?<=\p{{Ll}}\p{{Ll}})(?={MONTH}|{WEEKDAY}|20\d\d-))(?:{_DATES})", Where.INSIDE, 0.55,
         max_words=80, cuts=True, needs=_ALONE_NEEDS,
         examples=("Sample Blog⟦December 19th, 2025⟧",
             "Ann Lee Games Editor Example News⟦October 13, 2016⟧ ShareTweet",
             "Tom⟦2024-04-18T13:00:39+00:00March 22nd, 2024⟧"),
         counterexamples=("It rained on December 19th, 2025.", "iPhoneMay")),
    Rule("date.between-bars", Label.DATE,
         rf"{_DATE_START}(?:(?<=[|·•⋅»／]\s?)(?:{_DATES})(?=\s?[|·•⋅«／]|\s*\Z)"
         rf"|{LINE_START}(?:{_DATES})(?=\s?[|·•⋅／]))", Where.INSIDE, 0.6, max_words=25, cuts=True,
         needs=words("| · • ⋅ » ／"),
         examples=("Sam · ⟦April 19, 2019⟧ · Mac · 7 comments", "⟦22 July 2019⟧ | Politics"),
         counterexamples=("The fair (April 19, 2019) was full.", "May 3, 2020 – May 6, 2020")),
    Rule("date.label-alone", Label.DATE,
         rf"(?:{_BEFORE})\s?[:：]?", Where.WHOLE, 0.6, max_words=6, needs=_PREFIX_NEEDS,
         examples=("Release date", "Published:", "Date Last Reviewed:", "最近更新："),
         counterexamples=("Dates and figs", "Updated pricing")),
    Rule("date.day-alone", Label.DATE,
         rf"{_EDGE}(?:(?i:today|yesterday|heute|gestern|hier|aujourd'hui|ayer|hoy|ieri|oggi|dziś"
         rf"|dzisiaj|wczoraj|вчера|сегодня|ontem|hoje|gisteren|vandaag|dün|bugün|今天|昨天|昨日"
         rf"|어제|오늘),?(?:\s{_DAY_MONTH})?[\s,(]{{1,3}}(?:(?i:at|um|à|kl\.?|в|às"
         rf"|a\slas)\s)?{TIME}|(?:{WEEKDAY},?\s)?{_DAY_MONTH}[\s,(|·]{{1,3}}(?:(?i:at|um|à"
         rf"|в)\s)?{TIME}){_EDGE}", Where.WHOLE, 0.6, max_words=10,
         needs=(*MONTH_WORDS, "today", "yesterday", "heute", "gestern", "hier", "aujourd", "ayer",
         "hoy", "ieri", "oggi", "dziś", "dzisiaj", "wczoraj", "вчера", "сегодня", "ontem", "hoje",
         "gisteren", "vandaag", "dün", "bugün", "今", "昨", "어제", "오늘"),
         examples=("Wczoraj, 10 maja (11:03)", "Yesterday at 9:41 PM", "heute um 18:30",
             "May 3, 8:45am"),
         counterexamples=("Yesterday we met at 9:41 PM outside.", "Today")),
    Rule("date.month-alone", Label.DATE,
         rf"{_EDGE}(?:{WEEKDAY},?\s)?(?:{_MONTH_YEAR}|{_DAY_MONTH}){_EDGE}", Where.WHOLE, 0.35,
         max_words=5, needs=(*MONTH_WORDS, "年"),
         examples=("July 2022", "Feb 24", "März 2021", "2024年5月"),
         counterexamples=("May 2024 was the warmest May.", "By 2020", "March on")),
)  # fmt: skip
