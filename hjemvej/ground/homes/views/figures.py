"""What do empty homes cost? The latest twelve months, as pictures with their tables."""

import datetime
import uuid
from collections.abc import Mapping

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from hjemvej.ground.homes import actions, queries, rules
from hjemvej.ground.homes.forms import CountVacant
from hjemvej.ground.homes.rules import Spent
from hjemvej.platform.access.pages import Audience, ViewerRequest, page
from hjemvej.platform.access.roles import Permission
from hjemvej.platform.ui.figures import Figure, bars_by_name, lines
from hjemvej.platform.ui.form_pages import carry_out, form_page

MONTHS, SHOWN = 12, 50


@page(Audience.STAFF, Permission.EDIT_HOMES)
@require_GET
def idle_days(request: ViewerRequest) -> HttpResponse:
    """Idle days and kroner of each month, cause and landlord."""
    today = timezone.localdate()
    months = rules.months_until(today, MONTHS)
    by_month = queries.spent([(begins, min(ends, today)) for begins, ends in months], viewer=request.viewer)
    whole = rules.together(by_month.values())
    context = {
        "total": rules.total(whole.values()),
        "since": months[0][0],
        "over_months": _over_months({begins: rules.total(sums.values()) for begins, sums in by_month.items()}, today),
        "by_cause": _by_cause(rules.by_cause(whole), today),
        "by_landlord": _by_landlord(rules.by_landlord(whole), today),
        "rows": rules.table(whole),
    }
    return render(request, "homes/idle_days.html", context)


@page(Audience.STAFF, Permission.EDIT_HOMES)
@require_GET
def share_of_vacant(request: ViewerRequest) -> HttpResponse:
    """Every fourth vacant family dwelling: what was used, what was not, and what it would have been in homes."""
    shares = queries.shares(viewer=request.viewer)
    context = {
        "page": Paginator(shares, SHOWN).get_page(request.GET.get("side")),
        "share": sum(one.ours.share for one in shares), "used": sum(one.ours.used for one in shares),
        "still_open": sum(one.ours.still_open for one in shares),
        "unused": sum(one.ours.unused for one in shares),
    }  # fmt: skip
    return render(request, "homes/share_of_vacant.html", context)


@page(Audience.STAFF, Permission.EDIT_HOMES)
@require_http_methods(["GET", "POST"])
def count_vacant(request: ViewerRequest) -> HttpResponse:
    form = CountVacant(request.POST or None, landlords=queries.landlords())
    by, at = request.viewer, timezone.now()

    def count() -> object:
        said = {**form.cleaned_data, "landlord_id": uuid.UUID(form.cleaned_data["landlord_id"])}
        return actions.count_vacant(**said, by=by, at=at)

    if carry_out(form, count):
        messages.success(request, _("Antallet er skrevet ind."))
        return redirect("homes:share_of_vacant")
    return form_page(request, "homes/count_vacant.html", form)


def _over_months(months: Mapping[datetime.date, Spent], on: datetime.date) -> Figure | None:
    if not any(one.kroner for one in months.values()):
        return None
    dearest = max(months.values(), key=lambda one: one.kroner)
    return lines(
        {_("Kroner"): [(begins, float(round(one.kroner))) for begins, one in months.items()]},
        title=_("I den dyreste måned kostede tomme boliger %s") % dearest.in_words,
        description=_("Kurve over, hvad tomme boliger kostede kommunen hver måned."),
        head=_("Måneden fra"),
        method=_method(),
        on=on,
    )


def _by_cause(causes: Mapping[str, Spent], on: datetime.date) -> Figure | None:
    return _bars(
        {rules.cause_in_words(cause): one.days for cause, one in causes.items()},
        _("Flest tomme dage: %(name)s (%(number)s dage)"), (_("Grund"), _("Dage")), on,
    )  # fmt: skip


def _by_landlord(landlords: Mapping[str, Spent], on: datetime.date) -> Figure | None:
    return _bars(
        {name: round(one.kroner) for name, one in landlords.items()},
        _("Dyrest: %(name)s (%(number)s kr.)"), (_("Boligorganisation"), _("Kroner")), on,
    )  # fmt: skip


def _bars(numbers: Mapping[str, int], title: str, head: tuple[str, str], on: datetime.date) -> Figure | None:
    bars = {name: number for name, number in numbers.items() if number}
    if not bars:
        return None
    most, number = max(bars.items(), key=lambda bar: bar[1])
    said = {"name": most, "number": f"{number:,}".replace(",", ".")}
    description = ", ".join(f"{name}: {count}" for name, count in bars.items())
    return bars_by_name(bars, title=title % said, description=description, head=head, method=_method(), on=on)


def _method() -> str:
    return _(
        "En tom dag er en dag fra den, boligen blev meldt ledig, til dagen før lejekontrakten begynder, eller den er "
        "givet tilbage. En dag koster et års husleje med varme, vand og tv, delt med 365, fra den dag kommunen skylder "
        "lejen (ABL § 59). I dag er ikke talt med. Hver dag har den grund, der står på boligen."
    )
