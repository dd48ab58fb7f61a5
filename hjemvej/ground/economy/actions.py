"""What changes about a citizen's economy? A new sheet is written; the one before stays as it was."""

import datetime
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.audit.actions import record
from hjemvej.platform.ui.refusals import Refused

from .models import Sheet, SheetLine
from .rules import Item


class NotSaidYet(Refused):
    """The day lies ahead: nobody can have said it yet."""

    field = "said_on"


class TellsNothing(Refused):
    """Without an income or a highest rent, nothing can be reckoned."""


@dataclass(frozen=True)
class Said:
    """What was told of an economy, by whom and on which day."""

    said_on: datetime.date
    said_by: str
    said_by_name: str = ""
    items: Sequence[Item] = ()
    rent_told: Decimal | None = None
    support_told: Decimal | None = None
    words: str = ""


def write_sheet(*, person_id: uuid.UUID, said: Said, by: Viewer, at: datetime.datetime) -> Sheet:
    """Write a new sheet with its lines, in their order."""
    if said.said_on > localdate(at):
        raise NotSaidYet(_("Dagen ligger i fremtiden. Skriv den dag, økonomien blev fortalt."))
    if not said.items and said.rent_told is None:
        raise TellsNothing(_("Skriv mindst én indkomst, eller hvor meget borgeren højst kan betale."))
    with transaction.atomic():
        sheet = Sheet.objects.create(
            person_id=person_id, said_on=said.said_on, said_by=said.said_by, said_by_name=said.said_by_name.strip(),
            rent_told=said.rent_told, support_told=said.support_told, words=said.words.strip(),
            written_at=at, recorded_by_id=by.user_id, organisation_id=by.team_id,
        )  # fmt: skip
        SheetLine.objects.bulk_create(
            SheetLine(
                sheet=sheet, person_id=person_id, kind=item.kind, amount=item.amount, place=place,
                is_before_tax=item.is_before_tax,
            )
            for place, item in enumerate(said.items, 1)
        )  # fmt: skip
        record("economy.sheet_written", by=by, at=at, person_id=person_id, details={"sheet": str(sheet.pk)})
        return sheet
