"""What a picture's credit looks like, as patterns: agencies, marks, names, and who owns it."""

from __future__ import annotations

from typing import Final

from cleaner.rules.word_patterns import words

STOCK: Final = (
    r"(?:(?i:getty\s?images?|shutterstock|istock(?:photo)?|adobe\s?stock|alamy|dreamstime"
    r"|depositphotos|fotolia|unsplash|pexels|pixabay|flickr|wikimedia(?:\scommons)?"
    r"|imago(?:\simages)?|picture[\s-]alliance|ullstein\sbild|thinkstock|123rf|envato|lehtikuva"
    r"|(?:ritzau\s)?scanpix|nurphoto|wireimage|zuma\s?press|sipa(?:\susa)?|bestimage"
    r"|photononstop|freepik|canva)|Keystone|KEYSTONE|Anadolu(?:\sAgency)?|VCG(?:\sPhoto)?"
    r"|(?i:cfp\.cn)|视觉中国|Clipdealer|Photodisc|Moodboard|Digital\s?Vision|E\+|EyeEm|LaPresse"
    r"|Agencja\sGazeta|East\sNews|Folhapress|Estadão\sConteúdo|Agência\sBrasil|Splash\sNews"
    r"|Backgrid|BACKGRID|Midjourney|(?i:library\sof\scongress|public\sdomain|domena\spubliczna"
    r"|gemeinfrei|domaine\spublic))(?:\.com)?"
)
"""Picture agencies and stock houses: they sell no text, so the name is a credit."""

WIRE: Final = (
    r"(?:AP|A\.P\.|(?i:the\s)?(?:Associated\sPress|ASSOCIATED\sPRESS)|Reuters|REUTERS|AFP|EPA"
    r"|EFE|EFE/EPA|dpa|DPA|APA|ANSA|PA(?:\s(?:Wire|Images|Media|Photos?))?|PTI|ANI|UPI|TASS|ТАСС"
    r"|РИА\sНовости|Xinhua|XINHUA|Kyodo|Yonhap|Bloomberg|NTB|TT|KNA|epd|PAP|ČTK|MTI|Belga|BELGA"
    r"|ANP|Lusa|LUSA|Télam|Antara|ANTARA|Bernama|Press\sAssociation|Europa\sPress|Pool|CNET|AOL"
    r"|UOL|Forum|CC\sBY(?:-\p{Lu}{2}){0,2}(?:\s\d\.\d)?)"
)
AGENCY: Final = rf"(?:{STOCK}|{WIRE})"
MARK: Final = (
    r"(?:(?i:(?:(?:header|cover|hero|featured|lead|main|top|title|feature)\s)?(?:photo(?:graph"
    r"|grapher)?s?|image|picture|pic|illustration|graphic|video|art|cover)\s(?:credit|source"
    r"|courtesy|copyright|rights)s?(?:\sto|\sof)?|(?:credit|credits)(?=\s?[:.]\s?(?!\d))"
    r"|photo(?:graph|grapher|graphy)?s?|screenshot|screen\s?grab|illustrations?|artwork"
    r"|(?:symbol|archiv|presse|agentur|teaser|titel|header)?(?:foto|fotos|bild|bilder)(?:quelle"
    r"|nachweis|rechte|credits?|montage|grafik)?|grafik|quelle\sbild|bildquelle|fotocredit"
    r"|crédits?(?:\sphotos?|\simages?)?|photographies?|illustration|légende|infographie|visuel"
    r"|fotografías?|imagen|imágenes|crédito|créditos|crédito\sde\s(?:la\s)?foto|ilustración"
    r"|fotógrafo|infografía|immagine|immagini|crediti|credito|didascalia|fotografia|imagem"
    r"|imagens|foto\sreprodução|divulgação|beeld|afbeelding|fotograaf|zdjęcie|zdjęcia|fot(?=\.)"
    r"|grafika|autor\szdjęcia|źródło\szdjęcia|na\szdjęciu|фото(?:графия)?|изображение"
    r"|иллюстрация|снимок|світлина|billede|bilde|arkivfoto|pressfoto|kuva|kuvat|kuvateksti|fotó"
    r"|kép|snímek|fotoğraf|görsel|gambar|dok(?=[.:])|sumber\sfoto|ảnh|hình|nguồn\sảnh|φωτ(?:\.|ο(?:γραφία)?)?|світлина)|(?:फ़?|फ़)ोटो|छायाचित्र|ছবি|ภาพ|صورة"
    r"|تصوير|الصورة|مصدر\sالصورة|عکس|תמונה|צילום)"
)
MARK_NEEDS: Final = words(
    "photo photos photograph photographs photographer photographers photography image "
    "images picture pic credit credits screenshot screen screengrab illustration illustrations "
    "artwork graphic foto fotos bild bilder symbolfoto symbolbild archivfoto archivbild "
    "pressefoto pressebild agenturfoto teaserbild titelbild headerbild bildquelle bildnachweis "
    "bildrechte bildcredit fotoquelle fotocredit fotomontage grafik crédit crédits photographie "
    "photographies légende infographie visuel fotografía fotografías imagen imágenes crédito "
    "créditos ilustración fotógrafo infografía immagine immagini crediti credito didascalia "
    "fotografia imagem imagens divulgação beeld afbeelding fotograaf zdjęcie zdjęcia zdjęciu "
    "fot grafika фото фотография изображение иллюстрация снимок світлина billede bilde "
    "arkivfoto pressfoto kuva kuvat fotó kép snímek fotoğraf görsel gambar dok ảnh hình صورة "
    "تصوير الصورة عکس תמונה צילום φωτ φωτο φωτογραφία फोटो छायाचित्र ছবি ภาพ video art cover"
)
STOCK_NEEDS: Final = words(
    "getty images gettyimages image shutterstock istock istockphoto adobe adobestock "
    "stock alamy dreamstime depositphotos fotolia unsplash pexels pixabay flickr wikimedia "
    "commons imago picture ullstein thinkstock freepik canva lehtikuva scanpix nurphoto "
    "wireimage zuma sipa bestimage photononstop keystone anadolu vcg cfp clipdealer photodisc "
    "moodboard digital eyeem lapresse agencja east folhapress estadão agência splash backgrid "
    "midjourney library envato 视"
)
WIRE_NEEDS: Final = words(
    "ap press reuters afp epa efe dpa apa ansa pa pti ani upi tass тасс риа xinhua kyodo "
    "yonhap bloomberg ntb tt kna epd pap čtk mti belga anp lusa télam antara bernama europa "
    "pool cnet aol uol forum cc"
)
WORD: Final = (
    r"(?:\p{Lu}\.(?:\p{Lu}\.){0,2}|(?:\p{Ll}{0,2}\p{Lu}|@|\p{Lo})(?:[\p{L}\p{M}\p{N}_'’&@-]"
    r"|\.(?=\p{L})){0,30}+)"
)
NAME: Final = (
    rf"(?:{WORD}(?:\s(?:(?:de|da|do|del|van|von|der|den|la|le|al|el|bin|di|y|e|and|und|&|of"
    rf"|the)\s){{0,3}}{WORD}){{0,5}})"
)
_SLASH: Final = r"(?:\s?(?:/{1,2}|\||—)\s?|,\s|\s(?:via|for|für|per|from|on|auf|[-–])\s)"
BY: Final = (
    r"(?:(?:by|von|de|di|par|por|door|av|af|via|courtesy|provided\sby|copyright)(?:\sof)?:?\s"
    r"|©\s?|\(c\)\s?)"
)
_OWNER_START: Final = (
    r"(?=[\p{Lu}\p{Lo}©@–\"'“«„(]|\p{Ll}{1,3}\p{Lu}|(?:dpa|epd|imago|picture[\s-]alliance"
    r"|ullstein|pixabay|privat|private|istock|unsplash|archiv|zvg|own)(?!\p{L})|[a-z]{2,15}\s/\s"
    r"|www\.|https?:|[a-z\d][a-z\d-]{2,40}\.(?:com|net|org|de|pl|fr|it|es|cn|ru|co|info|at"
    r"|ch)(?![\w/]))"
)
OWNER: Final = (
    rf"{BY}{{0,2}}{_OWNER_START}(?![^.\n()\[\]（）【】]{{0,80}}(?:\s\p{{Ll}}{{2,20}}){{4}})(?:[^\n.!?;।()\[\]]"
    rf"|\.(?=\S)|(?<=\p{{Lu}}\p{{Ll}}?)\.){{2,80}}\.?"
)


def credit(pattern: str) -> str:
    """A credit that does not begin inside a word of an alphabet."""
    return rf"(?<![\p{{Latin}}\p{{Cyrillic}}\p{{Greek}}\p{{Arabic}}])(?:{pattern})"


RIGHTS: Final = (
    "(?:copyright|rights|rechte|droits|derechos|direitos|diritti|prawa|права|δικαι[ωώ]μ|版权|版權"
    "|저작권|حقوق|זכויות|अधिकार|স্বত্ব|ลิขสิทธิ์)"
)
"""In a line with one of these the sign © is no credit."""

TOKEN: Final = r"[^\s©./|–-]{1,30}+(?:\.\w{1,20}+)*+"
AGENCY_CREDIT: Final = (
    rf"(?:(?:{NAME}{_SLASH}){{1,3}}?{AGENCY}(?:{_SLASH}{AGENCY}){{0,2}}"
    rf"|{STOCK}(?:{_SLASH}{NAME}){{1,2}}|(?i:getty\s?images|shutterstock(?:\.com)?"
    rf"|i?stock(?:photo)?(?=\Z|[)\]])|adobe\s?stock|alamy(?:\sstock(?:\sphoto)?)?|thinkstock"
    rf"|imago(?:\simages)?|picture\salliance|dreamstime(?:\.com)?)"
    rf"|{WIRE}\s?/\s?{NAME}(?:\s?/\s?{NAME}){{0,2}}|(?:AP|AFP|PTI|HT|Reuters|REUTERS|EPA|VCG"
    rf"|IANS|ANI|FILE)\s(?i:photos?|file|images?|pic)(?:\s?/\s?{NAME}){{0,2}})(?!\p{{L}})"
)
BRACKETED: Final = (
    rf"[(\[（［【](?:{MARK}\s?[:/=|：＝.]\s?{OWNER}|{MARK}\s{BY}{OWNER}|{AGENCY_CREDIT}"
    rf"|(?:FILE|File|Screenshot|(?i:file(?=\s(?:photo|image|pic))|courtesy(?=\s(?:of|photo))"
    rf"|submitted(?=\sphoto)|contributed(?=\sphoto)|handout|supplied|screen\sgrab"
    rf"|archiv)(?:\s(?i:photos?|image|pic))?)(?:\s(?:of|by|from|/)\s?[^()\[\]\n]{{2,60}})?"
    rf"|(?:[Ff]oto|[Pp]hoto|Фото|фото)\s{NAME}|©\s?[^()\[\]\n]{{2,60}}|(?<=[.!?…”\"]\s?\(){WORD}\s{WORD}(?:\s{WORD})?/{NAME}"
    r"|(?:사진|출처|그래픽|이미지|写真|画像|撮影|提供|图片?|圖片?)(?:来源|來源|源"
    r"|提供)?\s?[=:：＝/／|]\s?[^()\[\]（）\n]{1,40}|(?:资料图片?|資料照片?|資料写真"
    r"|자료\s?사진)[^()\[\]（）\n]{0,20})"
    r"(?:,\s?(?:File|FILE|file|Pool|Archive))?[)\]）］】]"
)
"""A credit in brackets of its own. Name and outlet alone ("Jane Doe/Example Herald")
count too: outside credits, brackets hold a slash between words, not between names."""

PLAIN: Final = (
    r"(?:(?:[-–—|/•]\s?)?(?:(?<!\p{Lu}\p{L}{0,20}\s)(?:(?:Photo|PHOTO|PHotograph|Photograph"
    r"|Image|IMAGE|Picture|Illustration|Graphic|Video)s?\s?(?:[Cc]redit|CREDIT|[Ss]ource|[Bb]y"
    r"|[Cc]ourtesy)?s?\s?[:|]\s?|Credits?:\s?(?:Photos?:\s)?|Credit\.\.\.|(?:Photo|Image|Picture"
    r"|Illustration)s?\s(?:by|via|from|courtesy(?:\sof)?|credit)\s)"
    rf"|(?!(?i:photos?|images?|pictures?|illustrations?|graphic|video|credits?|art"
    rf"|cover)(?!\p{{L}}))(?=\p{{Lu}}|\p{{Lo}}){MARK}\s?[:：]\s?){OWNER}"
    rf"|(?<!\p{{L}})[Ff]ot\.\s[^\n.()]{{2,60}}|(?<=[.!?]\s)(?:Фото|Foto|Beeld)\s{NAME})"
)
