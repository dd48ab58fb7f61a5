"""Which pages are there about vacancies? Those that stand open, and what is said of each."""

import uuid

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.dates import MONTHS
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from hjemvej.ground.homes import access, actions, queries, rules
from hjemvej.ground.homes.forms import ChangeVacancy, GiveBack, NameCause
from hjemvej.platform.access.pages import Audience, ViewerRequest, page
from hjemvej.platform.access.roles import Permission
from hjemvej.platform.ui.form_pages import carry_out, form_page

SHOWN = 50


@page(Audience.STAFF, Permission.EDIT_HOMES)
@require_GET
def vacancies(request: ViewerRequest) -> HttpResponse:
    """Every home that stands vacant: how long, why, whose turn it is, what it has cost, and when to answer."""
    today = timezone.localdate()
    found = list(queries.open_vacancies(viewer=request.viewer))
    shown = Paginator(found, SHOWN).get_page(request.GET.get("side"))
    first = today.replace(day=1)
    month = queries.spent([(first, today)], viewer=request.viewer)[first]
    context = {
        "page": shown, "rows": queries.rows_of(list(shown), today), "month": rules.total(month.values()),
        "late": sum(rules.answer_is_late(one, today) for one in found),
        "empty": sum(rules.stands_empty(one, today) for one in found), "month_name": MONTHS[today.month],
        "to_come": sum(one.can_move_in_on > today for one in found),
        "per_day": rules.kroner_in_words(rules.owed_a_day(found, today)),
    }  # fmt: skip
    return render(request, "homes/vacancies.html", context)


@page(Audience.STAFF, Permission.EDIT_HOMES)
@require_http_methods(["GET", "POST"])
def change_vacancy(request: ViewerRequest, vacancy_id: uuid.UUID) -> HttpResponse:
    vacancy = access.open_vacancy(request.viewer, vacancy_id)
    initial = {name: getattr(vacancy, name) for name in ChangeVacancy.base_fields}
    form, by, at = ChangeVacancy(request.POST or None, initial=initial), request.viewer, timezone.now()
    if carry_out(form, lambda: actions.change_vacancy(vacancy_id=vacancy.pk, **form.cleaned_data, by=by, at=at)):
        messages.success(request, _("Datoerne er rettet."))
        return redirect("homes:dwelling", dwelling_id=vacancy.dwelling_id)
    return form_page(request, "homes/change_vacancy.html", form, vacancy=vacancy, dwelling=vacancy.dwelling)


@page(Audience.STAFF, Permission.EDIT_HOMES)
@require_http_methods(["GET", "POST"])
def name_cause(request: ViewerRequest, vacancy_id: uuid.UUID) -> HttpResponse:
    """Why does the home stand empty, from a day on?"""
    vacancy = access.open_vacancy(request.viewer, vacancy_id)
    form = NameCause(request.POST or None, initial={"from_on": timezone.localdate()})
    by, at = request.viewer, timezone.now()
    if carry_out(form, lambda: actions.name_cause(vacancy_id=vacancy.pk, **form.cleaned_data, by=by, at=at)):
        messages.success(request, _("Grunden er skrevet."))
        return redirect("homes:dwelling", dwelling_id=vacancy.dwelling_id)
    return form_page(request, "homes/name_cause.html", form, vacancy=vacancy, dwelling=vacancy.dwelling)


@page(Audience.STAFF, Permission.EDIT_HOMES)
@require_http_methods(["GET", "POST"])
def give_back(request: ViewerRequest, vacancy_id: uuid.UUID) -> HttpResponse:
    """We have nobody for the home: the landlord lets it to another."""
    vacancy = access.open_vacancy(request.viewer, vacancy_id)
    form = GiveBack(request.POST or None, initial={"on": timezone.localdate()})
    by, at = request.viewer, timezone.now()
    if carry_out(form, lambda: actions.give_back(vacancy_id=vacancy.pk, **form.cleaned_data, by=by, at=at)):
        messages.success(request, _("Boligen er givet tilbage. Sig det til boligorganisationen."))
        return redirect("homes:vacancies")
    row = queries.row(vacancy, timezone.localdate())
    return form_page(request, "homes/give_back.html", form, row=row, dwelling=vacancy.dwelling)
