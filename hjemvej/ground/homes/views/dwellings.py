"""Which pages are there about dwellings? All of them, one, and what is known of it."""

import uuid

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from hjemvej.ground.homes import access, actions, queries, rules
from hjemvej.ground.homes.forms import (
    ChooseAddress,
    ChooseLandlord,
    DescribeDwelling,
    FindAddress,
    NotifyVacancy,
    RegisterVacantDwelling,
)
from hjemvej.ground.homes.pictures.queries import pictures_of
from hjemvej.platform.access.pages import Audience, ViewerRequest, page
from hjemvej.platform.access.roles import Permission
from hjemvej.platform.outside.address_register import looking_up
from hjemvej.platform.ui.form_pages import carry_out, form_page
from hjemvej.platform.ui.when import long_date

SHOWN = 50
SAID = {None: "", True: "yes", False: "no"}
DAYS = ("notified_on", "can_move_in_on")


@page(Audience.STAFF, Permission.EDIT_HOMES)
@require_GET
def dwellings(request: ViewerRequest) -> HttpResponse:
    """Every home that we know, vacant or let."""
    form = ChooseLandlord(request.GET or None, landlords=queries.landlords())
    found = queries.dwellings(viewer=request.viewer, landlord_id=form.chosen)
    page = Paginator(found, SHOWN).get_page(request.GET.get("side"))
    return render(request, "homes/dwellings.html", {"page": page, "choose": form})


@page(Audience.STAFF, Permission.EDIT_HOMES)
@require_GET
def dwelling(request: ViewerRequest, dwelling_id: uuid.UUID) -> HttpResponse:
    """One home: what it is, why it stands empty and what it has cost, and its vacancies before."""
    found, today = access.open_dwelling(request.viewer, dwelling_id), timezone.localdate()
    rows = queries.rows_of(list(queries.vacancies_of(found)), today)
    now = rows[0] if rows and rows[0].vacancy.is_open else None
    context = {
        "dwelling": found, "row": now, "before": rows[1:] if now else rows, "idle": queries.idle_rows(now, today),
        "rent": rules.kroner_in_words(found.monthly_rent), "rent_in_parts": rules.rent_in_parts(found),
        "pictures": pictures_of(found.pk, viewer=request.viewer),
        "has_register": looking_up.is_on(),
        "lived_in": queries.lived_in(found, today, viewer=request.viewer),
        "deposit": rules.kroner_in_words(found.deposit) if found.deposit is not None else "",
    }  # fmt: skip
    return render(request, "homes/dwelling.html", context)


@page(Audience.STAFF, Permission.EDIT_HOMES)
@require_http_methods(["GET", "POST"])
def register_vacant_dwelling(request: ViewerRequest) -> HttpResponse:
    """A landlord reports a home that we do not know."""
    initial = {"notified_on": timezone.localdate()}
    form = RegisterVacantDwelling(request.POST or None, landlords=queries.landlords(), initial=initial)
    by, at = request.viewer, timezone.now()

    def register() -> object:
        said = form.cleaned_data
        days = {name: said[name] for name in DAYS}
        landlord_id = uuid.UUID(said["landlord_id"])
        return actions.register_vacant_dwelling(landlord_id=landlord_id, facts=said, **days, by=by, at=at)

    if made := carry_out(form, register):
        _say_days(request, made.value)
        return redirect("homes:dwelling", dwelling_id=made.value.dwelling_id)  # type: ignore[attr-defined]
    return form_page(request, "homes/register_vacant_dwelling.html", form)


@page(Audience.STAFF, Permission.EDIT_HOMES)
@require_http_methods(["GET", "POST"])
def notify_vacancy(request: ViewerRequest, dwelling_id: uuid.UUID) -> HttpResponse:
    """A home that we know stands vacant again."""
    found = access.open_dwelling(request.viewer, dwelling_id)
    form = NotifyVacancy(request.POST or None, initial={"notified_on": timezone.localdate()})
    by, at = request.viewer, timezone.now()

    def notify() -> object:
        days = queries.suggested_days(found.form, **form.cleaned_data)
        return actions.notify_vacancy(
            dwelling_id=found.pk, **form.cleaned_data, liable_from=days.liable_from, answer_by_on=days.answer_by_on,
            by=by, at=at,
        )  # fmt: skip

    if made := carry_out(form, notify):
        _say_days(request, made.value)
        return redirect("homes:dwelling", dwelling_id=found.pk)
    return form_page(request, "homes/notify_vacancy.html", form, dwelling=found)


@page(Audience.STAFF, Permission.EDIT_HOMES)
@require_http_methods(["GET", "POST"])
def change_dwelling(request: ViewerRequest, dwelling_id: uuid.UUID) -> HttpResponse:
    found = access.open_dwelling(request.viewer, dwelling_id)
    known = {name: getattr(found, name) for name in DescribeDwelling.base_fields}
    initial = {name: SAID[value] if isinstance(value, bool) else value for name, value in known.items()}
    form, by, at = DescribeDwelling(request.POST or None, initial=initial), request.viewer, timezone.now()
    if carry_out(form, lambda: actions.change_dwelling(dwelling_id=found.pk, facts=form.cleaned_data, by=by, at=at)):
        messages.success(request, _("Boligen er rettet."))
        return redirect("homes:dwelling", dwelling_id=found.pk)
    return form_page(request, "homes/change_dwelling.html", form, dwelling=found)


@page(Audience.STAFF, Permission.EDIT_HOMES)
@require_http_methods(["GET", "POST"])
def choose_address(request: ViewerRequest, dwelling_id: uuid.UUID) -> HttpResponse:
    """The home's address as the national register writes it, with its id there; where the register is joined."""
    found, by, at = access.open_dwelling(request.viewer, dwelling_id), request.viewer, timezone.now()
    if not looking_up.is_on():
        raise Http404
    form = FindAddress({"q": request.POST.get("q") or found.address})
    hits, is_silent = queries.addresses_like(form.data["q"])
    chosen = ChooseAddress(request.POST if "dar_id" in request.POST else None, hits=hits)
    if carry_out(chosen, lambda: actions.change_dwelling(dwelling_id=found.pk, facts=chosen.facts, by=by, at=at)):
        messages.success(request, _("Adressen er valgt i det nationale register."))
        return redirect("homes:dwelling", dwelling_id=found.pk)
    context = {
        "dwelling": found,
        "hits": hits,
        "is_silent": is_silent,
        "form": form,
        "refused": chosen.errors.values(),
    }
    return render(request, "homes/choose_address.html", context, status=422 if chosen.errors else 200)


def _say_days(request: ViewerRequest, vacancy: object) -> None:
    """Say which days were taken from the law and our own goal."""
    owed, answer = getattr(vacancy, "liable_from", None), getattr(vacancy, "answer_by_on", None)
    words = [_("Boligen er skrevet ind som ledig.")]
    if owed:
        words.append(_("Kommunen betaler lejen fra %s.") % long_date(owed))
    if answer:
        words.append(_("Svar boligorganisationen senest %s.") % long_date(answer))
    messages.success(request, " ".join([*words, _("Ret datoerne, hvis andet er aftalt.")]))
