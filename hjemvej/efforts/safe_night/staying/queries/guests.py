"""Who is on the way to this house, and who sleeps there? For the house's own people only."""

import datetime
import uuid
from dataclasses import dataclass

from django.db.models import Q
from django.db.models.functions import Length
from django.utils.translation import gettext as _

from hjemvej.efforts.safe_night.models import Occupancy
from hjemvej.efforts.safe_night.placing.queries.tried import NOBODY_CAME
from hjemvej.efforts.safe_night.placing.queries.waiting import need_words
from hjemvej.efforts.safe_night.queries.ages import age_of
from hjemvej.efforts.safe_night.queries.places import HouseTonight, houses_tonight
from hjemvej.ground.people.models import Person
from hjemvej.ground.shelters.models import House
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.spans.queries import lasting_night
from hjemvej.platform.ui.alphabet import DanishOrder

Status = Occupancy.Status
RECENTLY = datetime.timedelta(hours=16)


@dataclass(frozen=True)
class Guest:
    """A guest expected or staying here; without a name once the house no longer needs to know of the person."""

    occupancy: Occupancy
    person: Person | None
    age: str
    needs: list[str]
    note: str
    may_come_back: bool
    may_be_undone: bool

    @property
    def name(self) -> str:
        """A guest whom the house no longer needs to know of has no name here."""
        return self.person.name.with_code if self.person else _("Tidligere gæst")

    @property
    def may_be_asleep(self) -> bool:
        """The night that was made up ended the stay, and a café sleeps past four."""
        return self.occupancy.status == Status.ENDED and not self.occupancy.discharged_to


@dataclass(frozen=True)
class HousePage:
    """One house tonight with its guests."""

    tonight: HouseTonight
    on_the_way: list[Guest]
    staying: list[Guest]
    did_not_come: list[Guest]
    slept_here: list[Guest]
    left_today: list[Guest]


def house_page(house: House, night: datetime.date, at: datetime.datetime, *, viewer: Viewer) -> HousePage:
    """The house's tonight: who comes, who is here, who didn't come, who left today."""
    here_now = Q(status__in=[Status.HELD, Status.STAYING]) & lasting_night(night)
    missed_tonight = Q(from_night=night, status__in=[Status.DID_NOT_COME, Status.EXPIRED])
    left_since = Q(left_at__gte=at - RECENTLY, status__in=[Status.ENDED, Status.CANCELLED])
    rows = list(
        viewer.rows_of(Occupancy)
        .filter(here_now | missed_tonight | left_since, house=house, from_night__lte=night)
        .select_related("place__room", "request")
        .order_by(
            "held_until",
            Length("place__room__name"),
            DanishOrder("place__room__name"),
            Length("place__label"),
            DanishOrder("place__label"),
        )
    )
    missed = [row for row in rows if row.status in (Status.DID_NOT_COME, Status.EXPIRED)]
    here = [row for row in rows if row.status in (Status.HELD, Status.STAYING)]
    people = viewer.rows_of(Person).in_bulk({row.person_id for row in rows})
    over = [row for row in rows if row.status in (Status.ENDED, Status.CANCELLED) and row.person_id in people]
    guests = [_guest(row, people, night) for row in over]
    return HousePage(
        tonight=houses_tonight([house], night, at)[0],
        on_the_way=[_guest(row, people, night) for row in here if row.status == Status.HELD],
        staying=[_guest(row, people, night) for row in here if row.status == Status.STAYING],
        did_not_come=[_guest(row, people, night) for row in missed],
        slept_here=[guest for guest in guests if guest.may_be_asleep],
        left_today=[guest for guest in guests if not guest.may_be_asleep],
    )


def may_still_arrive(row: Occupancy, night: datetime.date) -> bool:
    """May the arrival be written: was the guest expected and missing, or did they leave this night and come back?"""
    if row.status in NOBODY_CAME:
        return True
    if row.status == Status.ENDED:
        left = row.discharged_to not in ("", Occupancy.Discharge.EXPELLED)
        return left and row.until_night == night
    return row.status == Status.CANCELLED and row.left_at is not None and row.from_night == night


def may_be_undone(row: Occupancy, night: datetime.date) -> bool:
    """May the arrival be undone: did the guest come tonight to a held place, not at the door?"""
    came_tonight = row.status == Status.STAYING and row.from_night == night
    return came_tonight and row.arrived_at is not None and row.made_at < row.arrived_at


def _guest(row: Occupancy, people: dict[uuid.UUID, Person], night: datetime.date) -> Guest:
    person = people.get(row.person_id)
    request = row.request
    return Guest(
        occupancy=row,
        person=person,
        age=age_of(person, night) if person else "",
        needs=need_words(request.needs) if request else [],
        note=" · ".join(filter(None, [request.safety, request.note])) if request else "",
        may_come_back=may_still_arrive(row, night),
        may_be_undone=may_be_undone(row, night),
    )
