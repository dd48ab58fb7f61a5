"""What did they answer of the doubtful rows? One answer a row; what is no answer of ours is left out."""

import re
from collections.abc import Iterable

from django.http import QueryDict

from .rules.choices import read_choice

FIELD = re.compile(r"(svar|beskyttet|fortryd)_(\d{1,6})")


def answers_of(posted: QueryDict, before: Iterable[str] = ()) -> dict[int, dict[str, str]]:
    """The answers by the row's number; an empty one where the answer before is taken back, or all of them are."""
    if "fortryd_alle" in posted:
        return {int(row): {} for row in before}
    found: dict[int, dict[str, str]] = {}
    taken_back = set()
    for name in posted:
        if not (field := FIELD.fullmatch(name)):
            continue
        row = int(field[2])
        if field[1] == "fortryd":
            taken_back.add(row)
        typed = str(posted[name])
        said = read_choice(typed, None) if field[1] == "svar" else read_choice("", typed)
        if field[1] != "fortryd" and said:
            found[row] = {**found.get(row, {}), **said}
    return {**{row: said for row, said in found.items() if row not in taken_back}, **{row: {} for row in taken_back}}
