"""Is an amount read as people write it, and what is no amount refused?"""

import re
from decimal import Decimal
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override

from hjemvej.platform.ui.forms import AmountField

HOUSE = Path(__file__).parents[3]


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("1234", "1234"), ("1234,50", "1234.50"), ("1.234,50", "1234.50"), ("1.234", "1234"), ("12.50", "12.50"),
        ("1.234.567,5", "1234567.5"), ("1 234,50", "1234.50"), ("1\u00a0234,50", "1234.50"),
        ("1.234,50 kr.", "1234.50"), ("950 kr", "950"),
    ],
)  # fmt: skip
def test_an_amount_is_read_as_it_is_written(typed, amount):
    assert AmountField(decimal_places=2).clean(typed) == Decimal(amount)


@pytest.mark.parametrize("typed", ["1.23,50", "1,234.50", "1.2345", "12,34,56", "kr.", "tusind", "1,234"])
def test_what_is_no_amount_in_danish_is_refused_and_never_guessed(typed):
    with pytest.raises(ValidationError):
        AmountField(decimal_places=2).clean(typed)


@pytest.mark.parametrize(
    "typed",
    ["1e5", "1E5", "1e5 kr.", "NaN", "nan", "sNaN", "Infinity", "-inf", "1_000", "0x1f", "١٢٣", "١.٢٣٤,٥٠", "१२३",
     "\uff11\uff12\uff13", "12³", "½", "1.234,5O"],
)  # fmt: skip
def test_what_only_a_computer_reads_as_a_number_is_refused_with_what_to_write(typed):
    with pytest.raises(ValidationError, match=r"Skriv det med tal, f\.eks\. 1\.234,50\."):
        AmountField(decimal_places=2).clean(typed)


@pytest.mark.parametrize(
    ("typed", "words"), [("1,234", "efter kommaet"), ("123456789", "for langt"), ("1234567,5", "for langt")]
)  # fmt: skip
def test_a_number_that_is_too_long_says_what_to_write(typed, words):
    with pytest.raises(ValidationError, match=words) as refused:
        AmountField(max_digits=8, decimal_places=2).clean(typed)
    assert "f.eks. som 1.234,50" in str(refused.value)


def test_the_words_of_a_field_come_before_the_shared_ones():
    field = AmountField(error_messages={"invalid": "Skriv gælden i kroner."})
    with pytest.raises(ValidationError, match=r"Skriv gælden i kroner\."):
        field.clean("1e5")


def test_every_amount_in_the_house_is_asked_for_by_the_shared_field():
    """A form's own DecimalField would take what the shared one refuses."""
    own = [
        str(file.relative_to(HOUSE)) for file in HOUSE.rglob("*.py")
        if re.search(r"forms\.(?:Decimal|Float)Field\(", file.read_text(encoding="utf-8"))
    ]  # fmt: skip
    assert own == []


def test_the_other_language_writes_its_thousands_with_a_comma():
    with override("en"):
        assert AmountField(decimal_places=2).clean("1,234.50") == Decimal("1234.50")
