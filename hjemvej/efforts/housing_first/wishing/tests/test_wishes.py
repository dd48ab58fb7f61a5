"""Is what a citizen wants of a home kept as they said it, the latest first, and does a colleague's sheet stand?"""

import datetime

import pytest
from django.db import IntegrityError, transaction

from hjemvej.efforts.housing_first.models import Want as Row
from hjemvej.efforts.housing_first.models import WishSheet
from hjemvej.efforts.housing_first.wishing import actions, queries
from hjemvej.efforts.housing_first.wishing.actions import Said
from hjemvej.efforts.housing_first.wishing.rules import Want, Wanted, Wants, Weight
from hjemvej.platform.access.viewer import looking_as
from hjemvej.platform.audit.models import Event

pytestmark = pytest.mark.django_db
DAY, MINUTE = datetime.timedelta(days=1), datetime.timedelta(minutes=1)
LIFT = {Wanted.LIFT: Want(Weight.MUST)}


@pytest.fixture(autouse=True)
def _karen_looks(karen):
    with looking_as(karen):
        yield


@pytest.fixture
def write(ib, karen, at, today):
    """Give `write(wants, ...)`: a sheet of Ib's, or of another's, after the one before."""

    def make(wants=LIFT, *, person=ib, said_on=today, words="", at=at) -> WishSheet:
        before = queries.sheets_of(person.pk, viewer=karen).first()
        said = Said(said_on, "together", words, wants, before.pk if before else None)
        return actions.write_wishes(person_id=person.pk, said=said, by=karen, at=at)

    return make


def test_the_latest_sheet_holds_and_the_one_before_stays(write, ib, karen, at, today):
    ground = {Wanted.GROUND_FLOOR: Want(Weight.MUST)}
    whole = {
        Wanted.AREA: Want(Weight.GOOD, frozenset({"Nordbyen", "Havnen"})),
        Wanted.CHILDREN_STAY: Want(Weight.MUST, number=2),
        Wanted.AWAY: Want(Weight.MUST, frozenset({"Midtbyen"}), words="Dem ved stationen"),
        Wanted.BALCONY: Want(Weight.NO_MATTER),
    }
    write(ground, said_on=today - 40 * DAY)
    write(whole, at=at + MINUTE, words="Et sted, hvor børnene kan sove")
    found = queries.wants_of([ib.pk], viewer=karen)
    assert found == {ib.pk: Wants(today, whole)}
    assert Wanted.GROUND_FLOOR not in found[ib.pk].wants, "nobody has asked again"
    assert [sheet.said_on for sheet in queries.sheets_of(ib.pk, viewer=karen)] == [today, today - 40 * DAY]
    events = Event.objects.filter(name="housing_first.wishes_written", person_id=ib.pk)
    assert {event.details["sheet"] for event in events} == {
        str(pk) for pk in WishSheet.objects.values_list("pk", flat=True)
    }


def test_a_paper_of_last_week_does_not_replace_what_was_said_yesterday(write, ib, karen, today):
    write(said_on=today - DAY)
    write({Wanted.BATH: Want(Weight.MUST)}, said_on=today - 7 * DAY)
    assert queries.wants_of([ib.pk], viewer=karen)[ib.pk].wants == LIFT


def test_two_queries_however_many_and_who_has_no_sheet_is_not_there(
    write, homeless, ib, bystander, karen, django_assert_num_queries
):
    people = [homeless(f"Test {number}") for number in range(12)]
    for person in people:
        write(person=person)
    write()
    asked = [one.pk for one in (*people, ib, bystander)]
    with django_assert_num_queries(2):
        found = queries.wants_of(asked, viewer=karen)
    assert set(found) == {one.pk for one in (*people, ib)}
    assert all(wants.wants == LIFT for wants in found.values())


def test_own_words_alone_are_a_sheet_and_nothing_at_all_is_not(write, ib, karen):
    write({}, words="Bare et sted med en dør")
    assert queries.wants_of([ib.pk], viewer=karen)[ib.pk].wants == {}
    with pytest.raises(actions.NothingSaid):
        write({}, words="  ")


def test_nobody_has_said_it_tomorrow(write, today):
    with pytest.raises(actions.SaidInTheFuture):
        write(said_on=today + DAY)


def test_a_colleagues_sheet_is_not_written_over_unseen(write, ib, karen, at, today):
    first = write()
    second = write({Wanted.BATH: Want(Weight.GOOD)}, at=at + MINUTE)
    late = Said(today, "together", "", LIFT, first.pk)
    with pytest.raises(actions.WrittenMeanwhile):
        actions.write_wishes(person_id=ib.pk, said=late, by=karen, at=at + 2 * MINUTE)
    assert queries.sheets_of(ib.pk, viewer=karen).first() == second


@pytest.mark.parametrize(
    "broken",
    [
        {Wanted.AREA: Want(Weight.MUST)},
        {Wanted.NEAR: Want(Weight.GOOD)},
        {Wanted.ROOMS: Want(Weight.MUST)},
        {Wanted.ROOMS: Want(Weight.MUST, number=0)},
        {Wanted.LIFT: Want(Weight.MUST, number=2)},
        {Wanted.NOT_AREA: Want(Weight.NO_MATTER, frozenset({"Havnen"}))},
    ],
)
def test_postgresql_keeps_no_half_wish(write, broken):
    with pytest.raises(IntegrityError), transaction.atomic():
        write(broken)
    assert not Row.objects.filter(sheet__words="").exclude(words="Uberørt").exists()
