"""Is a night's verdict made again whenever what it is derived from is corrected, and does what was known then stand?"""

import datetime

import pytest

from hjemvej.efforts.safe_night.conftest import add_occupancy, add_request
from hjemvej.efforts.safe_night.models import Night
from hjemvej.efforts.safe_night.mornings.actions import correct_night, settle_night
from hjemvej.efforts.safe_night.mornings.queries.figures import unsafe_nights
from hjemvej.efforts.safe_night.mornings.queries.verdicts import verdicts_of
from hjemvej.efforts.safe_night.placing.actions import requesting
from hjemvej.efforts.safe_night.queries.nights import nights_as_known
from hjemvej.efforts.safe_night.staying.actions import stays
from hjemvej.ground.situations.actions import record_situation, take_back
from hjemvej.platform.access.viewer import looking_as, system
from hjemvej.platform.audit.models import Event

HOUR, DAY = datetime.timedelta(hours=1), datetime.timedelta(days=1)
MACHINE = system("Natten gøres op")


@pytest.fixture
def four(now):
    """04:00 in Copenhagen, the morning after."""
    return datetime.datetime(2026, 11, 21, 3, 0, tzinfo=datetime.UTC)


@pytest.fixture
def say(us):
    """Give `say(person, kind, from_on, at)`: where the person sleeps becomes known."""

    def write(person, kind, from_on, at, until_on=None):
        record_situation(
            person_id=person.pk, kind=kind, from_on=from_on, until_on=until_on, source="os", certainty="told", by=us,
            at=at,
        )  # fmt: skip

    return write


def known(person, us, at=None) -> dict[datetime.date, str]:
    with looking_as(us):
        rows = nights_as_known(viewer=us, known_at=at).filter(person=person)
        return dict(rows.order_by("night").values_list("night", "outcome"))


def test_nights_told_late_count_and_those_corrected_away_stop_counting(person_of, us, say, night, now, four):
    person = person_of("Testa")
    for back in (2, 1, 0):
        settle_night(night=night - back * DAY, by=MACHINE, at=four - back * DAY)
    assert known(person, us) == {}
    told_at = four + 5 * HOUR
    say(person, "gade", night - DAY, told_at)
    assert known(person, us) == {night - DAY: "unsafe", night: "unsafe"}
    assert known(person, us, told_at - HOUR) == {}
    corrected_at = told_at + HOUR
    say(person, "familie_venner", night, corrected_at)
    assert known(person, us) == {night - DAY: "unsafe", night: "not_assessed"}
    assert known(person, us, corrected_at - HOUR / 2) == {night - DAY: "unsafe", night: "unsafe"}
    (last, *_rest) = Event.objects.filter(name="safe_night.night_made_again", person_id=person.pk).order_by("-at")
    assert last.details == {"nights": 1, "first": night.isoformat(), "last": night.isoformat()}
    assert last.user_id == us.user_id
    window = {"from_night": night - 2 * DAY, "until_night": night + DAY}
    with looking_as(us):
        now_and_then = [unsafe_nights(viewer=us, known_at=at, **window).nights for at in (None, told_at, four)]
    assert now_and_then == [1, 2, 0]


def test_what_is_taken_back_is_as_it_was_before(person_of, us, say, night, now, four):
    person = person_of("Testa")
    say(person, "gade", night, now)
    settle_night(night=night, by=MACHINE, at=four)
    say(person, "egen_bolig", night, four + HOUR)
    assert known(person, us) == {}
    take_back(person_id=person.pk, recorded_at=four + HOUR, by=us, at=four + 2 * HOUR)
    assert known(person, us) == {night: "unsafe"}


def test_an_arrival_that_the_house_writes_in_the_morning_counts(placed, us, shelter_house, night, now, four):
    held = placed("Testa", shelter_house)
    settle_night(night=night, by=MACHINE, at=four)
    assert known(held.person, us) == {night: "missing"}
    stays.confirm_arrival(occupancy=held, by=us, at=four + 4 * HOUR)
    assert known(held.person, us) == {night: "safe"}
    row = Night.objects.get(person=held.person, superseded_at=None)
    assert (row.house_id, row.why) == (shelter_house.pk, "stay")


def test_who_turns_out_to_have_found_a_place_alone_was_not_without(person_of, us, our_team, night, now, four):
    asked = add_request(person_of("Testa"), night, our_team, now)
    settle_night(night=night, by=MACHINE, at=four)
    assert known(asked.person, us) == {night: "unsafe"}
    asked.refresh_from_db()
    requesting.withdraw_request(request=asked, why="hos en ven", by=us, at=four + 5 * HOUR)
    assert known(asked.person, us) == {}


@pytest.mark.parametrize(("at", "outcome"), [((20, 59), "safe"), ((0, 59), "safe"), ((2, 30), "unsafe")])
def test_a_bed_at_half_past_three_does_not_make_the_night_safe(
    placed, us, say, shelter_house, night, now, four, at, outcome
):
    hour, minute = at
    came_at = datetime.datetime.combine(night if hour > 4 else night + DAY, datetime.time(hour, minute), datetime.UTC)
    held = placed("Testa", shelter_house)
    say(held.person, "gade", night - 5 * DAY, now)
    stays.confirm_arrival(occupancy=held, by=us, at=came_at)
    settle_night(night=night, by=MACHINE, at=four)
    assert known(held.person, us)[night] == outcome


def test_not_to_know_where_is_to_be_missing_until_the_homelessness_has_ended(person_of, us, say, night, now, four):
    """Fourteen days, by the law's `homeless_anew_after`."""
    person, moved_in = person_of("Savnet"), person_of("Flyttet ind")
    for one, before in ((person, "gade"), (moved_in, "egen_bolig")):
        say(one, before, night - 30 * DAY, now - 30 * DAY)
        say(one, "ukendt", night - 13 * DAY, now - 13 * DAY)
    settle_night(night=night, by=MACHINE, at=four)
    settle_night(night=night + DAY, by=MACHINE, at=four + DAY)
    assert known(person, us) == {night: "missing"}
    assert known(moved_in, us) == {}


def test_made_up_again_writes_nothing_and_no_event(person_of, us, say, our_team, night, now, four):
    say(person_of("Ude"), "gade", night, now)
    add_request(person_of("Uden"), night, our_team, now)
    for hour in range(3):
        settle_night(night=night, by=MACHINE, at=four + hour * HOUR)
    assert Night.objects.count() == 2
    assert Event.objects.filter(name="safe_night.night_made_up").count() == 1


def test_what_a_viewer_of_another_language_corrects_is_kept_in_the_sites_own(person_of, us, say, night, now, four):
    from django.utils.translation import override

    settle_night(night=night, by=MACHINE, at=four)
    person = person_of("Testa")
    with override("en"):
        say(person, "gade", night, four + HOUR)
    assert Night.objects.get().what_happened == "Sover ude, så vidt vi ved. Ingen bad om en plads."


def test_a_word_told_twice_keeps_both(person_of, us, night, now, four):
    person = person_of("Testa")
    told = {"person_id": person.pk, "night": night, "what_happened": "set", "by": us}
    correct_night(outcome="missing", at=four + HOUR, **told)
    correct_night(outcome="unsafe", at=four + 2 * HOUR, **told)
    assert known(person, us) == {night: "unsafe"}
    assert known(person, us, four + HOUR) == {night: "missing"}


def test_kept_verdicts_are_those_that_the_rule_gives(
    person_of, us, say, our_team, shelter_house, places, night, now, four
):
    """A little of each, corrected in turn: what is kept never disagrees with what would be derived now."""
    people = [person_of(f"Nr. {number}") for number in range(6)]
    kinds = ["gade", "familie_venner", "herberg", "ukendt", "natvarmestue", "gade"]
    for person, kind in zip(people, kinds, strict=True):
        say(person, kind, night - 9 * DAY, now - 9 * DAY)
    add_request(people[1], night, our_team, now)
    add_occupancy(people[2], places(shelter_house)[0], "staying", night - DAY, now, arrived_at=now)
    nights = [night - back * DAY for back in (3, 2, 1, 0)]
    for number, one in enumerate(nights):
        settle_night(night=one, by=MACHINE, at=four - (3 - number) * DAY)
    for number, person in enumerate(people):
        say(person, kinds[number - 1], night - 2 * DAY, four + number * HOUR, until_on=night if number % 2 else None)
        with looking_as(MACHINE):
            derived = verdicts_of(nights, viewer=MACHINE)
        kept = Night.objects.filter(superseded_at=None).values_list("person_id", "night", "outcome")
        assert {(who, when, made.outcome) for (who, when), made in derived.items()} == set(kept)
