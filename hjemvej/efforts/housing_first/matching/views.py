"""Which pages explain a match? Why a citizen may have a home or not, whom a home fits, and every rule there is."""

import uuid
from functools import partial

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from hjemvej.ground.homes import queries as homes
from hjemvej.ground.homes.access import open_vacancy
from hjemvej.ground.people.access import open_person
from hjemvej.platform.access.pages import Audience, ViewerRequest, page
from hjemvej.platform.access.roles import Permission
from hjemvej.platform.ui.form_pages import press

from . import actions, queries, rules

WRITE = Permission.WRITE_NOTE
ON_A_PAGE = 50


@page(Audience.STAFF, WRITE)
@require_GET
def why_home(request: ViewerRequest, person_id: uuid.UUID, vacancy_id: uuid.UUID) -> HttpResponse:
    """May this citizen have this home, why not, and what would change it?"""
    now, viewer = timezone.now(), request.viewer
    person = open_person(viewer, person_id, page="housing_first.why_home", at=now, needs=WRITE)
    vacancy = homes.vacancy(vacancy_id, viewer=viewer)
    if vacancy is None or not vacancy.is_open:
        raise Http404
    on = timezone.localdate(now)
    found = queries.cards(person.pk, [vacancy], viewer=viewer, on=on)[0]
    place = queries.place_in_order(person.pk, vacancy.pk, viewer=viewer)
    context = {
        "person": person, "vacancy": vacancy, "card": found, "place": place,
        "order": place.order if place else queries.order_without(vacancy.pk, viewer=viewer),
        "gently": rules.gently(found.judged),
    }  # fmt: skip
    return render(request, "housing_first/why_home.html", context)


@page(Audience.STAFF, WRITE, lists_citizens=True)
@require_GET
def who_fits(request: ViewerRequest, vacancy_id: uuid.UUID) -> HttpResponse:
    """Whom the home fits, as the order was saved last; nobody is named before it is saved."""
    viewer, vacancy = request.viewer, open_vacancy(request.viewer, vacancy_id)
    order = queries.latest_order(vacancy.pk, viewer=viewer)
    places = list(queries.places_of(order, viewer=viewer)) if order else []
    shown = Paginator(places, ON_A_PAGE).get_page(request.GET.get("side"))
    needs = queries.names_of_needs(timezone.localdate())
    context = {
        "vacancy": vacancy, "order": order, "page": shown,
        "rows": [(row, needs.get(row.need, ""), ", ".join(rules.to_ask(row.unknown))) for row in shown],
        "is_free": vacancy.is_open and vacancy.state != vacancy.State.SIGNED,
        "kept_out": [(rules.short(key), number) for key, number in order.kept_out.items()] if order else [],
    }  # fmt: skip
    return render(request, "housing_first/who_fits.html", context)


@page(Audience.STAFF, WRITE)
@require_POST
def save_order(request: ViewerRequest, vacancy_id: uuid.UUID) -> HttpResponse:
    vacancy, viewer = open_vacancy(request.viewer, vacancy_id), request.viewer
    save = partial(actions.save_order, vacancy_id=vacancy.pk, by=viewer, at=timezone.now())
    press(request, save, say=_("Rækkefølgen er gemt. Nu kan I vælge."))
    return redirect("housing_first:who_fits", vacancy.pk)


@page(Audience.STAFF, WRITE, lists_citizens=True)
@require_GET
def matching_rules(request: ViewerRequest) -> HttpResponse:
    """Every rule that may keep a citizen from a home, and how many it keeps from every vacant home today."""
    now = timezone.now()
    found = queries.rules_with_cost(viewer=request.viewer, at=now)
    return render(request, "housing_first/matching_rules.html", {"found": found})
