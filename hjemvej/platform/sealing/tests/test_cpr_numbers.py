"""Is a CPR number recognised however it is typed, and are other numbers left alone?"""

import datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hjemvej.platform.sealing.cpr_numbers import (
    CPR_LIKE,
    CPR_LIKE_IN_A_CELL,
    CPR_WITH_A_DATE,
    CPR_WITH_A_SIGN,
    cover_cpr,
    squeeze,
)

SPACES = ["", " ", "  ", "\u00a0", "\u202f", "\u2009", "\u2007", "\u200b", "\t"]
SIGNS = ["", "-", "\u2010", "\u2011", "\u2012", "\u2013", "\u2014", "\u2212", "\uff0d", "/", ".", "_"]
between = st.tuples(st.sampled_from(SPACES), st.sampled_from(SIGNS), st.sampled_from(SPACES)).map("".join)
births = st.dates(datetime.date(1900, 1, 1), datetime.date(2036, 12, 31))
days = st.builds(lambda born, more: f"{born.day + more:02}{born:%m%y}", births, st.sampled_from([0, 60]))
lasts = st.integers(0, 9999).map("{:04}".format)
unhurried = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
words = st.sampled_from(["", " ", "(", "CPR:", "født ", "nr.", "x", "\n", "«", ","])


@unhurried
@given(words, days, between, lasts, words)
def test_a_number_is_found_and_its_end_covered_whatever_is_between_its_parts(before, day, sign, last, after):
    text = f"{before}{day}{sign}{last}{after}"
    for pattern in (CPR_LIKE, CPR_LIKE_IN_A_CELL, CPR_WITH_A_DATE):
        assert cover_cpr(text, pattern) == f"{before}{day}-••••{after}"


@pytest.mark.parametrize("typed", ["01.01.70-0001", "01-01-70-0001", "01/01-70 – 0001", "01 01 70 - 0001"])
def test_signs_inside_the_date_hide_no_number(typed):
    assert cover_cpr(typed) == f"{typed[:8]}-••••"
    assert squeeze(typed) == "0101700001"


@pytest.mark.parametrize(
    ("typed", "covered"),
    [
        ("cpr 01 01 90 12 34.", "cpr 01 01 90-••••."),
        ("01 01 90 1234", "01 01 90-••••"),
        ("010190 12 34", "010190-••••"),
        ("61\u00a001\u00a090\u00a012\u00a034", "61\u00a001\u00a090-••••"),
        ("٠١٠١٩٠-١٢٣٤", "010190-••••"),
        ("رقم ۰۱۰۱۹۰ ۱۲۳۴", "رقم 010190-••••"),
    ],
)
def test_a_number_in_pairs_or_in_the_digits_of_another_script_is_covered(typed, covered):
    for pattern in (CPR_LIKE, CPR_LIKE_IN_A_CELL, CPR_WITH_A_DATE):
        assert cover_cpr(typed, pattern) == covered
    assert squeeze("٠١ ٠١ ٩٠ ١٢ ٣٤") == "0101901234"


@pytest.mark.parametrize(
    "text",
    [
        "ring 20 10 12 34", "+45 20 10 12 34", "0045 20 10 12 34", "+31 01 12 34 56",
        "ring 20 10 12 34 eller 31 12 56 78", "20 10 12 34 31 12 56 78", "32 01 90 12 34", "01 13 90 12 34",
        "01 01 90 12 34 56", "٢٠ ١٠ ١٢ ٣٤",
    ],
)  # fmt: skip
def test_pairs_that_are_no_date_or_go_on_are_no_cpr_number(text):
    for pattern in (CPR_LIKE, CPR_LIKE_IN_A_CELL, CPR_WITH_A_DATE):
        assert cover_cpr(text, pattern) == text


@pytest.mark.parametrize("typed", ["113170-0001", "999999–1234", "999999 - 1234"])
def test_a_number_typed_wrong_is_covered_where_it_is_shown_or_logged(typed):
    assert cover_cpr(typed) == f"{typed[:6]}-••••"


def test_a_lost_leading_zero_is_covered_in_a_cell_alone():
    assert cover_cpr("101700001, 10170–0001", CPR_LIKE_IN_A_CELL) == "10170-••••, 10170-••••"
    assert cover_cpr("101700001") == "101700001"


@unhurried
@given(st.integers(10_000_000, 99_999_999), st.sampled_from(["", "+45", "+45 ", "0045 ", "tlf. ", "(+45) "]))
def test_a_telephone_number_is_no_cpr_number(number, before):
    digits = str(number)
    pairs = " ".join(digits[place : place + 2] for place in range(0, 8, 2))
    for written in (digits, pairs, f"{digits[:4]} {digits[4:]}"):
        assert cover_cpr(f"{before}{written}", CPR_WITH_A_DATE) == f"{before}{written}"
        if before != "+45" or written == pairs:  # otherwise six digits and four: the log covers them
            assert cover_cpr(f"{before}{written}") == f"{before}{written}"


@unhurried
@given(
    st.datetimes(datetime.datetime.fromisoformat("1950-01-01"), datetime.datetime.fromisoformat("2099-12-31")),
    st.sampled_from(["%d.%m.%Y %H:%M", "%d/%m-%Y kl. %H.%M", "%d/%m %H:%M", "%d-%m-%Y %H%M", "%d.%m.%y kl. %H%M",
                     "%Y-%m-%d %H:%M:%S.%f", "%Y-%m-%dT%H:%M", "%Y%m%dT%H%M%S", "%Y%m%d-%H%M%S", "%d.%m.%Y-%H%M",
                     "%d/%m/%y %H.%M"]),
)  # fmt: skip
def test_a_day_with_its_hour_is_no_cpr_number(moment, form):
    text = moment.strftime(form)
    assert cover_cpr(text) == text


@unhurried
@given(st.integers(10**10, 10**20).map(str))
def test_ten_digits_of_a_longer_number_are_no_cpr_number(digits):
    for pattern in (CPR_LIKE, CPR_WITH_A_DATE):
        assert cover_cpr(digits, pattern) == digits
    assert cover_cpr("sag 2026-123456789012, 20261128-0001") == "sag 2026-123456789012, 20261128-0001"


@pytest.mark.parametrize("text", ["sag 123456/2026", "kr. 123456.7890", "sag 26/123456", "kl. 22.30 - 0630"])
def test_a_case_number_and_a_sum_are_no_cpr_numbers(text):
    assert cover_cpr(text) == text


@unhurried
@given(st.text(max_size=300))
def test_any_text_can_be_covered_and_once_is_enough(text):
    for pattern in (CPR_LIKE, CPR_LIKE_IN_A_CELL, CPR_WITH_A_DATE):
        assert not pattern.search(cover_cpr(text, pattern))


@pytest.mark.parametrize(
    ("typed", "covered"),
    [("010170-0001", "010170-••••"), ("tlf 010170 – 0001", "tlf 010170-••••"), ("0701234567", "0701234567"),
     ("070123 4567", "070123 4567"), ("+45 20 10 12 34", "+45 20 10 12 34")],
)  # fmt: skip
def test_where_a_telephone_number_is_meant_only_a_sign_makes_a_cpr_number(typed, covered):
    assert cover_cpr(typed, CPR_WITH_A_SIGN) == covered
