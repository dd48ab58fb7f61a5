"""Whatever stands in a landlord's list: has each row one fate, and is nothing kept of a row that did not come in?

And is the same list again nothing new?
"""

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hjemvej.ground.spreadsheets.dwellings.rules.records import FATES, WRITES, Fate

pytestmark = pytest.mark.django_db
HEADERS = ("Adresse", "Bolignr", "Vej", "Husnr", "Etage", "Dør", "Postnr", "Boligtype", "Rum", "m2", "Husleje", "Varme",
           "I alt", "Indskud", "Elevator", "Trin", "Husdyr", "Lejeform", "Ledig fra", "Opsagt pr.", "Overtagelse",
           "Svar senest", "Status", "Udlejer", "Lejer", "Bemærkning", "Hjemvej: svar")  # fmt: skip
WORDS = ("", "", "5.600", "5,6", "6100", "inkl.", "1/1-2027", "3.1", "nu", "udlejet", "efter aftale", "Ågade 14, 1.tv",
         "Aagade 14 1 TV", "Birkevej 2", "Birkevej", "Birkevej 2-4", "12", "0012", "familiebolig", "garage", "ja",
         "måske", "I alt", "do.", "#REF!", "010170-1234", "samme", "ny", "tag med", "listen har ret", "spring over",
         "UDGÅET", "46402", "½", "st. tv", "Boligselskabet Fiktiv")  # fmt: skip
TABLES = ("homes_dwelling", "homes_vacancy", "homes_idlespan")


def kept():
    """All that is kept of dwellings, in small letters."""
    rows = []
    with connection.cursor() as cursor:
        for table in TABLES:
            cursor.execute(f"SELECT {table}::text FROM {table} ORDER BY 1")
            rows += [row for (row,) in cursor.fetchall()]
    return "\n".join(rows).lower()


@st.composite
def lists(draw):
    """A list, and by row the words that stand in no other."""
    headers = draw(st.lists(st.sampled_from(HEADERS), min_size=2, max_size=9, unique=True))
    headers = headers if {"Adresse", "Bolignr"} & set(headers) else ["Adresse", *headers]
    headers = headers if {"Husleje", "I alt"} & set(headers) else [*headers, "Husleje"]
    own: dict[int, list[str]] = {}
    lines = [";".join(headers)]
    for number in range(2, 2 + draw(st.integers(1, 9))):
        cells = []
        for column in range(len(headers)):
            word = f"q{'bcdfghjklm'[number % 10]}{'bcdfghjklmnprstv'[column]}vej"
            is_own = draw(st.integers(0, 3)) == 0
            own.setdefault(number, []).extend([word] if is_own else [])
            cells.append(f"{word} {number}" if is_own else draw(st.sampled_from(WORDS)))
        lines.append(";".join(cells))
    if not lines[-1].strip(";"):  # an empty row at the end is no row
        lines[-1] = f"I alt{lines[-1]}"
    return "\n".join(lines) + "\n", own, headers


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(drawn=lists())
def test_any_list_whatever(read, known, drawn):
    listed, own, headers = drawn
    with transaction.atomic():
        known("Ågade 14, 1. tv", number="12")
        dry, plan = read(listed), read(listed, dry=False)
        assert [row.number for row in plan.rows] == list(range(2, 2 + len(plan.rows)))
        assert sum(plan.counts.values()) == len(plan.rows) == len(own)
        assert set(plan.counts) == set(FATES)
        assert [row.fate for row in dry.rows] == [row.fate for row in plan.rows]
        all_kept = kept()
        for row in plan.of(Fate.DOUBT, Fate.WRONG, Fate.SKIPPED):
            assert row.reasons
            assert not [word for word in own[row.number] if word in all_kept]
        if "Lejer" in headers:
            tenants = [line.split(";")[headers.index("Lejer")] for line in listed.splitlines()[1:]]
            assert not [name for name in tenants if name.startswith("q") and name.split()[0] in all_kept]
        assert "010170" not in all_kept
        again = read(listed, dry=False)
        assert ([again.counts[fate] for fate in WRITES], kept()) == ([0, 0, 0, 0], all_kept)
        transaction.set_rollback(True)
