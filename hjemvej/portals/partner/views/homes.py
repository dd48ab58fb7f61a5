"""How does a landlord report a vacant home and follow it? It sees its own homes, and never a citizen."""

import uuid

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from hjemvej.ground.homes import access, queries, rules
from hjemvej.platform.access.pages import Audience, ViewerRequest, page
from hjemvej.platform.access.roles import Permission
from hjemvej.platform.ui.form_pages import carry_out, form_page
from hjemvej.platform.ui.when import long_date
from hjemvej.portals.partner.actions import homes as actions
from hjemvej.portals.partner.forms.homes import EnterLease, ReportVacancy

ON_A_PAGE = 50


@page(Audience.PARTNER, Permission.REPORT_VACANCY)
@require_GET
def vacancies(request: ViewerRequest) -> HttpResponse:
    """The landlord's own vacant homes, and what the municipality does with each."""
    found, today = list(queries.open_vacancies(viewer=request.viewer)), timezone.localdate()
    shown = Paginator(found, ON_A_PAGE).get_page(request.GET.get("side"))
    context = {
        "team_phone": settings.TEAM_PHONE, "page": shown,
        "ended": queries.ended_vacancies(viewer=request.viewer)[:ON_A_PAGE],
        "rows": [
            (one, rules.told_to_landlord(one, today), rules.may_sign(one), rules.has_heard_nothing(one, today))
            for one in shown
        ],
        "waits": sum(one.state == rules.State.NOTIFIED for one in found),
    }  # fmt: skip
    return render(request, "partner/vacancies.html", context)


@page(Audience.PARTNER, Permission.REPORT_VACANCY)
@require_http_methods(["GET", "POST"])
def report_vacancy(request: ViewerRequest) -> HttpResponse:
    by, at, today = request.viewer, timezone.now(), timezone.localdate()
    known = [(str(one.pk), one.address) for one in queries.not_vacant(viewer=by)]
    form = ReportVacancy(request.POST or None, known=known)

    def send() -> object:
        moves = form.cleaned_data["can_move_in_on"]
        return actions.report_vacancy(
            dwelling_id=form.dwelling_id, facts=form.cleaned_data, can_move_in_on=moves, on=today, by=by, at=at
        )

    if made := carry_out(form, send):
        answer_by_on = getattr(made.value, "answer_by_on", None)
        words = _("Boligen er meldt ledig. Kommunen svarer senest %s.") % long_date(answer_by_on)
        messages.success(request, words if answer_by_on else _("Boligen er meldt ledig."))
        return redirect("partner:vacancies")
    return form_page(request, "partner/report_vacancy.html", form)


@page(Audience.PARTNER, Permission.REPORT_VACANCY)
@require_http_methods(["GET", "POST"])
def enter_lease(request: ViewerRequest, vacancy_id: uuid.UUID) -> HttpResponse:
    """The lease is signed: from which day does it run?"""
    vacancy = access.open_vacancy(request.viewer, vacancy_id)
    form, by, at = EnterLease(request.POST or None), request.viewer, timezone.now()
    if carry_out(form, lambda: actions.enter_lease(vacancy_id=vacancy.pk, **form.cleaned_data, by=by, at=at)):
        messages.success(request, _("Skrevet. Kommunen kan se det nu."))
        return redirect("partner:vacancies")
    return form_page(request, "partner/enter_lease.html", form, dwelling=vacancy.dwelling)
