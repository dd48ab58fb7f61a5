"""Is there always a next step until we have talked, in time, at another hour, and does the ladder end in a visit?"""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hjemvej.efforts.prevention.clocks.rules import Clock
from hjemvej.efforts.prevention.reaching import rules
from hjemvej.efforts.prevention.reaching.rules import Goals, Kind, Outcome, Part, Tried
from hjemvej.ground.law.rules import add_working_days

D = datetime.date
FRIDAY = D(2026, 11, 20)
STEPS = ((Kind.CALL, 0), (Kind.TEXT, 0), (Kind.KNOCK, 1), (Kind.LETTER, 2), (Kind.VISIT, 3))


def goals(began_on=FRIDAY):
    return Goals([(kind, add_working_days(began_on, days)) for kind, days in STEPS], again=3, hard_after=3)


def bailiff(day):
    return Clock("bailiff", day, "Fogedens dag", "§ 1", True)


def proposed(*tried, on=FRIDAY, clocks=()):
    return rules.next_attempt(tried, clocks, on, goals())


CALLED = Tried(Kind.CALL, FRIDAY, Part.MORNING)
TEXTED = Tried(Kind.TEXT, FRIDAY, "", Outcome.SENT)
KNOCKED = Tried(Kind.KNOCK, D(2026, 11, 23), Part.AFTERNOON, Outcome.CARD)
WROTE = Tried(Kind.LETTER, D(2026, 11, 24), "", Outcome.SENT)
VISITED = Tried(Kind.VISIT, D(2026, 11, 25), Part.EVENING)


@pytest.mark.parametrize(
    ("tried", "kind", "due_on", "part"),
    [
        ((), "call", FRIDAY, None),
        ((CALLED,), "text", FRIDAY, None),
        ((CALLED, TEXTED), "knock", D(2026, 11, 23), "afternoon"),  # a weekend is between
        ((CALLED, TEXTED, KNOCKED), "letter", D(2026, 11, 24), None),
        ((CALLED, TEXTED, KNOCKED, WROTE), "visit", D(2026, 11, 25), "evening"),
        ((CALLED, TEXTED, KNOCKED, WROTE, VISITED), "visit", D(2026, 11, 30), "morning"),
    ],
)
def test_the_ladder_goes_from_a_call_to_visits(tried, kind, due_on, part):
    found = proposed(*tried)
    assert (found.kind, found.due_on, found.part) == (kind, due_on, part)


def test_a_letter_that_came_back_is_work_at_the_door():
    found = proposed(Tried(Kind.LETTER, D(2026, 11, 27), "", Outcome.CAME_BACK), on=D(2026, 11, 28))
    assert (found.kind, found.due_on) == ("visit", D(2026, 11, 30))
    assert "Brevet kom tilbage: gå derhen, og se, hvem der bor der." in found.why


def test_over_christmas_the_ladder_waits_for_days_on_which_somebody_is_at_work():
    steps = [add_working_days(D(2026, 12, 23), days) for _kind, days in STEPS]
    assert steps == [D(2026, 12, 23), D(2026, 12, 23), D(2026, 12, 28), D(2026, 12, 29), D(2026, 12, 30)]


def test_when_the_bailiff_comes_before_the_ladder_ends_the_visit_is_now():
    found = proposed(CALLED, clocks=[bailiff(D(2026, 11, 24))])
    assert (found.kind, found.due_on) == ("visit", FRIDAY)
    assert "Fogedens dag: om 4 dage. Vent ikke på breve, gå derhen." in found.why


def test_a_visit_again_is_the_day_before_the_bailiff_at_the_latest():
    found = proposed(CALLED, VISITED, on=D(2026, 11, 26), clocks=[bailiff(D(2026, 11, 30))])
    assert (found.kind, found.due_on) == ("visit", D(2026, 11, 29))
    assert proposed(CALLED, VISITED, on=D(2026, 11, 30), clocks=[bailiff(D(2026, 11, 30))]).due_on == D(2026, 11, 30)


def test_it_is_said_why_and_which_part_of_the_day_was_tried():
    assert proposed().why == ["Ingen har prøvet endnu."]
    found = proposed(CALLED, TEXTED)
    assert found.why == ["2 forsøg uden at træffe borgeren.", "Prøv en anden tid: formiddag er prøvet."]
    assert found.words == "Bank på, og læg et kort, eftermiddag"


def test_hard_to_reach_is_a_state_with_a_next_step():
    assert rules.state([CALLED, TEXTED], goals()) == "trying"
    assert rules.state([CALLED, TEXTED, KNOCKED], goals()) == "hard"
    assert proposed(CALLED, TEXTED, KNOCKED, WROTE, VISITED, VISITED).kind == "visit"


def test_who_was_reached_needs_no_step_and_is_counted_anew_when_lost_again():
    talked = Tried(Kind.CALL, D(2026, 11, 26), Part.MORNING, Outcome.REACHED)
    assert proposed(CALLED, KNOCKED, talked) is None
    assert rules.state([CALLED, KNOCKED, talked], goals()) == "reached"
    again = Tried(Kind.CALL, D(2026, 11, 28), Part.MORNING)
    assert rules.in_vain([CALLED, KNOCKED, talked, again]) == [again]
    assert proposed(CALLED, talked, again).kind == "text"


def test_what_is_planned_or_was_not_needed_is_no_attempt():
    planned = Tried(Kind.VISIT, D(2026, 11, 30), "", Outcome.PLANNED)
    assert proposed(planned).kind == "call"
    assert rules.state([planned, Tried(Kind.VISIT, FRIDAY, "", Outcome.CALLED_OFF)], goals()) == "untried"


@pytest.mark.parametrize(
    ("clock", "part"),
    [((0, 0), "morning"), ((11, 59), "morning"), ((12, 0), "afternoon"), ((16, 59), "afternoon"), ((17, 0), "evening")],
)
def test_part_of_the_day(clock, part):
    assert rules.part_at(datetime.time(*clock)) == part


def test_an_attempt_ends_only_as_its_kind_can():
    assert rules.why_not("call", "card") == "Ring kan ikke ende med: lagde et kort. Vælg et andet svar."
    assert rules.why_not("knock", "card") == ""
    assert rules.why_not("letter", "missed")
    assert rules.why_not("call", "planned")


FAILED = st.sampled_from([one for one in Outcome if one not in (Outcome.REACHED, Outcome.PLANNED, Outcome.CALLED_OFF)])
ATTEMPTS = st.lists(
    st.builds(
        Tried, st.sampled_from(list(Kind)), st.dates(FRIDAY, FRIDAY + 20 * rules.DAY),
        st.sampled_from(["", *Part]), FAILED,
    ), max_size=9,
)  # fmt: skip
DAYS = st.dates(FRIDAY, FRIDAY + 40 * rules.DAY)


@given(ATTEMPTS, DAYS, st.lists(DAYS, max_size=3))
def test_until_we_have_talked_there_is_a_next_step_before_every_day_to_act(tried, on, days):
    found = rules.next_attempt(tried, [bailiff(day) for day in days], on, goals())
    assert found is not None
    assert found.why
    coming = [day for day in days if day >= on]
    assert found.due_on <= min(coming, default=found.due_on)


@given(ATTEMPTS, DAYS)
def test_a_part_of_the_day_is_not_tried_again_before_the_others(tried, on):
    found = rules.next_attempt(tried, [], on, goals())
    assert found is not None
    parts = {one.part for one in tried if one.part}
    if found.part in parts:
        assert parts == set(Part)


@given(ATTEMPTS, DAYS, st.lists(DAYS, max_size=3), st.sampled_from(Part))
def test_of_today_only_what_is_left_of_the_day_is_proposed(tried, on, days, now):
    clocks = [bailiff(day) for day in days]
    found, at_dawn = (rules.next_attempt(tried, clocks, on, goals(), part) for part in (now, Part.MORNING))
    assert found is not None
    assert at_dawn is not None
    assert (found.kind, found.due_on) == (at_dawn.kind, at_dawn.due_on)
    if found.due_on > on:
        assert found == at_dawn
    elif found.part:
        assert list(Part).index(found.part) >= list(Part).index(now)


def test_it_is_not_said_that_the_whole_day_was_tried_when_the_morning_is_over():
    tried = Tried(Kind.CALL, FRIDAY, Part.EVENING), TEXTED
    found = rules.next_attempt(tried, [bailiff(D(2026, 11, 23))], FRIDAY, goals(), Part.EVENING)
    assert found is not None
    assert (found.kind, found.due_on, found.part) == ("visit", FRIDAY, "evening")
    assert found.why[-1] == "Det, der er tilbage af dagen, er prøvet før. Prøv: aften."


@given(ATTEMPTS, DAYS, DAYS, DAYS)
def test_a_nearer_day_never_gives_more_time(tried, on, nearer, later):
    nearer, later = sorted((nearer, later))
    first = rules.next_attempt(tried, [bailiff(nearer), bailiff(later)], on, goals())
    without = rules.next_attempt(tried, [bailiff(later)], on, goals())
    assert first is not None
    assert without is not None
    if nearer >= on:
        assert first.due_on <= max(on, without.due_on)


def test_who_tries_what_is_proposed_comes_to_a_visit_in_five_steps():
    tried: list[Tried] = []
    for _step in range(6):
        found = proposed(*tried)
        tried.append(Tried(found.kind, found.due_on, found.part or ""))
    assert [one.kind for one in tried] == [*(kind for kind, _days in STEPS), Kind.VISIT]
