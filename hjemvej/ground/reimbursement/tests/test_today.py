"""Does the day's list, which asks of few, say what it would say if every citizen's clocks were read?"""

import datetime
from decimal import Decimal

import pytest
from django.apps import apps
from django.utils.timezone import localdate

from hjemvej.ground.casework.models import Coordination
from hjemvej.ground.law.rules import add_months
from hjemvej.ground.people import actions as people
from hjemvej.ground.people.models import Person
from hjemvej.ground.reimbursement.models import ClockFact
from hjemvej.ground.reimbursement.queries.known import cases_of
from hjemvej.ground.reimbursement.queries.today import steps
from hjemvej.ground.reimbursement.rules.answers import ends_soon
from hjemvej.ground.shelters.models import Place
from hjemvej.platform.access.viewer import looking_as

from .conftest import DAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock_stands")]


@pytest.fixture
def guest(karen, bed, now):
    """Give `guest(first, until, is_there)`: a citizen who slept there, each in a bed of their own."""

    def make(first, until=None, *, is_there=False):
        number = Person.objects.count()
        person = people.create_person(by=karen, at=now, given_names="Testa", surname=f"Nummer {number}")
        place = Place.objects.create(room=bed.room, label=str(number))
        apps.get_model("safe_night", "Occupancy").objects.create(
            person=person, place=place, house=bed.room.house, from_night=first, until_night=until, made_at=now,
            status="staying" if is_there else "ended",
        )  # fmt: skip
        return person

    return make


def test_the_few_who_are_asked_of_are_all_whose_clock_ends_soon(karen, guest, decide, now, support_worker):
    on, two_years_ago = localdate(now), add_months(localdate(now), -24)
    noon = datetime.time(10, tzinfo=datetime.UTC)
    with looking_as(karen):
        for days in (-9, -1, 0, 1, 5, 27, 28, 29, 30, 33, 40, 300):  # a period of two years ends so many days from now
            left_on = two_years_ago + days * DAY
            person = guest(left_on - 5 * DAY, left_on)
            decide(person, datetime.datetime.combine(left_on - 3 * DAY, noon))
        for days in (0, 1, 28, 29, 60):
            guest(on - 20 * DAY, on + days * DAY, is_there=True)  # leaves, and nothing is decided
        for days in (60, 75, 76, 77, 89, 90, 91, 150):
            guest(on - days * DAY, is_there=True)  # so many days are used
        for days in (3, 40):
            told = guest(on - 200 * DAY, on - 150 * DAY)
            decide(told, datetime.datetime.combine(on - 160 * DAY, noon))
            ClockFact.objects.create(
                person=told, organisation_id=karen.team_id, kind="support_85a", is_so=True, on=on - 150 * DAY,
                until_on=on + days * DAY, amount=Decimal(8000), source="Aftalen", recorded_at=now,
                recorded_by_id=karen.user_id,
            )  # fmt: skip
            placed = guest(on - 300 * DAY, add_months(on, -6) + days * DAY)
            decide(placed, datetime.datetime.combine(on - 290 * DAY, noon), basis_key="place_107")
        theirs = guest(on - 80 * DAY, is_there=True)
        Coordination.objects.create(person=theirs, coordinator=support_worker, from_on=on - 9 * DAY)
        everybody = set(Person.objects.values_list("pk", flat=True))
        cases = cases_of(everybody - {theirs.pk}, viewer=karen, on=on)
        wanted = {one: found.words for one, case in cases.items() if (found := ends_soon(case.known))}
        assert len(wanted) > 12
        assert {step.person_id: step.why for step in steps(karen, now)} == wanted
