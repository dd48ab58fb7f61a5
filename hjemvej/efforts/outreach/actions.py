"""What do we change on a round? It begins and ends; places, meetings, counts and promises are written."""

import datetime
import uuid
from dataclasses import dataclass

from django.contrib.messages import constants as messages
from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Coalesce, Greatest
from django.utils.translation import gettext as _

from hjemvej.ground.people.models import Person
from hjemvej.ground.shelters.rules import night_of
from hjemvej.ground.situations.actions import count_on_street
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.audit.actions import record
from hjemvej.platform.ui.refusals import Refused
from hjemvej.platform.ui.when import clock

from . import queries
from .models import Meeting, Place, Promise, Round

MINUTE = datetime.timedelta(minutes=1)
SAME_MEETING = 15 * MINUTE
CLOSED_AS = {
    "kept": "outreach.promise_kept", "forgotten": "outreach.promise_forgotten", "let_go": "outreach.promise_let_go",
}  # fmt: skip


class PlaceIsThere(Refused):
    """The team has a place of that name."""

    field = "name"


class HasNotHappened(Refused):
    """A meeting is written once it has happened."""

    field = "day"


class AlreadyClosed(Refused):
    """A colleague wrote what became of the promise."""

    level = messages.INFO


@dataclass(frozen=True)
class Said:
    """A meeting as it was written, and what was promised there."""

    happened_at: datetime.datetime
    own_words: str = ""
    handed_out: str = ""
    danger: str = ""
    wants_bed: bool = False
    promised: str = ""
    by_on: datetime.date | None = None


def begin_round(*, others: str, by: Viewer, at: datetime.datetime) -> Round:
    """Go out; who is out already stays on that round. One that was never ended ends when the next begins."""
    night = night_of(at)
    with transaction.atomic():
        left_open = by.rows_of(Round).filter(worker_id=by.signed_in_id, ended_at=None).exclude(night=night)
        for old in left_open:
            _end_round(old, by, at)
        said = {"team_id": by.team_id, "others": others.strip(), "night": night, "began_at": at}
        running, is_new = Round.objects.get_or_create(worker_id=by.signed_in_id, ended_at=None, defaults=said)
        if is_new:
            record("outreach.round_begun", by=by, at=at, details={"round": str(running.pk)})
        return running


def end_round(*, by: Viewer, at: datetime.datetime) -> None:
    """Come home. Pressed twice, it ended the first time."""
    with transaction.atomic():
        for running in by.rows_of(Round).filter(worker_id=by.signed_in_id, ended_at=None):
            _end_round(running, by, at)


def _end_round(running: Round, by: Viewer, at: datetime.datetime) -> None:
    ended_at = max(at, running.began_at)
    if Round.objects.filter(pk=running.pk, ended_at=None).update(ended_at=ended_at):
        record("outreach.round_ended", by=by, at=at, details={"round": str(running.pk)})


def add_place(*, name: str, coarseness: str, where: str, by: Viewer, at: datetime.datetime) -> Place:
    """Write a place to go to, as exactly as was chosen."""
    with transaction.atomic():
        said = {"coarseness": coarseness, "where": where.strip(), "added_at": at, "used_on": night_of(at)}
        place, is_new = Place.objects.get_or_create(team_id=by.team_id, name=name.strip(), defaults=said)
        if not is_new:
            raise PlaceIsThere(_("Stedet står der allerede. Brug det, eller skriv et andet navn."))
        record("outreach.place_added", by=by, at=at, details={"place": str(place.pk)})
        return place


def say_nobody_there(*, place: Place, by: Viewer, at: datetime.datetime) -> None:
    """We were there and saw nobody: that is no use of the place, so it is still forgotten in time."""
    with transaction.atomic():
        Place.objects.filter(pk=place.pk).update(visited_at=Greatest(Coalesce("visited_at", at), at))
        record("outreach.nobody_there", by=by, at=at, details={"place": str(place.pk)})


def count_people(
    *, place: Place | None, people: int, seen_at: datetime.datetime, by: Viewer, at: datetime.datetime
) -> None:
    """Count people who were not spoken to, or who said no to being written of: how many, where, when; no more."""
    _refuse_the_future(seen_at, at)
    with transaction.atomic():
        where = place.name if place else _("Et sted på runden")
        count_on_street(seen_at=min(seen_at, at), where=where, people=people, by=by, at=at)
        if place:
            _were_seen(place, min(seen_at, at))


def write_meeting(
    *, person_id: uuid.UUID | None, known_as: str, place: Place | None, said: Said, by: Viewer, at: datetime.datetime
) -> Meeting:
    """Write of somebody who said yes to it, with what was promised; the same written twice is one."""
    _refuse_the_future(said.happened_at, at)
    known_as = "" if person_id else known_as.strip()
    with transaction.atomic():
        if person_id:
            _hold(person_id, by)
        if written := _written_already(person_id, known_as, said, by):
            return written
        meeting = Meeting.objects.create(
            person_id=person_id, known_as=known_as, team_id=by.team_id, worker_id=by.signed_in_id,
            round=queries.own_round(viewer=by), place=place, happened_at=min(said.happened_at, at), written_at=at,
            own_words=said.own_words.strip(), handed_out=said.handed_out.strip(), danger=said.danger.strip(),
            wants_bed=said.wants_bed,
        )  # fmt: skip
        record("outreach.meeting_written", by=by, at=at, person_id=person_id, details={"meeting": str(meeting.pk)})
        if place:
            _were_seen(place, meeting.happened_at)
        if said.promised.strip() and said.by_on:
            _promise(meeting, said.promised.strip(), said.by_on, by, at)
        return meeting


def _written_already(person_id: uuid.UUID | None, known_as: str, said: Said, by: Viewer) -> Meeting | None:
    """Return the meeting in which the same worker says the same of the same moment: in two tabs, it is one."""
    who = Q(person_id=person_id) if person_id else Q(person=None, known_as=known_as)
    near = SAME_MEETING if said.own_words.strip() else MINUTE
    rows = by.rows_of(Meeting).filter(
        who, worker_id=by.signed_in_id, happened_at__range=(said.happened_at - near, said.happened_at + near)
    )
    return rows.filter(
        own_words=said.own_words.strip(), handed_out=said.handed_out.strip(), danger=said.danger.strip(),
        wants_bed=said.wants_bed,
    ).first()  # fmt: skip


def _promise(meeting: Meeting, what: str, by_on: datetime.date, by: Viewer, at: datetime.datetime) -> None:
    promise = Promise.objects.create(
        person_id=meeting.person_id, known_as=meeting.known_as, team_id=by.team_id, worker_id=by.signed_in_id,
        meeting=meeting, place=meeting.place, what=what, by_on=by_on, made_at=at,
    )  # fmt: skip
    details: dict[str, object] = {"promise": str(promise.pk)}
    record("outreach.promise_made", by=by, at=at, person_id=meeting.person_id, details=details)


def close_promise(*, promise: Promise, outcome: str, by: Viewer, at: datetime.datetime) -> Promise:
    """Write what became of a promise; of two, the second hears who was first."""
    with transaction.atomic():
        if promise.person_id:
            _hold(promise.person_id, by)
        row = by.rows_of(Promise).select_for_update(no_key=True).get(pk=promise.pk)
        if row.closed_at and row.closed_by:
            words = {"who": row.closed_by.name, "when": clock(row.closed_at), "how": row.get_outcome_display().lower()}
            raise AlreadyClosed(_("%(who)s skrev %(when)s: %(how)s.") % words)
        row.outcome, row.closed_at, row.closed_by_id = outcome, max(at, row.made_at), by.signed_in_id
        row.save(update_fields=["outcome", "closed_at", "closed_by"])
        details: dict[str, object] = {"promise": str(row.pk)}
        record(CLOSED_AS[outcome], by=by, at=at, person_id=row.person_id, details=details)
        return row


def _were_seen(place: Place, seen_at: datetime.datetime) -> None:
    later = {one: Greatest(Coalesce(one, seen_at), seen_at) for one in ("visited_at", "seen_at")}
    Place.objects.filter(pk=place.pk).update(used_on=Greatest("used_on", night_of(seen_at)), **later)


def _refuse_the_future(happened_at: datetime.datetime, at: datetime.datetime) -> None:
    if happened_at > at + MINUTE:
        raise HasNotHappened(_("Skriv, hvornår I talte sammen: nu eller før."))


def _hold(person_id: uuid.UUID, by: Viewer) -> None:
    by.rows_of(Person).select_for_update(no_key=True).get(pk=person_id)
