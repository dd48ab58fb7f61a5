"""Is an amount read as people write it, and what is no amount refused?"""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override

from hjemvej.platform.ui.forms import AmountField


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


def test_the_other_language_writes_its_thousands_with_a_comma():
    with override("en"):
        assert AmountField(decimal_places=2).clean("1,234.50") == Decimal("1234.50")
