"""Is each criterion met by what is logged, and no longer when that is taken away? Without a database."""

import datetime
from dataclasses import replace

import pytest

from hjemvej.efforts.support.fidelity.rules import DOMAINS, JUDGES, Case, Phased, State, judge, of_domain, state_of
from hjemvej.efforts.support.rules.phases import Area

ON = datetime.date(2026, 11, 20)


def day(ago):
    return ON - datetime.timedelta(days=ago)


FIRST = Phased(1, day(120), day(30), day(30), areas=2, meetings=18)
SECOND = Phased(2, day(30), day(-60), None, areas=1, meetings=3)
LAST = Phased(3, day(90), day(5), day(5), areas=2, meetings=2)
RUNS = Case(
    since=day(90), on=ON, began_on=day(120), every_days=10, met_on=[day(ago) for ago in range(85, 0, -7)],
    met_outside=10, met_by=2, own_words=3, caseload=9, phases=[FIRST, SECOND], asked_for_wishes=True,
    offers=["declined"], provider_asked=True, verdicts=1,
)  # fmt: skip
ENDED = replace(
    RUNS, ended_on=day(5), ended_because="done", phases=[replace(FIRST, until_on=day(90)), LAST],
    homes=[(day(120), None, "")], areas=[Area(1, "home", "Mona"), Area(1, "money"), Area(3, "money", "Per")],
)  # fmt: skip
LOST = replace(RUNS, homes=[(day(120), day(40), "evicted")])
LIMITS = {
    "caseload_cti": 10, "caseload_icm": 10, "caseload_act": 10, "caseload_act_modified": 10, "met_where_they_are": 75,
    "phase_ends_in_time": 3,
}  # fmt: skip
# What each is met by, and the same when its contacts, its words or its rows are taken away.
TAKEN_AWAY = {
    "met_as_agreed": (RUNS, replace(RUNS, met_on=RUNS.met_on[:-3])),
    "falls_by_phase": (RUNS, replace(RUNS, phases=[replace(FIRST, meetings=2), SECOND])),
    "met_where_they_are": (RUNS, replace(RUNS, met_outside=9)),
    "caseload_cti": (RUNS, replace(RUNS, caseload=11)),
    "caseload_icm": (RUNS, replace(RUNS, caseload=11)),
    "caseload_act": (RUNS, replace(RUNS, caseload=11)),
    "caseload_act_modified": (RUNS, replace(RUNS, caseload=11)),
    "team_is_shared": (RUNS, replace(RUNS, met_by=1)),
    "asked_for_wishes": (RUNS, replace(RUNS, asked_for_wishes=False)),
    "answered_offer": (RUNS, replace(RUNS, offers=["declined", "lapsed"])),
    "asked_for_provider": (RUNS, replace(RUNS, provider_asked=False)),
    "home_outlasts_support": (ENDED, replace(ENDED, homes=[(day(120), day(5), "ran_out")])),
    "support_outlasts_home": (LOST, replace(LOST, ended_on=day(40), ended_because="unwanted")),
    "phase_has_a_plan": (RUNS, replace(RUNS, phases=[FIRST, replace(SECOND, areas=0)])),
    "phase_ends_in_time": (RUNS, replace(RUNS, phases=[replace(FIRST, until_on=day(10)), SECOND])),
    "handed_over": (ENDED, replace(ENDED, areas=[Area(1, "home"), *ENDED.areas[1:]])),
    "own_words": (RUNS, replace(RUNS, own_words=0)),
    "own_verdict": (RUNS, replace(RUNS, verdicts=0)),
}


@pytest.mark.parametrize("key", JUDGES)
def test_each_criterion_goes_from_met_to_not_when_what_it_is_met_by_is_taken_away(key):
    whole, lacking = TAKEN_AWAY[key]
    limit = LIMITS.get(key)
    assert judge(key, [whole], limit).state is State.MET
    assert judge(key, [whole], limit).missing == ""
    found = judge(key, [lacking], limit)
    assert found.state is State.NOT
    assert found.judged[0].why
    assert found.missing == "Mangler i 1 af 1 forløb."
    both = judge(key, [whole, lacking], limit)
    assert (both.state, both.missing) == (State.PARTLY, "Mangler i 1 af 2 forløb.")


@pytest.mark.parametrize(
    ("key", "case", "limit", "words"),
    [
        ("met_as_agreed", replace(RUNS, every_days=None), None, "Hvor tit er ikke aftalt"),
        ("met_as_agreed", replace(RUNS, met_on=(), pauses=[(day(95), None)]), None, "på pause hele tiden"),
        ("met_where_they_are", RUNS, 0, "I har ikke sagt et tal"),
        ("met_where_they_are", RUNS, None, "I har ikke sagt et tal"),
        ("caseload_icm", RUNS, 0, "I har ikke sagt et tal"),
        ("caseload_act_modified", RUNS, 0, "I har ikke sagt et tal"),
        ("falls_by_phase", replace(RUNS, pauses=[(day(30), None)]), None, "på pause hele tiden"),
        ("home_outlasts_support", replace(ENDED, ended_because="another_method"), None, "Ingen forløb"),
        ("home_outlasts_support", replace(ENDED, homes=[(day(120), day(5), "other_home")]), None, "Ingen forløb"),
        ("support_outlasts_home", replace(RUNS, homes=[(day(120), day(40), "other_home")]), None, "Ingen forløb"),
        ("asked_for_provider", replace(RUNS, provider_asked=None), None, "ingen handleplan"),
        ("own_verdict", replace(RUNS, verdicts=None), None, "ingen mål"),
        ("falls_by_phase", replace(RUNS, phases=[FIRST]), None, "Ingen forløb"),
        ("answered_offer", replace(RUNS, offers=[]), None, "Ingen forløb"),
        ("answered_offer", replace(RUNS, offers=["proposed", "shown", "withdrawn"]), None, "Ingen forløb"),
        ("handed_over", RUNS, None, "Ingen forløb"),
        ("own_words", replace(RUNS, began_on=ON, met_on=[], own_words=0), None, "Ingen forløb"),
        ("home_outlasts_support", replace(ENDED, ended_because="died"), None, "Ingen forløb"),
    ],
)
def test_what_cannot_be_known_says_why_and_is_no_fault(key, case, limit, words):
    found = judge(key, [case], limit)
    assert found.state is State.UNKNOWN
    assert words in found.missing
    assert judge(key, [], limit).state is State.UNKNOWN


def test_days_on_pause_count_neither_against_the_rhythm_nor_against_a_phase():
    away = replace(RUNS, met_on=[*RUNS.met_on[:-3]], pauses=[(day(20), day(2))])
    assert judge("met_as_agreed", [away], None).state is State.MET
    late = replace(RUNS, phases=[replace(FIRST, until_on=day(20)), replace(SECOND, from_on=day(20))])
    assert judge("phase_ends_in_time", [late], 3).state is State.NOT
    assert judge("phase_ends_in_time", [replace(late, pauses=[(day(60), day(50))])], 3).state is State.MET


def test_a_change_of_method_ends_no_support_and_a_home_that_lasts_outlasts_it_however_it_ends():
    changed = replace(LOST, ended_on=day(40), ended_because="another_method")
    assert judge("support_outlasts_home", [changed], None).state is State.MET
    later = replace(ENDED, ended_on=day(30), homes=[(day(120), day(5), "died")])
    assert judge("home_outlasts_support", [later], None).state is State.MET


def test_days_on_pause_are_no_days_of_a_phase():
    """Three meetings in 30 days are fewer a day than eighteen in 90, and more when 25 of the 30 were in hospital."""
    assert judge("falls_by_phase", [replace(RUNS, pauses=[(day(25), day(20))])], None).state is State.MET
    assert judge("falls_by_phase", [replace(RUNS, pauses=[(day(28), day(3))])], None).state is State.NOT


def test_a_domain_has_a_state_and_no_number_and_what_is_unknown_hides_nothing():
    assert state_of([True, None]) is State.MET
    assert state_of([True, None, None]) is State.UNKNOWN, "most cannot be known"
    assert state_of([False, None, None]) is State.NOT
    assert of_domain([State.MET, State.UNKNOWN]) is State.MET
    assert of_domain([State.NOT, State.UNKNOWN]) is State.NOT
    assert of_domain([State.MET, State.NOT]) is State.PARTLY
    assert of_domain([State.UNKNOWN]) is State.UNKNOWN
    assert len(DOMAINS) == 8
