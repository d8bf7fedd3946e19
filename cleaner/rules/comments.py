"""Readers' comments and the comment form.

The comments themselves are prose like any; what shows them is the frame: counts,
"Name says:", reply links, the form's notes.
"""

from __future__ import annotations

from typing import Final

from cleaner.labels import Label
from cleaner.rules.rule import Rule, Where

_COMMENTS: Final = r"(?i:comments?|replies|responses?|thoughts|kommentare?|commentaires?|réponses?|comentarios?|respuestas|commenti|commento|comentários?|reacties?|komentarz[ey]?|komentarzy|комментари(?:й|я|ев|и)|коментар(?:ів|і)?|відповідей|kommentarer|yorum|σχόλι[αο]|תגובות|टिप्पणि(?:याँ|यां)|टिप्पणी|মন্তব্য|ความคิดเห็น|댓글|تعليق(?:ات)?|دیدگاه|نظر|hozzászólás|comentarii|bình\sluận)"
_COMMENT_NEEDS: Final = tuple(
    "comment comments replies response responses thoughts kommentar kommentare commentaire commentaires réponse réponses comentario comentarios respuestas commento commenti comentário comentários reactie reacties komentarz komentarze komentarzy комментарий комментария комментариев комментарии kommentarer yorum коментар коментарі коментарів σχόλια σχόλιο תגובות टिप्पणियाँ टिप्पणियां टिप्पणी মন্তব্য ความคิดเห็น 댓글 تعليق تعليقات دیدگاه نظر hozzászólás comentarii bình".split()
)

RULES: Final[tuple[Rule, ...]] = (
    Rule(
        "comments.count",
        Label.COMMENTS,
        rf"(?:\(?\d[\d.,]*+\)?টি|\(?\d[\d.,]*+\)?|No|Keine|Aucun|Sin|Nessun|One|0)\s?{_COMMENTS}(?:\s(?i:so\sfar|yet|(?:on|to|zu|sur|en|su)\s[^\n]{{2,120}}))?\s?[:»↓]?|{_COMMENTS}\s?[:]?\s?(?:\(\s?\d[\d.,]*+\s?\)|\d[\d.,]*+)",
        Where.WHOLE,
        0.58,
        needs=_COMMENT_NEEDS,
        max_words=28,
        examples=(
            "12 comments",
            "3 Kommentare",
            "Comments (4)",
            "2 thoughts on “Ten bridges”",
            "No comments yet",
            "Σχόλια (1)",
            "댓글 2",
            "২টি মন্তব্য",
            "2 תגובות",
        ),
        counterexamples=("12 comments were deleted", "No reply came", "Comments on the plan"),
    ),
    Rule(
        "comments.leave",
        Label.COMMENTS,
        r"(?i:(?:please\s)?(?:leave|post|add|write|submit|be\sthe\sfirst\sto(?:\sleave)?|cancel)\s(?:(?:a|an|your|us|new|my|public)\s){0,2}+(?:comment|reply|review|response|answer)|(?:join|start|continue)\s(?:the|a)\s(?:conversation|discussion)|(?:schreibe?|hinterlasse|verfasse)n?\s(?:(?:sie|einen|ein|den|ersten|uns)\s){0,3}+kommentar|(?:ihr|dein)e?\s(?:kommentar|antwort)|kommentar\s(?:schreiben|verfassen|hinterlassen)|(?:laisser?z?|ajouter|écrire|poster)\s(?:un|votre)\scommentaire|(?:deja|dejar|escribe|añadir)\s(?:un|tu)\s(?:comentario|respuesta)|(?:lascia|aggiungi|scrivi)\sun\scommento|(?:deixe|faça|adicione)\s(?:um|seu)\scomentário|(?:dodaj|zostaw)\skomentarz|(?:laat|plaats)\seen\sreactie|(?:добавить|оставить)\sкомментарий)(?!\s\w++\s\w)",
        Where.START,
        0.86,
        needs=(
            "comment",
            "reply",
            "review",
            "response",
            "answer",
            "conversation",
            "discussion",
            "kommentar",
            "antwort",
            "commentaire",
            "comentario",
            "respuesta",
            "commento",
            "comentário",
            "komentarz",
            "reactie",
            "комментарий",
        ),
        max_words=16,
        examples=(
            "Leave a reply",
            "Schreibe einen Kommentar",
            "Laisser un commentaire",
            "Be the first to comment",
            "Join the conversation",
        ),
        counterexamples=(
            "Leave a reply pending and you lose.",
            "Post offices add comment boxes.",
            "Your comment was kind.",
        ),
    ),
    Rule(
        "comments.says",
        Label.COMMENTS,
        r"(?:\d{1,3}\.?\s)?(?!(?:The|She|He|It|They|We|I|On|In|But|And|A|An|As|Er|Sie|Il|Elle|El|Ella)\s)"
        r"(?:[\p{Lu}\p{Lo}\d@][^\s:]{0,30}+(?:\s[\p{Lu}\p{Lo}\d][^\s:]{0,30}+){0,2}|\p{Ll}[^\s:]{0,30}+)\s"
        r"(?:(?:says|said|wrote|schreibt|schrieb|sagte?|dit|dice|disse|zegt|pisze|говорит|пишет)\s?:(?:\s?↑)?+(?=\s*+\Z|[^\n]{0,16}\d)"
        r"|(?:says|said|wrote|commented|replied|schrieb|sagte)\s(?:on|at|am|um)\s(?=[^\n]{0,16}\d))[\w\s,.:/@()’-]{0,60}",
        Where.WHOLE,
        0.6,
        needs=tuple(
            "says said wrote commented replied schreibt schrieb sagt sagte dit dice disse zegt pisze говорит пишет".split()
        ),
        max_words=16,
        examples=(
            "Jane Doe says:",
            "jd42 says: May 3, 2019 at 4:12 pm",
            "jd42 wrote: ↑",
            "jd42 wrote: ↑12. Sep 2024, 08:42",
            "Jane wrote on 3 May 2019",
            "Erika sagt:",
        ),
        counterexamples=(
            "On the back she wrote: The sound of the gate.",
            "The trust says that 10,391 were brought back.",
            "The minister said on 3 May that it would.",
            "Jane says so.",
            "He said on Monday that all is well.",
            "The mayor wrote",
        ),
    ),
    Rule(
        "comments.reply",
        Label.COMMENTS,
        r"(?:[↓↩⤴]\s?)?(?i:(?:reply|in\sreply|response|replying)\sto\s|antworten?\sauf\s|antwort\san\s|répondre\sà\s|responder\sa\s|rispondi\sa\s)[\p{L}\d@][^.!?\n]{1,40}|(?:(?:Reply|Like|Report|Share|Flag|Quote|Edit|Delete|Permalink|Log\sin\sto\s[Rr]eply|Antworten|Melden|Zitieren|Répondre|Signaler|Responder|Rispondi|Ответить|Odpowiedz|Beantwoorden)\s?[|·•,↓]?\s?(?:\d{1,4}\s?)?){2,6}+",
        Where.WHOLE,
        0.5,
        needs=tuple(
            "reply replying response report flag quote permalink antworten antwort melden zitieren répondre signaler responder rispondi ответить odpowiedz beantwoorden".split()
        ),
        max_words=10,
        examples=("Reply to Jane Doe", "Reply | Report", "Antworten Melden", "Like 3 Reply"),
        counterexamples=(
            "Reply to the letter by Monday, please, or else you lose it.",
            "Report from the river",
            "Reply",
        ),
    ),
    Rule(
        "comments.log-in",
        Label.COMMENTS,
        r"(?i:(?:log|logged|sign|signed)\s?-?in\s(?:or\s[\w\s]{3,24}?\s)?to\s(?:post\s(?:a\s)?(?:comment|reply|review)|leave|comment|join\sthe|add|write\sa|view\scomments)|(?:angemeldet|eingeloggt|registriert)\s[^.\n]{0,40}kommentieren|(?:anmelden|einloggen),?\sum\s[^.\n]{0,40}(?:komment|antwort)|(?:identifier|connecté)\s[^.\n]{0,20}(?:comment|commentaire))",
        Where.INSIDE,
        0.5,
        needs=(
            "log",
            "logged",
            "login",
            "sign",
            "signed",
            "angemeldet",
            "eingeloggt",
            "registriert",
            "anmelden",
            "einloggen",
            "identifier",
            "connecté",
        ),
        max_words=30,
        examples=(
            "You must be logged in to post a comment.",
            "Log in to comment",
            "Sign in or register to comment",
        ),
        counterexamples=(
            "Log in to your bank.",
            "Sign in the window",
            "She logged in to read mail.",
        ),
    ),
    Rule(
        "comments.form",
        Label.COMMENTS,
        r"(?i:your\se-?mail\s(?:address\s)?will\s(?:not|never)\sbe|required\sfields\s(?:are\s)?marked|save\smy\sname|notify\sme\s(?:of|when|by|via)|comments?\s(?:are|is)\s(?:now\s)?(?:closed|moderated|turned\soff|disabled|subject\sto|not\sallowed)|(?:commenting|comment)\s(?:policy|guidelines|rules)|(?:view|show|load|hide|read|see|all|most\s\w++)\s(?:all\s|more\s|the\s|previous\s)?(?:\d++\s)?comments|deine\se-mail-adresse\swird\snicht|erforderliche\sfelder|votre\sadresse\s(?:e-mail|de\smessagerie)\sne\ssera|tu\s(?:dirección\sde\scorreo|correo)\s[^.]{0,24}no\sserá|il\stuo\sindirizzo\semail\snon)",
        Where.START,
        0.9,
        needs=(
            "email",
            "mail",
            "fields",
            "name",
            "notify",
            "comments",
            "comment",
            "commenting",
            "felder",
            "messagerie",
            "correo",
        ),
        max_words=45,
        examples=(
            "Your email address will not be published. Required fields are marked *",
            "Comments are closed.",
            "Save my name in this browser",
            "View all comments",
        ),
        counterexamples=("Your email is full.", "Comments were kind.", "Save my seat."),
    ),
)
