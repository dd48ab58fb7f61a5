"""What is asked of everybody at once, in SQL: is it the same as asked of each by itself?"""

import datetime
import itertools
from collections import Counter

import pytest

from hjemvej.efforts.safe_night.conftest import add_house, add_occupancy, add_request
from hjemvej.efforts.safe_night.models import Night, Outcome, PlaceRequest
from hjemvej.efforts.safe_night.mornings.queries.figures import unsafe_nights
from hjemvej.efforts.safe_night.mornings.queries.mornings import night_in_short
from hjemvej.efforts.safe_night.placing.queries.handed_over import handed_over
from hjemvej.efforts.safe_night.placing.queries.unasked import waiting_and_outside, who_waits
from hjemvej.efforts.safe_night.placing.queries.waiting import current_place, places_of_person, waiting
from hjemvej.efforts.safe_night.rules import COURSE
from hjemvej.ground.casework.models import Course
from hjemvej.ground.people.models import Person
from hjemvej.ground.shelters.models import House
from hjemvej.platform.access.viewer import looking_as, system

SECOND, HOUR, DAY = datetime.timedelta(seconds=1), datetime.timedelta(hours=1), datetime.timedelta(days=1)
ASKED = ("", "waiting", "withdrawn", "placed", "unmet", "waiting last night")
GIVEN = ("", "tonight", "closed", "last night")
PLACED = ("", "held", "ran out", "staying", "left", "comes tomorrow")


def lay_out(person, bed, team, night, now, after, asked, given, placed):
    """A person as asked for, handed over and placed."""
    came = now - HOUR + after
    if asked:
        back = DAY if asked == "waiting last night" else 0 * DAY
        status = asked.split()[0]
        add_request(person, night - back, team, came - back, status)
    if given:
        opened = came - DAY if given == "last night" else came
        Course.objects.create(
            person=person, kind=COURSE, opened_at=opened, opened_because="x",
            closed_at=now if given == "closed" else None,
        )  # fmt: skip
    if placed:
        status = {"ran out": "held", "left": "ended", "comes tomorrow": "held"}.get(placed, placed)
        first = night + DAY if placed == "comes tomorrow" else night
        until = {"held": now + HOUR, "ran out": now - HOUR, "comes tomorrow": now + DAY}.get(placed)
        add_occupancy(person, bed, status, first, now, held_until=until)


def waits(person, night, now, us):
    """Asked of one person."""
    requests = PlaceRequest.objects.filter(person=person, night=night, status=PlaceRequest.Status.WAITING)
    is_given = handed_over(night, viewer=us).filter(person=person).exists()
    has_place = current_place(places_of_person(person.pk, night, viewer=us), now)
    return (requests.exists() or is_given) and has_place is None


def test_who_waits_is_the_same_of_all_at_once_as_of_each(person_of, shelter, our_team, places, us, night, now):
    everything = list(itertools.product(ASKED, GIVEN, PLACED))
    beds = places(add_house("Mange senge", House.Kind.SHELTER, shelter, len(everything)))
    with looking_as(system("test")):
        people = [person_of(f"Nr. {number}") for number in range(len(everything))]
        for number, (person, bed, how) in enumerate(zip(people, beds, everything, strict=True)):
            lay_out(person, bed, our_team, night, now, number * SECOND, *how)
    with looking_as(us):
        each = {person.pk for person in people if waits(person, night, now, us)}
        at_once = who_waits(night, viewer=us, at=now)
        assert 10 < len(each) < len(people)
        assert (set(at_once), len(at_once)) == (each, len(each))
        assert [one.person.pk for one in waiting(night, viewer=us, at=now)] == at_once  # in the order they came
        assert waiting_and_outside(night, viewer=us, at=now) == (len(each), 0)


@pytest.mark.parametrize("hours_ago", [None, 3])
def test_nights_are_counted_at_once_as_one_by_one(person_of, us, night, now, hours_ago):
    """Three people, seven nights, each known, not known yet, or known otherwise since."""
    first = night - 7 * DAY
    outcomes = itertools.cycle(Outcome.values)
    for number in range(3):
        person: Person = person_of(f"Nr. {number}")
        for day, outcome in zip(range(9 - number), outcomes, strict=False):
            superseded = now - HOUR if day % 3 == 0 else None
            Night.objects.create(
                person=person, night=first + day * DAY, outcome=outcome, in_homelessness=(day + number) % 4 != 0,
                recorded_at=now - (2 if day % 5 == 0 else 5) * HOUR, superseded_at=superseded,
            )  # fmt: skip
    at = None if hours_ago is None else now - hours_ago * HOUR
    known = [
        row for row in Night.objects.filter(night__gte=first, night__lt=night)
        if (row.superseded_at is None if at is None else
            row.recorded_at <= at and (row.superseded_at is None or row.superseded_at > at))
    ]  # fmt: skip
    counted = unsafe_nights(viewer=us, from_night=first, until_night=night, known_at=at)
    homeless = [row for row in known if row.in_homelessness]
    assert {kind: one.nights for kind, one in counted.kinds.items()} == {
        kind: sum(row.outcome == kind for row in homeless) for kind in Outcome.values
    }
    assert {kind: one.people for kind, one in counted.kinds.items()} == {
        kind: len({row.person_id for row in homeless if row.outcome == kind}) for kind in Outcome.values
    }
    assert (counted.every.nights, counted.every.people) == (len(homeless), len({row.person_id for row in homeless}))
    beside = [row for row in known if not row.in_homelessness]
    assert (counted.beside.nights, counted.beside.people) == (len(beside), len({row.person_id for row in beside}))
    unsafe = Counter(row.night for row in homeless if row.outcome == "unsafe")
    assert counted.per_night == [(first + day * DAY, unsafe[first + day * DAY]) for day in range(7)]


def test_a_night_in_short_counts_every_outcome_and_tells_of_the_first(person_of, us, night, now):
    for number in range(5):
        for outcome in Outcome.values:
            person = person_of(f"{outcome} {number}", protection="threatened" if number == 4 else "none")
            words = "kom for sent" if number else ""
            Night.objects.create(person=person, night=night, outcome=outcome, what_happened=words, recorded_at=now)
    short = night_in_short(night, viewer=us, told=9)
    assert (short.safe, short.chair, short.unsafe, short.missing, short.not_assessed) == (5, 5, 5, 5, 5)
    assert {row.person.given_names for row in short.told} == {"unsafe 1", "unsafe 2", "unsafe 3"}
    first = Night.objects.filter(outcome="unsafe").exclude(what_happened="").order_by("person_id")[:2]
    assert list(night_in_short(night, viewer=us, told=2).told) == [row for row in first if not row.person.is_protected]
