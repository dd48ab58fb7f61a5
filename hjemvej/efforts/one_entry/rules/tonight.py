"""Has somebody still no place tonight? Said of one night; over when a place is found, or when the night is."""

import datetime

from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hjemvej.ground.situations.rules import night_of

NO_PLACE, HAD_NONE = "no_place", "had_none"


def tonight_now(
    said: str, said_at: datetime.datetime, at: datetime.datetime, *, ended_at: datetime.datetime | None
) -> str:
    """What was said of its night, as it stands now. `ended_at`: those who find places took it from there, and did."""
    if said != NO_PLACE:
        return said
    if ended_at is not None and ended_at >= said_at and night_of(ended_at) == night_of(said_at):
        return "has_place"
    return NO_PLACE if night_of(said_at) == night_of(at) else HAD_NONE


def told_to_the_night(
    received_at: datetime.datetime, *, where: str, children: int | None, animals: str, danger: str
) -> str:
    """What whoever finds a place needs to know, in the caller's words, so that nobody types it twice."""
    with_them = ngettext("%d barn", "%d børn", children) % children if children else ""
    known = [where, with_them, animals, _("Pas på: %s") % danger if danger else ""]
    words = " · ".join(filter(None, known)) or _("har ikke et sted i nat")
    call = _("Henvendelse kl. %(clock)s: %(words)s") % {"clock": f"{localtime(received_at):%H.%M}", "words": words}
    return call[:300]
