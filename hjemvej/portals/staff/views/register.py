"""Which pages show the register? The list itself, and taking it out as a spreadsheet."""

import datetime
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from hjemvej.ground.law.queries import rule_on
from hjemvej.ground.law.rules import RuleInForce
from hjemvej.ground.situations.rules import SHORT, Kind
from hjemvej.platform.access.pages import Audience, ViewerRequest, page
from hjemvej.platform.access.roles import Permission
from hjemvej.platform.audit.actions import record_listing
from hjemvej.platform.ui.when import full_date
from hjemvej.portals.staff.actions.register import Extract
from hjemvej.portals.staff.actions.register import export_register as export
from hjemvej.portals.staff.forms.register import COLUMN_NAMES, AskRegister, ExportRegister
from hjemvej.portals.staff.queries.register import named
from hjemvej.portals.staff.queries.register import register as everybody
from hjemvej.portals.staff.rules.register import (
    ACTIVE,
    ALL,
    COLUMNS,
    INACTIVE,
    LONG,
    MINE,
    NEW,
    NOBODYS,
    ORDERS,
    ORDERS_BY_WORDS,
    USUAL_COLUMNS,
    USUAL_ORDER,
    Choice,
    Entry,
    alphabetical,
    narrowed,
    ordered,
)  # fmt: skip

from .register_cells import cells

A_PAGE = 50
EVERYBODY = "alle"  # all on one page, to be printed
REMEMBERED = "register_columns"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True)
class Filter:
    """One link that narrows the list: how many it would give (None: not counted), and whether it is chosen."""

    label: str
    url: str
    count: int | None
    is_chosen: bool


@dataclass(frozen=True)
class Asked:
    """What the address asks for, and who it gives: those listed, in order, and the protected, who never are."""

    form: AskRegister
    choice: Choice
    rule: RuleInForce
    everyone: list[Entry]
    listed: list[Entry]
    protected: int
    counts: dict[str, Counter[str]]
    is_named: bool  # sorted by words, they are named already


def _ask(request: ViewerRequest, today: datetime.date) -> Asked:
    form, rule = AskRegister(request.GET, today=today), rule_on("inactive_after", today)
    choice, viewer = form.choice, request.viewer
    everyone = everybody(choice, viewer=viewer, inactive_after=datetime.timedelta(days=int(rule.value)))
    listed, counts = narrowed((one for one in everyone if not one.is_protected), choice, me=viewer.user_id)
    hidden, _counts = narrowed((one for one in everyone if one.is_protected), choice, me=viewer.user_id)
    is_named = choice.order.removeprefix("-") in ORDERS_BY_WORDS
    if is_named:
        listed = named(listed, choice, viewer=viewer)
    return Asked(form, choice, rule, everyone, ordered(listed, choice.order), len(hidden), counts, is_named)


@page(Audience.STAFF, Permission.SEE_REGISTER)
@require_GET
def register(request: ViewerRequest) -> HttpResponse:
    """Everyone homeless on a day in the municipality's responsibility."""
    now, today = timezone.now(), timezone.localdate()
    asked = _ask(request, today)
    choice, on_one_page = asked.choice, request.GET.get("side") == EVERYBODY
    shown = Paginator(asked.listed, max(1, len(asked.listed)) if on_one_page else A_PAGE).get_page(
        request.GET.get("side")
    )
    entries = list(shown) if asked.is_named else named(list(shown), choice, viewer=request.viewer)
    record_listing("staff.register", by=request.viewer, at=now, number=len(entries))
    columns = _columns(request, asked.form)
    context = {
        "form": asked.form,
        "choice": choice,
        "page": shown,
        "rows": [(entry, cells(entry, columns, now)) for entry in entries],
        "heads": [(name, str(COLUMN_NAMES[name]), name in ORDERS, name == USUAL_ORDER) for name in columns],
        "columns": columns,
        "protected": asked.protected,
        "active": sum(entry.is_active for entry in asked.everyone),
        "inactive": sum(not entry.is_active for entry in asked.everyone),
        "filters": _filters(request, asked),
        "days": _days(request, choice, today),
        "in_words": filters_in_words(choice),
        "rule": asked.rule,
        "asks_more": bool(asked.form.errors or choice.known_on),
        "is_today": choice.on == today and choice.known_on is None,
        "may_export": request.viewer.may(Permission.EXPORT_REGISTER),
        "may_import": request.viewer.may(Permission.IMPORT_PEOPLE),
        "query": request.GET.urlencode(),
    }
    return render(request, "staff/register.html", context)


def _columns(request: HttpRequest, form: AskRegister) -> tuple[str, ...]:
    """The columns in the address, else those chosen last since signing in, else the usual ones."""
    if form.columns:
        request.session[REMEMBERED] = list(form.columns)
    remembered = request.session.get(REMEMBERED, USUAL_COLUMNS)
    return form.columns or tuple(name for name in COLUMNS if name in remembered)


def _filters(request: ViewerRequest, asked: Asked) -> list[tuple[str, list[Filter]]]:
    colleagues = {str(one.coordinator_id): one.coordinator for one in asked.everyone if one.coordinator_id}
    colleagues.pop(str(request.viewer.user_id), None)
    by_name = sorted(colleagues.items(), key=lambda one: alphabetical(one[1]))
    kinds = [(str(kind), str(label)) for kind, label in SHORT.items()]
    everybody_too = ("", _("Alle"))
    groups = [
        (_("Hvem"), "hvem", "who", [(ACTIVE, _("Aktive")), (INACTIVE, _("Inaktive")), (ALL, _("Alle"))]),
        (
            _("Koordinator"),
            "koordinator",
            "coordinator",
            [everybody_too, (MINE, _("Mine")), (NOBODYS, _("Ingen")), *by_name],
        ),
        (_("Hvor længe"), "tid", "length", [everybody_too, (NEW, _("Nye denne måned")), (LONG, _("Over et år"))]),
        (_("Sover nu"), "situation", "situation", [everybody_too, *kinds]),
    ]
    return [(title, _links(request, asked, name, field, answers)) for title, name, field, answers in groups]


def _links(
    request: HttpRequest, asked: Asked, name: str, field: str, answers: Iterable[tuple[str, str]]
) -> list[Filter]:
    counts, chosen = asked.counts[field], getattr(asked.choice, field)
    return [
        Filter(label, _address(request, name, answer), counts[answer], answer == chosen)
        for answer, label in answers
        if counts[answer] or answer == chosen or not answer or field == "who"
    ]


def _days(request: HttpRequest, choice: Choice, today: datetime.date) -> list[Filter]:
    """Today, the last month's end, and whichever day was asked for."""
    month_end = today.replace(day=1) - datetime.timedelta(days=1)
    days = {today: _("I dag"), month_end: full_date(month_end)}
    days.setdefault(choice.on, full_date(choice.on))
    return [
        Filter(label, _address(request, "dag", "" if day == today else f"{day:%d.%m.%Y}"), None, day == choice.on)
        for day, label in days.items()
    ]


def _address(request: HttpRequest, name: str, value: str) -> str:
    query = request.GET.copy()
    for left_out in (name, "side"):
        query.pop(left_out, None)
    if value:
        query[name] = value
    return f"?{urlencode(list(query.lists()), doseq=True)}"


@page(Audience.STAFF, Permission.EXPORT_REGISTER)
@require_http_methods(["GET", "POST"])
def export_register(request: ViewerRequest) -> HttpResponse:
    """The list as it stands in the address, as a spreadsheet, once one has said why."""
    now, today = timezone.now(), timezone.localdate()
    asked = _ask(request, today)
    choice = asked.choice
    form = ExportRegister(request.POST or None)
    if request.method == "POST" and form.is_valid():
        extract = Extract(
            entries=asked.listed if asked.is_named else named(asked.listed, choice, viewer=request.viewer),
            columns=[(name, str(COLUMN_NAMES[name])) for name in _columns(request, asked.form)],
            filters=filters_in_words(choice),
            left_out=asked.protected,
            why=form.cleaned_data["why"],
        )
        made = export(extract=extract, by=request.viewer, at=now)
        name = f"navneliste-{choice.on.isoformat()}.xlsx"
        return HttpResponse(made, content_type=XLSX, headers={"Content-Disposition": f'attachment; filename="{name}"'})
    context = {
        "form": form,
        "listed": len(asked.listed),
        "protected": asked.protected,
        "filters": filters_in_words(choice),
        "query": request.GET.urlencode(),
    }
    return render(request, "staff/register_export.html", context, status=422 if form.errors else 200)


def filters_in_words(choice: Choice) -> str:
    """What the list holds, in one line for the page and the file."""
    words = [_("Den %s") % full_date(choice.on)]
    if choice.known_on:
        words.append(_("som vi vidste det den %s") % full_date(choice.known_on))
    words.append({ACTIVE: _("aktive"), INACTIVE: _("inaktive"), ALL: _("aktive og inaktive")}[choice.who])
    if choice.situation:
        words.append(str(Kind(choice.situation).label))
    if choice.coordinator:
        words.append({MINE: _("mine"), NOBODYS: _("uden koordinator")}.get(choice.coordinator, _("én koordinator")))
    if choice.length:
        words.append({NEW: _("nye denne måned"), LONG: _("over et år")}[choice.length])
    return " · ".join(words)
