"""What changes about a citizen's wellbeing? The wish is said or taken back; a sheet is filled in, or corrected."""

import datetime
import uuid
from collections.abc import Sequence

from django.contrib.messages import constants as messages
from django.db import transaction
from django.utils.translation import gettext as _

from hjemvej.efforts.support.models import WellbeingSheet, WellbeingWish
from hjemvej.ground.people.models import Person
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.audit.actions import record
from hjemvej.platform.ui.refusals import Refused
from hjemvej.platform.ui.when import clock, day_of

from . import queries
from .statements import version_on

Afterwards = WellbeingWish.Afterwards


class WishedAlready(Refused):
    """A colleague wrote the wish down first."""

    level = messages.INFO


class NotWished(Refused):
    """The citizen has not wished it, or has taken the wish back."""


class FilledToday(Refused):
    """One sheet a day: a colleague filled one in with the citizen."""


class CorrectedMeanwhile(Refused):
    """Somebody corrected the sheet first."""


def wish_for_wellbeing(*, person_id: uuid.UUID, by: Viewer, at: datetime.datetime) -> WellbeingWish:
    """Write down that the citizen wants to follow their wellbeing."""
    with transaction.atomic():
        _hold_wisher(person_id, by)
        if queries.open_wish(person_id, viewer=by):
            raise WishedAlready(_("Det er allerede skrevet, at borgeren ønsker det."))
        wish = WellbeingWish.objects.create(
            person_id=person_id, team_id=by.team_id, wished_at=at, recorded_by_id=by.signed_in_id
        )
        _record_wellbeing("support.wellbeing_wished", wish, by, at)
        return wish


def take_wish_back(*, person_id: uuid.UUID, afterwards: str, by: Viewer, at: datetime.datetime) -> None:
    """The citizen wants it no more: nobody asks again, and the answers are shown no more, or erased, as they say."""
    with transaction.atomic():
        _hold_wisher(person_id, by)
        wish = _wish_that_stands(person_id, by)
        wish.taken_back_at, wish.taken_back_recorded_by_id, wish.afterwards = at, by.signed_in_id, afterwards
        wish.save(update_fields=["taken_back_at", "taken_back_recorded_by", "afterwards"])
        if afterwards == Afterwards.ERASED:
            by.rows_of(WellbeingSheet).filter(wish=wish).delete()
        _record_wellbeing("support.wellbeing_taken_back", wish, by, at)


def fill_in(*, person_id: uuid.UUID, answers: Sequence[int], by: Viewer, at: datetime.datetime) -> WellbeingSheet:
    """Keep the citizen's five answers of today."""
    on = day_of(at)
    with transaction.atomic():
        _hold_wisher(person_id, by)
        wish = _wish_that_stands(person_id, by)
        if filled := queries.sheets_of(wish, viewer=by).filter(filled_on=on).first():
            words = _("%(who)s udfyldte det med borgeren i dag %(when)s. Er det forkert, så ret det i stedet.")
            raise FilledToday(words % {"who": filled.worker.name, "when": clock(filled.written_at)})
        sheet = WellbeingSheet.objects.create(
            person_id=person_id, wish=wish, worker_id=by.signed_in_id, filled_on=on, written_at=at,
            statements=version_on(on).key, answers=list(answers),
        )  # fmt: skip
        _record_wellbeing("support.wellbeing_filled_in", wish, by, at)
        return sheet


def correct_sheet(
    *, sheet: WellbeingSheet, answers: Sequence[int], by: Viewer, at: datetime.datetime
) -> WellbeingSheet:  # fmt: skip
    """Keep the right answers of the same day in a new row; the wrong ones are shown no more."""
    with transaction.atomic():
        _hold_wisher(sheet.person_id, by)
        wish = _wish_that_stands(sheet.person_id, by)
        wrong = by.rows_of(WellbeingSheet).filter(pk=sheet.pk, wish=wish, corrected_at=None).first()
        if wrong is None:
            raise CorrectedMeanwhile(_("En kollega har rettet det, mens du skrev. Se, om det er rigtigt nu."))
        wrong.corrected_at = max(at, wrong.written_at)
        wrong.save(update_fields=["corrected_at"])
        right = WellbeingSheet.objects.create(
            person_id=wrong.person_id, wish=wish, worker_id=by.signed_in_id, filled_on=wrong.filled_on, written_at=at,
            statements=wrong.statements, answers=list(answers), corrects=wrong,
        )  # fmt: skip
        _record_wellbeing("support.wellbeing_corrected", wish, by, at)
        return right


def _wish_that_stands(person_id: uuid.UUID, by: Viewer) -> WellbeingWish:
    wish = queries.open_wish(person_id, viewer=by)
    if wish is None:
        raise NotWished(_("Borgeren ønsker det ikke mere, eller har ikke sagt det endnu. Intet er gemt."))
    return wish


def _hold_wisher(person_id: uuid.UUID, by: Viewer) -> None:
    by.rows_of(Person).select_for_update(no_key=True).get(pk=person_id)


def _record_wellbeing(name: str, wish: WellbeingWish, by: Viewer, at: datetime.datetime) -> None:
    record(name, by=by, at=at, person_id=wish.person_id, details={"wish": str(wish.pk)})
