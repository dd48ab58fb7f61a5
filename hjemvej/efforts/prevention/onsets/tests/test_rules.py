"""Had we heard before a citizen became homeless? Of what is still kept alone, and not knowing is never a no."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hjemvej.efforts.prevention.models import Signal
from hjemvej.efforts.prevention.onsets import rules
from hjemvej.efforts.prevention.onsets.rules import Began, Heard, Kept

D, DAY = datetime.date, datetime.timedelta(days=1)
BEGAN = D(2028, 3, 1)  # the day after a leap day
HOME = Began(BEGAN, "egen_bolig", "gade")
LOOKS, YEAR = 30 * DAY, BEGAN - 360 * DAY


def heard(*signals, began=HOME, late=0):
    return rules.heard(began, signals, on=began.on + late * DAY, since=YEAR, looks=LOOKS)


@pytest.mark.parametrize(
    ("signals", "found"),
    [
        ((), Heard.NONE),
        ((Kept(D(2028, 2, 29)),), Heard.SIGNAL),
        ((Kept(BEGAN),), Heard.NONE),  # on the day itself is not before
        ((Kept(YEAR),), Heard.SIGNAL),
        ((Kept(YEAR - DAY, is_in_case=True),), Heard.NONE),
        ((Kept(D(2028, 2, 1)), Kept(D(2028, 1, 1), is_in_case=True)), Heard.IN_CASE),
        ((Kept(D(2028, 2, 1), "no_risk"),), Heard.SIGNAL),
        ((Kept(D(2028, 2, 1), is_objected_to=True),), Heard.OBJECTED),
        ((Kept(D(2028, 2, 1), is_objected_to=True), Kept(D(2028, 2, 2))), Heard.SIGNAL),
        *(((Kept(D(2028, 2, 1), ended),), Heard.NONE) for ended in rules.NO_WARNING),
    ],
)
def test_what_counts_as_having_heard(signals, found):
    assert heard(*signals) == found


def test_decided_later_than_a_signal_is_kept_none_is_not_known():
    assert (heard(late=30), heard(late=31)) == (Heard.NONE, Heard.LATE)
    assert heard(Kept(D(2028, 2, 1)), late=31) == Heard.SIGNAL  # what is there is there


@pytest.mark.parametrize(
    ("came_from", "told", "is_known"),
    [
        ("egen_bolig", "", True), ("faengsel", "", True), ("", "", False), ("ukendt", "", False), ("", "day", True),
        ("", "month", True), ("egen_bolig", "year", False),
    ],
)  # fmt: skip
def test_a_first_night_with_us_is_not_the_first_without_a_home(came_from, told, is_known):
    began = Began(BEGAN, came_from, "gade", told)
    assert began.is_known == is_known
    assert (heard(began=began) == Heard.BEGIN_UNKNOWN) != is_known


KEPT = st.builds(
    Kept, st.dates(D(2027, 1, 1), D(2028, 4, 1)), st.sampled_from(["", *Signal.Ended.values]), st.booleans(),
    st.booleans(),
)  # fmt: skip


@given(st.lists(KEPT), KEPT, st.integers(0, 60))
def test_more_signals_never_make_it_less_heard(signals, another, late):
    order = [Heard.LATE, Heard.NONE, Heard.OBJECTED, Heard.SIGNAL, Heard.IN_CASE]
    assert order.index(heard(*signals, another, late=late)) >= order.index(heard(*signals, late=late))


@given(st.lists(KEPT), st.integers(0, 60), st.integers(0, 60))
def test_a_no_never_comes_later_than_not_known(signals, late, more):
    if heard(*signals, late=late) == Heard.LATE:
        assert heard(*signals, late=late + more) == Heard.LATE


@pytest.mark.parametrize(("days", "same"), [(0, True), (30, True), (31, False), (-30, True), (-31, False)])
def test_a_day_corrected_a_little_is_the_same_homelessness(days, same):
    assert rules.is_same(BEGAN + days * DAY, [BEGAN], 31 * DAY) == same
    assert not rules.is_same(BEGAN, [], 31 * DAY)
