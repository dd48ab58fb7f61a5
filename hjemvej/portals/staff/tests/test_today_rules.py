"""Does the day stand in order of time and law?"""

import datetime
import uuid
from dataclasses import replace

import pytest

from hjemvej.platform.access.viewer import looking_as
from hjemvej.platform.rooms import Step
from hjemvej.portals.staff.queries.today import Homeless, due_today, glance
from hjemvej.portals.staff.rules.today import in_order, once_a_person

NOON = datetime.datetime(2026, 11, 22, 12, tzinfo=datetime.UTC)
HOUR = datetime.timedelta(hours=1)


def step(title: str, due_at: datetime.datetime, **more) -> Step:
    return Step(due_at=due_at, chip="", kind="neutral", title=title, why="", url="/", action="", **more)


def test_whoever_has_no_place_tonight_stands_before_a_deadline_that_is_over():
    late, tonight = step("Frist", NOON - 9 * HOUR), step("Uden plads", NOON + HOUR, is_tonight=True)
    assert in_order([late, tonight]) == [tonight, late]


def test_of_those_without_a_place_who_was_outside_longest_stands_first_then_who_asked_first():
    asked, new, long = (
        step(title, NOON + hours * HOUR, is_tonight=True, nights_outside=nights)
        for title, hours, nights in (("Bad først", 0, 0), ("En nat", 1, 1), ("Elleve", 2, 11))
    )
    assert in_order([asked, new, long]) == [long, new, asked]


def test_the_soonest_stands_first_and_ties_keep_the_order_of_time_and_law_their_room_gave():
    a, b, c = step("A", NOON), step("B", NOON), step("C", NOON - HOUR)
    assert in_order([b, a, c]) == [c, b, a]


def test_what_is_late_stands_before_what_is_soon_and_what_has_no_day():
    late, soon = (
        replace(step("For sent", NOON - HOUR), kind="late"),
        replace(step("Snart", NOON - 9 * HOUR), kind="soon"),
    )
    no_day = replace(step("Spørg", NOON), has_no_day=True)
    assert in_order([soon, no_day, late]) == [late, no_day, soon]


def test_what_the_law_wants_at_once_is_not_counted_among_the_deadlines_too():
    told, inquiry = replace(step("Et barn", NOON), is_at_once=True), step("Samme henvendelse", NOON)
    assert due_today([told, inquiry], NOON) == [inquiry]


def test_a_person_who_waits_for_a_place_stands_once():
    who = uuid.uuid4()
    place = step("Mona", NOON, is_tonight=True, finds_place=True, person_id=who)
    inquiry = step("Mona", NOON, is_tonight=True, person_id=who)
    later = step("Mona", NOON + HOUR, person_id=who)
    assert once_a_person([inquiry, place, later]) == [place, later]


def test_an_inquiry_without_a_person_is_never_left_out():
    place = step("Mona", NOON, is_tonight=True, finds_place=True, person_id=uuid.uuid4())
    nameless = step("En mand ved søen", NOON, is_tonight=True)
    assert once_a_person([place, nameless]) == [place, nameless]


def test_a_step_due_today_or_before_is_a_deadline_and_a_step_of_tomorrow_or_tonight_is_none():
    late, now, tomorrow = (
        step("Før", NOON - 48 * HOUR),
        step("I dag", NOON + 10 * HOUR),
        step("I morgen", NOON + 12 * HOUR),
    )
    assert due_today([late, now, tomorrow, step("I nat", NOON, is_tonight=True)], NOON) == [late, now]


def test_what_hurries_is_about_tonight_and_has_asked_for_no_place(db, coordinator, viewer_for):
    hurries = step("Ved søen", NOON, is_tonight=True)
    waits = step("Mona", NOON, is_tonight=True, finds_place=True)
    many = replace(step("Spørg dem", NOON, is_tonight=True, is_of_many=True), why="Otte er ude. Én savnes.", outside=8)
    with looking_as(viewer_for(coordinator)):
        found = [hurries, hurries, waits, many, step("Frist", NOON)]
        shown = glance(found, viewer=viewer_for(coordinator), at=NOON)
    assert (shown.without_place, shown.urgent_inquiries) == (1, 2)
    assert shown.answer == (
        "Én borger venter på et sted at sove i nat. Otte er ude, og ingen har spurgt. To henvendelser haster nu."
    )


def test_a_child_stands_before_all_else_also_in_the_heading(db, coordinator, viewer_for):
    waits = step("Mona", NOON, is_tonight=True, finds_place=True)
    child = replace(step("Et barn", NOON + HOUR), is_at_once=True, person_id=waits.person_id)
    assert [one.title for one in in_order(once_a_person([waits, child]))] == ["Et barn", "Mona"]
    with looking_as(viewer_for(coordinator)):
        one = glance([waits, child], viewer=viewer_for(coordinator), at=NOON)
        two = glance([child, child], viewer=viewer_for(coordinator), at=NOON)
    assert one.answer == "Et barn kan have brug for støtte. Én borger venter på et sted at sove i nat."
    assert two.answer == "Børn i to sager kan have brug for støtte."


def test_where_nobody_waits_the_day_says_so_and_how_many_deadlines_it_has(db, coordinator, viewer_for):
    with looking_as(viewer_for(coordinator)):
        quiet = glance([], viewer=viewer_for(coordinator), at=NOON)
        due = glance([step("Frist", NOON), step("I morgen", NOON + 36 * HOUR)], viewer=viewer_for(coordinator), at=NOON)
    assert quiet.answer == "Ingen venter på et sted at sove i nat."
    assert due.answer == "Ingen venter på et sted at sove i nat. Én frist i dag."


@pytest.mark.parametrize(
    ("due", "detail"),
    [
        ([], ""),
        ([HOUR, 2 * HOUR], "den første kl. 14.00"),
        ([HOUR * 0], "den første kl. 13.00"),
        ([-HOUR, HOUR], "1 er overskredet"),
        ([-HOUR, -2 * HOUR], "2 er overskredet"),
        ([10 * HOUR + 59 * HOUR / 60], "i løbet af dagen"),
        ([10 * HOUR + 59 * HOUR / 60, HOUR], "den første kl. 14.00"),
    ],
)
def test_the_figure_of_deadlines_says_how_many_are_late_or_when_the_first_is(db, coordinator, viewer_for, due, detail):
    found = [step("Frist", NOON + ahead) for ahead in due]
    tomorrow = [step("I morgen", NOON + 12 * HOUR), step("I nat", NOON - HOUR, is_tonight=True)]
    shown = glance(found + tomorrow, viewer=viewer_for(coordinator), at=NOON)
    assert (shown.due_today, shown.due_detail) == (len(due), detail)


def test_a_person_with_an_inquiry_alone_stays_on_the_list():
    who = uuid.uuid4()
    inquiry, wish = (
        step("Mona", NOON, is_tonight=True, person_id=who),
        step("Mona", NOON, finds_place=True, person_id=who),
    )
    assert once_a_person([inquiry, wish]) == [inquiry, wish]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (1, "1 flere end ved månedsskiftet"),
        (-1, "1 færre end ved månedsskiftet"),
        (2, "2 flere end ved månedsskiftet"),
        (-2, "2 færre end ved månedsskiftet"),
        (0, "lige så mange som ved månedsskiftet"),
        (None, "10 ved månedsskiftet"),
    ],
)
def test_the_day_page_says_whether_there_are_more_or_fewer_than_last_month(change, words):
    assert Homeless(12, change, 10).words == words
