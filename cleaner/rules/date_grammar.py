"""What a date looks like, as patterns: months, days, times, and the words before a date.

The languages are data. The pieces are bounded, so every pattern made of them is linear.
"""

from __future__ import annotations

from typing import Final

from cleaner.rules.rule import MONTH_MARK, WEEKDAY_MARK
from cleaner.rules.word_patterns import words

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


MONTH_WORDS: Final = tuple(sorted({word for line in _MONTHS.values() for word in line.split()}))
WEEKDAY_WORDS: Final = tuple(sorted(set(_WEEKDAYS.replace("-", " ").split())))
YEAR_WORDS: Final = tuple(
    str(year) for year in (*range(1996, 2040), *range(1380, 1450), *range(2545, 2575))
)

MONTH: Final = rf"(?:(?<!{MONTH_MARK}){MONTH_MARK}++\.?)"
WEEKDAY: Final = rf"(?:(?<!{WEEKDAY_MARK}){WEEKDAY_MARK}++(?:-{WEEKDAY_MARK}++)?)"
_YEAR: Final = r"(?:(?:19|20)\d\d|1(?:3[89]|4[0-4])\d|25[4-7]\d)(?!\d\d(?![:./-]\d|\s?min))"  # "20257 min", "202207:59"
_DAY: Final = r"(?:3[01]|[12]\d|0?[1-9])"
_ZONE: Final = (
    r"(?:\s?\(?(?>[ECMP][SD]?T|AE[SD]T|GMT|UTC|BST|CES?T|IST|WIB|JST|KST"
    r"|Z)\b\)?(?:\s?[+-]\d{1,2})?|\s?[+-]\d\d:?\d\d)"
)
TIME: Final = (
    r"(?:(?>2[0-4]|[01]?\d)(?:(?:[.:h]|\s[:h]\s)[0-5]\d(?:[:.][0-5]\d(?:\.\d{1,6})?)?(?:\s?(?i:[ap]"
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

DAY_MONTH: Final = rf"(?:{MONTH}\s?{_DAY}(?:st|nd|rd|th)?(?!\d)|{_DAY}\.?\s(?:de\s)?{MONTH})"
MONTH_YEAR: Final = rf"(?:{MONTH},?\s(?:de\s)?{_YEAR}|{_YEAR}\s?年\s?\d{{1,2}}\s?月)"
_CLOCKED: Final = (
    rf"(?:[\s,|·•⋅@/(–—-]{{0,4}}(?:(?i:at|um|às|a\slas?|à|alle|kl\.?|om|saat|в|o|T"
    rf"|ساعت|เวลา|בשעה)\s?)?{TIME}\)?)"
)
DATETIME: Final = (
    rf"(?:(?:{TIME}[\s,|·•–-]{{1,3}})?(?:{WEEKDAY}[.,]?\s(?:(?:den|the"
    rf"|de)\s)?)?{DATE}(?:\s?\([\p{{L}}]{{1,3}}\))?{_CLOCKED}?)"
)
"""A full date, with or without day of the week and time of day."""

READ: Final = (
    r"(?:\d{1,3}(?:\s?[-–]\s?\d{1,3})?\s?[-]?(?i:min(?:\p{Ll}{1,5})?\.?|dk|мин(?:ут[аы]?)?\.?"
    r"|دقیقه|دقيقة|دقائق|דקות|मिनट|মিনিট|นาที|分钟|分鐘|分|분))"
)
READ_TIME: Final = (
    rf"(?:(?:{READ}\s?(?i:\s?reading\stime|\s?to\sread|\s?read|lesezeit|lesedauer|zu\slesen"
    rf"|de\slecture"
    r"|de\slectura|di\slettura|de\sleitura|lezen|leestijd|czytania|чтения|læsning|läsning|okuma"
    r"|baca|阅读|閱讀|で読めます))"
    rf"|(?i:(?:estimated\s|approx\.\s)?read(?:ing)?\stime|lesezeit|lesedauer|temps\sde\slecture"
    r"|tiempo\sde\slectura|tempo\sdi\slettura|tempo\sde\sleitura|leestijd|czas\sczytania"
    r"|время\sчтения|час\sчитання|χρόνος\sανάγνωσης|زمان\sمطالعه|(?:وقت|مدة)\sالقراءة|זמן\sקריאה"
    rf"|阅读时间|閱讀時間|lästid|læsetid|okuma\ssüresi)\s?[:：]?\s?(?:(?i:ca\.?"
    rf"|von|about|di|de)\s)?{READ}"
    r"|<\s?1\smin(?:ute)?\s(?i:read))"
)
BEFORE: Final = (
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
PREFIX: Final = rf"(?:{BEFORE})\s?[:：]?\s{{0,2}}(?:[|｜]\s)?"
PREFIX_NEEDS: Final = words(
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
AGO_NEEDS: Final = words(
    "ago vor il hace há fa geleden temu назад sedan siden önce lalu قبل منذ 前 전 초전 "
    "분전 시간전 초 분 시간 일 주 개월 달 년 일전 주전 개월전 달전 년전"
)
EDGE: Final = r"[\s|·•⋅/,.\[\](（）)–—-]{0,4}"

ALONE_NEEDS: Final = (*MONTH_WORDS, *YEAR_WORDS, *(str(year) for year in range(15, 32)))
DATES: Final = rf"{DATETIME}(?:[\s,|·•(–—-]{{0,3}}(?:{PREFIX})?{DATETIME})?"

DATE_START: Final = rf"(?=[\d{MONTH_MARK}{WEEKDAY_MARK}上下오])"
"""What a date begins with: a look that spares most places the whole pattern."""

UNLABELLED: Final = r"(?<!(?:[:：]|(?i:edited|modified|updated|joined))\s?)"
"""Not behind what says which date it is: "Joined: May 3, 2021", "last edited …"."""

LINE_START: Final = r"(?<=(?:\A|[\n\r\x0b\x0c\x85\u2028\u2029])[^\S\n]{0,8})"
"""Where a line starts, also inside a longer text: `\\A` would be the text's start."""
