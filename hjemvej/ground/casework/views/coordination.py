"""Which pages are there about who coordinates and which courses run?"""

import datetime
import uuid
from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hjemvej.ground.casework import access, actions, queries
from hjemvej.ground.casework.forms import AssignCoordinator, CloseCourse, OpenCourse
from hjemvej.platform.access.pages import Audience, ViewerRequest, page
from hjemvej.platform.access.roles import Permission
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.rooms import own_end_of_course
from hjemvej.platform.ui.form_pages import carry_out, form_page, press


def colleagues(viewer: Viewer) -> list[tuple[str, str]]:
    """Who may be chosen today, oneself first."""
    found = queries.possible_coordinators(viewer=viewer, on=timezone.localdate())
    names = [(str(one.id), one.name) for one in found]
    return sorted(names, key=lambda one: one[0] != str(viewer.user_id))


def with_load(viewer: Viewer) -> list[tuple[str, str]]:
    """The same, each with the number of citizens they coordinate for now."""
    found = queries.possible_coordinators(viewer=viewer, on=timezone.localdate())
    words = {
        str(one.id): _("koordinator for %d") % one.coordinates if one.coordinates else _("koordinator for ingen")
        for one in found
    }
    return [(pk, f"{name} · {words[pk]}") for pk, name in colleagues(viewer)]


@page(Audience.STAFF, Permission.WRITE_NOTE)
@require_http_methods(["GET", "POST"])
def assign_coordinator(request: ViewerRequest, person_id: uuid.UUID) -> HttpResponse:
    now, viewer = timezone.now(), request.viewer
    person = access.open_to_write(viewer, person_id, page="casework.assign_coordinator", at=now)
    present = queries.coordinator_of(person.pk, viewer=viewer)
    chosen = present.coordinator_id if present else viewer.user_id
    form = AssignCoordinator(
        request.POST or None, colleagues=with_load(viewer), somebody_does=present is not None,
        initial={"coordinator": chosen},
    )  # fmt: skip
    done = carry_out(
        form, lambda: _coordinate(form.cleaned_data["coordinator"], person_id=person.pk, by=viewer, at=now)
    )
    if done:
        messages.success(request, done.value)
        return redirect("staff:person", person.pk)
    return form_page(request, "casework/assign_coordinator.html", form, person=person, present=present)


def _coordinate(chosen: str, *, person_id: uuid.UUID, by: Viewer, at: datetime.datetime) -> str:
    """Somebody from now on, or nobody; what to tell the one who chose."""
    if chosen == AssignCoordinator.NOBODY:
        actions.end_coordination(person_id=person_id, by=by, at=at)
        return _("Borgeren har ikke længere en koordinator.")
    actions.assign_coordinator(person_id=person_id, coordinator_id=uuid.UUID(chosen), by=by, at=at)
    return _("Koordinatoren er skrevet på.")


@page(Audience.STAFF, Permission.WRITE_NOTE)
@require_http_methods(["GET", "POST"])
def open_course(request: ViewerRequest, person_id: uuid.UUID) -> HttpResponse:
    now, viewer = timezone.now(), request.viewer
    person = access.open_to_write(viewer, person_id, page="casework.open_course", at=now)
    form = OpenCourse(request.POST or None, colleagues=colleagues(viewer))
    begin = partial(actions.open_course, person_id=person.pk, by=viewer, at=now)
    if carry_out(form, lambda: begin(**form.said)):
        messages.success(request, _("Forløbet er begyndt. Det står nu på indsatsens egen liste."))
        return redirect("staff:person", person.pk)
    return form_page(request, "casework/open_course.html", form, person=person)


@page(Audience.STAFF, Permission.WRITE_NOTE)
@require_http_methods(["GET", "POST"])
def close_course(request: ViewerRequest, course_id: uuid.UUID) -> HttpResponse:
    now = timezone.now()
    course = access.open_course(request.viewer, course_id, at=now)
    form = CloseCourse(request.POST or None)
    own_page = own_end_of_course(course.kind, course.person_id, request.viewer) if course.closed_at is None else ""
    if own_page and request.method == "GET":
        return redirect(own_page)
    if form.is_valid():
        close = partial(actions.close_course, course=course, **form.cleaned_data, by=request.viewer, at=now)
        press(request, close, say=_("Forløbet er afsluttet."))
        return redirect(own_page) if own_page else redirect("staff:person", course.person_id)
    return form_page(request, "casework/close_course.html", form, course=course, person=course.person)
