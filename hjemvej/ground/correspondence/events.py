"""What do this room's events say in words?"""

from django.utils.translation import gettext_lazy as _

EVENTS = {
    "correspondence.message_written": _("Besked skrevet"),
    "correspondence.message_sent": _("Besked sendt"),
    "correspondence.message_not_sent": _("Besked kunne ikke sendes"),
    "correspondence.message_sent_by_hand": _("Besked sendt af en medarbejder"),
    "correspondence.message_to_be_sent_again": _("Besked sendes igen"),
    "correspondence.message_dropped": _("Besked skal ikke sendes"),
}
QUIET = frozenset(EVENTS)  # the timeline shows the message's own event; the outbox shows its status
