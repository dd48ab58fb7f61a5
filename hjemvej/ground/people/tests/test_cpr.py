"""Is a CPR number read as it is written in real life, kept secret, and refused only when it is impossible?"""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hjemvej.ground.people import cpr
from hjemvej.platform.sealing import seals


@pytest.mark.parametrize(
    ("typed", "digits"),
    [
        ("610170-0000", "6101700000"),
        ("6101700000", "6101700000"),
        (" 610170 0000 ", "6101700000"),
        ("301700000", "0301700000"),  # the zero lost in a spreadsheet
        ("30170-0000", "0301700000"),
        ("010101-0000", "0101010000"),  # fails modulus 11
        ("٠١٠١٠١-٠٠٠٠", "0101010000"),
    ],
)
def test_a_number_is_read_as_people_write_it(typed, digits):
    assert cpr.parse(typed) == digits


@pytest.mark.parametrize(
    "typed",
    ["", "310299-0000", "600170-0000", "001299-0000", "920170-0000", "6101700", "abcdefghij",
     "101265-123", "101265 123", "010160-5123", "0101735000"],  # a figure short; born in 1860 and 1873
)  # fmt: skip
def test_an_impossible_number_is_refused_without_repeating_it(typed):
    with pytest.raises(cpr.ImpossibleCpr) as problem:
        cpr.parse(typed)
    assert not typed or typed not in str(problem.value)


def test_a_number_of_somebody_not_born_yet_is_refused():
    assert cpr.parse("010130-4000", datetime.date(2030, 1, 1))
    with pytest.raises(cpr.ImpossibleCpr, match="fremtiden"):
        cpr.parse("010130-4000", datetime.date(2029, 12, 31))
    with pytest.raises(cpr.ImpossibleCpr, match="fremtiden"):
        cpr.parse("010130-4000", datetime.date(2026, 11, 20))


@pytest.mark.parametrize(
    ("digits", "born_on"),
    [
        ("0101010000", datetime.date(1901, 1, 1)),
        ("0101014000", datetime.date(2001, 1, 1)),
        ("0101404000", datetime.date(1940, 1, 1)),
        ("0101013000", datetime.date(1901, 1, 1)),
        ("0101364000", datetime.date(2036, 1, 1)),
        ("0101374000", datetime.date(1937, 1, 1)),
        ("0101369000", datetime.date(2036, 1, 1)),
        ("0101379000", datetime.date(1937, 1, 1)),
        ("0101588000", datetime.date(1858, 1, 1)),
        ("0101585000", datetime.date(1858, 1, 1)),
        ("0101575000", datetime.date(2057, 1, 1)),
        ("6101700000", datetime.date(1970, 1, 1)),
    ],
)
def test_the_seventh_digit_tells_the_century(digits, born_on):
    assert cpr.born_on(digits) == born_on


def test_two_encryptions_of_one_number_differ_and_its_lookup_does_not():
    assert cpr.encrypt("6101700000") != cpr.encrypt("6101700000")
    assert cpr.lookup("6101700000") == cpr.lookup("6101700000")
    assert cpr.mask("6101700000") == "610170-••••"


def test_what_was_tampered_with_is_not_opened():
    stored = cpr.encrypt("6101700000")
    with pytest.raises(seals.UnknownKey):
        cpr.decrypt(stored[:-6] + ("AAAA==" if not stored.endswith("AAAA==") else "BBBB=="))
    with pytest.raises(seals.UnknownKey):
        cpr.decrypt("gone:" + stored.partition(":")[2])


@given(st.text())
def test_any_text_is_a_number_or_told_why_not(typed):
    try:
        digits = cpr.parse(typed)
    except cpr.ImpossibleCpr:
        return
    assert len(digits) == 10
    assert cpr.decrypt(cpr.encrypt(digits)) == digits
