"""Who may open a course of support, a visit or a contact? Those who may open the record; each look is logged."""

import datetime
import uuid
from typing import Protocol, TypeVar

from django.http import Http404

from hjemvej.ground.people.access import open_person
from hjemvej.platform.access.roles import Permission
from hjemvej.platform.access.viewer import Viewer

from .models import Contact, PhaseArea, SupportCourse, Visit
from .queries import contacts, courses

WRITE = Permission.WRITE_NOTE


class _OfACitizen(Protocol):
    person_id: uuid.UUID


Row = TypeVar("Row", bound=_OfACitizen)


def open_support(
    viewer: Viewer, support_id: uuid.UUID, *, page: str, at: datetime.datetime, needs: Permission = WRITE
) -> SupportCourse:
    return _opened(courses.support(support_id, viewer=viewer), viewer, page, at, needs)


def open_area(viewer: Viewer, area_id: int, *, page: str, at: datetime.datetime) -> PhaseArea:
    return _opened(courses.area(area_id, viewer=viewer), viewer, page, at, WRITE)


def open_visit(viewer: Viewer, visit_id: uuid.UUID, *, page: str, at: datetime.datetime) -> Visit:
    return _opened(contacts.visit(visit_id, viewer=viewer), viewer, page, at, WRITE)


def open_contact(viewer: Viewer, contact_id: uuid.UUID, *, page: str, at: datetime.datetime) -> Contact:
    return _opened(contacts.contact(contact_id, viewer=viewer), viewer, page, at, WRITE)


def _opened(found: Row | None, viewer: Viewer, page: str, at: datetime.datetime, needs: Permission) -> Row:
    if found is None:
        raise Http404
    open_person(viewer, found.person_id, page=page, at=at, needs=needs)
    return found
