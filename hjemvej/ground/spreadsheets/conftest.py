"""Who reads the files of this room's tests? The test itself, unless it asks for the process with its limits."""

import pytest

from hjemvej.ground.spreadsheets.reading.rules import workbooks

IN_A_PROCESS = workbooks.sheets_of


@pytest.fixture(autouse=True)
def _read_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Start no program for each of a thousand small files."""
    monkeypatch.setattr(workbooks, "sheets_of", workbooks.read_here)


@pytest.fixture
def in_a_process(_read_here: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Read as the site does, and nothing in the process that asks."""
    monkeypatch.setattr(workbooks, "sheets_of", IN_A_PROCESS)
    monkeypatch.setattr(workbooks, "read_here", None)
