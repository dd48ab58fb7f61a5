"""Which pages lead from a yes to the first night? The lease, the checklist, moving in, and the team's own list."""

import uuid
from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from hjemvej.efforts.housing_first.offering.access import open_home_offer
from hjemvej.efforts.housing_first.offering.queries import proposal_of
from hjemvej.ground.homes.queries import lived_in
from hjemvej.platform.access.pages import Audience, ViewerRequest, page
from hjemvej.platform.access.roles import Permission
from hjemvej.platform.ui.form_pages import carry_out, form_page, press

from . import access, actions, forms, queries, rules

WRITE = Permission.WRITE_NOTE


@page(Audience.STAFF, WRITE)
@require_http_methods(["GET", "POST"])
def sign_lease(request: ViewerRequest, home_offer_id: uuid.UUID) -> HttpResponse:
    now, viewer = timezone.now(), request.viewer
    offer = open_home_offer(viewer, home_offer_id, page="housing_first.sign_lease", at=now, needs=WRITE)
    proposal = proposal_of(offer, viewer=viewer)
    told = offer.vacancy.lease_from_on or (proposal.lease_from_on if proposal else None)  # by the landlord
    begins = told or max(offer.vacancy.can_move_in_on, timezone.localdate(now))
    initial = {"signed_on": _("i dag"), "lease_from_on": begins}
    form = forms.SignLease(request.POST or None, initial=initial)
    sign = partial(actions.sign_lease, offer=offer, by=viewer, at=now)
    if carry_out(form, lambda: sign(**form.cleaned_data)):
        messages.success(request, _("Lejekontrakten er skrevet. Her er listen til indflytningen."))
        return redirect("housing_first:checklist", offer.pk)
    return form_page(request, "housing_first/sign_lease.html", form, offer=offer, person=offer.person)


@page(Audience.STAFF, WRITE)
@require_http_methods(["GET", "POST"])
def move_in(request: ViewerRequest, home_offer_id: uuid.UUID) -> HttpResponse:
    """The first night in the citizen's own home."""
    now, viewer = timezone.now(), request.viewer
    offer = open_home_offer(viewer, home_offer_id, page="housing_first.move_in", at=now, needs=WRITE)
    form = forms.MoveIn(request.POST or None, initial={"moved_in_on": _("i dag")})
    move = partial(actions.move_in, offer=offer, by=viewer, at=now)
    if carry_out(form, lambda: move(**form.cleaned_data)):
        messages.success(request, _("Flyttet ind. Det står nu på borgerens side og i navnelisten."))
        return redirect("staff:person", offer.person_id)
    left = [line for line in queries.lines_of(offer, viewer=viewer) if line.done_on is None]
    context = {"left": left, "lived_in": lived_in(offer.vacancy.dwelling, timezone.localdate(now), viewer=viewer)}
    return form_page(request, "housing_first/move_in.html", form, offer=offer, person=offer.person, **context)


@page(Audience.STAFF, Permission.SEE_PERSON)
@require_GET
def checklist(request: ViewerRequest, home_offer_id: uuid.UUID) -> HttpResponse:
    """What is to be done around the move, by whom and by when; it prints on one page for the citizen."""
    now, viewer = timezone.now(), request.viewer
    offer = open_home_offer(viewer, home_offer_id, page="housing_first.checklist", at=now)
    lines = list(queries.lines_of(offer, viewer=viewer))
    late = {line.pk for line in rules.late(lines, timezone.localdate(now))}
    context = {
        "offer": offer, "person": offer.person, "home": offer.vacancy.dwelling, "lines": lines, "late": late,
        "headline": rules.headline(lines), "may_write": viewer.may(WRITE),
    }  # fmt: skip
    return render(request, "housing_first/checklist.html", context)


@page(Audience.STAFF, WRITE)
@require_POST
def write_checklist(request: ViewerRequest, home_offer_id: uuid.UUID) -> HttpResponse:
    now, viewer = timezone.now(), request.viewer
    offer = open_home_offer(viewer, home_offer_id, page="housing_first.checklist", at=now, needs=WRITE)
    letter = actions.write_checklist(offer=offer, by=viewer, at=now)
    return redirect("correspondence:letter", letter.pk)


@page(Audience.STAFF, WRITE)
@require_http_methods(["GET", "POST"])
def add_line(request: ViewerRequest, home_offer_id: uuid.UUID) -> HttpResponse:
    now, viewer = timezone.now(), request.viewer
    offer = open_home_offer(viewer, home_offer_id, page="housing_first.add_line", at=now, needs=WRITE)
    form = forms.AddLine(request.POST or None)
    add = partial(actions.add_line, offer=offer, by=viewer, at=now)
    if carry_out(form, lambda: add(**form.cleaned_data)):
        messages.success(request, _("Skrevet på listen."))
        return redirect("housing_first:checklist", offer.pk)
    return form_page(request, "housing_first/add_line.html", form, offer=offer, person=offer.person)


@page(Audience.STAFF, WRITE)
@require_http_methods(["GET", "POST"])
def change_line(request: ViewerRequest, line_id: uuid.UUID) -> HttpResponse:
    now, viewer = timezone.now(), request.viewer
    line = access.open_line(viewer, line_id, page="housing_first.change_line", at=now)
    form = forms.ChangeLine(request.POST or None, initial={"who": line.who, "by_on": line.by_on})
    change = partial(actions.change_line, line=line, by=viewer, at=now)
    if carry_out(form, lambda: change(**form.cleaned_data)):
        messages.success(request, _("Rettet."))
        return redirect("housing_first:checklist", line.offer_id)
    return form_page(request, "housing_first/change_line.html", form, line=line, person=line.person)


@page(Audience.STAFF, WRITE)
@require_POST
def finish_line(request: ViewerRequest, line_id: uuid.UUID) -> HttpResponse:
    now, viewer = timezone.now(), request.viewer
    line = access.open_line(viewer, line_id, page="housing_first.finish_line", at=now)
    press(request, lambda: actions.finish_line(line=line, by=viewer, at=now), say=_("Gjort: %s") % line.title)
    return redirect("housing_first:checklist", line.offer_id)


@page(Audience.STAFF, WRITE)
@require_POST
def reopen_line(request: ViewerRequest, line_id: uuid.UUID) -> HttpResponse:
    now, viewer = timezone.now(), request.viewer
    line = access.open_line(viewer, line_id, page="housing_first.reopen_line", at=now)
    press(request, lambda: actions.reopen_line(line=line, by=viewer, at=now), say=_("Står igen som ikke gjort"))
    return redirect("housing_first:checklist", line.offer_id)


# --- the team's own list --------------------------------------------------------------------------------------------


@page(Audience.STAFF, WRITE)
@require_http_methods(["GET", "POST"])
def moving_in_steps(request: ViewerRequest) -> HttpResponse:
    """The list that every new checklist begins with, and a new step of it."""
    now, viewer = timezone.now(), request.viewer
    form = forms.KeepStep(request.POST or None)
    keep = partial(actions.keep_step, step_id=None, by=viewer, at=now)
    if carry_out(form, lambda: keep(**form.cleaned_data)):
        messages.success(request, _("Skrevet. Det står på de lister, der begynder fra i dag."))
        return redirect("housing_first:moving_in_steps")
    steps = queries.steps_on(timezone.localdate(now), team_id=viewer.team_id)
    return form_page(request, "housing_first/moving_in_steps.html", form, steps=steps)


@page(Audience.STAFF, WRITE)
@require_http_methods(["GET", "POST"])
def change_step(request: ViewerRequest, step_id: int) -> HttpResponse:
    now, viewer = timezone.now(), request.viewer
    step = access.open_step(viewer, step_id, on=timezone.localdate(now))
    form = forms.KeepStep(request.POST or None, initial={"title": step.title, "who": step.who, "days": step.days})
    keep = partial(actions.keep_step, step_id=step_id, by=viewer, at=now)
    if carry_out(form, lambda: keep(**form.cleaned_data)):
        messages.success(request, _("Rettet. Lister, der er begyndt, er som før."))
        return redirect("housing_first:moving_in_steps")
    return form_page(request, "housing_first/change_step.html", form, step=step)


@page(Audience.STAFF, WRITE)
@require_POST
def drop_step(request: ViewerRequest, step_id: int) -> HttpResponse:
    now, viewer = timezone.now(), request.viewer
    press(request, lambda: actions.drop_step(step_id=step_id, by=viewer, at=now), say=_("Taget af listen fra i dag"))
    return redirect("housing_first:moving_in_steps")
