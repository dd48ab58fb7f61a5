"""Does a citizen still lack a place tonight? Facts of a single night, which end with a place or with the night."""

import datetime

from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hjemvej.ground.shelters.rules import night_of

SAFE_NIGHT = "safe_night"  # the kind of course that the room of the night lists
NO_PLACE, HELD, HAD_NONE, HAS_PLACE = "no_place", "held", "had_none", "has_place"


def tonight_now(
    said: str, said_at: datetime.datetime, at: datetime.datetime, *, ended_at: datetime.datetime | None, so_far: str
) -> str:
    """What was said of its night, as it stands now.

    Those who find places took it from there: `so_far` tells that one is held, `ended_at` when it came to an end.
    """
    if said != NO_PLACE:
        return said
    if ended_at is not None and ended_at >= said_at and night_of(ended_at) == night_of(said_at):
        return HAS_PLACE
    if night_of(said_at) != night_of(at):
        return HAD_NONE
    return HELD if so_far and ended_at is None else NO_PLACE


def summary_for_the_night(
    received_at: datetime.datetime, *, where: str, children: int | None, animals: str, danger: str
) -> str:
    """What whoever finds a place needs to know, in the caller's words, so that nobody types it twice."""
    with_them = ngettext("%d barn", "%d børn", children) % children if children else ""
    known = [where, with_them, animals, _("Pas på: %s") % danger if danger else ""]
    words = " · ".join(filter(None, known)) or _("har ikke et sted i nat")
    call = _("Henvendelse kl. %(clock)s: %(words)s") % {"clock": f"{localtime(received_at):%H.%M}", "words": words}
    return call[:300]
