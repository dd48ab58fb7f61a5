"""Is the right person offered, however the name is spelt, and nobody who is none of the viewer's business?"""

import datetime
from collections.abc import Callable

import pytest
from django.db import ProgrammingError, connection, transaction

from hjemvej.ground.people import actions, rules
from hjemvej.ground.people.models import Person
from hjemvej.ground.people.recognising.queries import find_people
from hjemvej.platform.access.viewer import Viewer, looking_as
from hjemvej.platform.identity.models import User

ON = datetime.date(2026, 11, 20)


@pytest.fixture
def by(coordinator: User, viewer_for: Callable[[User], Viewer], now: datetime.datetime) -> Viewer:
    viewer = viewer_for(coordinator)
    born = datetime.date(1971, 4, 3)
    actions.create_person(by=viewer, at=now, given_names="Søren", surname="Prøvesen Kjær", born_on=born)
    ahmed = actions.create_person(by=viewer, at=now, given_names="Mohammed", surname="Eksempel-Yılmaz", born_year=1981)
    actions.add_alias(person=ahmed, name="Momo", by=viewer, at=now)
    actions.create_person(by=viewer, at=now, given_names="Krzysztof", surname="Fiktivski")
    actions.create_person(
        by=viewer, at=now, description="Ukendt mand, stationen", born_year=1980, born_year_is_guess=True
    )
    return viewer


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("soeren", "Søren Prøvesen Kjær"),
        ("Soren Kjer", "Søren Prøvesen Kjær"),
        ("søren prøvsen", "Søren Prøvesen Kjær"),
        ("Kjaer, S", "Søren Prøvesen Kjær"),
        ("0304", "Søren Prøvesen Kjær"),
        ("3/4", "Søren Prøvesen Kjær"),
        ("3.4.71", "Søren Prøvesen Kjær"),
        ("1971-04-03", "Søren Prøvesen Kjær"),
        ("3. april", "Søren Prøvesen Kjær"),
        ("3. april 1971", "Søren Prøvesen Kjær"),
        ("030471", "Søren Prøvesen Kjær"),
        ("1971", "Søren Prøvesen Kjær"),
        ("Muhamed", "Mohammed Eksempel-Yılmaz"),
        ("yilmas", "Mohammed Eksempel-Yılmaz"),
        ("momo", "Mohammed Eksempel-Yılmaz"),
        ("Christof Fictivsky", "Krzysztof Fiktivski"),
        ("ukendt mand station", "Ukendt mand, stationen"),
        ("ukendt ca 45 år", "Ukendt mand, stationen"),
        ("omkring 45 år", "Mohammed Eksempel-Yılmaz"),
    ],
)
def test_the_right_person_is_among_those_offered(by, typed, name):
    with looking_as(by):
        found = find_people(typed, viewer=by, on=ON)
    assert name in [one.name for one in found]
    if "år" not in typed:
        assert found[0].name == name


def test_why_somebody_is_offered_is_told(by):
    with looking_as(by):
        why = {typed: find_people(typed, viewer=by, on=ON)[0].why for typed in ("Momo", "sørn", "0304")}
    assert why == {"Momo": "kaldes også Momo", "sørn": "navnet ligner", "0304": "fødselsdato"}


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("Krzysztof Fiktivski", [("Krzysztof Fiktivski", "navnet er det samme")]),
        ("ukendt station ca. 45 år", [("Ukendt mand, stationen", "beskrivelsen ligner, alder")]),
        ("ukendt", []),  # says nothing
        ("Gvfgv 3/4", [("Søren Prøvesen Kjær", "fødselsdato")]),
        ("Gvfgv ca. 45 år", []),  # to be of that age is not enough
        ("Gvfgv", []),
        ("søren 4/5", [("Søren Prøvesen Kjær", "navnet ligner, men fødselsdagen er en anden")]),
        ("søren 3/4", [("Søren Prøvesen Kjær", "navnet ligner, fødselsdato")]),
        ("søren ca. 45 år", [("Søren Prøvesen Kjær", "navnet ligner, men alderen passer ikke")]),
        ("søren ca. 30 år", []),  # half a name, and nobody guesses so wrong
        ("søren ca. 55 år", [("Søren Prøvesen Kjær", "navnet ligner, alder")]),
        ("krzysztof ca. 55 år", [("Krzysztof Fiktivski", "navnet ligner")]),
        ("gvfa gvfb 3/4 ca. 99 år", [("Søren Prøvesen Kjær", "fødselsdato")]),
        ("gvfa gvfb gvfc gvfd 3/4", []),  # a fifth of it is not enough
    ],
)
def test_those_offered_are_like_enough_and_it_is_told_why(by, typed, offered):
    with looking_as(by):
        found = find_people(typed, viewer=by, on=ON)
    assert [(one.name, one.why) for one in found] == offered


def test_those_far_less_like_than_the_likest_are_left_out(by, now):
    actions.create_person(by=by, at=now, given_names="Kristoffer", surname="Opdigtet")
    with looking_as(by):
        assert [one.name for one in find_people("Krzysztof Fiktivski", viewer=by, on=ON)] == ["Krzysztof Fiktivski"]
        assert len(find_people("Kristof", viewer=by, on=ON)) == 2


def test_a_description_stands_once(by, now):
    actions.create_person(by=by, at=now, given_names="Testa", surname="Opdigtet", description="Rød jakke")
    with looking_as(by):
        found = [find_people(typed, viewer=by, on=ON)[0] for typed in ("Testa", "ukendt mand station")]
    assert [(one.name, one.description) for one in found] == [
        ("Testa Opdigtet", "Rød jakke"),
        ("Ukendt mand, stationen", ""),
    ]


@pytest.mark.parametrize(
    ("typed", "number"), [("", 0), ("?", 0), ("610170-0001", 1), ("Gvfgv", 1), ("gvfa gvfb gvfc 3/4", 3)]
)
def test_nothing_is_asked_in_vain(by, django_assert_num_queries, typed, number):
    with looking_as(by), django_assert_num_queries(number):
        assert find_people(typed, viewer=by, on=ON) == []


def test_who_is_called_just_so_stands_before_those_who_are_called_more(by, now):
    for number in range(9):
        actions.create_person(by=by, at=now, given_names="Momo", surname=f"Opdigtet{'abcdefghi'[number]}")
    with looking_as(by):
        assert find_people("momo", viewer=by, on=ON)[0].why == "kaldes også Momo"


def test_nobody_is_found_for_a_team_that_does_not_know_them(by, colleague_in_other_team, viewer_for):
    stranger = viewer_for(colleague_in_other_team)
    with looking_as(stranger):
        assert find_people("søren", viewer=stranger, on=ON) == []
        assert find_people("0304", viewer=stranger, on=ON) == []


def test_a_protected_person_comes_masked(by, now):
    with looking_as(by):
        person = actions.create_person(
            by=by, at=now, given_names="Hemmelia", surname="Opdigtet", born_on=ON, protection="address"
        )
        found = find_people("hemmelia", viewer=by, on=ON)
    assert [(one.id, one.name, one.born, one.description) for one in found] == [(person.pk, "Beskyttet borger", "", "")]


def test_a_cpr_number_finds_its_person_and_nobody_else(by, now):
    with looking_as(by):
        person = actions.create_person(by=by, at=now, given_names="Testa", cpr="610170-0000")
        assert [one.id for one in find_people("6101700000", viewer=by, on=ON)] == [person.pk]
        assert find_people("610170-0001", viewer=by, on=ON) == []


def test_a_name_that_is_gone_is_not_found_any_more(by, now):
    with looking_as(by):
        momo = Person.objects.get(given_names="Mohammed")
        actions.remove_alias(person=momo, alias_id=momo.names.get().pk, by=by, at=now)
        assert find_people("momo", viewer=by, on=ON) == []


def test_three_queries_however_many_are_found(by, django_assert_num_queries):
    with looking_as(by), django_assert_num_queries(3):
        assert len(find_people("søren mohammed krzysztof", viewer=by, on=ON)) == 3


def test_the_web_role_can_not_read_the_words_themselves(by):
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        connection.cursor().execute("SELECT * FROM people_searchword")


@pytest.mark.parametrize(
    "typed", ["", " ", "%", "'; DROP TABLE", "\x00", "a" * 5000, "32/13", "år", "999 år", "((", "\\"]
)
def test_odd_texts_find_nobody_and_break_nothing(by, typed):
    with looking_as(by):
        assert find_people(typed, viewer=by, on=ON) == []


def test_a_search_is_taken_apart():
    search = rules.read_search("Peter Hansen, ca 45 år", ON)
    assert (search.words, search.born_from, search.born_until) == (("Peter", "Hansen"), 1977, 1985)
    assert rules.read_search("3/4-71 Testa", ON).dates in [("0304",), ("030471",)]
    assert rules.read_search("010203-1234 Testa", ON).cpr == "0102031234"
