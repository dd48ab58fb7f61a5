"""Who may open what was noted, agreed and coordinated? The person's own door stands before each of them."""

import datetime
import uuid

from django.http import Http404

from hjemvej.ground.people.access import open_person
from hjemvej.ground.people.models import Person
from hjemvej.platform.access.roles import Permission
from hjemvej.platform.access.viewer import Viewer

from . import queries
from .models import Course, Note, Task


def open_to_read(viewer: Viewer, person_id: uuid.UUID, *, page: str, at: datetime.datetime) -> Person:
    return open_person(viewer, person_id, page=page, at=at)


def open_to_write(viewer: Viewer, person_id: uuid.UUID, *, page: str, at: datetime.datetime) -> Person:
    return open_person(viewer, person_id, page=page, at=at, needs=Permission.WRITE_NOTE)


def open_note(viewer: Viewer, note_id: uuid.UUID, *, at: datetime.datetime) -> Note:
    note = queries.note(note_id, viewer=viewer)
    if note is None:
        raise Http404
    open_person(viewer, note.person_id, page="casework.note", at=at)
    return note


def open_task(viewer: Viewer, task_id: uuid.UUID, *, at: datetime.datetime) -> Task:
    task = queries.task(task_id, viewer=viewer)
    if task is None:
        raise Http404
    open_person(viewer, task.person_id, page="casework.task", at=at, needs=Permission.WRITE_NOTE)
    return task


def open_course(viewer: Viewer, course_id: uuid.UUID, *, at: datetime.datetime) -> Course:
    course = queries.course(course_id, viewer=viewer)
    if course is None:
        raise Http404
    open_person(viewer, course.person_id, page="casework.course", at=at, needs=Permission.WRITE_NOTE)
    return course
