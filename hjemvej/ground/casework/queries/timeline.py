"""What happened with this person? One query a source, merged, the newest first."""

import datetime
import uuid
from collections.abc import Collection, Iterator
from typing import TypeVar

from django.db.models import Exists, Model, OuterRef, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from hjemvej.ground.casework.models import Coordination, Course, Note, Task
from hjemvej.ground.people.models import Person
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.audit.models import Event
from hjemvej.platform.audit.readable import details_of, timeline_events, way_back
from hjemvej.platform.identity.queries import names_of_users
from hjemvej.platform.rooms import Happened, happenings

from .whose import readable

OF_ONE_MOMENT = 20  # as many as one action may write at the same moment
Row = TypeVar("Row", bound=Model)
Before = datetime.datetime | None


def timeline(person_id: uuid.UUID, *, viewer: Viewer, limit: int, before: Before = None) -> list[Happened]:
    """The latest entries, or the latest before a moment."""
    sources = (_notes, _courses, _coordination, _tasks_and_events)
    found = [entry for source in sources for entry in source(person_id, viewer, limit, before)]
    found += [entry for source in happenings() for entry in source(person_id, viewer, limit + OF_ONE_MOMENT, before)]
    found.sort(key=lambda entry: entry.at, reverse=True)
    return [  # those of the last one's moment come along, so that none falls between two pages
        entry for place, entry in enumerate(found) if place < limit or entry.at == found[limit - 1].at
    ]


def _notes(person_id: uuid.UUID, viewer: Viewer, limit: int, before: Before) -> Iterator[Happened]:
    rows = viewer.rows_of(Note).filter(readable(viewer), person_id=person_id, corrects=None).select_related("author")
    for note in _latest(rows, "happened_at", limit, before):
        yield Happened(
            at=note.happened_at,
            title=str(note.get_kind_display()),
            text=Truncator(note.text).words(40),
            quote=note.own_words,
            by=note.author.name if note.signed_at else _("%s · ikke underskrevet endnu") % note.author.name,
            kind="choice" if note.kind == Note.Kind.ATTEMPT else "done",
            url=reverse("casework:note", args=[note.pk]),
            is_by_the_citizen=True,
        )


def _courses(person_id: uuid.UUID, viewer: Viewer, _limit: int, before: Before) -> Iterator[Happened]:
    for course in viewer.rows_of(Course).filter(person_id=person_id):
        name = course.get_kind_display()
        if _is_before(course.opened_at, before):
            yield Happened(course.opened_at, _("Begyndt: %s") % name, course.opened_because)
        if course.closed_at and _is_before(course.closed_at, before):
            yield Happened(course.closed_at, _("Afsluttet: %s") % name, course.outcome)


def _coordination(person_id: uuid.UUID, viewer: Viewer, _limit: int, before: Before) -> Iterator[Happened]:
    rows = viewer.rows_of(Coordination).filter(person_id=person_id).select_related("coordinator")
    for row in rows.order_by("-from_on", "-id"):
        at = timezone.make_aware(datetime.datetime.combine(row.from_on, datetime.time()))
        if _is_before(at, before):
            yield Happened(at, _("Fik koordinator"), row.coordinator.name, has_clock=False)


def _tasks_and_events(person_id: uuid.UUID, viewer: Viewer, limit: int, before: Before) -> Iterator[Happened]:
    """Tasks done, and what other rooms did; who did it is asked of both at once."""
    texts = timeline_events()
    done = list(_latest(_tasks_done(person_id, viewer), "done_at", limit, before))
    events = list(_latest(_events(person_id, viewer, texts), "at", limit, before))
    names = names_of_users({task.done_by_id for task in done} | {event.user_id for event in events})
    for task in done:
        if task.done_at:
            by = names.get(task.done_by_id, "")
            yield Happened(at=task.done_at, title=task.title, text=task.outcome or _("klaret"), by=by)
    for event in events:
        by = names.get(event.user_id, "") if event.user_id else _("Hjemvej selv")
        yield Happened(
            at=event.at, title=texts[event.name], text=event.why or details_of(event.name, event.details), by=by,
            is_machine=not (event.user_id and event.why),
            way_back=way_back(event.name, viewer, person_id, event.details),
        )  # fmt: skip


def _tasks_done(person_id: uuid.UUID, viewer: Viewer) -> QuerySet[Task]:
    return viewer.rows_of(Task).filter(readable(viewer), person_id=person_id, done_at__isnull=False)


def _events(person_id: uuid.UUID, viewer: Viewer, texts: Collection[str]) -> QuerySet[Event]:
    """The log itself is open to the web role; that the person is seen at all is the guard."""
    is_seen = Exists(viewer.rows_of(Person).filter(pk=OuterRef("person_id")))
    return viewer.rows_of(Event).filter(is_seen, person_id=person_id, name__in=texts)


def _latest(rows: QuerySet[Row], moment: str, limit: int, before: Before) -> QuerySet[Row]:
    if before:
        rows = rows.filter(**{f"{moment}__lt": before})
    return rows.order_by(f"-{moment}")[: limit + OF_ONE_MOMENT]


def _is_before(at: datetime.datetime, before: Before) -> bool:
    return before is None or at < before
