"""What do this room's events say in words?"""

from django.utils.translation import gettext_lazy as _

EVENTS = {
    "decisions.decision_drafted": _("Begyndt på en afgørelse"),
    "decisions.decision_changed": _("Skrevet videre på en afgørelse"),
    "decisions.decision_dropped": _("Kladde til afgørelse smidt væk"),
    "decisions.decision_sent": _("Afgørelse sendt"),
    "decisions.decision_received": _("Borgeren har fået afgørelsen"),
    "decisions.receipt_mended": _("Rettet, hvornår borgeren fik afgørelsen"),
    "decisions.note_written": _("Notat til en afgørelse"),
    "decisions.complaint_received": _("Borgeren klagede"),
    "decisions.complaint_maintained": _("Afgørelsen fastholdt efter klage"),
    "decisions.complaint_forwarded": _("Klagen sendt til Ankestyrelsen"),
    "decisions.board_answered": _("Ankestyrelsen svarede på klagen"),
    "decisions.complaint_upheld": _("Borgeren fik ret i sin klage"),
    "decisions.complaint_withdrawn": _("Borgeren trak sin klage tilbage"),
}
QUIET = frozenset(
    {"decisions.decision_drafted", "decisions.decision_changed", "decisions.decision_dropped", "decisions.note_written"}
)
