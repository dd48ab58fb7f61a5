"""Which network meetings has a citizen, and who comes?"""

import datetime
import uuid
from typing import Any

from django.db.models import F, Q, QuerySet
from django.utils.timezone import localdate

from hjemvej.platform.access.models import Organisation
from hjemvej.platform.access.roles import Permission
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.rooms import PaperLine

from . import rules
from .models import NetworkMeeting


def _meetings(viewer: Viewer) -> QuerySet[NetworkMeeting]:
    """A team reads all of the citizen's meetings, a house its own."""
    is_team = viewer.scope == "system" or viewer.organisation_kind == Organisation.Kind.TEAM
    own = Q() if is_team else Q(organisation_id=viewer.organisation_id)
    rows = viewer.rows_of(NetworkMeeting).filter(own)
    return rows.select_related("person", "organisation", "invited_by", "ended_by", "task")


def meetings_of(person_id: uuid.UUID, *, viewer: Viewer) -> QuerySet[NetworkMeeting]:
    """Return the citizen's meetings: the coming first, then the latest."""
    rows = _meetings(viewer).filter(person_id=person_id)
    return rows.order_by(F("ended_at").desc(nulls_first=True), "-written_at", "id")


def meeting(meeting_id: uuid.UUID, *, viewer: Viewer) -> NetworkMeeting | None:
    return _meetings(viewer).prefetch_related("invited", "agreed").filter(pk=meeting_id).first()


def meeting_of_task(task_id: uuid.UUID, *, viewer: Viewer) -> NetworkMeeting | None:
    return _meetings(viewer).prefetch_related("invited", "agreed").filter(task_id=task_id).first()


def person_card(person_id: uuid.UUID, *, viewer: Viewer, at: datetime.datetime) -> dict[str, Any]:
    """The coming meeting in one line, and the last one's day."""
    found = list(meetings_of(person_id, viewer=viewer)[:2])
    coming = next((one for one in found if one.ended_at is None), None)
    return {
        "person_id": person_id, "coming": coming, "words": rules.headline(coming, at) if coming else "",
        "last": next((one for one in found if one.ended_at), None), "may_write": viewer.may(Permission.WRITE_NOTE),
    }  # fmt: skip


def paper(person_id: uuid.UUID, viewer: Viewer, at: datetime.datetime) -> list[PaperLine]:
    """List, for the citizen's own paper, the meeting that is to come, and whose turn it is to choose."""
    rows = viewer.rows_of(NetworkMeeting).filter(person_id=person_id, organisation_id=viewer.team_id, ended_at=None)
    lines = []
    for one in rows.order_by("written_at"):
        if one.starts_at is None:
            lines.append(PaperLine("Du", "vælger en tid til netværksmødet", localdate(min(one.times))))
        elif one.starts_at > at:
            lines.append(PaperLine("Vi", f"ses til netværksmøde: {one.place}", localdate(one.starts_at)))
    return lines
