"""Hvem har set min sag? Who looked at and changed a citizen's record, on the screen and on paper for the citizen."""

import uuid

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from hjemvej.platform.access import actions, queries
from hjemvej.platform.access.door import enter
from hjemvej.platform.access.pages import Audience, ViewerRequest, page
from hjemvej.platform.access.roles import Permission
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.audit.queries import number_of_rows
from hjemvej.platform.audit.words import of_others, of_protected
from hjemvej.platform.rooms import NameOfCitizen, person_lookup

ROWS = 50


@page(Audience.STAFF, Permission.SEE_PERSON)
def log(request: ViewerRequest, person_id: uuid.UUID) -> HttpResponse:
    enter(request.viewer, person_id, page="access.log", at=timezone.now(), needs=Permission.SEE_PERSON)
    rows = Paginator(range(number_of_rows(person_id)), ROWS).get_page(request.GET.get("side"))
    whose = _whose(person_id, request.viewer)
    lines = queries.citizen_log(
        person_id, without=of_protected() if whose.is_masked else {}, first=max(rows.start_index() - 1, 0), number=ROWS
    )
    context = {"person_id": person_id, "whose": whose, "lines": lines, "rows": rows}
    return render(request, "access/log.html", context)


@page(Audience.STAFF, Permission.SEE_PERSON)
def log_on_paper(request: ViewerRequest, person_id: uuid.UUID) -> HttpResponse:
    """All of it, for the citizen's own access (GDPR art. 15). Staff are named only when that has been decided."""
    now = timezone.now()
    enter(request.viewer, person_id, page="access.log", at=now, needs=Permission.SEE_PERSON)
    with_names = request.GET.get("navne") == "1"
    actions.note_log_handed_over(person_id=person_id, with_names=with_names, by=request.viewer, at=now)
    lines = queries.citizen_log(person_id, without=of_others())
    whose = _whose(person_id, request.viewer)
    context = {"lines": lines, "with_names": with_names, "person_id": person_id, "whose": whose}
    return render(request, "access/log_on_paper.html", context)


def _whose(person_id: uuid.UUID, viewer: Viewer) -> NameOfCitizen:
    """Return the citizen's name from the room of people."""
    return person_lookup().name_of(person_id, viewer=viewer)
