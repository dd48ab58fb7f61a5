"""Who stays in the houses of the town? Its own people, with their admissions, and guests of other municipalities."""

import datetime
import uuid
from collections.abc import Callable, Sequence
from typing import Any

from hjemvej.efforts.safe_night.models import AdmissionNotice, Occupancy
from hjemvej.ground.people.models import ResponsibleMunicipality
from hjemvej.ground.shelters.models import House
from hjemvej.platform.access.models import NeedToKnow

from .life import DAY, Soul, moment
from .pen import Pen
from .rates import Kind
from .town import OTHER_MUNICIPALITIES, OWN_CODE, OWN_NAME, Bed, identity
from .working_days import next_working_day

DISCHARGED_TO: dict[str, str] = {
    Kind.OWN_HOME: "own_home", Kind.FAMILY_FRIENDS: "family_friends", Kind.STREET: "street", Kind.PRISON: "prison",
    Kind.TRANSITIONAL: "other_house", Kind.CRISIS_CENTRE: "other_house", Kind.RESIDENTIAL: "other_house",
    Kind.HOSPITAL: "hospital", Kind.DISCHARGE: "hospital",
}  # fmt: skip
LONGEST_OF_OTHERS = 400  # nights
HOUR, WEEK = datetime.timedelta(hours=1), datetime.timedelta(days=7)
Persons = Callable[[Soul, datetime.date], None]  # writes a person known from a day


class Staying:
    """Writes stays, and the notices of admissions to shelters."""

    def __init__(self, pen: Pen) -> None:
        self.pen = pen
        self.of_others: list[dict[str, Any]] = []

    def write(self, soul: Soul, bed: Bed, first: datetime.date, last: datetime.date | None, *, to: str = "") -> None:
        """A stay from its first night; `last` is the first night not used, none while it goes on."""
        pen = self.pen
        left = moment(last, pen.rng, 9, 12) if last else None
        arrived = pen.not_before_known(soul, min(moment(first, pen.rng, 14, 21), pen.now))
        if left is not None and left <= arrived:
            return  # it was over before the team knew the soul
        stay = pen.an_id()
        pen.ledger.add(
            Occupancy, id=stay, place_id=bed.id, house_id=bed.house.id, person_id=soul.id, from_night=first,
            until_night=last, status="ended" if last else "staying", arrived_at=arrived, left_at=left,
            discharged_to=DISCHARGED_TO.get(to, "unknown") if last else "", made_at=arrived,
            made_by_id=pen.a_coordinator(),
        )  # fmt: skip
        if is_shelter(bed) and not soul.is_nameless:
            pen.ledger.add(
                AdmissionNotice, **_admission(stay, soul.id, bed, first), told_at=arrived, how="here",
                municipality_code=OWN_CODE, municipality_name=OWN_NAME,
            )  # fmt: skip
        organisation = identity(f"organisation:{bed.house.organisation}")
        if organisation != pen.team:
            pen.need(soul.id, organisation, NeedToKnow.Basis.GUEST, arrived, left)

    def guests_of_others(self, beds: Sequence[Bed], start: datetime.date, person: Persons) -> None:
        """Beds of a shelter used by guests of other municipalities, unknown to this team; one came yesterday."""
        yesterday = self.pen.until - DAY
        first, *others = beds
        self._guests(first, start, yesterday - WEEK, person)
        self._guest(first, yesterday, None, person)
        for bed in others:
            self._guests(bed, start, None, person)

    def _guests(self, bed: Bed, start: datetime.date, until: datetime.date | None, person: Persons) -> None:
        """One after the other; the bed is empty from `until` on, or the last stays on."""
        rng, end = self.pen.rng, until or self.pen.until
        day = start - rng.randrange(90) * DAY  # on the first day some are there already
        while day < end:
            nights = 10 + min(int(rng.expovariate(1 / 110)), LONGEST_OF_OTHERS)
            last = next_working_day(day + nights * DAY)
            self._guest(bed, day, last if last < end else until, person)
            day = next_working_day(last + rng.randrange(0, 6) * DAY)

    def _guest(self, bed: Bed, day: datetime.date, last: datetime.date | None, person: Persons) -> None:
        pen, rng = self.pen, self.pen.rng
        shelter = identity(f"organisation:{bed.house.organisation}")
        soul = Soul(pen.an_id(), rng.random() < 0.2, False, 1.0, Kind.SHELTER, day, moment(day, rng))
        person(soul, day)
        code, name = rng.choice(OTHER_MUNICIPALITIES)
        pen.ledger.add(
            ResponsibleMunicipality, person_id=soul.id, municipality_code=code, municipality_name=name, from_on=day,
            recorded_at=soul.recorded_at,
        )  # fmt: skip
        left, occupancy = moment(last, rng, 9, 12) if last else None, pen.an_id()
        pen.ledger.add(
            Occupancy, id=occupancy, place_id=bed.id, house_id=bed.house.id, person_id=soul.id, from_night=day,
            until_night=last, status="ended" if last else "staying", arrived_at=soul.recorded_at, left_at=left,
            made_at=soul.recorded_at, discharged_to="unknown" if last else "",
        )  # fmt: skip
        self.of_others.append({
            **_admission(occupancy, soul.id, bed, day), "municipality_code": code, "municipality_name": name,
        })  # fmt: skip
        pen.need(soul.id, shelter, NeedToKnow.Basis.GUEST, soul.recorded_at, left)

    def tell_the_others(self) -> None:
        """The house told their municipalities in time; of the one admitted last it has not yet."""
        rows = sorted(self.of_others, key=lambda row: (row["admitted_on"], row["id"]))
        for row in rows[:-1]:
            told_at = min(self.pen.due_at("shelter_notice", row["admitted_on"]) - 14 * HOUR, self.pen.now)
            self.pen.ledger.add(AdmissionNotice, **row, told_at=told_at, how="secure_mail")
        for row in rows[-1:]:
            self.pen.ledger.add(AdmissionNotice, **row)


def is_shelter(bed: Bed) -> bool:
    """Under § 110: notices and the reimbursement's days follow from it."""
    return bed.house.stands_under == House.Paragraph.SHELTER


def _admission(stay: uuid.UUID, person_id: uuid.UUID, bed: Bed, day: datetime.date) -> dict[str, Any]:
    return {
        "id": uuid.uuid5(stay, "admission"), "occupancy_id": stay, "person_id": person_id, "house_id": bed.house.id,
        "admitted_on": day,
    }  # fmt: skip
