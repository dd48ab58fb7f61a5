"""What do this room's events say in words?"""

from django.utils.translation import gettext_lazy as _

EVENTS = {
    "network_meetings.citizen_invited": _("Inviteret til netværksmøde"),
    "network_meetings.time_chosen": _("Tid til netværksmøde valgt"),
    "network_meetings.network_told": _("En fra netværket fik besked om mødet"),
    "network_meetings.meeting_held": _("Netværksmøde holdt"),
    "network_meetings.meeting_not_held": _("Netværksmøde blev ikke holdt"),
}
QUIET = frozenset({"network_meetings.network_told"})
