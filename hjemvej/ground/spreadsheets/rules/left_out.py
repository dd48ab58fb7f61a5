"""Does a column that is left out say that the citizen is dead? That must not stay behind without a word. Pure."""

import re
from collections.abc import Sequence

from django.utils.translation import gettext as _

SAYS_DEAD = re.compile(
    r"\W*(?:†|(?:(?:borger(?:en)?|er|nu|desværre|meldt|vistnok)\s+)*(?:døde?|afdød|afgået ved døden)\b(?! hund)"
    r"|dødsfald\W*(?:\d|$))",
    re.IGNORECASE,
)


def says_dead(row: Sequence[str], fields: Sequence[str | None], header: Sequence[str]) -> str:
    """Name the column that says so; nothing where none does."""
    for column, (field, cell) in enumerate(zip(fields, row, strict=False)):
        if field is None and SAYS_DEAD.match(cell):
            return (header[column] if column < len(header) else "") or _("en kolonne uden overskrift")
    return ""
