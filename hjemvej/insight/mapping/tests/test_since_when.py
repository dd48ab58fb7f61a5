"""Since when is somebody homeless, to the figures, and whom does VIVE count beside the total?"""

import datetime

from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hjemvej.ground.situations.actions import record_situation
from hjemvej.ground.situations.models import HomelessSince
from hjemvej.ground.situations.queries import situations_of, stay_of, told_since
from hjemvej.ground.situations.rules import began, end_of_day, homeless_since
from hjemvej.insight.mapping import queries, rules
from hjemvej.insight.mapping.conftest import TEST, TODAY, days_ago, move, noon, population


def test_since_when_follows_the_whole_period_and_what_was_known(make_person):
    person = make_person(days=60)
    move(person, "herberg", 20)
    move(person, "egen_bolig", 30, known_days=5)
    move(person, "gade", 8, known_days=4)
    assert population()[person.pk].since == days_ago(8)
    assert population(known_on=days_ago(10))[person.pk].since == days_ago(60)


STAYS = st.lists(
    st.tuples(st.sampled_from(["gade", "herberg", "egen_bolig", "ukendt"]), st.integers(1, 30)), max_size=6
)


def test_a_guest_with_a_home_that_cannot_be_used_is_counted_beside_the_total(make_person):
    """A bystander sleeps in the same kind of shelter, and has no home."""
    bystander, guest = make_person("herberg", 40), make_person("herberg", 40)
    assert rules.is_counted(population()[guest.pk])
    record_situation(
        person_id=guest.pk, kind="herberg", from_on=days_ago(15), by=TEST, at=noon(days_ago(5)), source="Opdigtet",
        certainty="told", unusable_home="Brand i opgangen",
    )  # fmt: skip
    assert [rules.is_counted(population()[one.pk]) for one in (guest, bystander)] == [False, True]
    assert rules.is_counted(population(on=days_ago(21))[guest.pk])  # the stay before it was told of
    assert rules.is_counted(population(on=days_ago(10), known_on=days_ago(6))[guest.pk])  # as known then
    asked = queries.Asked(days_ago(10)), queries.Asked(days_ago(10), noon(days_ago(6)))
    now, then = queries.active_on(asked, TEST).values()
    assert (guest.pk in now, guest.pk in then) == (False, True)
    corrected = queries.corrections(days_ago(10), known_at=noon(days_ago(6)), viewer=TEST)
    assert {who: one.is_counted_now for who, one in corrected.items()} == {guest.pk: False}
    counted = queries.overview(TODAY, viewer=TEST, at=noon(TODAY))
    assert (counted.active, counted.has_unusable_home) == (1, 1)
    assert counted.months[-1].flow.elsewhere == 1
    record_situation(
        person_id=guest.pk, kind="gade", from_on=days_ago(2), by=TEST, at=noon(days_ago(1)), source="Opdigtet",
        certainty="seen",
    )  # fmt: skip
    assert rules.is_counted(population()[guest.pk])  # outside, a home that cannot be used is no help


TOLD = st.lists(
    st.tuples(st.integers(0, 400), st.sampled_from([1, 50]), st.sampled_from(["day", "month", "year"])), max_size=2
)


@given(st.lists(st.tuples(STAYS, TOLD), min_size=1, max_size=3))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_since_when_is_the_same_by_the_rule_and_by_the_database(make_person, lives):
    """The database is asked of all of them at once, the rule of each; as known now, and as known then."""
    with transaction.atomic():
        people = [live(make_person("gade", days=200), *life) for life in lives]
        for known_on in (None, days_ago(40)):
            on, known_at = known_on or TODAY, end_of_day(known_on) if known_on else None
            counted = population(on, known_on)
            for person in people:
                known = [stay_of(row) for row in situations_of(person.pk, viewer=TEST, known_at=known_at)]
                told = told_since(person.pk, viewer=TEST, known_at=known_at)
                found = began(known, told, on, anew_after=datetime.timedelta(days=14))
                assert (person.pk in counted) == (found is not None)
                if found:
                    since, since_told = counted[person.pk].since, counted[person.pk].since_told
                    assert (since, since_told) == (found.on, found.told.precision if found.told else "")
                    if not told:
                        assert found.on == homeless_since(known, on, anew_after=datetime.timedelta(days=14))
        transaction.set_rollback(True)


def live(person, stays, told):
    ago = 200
    for kind, days in stays:
        ago -= days
        move(person, kind, ago)
    for days, known_days, precision in told:
        HomelessSince.objects.create(
            person=person, began_on=days_ago(days), by_on=days_ago(days), precision=precision, source="Opdigtet",
            certainty="told", recorded_at=noon(days_ago(known_days)),
        )  # fmt: skip
    return person
