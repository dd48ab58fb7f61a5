"""What do empty homes cost? The latest twelve months, as pictures with their tables."""

import datetime
from collections.abc import Mapping

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from hjemvej.ground.homes import queries, rules
from hjemvej.ground.homes.rules import Spent
from hjemvej.platform.access.pages import Audience, ViewerRequest, page
from hjemvej.platform.access.roles import Permission
from hjemvej.platform.ui.figures import Figure, bars_by_name, lines

MONTHS = 12


@page(Audience.STAFF, Permission.EDIT_HOMES)
@require_GET
def idle_days(request: ViewerRequest) -> HttpResponse:
    """Idle days and kroner of each month, cause and landlord."""
    today = timezone.localdate()
    months = rules.months_until(today, MONTHS)
    found = queries.stretches(months[0][0], today, viewer=request.viewer)
    by_month = {begins: rules.spent(found, begins, min(ends, today)) for begins, ends in months}
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
        "En tom dag er en dag fra den, boligen blev meldt ledig, til dagen før den er lejet ud eller givet tilbage. En "
        "dag koster et års husleje med varme, vand og tv, delt med 365, fra den dag kommunen skylder lejen (ABL § 59). "
        "I dag er ikke talt med. Hver dag har den grund, der står på boligen."
    )
