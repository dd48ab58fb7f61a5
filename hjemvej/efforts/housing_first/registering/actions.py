"""What happens to a write-up? It is made, renewed or ended; its renewal is a task, so it does not lapse unseen."""

import datetime
import uuid

from django.contrib.messages import constants as messages
from django.db import IntegrityError, transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from hjemvej.efforts.housing_first.models import HousingRegistration
from hjemvej.ground.casework import actions as casework
from hjemvej.ground.casework.queries import coordinator_of
from hjemvej.ground.casework.rules import end_of_day
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.audit.actions import record
from hjemvej.platform.ui.refusals import Refused

RENEW = "housing_registration"  # the kind of task


class DayIsWrong(Refused):
    """A write-up of tomorrow, or renewed before it begins."""


class AlreadyRegistered(Refused):
    """The citizen is written up with this landlord."""

    field = "landlord"


class RegistrationIsOver(Refused):
    """A colleague renewed or ended it meanwhile."""

    level = messages.INFO


def register(
    *, person_id: uuid.UUID, landlord: str, number: str, registered_on: datetime.date, renew_by_on: datetime.date,
    by: Viewer, at: datetime.datetime,
) -> HousingRegistration:  # fmt: skip
    if registered_on > localdate(at):
        raise DayIsWrong(_("Det er ikke sket endnu."), field="registered_on")
    _refuse_past(renew_by_on, at)
    with transaction.atomic():
        row = HousingRegistration(
            person_id=person_id, organisation_id=by.team_id, landlord=landlord.strip(), number=number.strip(),
            registered_on=registered_on, renew_by_on=renew_by_on, recorded_at=at, recorded_by_id=by.signed_in_id,
        )  # fmt: skip
        _save_new(row)
        _plan_renewal(row, by, at)
        _record("housing_first.registered", row, by, at)
        return row


def _save_new(row: HousingRegistration) -> None:
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as problem:
        raise AlreadyRegistered(_("Borgeren er allerede skrevet op der. Forny den opskrivning i stedet.")) from problem


def renew_registration(
    *, registration: HousingRegistration, renew_by_on: datetime.date, by: Viewer, at: datetime.datetime
) -> HousingRegistration:
    """It was renewed: the next time is on another day."""
    _refuse_past(renew_by_on, at)
    with transaction.atomic():
        row = _changed(registration, by, renew_by_on=renew_by_on)
        _finish(row, _("Fornyet"), by, at)
        _plan_renewal(row, by, at)
        _record("housing_first.registration_renewed", row, by, at)
        return row


def end_registration(*, registration: HousingRegistration, by: Viewer, at: datetime.datetime) -> None:
    """The citizen is written up there no longer."""
    with transaction.atomic():
        row = _changed(registration, by, ended_on=localdate(at))
        _finish(row, _("Afsluttet"), by, at)
        _record("housing_first.registration_ended", row, by, at)


def _changed(registration: HousingRegistration, by: Viewer, **said: datetime.date) -> HousingRegistration:
    """Change it as the page showed it; refuse when a colleague renewed or ended it meanwhile."""
    rows = by.rows_of(HousingRegistration).select_related("task")
    as_shown = rows.filter(pk=registration.pk, ended_on=None, renew_by_on=registration.renew_by_on)
    if not as_shown.update(**said):
        raise RegistrationIsOver(_("En kollega har rettet opskrivningen i mellemtiden. Se den igen; intet er ændret."))
    return rows.get(pk=registration.pk)


def _refuse_past(renew_by_on: datetime.date, at: datetime.datetime) -> None:
    if renew_by_on < localdate(at):
        raise DayIsWrong(_("Vælg en dag fra i dag og frem."), field="renew_by_on")


def _plan_renewal(row: HousingRegistration, by: Viewer, at: datetime.datetime) -> None:
    coordination = coordinator_of(row.person_id, viewer=by)
    row.task = casework.add_task(
        person_id=row.person_id, organisation_id=by.team_id, kind=RENEW, due_at=end_of_day(row.renew_by_on),
        title=_("Forny opskrivningen hos %s") % row.landlord,
        assigned_to_id=coordination.coordinator_id if coordination else None, by=by, at=at,
    )  # fmt: skip
    row.save(update_fields=["task"])


def _finish(row: HousingRegistration, outcome: str, by: Viewer, at: datetime.datetime) -> None:
    if row.task and row.task.done_at is None:
        casework.complete_task(task=row.task, outcome=outcome, by=by, at=at)


def _record(name: str, row: HousingRegistration, by: Viewer, at: datetime.datetime) -> None:
    record(name, by=by, at=at, person_id=row.person_id, details={"registration": str(row.pk)})
