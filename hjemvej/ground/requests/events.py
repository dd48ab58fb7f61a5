"""What do this room's events say in words?"""

from django.utils.translation import gettext_lazy as _

EVENTS = {
    "requests.request_received": _("Bad om indsigt, rettelse eller sletning"),
    "requests.request_extended": _("Fik at vide, at svaret tager længere tid"),
    "requests.request_answered": _("Fik svar på sin anmodning"),
    "requests.erasure_stopped": _("Lovet sletning stoppet"),
    "requests.request_withdrawn": _("Trak sin anmodning tilbage"),
}
QUIET: frozenset[str] = frozenset()
