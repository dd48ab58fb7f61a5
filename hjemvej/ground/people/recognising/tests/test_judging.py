"""What speaks for it that this is somebody we know, and what against? Rules alone, no database."""

import datetime
import uuid

import pytest

from hjemvej.ground.people.recognising.rules.folding import fold
from hjemvej.ground.people.recognising.rules.judging import Called, Fit, Known, judge, recognise
from hjemvej.ground.people.recognising.rules.said import Said, said_in, said_names
from hjemvej.ground.people.rules import Born

ON = datetime.date(2026, 11, 20)
DAY = Born(on=datetime.date(1971, 4, 3))


def known(name: str = "", *, description: str = "", animals: str = "", told: float = 0, **facts: object) -> Known:
    called = (Called(name), Called(description, "description"), Called(animals, "animals"))
    return Known(uuid.uuid4(), called, told=told, **facts)  # type: ignore[arg-type]


BYSTANDER = known("Cilla Bystander", description="Kvinde med barnevogn", born=Born(on=datetime.date(1990, 1, 1)))


def test_the_man_with_the_dog_from_two_hours_ago_stands_before_twenty_men():
    men = [
        known(description=f"Ukendt mand, stationen {name}", told=day) for day, name in enumerate("abcdefghijklmnopqrst")
    ]
    dog = known(description="Ukendt mand, stationen", animals="hund", told=1_000_000)
    old = known(description="Ukendt mand, stationen", animals="hund", told=1)
    weights = {"stationen": 0.5, "hund": 1.0}
    found = recognise(said_in("mand med hund ved stationen", ON), [*men, old, dog, BYSTANDER], weights)
    assert [one.id for one in found[:2]] == [dog.id, old.id]
    assert found[0].words == "beskrivelsen ligner, hund"
    assert BYSTANDER.id not in [one.id for one in found]


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("Søren Prøvesen ca. 55 år", "navnet er det samme, alder"),
        ("Søren Prøvesen ca. 62 år", "navnet er det samme, men alderen passer ikke"),
        ("Søren Prøvesen ca. 25 år", "navnet er det samme, men alderen passer slet ikke"),
        ("Søren ca. 25 år", ""),  # thirty years apart, and half a name
        ("Søren Prøvesen 3/4", "navnet er det samme, fødselsdato"),
        ("Søren Prøvesen 4/4", "navnet er det samme, men fødselsdagen er en anden"),
        ("Søren Prøvesen 1971", "navnet er det samme, fødselsår"),
        ("Søren Prøvesen 1980", "navnet er det samme, men fødselsåret er et andet"),
        ("kvinde, Søren Prøvesen", "navnet er det samme, men kønnet er et andet"),
        ("Søren Prøvesen 8600", "navnet er det samme"),  # a postcode is no birthday
        ("ca. 55 år", "alder"),
        ("mand ca. 55 år", "alder"),
        ("ved", ""),
        ("ukendt mand", ""),
    ],
)
def test_each_reason_is_true_and_what_contradicts_is_said(said, words):
    person = known("Søren Prøvesen", description="ved ukendt mand", born=DAY, sex="man")
    assert judge(said_in(said, ON), person).words == words
    assert judge(said_in(said, ON), BYSTANDER).words == ""


@pytest.mark.parametrize(
    ("said", "fit", "words"),
    [
        (said_names("Søren Prøvesen", number="a"), Fit.SAME, "CPR-nummeret er det samme"),
        (said_names("En Anden", number="a"), Fit.SAME, "CPR-nummeret er det samme"),
        (said_names("Søren Prøvesen", born=DAY), Fit.SAME, "navnet er det samme, fødselsdato"),
        (
            said_names("Søren Prøvesen", born=DAY, number="b"),
            Fit.LIKELY,
            "navnet er det samme, fødselsdato, men CPR-nummeret er et andet",
        ),
        (said_names("Prøvesen, Soeren"), Fit.LIKELY, "navnet er det samme"),
        (said_names("Sørn Prøvesen", born=DAY), Fit.LIKELY, "navnet ligner, fødselsdato"),
        (said_names("Søren"), Fit.FAINT, "navnet ligner"),
        (said_names("Bo Prøvesen", number="b"), Fit.NO, ""),
        (said_names("Ukendt Mand", born=DAY), Fit.FAINT, "fødselsdato"),
        (Said(), Fit.NO, ""),
    ],
)
def test_how_sure_one_may_be(said, fit, words):
    found = judge(said, known("Søren Prøvesen", born=DAY, number="a"))
    assert (found.fit, found.words) == (fit, words)


def test_two_days_in_one_year_are_two_people_and_a_guessed_year_is_near_enough():
    twin = known("Søren Prøvesen", born=Born(on=datetime.date(1971, 4, 4)))
    guessed = known("Søren Prøvesen", born=Born(year=1974, is_guess=True))
    found = recognise(said_names("Søren Prøvesen", born=DAY), [twin, guessed, BYSTANDER])
    assert [(one.id, one.words) for one in found] == [
        (guessed.id, "navnet er det samme, alder"),
        (twin.id, "navnet er det samme, men fødselsdagen er en anden"),
    ]


def test_who_is_called_just_so_stands_before_who_is_called_more():
    more, just = known("Momo Prøvesen", told=9), known("Momo", told=1)
    assert [one.id for one in recognise(said_in("momo", ON), [more, just])] == [just.id, more.id]


def test_a_word_that_many_have_tells_less():
    common, rare = known(description="stationen"), known(description="guitar")
    found = recognise(said_in("stationen guitar", ON), [common, rare], {fold("stationen"): 0.1, fold("guitar"): 1.0})
    assert [one.id for one in found] == [rare.id]


def test_half_a_name_is_not_offered_beside_the_whole_of_it():
    whole, half = known("Bodil Prøvesen"), known("Bodil Testmann")
    assert [one.id for one in recognise(said_in("Bodil Prøvesen", ON), [half, whole])] == [whole.id]
    assert [one.id for one in recognise(said_in("Bodil Prøvesen", ON), [half])] == [half.id]
