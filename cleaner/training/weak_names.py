"""What weak labels know: names of elements, lines that open a block, lines that say what they are.

Tables of data for ``weak_labels``. A table is read from top to bottom and the
first entry that matches counts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, TypeAlias

from cleaner.labels import ARTICLE, LABELS, Label

Labels: TypeAlias = tuple[Label, ...]

ALL: Final[Labels] = LABELS
KEPT: Final[Labels] = tuple(label for label in LABELS if label in ARTICLE)
DROPPED: Final[Labels] = tuple(label for label in LABELS if label not in ARTICLE)


@dataclass(frozen=True, slots=True)
class Name:
    """Words in the class, id or role of an element, and what they say of it."""

    labels: Labels
    words: str
    """A pattern over the element's names: lower-case words, one space between
    them, ``|`` between attribute values. It matches whole words."""
    tags: frozenset[str] = frozenset()
    """Elements that mean the same by their tag alone."""


OUTER: Final = (
    Name(
        (Label.SHARE, Label.COMMENTS),
        r"(?:jump to|go to|view) comments|comments? (?:link|count|counter|number|num|icon|"
        r"button|btn|bubble|toggle)s?|(?:num|view) comments?",
    ),
    Name(
        (Label.RELATED,),
        r"(?:recent|latest|aktuelle|letzte|neueste) (?:comments?|kommentare)|recent entries",
    ),
    Name(
        (Label.RELATED, Label.PROMO),
        r"outbrain(?: .*)?|taboola(?: .*)?|trc(?: .*)?|zergnet|revcontent|(?:related|"
        r"recommended|similar|suggested) ?products?|\w*relatedproducts|cross ?sells?|"
        r"up ?sells?",
    ),
    Name(
        (Label.LEGAL,),
        r"cookies?(?: .*)?|cookie\w+|consent|gdpr|ccpa|onetrust|ot sdk|cmp (?:banner|consent|"
        r"overlay|popup|modal)|cli (?:modal|bar|tab)(?: .*)?|didomi|usercentrics|disclaimer|"
        r"disclosure|affiliate (?:disclosure|notice|note)",
    ),
    Name(
        (Label.COMMENTS,),
        r"(?<!img )(?<!image )(?<!pic )comments?|comment\w*list|disqus(?: thread)?|respond|"
        r"livefyre|commentaires|kommentare?|coral talk|reader comments",
    ),
    Name(
        (Label.PROMO,),
        r"newsletters?|subscribe|subscription|sign up|signup|donate|donation|paywall|"
        r"mailchimp|mc 4 wp|mc embed|opt ?in|call to action|(?:app|apps) (?:promo|banner|"
        r"download)|download app|sponsor(?:ed|s|ship)?|adverts?|advertis\w+|advertorial|"
        r"adsbygoogle|ads? (?:unit|slot|container|wrapper|wrap|banner|box|block|label|"
        r"placeholder|zone|space|area)|adslot|adbox|follow us|piano|membership",
    ),
    Name(
        (Label.BIO,),
        r"(?:author|writer|contributor) (?:bio|info|about|desc|description|box|card|profile|"
        r"details|biography)|about (?:the )?(?:author|writer)|author bio\w*|bio",
    ),
    Name(
        (Label.RELATED,),
        r"related|relateds|related\w+|\w+related\w*|recommend(?:ed|ation|ations|s)?|"
        r"most (?:read|popular|viewed|shared|recent|commented)|more (?:news|stories|articles|"
        r"posts|from|in|on|like|headlines|content|reading)|(?:read|see|watch) (?:also|next)|"
        r"trending|popular|up next|next up|prev next|next prev|(?:post|posts|entry|"
        r"article) (?:navigation|nav)|nav (?:previous|prev|next)|(?:next|previous|"
        r"prev) (?:post|article|story)|(?:also|might|may) (?:like|interested)|latest (?:news|"
        r"posts|articles|stories)|recent (?:posts?|news|articles|stories)|similar|"
        r"keep reading|further reading|recirc\w*|suggest(?:ed|ions)|onward|yarpp\w*|"
        r"jp relatedposts|crp|bestsellers?|read more (?:links?|articles|news|stories|box|"
        r"list)|top (?:stories|news|articles)",
    ),
    Name(
        (Label.SHARE,),
        r"shares?|sharing|share\w*|sharedaddy|addthis\w*|addtoany|a 2 a(?: .*)?|"
        r"social (?:share|shares|sharing|media share|tools)|sns share|bdsharebuttonbox|"
        r"like (?:button|count|post)|print (?:button|link|page)",
    ),
    Name(
        (Label.SHARE, Label.PROMO, Label.NAVIGATION), r"social|socials|social \w+|follow|follow \w+"
    ),
)
MENUS: Final = (
    Name(
        (Label.NAVIGATION,),
        r"nav|navbar|navi|navigation|menus?|menubar|\w+menu|\w*breadcrumbs?|bread crumbs?|"
        r"crumbs?|tags|(?<! )tag|tag (?:links?|list|cloud)|tags (?:links?|list)|cat links|"
        r"post tags|post categories|pagination|paginat\w+|pager|pages?nav|paging|"
        r"page numbers?|search(?! (?:list|results?|items?|content))|search (?:form|box|bar|"
        r"input|toggle|field)|login|log in|sign in|signin|skip (?:links?|to content|nav)|toc|"
        r"table of contents|sitemap|lang(?:uage)? (?:switcher|selector|chooser|menu)|top ?bar|"
        r"mega ?menu|off ?canvas|hamburger|toolbar|dropdown menu|kicker|categories|(?:post|"
        r"entry|article) category",
        frozenset({"nav", "search", "menu", "option", "select"}),
    ),
)
INNER: Final = (
    Name(
        (Label.CAPTION,),
        r"captions?|wp caption(?: text)?|(?:image|img|photo|picture|media|figure|video|"
        r"gallery|slide) (?:captions?|credits?|source|legend|copyright|description)|"
        r"captions? (?:text|credit)|photo ?credits?|imgcaption|figcaption|legend image|credit|"
        r"bildunterschrift|bildnachweis|cutline",
        frozenset({"figcaption"}),
    ),
    Name((Label.CAPTION, Label.BYLINE, Label.COPYRIGHT, Label.OTHER), r"credits"),
    Name(
        (Label.CAPTION, Label.BODY),
        r"(?:post|article|entry|featured|hero|lead|main) (?:image|photo|picture|media|"
        r"thumbnail|figure)",
    ),
    Name(
        (Label.COPYRIGHT, Label.LEGAL, Label.NAVIGATION),
        r"copyrights?|copyright \w+|copy right|license|licence|rights",
    ),
    Name(
        (Label.DATE,),
        r"(?<!calendar )(?<!event )dates?|published(?: (?:date|time|at|on))?|publish (?:date|"
        r"time)|pub ?date|timestamps?|time ?stamp|datelines?|(?:post|posted|entry|article|"
        r"publish|published|updated|modified|news|story) (?:date|time|on|at)|posted on|"
        r"datetime|date (?:published|modified|time|line|created)|updated|last (?:updated|"
        r"modified)|read(?:ing)? time|time to read|datum",
        frozenset({"time"}),
    ),
    Name(
        (Label.BYLINE,),
        r"by ?lines?|(?:post|article|entry|story|news) (?:author|byline|by)|authors?|"
        r"author (?:names?|link|url|line)|authored by|writer|by author|written by|"
        r"vcard author|author vcard|contributor name|posted by|reporter|journalist|autor|"
        r"creator",
    ),
    Name(
        (Label.BYLINE, Label.DATE, Label.NAVIGATION, Label.SHARE),
        r"(?:post|entry|article|story|news|byline|page|blog|content) (?:meta|info|details|"
        r"metadata|header meta)|meta|meta (?:data|info)|metadata|article ?meta",
    ),
)
ZONES: Final = (
    Name(
        (
            Label.NAVIGATION,
            Label.PROMO,
            Label.COPYRIGHT,
            Label.LEGAL,
            Label.BIO,
            Label.SHARE,
            Label.OTHER,
        ),
        r"(?:site|page|global|main|bottom) footer|footer|footer \w+|colophon|contentinfo|"
        r"site info|site bottom",
    ),
    Name(
        (Label.NAVIGATION, Label.PROMO, Label.SHARE, Label.OTHER),
        r"(?:site|page|global|main|top) header|masthead|banner|site branding|site logo|logo",
    ),
)

OPENERS: Final = (
    (
        (Label.COMMENTS,),
        r"(?:\d+ |leave (?:a|your) |post a |add a |write a |join the )?(?:comments?|reply|"
        r"repl(?:y|ies)|conversation|discussion)(?: \(?\d+\)?)?|\d+ (?:thoughts?|"
        r"responses?) on .*|leave a reply|(?:\d+ )?kommentare?(?: \(?\d+\)?)?|"
        r"kommentar schreiben|schreibe? einen kommentar|commentaires?|laisser un commentaire|"
        r"comentarios|deja un(?:a)? (?:comentario|respuesta)|commenti|komentarze|评论|コメント",
    ),
    (
        (Label.RELATED,),
        r"(?:related|recommended|similar|suggested|latest|recent|popular|trending|featured|"
        r"top|more|other|most recent)(?: (?:news|stories|story|articles?|posts?|reading|"
        r"content|topics|videos|links|threads|headlines|coverage|resources|blogs?|"
        r"blog posts))|related|recommended(?: for you)?|trending(?: now)?|most (?:read|"
        r"popular|viewed|shared)|more (?:from|on|in|like|about|to (?:read|explore)) .*|"
        r"more like this|more to read|you (?:may|might) (?:also )?(?:like|be interested in|"
        r"enjoy).*|read (?:next|more|also)|see also|up next|keep reading|further reading|"
        r"don.t miss|editor.?s.? picks?|what to read next|people also (?:read|viewed|like)|"
        r"ähnliche (?:artikel|beiträge|themen)|weitere (?:artikel|themen|beiträge|nachrichten|"
        r"meldungen).*|mehr (?:zum thema|aus .*|von .*|artikel|lesen)|das könnte (?:sie|"
        r"dich) auch interessieren|auch interessant|meistgelesen\w*|lesen sie auch|"
        r"neueste (?:beiträge|artikel)|verwandte (?:artikel|beiträge|themen)|à lire aussi|"
        r"sur le même sujet|articles (?:similaires|liés|récents)|lire aussi|les plus lus|"
        r"leggi anche|articoli correlati|potrebbe interessarti.*|te puede interesar|"
        r"lo más leído|noticias relacionadas|más noticias|artículos relacionados|"
        r"leia (?:também|mais)|mais lidas|veja também|czytaj (?:też|także|więcej)|"
        r"zobacz (?:też|także)|polecane|lees ook|meest gelezen|"
        r"相关(?:阅读|新闻|文章|推荐)|推荐阅读|热门(?:文章|"
        r"推荐|新闻)|更多推荐|猜你喜欢|関連記事|おすすめ記事|人気記事|ランキング|最新記事",
    ),
    (
        (Label.PROMO,),
        r"(?:subscribe|sign up|newsletters?|join (?:us|our)|get our)(?: (?:to|for|now|today|"
        r"our|the|newsletter).*)?|follow us.*|download (?:the|our) app.*|support (?:us|"
        r"our .*)|donate.*|stay (?:connected|in the loop|informed|up to date).*|"
        r"sponsored(?: content)?|partner content|newsletter.*|folgen sie uns.*|"
        r"jetzt abonnieren.*|abonnez-vous.*|suscríbete.*",
    ),
    (
        (Label.BIO,),
        r"about the authors?|about (?:the )?(?:writer|contributor)|über den autor|"
        r"über die autorin|zum autor|zur autorin|a propos de l.auteur|sobre el autor|作者简介",
    ),
    (
        (Label.SHARE,),
        r"share(?: (?:this|it|on|via|the).*)?|teilen|partager.*|compartir|condividi|"
        r"artikel teilen",
    ),
)
"""Lines that open a block and say what it is, in lower case."""

GENERAL: Final = (
    r"lists?|listing|wrappers?|wrap|containers?|blocks?|box|boxes|section|area|items?|inner|"
    r"outer|content|contents|title|titles|widget|links?"
    r"|text|group|row|col|column|module|body|header|heading|headline|head|label|main|bar|"
    r"panel|holder|slot|view|component|root|div|span"
    r"|cards?|grid|teaser|desktop|mobile|top|bottom|footer|form|left|right|center|small|large|"
    r"new|default|primary|region|zone|set|ul|li"
    r"|posts?|articles?|news|story|stories|element|plugin|carousel|slider|feed|sidebar|\d+|"
    r"[a-z]"
)
"""Words that may follow a name in a class without changing what it names."""
NOT_ITSELF: Final = (
    r"(?:ad|ads|adv|has|no|not|with|without|hide|show|is|can|enable|disable|js|font|text|"
    r"typography|color|bg|btn|button|icon|hentry|category|tag)\b "
)
"""First words of a class that is not the thing it names."""

COPYRIGHT_LINE: Final = re.compile(
    r"©|\(c\) ?(?:19|20)\d\d|\bcopyright\b|all rights reserved|alle rechte|tous droits r|版权所有|"
    r"著作权|无断|無断",
    re.I,
)
LEGAL_LINE: Final = re.compile(
    r"^(?:privacy(?: policy| notice| & cookies.*)?|terms(?: (?:of|and|&) .{1,24})?|"
    r"cookies?(?: policy| settings| notice| preferences)?"
    r"|disclaimers?|legal(?: notice)?|do not sell.*|datenschutz\w*|impressum|agb|"
    r"mentions légales|your privacy choices)$",
    re.I,
)
YEAR: Final = re.compile(r"\b(?:19|20)\d\d\b|\d{1,2}:\d\d")
_MONTH: Final = (
    r"(?:jan|feb|mar|mär|mrz|apr|may|mai|mag|maj|jun|jul|aug|ago|sep|set|oct|okt|oto|ott|nov|"
    r"dec|dez|dic|déc|gen|ene|fév|fev|avr|abr|juin|juil|ao[uû]|lut|kwi|cze|lip|sie|wrz|paź|"
    r"lis|gru)\w*\.?"
)
DATE_LINE: Final = re.compile(
    r"(?:(?:published|posted|updated|last (?:updated|modified)|modified|date|datum|stand|"
    r"veröffentlicht|aktualisiert|publié|mis à jour|actualizado|publicado|"
    r"发布时间|日期)\W*(?:on|am|le|el|um|at)?\W*)?"
    r"(?:\w{2,10}\.?,? )?(?:"
    rf"{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? (?:19|20)\d\d|\d{{1,2}}\.?(?:st|nd|rd|th)?(?: de|"
    rf" of)? {_MONTH},?(?: de)? (?:19|20)\d\d"
    r"|\d{1,4}[./-]\d{1,2}[./-]\d{2,4}|(?:19|20)\d\d ?年 ?\d{1,2} ?月 ?\d{1,2} ?日)"
    r"(?:\W{0,3}(?:at |um |à |às |"
    r"a las )?\d{1,2}[:.h]\d\d(?::\d\d)?(?: ?[ap]\.?m\.?)?(?: ?(?:uhr|[a-z]{2,4}))?)?\W*",
    re.I,
)
BY_LINE: Final = re.compile(
    r"(?:(?:[Ww]ritten |[Pp]osted |WRITTEN |POSTED )?(?:[Bb]y|BY)|[Vv]on|[Pp]ar|[Pp]or|"
    r"Di)[: ]+[^\W\d_a-z][\w.’'-]+(?: (?:[^\W\d_a-z][\w.’'-]*|and|und|et|e|y|&|de|van|"
    r"von)){0,5}"
)
CREDIT_LINE: Final = re.compile(
    r"^(?:photos?|images?|pictures?|fotos?|bild(?:er)?|credits?|symbolbild|imagem|图|"
    r"写真)(?: (?:by|via|credit|courtesy)\b|[:：/])|\((?:photo|image|foto|bild|ap|afp|reuters|"
    r"getty)\b[^)]{0,60}\)\.?$",
    re.I,
)
ADVERTISEMENT_LINE: Final = re.compile(
    r"^(?:advertisements?|advertising|anzeige|werbung|publicité|publicidad|广告|sponsored)$", re.I
)
