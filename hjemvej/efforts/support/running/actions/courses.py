"""What happens to a course of support? It begins with reasons, goes from phase to phase, waits, and ends; no home does.

Nothing here writes a home, a lease or where somebody sleeps: ending support never ends the home.
"""

import datetime
import uuid
from dataclasses import dataclass

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from hjemvej.efforts.support import rules
from hjemvej.efforts.support.models import Pause, Phase, SupportCourse, Visit
from hjemvej.efforts.support.queries import courses
from hjemvej.efforts.support.rules import COURSE, Ended, Method, Number, phases
from hjemvej.ground.casework import actions as casework
from hjemvej.ground.casework.queries.coordination import who_work_here
from hjemvej.ground.needs.actions import refuse_under_glass
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.audit.actions import record

from .holding import (
    NoReasons,
    NotDone,
    NotPaused,
    NoWorker,
    RunsAlready,
    WrongDay,
    ask_unchanged,
    hold_citizen,
    open_own,
)


@dataclass(frozen=True)
class Chosen:
    """A method as it was chosen."""

    method: Method
    why: str
    worker_id: uuid.UUID | None = None
    every_days: int | None = None


def begin_support(*, person_id: uuid.UUID, chosen: Chosen, by: Viewer, at: datetime.datetime) -> SupportCourse:
    """Begin a course by a method, with reasons; CTI begins in its contact phase. The hand-over stays open meanwhile."""
    refuse_under_glass(person_id, by=by, at=at)
    _check(chosen, by, at)
    with transaction.atomic():
        hold_citizen(person_id, by)
        if courses.support_of(person_id, viewer=by):
            raise RunsAlready(_("En kollega har begyndt et forløb, mens du skrev. Det står her. Intet er tabt."))
        return _begin_course(person_id, chosen, by, at)


def change_method(
    *, support: SupportCourse, chosen: Chosen, words: str, by: Viewer, at: datetime.datetime
) -> SupportCourse:
    """Go on by another method: the course ends with the reasons for it, and a new one begins the same day."""
    _check(chosen, by, at)
    if not words.strip():
        raise NoReasons(_("Skriv, hvorfor metoden skifter."), field="words")
    with transaction.atomic():
        row = open_own(support, by)
        if row.method == chosen.method:
            raise NoReasons(_("Det er den metode, forløbet har. Vælg en anden."), field="method")
        waits = courses.open_pause(row, viewer=by)
        _close(row, Ended.ANOTHER_METHOD, words, localdate(at))
        record("support.method_changed", by=by, at=at, person_id=row.person_id,
               details={"support": str(row.pk), "method": str(chosen.method)})  # fmt: skip
        begun = _begin_course(row.person_id, chosen, by, at)
        if waits:  # the citizen is still in hospital, in prison or away
            Pause.objects.create(
                support=begun, person_id=row.person_id, because=waits.because, from_on=begun.began_on, words=waits.words
            )
        return begun


def _begin_course(person_id: uuid.UUID, chosen: Chosen, by: Viewer, at: datetime.datetime) -> SupportCourse:
    on, is_cti = localdate(at), chosen.method == Method.CTI
    handed = casework.open_course(
        person_id=person_id, kind=COURSE, because=_("Bostøtte"), by=by, at=at, responsible_id=chosen.worker_id
    )
    support = SupportCourse.objects.create(
        person_id=person_id, course=handed, method=chosen.method, why=chosen.why.strip(), team_id=by.team_id,
        worker_id=chosen.worker_id, every_days=None if is_cti else chosen.every_days, began_on=on,
    )  # fmt: skip
    if is_cti:
        Phase.objects.create(
            support=support, person_id=person_id, number=Number.CONTACT, from_on=on, every_days=chosen.every_days
        )
    record("support.course_begun", by=by, at=at, person_id=person_id,
           details={"support": str(support.pk), "method": str(chosen.method)})  # fmt: skip
    return support


def agree_rhythm(
    *, support: SupportCourse, every_days: int | None, by: Viewer, at: datetime.datetime, seen: str = ""
) -> SupportCourse:
    """Agree with the citizen how often to meet; of CTI it stands on the phase that runs. `seen`: what was agreed."""
    with transaction.atomic():
        row = open_own(support, by)
        holder: Phase | SupportCourse = row
        if row.method == Method.CTI:
            holder = by.rows_of(Phase).get(support=row, until_on=None)
        ask_unchanged(seen, holder.every_days)
        holder.every_days = every_days
        holder.save(update_fields=["every_days"])
        record("support.rhythm_agreed", by=by, at=at, person_id=row.person_id, details={"support": str(row.pk)})
        return row


def give_worker(
    *, support: SupportCourse, worker: uuid.UUID | None, by: Viewer, at: datetime.datetime, seen: str = ""
) -> SupportCourse:
    """Another colleague than who was `seen` goes on; by ACT the whole team may have the citizen together."""
    with transaction.atomic():
        row = open_own(support, by)
        ask_unchanged(seen, row.worker_id)
        _check_worker(Method(row.method), worker, by, at)
        row.worker_id = worker
        row.save(update_fields=["worker"])
        record("support.worker_given", by=by, at=at, person_id=row.person_id, details={"support": str(row.pk)})
        return row


def pause_support(
    *, support: SupportCourse, because: str, from_on: datetime.date, words: str, by: Viewer, at: datetime.datetime
) -> Pause:
    """The course waits, and is not closed: in hospital, in prison, or away."""
    with transaction.atomic():
        row = open_own(support, by)
        if courses.open_pause(row, viewer=by):
            raise NotPaused(_("Forløbet er allerede på pause."))
        last = by.rows_of(Pause).filter(support=row).order_by("-until_on").first()
        earliest = max(row.began_on, last.until_on) if last and last.until_on else row.began_on
        if not earliest <= from_on <= localdate(at):
            raise WrongDay(_("Skriv en dag, efter forløbet begyndte, og til i dag. Pauser går ikke over hinanden."))
        pause = Pause.objects.create(
            support=row, person_id=row.person_id, because=because, from_on=from_on, words=words.strip()
        )
        record("support.course_paused", by=by, at=at, person_id=row.person_id,
               details={"support": str(row.pk), "because": str(because)})  # fmt: skip
        return pause


def resume_support(*, support: SupportCourse, until_on: datetime.date, by: Viewer, at: datetime.datetime) -> Pause:
    """The citizen is back: the rhythm counts from this day."""
    with transaction.atomic():
        row = open_own(support, by)
        pause = courses.open_pause(row, viewer=by)
        if pause is None:
            raise NotPaused(_("Forløbet er ikke på pause."))
        if not pause.from_on <= until_on <= localdate(at):
            raise WrongDay(_("Skriv den dag, borgeren kom tilbage: efter pausen begyndte, og til i dag."))
        pause.until_on = until_on
        pause.save(update_fields=["until_on"])
        record("support.course_resumed", by=by, at=at, person_id=row.person_id, details={"support": str(row.pk)})
        return pause


def end_support(
    *, support: SupportCourse, because: str, words: str, by: Viewer, at: datetime.datetime
) -> SupportCourse:
    """The support ends, and the home stays; CTI is done once each area has a name."""
    if because == Ended.ANOTHER_METHOD:
        raise NoReasons(_("Skift metoden på forløbets side."), field="because")
    if not words.strip():
        raise NoReasons(_("Skriv kort, hvordan det gik, og hvem borgeren kan ringe til nu."), field="words")
    with transaction.atomic():
        row = open_own(support, by)
        if because == Ended.DONE:
            kept = courses.phases_of(row, viewer=by)
            numbers = [each.number for each in kept]
            if lacking := phases.lacking_before_done(Method(row.method), numbers, courses.as_areas(kept)):
                raise NotDone(_("Forløbet er ikke gjort færdigt endnu: %s.") % "; ".join(lacking))
        _close(row, because, words, localdate(at))
        record("support.course_ended", by=by, at=at, person_id=row.person_id,
               details={"support": str(row.pk), "because": str(because)})  # fmt: skip
        _cancel_visits(row, by, at)
        if row.course.closed_at is None:
            casework.close_course(course=row.course, outcome=_outcome(row), by=by, at=at)
        return row


def _cancel_visits(row: SupportCourse, by: Viewer, at: datetime.datetime) -> None:
    """Nobody comes any more: what is agreed for later is called off; what is over can still be written down."""
    coming = by.rows_of(Visit).filter(person_id=row.person_id, planned_at__gt=at, cancelled_at=None)
    if row.ended_because != Ended.DIED:
        coming = coming.filter(support__team_id=row.team_id)
    for visit in coming.select_for_update(of=("self",), no_key=True):
        visit.cancelled_at = at
        visit.save(update_fields=["cancelled_at"])
        record("support.visit_cancelled", by=by, at=at, person_id=row.person_id, details={"visit": str(visit.pk)})


def _outcome(row: SupportCourse) -> str:
    return f"{row.get_ended_because_display()}: {row.ended_words}"[:300]


def _close(row: SupportCourse, because: str, words: str, on: datetime.date) -> None:
    on = max(on, row.began_on)
    row.ended_on, row.ended_because, row.ended_words = on, because, words.strip()
    row.save(update_fields=["ended_on", "ended_because", "ended_words"])
    for span in (Phase, Pause):
        for each in span.objects.filter(support=row, until_on=None):
            each.until_on = max(on, each.from_on)
            each.save(update_fields=["until_on"])


def _check(chosen: Chosen, by: Viewer, at: datetime.datetime) -> None:
    if not chosen.why.strip():
        raise NoReasons(_("Skriv, hvorfor det er den metode, med borgerens ord, hvor I har dem."))
    _check_worker(chosen.method, chosen.worker_id, by, at)


def _check_worker(method: Method, worker_id: uuid.UUID | None, by: Viewer, at: datetime.datetime) -> None:
    if worker_id is None and method not in rules.SHARED:
        raise NoWorker(_("Vælg, hvem der er borgerens medarbejder."))
    if worker_id and not who_work_here(localdate(at), viewer=by).filter(pk=worker_id).exists():
        raise NoWorker(_("Vælg en kollega, der er med i teamet i dag."))
