"""Does a dwelling have one tenancy a day, seen by who needs to know of the citizen alone?"""

import datetime

import pytest

from hjemvej.ground.homes import actions, queries
from hjemvej.ground.homes.models import Tenancy
from hjemvej.ground.people import actions as people
from hjemvej.platform.access.viewer import looking_as
from hjemvej.platform.audit.models import Event

from .conftest import DAY, TODAY

pytestmark = pytest.mark.django_db


@pytest.fixture
def home(home_of, housing_association):
    return home_of(housing_association)


@pytest.fixture
def moves_in(karen, home, now):
    """Give `moves_in("Testa", on)`: a new citizen who lives in the dwelling from a day on."""

    def begin(name, on=TODAY):
        with looking_as(karen):
            person = people.create_person(by=karen, at=now, given_names=name, surname="Prøvesen")
            return actions.begin_tenancy(
                person_id=person.pk, dwelling_id=home.pk, lease_form="unlimited", from_on=on, by=karen, at=now
            )

    return begin


def test_two_never_live_in_a_dwelling_on_the_same_day(moves_in, karen, now):
    first = moves_in("Testa")
    for day in (TODAY, TODAY + 100 * DAY):
        with pytest.raises(actions.HomeTaken, match="Der bor allerede nogen"):
            moves_in("Eksempel", day)
    with looking_as(karen):
        actions.end_tenancy(tenancy_id=first.pk, until_on=TODAY + 5 * DAY, ended="other_home", by=karen, at=now)
    with pytest.raises(actions.HomeTaken):
        moves_in("Eksempel", TODAY + 4 * DAY)
    assert moves_in("Eksempel", TODAY + 5 * DAY).from_on == TODAY + 5 * DAY
    told = Event.objects.filter(name__startswith="homes.tenancy", person_id=first.person_id)
    assert list(told.order_by("id").values_list("name", flat=True)) == ["homes.tenancy_begun", "homes.tenancy_ended"]


def test_a_tenancy_ends_once_and_after_it_began(moves_in, karen, now):
    tenancy = moves_in("Testa")
    end = {"tenancy_id": tenancy.pk, "ended": "left", "by": karen, "at": now}
    with looking_as(karen):
        with pytest.raises(actions.DayIsWrong):
            actions.end_tenancy(until_on=TODAY, **end)
        ended = actions.end_tenancy(until_on=TODAY + DAY, **end)
        with pytest.raises(actions.TenancyIsOver):
            actions.end_tenancy(until_on=TODAY + 2 * DAY, **end)
    assert ended.lives_there_on(TODAY)
    assert not ended.lives_there_on(TODAY + DAY)
    assert not ended.lives_there_on(TODAY - DAY)


def test_neither_landlord_nor_another_team_sees_who_lives_there(
    moves_in, landlord, colleague_in_other_team, karen, viewer_for
):
    moves_in("Testa", datetime.date(2026, 1, 1))
    for user in (landlord, colleague_in_other_team):
        with looking_as(viewer_for(user)):
            assert not Tenancy.objects.exists()
    with looking_as(karen):
        assert Tenancy.objects.count() == 1


def test_a_home_reported_vacant_over_its_tenant_stands_on_the_day(moves_in, home, landlord, vacant, karen, now):
    tenancy = moves_in("Testa", TODAY - 30 * DAY)
    with looking_as(karen):
        assert queries.reported_over_a_tenant(TODAY, viewer=karen) == []
    vacant(home)
    with looking_as(karen):
        [step] = queries.reported_over_a_tenant(TODAY, viewer=karen)
        assert (step.person_id, step.is_late) == (tenancy.person_id, True)
        assert "Hjemmet er meldt ledigt 20. november 2026" in step.why
        assert home.address not in step.title + step.why, "the citizen may be protected"
        actions.end_tenancy(tenancy_id=tenancy.pk, until_on=TODAY, ended="left", by=karen, at=now)
        assert queries.reported_over_a_tenant(TODAY, viewer=karen) == []


def test_a_home_that_was_vacant_before_its_tenant_is_no_alarm(moves_in, home, vacant, karen):
    vacant(home, days_ago=3)
    moves_in("Testa", TODAY - 2 * DAY)
    with looking_as(karen):
        assert queries.reported_over_a_tenant(TODAY, viewer=karen) == []


def test_another_team_learns_nothing_of_the_tenant(moves_in, home, vacant, colleague_in_other_team, viewer_for):
    moves_in("Testa", TODAY - 30 * DAY)
    vacant(home)
    theirs = viewer_for(colleague_in_other_team)
    with looking_as(theirs):
        assert queries.reported_over_a_tenant(TODAY, viewer=theirs) == []
