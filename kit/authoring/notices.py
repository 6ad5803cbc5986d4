"""What a page shows in the place of an article: a paywall, a question about cookies, a check for robots, an error.

In the languages that class lists are read in: English, German, French, Spanish, Portuguese, Italian and Dutch.
"""

import re
from collections.abc import Sequence

from kit.authoring.draft import Block

_ASKS = re.compile(
    r"(subscribe|sign in|log ?in|register|sign up|create (an|a free) account|become a (member|subscriber)"
    r"|start (your|a) (free )?trial)\b.{0,60}\b(to (continue|keep|read|access|unlock|view)|unlimited|for full access)"
    r"|already (a subscriber|have an account|a member|subscribed)|(this|the) (article|story|content) is (only )?"
    r"(available |reserved )?(only )?(for|to) (our )?(subscribers|members)|you.ve (reached|read) your (limit|last)"
    r"|subscriber.only|(free|remaining) articles? (left|this month|remaining)|to continue reading"
    r"|unlock (this|the) (article|story)"
    r"|(nur|exklusiv) für (unsere )?abonnent|bereits abonnent|(um|zum) weiter(zu)?lesen|bereits ein abo"
    r"|réservée? (à nos|aux) abonnés|déjà abonnée?|pour lire la suite|abonnez-vous pour"
    r"|(solo|exclusivo) para suscriptores|ya eres suscriptora?|para seguir leyendo|suscríbete para"
    r"|(só|apenas|exclusivo) para assinantes|já é assinante|para continuar (a ler|lendo|a leitura)|assine para"
    r"|riservat[oa] agli abbonati|già abbonat[oa]|per continuare a leggere|abbonati per"
    r"|alleen voor abonnees|al abonnee|om verder te lezen",
    re.IGNORECASE,
)
_ROBOT = re.compile(
    r"verify (that )?you are (a )?human|not a robot|checking your browser|unusual traffic|security of your connection"
    r"|enable javascript and cookies|kein(e)? robot|pas un robot|no eres un robot|não (é|sou) um rob|non sei un robot"
    r"|geen robot",
    re.IGNORECASE,
)
_COOKIES = re.compile(
    r"(accept|allow|reject|manage) (all )?(of )?(our )?cookies|we value your privacy|\bwe (and .{1,40} )?use cookies"
    r"|cookies? (zu|akzeptieren|zustimmen)|ihre privatsphäre|accepter les cookies|votre vie privée"
    r"|aceptar (las |todas las )?cookies|tu privacidad|aceitar (os )?cookies|sua privacidade"
    r"|accett\w+ (i |tutti i )?cookie|la tua privacy|cookies (accepteren|toestaan)|uw privacy",
    re.IGNORECASE,
)
_ERROR = re.compile(
    r"(error )?(40[0134]|410|429|50[0234])\b.{0,40}|.{0,20}\bpage (can.?t|cannot|could not) be found\W?"
    r"|(page )?not found\W?|access denied\W?|forbidden\W?|(service|page) (temporarily )?unavailable\W?"
    r"|seite nicht gefunden\W?|page (non trouvée|introuvable)\W?|página no encontrada\W?"
    r"|página não encontrada\W?|pagina non trovata\W?|pagina niet gevonden\W?",
    re.IGNORECASE,
)
#: With more words of running text than this, there is an article beside the notice.
_A_FEW_WORDS = 160
_ELSEWHERE = "Open the article where you may read all of it, and save or copy it from there."
_PAYWALL = f"This is the notice of a paywall and not the article: it asks to subscribe or to log in. {_ELSEWHERE}"
_OPEN = "Open the article in your browser until you see its text, and save the page again, or copy the text."


def notice_in(blocks: Sequence[Block], words: int) -> str:
    """Return what stands there in the place of an article, and what to do, in two sentences; or an empty text.

    Args:
        blocks: what the page holds, with what was left out.
        words: how many words of running text it has.
    """
    if words >= _A_FEW_WORDS:
        return ""
    kept = [block for block in blocks if block.kind != "left out"]
    if any(_ASKS.search(block.text) for block in blocks):
        return _PAYWALL
    if any(_ROBOT.search(block.text) for block in kept):
        return f"This is a page that asks whether you are a robot, and not the article. {_OPEN}"
    about_cookies = sum(len(block.text.split()) for block in kept if _COOKIES.search(block.text))
    if about_cookies and about_cookies * 2 >= words:
        return f"This is a page that asks about cookies, and not the article. {_OPEN}"
    if any(_ERROR.fullmatch(block.text.strip()) for block in kept):
        return f"This is a page that says that something went wrong, and not the article. {_OPEN}"
    return ""
