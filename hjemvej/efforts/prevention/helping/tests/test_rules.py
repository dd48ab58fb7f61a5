"""What speaks for a help, and when is an answer asked for again?"""

import datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hjemvej.efforts.prevention.helping.rules import Asks, Known, ask_again_on, reasons
from hjemvej.ground.law.queries import provision_on
from hjemvej.ground.law.rules import is_working_day

pytestmark = pytest.mark.django_db
D = datetime.date
KNOWN = Known(Decimal(14250), D(2026, 12, 8), children=True, rent=Decimal(6200), can_pay=Decimal(4100))


@pytest.fixture
def goal():
    return provision_on("help_asked_again", D(2026, 11, 20))


@pytest.mark.parametrize(
    ("sought", "day", "again"),
    [
        (D(2026, 11, 20), None, D(2026, 11, 27)),  # five working days
        (D(2026, 11, 20), D(2026, 12, 8), D(2026, 11, 27)),  # the bailiff comes later
        (D(2026, 11, 20), D(2026, 11, 25), D(2026, 11, 24)),  # the bailiff comes first: the working day before
        (D(2026, 11, 20), D(2026, 11, 23), D(2026, 11, 20)),  # a Monday: the Friday before is the same day
        (D(2026, 11, 20), D(2026, 11, 20), D(2026, 11, 20)),  # it is today
        (D(2026, 11, 20), D(2026, 11, 18), D(2026, 11, 20)),  # the day is over
        (D(2026, 12, 21), None, D(2026, 12, 30)),  # over Christmas: 24 to 27 are no working days
        (D(2027, 3, 24), None, D(2027, 4, 5)),  # over Easter: 25 to 29 March are no working days
        (D(2028, 2, 28), None, D(2028, 3, 6)),  # a leap day counts
    ],
)
def test_the_answer_is_asked_for_in_time(goal, sought, day, again):
    assert ask_again_on(sought, goal, day) == again


@given(st.dates(D(2026, 1, 1), D(2029, 12, 31)), st.integers(0, 60))
def test_it_is_asked_on_a_working_day_before_the_home_is_lost(sought, days):
    goal = provision_on("help_asked_again", sought)
    day = sought + datetime.timedelta(days=days)
    again = ask_again_on(sought, goal, day)
    assert sought <= again
    assert again < day or again == sought
    assert is_working_day(again) or again == sought
    assert again <= ask_again_on(sought, goal, None)


def test_what_is_known_is_said():
    said = [(one.words, one.is_known) for one in reasons(list(Asks), KNOWN)]
    assert said == [
        ("Gælden er 14.250\N{NO-BREAK SPACE}kr.", True), ("Hjemmet kan mistes 8. december 2026.", True),
        ("Der er børn i hjemmet.", True),
        ("Huslejen er 6.200\N{NO-BREAK SPACE}kr., og borgeren kan betale 4.100\N{NO-BREAK SPACE}kr.", True),
    ]  # fmt: skip


def test_what_is_not_known_is_said_too():
    said = [(one.words, one.is_known) for one in reasons(list(Asks), Known())]
    assert said == [
        ("Vi ved ikke, hvor stor gælden er.", False), ("Vi kender ikke en dag, hvor hjemmet kan mistes.", False),
        ("Vi ved ikke, om der er børn i hjemmet.", False),
        ("Vi kender hverken huslejen eller det, borgeren kan betale.", False),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("rent", "can_pay", "words"),
    [
        (None, Decimal(4100), "Vi kender ikke huslejen."),
        (Decimal(4100), None, "Vi ved ikke, hvad borgeren kan betale i husleje."),
        (Decimal(4100), Decimal(4100), "Borgeren kan betale huslejen: 4.100 kr. af højst 4.100 kr."),
    ],
)
def test_the_rent_beside_what_can_be_paid(rent, can_pay, words):
    (found,) = reasons([Asks.RENT], Known(rent=rent, can_pay=can_pay))
    assert found.words.replace("\N{NO-BREAK SPACE}", " ") == words
