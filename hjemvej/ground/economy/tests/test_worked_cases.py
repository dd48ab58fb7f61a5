"""Do the worked cases of docs/algorithms/economy.md come out to the krone?"""

from decimal import Decimal
from pathlib import Path

import pytest

from hjemvej.ground.economy.rules import budget

from .cases import CASES, ON, limit, rates

pytestmark = pytest.mark.django_db
PAGE = Path(__file__).parents[4] / "docs" / "algorithms" / "economy.md"


def table() -> dict[str, list[str]]:
    """Read the table of worked cases: by case, its other cells."""
    rows = [line for line in PAGE.read_text().split("## Worked cases")[1].splitlines() if line.startswith("|")]
    cells = [[cell.strip() for cell in row.strip("|").split("|")] for row in rows[2:]]
    return {first: rest for first, *rest in cells}


def test_the_table_tells_of_every_case():
    assert list(table()) == list(CASES)
    assert len(CASES) >= 6


@pytest.mark.parametrize("name", CASES)
def test_the_highest_rent_is_as_the_table_says(name):
    _comes_in, _goes_out, least, kroner, basis = table()[name]
    found = limit(CASES[name])
    assert (found.kroner, found.basis) == (Decimal(kroner), basis)
    laid = budget(CASES[name], found.kroner, rates(), ON)
    assert laid.least_left == Decimal(least.replace(",", ""))
    if basis == "worked_out" and found.kroner:
        assert laid.is_enough
        assert not budget(CASES[name], found.kroner + 1, rates(), ON).is_enough


@pytest.mark.parametrize("name", CASES)
def test_the_lines_add_up_to_what_is_left(name):
    laid = budget(CASES[name], Decimal(4321), rates(), ON)
    if laid.left is None:
        assert any(line.amount is None for line in laid.lines)
    else:
        assert laid.left == sum(line.amount for line in laid.lines if line.amount is not None)
