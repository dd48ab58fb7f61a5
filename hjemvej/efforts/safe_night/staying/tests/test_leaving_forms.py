"""Do the forms of a stay that goes on, and of who leaves, ask for what is needed?"""

import datetime

import pytest

from hjemvej.efforts.safe_night.staying.forms import Depart, ExtendStay

NIGHT = datetime.date(2026, 11, 20)


@pytest.mark.parametrize(("until", "is_taken"), [("20/11-2026", False), ("21/11-2026", True), ("", True)])
def test_a_stay_is_extended_past_tonight(until, is_taken):
    assert ExtendStay({"until_night": until}, tonight=NIGHT).is_valid() == is_taken


@pytest.mark.parametrize(
    ("typed", "faults"),
    [
        ({"discharged_to": "expelled"}, ["why"]),
        ({"discharged_to": "expelled", "why": "slagsmål"}, []),
        ({"discharged_to": "street"}, []),
        ({}, ["discharged_to"]),
    ],
)
def test_only_an_expulsion_must_say_why(typed, faults):
    assert list(Depart(typed).errors) == faults
