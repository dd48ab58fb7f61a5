"""Since when is somebody homeless, to the figures, and whom does VIVE count beside the total?"""

import datetime

from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hjemvej.ground.situations.actions import record_situation
from hjemvej.ground.situations.models import HomelessSince
from hjemvej.ground.situations.queries import situations_of, stay_of, told_since
from hjemvej.ground.situations.rules import began, homeless_since
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


TOLD = st.lists(st.tuples(st.integers(0, 400), st.sampled_from(["day", "month", "year"])), max_size=2)


@given(STAYS, TOLD)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_since_when_is_the_same_by_the_rule_and_by_the_database(make_person, stays, told):
    with transaction.atomic():
        person, ago = make_person("gade", days=200), 200
        for kind, days in stays:
            ago -= days
            move(person, kind, ago)
        for days, precision in told:
            HomelessSince.objects.create(
                person=person, began_on=days_ago(days), by_on=days_ago(days), precision=precision, source="Opdigtet",
                certainty="told", recorded_at=noon(days_ago(1)),
            )  # fmt: skip
        known = [stay_of(row) for row in situations_of(person.pk, viewer=TEST)]
        anew_after = datetime.timedelta(days=14)
        found = began(known, told_since(person.pk, viewer=TEST), TODAY, anew_after=anew_after)
        assert (person.pk in population()) == (found is not None)
        if found:
            counted = population()[person.pk]
            assert (counted.since, counted.since_told) == (found.on, found.told.precision if found.told else "")
            if not told:
                assert found.on == homeless_since(known, TODAY, anew_after=anew_after)
        transaction.set_rollback(True)
