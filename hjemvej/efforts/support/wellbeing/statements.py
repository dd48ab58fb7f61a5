"""Which five statements does the citizen answer, in whose words, and how sure is that? Dated; the latest last."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Version:
    """One wording of the sheet, from a day on."""

    key: str
    valid_from: datetime.date
    begins: Any  # before each statement
    statements: Sequence[Any]
    answers: Sequence[tuple[int, Any]]  # the best first, as on the printed sheet
    source: Any
    certainty: str  # as ground/law marks it

    def in_words(self, answer: int) -> str:
        return str(dict(self.answers)[answer])


VERSIONS = (
    Version(
        key="who5_1998",
        valid_from=datetime.date(1998, 1, 1),
        begins=_("I de sidste to uger"),
        statements=(
            _("har jeg været glad og i godt humør"),
            _("har jeg følt mig rolig og afslappet"),
            _("har jeg følt mig aktiv og energisk"),
            _("er jeg vågnet frisk og udhvilet"),
            _("har min dagligdag været fyldt med ting, der interesserer mig"),
        ),
        answers=(
            (5, _("Hele tiden")),
            (4, _("Det meste af tiden")),
            (3, _("Lidt mere end halvdelen af tiden")),
            (2, _("Lidt mindre end halvdelen af tiden")),
            (1, _("Lidt af tiden")),
            (0, _("På intet tidspunkt")),
        ),
        source=_("WHO-5, WHO 1998. Fri til brug uden fortjeneste (CC BY-NC-SA 3.0 IGO). Ordlyden er læst hos KL."),
        certainty="B",
    ),
)


def version_on(on: datetime.date) -> Version:
    """Return the wording that is used on a day."""
    return next(one for one in reversed(VERSIONS) if one.valid_from <= on)


def version(key: str) -> Version:
    """Return the wording by which a sheet was filled in."""
    return next(one for one in VERSIONS if one.key == key)
