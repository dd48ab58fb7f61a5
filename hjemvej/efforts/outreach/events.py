"""What do this room's events say in words? The log and the timeline read them."""

from django.utils.translation import gettext_lazy as _

EVENTS = {
    "outreach.round_begun": _("Opsøgende runde begyndt"),
    "outreach.round_ended": _("Opsøgende runde slut"),
    "outreach.place_added": _("Et sted at gå hen skrevet"),
    "outreach.nobody_there": _("Ingen på stedet"),
    "outreach.meeting_written": _("Mødt på en runde"),
    "outreach.promise_made": _("Lovet på en runde"),
    "outreach.promise_kept": _("Løfte holdt"),
    "outreach.promise_forgotten": _("Løfte ikke holdt"),
    "outreach.promise_let_go": _("Løfte ikke nødvendigt mere"),
}
# Of no citizen, or told by the meeting itself.
QUIET = frozenset({
    "outreach.round_begun", "outreach.round_ended", "outreach.place_added", "outreach.nobody_there",
    "outreach.meeting_written",
})  # fmt: skip
