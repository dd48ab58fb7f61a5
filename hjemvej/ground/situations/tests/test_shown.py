"""Does the person page's first line say where the person sleeps, and not where a protected person does?"""

import datetime

import pytest

from hjemvej.ground.shelters.models import House
from hjemvej.ground.situations.models import Situation
from hjemvej.ground.situations.rules import answers


@pytest.mark.parametrize(
    ("kind", "house", "hides", "words", "is_late"),
    [
        ("gade", "", False, "Gade, trappeopgang, skur siden 3. nov.", True),
        ("herberg", "Prøvehuset", False, "Prøvehuset siden 3. nov.", False),
        ("herberg", "Prøvehuset", True, "Forsorgshjem eller herberg siden 3. nov.", False),
        ("egen_bolig", "", False, "Egen bolig siden 3. nov.", False),
    ],
)
def test_where_the_person_sleeps_ends_in_a_single_dot(kind, house, hides, words, is_late):
    day = datetime.date.today().replace(month=11, day=3)  # noqa: DTZ011 -- a day of this year is written without it
    row = Situation(kind=kind, from_on=day, house=House(name=house) if house else None)
    (answer,) = answers({"situation": row, "hides_places": hides})
    assert (answer.about, answer.words, answer.is_late) == ("tonight", words, is_late)


def test_of_whom_nothing_is_known_the_line_says_so():
    (answer,) = answers({"situation": None, "hides_places": False})
    assert answer.words == "Vi ved ikke, hvor borgeren sover."
