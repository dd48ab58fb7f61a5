"""Is a night put in words, and are nights in a row joined?"""

import datetime
import uuid

import pytest

from hjemvej.efforts.safe_night.models import Night, PlaceRequest
from hjemvej.efforts.safe_night.mornings.forms import CorrectNight
from hjemvej.efforts.safe_night.mornings.rules import how_the_night_was, runs_of_nights

DAY = datetime.timedelta(days=1)
LAST = datetime.date(2026, 11, 20)
HOUSE, OTHER_HOUSE = uuid.UUID(int=1), uuid.UUID(int=2)
NOBODY_OUT = "Ingen, vi ved af, var uden et trygt sted."


@pytest.mark.parametrize(
    ("safe", "missing", "unsafe", "line"),
    [
        (0, 0, 0, NOBODY_OUT),
        (1, 0, 0, f"{NOBODY_OUT} 1 sov inde."),
        (0, 1, 0, f"{NOBODY_OUT} Vi ved ikke, hvor én sov."),
        (20, 2, 3, "Tre borgere havde ikke et trygt sted. Vi ved ikke, hvor to sov. 20 sov inde."),
        (0, 0, 1, "Én borger havde ikke et trygt sted."),
    ],
)
def test_the_mornings_line_leaves_out_what_did_not_happen(safe, missing, unsafe, line):
    assert how_the_night_was(safe, missing, unsafe) == line


@pytest.mark.parametrize(
    ("nights", "lengths"),
    [
        ([], []),
        ([(0, "safe", HOUSE), (1, "safe", HOUSE), (2, "safe", HOUSE)], [3]),
        ([(0, "safe", HOUSE), (1, "safe", OTHER_HOUSE)], [1, 1]),
        ([(0, "unsafe", None), (1, "missing", None)], [1, 1]),
        ([(0, "unsafe", None), (2, "unsafe", None), (3, "unsafe", None)], [1, 2]),  # a night between is not known
        ([(0, "unsafe", None), (1, "unsafe", None), (2, "safe", HOUSE), (3, "unsafe", None)], [2, 1, 1]),
    ],
)
def test_nights_in_a_row_of_the_same_kind_at_the_same_place_are_joined(nights, lengths):
    rows = [Night(night=LAST - back * DAY, outcome=outcome, house_id=house) for back, outcome, house in nights]
    runs = runs_of_nights(rows)
    assert [len(run) for run in runs] == lengths
    assert [row for run in runs for row in run] == rows


@pytest.mark.parametrize(
    ("typed", "faults"),
    [
        ({"outcome": "unsafe"}, ["what_happened"]),
        ({"outcome": "unsafe", "what_happened": "sov i kælderskakt"}, []),
        ({"outcome": "safe"}, []),
        ({"outcome": "missing"}, []),
        ({}, ["outcome"]),
    ],
)
def test_only_a_night_without_a_safe_place_must_say_what_happened(typed, faults):
    assert list(CorrectNight(typed).errors) == faults


@pytest.mark.parametrize(
    ("night", "status", "kept_status", "gives_way"),
    [
        (LAST, "unmet", "placed", True),
        (LAST, "unmet", "waiting", False),
        (LAST, "placed", "placed", False),
        (LAST - DAY, "unmet", "placed", False),
    ],
)
def test_of_two_records_made_one_only_a_request_in_vain_gives_way(night, status, kept_status, gives_way):
    kept = PlaceRequest(night=LAST, status=kept_status)
    assert PlaceRequest(night=night, status=status).gives_way_to(kept) == gives_way
