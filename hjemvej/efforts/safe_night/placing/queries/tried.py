"""What was tried on the way to a place? Answers of no, holds that ran out, held places that stayed empty."""

import datetime
import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from hjemvej.efforts.safe_night.models import Answer, Occupancy
from hjemvej.platform.access.viewer import Viewer

Status = Occupancy.Status
NOBODY_CAME = (Status.EXPIRED, Status.DID_NOT_COME, Status.HELD)  # a hold that has run out may still be marked held


@dataclass
class Tried:
    """What was tried for a request, in words; the houses with a no; and whether a held place stayed empty."""

    words: list[str] = field(default_factory=list)
    noes: dict[uuid.UUID, str] = field(default_factory=dict)  # by house
    was_kept: bool = False


def kept_places(night: datetime.date, *, viewer: Viewer) -> QuerySet[Occupancy]:
    """Places held this night, now or earlier, to which the person has not come."""
    kept = viewer.rows_of(Occupancy).filter(from_night=night, status__in=NOBODY_CAME).select_related("house")
    return kept.order_by("made_at", "id")


def what_was_tried(
    request_ids: Collection[uuid.UUID],
    night: datetime.date,
    *,
    viewer: Viewer,
    kept: Sequence[Occupancy] | None = None,
) -> dict[uuid.UUID, Tried]:
    """Sum up what was tried for each of these requests; two queries, or a single query when the caller has `kept`."""
    found = {pk: Tried() for pk in request_ids}
    if not found:
        return found
    for answer in viewer.rows_of(Answer).filter(request_id__in=request_ids).select_related("house").order_by("at"):
        words = {"house": answer.house.name, "words": answer.words}
        by_house = answer.kind == Answer.Kind.TURNED_AWAY
        text = _("%(house)s sagde nej: %(words)s") if by_house else _("sagde nej til %(house)s: ”%(words)s”")
        found[answer.request_id].words.append(text % words)
        no = _("stedet sagde nej: %s") if by_house else _("borgeren sagde nej: ”%s”")
        found[answer.request_id].noes[answer.house_id] = no % answer.words
    for row in kept_places(night, viewer=viewer) if kept is None else kept:
        if row.request_id in found and row.status in NOBODY_CAME:
            text = _("kom ikke til %(house)s") if row.status == Status.DID_NOT_COME else _("pladsen på %(house)s udløb")
            found[row.request_id].words.append(text % {"house": row.house.name})
            found[row.request_id].was_kept = True
    return found
