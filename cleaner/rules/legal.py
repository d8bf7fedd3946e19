"""Cookie, privacy, terms, disclaimers, affiliate disclosures, risk warnings.

Sentences of the law are worded alike everywhere; each rule looks for the two or
three words that prose doesn't put together.
"""

from __future__ import annotations

from typing import Final

from cleaner.labels import Label
from cleaner.rules.rule import Rule, Where

RULES: Final[tuple[Rule, ...]] = (
    Rule(
        "legal.affiliate",
        Label.LEGAL,
        r"(?i:(?:may|might|will|can)\s(?:\w++\s)?(?:earn|receive|get|make)\s(?:us\s)?(?:(?:a|an|some|small|affiliate|referral)\s){0,3}+(?:commissions?|compensation|fee|money|payment)|affiliate\s(?:links?|partner|program|disclosure|commission)[^.\n]{0,60}(?:commission|earn|purchase|cost|compensat|amazon|contain|disclos)|(?:contains?|includes?|uses?)\s(?:some\s)?affiliate\slinks|amazon\s(?:associate|services\sllc)|affiliate[\s-]links?\s[^.\n]{0,60}provision|provision[^.\n]{0,60}affiliate)",
        Where.INSIDE,
        0.88,
        needs=(
            "commission",
            "commissions",
            "affiliate",
            "amazon",
            "compensation",
            "provision",
            "earn",
        ),
        max_words=90,
        examples=(
            "This post may contain affiliate links and includes affiliate links.",
            "We may earn a commission from links on this page.",
            "As an Amazon Associate we earn from sales.",
        ),
        counterexamples=("The commission met.", "Amazon is a river.", "She may earn a degree."),
    ),
    Rule(
        "legal.cookies",
        Label.LEGAL,
        r"(?i:(?:we|site|website|page|wir|nous|sito|partners)\s(?:and\s[\w\s]{3,20}\s)?(?:\w++\s){0,2}?(?:uses?|set|store|verwenden|nutzen|setzen|verwendet|nutzt|utilis(?:e|ons)|utilizza)\s(?!(?:no|keine|keinerlei|nessun)\s)(?:\w++\s){0,4}?cookies|cookies?\s(?:to\s(?:improve|ensure|offer|give|provide|personali[sz]e|enhance|make|help|store)|are\sused|zu\sverbessern|zulassen|akzeptieren)|(?:accept|reject|manage|allow|alle)\s(?:all\s|the\suse\sof\s)?cookies|(?:usamos|utilizamos|utiliza|usa)\s(?:\w++\s){0,2}?cookies|(?:używamy|wykorzystuje)\s(?:\w++\s){0,2}?(?:plik|cook|ciaste))",
        Where.INSIDE,
        0.71,
        needs=("cookies", "cookie", "używamy", "wykorzystuje"),
        max_words=90,
        examples=(
            "We use cookies to make this page work.",
            "Wir verwenden Cookies.",
            "Accept all cookies",
            "Utilizamos cookies propias",
        ),
        counterexamples=(
            "We bake cookies.",
            "Cookies are sweet.",
            "Store the cookies in a tin.",
            "We use no cookies but one.",
            "Wir setzen keine Cookies.",
        ),
    ),
    Rule(
        "legal.you-agree",
        Label.LEGAL,
        r"(?i:by\s(?:clicking|using|submitting|continuing|signing|subscribing|providing|entering|registering|checking|proceeding|creating|joining|selecting)\s[^.\n]{0,120}?(?:you\s(?:[\w’]++\s){0,3}?(?:agree|accept|consent|acknowledge|confirm|understand|are\sagreeing)|i\s(?:agree|consent))|(?:you|i)\s(?:agree|consent)\sto\s(?:our|the|[\w\s’]{2,30}(?:terms|privacy))[^.\n]{0,80}(?:terms|privacy|policy|conditions)|i\s(?:have\sread|accept)\s[^.\n]{0,40}(?:terms|privacy|policy)|protected\sby\sre\s?captcha)",
        Where.INSIDE,
        0.71,
        needs=("by", "agree", "consent", "accept", "captcha", "recaptcha", "terms", "privacy"),
        max_words=90,
        examples=(
            "By clicking Submit, you agree to our terms.",
            "I agree to the terms and privacy policy",
            "This site is protected by reCAPTCHA",
        ),
        counterexamples=(
            "By using a boat, you save time.",
            "I agree to the plan.",
            "He was protected by law.",
        ),
    ),
    Rule(
        "legal.risk",
        Label.LEGAL,
        r"(?i:past\s(?:performance|results)\s(?:is|are|does|do|may)\s(?:not?|never)|(?:not|nor)\s(?:\w++\s){0,5}?(?:financial|investment|medical|legal|tax|professional|trading)(?:,?\s(?:or\s|and\s)?\w++){0,4}?\sadvice|(?:informational|educational|information|general|entertainment)(?:\s\w++){0,4}?\spurposes\sonly|substitute\sfor\s(?:professional|medical|legal|the\sadvice)|keine\sanlageberatung|(?:terms\s(?:and|&)\sconditions|t&cs?)\sapply|capital\s(?:is|at)\s(?:at\s)?risk|(?:18|21)\+|gambl(?:e|ing)\sresponsibly|forward[\s-]looking\sstatements?\s(?:\w++\s){0,6}?(?:within|are|involve|that|as|can))",
        Where.INSIDE,
        0.67,
        needs=tuple(
            "past advice purposes substitute anlageberatung apply risk 18 21 responsibly forward".split()
        ),
        max_words=120,
        examples=(
            "Past performance is no guarantee of future results.",
            "This is not financial advice.",
            "For informational purposes only.",
            "Terms and conditions apply.",
        ),
        counterexamples=("He sought legal advice.", "Past results were fine.", "Taxes apply."),
    ),
    Rule(
        "legal.opinions",
        Label.LEGAL,
        r"(?i:(?:opinions?|views?|statements?|thoughts)(?:\s(?:and|or)\s\w++)?\s(?:(?:and\s\w++\s)?(?:expressed|stated|contained|presented|here|herein|in\sthis)\s?[^.\n]{0,60}?)(?:are|is|do|does|belong|represent|reflect)\s(?:those|solely|the\s(?:author|writer)|not|his|her|their|my|our|strictly)|(?:do|does)\snot\s(?:necessarily\s|always\s)?(?:reflect|represent)\s(?:the\s)?(?:\w++\s)?(?:views?|opinions?|position|policy|endorsement|advice|official)|(?:assumes?|accepts?|bears?)\sno\s(?:legal\s)?(?:responsibility|liability)|(?:not|nor)\s(?:be\s)?(?:held\s)?(?:responsible|liable)\sfor\s(?:any|the|errors|content|loss))",
        Where.INSIDE,
        0.6,
        needs=tuple(
            "opinion opinions view views statements thoughts reflect represent responsibility liability responsible liable".split()
        ),
        max_words=100,
        examples=(
            "The opinions expressed here are those of the author.",
            "This does not necessarily reflect the views of Example.",
            "Example accepts no liability for errors.",
        ),
        counterexamples=(
            "Opinions are divided.",
            "The views are grand.",
            "He took responsibility.",
        ),
    ),
    Rule(
        "legal.data",
        Label.LEGAL,
        r"(?<!\p{L})(?i:(?:see|read|view|review|in|with|to|our|mehr\s\w++\sin)\s(?:our|the|your|unserer|der|notre)\s(?:\w++\s)?(?:privacy|cookie|datenschutz\w{0,12})\s?(?:policy|notice|statement|settings|page)?|(?:your|personal|personenbezogene[nr]?|ihre)\s(?:personal\s)?(?:data|information|daten)\s(?:will|may|is|are|for|werden|wird)\s[^.\n]{0,60}(?:process|used|shared|collect|stored|verarbeitet|gespeichert|advertis|accordance)|unsubscribe\sat\sany\stime|do\snot\s(?:sell|share)\s(?:or\s\w++\s)?my|(?:privacy\spolicy|datenschutz\w{0,12})\s(?:and|und)\s(?:the\s)?(?:terms|cookie|nutzung|agb))",
        Where.INSIDE,
        0.8,
        needs=(
            "privacy",
            "cookie",
            "datenschutz",
            "datenschutzerklärung",
            "data",
            "information",
            "daten",
            "unsubscribe",
            "sell",
            "share",
        ),
        max_words=70,
        in_articles=True,
        examples=(
            "Read our privacy policy for more.",
            "Do not sell my personal information",
            "Your personal data will be processed with care.",
        ),
        counterexamples=(
            "The data is old.",
            "Sell the house or share it.",
            "Her privacy was gone.",
        ),
    ),
)
