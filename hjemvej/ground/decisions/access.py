"""Who may open a decision or a complaint? Those who may open the citizen's record; each look is logged."""

import datetime
import uuid

from django.http import Http404

from hjemvej.ground.people.access import open_person
from hjemvej.platform.access.roles import Permission
from hjemvej.platform.access.viewer import Viewer

from . import queries
from .models import Complaint, Decision


def open_decision(
    viewer: Viewer, decision_id: uuid.UUID, *, page: str, at: datetime.datetime,
    needs: Permission = Permission.SEE_PERSON,
) -> Decision:  # fmt: skip
    decision = queries.decision(decision_id, viewer=viewer)
    if decision is None:
        raise Http404
    open_person(viewer, decision.person_id, page=page, at=at, needs=needs)
    return decision


def open_complaint(
    viewer: Viewer, complaint_id: uuid.UUID, *, page: str, at: datetime.datetime,
    needs: Permission = Permission.SEE_PERSON,
) -> Complaint:  # fmt: skip
    return _opened(queries.complaint(complaint_id, viewer=viewer), viewer, page, at, needs)


def open_complaint_of_task(viewer: Viewer, task_id: uuid.UUID, *, page: str, at: datetime.datetime) -> Complaint:
    return _opened(queries.complaint_of_task(task_id, viewer=viewer), viewer, page, at, Permission.SEE_PERSON)


def _opened(
    complaint: Complaint | None, viewer: Viewer, page: str, at: datetime.datetime, needs: Permission
) -> Complaint:
    if complaint is None:
        raise Http404
    open_person(viewer, complaint.person_id, page=page, at=at, needs=needs)
    return complaint
