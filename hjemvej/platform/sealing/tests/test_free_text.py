"""Is a number in what people type covered on its way to the table, and is all else left as it is?"""

import pytest

from hjemvej.platform.sealing.free_text import FreeLine, FreeText


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Ring på 12345678", "Ring på 12345678"),
        ("født 010170-0001", "født 010170-••••"),
        ("0101700001", "010170-••••"),
        ("", ""),
        (None, None),
    ],
)
def test_only_a_number_is_covered(typed, kept):
    for field in (FreeLine(max_length=30), FreeText()):
        assert field.get_prep_value(typed) == kept


def test_a_covered_line_still_fits_its_column_and_a_line_too_long_is_left_to_the_database():
    assert FreeLine(max_length=10).get_prep_value("0101700001") == "010170-•••"
    assert FreeLine(max_length=10).get_prep_value("for lang til feltet") == "for lang til feltet"
