"""Is a birth understood as people write it, and an age told in words?"""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hjemvej.ground.people.models import Person, ReachedBy
from hjemvej.ground.people.rules import (
    Born,
    BornNotUnderstood,
    Search,
    age_on,
    age_text,
    as_written,
    born_text,
    has_lapsed,
    municipalities,
    read_born,
    read_search,
)

ON = datetime.date(2026, 11, 20)
APRIL = datetime.date(1971, 4, 3)


@pytest.mark.parametrize(
    ("typed", "born"),
    [
        ("3/4-1971", Born(on=APRIL)),
        ("03.04.71", Born(on=APRIL)),
        ("1971-04-03", Born(on=APRIL)),
        ("3. april 1971", Born(on=APRIL)),
        ("030471", Born(on=APRIL)),
        ("03-04-1971 00:00:00", Born(on=APRIL)),
        ("1971", Born(year=1971)),
        ("født 1971", Born(year=1971)),
        ("ca. 1970", Born(year=1970, is_guess=True)),
        ("1970?", Born(year=1970, is_guess=True)),
        ("70'erne", Born(year=1975, is_guess=True)),
        ("1980erne", Born(year=1985, is_guess=True)),
        ("ca 45 år", Born(year=1981, is_guess=True)),
        ("45", Born(year=1981, is_guess=True)),
        ("ca. 3/4-1971", Born(year=1971, is_guess=True)),
        ("1/1-1916", Born(on=datetime.date(1916, 1, 1))),
        ("1916", Born(year=1916)),
        ("110 år", Born(year=1916, is_guess=True)),
        ("2026", Born(year=2026)),
        ("Ukendt", Born()),
        ("", Born()),
    ],
)
def test_a_birth_is_understood_as_people_write_it(typed, born):
    assert read_born(typed, ON) == born


@pytest.mark.parametrize(
    "typed",
    [
        "engang",
        "31/2-1971",
        "3/4",
        "3/12",
        "1066",
        "3/4-2071",
        "199 år",
        "1/1-1850",
        "31/12-1915",
        "1915",
        "111 år",
        "2027",
    ],
)
def test_what_can_not_be_a_birth_is_told(typed):
    with pytest.raises(BornNotUnderstood):
        read_born(typed, ON)


@given(st.text())
def test_any_text_is_a_birth_or_told_why_not(typed):
    try:
        born = read_born(typed, ON)
    except BornNotUnderstood:
        return
    assert born.on is None or born.on <= ON


@pytest.mark.parametrize(
    ("born", "age"),
    [
        (Born(on=APRIL), "55 år"),
        (Born(on=datetime.date(1971, 11, 21)), "54 år"),
        (Born(year=1981, is_guess=True), "ca. 45 år"),
        (Born(year=1981), "44-45 år"),
        (Born(), ""),
    ],
)
def test_an_age_is_told_as_surely_as_it_is_known(born, age):
    assert age_text(born_on=born.on, born_year=born.year, is_guess=born.is_guess, on=ON) == age


@pytest.mark.parametrize(
    ("born", "told"),
    [
        (Born(on=APRIL), "født 3.4.1971, 55 år"),
        (Born(year=1981), "født i 1981, 44-45 år"),
        (Born(year=1981, is_guess=True), "ca. 45 år"),
        (Born(), ""),
    ],
)
def test_a_birth_stands_with_its_age(born, told):
    assert born_text(born_on=born.on, born_year=born.year, is_guess=born.is_guess, on=ON) == told


@pytest.mark.parametrize(
    ("typed", "search"),
    [
        ("S Kjær", Search(words=("Kjær",))),
        ("ca. 45", Search(born_from=1977, born_until=1985)),
        ("Bo 110 år", Search(words=("Bo",), born_from=1912, born_until=1920)),
        ("Bo 111 år", Search(words=("Bo",))),
        ("Bo 0 år", Search(words=("Bo",))),
        ("Bo 3. april", Search(words=("Bo",), dates=("0304",))),
        ("1/1 2/2 3/3 4/4", Search(dates=("0101", "0202", "0303"))),
    ],
)
def test_a_search_is_taken_apart(typed, search):
    assert read_search(typed, ON) == search


@pytest.mark.parametrize(
    ("search", "is_empty"),
    [
        (Search(), True),
        (Search(words=("Bo",)), False),
        (Search(dates=("0304",)), False),
        (Search(cpr="6101700000"), False),
        (Search(born_from=1977, born_until=1985), False),
    ],
)
def test_a_search_for_anything_is_not_empty(search, is_empty):
    assert search.is_empty is is_empty


@pytest.mark.parametrize(
    ("born_year", "is_so"), [(None, False), (1976, False), (1977, True), (1985, True), (1986, False)]
)
def test_who_is_within_the_years_is_of_age(born_year, is_so):
    assert Search(born_from=1977, born_until=1985).is_of_age(born_year) is is_so
    assert not Search(words=("Bo",)).is_of_age(born_year)


@pytest.mark.parametrize(("typed", "name"), [("  Bo \u200b Prøve ", "Bo Prøve"), (" \u200b ", ""), (" ", "")])
def test_a_name_of_unseen_signs_alone_is_none(typed, name):
    assert as_written(typed) == name


def test_a_year_is_lived_on_the_birthday_and_not_the_day_before():
    born_on = datetime.date(1980, 11, 20)
    assert age_on(born_on, datetime.date(2026, 11, 20)) == 46
    assert age_on(born_on, datetime.date(2026, 11, 19)) == 45


def test_a_protection_holds_through_its_last_day():
    assert not has_lapsed(ON, ON)
    assert has_lapsed(ON, ON + datetime.timedelta(days=1))
    assert not has_lapsed(None, ON)


def test_our_own_municipality_stands_first_and_the_others_as_danes_sort_them():
    names = [name for _code, name in municipalities(("265", "Roskilde Kommune"))]
    assert names[:2] == ["Roskilde Kommune", "Albertslund"]
    assert names[-4:] == ["Ærø", "Aabenraa", "Aalborg", "Aarhus"]
    assert (len(names), "Roskilde" in names) == (98, False)


def test_what_reaches_a_citizen_does_so_by_a_channel_that_can_be_agreed_on():
    assert [*ReachedBy.values] == [channel for channel in Person.Channel.values if channel != Person.Channel.UNKNOWN]
