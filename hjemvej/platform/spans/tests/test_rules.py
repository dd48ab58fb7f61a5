"""Is the last day counted where it should be, and the first day after it not?"""

import datetime

from hjemvej.platform.spans import rules

MONDAY = datetime.date(2026, 11, 2)


def test_the_day_it_ends_is_not_its_own_but_its_last_day_is():
    tuesday, wednesday = MONDAY + datetime.timedelta(days=1), MONDAY + datetime.timedelta(days=2)
    assert rules.lasts_on(MONDAY, MONDAY, tuesday)
    assert not rules.lasts_on(tuesday, MONDAY, tuesday)
    assert rules.lasts_through(tuesday, MONDAY, tuesday)
    assert rules.lasts_through(MONDAY, MONDAY, tuesday)
    assert not rules.lasts_through(wednesday, MONDAY, tuesday)


def test_without_an_end_it_holds_until_further_but_not_before_it_begins():
    for holds in (rules.lasts_on, rules.lasts_through):
        assert holds(datetime.date(2999, 1, 1), MONDAY, None)
        assert not holds(MONDAY - datetime.timedelta(days=1), MONDAY, None)
