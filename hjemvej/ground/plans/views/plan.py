"""Which page shows a citizen's plan, and where are strengths written?"""

import uuid
from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from hjemvej.ground.casework import queries as casework
from hjemvej.ground.casework.actions import discard_draft
from hjemvej.ground.people.access import open_person
from hjemvej.ground.plans import actions, queries
from hjemvej.ground.plans.forms import WriteStrengths
from hjemvej.ground.plans.rules import agreed
from hjemvej.ground.plans.rules import goals as rules
from hjemvej.platform.access.pages import Audience, ViewerRequest, page
from hjemvej.platform.access.roles import Permission
from hjemvej.platform.ui.form_pages import carry_out, form_page

SEE, WRITE = Permission.SEE_PERSON, Permission.WRITE_NOTE


@page(Audience.STAFF, SEE)
@require_GET
def plan(request: ViewerRequest, person_id: uuid.UUID) -> HttpResponse:
    """What the citizen wants, the next small steps, the map of a life, strengths, and the plans that were agreed."""
    now, viewer = timezone.now(), request.viewer
    today = timezone.localdate(now)
    person = open_person(viewer, person_id, page="plans.plan", at=now)
    goals = list(queries.goals_of(person.pk, viewer=viewer))
    going = [goal for goal in goals if goal.state == rules.State.OPEN]
    first = rules.first(step for goal in going for step in goal.steps.all())
    versions = list(queries.versions_of(person.pk, viewer=viewer))
    context = {
        "person": person, "headline": rules.headline(len(going), first, today),
        "goals": queries.shown_goals(going, on=today), "areas": rules.map_of(goals),
        "resting": queries.shown_goals([goal for goal in goals if goal.state != rules.State.OPEN], on=today),
        "strengths": queries.strengths_of(person.pk, viewer=viewer).first(),
        "versions": versions, "drafts": list(queries.drafts_of(person.pk, viewer=viewer)),
        "kinds": agreed.BY_THE_TEAM, "suggested": queries.suggested_kind(person.pk, viewer=viewer, on=today),
        "may_write": viewer.may(WRITE), "today": today,
    }  # fmt: skip
    return render(request, "plans/plan.html", context)


@page(Audience.STAFF, WRITE, begins=True)
@require_http_methods(["GET", "POST"])
def write_strengths(request: ViewerRequest, person_id: uuid.UUID) -> HttpResponse:
    """Write what the citizen is good at and what has worked; what was told before is kept."""
    now, viewer = timezone.now(), request.viewer
    person = open_person(viewer, person_id, page="plans.plan", at=now, needs=WRITE)
    key = casework.key_about("strengths", person.pk, viewer=viewer)
    draft = casework.draft(key, viewer=viewer) if request.method == "GET" else None
    told = list(queries.strengths_of(person.pk, viewer=viewer))
    latest = told[0] if told else None
    known = {"good_at": latest.good_at, "has_worked": latest.has_worked, "after": latest.pk} if latest else {}
    initial = {"said_on": _("i dag"), **known, **(draft.fields if draft else {})}
    form = WriteStrengths(request.POST or None, initial=initial)
    write = partial(actions.write_strengths, person_id=person.pk, by=viewer, at=now)
    if carry_out(form, lambda: write(**form.cleaned_data)):
        discard_draft(key=key, by=viewer)
        messages.success(request, _("Skrevet. Det, der stod før, er gemt."))
        return redirect("plans:plan", person.pk)
    if form.has_error("__all__", actions.WrittenMeanwhile.__name__) and latest:
        form.data = {**request.POST.dict(), "after": str(latest.pk)}  # so that saving again is meant
    return form_page(request, "plans/write_strengths.html", form, person=person, told=told, draft_key=key)
