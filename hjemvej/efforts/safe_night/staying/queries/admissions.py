"""Which admissions has a house still to tell the municipality of, which municipality is it, and until when?"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from django.conf import settings
from django.db.models import F, QuerySet
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from hjemvej.efforts.safe_night.models import AdmissionNotice
from hjemvej.ground.casework.rules import Clock, clock, end_of_day
from hjemvej.ground.law.queries import deadlines
from hjemvej.ground.law.rules import Deadline
from hjemvej.ground.people.models import Person, ResponsibleMunicipality
from hjemvej.ground.shelters.models import House
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.spans.queries import lasting_on

To = Literal["ours", "theirs", "unknown"]
TOLD_SHOWN = 20


@dataclass(frozen=True)
class ShownNotice:
    """An admission with whom to tell, until when, and the guest where the house still needs to know of them."""

    notice: AdmissionNotice
    person: Person | None
    code: str
    municipality: str
    deadline: Deadline | None
    clock: Clock | None

    @property
    def to(self) -> To:
        if not self.code:
            return "unknown"
        return "ours" if self.code == settings.MUNICIPALITY_CODE else "theirs"

    @property
    def name(self) -> str:
        return self.person.name.with_code if self.person else _("Tidligere gæst")

    @property
    def is_late(self) -> bool:
        return self.clock is not None and self.clock.kind == "late"


def notices_of(house: House, *, viewer: Viewer) -> QuerySet[AdmissionNotice]:
    return viewer.rows_of(AdmissionNotice).filter(house=house).select_related("occupancy__place__room", "told_by")


def to_tell(house: House, *, viewer: Viewer, at: datetime.datetime) -> list[ShownNotice]:
    """What the house has not told yet, the first due first."""
    return shown(
        notices_of(house, viewer=viewer).filter(told_at=None).order_by("admitted_on", "id"), viewer=viewer, at=at
    )


def told(house: House, *, viewer: Viewer, at: datetime.datetime) -> list[ShownNotice]:
    """The latest that it has told."""
    rows = notices_of(house, viewer=viewer).exclude(told_at=None).order_by(F("told_at").desc(), "id")
    return shown(rows[:TOLD_SHOWN], viewer=viewer, at=at)


def shown(found: Iterable[AdmissionNotice], *, viewer: Viewer, at: datetime.datetime) -> list[ShownNotice]:
    """Each with its guest, its municipality as it is known now, and the law's day; three queries, however many."""
    rows, on = list(found), localdate(at)
    if not rows:
        return []
    ids = {row.person_id for row in rows}
    people = viewer.rows_of(Person).in_bulk(ids)
    responsible = {
        one.person_id: one for one in viewer.rows_of(ResponsibleMunicipality).filter(lasting_on(on), person_id__in=ids)
    }
    days = deadlines({("shelter_notice", row.admitted_on) for row in rows}, told_on=on)
    made = []
    for row in rows:
        known = responsible.get(row.person_id)
        code, name = row.municipality_code, row.municipality_name
        if not code and known:
            code, name = known.municipality_code, known.municipality_name
        due = days.get(("shelter_notice", row.admitted_on))
        left = clock(end_of_day(due.due_on), on=on) if due and row.told_at is None else None
        made.append(ShownNotice(row, people.get(row.person_id), code, name, due, left))
    return made
