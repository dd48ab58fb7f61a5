"""When is each step of a release or a discharge due, and why? Worked cases, and what holds for any."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hjemvej.efforts.prevention.leaving import rules
from hjemvej.efforts.prevention.leaving.rules import Stay
from hjemvej.efforts.prevention.models import LeavingStep

D, DAY = datetime.date, datetime.timedelta(days=1)
SHORT = 2  # months, as `good_release_short`


def step(counted_from, value, unit="weeks", *, who="us", weeks_in=0, key="one", order=1, always=False):
    return LeavingStep(
        key=key, happening="release", order=order, title="Trin", text="", who=who, counted_from=counted_from,
        value=value, unit=unit, weeks_in=weeks_in, is_always=always, certainty="?",
    )  # fmt: skip


def due(one, **stay):
    (found,) = rules.days_of([one], Stay("release", **stay), short_months=SHORT)
    return found


@pytest.mark.parametrize(
    ("one", "received_on", "began_on", "happens_on", "expected"),
    [
        # the plan, four weeks after imprisonment on a Monday
        (step("began", 4), D(2026, 11, 2), D(2026, 11, 2), D(2027, 6, 1), D(2026, 11, 30)),
        # at once means that day, also on Christmas Day
        (step("began", 0, "days"), D(2026, 12, 25), D(2026, 12, 25), D(2027, 6, 1), D(2026, 12, 25)),
        # four weeks end on Christmas Eve, when offices are closed: the working day before
        (step("began", 4), D(2026, 11, 26), D(2026, 11, 26), D(2027, 6, 1), D(2026, 12, 23)),
        # six weeks before a release; Maundy Thursday is a day off: Wednesday 1 April
        (step("before", 6), D(2026, 1, 5), D(2026, 1, 5), D(2026, 5, 14), D(2026, 4, 1)),
        # three months before 31 May in a leap year: 29 February is a Tuesday
        (step("before", 3, "months"), D(2027, 6, 1), D(2027, 6, 1), D(2028, 5, 31), D(2028, 2, 29)),
        # and in an ordinary year: 28 February 2027 is a Sunday, so Friday the 26th
        (step("before", 3, "months"), D(2026, 6, 1), D(2026, 6, 1), D(2027, 5, 31), D(2027, 2, 26)),
        # a year before, but the stay is shorter: four weeks in
        (step("before", 1, "years", weeks_in=4), D(2026, 11, 2), D(2026, 11, 2), D(2027, 6, 1), D(2026, 11, 30)),
        # the last working day before a Tuesday after Easter
        (step("before", 1, "working_days"), D(2026, 1, 5), D(2026, 1, 5), D(2026, 4, 7), D(2026, 4, 1)),
        # five working days over Christmas: 21, 22, 23, 28, 29 December
        (step("heard", 5, "working_days"), D(2026, 12, 18), D(2026, 11, 2), D(2027, 6, 1), D(2026, 12, 29)),
        # nobody wrote when it began: counted from when we heard
        (step("began", 4), D(2026, 11, 2), None, D(2027, 6, 1), D(2026, 11, 30)),
        # a week after; never moved behind the week
        (step("after", 1), D(2026, 1, 5), D(2026, 1, 5), D(2026, 12, 18), D(2026, 12, 23)),
    ],
)  # fmt: skip
def test_worked_cases(one, received_on, began_on, happens_on, expected):
    assert due(one, received_on=received_on, began_on=began_on, happens_on=happens_on).due_on == expected


def test_a_day_that_was_over_when_we_heard_is_due_at_once_and_says_so():
    found = due(step("began", 4), received_on=D(2026, 11, 20), began_on=D(2026, 6, 1), happens_on=D(2027, 1, 1))
    assert (found.due_on, found.was_over) == (D(2026, 11, 20), True)
    assert "straks" in found.why


def test_without_a_day_the_steps_before_it_have_none_and_ask_for_it():
    found = due(step("before", 6), received_on=D(2026, 11, 20), began_on=D(2026, 6, 1))
    assert found.due_on is None
    assert "spørg efter den" in found.why


def test_a_day_that_moves_moves_the_steps_that_count_from_it_alone():
    known = {"received_on": D(2026, 1, 5), "began_on": D(2026, 1, 5)}
    for one, moves in ((step("before", 6), True), (step("began", 4), False), (step("heard", 1), False)):
        days = [due(one, **known, happens_on=day).due_on for day in (D(2026, 10, 1), D(2026, 11, 5))]
        assert (days[0] != days[1]) is moves


@pytest.mark.parametrize(
    ("stay", "is_whole"),
    [
        ({"began_on": D(2026, 11, 2), "happens_on": D(2026, 12, 1), "has_home": "no"}, True),
        ({"began_on": D(2026, 11, 2), "happens_on": D(2026, 12, 1)}, True),  # nobody knows of a home
        ({"began_on": D(2026, 11, 2), "happens_on": D(2026, 12, 31), "has_home": "yes"}, False),
        ({"began_on": D(2026, 11, 2), "happens_on": D(2027, 1, 2), "has_home": "yes"}, True),
        ({"began_on": D(2025, 12, 31), "happens_on": D(2026, 2, 28), "has_home": "yes"}, True),  # a short month
        ({"began_on": D(2026, 11, 2), "has_home": "yes"}, True),  # the day is not known
    ],
)
def test_steps_are_left_out_only_of_a_stay_that_is_surely_short_and_ends_in_a_home(stay, is_whole):
    assert rules.scope(Stay("release", D(2026, 11, 2), **stay), SHORT)[0] is is_whole
    both = [step("began", 1), step("began", 1, key="always", always=True)]
    assert len(rules.days_of(both, Stay("release", D(2026, 11, 2), **stay), short_months=SHORT)) == 1 + is_whole


days = st.dates(D(2026, 1, 1), D(2030, 12, 31))
steps_of_any_kind = st.builds(
    step, st.sampled_from(["began", "heard", "before", "after"]), st.integers(0, 12),
    st.sampled_from(["working_days", "days", "weeks", "months", "years"]), weeks_in=st.integers(0, 6),
)  # fmt: skip


@given(steps_of_any_kind, days, days, days)
def test_no_step_is_due_before_we_heard_and_none_that_prepares_the_day_after_it(one, received_on, began_on, happens_on):
    found = due(one, received_on=received_on, began_on=began_on, happens_on=happens_on)
    assert found.due_on is not None
    assert found.due_on >= received_on
    if one.counted_from != "after":
        assert found.due_on <= max(happens_on, received_on)


@given(steps_of_any_kind, days, st.integers(0, 60), days, days)
def test_a_message_that_comes_sooner_never_gives_a_later_day(one, received_on, later, began_on, happens_on):
    known = {"began_on": began_on, "happens_on": happens_on}
    sooner, after = (due(one, received_on=received_on + n * DAY, **known).due_on for n in (0, later))
    assert sooner <= after


def test_next_is_the_first_that_is_left_and_not_what_the_sender_did_before_we_heard():
    stay = Stay("release", D(2026, 11, 20), D(2026, 6, 1), D(2027, 1, 1))
    plan = [
        step("began", 1, who="sender", key="theirs"), step("before", 4, who="sender", key="parole", order=2),
        step("before", 2, who="both", key="meeting", order=3), step("heard", 5, "working_days", key="contact", order=4),
    ]  # fmt: skip
    dues = rules.days_of(plan, stay, short_months=SHORT)
    asked: list[tuple[set[str], bool, str]] = [
        (set(), False, "contact"), ({"contact"}, False, "parole"), ({"contact"}, True, "meeting"),
    ]  # fmt: skip
    for taken, ours, key in asked:
        found = rules.next_of(dues, taken, ours=ours)
        assert found
        assert found.step.key == key
    assert rules.next_of(dues, {"contact", "parole", "meeting"}) is None


NOTHING = {"lives_from": None, "agreed_on": None, "lease_from": None}


@pytest.mark.parametrize(
    ("known", "has_home", "state", "says"),
    [
        ({}, "unknown", "unknown", "ved vi ikke"),
        ({}, "no", "none", "ikke et hjem"),
        ({}, "yes", "ready", "skriver afsenderen"),
        ({"agreed_on": D(2026, 12, 1)}, "no", "coming", "ingen lejekontrakt"),
        ({"lease_from": D(2027, 1, 1)}, "no", "ready", "fra 1. januar 2027"),
        ({"lease_from": D(2027, 1, 3)}, "yes", "coming", "2 dage efter dagen"),
        ({"lives_from": D(2020, 1, 1)}, "no", "ready", "Der er et hjem fra"),
    ],
)
def test_a_home_on_the_day_is_what_our_own_rows_say_and_then_what_they_wrote(known, has_home, state, says):
    stay = Stay("release", D(2026, 11, 20), None, D(2027, 1, 1), has_home)
    found = rules.home(stay, **{**NOTHING, **known})
    assert (found.state, says in found.words) == (state, True)


@pytest.mark.parametrize(
    ("happening", "day", "said"),
    [
        ("release", D(2027, 1, 1), "løslades om 42 dage"), ("discharge", D(2026, 11, 21), "udskrives om 1 dag"),
        ("release", D(2026, 11, 20), "løslades i dag"),
        ("discharge", D(2026, 11, 17), "blev udskrevet for 3 dage siden"),
        ("release", None, "løslades, dagen kendes ikke"),
    ],
)  # fmt: skip
def test_the_days_left_in_words(happening, day, said):
    assert rules.days_left(Stay(happening, D(2026, 11, 1), happens_on=day), D(2026, 11, 20)) == said


def test_a_meeting_is_proposed_within_five_working_days_also_over_christmas():
    assert rules.days_to_choose(D(2026, 12, 22)) == [D(2026, 12, 23), D(2026, 12, 28), D(2026, 12, 29)]


def test_a_step_that_is_due_on_the_day_for_it_comes_first_says_so():
    step = LeavingStep(key="x", happening="discharge", counted_from="heard", value=5, unit="working_days", who="us",
                       certainty="D", order=1, is_always=True)  # fmt: skip
    stay = Stay("discharge", D(2026, 12, 1), happens_on=D(2026, 12, 1))
    (due,) = rules.days_of([step], stay, short_months=2)
    assert (due.due_on, due.why) == (
        D(2026, 12, 1), "på dagen selv, som kommer før 5 arbejdsdage efter beskeden 1. december 2026",
    )  # fmt: skip
