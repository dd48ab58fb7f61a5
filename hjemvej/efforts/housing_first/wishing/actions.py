"""What changes about a citizen's wishes? A new sheet is written; the one before it stays as history."""

import datetime
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.contrib.messages import constants as messages
from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from hjemvej.efforts.housing_first.models import Want, WishSheet
from hjemvej.ground.people.models import Person
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.audit.actions import record
from hjemvej.platform.ui.refusals import Refused

from . import queries, rules
from .rules import Wanted


class SaidInTheFuture(Refused):
    """Nobody has said it yet."""

    field = "said_on"


class NothingSaid(Refused):
    """A sheet without words and without a wish."""


class WrittenMeanwhile(Refused):
    """A colleague wrote a sheet after this form was opened."""

    level = messages.INFO


@dataclass(frozen=True)
class Said:
    """A whole sheet as it was filled in; `after` is the sheet that the form began with, or none."""

    said_on: datetime.date
    how: str
    words: str = ""
    wants: Mapping[Wanted, rules.Want] = field(default_factory=dict)
    after: uuid.UUID | None = None


def write_wishes(*, person_id: uuid.UUID, said: Said, by: Viewer, at: datetime.datetime) -> WishSheet:
    """Write what the citizen wants of a home now, all of it; refuse when a colleague was first."""
    if said.said_on > localdate(at):
        raise SaidInTheFuture(_("Skriv den dag, borgeren sagde det: i dag eller før."))
    if not said.words.strip() and not said.wants:
        raise NothingSaid(_("Skriv borgerens egne ord, eller svar på mindst ét spørgsmål."))
    with transaction.atomic():
        by.rows_of(Person).select_for_update(no_key=True).get(pk=person_id)
        latest = queries.sheets_of(person_id, viewer=by).first()
        if latest and latest.pk != said.after:
            raise WrittenMeanwhile(
                _("Der er skrevet ønsker, siden du åbnede siden. De står herunder. Ret, og gem igen; intet er tabt.")
            )
        sheet = WishSheet.objects.create(
            person_id=person_id, said_on=said.said_on, how=said.how, words=said.words.strip(), recorded_at=at,
            recorded_by_id=by.signed_in_id,
        )  # fmt: skip
        Want.objects.bulk_create(_row(sheet, wanted, want) for wanted, want in said.wants.items())
        record("housing_first.wishes_written", by=by, at=at, person_id=person_id, details={"sheet": str(sheet.pk)})
        return sheet


def _row(sheet: WishSheet, wanted: Wanted, want: rules.Want) -> Want:
    return Want(
        sheet=sheet, person_id=sheet.person_id, wanted=wanted, weight=want.weight, places=sorted(want.places),
        number=want.number, words=want.words.strip(),
    )  # fmt: skip
