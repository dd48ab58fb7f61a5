"""What do we write of the duty to inform? That we met, that the citizen was told and how, or why it waits."""

import datetime
import uuid

from django.contrib.messages import constants as messages
from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from hjemvej.ground.casework.models import Informing
from hjemvej.ground.people.models import Person
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.audit.actions import record
from hjemvej.platform.ui.refusals import Refused
from hjemvej.platform.ui.when import full_date

from . import queries

Kind = Informing.Kind


class AlreadyTold(Refused):
    """A colleague told the citizen in the meantime, or the citizen was told before."""

    level = messages.INFO


class NoSuchParagraph(Refused):
    """The paragraph is none by which it may wait today."""

    field = "basis"


class TooLong(Refused):
    """It waits longer than our own goal, or not at all."""

    field = "look_again_on"


def note_meeting(*, person_id: uuid.UUID, on: datetime.date, by: Viewer, at: datetime.datetime) -> None:
    """The citizen has spoken with us: now is the time to tell. Nothing when they have before, or have been told."""
    if queries.met_or_told(person_id, viewer=by):
        return
    with transaction.atomic():
        _write_step(person_id, Kind.MET, on, by=by, at=at)
        record("casework.met_to_inform", by=by, at=at, person_id=person_id)


def inform(*, person_id: uuid.UUID, reached_by: str, on: datetime.date, by: Viewer, at: datetime.datetime) -> None:
    """The citizen has been told that we have a record, and by which channel."""
    with transaction.atomic():
        _hold(person_id, by=by)
        _write_step(person_id, Kind.TOLD, on, by=by, at=at, reached_by=reached_by)
        record("casework.informed", by=by, at=at, person_id=person_id, details={"reached_by": reached_by})


def inform_later(
    *, person_id: uuid.UUID, basis: str, why: str, look_again_on: datetime.date, by: Viewer, at: datetime.datetime
) -> None:
    """It waits by a paragraph, with a reason, until a day on which we look again."""
    today = localdate(at)
    if basis not in {one.key for one in queries.bases(today)}:
        raise NoSuchParagraph(_("Vælg en af de paragraffer, der gælder i dag."))
    longest = queries.look_again_by(today)
    if look_again_on <= today or (longest and look_again_on > longest):
        words = _("Vælg en dag efter i dag og senest %s.") if longest else _("Vælg en dag efter i dag.")
        raise TooLong(words % full_date(longest) if longest else words)
    with transaction.atomic():
        _hold(person_id, by=by)
        _write_step(
            person_id, Kind.WAITS, today, by=by, at=at, basis_key=basis, why=why.strip(), look_again_on=look_again_on
        )
        record("casework.informing_waits", by=by, at=at, person_id=person_id, details={"basis": basis})


def _hold(person_id: uuid.UUID, *, by: Viewer) -> None:
    """Of two colleagues the first tells; a citizen who has been told is not asked again."""
    by.rows_of(Person).select_for_update(no_key=True).get(pk=person_id)
    if queries.told(person_id, viewer=by):
        raise AlreadyTold(_("Borgeren har allerede fået det at vide."))


def _write_step(
    person_id: uuid.UUID, kind: Informing.Kind, on: datetime.date, *, by: Viewer, at: datetime.datetime, **more: object
) -> None:
    Informing.objects.create(
        person_id=person_id, kind=kind, on=on, recorded_at=at, recorded_by_id=by.user_id,
        organisation_id=by.organisation_id, **more,
    )  # fmt: skip
