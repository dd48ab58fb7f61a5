"""Which pages are there about reimbursement? A citizen's clocks and the gate; a fact to write."""

import uuid
from functools import partial

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from hjemvej.ground.people.access import open_person
from hjemvej.platform.access.pages import Audience, ViewerRequest, page
from hjemvej.platform.access.roles import Permission
from hjemvej.platform.ui.form_pages import carry_out, form_page

from . import actions, queries
from .forms import WriteFact
from .rules import facts

WRITE = Permission.WRITE_NOTE


@page(Audience.STAFF, Permission.SEE_PERSON)
@require_GET
def citizen(request: ViewerRequest, person_id: uuid.UUID) -> HttpResponse:
    """What to do now, each clock with its kroner, the five conditions, and what was written by hand."""
    now, viewer = timezone.now(), request.viewer
    person = open_person(viewer, person_id, page="reimbursement.citizen", at=now)
    shown = queries.shown(person.pk, viewer=viewer, on=timezone.localdate(now))
    context = {
        "person": person, "shown": shown, "conditions": facts.with_what_can_be_written(shown.gate),
        "written": shown.written, "may_write": viewer.may(WRITE),
        "may_decide": viewer.may(Permission.DECIDE),
        "kinds": [(kind, facts.label_of(kind)) for kind in facts.OF_CLOCKS],
    }  # fmt: skip
    return render(request, "reimbursement/citizen.html", context)


@page(Audience.STAFF, WRITE)
@require_http_methods(["GET", "POST"])
def write_fact(request: ViewerRequest, person_id: uuid.UUID) -> HttpResponse:
    """Write what the system does not know: `?slags=` says which kind."""
    now, viewer, kind = timezone.now(), request.viewer, request.GET.get("slags", facts.Kind.SUPPORT)
    person = open_person(viewer, person_id, page="reimbursement.write_fact", at=now, needs=WRITE)
    if kind not in facts.Kind.values:
        raise Http404
    known = queries.latest(person.pk, kind, viewer=viewer)
    begun = {"on": known.on, "until_on": known.until_on, "amount": known.amount, "seen": known.pk} if known else {}
    typed = request.POST.copy() if request.method == "POST" else None
    form = WriteFact(typed, kind=kind, initial=begun)
    write = partial(actions.write_fact, person_id=person.pk, by=viewer, at=now)
    if carry_out(form, lambda: write(told=form.told, seen=form.seen_id)):
        messages.success(request, _("Skrevet. Urene er regnet igen."))
        return redirect("reimbursement:citizen", person.pk)
    if typed is not None and known:
        typed["seen"] = str(known.pk)  # what now stands is shown above, so saving again corrects it
    return form_page(
        request, "reimbursement/write_fact.html", form, person=person, known=known, label=facts.label_of(kind)
    )
