"""Does every room that reads or covers a CPR number know it, however it is typed?"""

import datetime

import pytest
from hypothesis import given

from hjemvej.efforts.one_entry import rules as one_entry
from hjemvej.ground.people import cpr
from hjemvej.ground.people.rules import read_search
from hjemvej.ground.spreadsheets.rules import cells
from hjemvej.platform.audit import logs
from hjemvej.platform.outside.login_broker import claims
from hjemvej.platform.sealing.tests.test_cpr_numbers import between, days, lasts, unhurried

TODAY = datetime.date(2026, 11, 28)


@unhurried
@given(days, between, lasts)
def test_each_place_that_meets_a_number_knows_it(day, sign, last):
    typed, digits = f"{day}{sign}{last}", f"{day}{last}"
    assert read_search(f"Testa {typed}", TODAY).cpr == digits
    assert cells.mask_numbers(typed) == one_entry.without_cpr(typed) == f"{day}-••••"
    assert claims.subject_is_a_cpr_number(typed)
    assert logs.redacted(None, "", {"event": f"saw {typed}"}) == {"event": "saw •••"}
    try:
        assert cpr.parse(digits) == cpr.parse(typed)
    except cpr.ImpossibleCpr:  # a 29 February that was none: refused in both ways of writing
        with pytest.raises(cpr.ImpossibleCpr):
            cpr.parse(typed)
    else:
        assert cells.holds_a_cpr(f"Ukendt mand, {typed}")
