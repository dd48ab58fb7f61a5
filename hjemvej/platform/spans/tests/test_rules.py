"""Is the last day counted where it should be, and the first day after it not?"""

import datetime

from hjemvej.platform.spans import rules

MONDAY = datetime.date(2026, 11, 2)


def test_a_span_holds_on_its_last_day_and_not_on_its_end_day():
    tuesday, wednesday = MONDAY + datetime.timedelta(days=1), MONDAY + datetime.timedelta(days=2)
    assert rules.lasts_on(MONDAY, MONDAY, tuesday)
    assert not rules.lasts_on(tuesday, MONDAY, tuesday)
    assert rules.lasts_through(tuesday, MONDAY, tuesday)
    assert rules.lasts_through(MONDAY, MONDAY, tuesday)
    assert not rules.lasts_through(wednesday, MONDAY, tuesday)


def test_a_span_without_an_end_goes_on_but_does_not_hold_before_it_begins():
    for holds in (rules.lasts_on, rules.lasts_through):
        assert holds(datetime.date(2999, 1, 1), MONDAY, None)
        assert not holds(MONDAY - datetime.timedelta(days=1), MONDAY, None)
