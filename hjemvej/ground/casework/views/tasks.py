"""Which pages are there about tasks? Agree on one, and say that it is done or must wait."""

import uuid
from functools import partial
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from hjemvej.ground.casework import access, actions, queries, rules
from hjemvej.ground.casework.forms import AddTask, CompleteTask, PostponeTask
from hjemvej.platform.access.pages import Audience, ViewerRequest, page
from hjemvej.platform.access.roles import Permission
from hjemvej.platform.ui.form_pages import carry_out, form_page, press

from .coordination import colleagues

if TYPE_CHECKING:
    from hjemvej.ground.casework.models import Task


@page(Audience.STAFF, Permission.WRITE_NOTE, begins=True)
@require_http_methods(["GET", "POST"])
def add_task(request: ViewerRequest, person_id: uuid.UUID) -> HttpResponse:
    now, viewer = timezone.now(), request.viewer
    person = access.open_to_write(viewer, person_id, page="casework.add_task", at=now)
    key = queries.key_about("task", person.pk, viewer=viewer)
    form = AddTask(request.POST or None, colleagues=colleagues(viewer), initial={"assigned_to": viewer.user_id})
    add = partial(actions.add_task, person_id=person.pk, organisation_id=viewer.team_id, kind="own", by=viewer, at=now)
    if carry_out(form, lambda: add(**form.said)):
        actions.discard_draft(key=key, by=viewer)
        messages.success(request, _("Næste skridt er skrevet op."))
        return redirect("staff:person", person.pk)
    return form_page(request, "casework/add_task.html", form, person=person, draft_key=key)


@page(Audience.STAFF, Permission.WRITE_NOTE)
@require_GET
def task(request: ViewerRequest, task_id: uuid.UUID) -> HttpResponse:
    found = access.open_task(request.viewer, task_id, at=timezone.now())
    if elsewhere := queries.page_elsewhere(found):
        return redirect(elsewhere)
    return _show(request, found, CompleteTask(), PostponeTask())


@page(Audience.STAFF, Permission.WRITE_NOTE)
@require_POST
def complete_task(request: ViewerRequest, task_id: uuid.UUID) -> HttpResponse:
    now = timezone.now()
    task = access.open_task(request.viewer, task_id, at=now)
    if elsewhere := queries.page_elsewhere(task):
        return redirect(elsewhere)
    form = CompleteTask(request.POST)
    if form.is_valid():
        complete = partial(actions.complete_task, task=task, **form.cleaned_data, by=request.viewer, at=now)
        press(request, complete, say=_("Klaret. Det står på tidslinjen."))
        return redirect("staff:person", task.person_id)
    return _show(request, task, form, PostponeTask())


@page(Audience.STAFF, Permission.WRITE_NOTE)
@require_POST
def postpone_task(request: ViewerRequest, task_id: uuid.UUID) -> HttpResponse:
    now = timezone.now()
    task = access.open_task(request.viewer, task_id, at=now)
    if elsewhere := queries.page_elsewhere(task):
        return redirect(elsewhere)
    form = PostponeTask(request.POST)
    if form.is_valid():
        due_at, why = rules.end_of_day(form.cleaned_data["due_on"]), form.cleaned_data["why"]
        postpone = partial(actions.postpone_task, task=task, due_at=due_at, why=why, by=request.viewer, at=now)
        if press(request, postpone, say=_("Udskudt. Grunden står i loggen.")):
            return redirect("staff:person", task.person_id)
        return redirect("casework:task", task.pk)
    return _show(request, task, CompleteTask(), form)


def _show(request: ViewerRequest, task: "Task", complete: CompleteTask, postpone: PostponeTask) -> HttpResponse:
    shown = queries.with_clocks([task], on=timezone.localdate())[0]
    context = {"shown": shown, "task": task, "person": task.person, "postpone": postpone}
    return form_page(request, "casework/task.html", complete, postpone, complete=complete, **context)
