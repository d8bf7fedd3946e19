"""Share, print, save, like and rate buttons and their counts.

Buttons come as runs of network names, as a verb before a network, or as a number
beside a verb. All of them fill a whole short line.
"""

from __future__ import annotations

from typing import Final

from cleaner.labels import Label
from cleaner.rules.rule import Rule, Where
from cleaner.rules.word_patterns import alternation

_NETWORK: Final = r"(?i:facebook|fb|twitter|x|instagram|linked\s?in|you\s?tube|telegram|whats\s?app|tik\s?tok|pinterest|threads|bluesky|mastodon|reddit|tumblr|e-?mail|mail|print|messenger|flipboard|xing|pocket|viber|line|vk|copy\slink(?=\W*\w)|sms|weibo|rss|google\+?|snapchat|share|tweet|pin(?:\sit)?|save|more)"
_NETWORKS: Final = tuple(
    "facebook fb twitter x instagram linkedin linked youtube you telegram whatsapp whats tiktok tik pinterest bluesky reddit tumblr email mail print copy threads pin tweet share".split()
)
_SIGN: Final = r"[\s,|•·/&*+:-]{0,4}+"

_NATIVE: Final = (
    "شارك شاركها مشاركة عبر على فيسبوك تويتر واتساب واتس+اب تلغرام تيليجرام طباعة "
    "اشتراک+گذاری تلگرام توییتر فیسبوک چاپ "
    "שתפו שתף שיתוף פייסבוק טוויטר וואטסאפ ווטסאפ הדפסה הדפס "
    "शेयर+करें साझा+करें फेसबुक ट्विटर व्हाट्सएप व्हाट्सऐप प्रिंट "
    "শেয়ার+করুন শেয়ার ফেসবুক টুইটার হোয়াটসঅ্যাপ প্রিন্ট "
    "แชร์ แชร์เฟซบุ๊ก แชร์ไลน์ เฟซบุ๊ก ทวิตเตอร์ ทวีต ไลน์ คัดลอกลิงก์ คัดลอกลิงค์ ถูกใจ พิมพ์ "
    "페이스북 트위터 카카오톡 카카오스토리 네이버블로그 네이버밴드 밴드 블로그 URL복사 URL+복사 링크복사 "
    "공유하기 공유 공감 좋아요 신고 글자크기 인쇄 프린트 스크랩 "
    "分享 分享到 分享至 分享此文 分享本文 微信 微博 新浪微博 朋友圈 QQ空间 QQ 複製連結 复制链接 列印 打印 收藏 "
    "シェア ツイート ブックマーク はてなブックマーク はてな 印刷 保存 いいね "
    "Поделиться ВКонтакте Одноклассники Телеграм Твиттер Фейсбук Вотсап Поділитися Друк "
    "Κοινοποίηση Μοιραστείτε+το Εκτύπωση Αντιγραφή+συνδέσμου "
    "Paylaş Tweetle Yazdır Kopyala Dela Tipsa Skriv+ut Del Tweet Udskriv Skriv+ut Jaa Tulosta "
    "Envoyer+à+un+ami Envoyer+par+mail Imprimer Partager Tweeter Imprimir Compartir "
    "Compartilhar Stampa Condividi Drucken Teilen Afdrukken Delen Drukuj Udostępnij "
    "Bagikan Cetak Salin+tautan Chia+sẻ In+bài+viết Megosztás Nyomtatás Distribuie Printează "
    "Facebook Twitter Telegram WhatsApp LINE LinkedIn Pinterest Instagram Tumblr"
)
"""The words on buttons in further languages; "+" is a space."""

_VOTES: Final = (
    "Поблагодарили Сказали+спасибо Спасибо Нравится Понравилось Подобається אהבתי תודות إعجاب "
    "إعجابات أعجبني पसंद লাইক ถูกใจ 좋아요 공감 추천 いいね いいね！ いいね!した人 いいね！した人 いいねした人 "
    "支持 反对 反對 点赞 點讚 收藏 赞 讚 喜歡 喜欢 踩 Beğeni Beğen Teşekkür Teşekkürler Lubię+to Dziękuję "
    "Gefällt+mir Danke Me+gusta Curtidas Gilla Tykkää Thích Suka"
)
"""What readers press to thank or to vote, in further languages; "+" is a space."""

RULES: Final[tuple[Rule, ...]] = (
    Rule(
        "share.run-native",
        Label.SHARE,
        rf"(?:{alternation(_NATIVE)}(?![\p{{L}}\p{{M}}])[\s,|·•:：()]{{0,4}}+(?:A[+-]\s?|\d{{1,5}}\s?){{0,2}}+){{2,14}}+",
        Where.WHOLE,
        0.8,
        needs=tuple(
            "شارك شاركها مشاركة فيسبوك تويتر واتساب שתפו שתף שיתוף פייסבוק טוויטר शेयर साझा फेसबुक "
            "শেয়ার ফেসবুক แชร์ แชร์เฟซบุ๊ก เฟซบุ๊ก ทวีต ถูกใจ 페이스북 트위터 카카오톡 공감 공유하기 좋아요 分 微 シ ツ "
            "поделиться вконтакте поділитися κοινοποίηση μοιραστείτε paylaş dela del jaa bagikan "
            "chia megosztás distribuie tipsa tweetle تلگرام توییتر envoyer imprimer partager imprimir compartir "
            "compartilhar stampa drucken afdrukken drukuj".split()
        ),
        max_words=24,
        examples=(
            "페이스북 트위터 카카오톡 URL복사 글자크기",
            "شارك عبر فيسبوك شارك عبر واتساب طباعة",
            "শেয়ার করুন: ফেসবুক টুইটার হোয়াটসঅ্যাপ",
            "แชร์เฟซบุ๊ก แชร์ไลน์ คัดลอกลิงก์",
            "शेयर करें: फेसबुक ट्विटर व्हाट्सऐप",
            "Поделиться: ВКонтакте Одноклассники Telegram",
            "Paylaş Tweetle Yazdır A+ A-",
            "分享到：微信 微博",
            "Dela Tipsa Skriv ut",
            "Envoyer à un ami · Imprimer",
        ),
        counterexamples=(
            "Facebook och andra",
            "شارك في المؤتمر عشرون باحثا",
            "Del 2",
            "分享自己的经验",
        ),
    ),
    Rule(
        "share.run",
        Label.SHARE,
        rf"(?:(?:Share|Teilen|Partager|Compartir|Condividi|Share\s(?:this|on|via))?{_SIGN}(?:{_NETWORK}(?![\p{{Ll}}]){_SIGN}){{2,14}}+(?:and\s{_NETWORK})?)\W{{0,2}}+",
        Where.WHOLE,
        0.67,
        needs=_NETWORKS,
        max_words=24,
        examples=(
            "FacebookTwitterPinterestWhatsApp",
            "Facebook Twitter LinkedIn Email",
            "Share Facebook | X",
            "Tweet Share Pin",
        ),
        counterexamples=("Facebook and others", "Facebook bought WhatsApp.", "Email me more"),
    ),
    Rule(
        "share.on",
        Label.SHARE,
        rf"(?:Click\sto\s)?(?i:share|tweet|pin|post|save|send|e-?mail|print|follow|teilen|partager|compartir|compartilhar|condividi|delen|udostępnij|поделиться)(?:\s(?i:this|it|the|article|story|page|link|post|a))*+\s(?i:(?:on|to|via|with|by|in|auf|über|sur|en|su|no|op|w|на|в|from)\s)?{_NETWORK}(?!\p{{L}}|\s\p{{Ll}})[^.!?\n]{{0,40}}",
        Where.WHOLE,
        0.93,
        needs=tuple(
            "share tweet pin post save send email mail print teilen partager compartir compartilhar condividi delen udostępnij поделиться".split()
        ),
        max_words=14,
        examples=(
            "Share on X",
            "Click to share on Facebook (Opens in new window)",
            "Share this article via Email",
            "Partager sur Facebook",
        ),
        counterexamples=(
            "Share it with friends",
            "Post offices print stamps",
            "Share on the market fell",
        ),
    ),
    Rule(
        "share.on-reversed",
        Label.SHARE,
        rf"(?i:auf|bei|via|per|über|in)\s{_NETWORK}\s(?i:teilen|weiterleiten|versenden|merken|empfehlen|senden)(?:\s\([^)]{{0,40}}\))?",
        Where.WHOLE,
        0.5,
        needs=("teilen", "weiterleiten", "versenden", "merken", "empfehlen", "senden"),
        max_words=10,
        examples=("Auf Facebook teilen", "Per E-Mail versenden (Wird in neuem Fenster geöffnet)"),
        counterexamples=("Auf Wunsch teilen", "Wir teilen alles"),
    ),
    Rule(
        "share.this",
        Label.SHARE,
        r"(?i:(?:share|print|save|e-?mail|like|rate|copy|bookmark|recommend)\s(?:this|the)\s(?:[\w-]++\s)?(?:article|story|post|page|entry|video|recipe|link|content|news|event|product|review|url|item)|(?:share|print|save|like|rate|recommend)\sthis\s(?:release|obituary|guide|listing|job|episode|profile|gallery|map|photo)|(?:share|print)\s(?:episode|recipe|page)|share\s(?:this|via|on|with|options?|now|obituary|release|article|story|recipe)|(?:diesen?\s)?(?:artikel|beitrag|seite)\s(?:teilen|drucken|merken|empfehlen|weiterempfehlen)|partager\s(?:cet|l[’'])\s?article|compart(?:e|ir)\s(?:este|esta|el)\s\w++|condividi\s(?:questo|l[’'])\s?\w++|share)\s?[:!…]?",
        Where.WHOLE,
        0.91,
        needs=tuple(
            "share print save email mail like rate copy bookmark recommend teilen drucken merken empfehlen weiterempfehlen partager comparte compartir condividi".split()
        ),
        max_words=8,
        examples=("Share this article", "Share:", "Artikel teilen", "Print this page", "Share via"),
        counterexamples=("Share this with care and joy", "Like the post office", "Rate of pay"),
    ),
    Rule(
        "share.count",
        Label.SHARE,
        r"\d[\d.,]*+\s?[KkMm]?\s?(?i:shares?|likes?|views?|votes?|retweets?|claps?|favou?rites?|reposts?|upvotes?|reactions?|followers|reads|aufrufe|partages|me\sgusta|condivisioni|просмотр(?:ов|а)?)|(?:Shares?|Likes?|Views|Upvote|Vote|Recommend|Tweet|Share|Facebook|Teilen|SHARES|VIEWS)\s?:?\s{0,2}+\(?\d[\d.,]*+[KkMm]?\)?",
        Where.WHOLE,
        0.78,
        needs=tuple(
            "share shares like likes view views vote votes retweets claps favorites favourites reposts upvote upvotes reactions reads aufrufe partages gusta condivisioni просмотров просмотра followers recommend tweet facebook teilen".split()
        ),
        max_words=6,
        examples=("123 shares", "Like 12", "1.2K views", "Shares 32", "Views: 1,204"),
        counterexamples=("123 shares were sold", "Like 12 others", "12 votes short"),
    ),
    Rule(
        "share.count-native",
        Label.SHARE,
        rf"(?=\D{{1,40}}\d)(?:{alternation(_VOTES)}[\s:：+(（]{{0,3}}+\d{{0,6}}[)）]?[\s|·•,，]{{0,3}}+){{1,5}}+",
        Where.WHOLE,
        0.75,
        needs=tuple(
            "поблагодарили благодарили спасибо нравится понравилось подобається אהבתי תודות إعجاب أعجبني "
            "पसंद লাইক ถูกใจ 좋아요 공감 추천 い 支 反 点 點 收 赞 讚 beğeni teşekkür teşekkürler lubię "
            "gefällt danke gusta curtidas gilla tykkää thích suka".split()
        ),
        max_words=14,
        examples=(
            "Поблагодарили: 3",
            "אהבתי (1)",
            "收藏 3 支持 反对",
            "いいね！した人 48",
            "좋아요 12",
            "Beğeni: 7",
        ),
        counterexamples=("支持他的人有3个", "Спасибо за 3 года", "推荐 三本书", "Gusta 3 veces"),
    ),
    Rule(
        "share.rating",
        Label.SHARE,
        r"(?i:rated\s|rating:?\s|average\s|bewertung:?\s|note\s)?\d(?:[.,]\d{1,2})?\s?(?:(?i:out\sof|von|sur|de|su|from)\s|/\s?)(?:5|10)(?:[.,]0)?(?:\s(?i:stars?|sternen?|étoiles|estrellas|stelle))?\W{0,3}+(?:\(?\d[\d.,]*+\s?(?i:votes?|reviews?|ratings?|stimmen|bewertungen|avis|voti)?\)?|(?i:from|based\son|by|bei)\s[\w\s,]{1,30})?\.?|(?i:rate\s(?:this\s)?|vote\s)?\d\sstars?|\d(?:[.,]\d{1,2})?\s(?:from|aus|based\son)\s\d[\d.,]*+\s(?i:votes?|reviews?|ratings?|stimmen|bewertungen)",
        Where.WHOLE,
        0.6,
        needs=(
            "5",
            "10",
            "star",
            "stars",
            "vote",
            "votes",
            "review",
            "reviews",
            "rating",
            "ratings",
            "stimmen",
            "bewertungen",
        ),
        max_words=12,
        in_articles=True,
        examples=(
            "4.8 out of 5 stars (193)",
            "Rated 4.5 / 5",
            "4,2 von 5 (12 Bewertungen)",
            "Rating: 4/5 from 12 votes",
            "4.81 from 37 votes",
        ),
        counterexamples=("4 out of 5 dentists agree", "Page 3 of 12", "9/10 cats prefer it"),
    ),
    Rule(
        "share.opens",
        Label.SHARE,
        r"(?i:click\sto\s(?:share|print|e-?mail|tweet|copy)|(?:link|url)\scopied(?:\sto\sclipboard)?|copy\s(?:article\s)?(?:link|url)\sto\sclipboard|add\sto\s(?:favou?rites|bookmarks|reading\slist)|save\sfor\slater|print(?:\sfriendly)?(?:\s(?:page|version|pdf))|klicken,\sum\s[^.]{0,60}(?:teilen|drucken|senden|freunde))",
        Where.START,
        0.85,
        needs=(
            "click",
            "copied",
            "copy",
            "favorites",
            "favourites",
            "bookmarks",
            "reading",
            "later",
            "print",
            "klicken",
        ),
        max_words=14,
        examples=(
            "Click to print (Opens in new window)",
            "Link copied to clipboard",
            "Save for later",
            "Print version",
        ),
        counterexamples=(
            "Click to open the lid.",
            "Print runs were small.",
            "Reading later in the day",
        ),
    ),
)
