"""Whatever stands in a sheet: has each row one fate, is nothing kept of a row that did not come in, and is the same
file again nothing new?"""

import random
import re

import pytest
from django.db import connection, transaction

from hjemvej.ground.spreadsheets.importing.rules.records import Fate

from .test_import import Run, by, run

__all__ = ["by", "run"]  # fixtures

HEADERS = ["Navn", "Fornavn", "Efternavn", "CPR", "Født", "Køn", "Sover", "Sted", "Fra", "Til", "Telefon", "Dyr",
           "Beskyttet", "Bemærkning", "Hvor", "Kaldenavn", "Hjemvej: svar"]  # fmt: skip
WORDS = ["", "", "ja", "ukendt", "gade", "herberg", "på månen", "do.", "Ledig", "SLETTET", "610170-0001", "010170-0000",
         "010170–1234", "1/5-2026", "primo maj 2026", "31-12-9999", "3.1", "1971", "25", "K", "Prøve og Testa", "død",
         "adressebeskyttet", "samme", "ny", "spring over",
         "I alt", "* note", '"', "SAND", "to mænd", "46145"]  # fmt: skip
TABLES = ("people_person", "people_personname", "people_contactway", "situations_situation")


def sheet_of(rng: random.Random) -> tuple[str, dict[int, list[str]]]:
    """A sheet, and by row the words that stand in no other: each is a name, a nickname, a place or a remark."""
    headers = rng.sample(HEADERS, rng.randrange(2, 8))
    if not {"Navn", "Fornavn", "Efternavn", "CPR", "Kaldenavn"} & set(headers):
        headers[0] = "Navn"
    words: dict[int, list[str]] = {}
    lines = [";".join(headers)]
    for number in range(2, rng.randrange(4, 12)):
        cells = []
        for column in range(len(headers)):
            own = "Q" + "".join(rng.choice("bcdfghjklmnp") for _letter in range(9))
            cell = own.capitalize() if rng.random() < 0.5 else rng.choice(WORDS)
            words.setdefault(number, []).extend([cell.lower()] if cell == own.capitalize() else [])
            cells.append(f"{cell} Prøvesen" if cell == own.capitalize() and headers[column] == "Navn" else cell)
        lines.append(";".join(cells))
    return "\n".join(lines) + "\n", words


def kept() -> str:
    """All that is kept of anybody, in small letters."""
    with connection.cursor() as cursor:
        rows = []
        for table in TABLES:
            cursor.execute(f"SELECT {table}::text FROM {table}")
            rows += [row for (row,) in cursor.fetchall()]
    return "\n".join(rows).lower()


@pytest.mark.parametrize("seed", range(40))
def test_any_sheet_whatever(run: Run, seed):
    listed, words = sheet_of(random.Random(seed))
    with transaction.atomic():
        told, plan = run(listed, dry=True), run(listed)
        assert [row.number for row in plan.rows] == list(range(2, 2 + len(plan.rows)))
        assert sum(plan.counts.values()) == len(plan.rows) == len(words)
        assert [row.fate for row in told.rows] == [row.fate for row in plan.rows]
        all_kept = kept()
        for row in plan.of(Fate.DOUBT, Fate.WRONG, Fate.SKIPPED):
            assert row.reasons
            assert not [word for word in words[row.number] if word in all_kept]
        assert not re.search(r"010170\W{0,3}1234", all_kept)
        again = run(listed)
        assert (again.counts[Fate.NEW], again.counts[Fate.CHANGED], kept()) == (0, 0, all_kept)
        transaction.set_rollback(True)


def test_nothing_is_kept_of_a_row_that_contradicts_what_we_know(run: Run):
    listed = (
        "Navn;Født;Sover;Fra;Telefon;Kaldenavn;Hvor\n"
        "Testa Prøvesen;1/1-1970;gade;1/5-2026;;;\n"
        "Testa Prøvesen;1/1-1970;hotel;1/5-2026;qbcdfgh1;Qbcdfgh2;qbcdfgh3\n"
    )
    plan = run(listed)
    assert [row.fate for row in plan.rows] == [Fate.NEW, Fate.DOUBT]
    assert "qbcdfgh" not in kept()
