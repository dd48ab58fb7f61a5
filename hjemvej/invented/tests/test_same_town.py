"""Does the invented town write the same rows as before? A review shows a changed life.

`town.txt` has a line for each column of 400 days: how often each value, or a mark of them all where they are many.
"""

import hashlib
import os
import pathlib
from collections import Counter
from dataclasses import fields

import pytest

from hjemvej.invented.town import houses

from .lives import Kept, lived

TOWN = pathlib.Path(__file__).parent / "town.txt"
SALTED = {"cpr_encrypted"}  # different in each run
FEW = 8
RENEW = "HJEMVEJ_RENEW_TOWN"


@pytest.mark.django_db
def test_the_town_writes_the_same_rows_as_before():
    now = written(lived(days=400)[0])
    if os.environ.get(RENEW):
        TOWN.write_text(now)
    changed = sorted(set(now.splitlines()) ^ set(TOWN.read_text().splitlines()))
    assert not changed, f"the invented town changed; if that is meant, run this test with {RENEW}=1: {changed[:12]}"


def written(ledger: Kept) -> str:
    lines = []
    for model, rows in sorted(ledger.everything().items(), key=lambda pair: pair[0].__name__):
        lines.append(f"{model.__name__}: {len(rows)} rows")
        for column in sorted({name for row in rows for name in row} - SALTED):
            values = [str(row[column]) for row in rows if column in row]
            lines.append(f"{model.__name__}.{column}: {_shown(values)}")
    return "\n".join([*lines, *_places()]) + "\n"


def _places() -> list[str]:
    """Each room of two towns, and what its places are for."""
    lines: Counter[str] = Counter()
    for house in houses(2):
        for bed in house.beds:
            traits = [field.name for field in fields(bed) if getattr(bed, field.name) is True]
            lines[f"{house.name}, {bed.room}: {', '.join(traits) or '-'}"] += 1
    return [f"{line} {number}" for line, number in lines.items()]


def _shown(values: list[str]) -> str:
    counts = Counter(values)
    if len(counts) > FEW or max(map(len, counts)) > 30:
        return hashlib.sha256("\n".join(values).encode()).hexdigest()[:12]
    return ", ".join(f"{value or '-'} {number}" for value, number in sorted(counts.items()))
