"""Are the points right, is ten a change and nine not, and is the low told kindly, without a diagnosis?"""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hjemvej.efforts.support.wellbeing.rules import Point, points, told
from hjemvej.efforts.support.wellbeing.statements import VERSIONS, version, version_on

ON = datetime.date(2026, 11, 30)
LIMITS = {"low": 50, "change": 10}
TALK = "Det kan være godt at tale med nogen om, hvordan du har det: os, din læge eller en, du stoler på."


def said(*course):
    days = [ON - place * datetime.timedelta(days=30) for place in range(len(course), 0, -1)]
    return told([Point(on, of) for on, of in zip(days, course, strict=True)], **LIMITS)


@pytest.mark.parametrize(
    ("answers", "is_worth"), [([0] * 5, 0), ([5] * 5, 100), ([3, 4, 3, 4, 3], 68), ([5, 0, 0, 0, 0], 20)]
)
def test_the_sum_of_five_answers_times_four(answers, is_worth):
    assert points(answers) == is_worth


@pytest.mark.parametrize(
    ("course", "words"),
    [
        ((68,), "68 af 100. Det er første gang."),
        ((56, 68), "68 af 100. Sidst 56: det er en forandring."),
        ((68, 56), "56 af 100. Sidst 68: det er en forandring."),
        ((20, 64, 68), "68 af 100. Sidst 64: så lille en forskel kan være tilfældig."),
        ((68, 68), "68 af 100. Det samme som sidst."),
    ],
)
def test_it_is_told_in_words_and_only_the_last_time_counts(course, words):
    assert said(*course).words == words


def test_ten_points_are_a_change_and_fewer_are_not():
    assert "en forandring" in said(50, 60).words
    assert "en forandring" in said(60, 50).words
    assert "tilfældig" in said(51, 60).words
    assert "tilfældig" in said(60, 51).words


def test_below_fifty_somebody_to_talk_with_is_named_and_nothing_is_diagnosed():
    assert said(48).talk == TALK
    assert said(50).talk == ""
    assert said(20, 48).words == "48 af 100. Sidst 20: det er en forandring.", "the change is told all the same"
    assert "depression" not in said(0).talk


@given(st.lists(st.integers(0, 5), min_size=5, max_size=5))
def test_points_lie_between_none_and_a_hundred(answers):
    assert 0 <= points(answers) <= 100
    assert points(answers) % 4 == 0


def test_the_statements_are_of_a_day_with_their_source():
    used = version_on(ON)
    assert used is version("who5_1998")
    assert len(used.statements) == 5
    assert [number for number, _words in used.answers] == [5, 4, 3, 2, 1, 0]
    assert used.in_words(0) == "På intet tidspunkt"
    assert all(one.source and one.certainty for one in VERSIONS)
    assert [one.valid_from for one in VERSIONS] == sorted(one.valid_from for one in VERSIONS)
