"""What was tried on the way to a place? No's in words, holds that ran out, places where nobody came."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from hjemvej.efforts.safe_night.models import Answer, Occupancy
from hjemvej.platform.access.viewer import Viewer

Status = Occupancy.Status


@dataclass
class Tried:
    """What one request met, each in a few words, and whether a place was kept that nobody came to."""

    words: list[str] = field(default_factory=list)
    was_kept: bool = False


def what_was_tried(request_ids: Collection[uuid.UUID], *, viewer: Viewer) -> dict[uuid.UUID, Tried]:
    """For each of these requests; two queries however many."""
    found = {pk: Tried() for pk in request_ids}
    for answer in Answer.objects.filter(request_id__in=request_ids).select_related("house").order_by("at"):
        words = {"house": answer.house.name, "words": answer.words}
        by_house = answer.kind == Answer.Kind.TURNED_AWAY
        text = _("%(house)s sagde nej: %(words)s") if by_house else _("sagde nej til %(house)s: “%(words)s”")
        found[answer.request_id].words.append(text % words)
    over = [Status.EXPIRED, Status.DID_NOT_COME, Status.HELD]  # a hold whose time is out may not be swept up yet
    gone = Occupancy.objects.filter(request_id__in=request_ids, status__in=over)
    for row in gone.select_related("house").order_by("made_at"):
        if row.request_id:
            text = _("kom ikke til %(house)s") if row.status == Status.DID_NOT_COME else _("pladsen på %(house)s udløb")
            found[row.request_id].words.append(text % {"house": row.house.name})
            found[row.request_id].was_kept = True
    return found
