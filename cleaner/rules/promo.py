"""What the publisher asks of the reader: subscribe, donate, follow, install, buy.

Such lines are worded anew everywhere, but they put the same few verbs before the
same few nouns. The verb has to be an imperative near the noun; "readers subscribe
to newsletters" is prose.
"""

from __future__ import annotations

from typing import Final

from cleaner.labels import Label
from cleaner.rules.rule import Rule, Where

_NETWORK: Final = r"(?i:facebook|twitter|x(?=\W|\Z)|instagram|linked\s?in|you\s?tube|telegram|whats\s?app|tik\s?tok|pinterest|threads|bluesky|mastodon|google|flipboard|social|weibo|medium)"

RULES: Final[tuple[Rule, ...]] = (
    Rule(
        "promo.sign-up",
        Label.PROMO,
        r"(?:(?<=[.!?:)]\s?)|(?<!\w\W{0,3}))(?i:sign[\s-]?up|subscribe|register|join|opt\sin)\s(?:(?i:now|here|today|below|free)[\s,]{1,2})?(?i:for|to|and|on|our|the|with)\s[^.!?\n]{0,80}?(?i:newsletters?|e-?mails?|mailing|updates|alerts|briefing|inbox|channel|digest|notifications|magazine|podcast)",
        Where.INSIDE,
        0.88,
        needs=("sign", "signup", "subscribe", "register", "join", "opt"),
        max_words=60,
        examples=(
            "Sign up for our free weekly newsletter",
            "Want more? Subscribe to The Example and get updates.",
            "Join our mailing list",
        ),
        counterexamples=(
            "Readers subscribe to many newsletters.",
            "They sign up for an alerts service.",
            "Join the two halves with glue.",
        ),
    ),
    Rule(
        "promo.inbox",
        Label.PROMO,
        r"(?i:(?:delivered|sent|straight|direct(?:ly)?|right|news|stories|more|updates|newsletter|headlines|content|get|receive)\s[^.!?\n]{0,60}?(?:in|to|into)\syour\s(?:e?-?mail\s)?(?:inbox|mailbox|e-?mail)|(?:directement|gratuitement)\s[^.]{0,30}boîte\s|(?:direkt|kostenlos|newsletter|morgen|abend|woche|uhr|sechs|sieben|acht)\sin\s(?:ihr|dein)(?:em)?\s?(?:e-?mail-?)?postfach|en\stu\s(?:correo|bandeja))",
        Where.INSIDE,
        0.86,
        needs=("inbox", "mailbox", "email", "mail", "boîte", "postfach", "correo", "bandeja"),
        max_words=60,
        examples=(
            "Get the best of Example delivered to your inbox",
            "Receive our stories in your email",
            "Jeden Tag direkt in Ihr Postfach",
        ),
        counterexamples=(
            "Her inbox was full.",
            "Keep your inbox tidy.",
            "An e-mail in your name was sent.",
        ),
    ),
    Rule(
        "promo.subscribe-abroad",
        Label.PROMO,
        r"(?i:(?:jetzt\s)?(?:[^.!?\n]{0,30}newsletter\s)(?:abonnieren|bestellen|anmelden)|abonnieren\ssie|melden\ssie\ssich\s[^.]{0,40}newsletter|abonnez[\s-]vous|inscrivez[\s-]vous|je\sm’abonne|suscr[íi]b(?:e|a)[tes]e|iscriviti\s(?:alla|al|ai)|abbonati|assine\s(?:a|o|nossa|já)|inscreva-se|meld\sje\saan|schrijf\sje\sin|abonneer\sje|zapisz\ssię|подпи(?:шитесь|сывайтесь)|abone\sol|abonnera|prenumerera)",
        Where.START,
        0.71,
        needs=tuple(
            "newsletter abonnieren abonnez inscrivez abonne suscríbete suscríbase suscribete iscriviti abbonati assine inscreva aan schrijf abonneer zapisz подпишитесь подписывайтесь abone abonnera prenumerera".split()
        ),
        max_words=45,
        examples=(
            "Newsletter abonnieren",
            "Abonnez-vous à notre lettre",
            "Suscríbete a nuestro boletín",
            "Подпишитесь на нас",
        ),
        counterexamples=(
            "Wer Zeitungen abonnieren will, zahlt.",
            "Il s’abonne à la revue.",
            "Ein Newsletter ist ein Rundbrief.",
        ),
    ),
    Rule(
        "promo.newsletter-han",
        Label.PROMO,
        r"(?:订阅|訂閱|訂阅)[^。！？\n]{0,24}?(?:电子报|電子報|邮件|郵件|简报|簡報|通讯|通訊|周报|週報|日报|日報)",
        Where.INSIDE,
        0.75,
        needs=("订", "訂"),
        max_words=50,
        examples=("訂閱《例子月刊》電子報，每月一封。", "订阅我们的电子报"),
        counterexamples=("他订阅了三份报纸。", "電子報的歷史"),
    ),
    Rule(
        "promo.follow",
        Label.PROMO,
        rf"(?:Also\s|Please\s|And\s|You\scan\s)?(?i:follow|like|find|join|connect\swith|visit|watch|add)\s(?:(?i:us|me|our|him|her|them)|@?[\p{{Lu}}\d][\w.’'-]{{1,20}}+(?:\s[\p{{Lu}}\d][\w.’'-]{{1,20}}+){{0,3}})(?:\s(?:page|channel|also|too|now))?[\s:]{{1,2}}(?:(?i:on|at|via|as|in|across)\s)?(?:(?:our|your|the|all|a|preferred|source)\s){{0,3}}{_NETWORK}",
        Where.START,
        0.75,
        needs=("follow", "like", "find", "join", "connect", "visit", "watch", "add"),
        max_words=40,
        examples=(
            "Follow us on Facebook and Twitter",
            "Like us on Facebook",
            "Follow Example Times on Instagram",
            "Find us on X",
        ),
        counterexamples=(
            "Follow the river to the bridge.",
            "Like many on Facebook, she left.",
            "Find us a table.",
        ),
    ),
    Rule(
        "promo.follow-abroad",
        Label.PROMO,
        rf"(?i:(?:folgen?|besuchen)\s(?:sie|du|uns|mir)[^.!?\n]{{0,40}}|(?:suivez|retrouvez|rejoignez)[\s-]nous[^.!?\n]{{0,30}}|(?:síguenos|síganos|sigue\sa)[^.!?\n]{{0,30}}|(?:seguici|segui)\s[^.!?\n]{{0,30}}|(?:siga|curta)\s[^.!?\n]{{0,30}}|volg\sons[^.!?\n]{{0,30}}|(?:obserwuj|śledź|polub)\snas[^.!?\n]{{0,30}})\s{_NETWORK}",
        Where.START,
        0.67,
        needs=tuple(
            "folgen folge besuchen suivez retrouvez rejoignez síguenos síganos sigue seguici segui siga curta volg obserwuj śledź polub".split()
        ),
        max_words=40,
        examples=(
            "Folgen Sie uns auf Facebook",
            "Suivez-nous sur Instagram",
            "Síguenos en Twitter",
            "Seguici su Telegram",
        ),
        counterexamples=("Folgen der Flut", "Suivez le pont jusqu’à Facebook.", "Segui il fiume."),
    ),
    Rule(
        "promo.feed",
        Label.PROMO,
        r"[^\n.!?]{3,70}\((?i:atom|rss)\)",
        Where.WHOLE,
        0.8,
        needs=("atom", "rss"),
        max_words=12,
        examples=("Subscribe to: Post Comments (Atom)", "Abonnieren Kommentare zum Post (Atom)"),
        counterexamples=("An editor (Atom) was released.", "The feed (RSS) broke"),
    ),
    Rule(
        "promo.app",
        Label.PROMO,
        r"(?i:(?:download|get|install|try|use|open)\s(?:the|our|in)\s(?:[\w’'-]{1,20}+\s){0,4}?app(?:\W|\Z)|(?:available|download|get\sit)\s(?:on|from|in)\s(?:the\s)?(?:google\splay|(?:apple\s)?app\s?store)|(?:lade|laden\ssie|téléchargez|descarga|scarica|baixe)\s[^.!?\n]{0,40}\sapp(?:lication|likasi)?(?:\W|\Z))",
        Where.START,
        0.67,
        needs=("app", "play", "store", "appstore", "application"),
        max_words=35,
        examples=(
            "Download the Example News app",
            "Get our app",
            "Available on the App Store",
            "Téléchargez notre application",
        ),
        counterexamples=(
            "The app is slow.",
            "Get the apple from the tree.",
            "Use the play button.",
        ),
    ),
    Rule(
        "promo.price",
        Label.PROMO,
        r"(?i:only\s|just\s|from\s|für\s|nur\s|ab\s)?(?:[$€£]\s?\d{1,3}+(?:[.,]\d\d)?|\d{1,3}+(?:[.,]\d\d)?\s?(?:[€£]|(?i:euro)))\s?(?:(?i:for|a|per|pro|par|every|im|the|your|al)\s|/\s?)(?:(?i:first\s)?(?:\d{1,2}\s)?)?(?i:weeks?|months?|mo|years?|yr|monat|woche|jahr|mois|mes|mese)(?!\p{L})",
        Where.INSIDE,
        0.72,
        needs=("$", "€", "£", "euro"),
        max_words=25,
        in_articles=True,
        examples=("$1 for 6 months", "Nur 9,99 € pro Monat", "Subscribe: £2.50 a week"),
        counterexamples=(
            "He paid $5 for six eggs.",
            "A loan of $5 million a year",
            "€9 is enough.",
        ),
    ),
    Rule(
        "promo.trial",
        Label.PROMO,
        r"(?i:(?:jetzt|now|try|test(?:en)?|get|start|read|lesen|essayez|profitez|prueba|probeer|lees|prova|suscríbete|abonne[rz]\w{0,4})(?:\s[^.!?\n]{0,60}?)?\s\d{1,2}\s(?:weeks?|months?|wochen?|monate?|mois|semaines|meses|semanas|mesi|settimane|weken|maanden)\s(?:lang\s)?(?:for|für|pour|por|per|a|voor)\s(?:(?:only|just|nur|sólo|solo|seulement|slechts)\s)?(?:[€$£]\s?\d|\d{1,3}(?:[.,]\d\d)?\s?(?:€|euro)))",
        Where.INSIDE,
        0.85,
        needs=tuple(
            "weeks months wochen monate mois semaines meses semanas mesi settimane weken maanden".split()
        ),
        max_words=40,
        examples=(
            "Testen Sie Beispiel Plus jetzt 4 Wochen für 1 Euro.",
            "Get 3 months for $1",
            "Prueba 3 meses por 1 €",
        ),
        counterexamples=(
            "She rented the flat for 3 months for $900 a month.",
            "Er fuhr 4 Wochen für 300 Euro durch Italien.",
            "The job took 6 weeks for $5,000.",
        ),
    ),
    Rule(
        "promo.members-only",
        Label.PROMO,
        r"(?i:already\s(?:a|an|have|subscribed|registered)\s?(?:(?:\w++\s)?(?:subscri\w++|member|account|user|subscription)|\?)(?!\sof)|(?:this|the)\s(?:article|story|content|post)\sis\s(?:only\s)?(?:available\s)?(?:exclusively\s)?(?:for|to)\s(?:[\w-]++\s){0,3}?(?:subscribers|members)|(?:to|and)\s(?:read|continue|unlock|access)\s(?:\w++\s){0,5}?(?:subscribe|sign\s(?:in|up)|log\sin|register)|subscribe\s(?:now\s)?(?:to|for)\s(?:read|continue|unlock|full|access|unlimited)|you\shave\s\d++\sfree\sarticles)",
        Where.INSIDE,
        0.71,
        needs=(
            "already",
            "article",
            "story",
            "content",
            "post",
            "read",
            "continue",
            "unlock",
            "access",
            "subscribe",
            "free",
        ),
        max_words=35,
        examples=(
            "Already a subscriber? Log in",
            "This article is only available to paid subscribers",
            "Subscribe to unlock this story",
            "You have 2 free articles left",
        ),
        counterexamples=(
            "It is already an account of failure.",
            "The article is for all readers.",
            "He went on to read ten books.",
        ),
    ),
    Rule(
        "promo.characters-left",
        Label.PROMO,
        r"(?:[^\n。]{0,40}(?:会員|有料)[^\n。]{0,12}。\s?)?残り[:：]?\s?[\d,０-９]{1,6}\s?(?:文字|字)(?:\s?[（(／/]\s?全文[:：]?\s?[\d,０-９]{1,6}\s?(?:文字|字)\s?[)）]?)?",
        Where.WHOLE,
        0.95,
        needs=("残",),
        max_words=60,
        examples=("残り412文字（全文1,020文字）", "この記事は有料記事です。残り1234文字"),
        counterexamples=("残り三文字を彫る", "残り12文字で書き終えた"),
    ),
    Rule(
        "promo.claps",
        Label.PROMO,
        r"(?i:(?:give|leave|hit|hold|press|smash)\s(?:[\w’]++\s){1,8}?claps?(?!\w|\sof)|(?<!\w)claps?\s(?:[\w’,]++\s){1,8}?follow\s(?:me|us)(?!\w)|follow\sme\s(?:here\s)?on\smedium)",
        Where.INSIDE,
        0.85,
        needs=("clap", "claps", "medium"),
        max_words=40,
        examples=(
            "If you liked this story, give it a few claps and follow me for more.",
            "Clap if you liked it, and follow me for more stories.",
        ),
        counterexamples=(
            "She gave a clap and left.",
            "Give the child a clap of the hands.",
        ),
    ),
    Rule(
        "promo.thanks-for-reading",
        Label.PROMO,
        r"Thanks\sfor\sreading(?:\s\p{Lu}[^.!?\n]{0,60})?!(?:\s(?:Subscribe\sfor\sfree|This\spost\sis\spublic)\s[^.!?\n]{3,80}[.!])?|(?:This\spost\sis\spublic\sso|Subscribe\sfor\sfree\sto\sreceive)\s[^.!?\n]{3,80}[.!]?",
        Where.WHOLE,
        0.9,
        needs=("thanks", "public", "subscribe"),
        max_words=30,
        examples=(
            "Thanks for reading The Example! This post is public so feel free to share it.",
            "This post is public so feel free to share it.",
        ),
        counterexamples=(
            "Thanks for reading the draft.",
            "Thanks for reading it to her! She slept.",
        ),
    ),
    Rule(
        "promo.listen-on",
        Label.PROMO,
        r"(?i:(?:listen|subscribe|follow|available)(?:\s(?:now|to\s[^.\n]{2,40}|and\s\w++|us|free))?\son:?\s{1,2}(?:(?:apple\spodcasts?|itunes|spotify|google\spodcasts|amazon\smusic|you\s?tube|stitcher|overcast|pocket\scasts|deezer|podcast\saddict|rss|audible|iheart(?:radio)?|wherever\s[^.\n]{3,40})[\s,|/•·]{0,3}(?:(?:and|or)\s)?){2,12}+[.!]?)",
        Where.WHOLE,
        0.9,
        needs=("listen", "subscribe", "follow", "available"),
        max_words=30,
        examples=(
            "Listen on Apple Podcasts Spotify RSS",
            "Listen to The Example on Spotify, Apple Podcasts and Google Podcasts.",
        ),
        counterexamples=(
            "Listen on Monday.",
            "The album is available on Spotify.",
        ),
    ),
    Rule(
        "promo.donate",
        Label.PROMO,
        r"(?i:(?:please\s|help\s(?:us\s)?|your\s)?(?:support|donat\w{1,4}|contribut\w{1,4}|chip\sin|give|become)\s(?:[\w’'-]{1,20}+[\s,]{1,2}){0,6}?(?:today|now|our\s(?:work|journalism|mission|reporting|newsroom)|independent\s(?:journalism|media)|tax[\s-]deductible|donation|supporter|a\s(?:\w++\s)?(?:member|subscriber|patron)|patreon|paypal))",
        Where.START,
        0.6,
        needs=tuple(
            "support donate donation donations contribute contribution contributions chip give become".split()
        ),
        max_words=40,
        examples=(
            "Support our journalism",
            "Please donate today",
            "Become a member",
            "Help support independent media",
        ),
        counterexamples=(
            "Support for the bridge grew.",
            "Donations rose last year.",
            "Give me a hand with the boat.",
        ),
    ),
    Rule(
        "promo.advertisement",
        Label.PROMO,
        r"[\W_]{0,4}+(?i:advertisements?|advertising|ad(?=\s[-–—\d])|sponsored|anzeige|werbung|publicité|publicidade?|pubblicità|advertentie|reklam[ay]?|реклама)(?:[\s:–—|-]{1,4}+(?i:\d{1,2}|continue\s[\w\s]{4,30}|scroll\s[\w\s]{2,30}|story\s[\w\s]{2,40}|article\s[\w\s]{2,40}|content|by\s[\w\s]{2,30}|skip\s[\w\s]{2,20}))?[\W_]{0,4}+|(?i:(?:article|story|content)\scontinues\s(?:below|after)[\w\s]{0,30})\W{0,3}+",
        Where.WHOLE,
        0.95,
        needs=tuple(
            "advertisement advertisements advertising ad sponsored anzeige werbung publicité publicidad publicidade pubblicità advertentie reklam reklama реклама continues".split()
        ),
        max_words=10,
        examples=(
            "Advertisement - Continue reading below",
            "ADVERTISEMENT",
            "- Anzeige -",
            "Story continues below advertisement",
        ),
        counterexamples=(
            "Advertising works.. they say so",
            "The story continues below deck.",
            "Reklama jest wszędzie",
        ),
    ),
)
