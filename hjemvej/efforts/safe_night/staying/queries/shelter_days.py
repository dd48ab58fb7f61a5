"""How many days in shelter are used, and by which rule?"""

import datetime
import uuid
from collections.abc import Collection, Iterable, Iterator

from django.db.models import Case, Exists, F, Q, When

from hjemvej.efforts.safe_night.models import Occupancy
from hjemvej.ground.law.queries import provisions_on
from hjemvej.ground.law.rules import ProvisionInForce
from hjemvej.ground.reimbursement.queries.law import NEAR, running_year
from hjemvej.ground.reimbursement.rules.shelter_days import ShelterDays, shelter_days
from hjemvej.ground.shelters.models import House
from hjemvej.ground.shelters.rules import COPENHAGEN, night_of, spans_under
from hjemvej.platform.access.many import among
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.rooms import ShelterStay
from hjemvej.platform.spans.queries import not_over_on

Status = Occupancy.Status
DAY = datetime.timedelta(days=1)


def shelter_clock(stays: Iterable[Occupancy], on: datetime.date) -> tuple[ShelterDays, ProvisionInForce] | None:
    """Days in § 110 shelters in the running year, with the rule; None when no year runs. One query, for the law."""
    slept = [
        span
        for stay in stays
        if stay.status in (Status.STAYING, Status.ENDED)
        for span in spans_under(stay.house, House.Paragraph.SHELTER, *days_of(stay))
    ]
    law = provisions_on(on)
    rule = law["shelter_reimbursed_days"]
    near = int(law[NEAR].value)
    days = shelter_days(slept, on, limit=int(rule.value), near=near, by_law=running_year())
    return (days, rule) if days else None


def shelter_stays(
    viewer: Viewer, *, on: datetime.date, person_ids: Collection[uuid.UUID] = (),
    since: datetime.date | None = None, left: tuple[datetime.date, datetime.date] | None = None,
    but_of: Exists | None = None,
) -> list[ShelterStay]:  # fmt: skip
    """Every stay under § 110 that began by a day, the first first, as the room of reimbursement asks; three queries."""
    shelters = {one.pk: one for one in House.objects.all() if _was_ever_a_shelter(one)}
    rows = viewer.rows_of(Occupancy).filter(
        status__in=(Status.STAYING, Status.ENDED), from_night__lte=on, house_id__in=shelters
    )
    who = set(person_ids)
    if since is not None:  # asked first: to look for either in one query, PostgreSQL reads every row
        lately = not_over_on(since, until="until_night") | Q(status=Status.STAYING)  # though the agreed day is over
        found = rows.filter(lately | Q(until_night__range=left) if left else lately)
        who |= set((found.filter(~but_of) if but_of else found).values_list("person_id", flat=True))
    late = Case(When(arrived_at__date__gt=F("from_night"), then=F("arrived_at")))  # else it changes no day
    names = ("person_id", "house_id", "from_night", "until_night", "status", late)
    slept = rows.filter(among("person_id", who)).order_by("from_night", "id").values_list(*names)
    return [
        one for person_id, house_id, first, until, status, arrived_at in slept
        for one in _under_110(person_id, shelters[house_id], _days(first, until, arrived_at), status)
    ]  # fmt: skip


def _was_ever_a_shelter(house: House) -> bool:
    under = {house.stands_under, *(one["paragraph"] for one in house.stood_under)}
    return House.Paragraph.SHELTER in under


def _under_110(
    person_id: uuid.UUID, house: House, days: tuple[datetime.date, datetime.date | None], status: str
) -> Iterator[ShelterStay]:
    for first, until in spans_under(house, House.Paragraph.SHELTER, *days):
        is_there, is_last = status == Status.STAYING, until == days[1]
        yield ShelterStay(
            person_id, house.pk, first, until, is_there=is_last and is_there, has_left=is_last and not is_there
        )


def days_of(stay: Occupancy) -> tuple[datetime.date, datetime.date | None]:
    """From the day of the admission, which at 03.30 is no longer the evening's; a day begun is a day used."""
    return _days(stay.from_night, stay.until_night, stay.arrived_at)


def _days(
    from_night: datetime.date, until: datetime.date | None, arrived_at: datetime.datetime | None
) -> tuple[datetime.date, datetime.date | None]:
    first = from_night
    if arrived_at is not None and night_of(local := arrived_at.astimezone(COPENHAGEN)) == from_night:
        first = local.date()
    return first, max(until, first + DAY) if until else None
