"""Which pages are there about help? What was sought in a case and what can be; one that is sought; its answer."""

import uuid
from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from hjemvej.efforts.prevention import access
from hjemvej.ground.payment_plans import queries as payment_plans
from hjemvej.platform.access.pages import Audience, ViewerRequest, page
from hjemvej.platform.access.roles import Permission
from hjemvej.platform.ui.form_pages import carry_out, form_page

from . import actions, forms, queries, rules
from .access import open_help

WORKS = Permission.HANDLE_INQUIRIES


@page(Audience.STAFF, WORKS)
@require_GET
def helping(request: ViewerRequest, prevention_case_id: uuid.UUID) -> HttpResponse:
    """What was sought, what waits for an answer, and every help that can be sought, with what speaks for it."""
    now, viewer = timezone.now(), request.viewer
    case = access.open_case(viewer, prevention_case_id, page="prevention.helping", at=now)
    on = timezone.localdate(now)
    sought = queries.helps_of(case, viewer=viewer)
    known = rules.reasons(list(rules.Asks), queries.known_of(case, viewer=viewer, on=on))
    context = {
        "case": case, "person": case.person, "sought": sought, "on": on, "known": known,
        "waits": [one for one in sought if not one.answer],
        "granted": [one for one in sought if one.answer == "granted"],
        "plans": payment_plans.rows(case.person_id, viewer=viewer, on=on),
        "debt": queries.debt_of_case(case, viewer=viewer),
        "choices": [] if case.closed_at else queries.choices(sought, on=on),
    }  # fmt: skip
    return render(request, "prevention/helping.html", context)


@page(Audience.STAFF, WORKS)
@require_http_methods(["GET", "POST"])
def seek_help(request: ViewerRequest, prevention_case_id: uuid.UUID) -> HttpResponse:
    """Write that a help was sought; the list leads here with the one that was pressed."""
    now, viewer = timezone.now(), request.viewer
    case = access.open_case(viewer, prevention_case_id, page="prevention.seek_help", at=now)
    on = timezone.localdate(now)
    kinds = list(queries.kinds_on(on))
    kind = next((one for one in kinds if one.key == request.GET.get("hjaelp") and not one.leads_to), None)
    initial = {"kind": kind.key, "sought_at": kind.sought_at} if kind else {}
    form = forms.SeekHelp(request.POST or None, initial={"sought_on": on, **initial}, kinds=kinds)
    write = partial(actions.seek_help, case=case, by=viewer, at=now)
    if carry_out(form, lambda: write(**form.said)):
        messages.success(request, _("Gemt. Vi minder jer om svaret."))
        return redirect("prevention:helping", case.pk)
    reasons = rules.reasons(kind.asks, queries.known_of(case, viewer=viewer, on=on)) if kind else []
    context = {"case": case, "person": case.person, "kind": kind, "reasons": reasons}
    return form_page(request, "prevention/seek_help.html", form, **context)


@page(Audience.STAFF, WORKS)
@require_http_methods(["GET", "POST"])
def answer_help(request: ViewerRequest, help_id: uuid.UUID) -> HttpResponse:
    """Write the answer to one that was sought."""
    now, viewer = timezone.now(), request.viewer
    sought = open_help(viewer, help_id, page="prevention.answer_help", at=now)
    form = forms.AnswerHelp(request.POST or None, initial={"answered_on": timezone.localdate(now)})
    write = partial(actions.answer_help, sought=sought, by=viewer, at=now)
    if carry_out(form, lambda: write(said=form.said)):
        messages.success(request, _("Svaret er gemt."))
        return redirect("prevention:helping", sought.case_id)
    return form_page(request, "prevention/answer_help.html", form, person=sought.person, sought=sought)
