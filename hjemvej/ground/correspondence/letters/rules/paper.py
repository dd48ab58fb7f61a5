"""What does the citizen's own paper say: the next step, and whose turn it is? Pure; in Danish, as letters are."""

from collections.abc import Mapping, Sequence

from django.utils.translation import override

from hjemvej.platform.rooms import PaperLine
from hjemvej.platform.ui.when import full_date

from .fields import Value


def paper_values(lines: Sequence[PaperLine]) -> Mapping[str, Value]:
    """Return the fields that the rooms know; what is agreed, a worker writes with the citizen."""
    words = [in_words(line) for line in lines]
    return {"næste_skridt": words[0], "tur": words[1:]} if words else {}


def in_words(line: PaperLine) -> str:
    """Write a line: Ydelse: indskud, senest 4. december 2026."""
    said = f"{line.whose}: {line.what.rstrip('. ')}"
    if line.due_on is None:
        return said
    with override("da"):
        return f"{said}, senest {full_date(line.due_on)}"
