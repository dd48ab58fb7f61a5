"""What happens with a network meeting? Times are offered, one is chosen, people are told, what is agreed is done."""

import datetime
import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from django.contrib.messages import constants as messages
from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import override

from hjemvej.ground.casework import actions as casework
from hjemvej.ground.casework.queries import coordinator_of
from hjemvej.ground.casework.rules import end_of_day
from hjemvej.ground.correspondence.letters.actions import draft_letter
from hjemvej.ground.correspondence.letters.rules.fields import Value
from hjemvej.ground.correspondence.models import Letter, LetterKind
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.audit.actions import record
from hjemvej.platform.ui.refusals import Refused

from . import rules
from .models import Agreed, Invited, NetworkMeeting
from .rules import Outcome

STEP = "network_meeting"  # the kind of the task that says what is next


class TimesAreWrong(Refused):
    """Fewer than two times, two that are the same, or one that is over."""

    field = "day_1"


class MeetingIsOver(Refused):
    """A colleague wrote how it went, or that it was cancelled."""

    level = messages.INFO


class MeetingLacksWords(Refused):
    """Why we meet, where, or what was agreed is missing."""

    field = "summary"


class NotMetYet(Refused):
    """It has no time, or its time has not come."""


class InvitedTwice(Refused):
    """The same name stands twice among those who are asked."""

    field = "name_1"


@dataclass(frozen=True)
class Guest:
    """Somebody whom the citizen wants at the meeting, or agreed to."""

    name: str
    role: str
    wish: str


@dataclass(frozen=True)
class Promise:
    """What somebody does after the meeting; `is_ours`: the viewer's own team does it, so it becomes a task."""

    what: str
    who: str
    by_on: datetime.date | None
    is_ours: bool = False


def invite_citizen(
    *, person_id: uuid.UUID, about: str, place: str, minutes_long: int, times: Sequence[datetime.datetime],
    guests: Sequence[Guest], by: Viewer, at: datetime.datetime,
) -> NetworkMeeting:  # fmt: skip
    """Offer times to choose from; the next step is to choose one together, before the first of them."""
    if not about.strip() or not place.strip():
        raise MeetingLacksWords(_("Skriv, hvad borgeren vil tale om, og hvor I mødes."), field="about")
    if wrong := rules.times_wrong(times, at):
        raise TimesAreWrong(wrong)
    if len({one.name.casefold() for one in guests}) < len(guests):
        raise InvitedTwice(_("Det samme navn står to gange."))
    meeting = NetworkMeeting(
        person_id=person_id, organisation_id=by.team_id, about=about.strip(), place=place.strip(),
        minutes_long=minutes_long, times=sorted(times), invited_by_id=by.signed_in_id, written_at=at,
    )  # fmt: skip
    title, on = rules.next_step(meeting, localdate(at))
    coordination = coordinator_of(person_id, viewer=by)
    with transaction.atomic():
        meeting.task = casework.add_task(
            person_id=person_id, organisation_id=by.team_id, kind=STEP, title=title, due_at=end_of_day(on), by=by,
            at=at, assigned_to_id=coordination.coordinator_id if coordination else None,
        )  # fmt: skip
        meeting.save(force_insert=True)
        Invited.objects.bulk_create(
            Invited(meeting=meeting, person_id=person_id, name=one.name, role=one.role, wish=one.wish) for one in guests
        )
        _record("citizen_invited", meeting, by, at)
    return meeting


def choose_time(
    *, meeting: NetworkMeeting, starts_at: datetime.datetime, is_citizens_choice: bool, by: Viewer,
    at: datetime.datetime,
) -> NetworkMeeting:  # fmt: skip
    """A time is chosen, or another than before; the next step is the meeting, and whoever was told is told anew."""
    if starts_at <= at:
        raise TimesAreWrong(_("Tiden er gået. Vælg en, der kommer."), field="other_day")
    with transaction.atomic():
        row = _open(meeting, by)
        if row.starts_at != starts_at:
            Invited.objects.filter(meeting=row).exclude(told_on=None).update(told_how="", told_on=None)
        row.starts_at, row.is_citizens_choice = starts_at, is_citizens_choice
        row.save(update_fields=["starts_at", "is_citizens_choice"])
        title, on = rules.next_step(row, localdate(at))
        casework.complete_task(task=row.task, outcome=rules.who_chose(row), by=by, at=at)
        coordination = coordinator_of(row.person_id, viewer=by)
        row.task = casework.add_task(
            person_id=row.person_id, organisation_id=row.organisation_id, kind=STEP, title=title,
            due_at=end_of_day(on), by=by, at=at,
            assigned_to_id=coordination.coordinator_id if coordination else None,
        )  # fmt: skip
        row.save(update_fields=["task"])
        _record("time_chosen", row, by, at)
        return row


def tell_guest(*, meeting: NetworkMeeting, guest_id: int, told_how: str, by: Viewer, at: datetime.datetime) -> None:
    """Somebody of the network knows of the meeting now, and how."""
    with transaction.atomic():
        row = _open(meeting, by)
        Invited.objects.filter(pk=guest_id, meeting=row).update(told_how=told_how, told_on=localdate(at))
        _record("network_told", row, by, at)


def write_minutes(
    *, meeting: NetworkMeeting, summary: str, own_words: str, came: Collection[int], promises: Sequence[Promise],
    by: Viewer, at: datetime.datetime,
) -> NetworkMeeting:  # fmt: skip
    """The meeting was held: what was agreed, who does what; what we promised ourselves becomes our tasks."""
    if not summary.strip():
        raise MeetingLacksWords(_("Skriv, hvad I talte om, og hvad I blev enige om."))
    with transaction.atomic():
        row = _open(meeting, by)
        if row.starts_at is None or row.starts_at > at:
            raise NotMetYet(_("Mødet har ikke været endnu. Vælg først den tid, I mødtes."))
        asked = Invited.objects.filter(meeting=row)
        asked.exclude(pk__in=came).update(came=False)
        asked.filter(pk__in=came).update(came=True)
        for one in promises:
            _promise(row, one, by=by, at=at)
        return _conclude(row, Outcome.HELD, summary, "meeting_held", by, at, own_words=own_words)


def _promise(row: NetworkMeeting, one: Promise, *, by: Viewer, at: datetime.datetime) -> None:
    task = None
    if one.is_ours and one.by_on:
        task = casework.add_task(
            person_id=row.person_id, organisation_id=row.organisation_id, kind="own", title=one.what,
            due_at=end_of_day(max(one.by_on, localdate(at))), assigned_to_id=by.user_id, by=by, at=at,
        )  # fmt: skip
    Agreed.objects.create(
        meeting=row,
        person_id=row.person_id,
        what=one.what.strip(),
        who=one.who.strip() or by.name,
        by_on=one.by_on,
        task=task,
    )


def end_without_meeting(
    *, meeting: NetworkMeeting, outcome: str, why: str, by: Viewer, at: datetime.datetime
) -> NetworkMeeting:
    """The citizen did not come, or it is cancelled; nothing follows from it but what is written."""
    if not why.strip():
        raise MeetingLacksWords(_("Skriv kort hvorfor, eller at I ikke ved det."), field="why")
    with transaction.atomic():
        row = _open(meeting, by)
        if outcome == Outcome.NOT_COME and (row.starts_at is None or row.starts_at > at):
            raise NotMetYet(_("Mødet har ikke været endnu."), field="outcome")
        return _conclude(row, Outcome(outcome), why, "meeting_not_held", by, at)


def write_invitation(*, meeting: NetworkMeeting, by: Viewer, at: datetime.datetime) -> Letter:
    """The invitation as a letter to the citizen: a draft to read through, and then to send or read aloud."""
    with transaction.atomic():
        row = _open(meeting, by)
        if not rules.times_to_come(row, at):
            raise TimesAreWrong(_("Tiden er gået. Vælg en, der kommer."))
        with override("da"):  # the letter is Danish whoever writes it
            about = _("Netværksmøde") if row.starts_at else _("Netværksmøde: vælg en tid")
            values: Mapping[str, Value] = {"om": about, "tekst": rules.invitation(row, at)}
        return draft_letter(person_id=row.person_id, kind=LetterKind.FREE, values=values, by=by, at=at)


def _conclude(
    row: NetworkMeeting, outcome: Outcome, summary: str, event: str, by: Viewer, at: datetime.datetime,
    *, own_words: str = "",
) -> NetworkMeeting:  # fmt: skip
    row.outcome, row.summary, row.own_words = outcome, summary.strip(), own_words.strip()
    row.ended_at, row.ended_by_id = at, by.signed_in_id
    row.save()
    casework.complete_task(task=row.task, outcome=str(row.get_outcome_display()), by=by, at=at)
    _record(event, row, by, at)
    return row


def _open(meeting: NetworkMeeting, by: Viewer) -> NetworkMeeting:
    """Return the meeting as it stands now, locked, while it has not ended."""
    rows = by.rows_of(NetworkMeeting).select_for_update(of=("self",), no_key=True)
    row = rows.get(pk=meeting.pk)  # alone: a task joined to a row that was waited for is the old one
    if row.ended_at:
        raise MeetingIsOver(_("En kollega har allerede skrevet, hvordan det gik."))
    return row


def _record(name: str, row: NetworkMeeting, by: Viewer, at: datetime.datetime) -> None:
    details: dict[str, object] = {"meeting": str(row.pk)}
    record(f"network_meetings.{name}", by=by, at=at, person_id=row.person_id, details=details)
