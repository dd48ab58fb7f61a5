"""Is a number in what people type covered on its way to the table, and is all else left as it is?"""

from typing import Any

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
        ("Ring \u202eekki\u202c til hende", "Ring ekki til hende"),
        ("An\u200bna\u00ad", "Anna"),
        ("født 0101\u200b70-00\u206601", "født 010170-••••"),
    ],
)
def test_only_a_number_is_covered(typed, kept):
    for field in (FreeLine(max_length=30), FreeText()):
        assert field.get_prep_value(typed) == kept


def test_a_covered_line_still_fits_its_column_and_a_line_too_long_is_left_to_the_database():
    assert FreeLine(max_length=10).get_prep_value("0101700001") == "010170-•••"
    assert FreeLine(max_length=10).get_prep_value("for lang til feltet") == "for lang til feltet"


@pytest.mark.parametrize(
    "sign", ["\u202e", "\u2066", "\u200b", "\u200d", "\u2060", "\ufeff", "\u00ad", "\u061c", "\U000e0041"]
)
def test_words_kept_before_are_read_without_what_cannot_be_seen(sign):
    line: Any = FreeLine(max_length=30)
    text: Any = FreeText()
    for field in (line, text):
        assert field.from_db_value(f"Sø{sign}ren", None, None) == "Søren"
    assert text.from_db_value(None, None, None) is None
    assert text.from_db_value("linje\nog\tnæste – “citat” 👍", None, None) == "linje\nog\tnæste – “citat” 👍"
