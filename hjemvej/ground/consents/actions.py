"""What changes about a consent? It is given, and it can be withdrawn at any time."""

import datetime
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from hjemvej.ground.law.rules import deadline
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.audit.actions import record
from hjemvej.platform.ui.refusals import Refused
from hjemvej.platform.ui.when import full_date

from . import queries
from .models import Consent


class LastsTooLong(Refused):
    """The law says how long a consent may last before the citizen is asked again."""

    field = "last_on"


class IsOver(Refused):
    """The last day is past already."""

    field = "last_on"


class EndsBeforeItBegins(Refused):
    """The last day lies before the first."""

    field = "last_on"


class BeginsTooLate(Refused):
    """The first day lies after the last that a consent of today may have."""

    field = "from_on"


class AlreadyWithdrawn(Refused):
    """A colleague was first."""


@dataclass(frozen=True)
class Said:
    """What the citizen said yes to, and how."""

    to_organisation_id: uuid.UUID | None
    to_name: str
    topics: Sequence[str]
    details: str
    purpose: str
    how: str
    words: str
    from_on: datetime.date
    last_on: datetime.date | None


def give_consent(*, person_id: uuid.UUID, said: Said, by: Viewer, at: datetime.datetime) -> Consent:
    """Write down the citizen's yes; without a last day it lasts as long as it may, from now or from an earlier day."""
    today = localdate(at)
    longest_on = _longest_on(min(said.from_on, today))
    last_on = said.last_on or longest_on
    if said.from_on > longest_on:
        words = _("Et samtykke fra i dag gælder højst til og med %s. Skriv en tidligere første dag.")
        raise BeginsTooLate(words % full_date(longest_on))
    if last_on < said.from_on:
        raise EndsBeforeItBegins(_("Den sidste dag ligger før den første."))
    if last_on < today:
        raise IsOver(_("Det samtykke er udløbet %s. Spørg borgeren igen.") % full_date(last_on))
    if last_on > longest_on:
        words = _("Et samtykke kan højst gælde til og med %s. Spørg borgeren igen til den tid.")
        raise LastsTooLong(words % full_date(longest_on))
    with transaction.atomic():
        consent = Consent.objects.create(
            person_id=person_id, to_organisation_id=said.to_organisation_id, to_name=said.to_name.strip(),
            topics=list(said.topics), details=said.details.strip(), purpose=said.purpose.strip(), how=said.how,
            words=said.words.strip(), given_at=at, recorded_by_id=by.user_id, organisation_id=by.team_id,
            from_on=said.from_on, last_on=last_on,
        )  # fmt: skip
        _record("consents.consent_given", consent, by, at)
        return consent


def withdraw_consent(*, consent: Consent, by: Viewer, at: datetime.datetime) -> None:
    """End the consent at once: the team tells nothing more by it, and its recipient sees nothing told by it."""
    with transaction.atomic():
        row = by.rows_of(Consent).select_for_update(no_key=True).get(pk=consent.pk)
        if row.withdrawn_at is not None:
            raise AlreadyWithdrawn(_("Samtykket er allerede trukket tilbage."))
        row.withdrawn_at, row.withdrawal_recorded_by_id = at, by.user_id
        row.save(update_fields=["withdrawn_at", "withdrawal_recorded_by"])
        _record("consents.consent_withdrawn", row, by, at)


def hold_consent(*, consent_id: uuid.UUID, person_id: uuid.UUID, by: Viewer, at: datetime.datetime) -> Consent | None:
    """Return the citizen's consent if it holds, held until the transaction ends: a withdrawal waits, or came first."""
    rows = by.rows_of(Consent).select_for_update(no_key=True).filter(queries.in_force(at))
    return rows.filter(pk=consent_id, person_id=person_id).first()


def _longest_on(from_on: datetime.date) -> datetime.date:
    return deadline(queries.longest(from_on), from_on).due_on - datetime.timedelta(days=1)  # its first day counts


def _record(name: str, consent: Consent, by: Viewer, at: datetime.datetime) -> None:
    record(name, by=by, at=at, person_id=consent.person_id, details={"consent": str(consent.pk)})
