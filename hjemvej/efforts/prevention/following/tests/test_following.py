"""Is it read from the register, as known then, whether a home was kept; and does the count outlast the signal?"""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hjemvej.efforts.prevention import actions
from hjemvej.efforts.prevention.following import rules
from hjemvej.efforts.prevention.following.actions import follow_outcomes
from hjemvej.efforts.prevention.following.rules import Home, Known
from hjemvej.efforts.prevention.models import Signal, SignalTrace
from hjemvej.efforts.prevention.reaching import actions as reaching
from hjemvej.efforts.prevention.reaching.actions import Said
from hjemvej.efforts.prevention.rules import keeping
from hjemvej.ground.law.rules import add_months
from hjemvej.ground.situations.actions import record_situation
from hjemvej.ground.situations.models import Situation
from hjemvej.ground.situations.rules import HOMELESS
from hjemvej.platform.access.viewer import system
from tests.rows import saved

D, DAY = datetime.date, datetime.timedelta(days=1)
TODAY = D(2026, 11, 20)
Kind = Situation.Kind


@pytest.mark.parametrize(
    ("facts", "home"),
    [
        ((), "unknown"),
        ((("situation", "ukendt"),), "unknown"),
        ((("situation", "egen_bolig"),), "home"),
        ((("situation", "i_risiko"),), "home"),
        ((("tenancy", ""),), "home"),
        ((("situation", "herberg"), ("tenancy", "")), "lost"),
        ((("situation", "faengsel"), ("tenancy", "")), "elsewhere"),
        ((("situation", "egen_bolig"), ("death", "")), "elsewhere"),
    ],
)
def test_what_the_register_says(facts, home):
    assert rules.still_home([Known(*fact) for fact in facts]) == home


FACTS = st.lists(st.builds(Known, st.sampled_from(["situation", "tenancy"]), st.sampled_from(list(Kind.values))))


@given(FACTS)
def test_the_order_of_facts_says_nothing_and_homelessness_is_never_a_home(facts):
    found = rules.still_home(facts)
    assert rules.still_home(reversed(facts)) == found
    if any(fact.about == "situation" and fact.what in HOMELESS for fact in facts):
        assert found == Home.LOST


@pytest.mark.parametrize(
    ("closed", "months", "asked"),
    [
        (D(2026, 11, 30), 3, D(2027, 2, 28)),
        (D(2027, 8, 29), 6, D(2028, 2, 29)),
        (D(2028, 2, 29), 12, D(2029, 2, 28)),
    ],
)
def test_the_day_it_is_asked(closed, months, asked):
    assert rules.asked_on(closed, months) == asked


@pytest.fixture
def closed(typed, act, testa):
    signal = act(actions.settle_person, signal=typed(), person_id=testa.pk)
    case = act(actions.take_up, signal=signal)
    act(reaching.log_attempt, case=case, said=Said("visit", TODAY, "evening", "reached"))
    act(actions.note_answer, case=case, answer="help", on=TODAY)
    act(actions.close_case, case=case, outcome="solved_alone", words="")
    return case


def follow(now, months):
    day = add_months(TODAY, months)
    return follow_outcomes(by=system("test"), at=now + (day - TODAY))


def slept(person, kind, from_on, known):
    saved(Situation, person=person, kind=kind, from_on=from_on, recorded_at=known, source="x", certainty="seen")


@pytest.mark.django_db
def test_it_is_counted_after_three_six_and_twelve_months(closed, testa, typed, now):
    typed(name="Uberørt Prøve", amount=9)
    slept(testa, Kind.OWN_HOME, TODAY, now)
    assert follow_outcomes(by=system("test"), at=now + 30 * DAY) == 0
    assert [follow(now, months) for months in (3, 6, 12)] == [1, 1, 1]
    trace, bystander = SignalTrace.objects.order_by("-is_taken_up")
    assert (trace.home_3, trace.home_6, trace.home_12) == ("home", "home", "home")
    assert (trace.is_reached, trace.is_helped) == (True, True)
    assert (bystander.home_3, bystander.is_reached, bystander.is_helped) == ("", False, False)
    assert Signal.objects.get(case=closed).kept_as == keeping.COUNTED
    assert follow(now, 12) == 0


@pytest.mark.django_db
def test_what_nobody_wrote_is_not_known_and_is_not_asked(closed, now):
    follow(now, 3)
    assert SignalTrace.objects.get().home_3 == "unknown"


@pytest.mark.django_db
def test_as_known_then_stands_when_more_is_learned(closed, testa, now):
    slept(testa, Kind.OWN_HOME, TODAY, now)
    follow(now, 3)
    Situation.objects.update(superseded_at=now + 100 * DAY)
    slept(testa, Kind.STREET, TODAY, now + 100 * DAY)
    follow(now, 6)
    trace = SignalTrace.objects.get()
    assert (trace.home_3, trace.home_6) == ("home", "lost")


@pytest.mark.django_db
def test_a_home_that_was_kept_is_home_until_the_register_learns_otherwise(typed, act, testa, now):
    case = act(actions.take_up, signal=act(actions.settle_person, signal=typed(), person_id=testa.pk))
    act(actions.close_case, case=case, outcome="kept", words="")
    follow(now, 3)
    later = {"from_on": TODAY + 100 * DAY, "at": now + 100 * DAY, "source": "x", "certainty": "seen"}
    act(record_situation, person_id=testa.pk, kind=Kind.STREET, **later)
    follow(now, 6)
    trace = SignalTrace.objects.get()
    assert (trace.home_3, trace.home_6) == ("home", "lost")
