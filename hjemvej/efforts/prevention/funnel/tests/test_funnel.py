"""Does everybody stand in the denominator, and are the figures equal to the digit when the signals are gone?"""

import datetime
import itertools
import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hjemvej.efforts.prevention import actions
from hjemvej.efforts.prevention.following.actions import follow_outcomes
from hjemvej.efforts.prevention.funnel import queries, rules
from hjemvej.efforts.prevention.funnel.rules import Counted, Home
from hjemvej.efforts.prevention.funnel.words import share
from hjemvej.efforts.prevention.keeping.actions import erase_who_is_alone
from hjemvej.efforts.prevention.models import Signal, SignalTrace
from hjemvej.efforts.prevention.reaching import actions as reaching
from hjemvej.efforts.prevention.reaching.actions import Said
from hjemvej.ground.retention.actions import erase_due
from hjemvej.platform.access.viewer import looking_as, system

D, DAY = datetime.date, datetime.timedelta(days=1)
TODAY = D(2026, 11, 20)
HELPED: dict[str, Any] = {"is_taken_up": True, "is_reached": True, "is_helped": True}


@pytest.mark.parametrize(
    ("number", "of", "interval"),
    [(0, 10, (0.0, 0.2775)), (1, 10, (0.0179, 0.4042)), (7, 100, (0.0343, 0.1375)), (10, 10, (0.7225, 1.0))],
)
def test_wilson_as_the_tables_have_it(number, of, interval):
    assert rules.wilson(number, of) == pytest.approx(interval, abs=1e-4)


def test_of_none_nothing_is_known():
    assert rules.wilson(0, 0) is None
    assert share(None, 0, 0) == "kan ikke vides endnu"
    assert share(rules.wilson(7, 100), 7, 100) == "7 % af 100 (3 til 14 %)"


def test_a_worked_case():
    steps = rules.funnel([
        Counted(40), Counted(28, is_taken_up=True), Counted(13, is_taken_up=True, is_reached=True),
        Counted(7, **HELPED, home_6=Home.HOME, home_12=Home.HOME), Counted(4, **HELPED, home_6=Home.HOME),
        Counted(3, **HELPED, home_6=Home.LOST, home_12=Home.UNKNOWN), Counted(5, **HELPED),
    ])  # fmt: skip
    assert [(step.key, step.number, step.of, step.not_yet, step.unknown) for step in steps] == [
        ("signals", 100, 100, 0, 0), ("taken_up", 60, 100, 0, 0), ("reached", 32, 100, 0, 0), ("helped", 19, 100, 0, 0),
        ("home_6", 11, 95, 5, 0), ("home_12", 7, 91, 9, 3),
    ]  # fmt: skip


def test_what_came_yesterday_is_not_yet_without_a_home():
    """Whoever was not helped is in the denominator when the months have passed since the signal, and not before."""
    found = rules.funnel([
        Counted(10), Counted(5, is_past_6=False, is_past_12=False), Counted(4, is_past_12=False),
        Counted(1, **HELPED, home_6=Home.HOME, is_past_12=False),
    ])  # fmt: skip
    assert [(step.number, step.of, step.not_yet) for step in found[4:]] == [(1, 15, 5), (0, 10, 10)]


@pytest.mark.django_db
def test_a_signal_counts_towards_a_year_once_its_week_is_a_year_ago(send, freja):
    send()
    found = [
        queries.funnel(viewer=freja, since=D(2026, 1, 1), on=day).steps[5] for day in (D(2027, 11, 15), D(2027, 11, 16))
    ]
    assert [(step.of, step.not_yet) for step in found] == [(0, 1), (1, 0)]


COUNTED = st.lists(
    st.builds(
        Counted, st.integers(0, 50), st.booleans(), st.booleans(), st.booleans(), st.sampled_from(["", *Home.values]),
        st.sampled_from(["", *Home.values]), st.booleans(), st.booleans(),
    )
)  # fmt: skip


@given(COUNTED)
def test_no_step_has_more_than_the_one_before_and_everybody_is_somewhere(counted):
    steps = rules.funnel(counted)
    every = sum(one.number for one in counted)
    for before, step in itertools.pairwise(steps[:4]):
        assert step.number <= before.number
    for step in steps:
        assert step.of + step.not_yet == every
        assert step.number + step.unknown <= step.of
    assert max(steps[4].number, steps[5].number) <= steps[3].number


@given(COUNTED, COUNTED)
def test_two_sources_add_up(some, others):
    together = rules.funnel([*some, *others])
    for one, other, both in zip(rules.funnel(some), rules.funnel(others), together, strict=True):
        assert (one.number + other.number, one.of + other.of) == (both.number, both.of)


def sure(number, of):
    found = rules.wilson(number, of)
    assert found is not None
    return found


@given(st.integers(1, 500), st.data())
def test_the_interval_holds_the_share_and_narrows_with_more(of, data):
    number = data.draw(st.integers(0, of))
    low, high = sure(number, of)
    assert 0 <= low <= number / of + 1e-12
    assert number / of - 1e-12 <= high <= 1
    more_low, more_high = sure(4 * number, 4 * of)
    assert more_high - more_low <= high - low
    assert math.isclose(1 - low, sure(of - number, of)[1])


@pytest.fixture
def story(send, typed, act, testa, now):
    """A concern with consent and an answered visit, the notice after it, and a signal that led nowhere."""
    concern = send(kind="landlord_concern", consent_on=TODAY, happens_on=None)
    case = act(actions.take_up, signal=act(actions.settle_person, signal=concern, person_id=testa.pk))
    act(reaching.log_attempt, case=case, said=Said("visit", TODAY, "evening", "reached"))
    notice = send(at=now + DAY)
    settled = act(actions.settle_person, signal=notice, person_id=testa.pk, at=now + DAY)
    act(actions.take_up, signal=settled, at=now + DAY)
    act(actions.note_answer, case=case, answer="help", on=TODAY, at=now + DAY)
    act(actions.end_signal, signal=typed(name="Uberørt Prøve"), ended="solved", words="")
    act(actions.close_case, case=case, outcome="kept", words="", at=now + 2 * DAY)


def counted(freja):
    with looking_as(freja):
        return queries.funnel(viewer=freja, since=D(2026, 1, 1), on=D(2028, 1, 1))


@pytest.mark.django_db
def test_the_figures_are_equal_to_the_digit_when_the_signals_are_gone(story, freja, now):
    for days in (3, 200, 400):
        follow_outcomes(by=system("test"), at=now + days * DAY)
    before = counted(freja)
    assert [step.number for step in before.steps] == [3, 2, 2, 2, 2, 2]
    assert (before.preceded, before.notices) == (1, 1)
    erase_who_is_alone(by=system("test"), at=now + 600 * DAY)
    erase_due(by=system("test"), at=now + 600 * DAY)
    assert not Signal.objects.exists()
    follow_outcomes(by=system("test"), at=now + 601 * DAY)
    assert counted(freja) == before


@pytest.mark.django_db
def test_a_notice_without_an_answered_contact_before_is_counted_too(send, act, testa, freja, now):
    act(actions.settle_person, signal=send(), person_id=testa.pk)
    follow_outcomes(by=system("test"), at=now + DAY)
    found = counted(freja)
    assert (found.preceded, found.notices) == (0, 1)


@pytest.mark.django_db
def test_another_team_counts_its_own(story, colleague_in_other_team, viewer_for):
    other = viewer_for(colleague_in_other_team)
    with looking_as(other):
        assert queries.funnel(viewer=other, since=D(2026, 1, 1), on=D(2028, 1, 1)).steps[0].number == 0


@pytest.mark.django_db
def test_the_page_says_it_in_words_in_few_questions(story, page, now, django_assert_max_num_queries):
    follow_outcomes(by=system("test"), at=now + DAY)
    with django_assert_max_num_queries(20):
        shown = page.get("/forebyggelse/hvor-langt/").content.decode()
    assert "Af 3 signaler førte 2 til en samtale og 2 til hjælp." in shown
    assert "Fra: Boligorganisation eller udlejer" in shown
    assert "2 kan ikke vides endnu" in shown
    assert SignalTrace.objects.count() == 3
