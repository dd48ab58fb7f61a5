"""Is danger always found before a promise, the longest waiting first, and does no place wait for ever?"""

import datetime
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hjemvej.efforts.outreach import rules
from hjemvej.efforts.outreach.rules import First

ON = datetime.date(2026, 12, 1)
DAY = datetime.timedelta(days=1)
DAYS = st.integers(0, 400).map(lambda ago: ON - ago * DAY)
REASONS = st.builds(rules.Reason, st.sampled_from(First), DAYS, st.just("x"))
SOMEBODY = st.lists(REASONS, min_size=1, max_size=4)
VISITED = st.none() | DAYS


@pytest.mark.parametrize(
    ("by_on", "first", "words"),
    [
        (ON + DAY, None, ""),
        (ON, First.TODAY, "Lovet til i dag: strømper"),
        (ON - DAY, First.LATE, "1 dag for sent – lovet til i går: strømper"),
        (ON - 9 * DAY, First.LATE, "9 dage for sent – lovet til 22. nov.: strømper"),
    ],
)
def test_a_promise_brings_us_out_on_its_day(by_on, first, words):
    reason = rules.promised("strømper", by_on, ON)
    assert (reason and reason.first, reason.words if reason else "") == (first, words)


def test_danger_says_when_and_what():
    said = rules.in_danger("våd og forfrossen", ON - DAY, ON)
    assert (said.first, said.words) == (First.DANGER, "I fare, da vi talte i går: våd og forfrossen")


@given(st.lists(SOMEBODY, max_size=12))
def test_danger_comes_before_promises_and_the_longest_waiting_before_the_rest(people):
    found = sorted(people, key=rules.urgency)
    firsts = [min(reason.first for reason in one) for one in found]
    assert firsts == sorted(firsts), "danger, late, today"
    for earlier, later in itertools.pairwise(found):
        if rules.urgency(earlier)[0] == rules.urgency(later)[0]:
            assert rules.urgency(earlier)[1] <= rules.urgency(later)[1]
    assert sorted(map(id, found)) == sorted(map(id, people)), "nobody is lost"


@given(st.lists(st.tuples(VISITED, VISITED), max_size=12))
def test_a_place_where_none_of_us_has_been_comes_first_then_the_longest_ago(places):
    found = sorted(places, key=lambda one: rules.rarity(*one))
    visited = [one or datetime.date.min for one, _seen in found]
    assert visited == sorted(visited)
    for (visited_on, seen_on), (next_on, next_seen) in itertools.pairwise(found):
        if visited_on == next_on:
            assert (seen_on or datetime.date.min) >= (next_seen or datetime.date.min), "where people were last"


@given(VISITED, VISITED)
def test_going_there_never_brings_a_place_forward(visited_on, seen_on):
    assert rules.rarity(ON, seen_on)[0] >= rules.rarity(visited_on, seen_on)[0]


@pytest.mark.parametrize(
    ("visited_on", "seen_on", "words"),
    [
        (None, None, "Ingen af os har været der endnu."),
        (ON, None, "Vi har været der i dag. Ingen set der endnu."),
        (ON - DAY, ON - DAY, "Vi var der for 1 dag siden. Da var der nogen."),
        (ON - 3 * DAY, ON - 9 * DAY, "Vi var der for 3 dage siden. Sidst set nogen 22. nov."),
    ],
)
def test_a_place_in_words(visited_on, seen_on, words):
    assert rules.place_in_words(visited_on, seen_on, ON) == words


@pytest.mark.parametrize(
    ("danger", "due", "words"),
    [
        (0, 0, "Ingen i fare, så vidt vi ved, og ingen løfter i dag"),
        (1, 0, "Ét menneske i fare: begynd der"),
        (2, 1, "2 mennesker i fare, og ét løfte at holde"),
        (0, 1, "Ét løfte at holde i dag"),
        (0, 3, "3 løfter at holde i dag"),
    ],
)
def test_the_heading_is_the_answer(danger, due, words):
    assert rules.headline(danger, due) == words
