"""Does what the machine wrote lie under what people did, and is nothing lost by it?"""

import datetime

from hypothesis import given
from hypothesis import strategies as st

from hjemvej.platform.rooms import Happened
from hjemvej.platform.ui.timeline import folded

NOON = datetime.datetime(2026, 11, 20, 11, tzinfo=datetime.UTC)
HOUR = datetime.timedelta(hours=1)


def human(ago: int, title: str = "Mødtes") -> Happened:
    return Happened(NOON - ago * HOUR, title)


def machine(ago: int, title: str = "Plads reserveret", way_back: str = "") -> Happened:
    return Happened(NOON - ago * HOUR, title, is_machine=True, way_back=way_back)


def test_what_the_machine_wrote_lies_under_the_human_thing_before_it_that_day():
    shown = folded([machine(0), machine(1), human(2), human(3, "Ringede")])
    assert [(one.title, len(one.below)) for one in shown] == [("Mødtes", 2), ("Ringede", 0)]


def test_what_stands_alone_is_one_line_with_its_own_words():
    shown = folded([machine(0, "Kom ikke"), machine(1), machine(2), human(40)])
    assert [one.title for one in shown] == ["Plads reserveret; Kom ikke", "Mødtes"]
    assert [one.title for one in shown[0].below] == ["Kom ikke", "Plads reserveret", "Plads reserveret"]
    assert folded([machine(0), human(40)])[0] == machine(0)


def test_what_can_be_undone_is_never_hidden_in_a_line_of_several():
    merged = machine(1, "Samlet med en anden sag", way_back="/fortryd/")
    assert folded([machine(0), merged]) == [machine(0), merged]


@given(st.lists(st.tuples(st.integers(0, 200), st.booleans()), max_size=30))
def test_everything_that_happened_is_still_told_once(happened):
    entries = [
        Happened(NOON - ago * HOUR, f"{number}", is_machine=is_machine)
        for number, (ago, is_machine) in enumerate(sorted(happened))
    ]
    told = [
        one.title
        for entry in folded(entries)
        for one in (entry.below if entry.is_machine and entry.below else (entry, *entry.below))
    ]
    assert sorted(told) == sorted(entry.title for entry in entries)
