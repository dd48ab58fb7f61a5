"""Do the rules that all sub-rooms share answer right?"""

import datetime
from zoneinfo import ZoneInfo

import pytest

from hjemvej.efforts.safe_night.rules import Freshness, freshness, number_word

COPENHAGEN = ZoneInfo("Europe/Copenhagen")


def moment(hour: int, minute: int = 0) -> datetime.datetime:
    return datetime.datetime(2026, 11, 20, hour, minute, tzinfo=COPENHAGEN)


def test_a_report_goes_stale():
    limit = datetime.timedelta(hours=4)
    assert freshness(moment(9), moment(13), limit) == Freshness(False, "for 4 timer siden")
    assert freshness(moment(9), moment(13, 1), limit).is_stale
    assert freshness(None, moment(13), limit) == Freshness(True, "har ikke meldt endnu", is_known=False)


@pytest.mark.parametrize(("number", "word"), [(0, "ingen"), (1, "én"), (12, "tolv"), (13, "13"), (100, "100")])
def test_a_number_is_a_word_up_to_twelve(number, word):
    assert number_word(number) == word
