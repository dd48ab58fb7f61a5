"""How was a person's night, as known now or then, and how many nights in a row were they outside?"""

import datetime
import uuid
from collections.abc import Collection

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q, QuerySet

from hjemvej.efforts.safe_night.models import Night, Outcome
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.spans.queries import lasting_on

DAY = datetime.timedelta(days=1)
FAR_BACK = 60  # nights outside in a row are counted no further


def nights_as_known(*, viewer: Viewer, known_at: datetime.datetime | None = None) -> QuerySet[Night]:
    """Return the verdicts that we held at a moment; none: now."""
    is_known = lasting_on(known_at, begins="recorded_at", until="superseded_at") if known_at else Q(superseded_at=None)
    return viewer.rows_of(Night).filter(is_known)


def persons_night(person_id: uuid.UUID, night: datetime.date, *, viewer: Viewer) -> Night | None:
    rows = nights_as_known(viewer=viewer).filter(person_id=person_id, night=night)
    return rows.select_related("person", "house").first()


def id_of(row: Night | None) -> str:
    """The row as a form carries it along; empty for none."""
    return str(row.pk) if row else ""


def nights_outside(person_ids: Collection[uuid.UUID], night: datetime.date, *, viewer: Viewer) -> dict[uuid.UUID, int]:
    """Count, for each person, the nights in a row up to last night without a safe place; leave out people with none."""
    rows = _outside(night, viewer=viewer).filter(person_id__in=person_ids)
    unsafe: dict[uuid.UUID, set[datetime.date]] = {}
    for person_id, unsafe_night in rows.values_list("person_id", "night"):
        unsafe.setdefault(person_id, set()).add(unsafe_night)
    counted = {person_id: in_a_row(nights, night) for person_id, nights in unsafe.items()}
    return {person_id: number for person_id, number in counted.items() if number}


def outside_of_row(night: datetime.date, *, viewer: Viewer) -> ArraySubquery:
    """The nights without a safe place of the person that a row names, to be asked with the row."""
    return ArraySubquery(_outside(night, viewer=viewer).filter(person_id=OuterRef("person_id")).values("night"))


def in_a_row(unsafe: Collection[datetime.date], night: datetime.date) -> int:
    """Count the nights in a row up to last night."""
    number = 0
    while night - DAY * (number + 1) in unsafe:
        number += 1
    return number


def _outside(night: datetime.date, *, viewer: Viewer) -> QuerySet[Night]:
    return nights_as_known(viewer=viewer).filter(
        outcome=Outcome.UNSAFE, night__lt=night, night__gte=night - DAY * FAR_BACK
    )
