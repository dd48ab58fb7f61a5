"""Which pages show the register? The list itself, and taking it out as a spreadsheet."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from hjemvej.ground.law.queries import rule_on
from hjemvej.ground.situations.rules import SHORT, Kind
from hjemvej.platform.access.pages import Audience, ViewerRequest, page
from hjemvej.platform.access.roles import Permission
from hjemvej.platform.audit.actions import record_listing
from hjemvej.platform.ui.when import full_date
from hjemvej.portals.staff.actions.register import export_register as export
from hjemvej.portals.staff.forms.register import COLUMN_NAMES, AskRegister, ExportRegister
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
    USUAL_COLUMNS,
    Choice,
    Entry,
    counted,
    remarks,
    selected,
)  # fmt: skip

A_PAGE = 50
REMEMBERED = "register_columns"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True)
class Filter:
    """One link that narrows the list: how many it would give, and whether it is chosen."""

    label: str
    url: str
    count: int
    is_chosen: bool


@page(Audience.STAFF, Permission.SEE_REGISTER)
@require_GET
def register(request: ViewerRequest) -> HttpResponse:
    """Everyone homeless on a day in the municipality's responsibility."""
    today = timezone.localdate()
    form, rule = AskRegister(request.GET, today=today), rule_on("inactive_after", today)
    choice = form.choice
    everyone = everybody(choice, viewer=request.viewer, inactive_after=datetime.timedelta(days=int(rule.value)))
    hits = selected(everyone, choice, me=request.viewer.user_id)
    listed = [entry for entry in hits if not entry.is_protected]
    shown = Paginator(listed, A_PAGE).get_page(request.GET.get("side"))
    record_listing("staff.register", by=request.viewer, at=timezone.now(), number=len(shown))
    context = {
        "form": form,
        "choice": choice,
        "page": shown,
        "rows": [Row(entry) for entry in shown],
        "listed": len(listed),
        "protected": len(hits) - len(listed),
        "active": sum(entry.is_active for entry in everyone),
        "inactive": sum(not entry.is_active for entry in everyone),
        "filters": _filters(request, everyone, choice),
        "columns": _columns(request, form),
        "rule": rule,
        "is_today": choice.on == today and choice.known_on is None,
        "may_export": request.viewer.may(Permission.EXPORT_REGISTER),
        "query": request.GET.urlencode(),
    }
    return render(request, "staff/register.html", context)


@dataclass(frozen=True)
class Row:
    """An entry with its words."""

    entry: Entry

    @property
    def kind(self) -> str:
        return str(SHORT[self.entry.kind])

    @property
    def remarks(self) -> list[str]:
        return remarks(self.entry)


def _columns(request: HttpRequest, form: AskRegister) -> tuple[str, ...]:
    """The columns in the address, else those chosen last since signing in, else the usual ones."""
    if form.columns:
        request.session[REMEMBERED] = list(form.columns)
    remembered = request.session.get(REMEMBERED, USUAL_COLUMNS)
    return form.columns or tuple(name for name in COLUMNS if name in remembered)


def _filters(request: ViewerRequest, everyone: Sequence[Entry], choice: Choice) -> list[tuple[str, list[Filter]]]:
    colleagues = {str(e.coordinator_id): e.coordinator for e in everyone if e.coordinator_id and e.coordinator}
    colleagues.pop(str(request.viewer.user_id), None)
    by_name = sorted(colleagues.items(), key=lambda one: one[1])
    groups: list[tuple[str, str, str, list[tuple[str, str]]]] = [
        (_("Hvem"), "hvem", "who", [(ACTIVE, _("Aktive")), (INACTIVE, _("Inaktive")), (ALL, _("Alle"))]),
        (
            _("Koordinator"),
            "koordinator",
            "coordinator",
            [("", _("Alle")), (MINE, _("Mine")), (NOBODYS, _("Ingen")), *by_name],
        ),
        (_("Hvor længe"), "tid", "length", [("", _("Alle")), (NEW, _("Nye denne måned")), (LONG, _("Over et år"))]),
        (_("Sover nu"), "situation", "situation", [("", _("Alle")), *_kinds()]),
    ]
    listed = [entry for entry in everyone if not entry.is_protected]
    return [(title, _links(request, listed, choice, name, field, values)) for title, name, field, values in groups]


def _kinds() -> list[tuple[str, str]]:
    return [(str(kind), str(label)) for kind, label in SHORT.items()]


def _links(
    request: ViewerRequest,
    listed: Sequence[Entry],
    choice: Choice,
    name: str,
    field: str,
    values: Iterable[tuple[str, str]],
) -> list[Filter]:
    labels = dict(values)
    counts = counted(listed, choice, field, labels, me=request.viewer.user_id)
    chosen = getattr(choice, field)
    return [
        Filter(label, _address(request, name, value), counts[value], value == chosen)
        for value, label in labels.items()
        if counts[value] or value == chosen or not value or field == "who"
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
    now = timezone.now()
    today = timezone.localdate()
    asked, rule = AskRegister(request.GET, today=today), rule_on("inactive_after", today)
    choice = asked.choice
    everyone = everybody(choice, viewer=request.viewer, inactive_after=datetime.timedelta(days=int(rule.value)))
    hits = selected(everyone, choice, me=request.viewer.user_id)
    listed = [entry for entry in hits if not entry.is_protected]
    form = ExportRegister(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = export(
            entries=listed,
            columns=[(name, str(COLUMN_NAMES[name])) for name in _columns(request, asked)],
            filters=filters_in_words(choice),
            left_out=len(hits) - len(listed),
            why=form.cleaned_data["why"],
            by=request.viewer,
            at=now,
        )
        name = f"navneliste-{choice.on.isoformat()}.xlsx"
        return HttpResponse(made, content_type=XLSX, headers={"Content-Disposition": f'attachment; filename="{name}"'})
    context = {
        "form": form,
        "listed": len(listed),
        "protected": len(hits) - len(listed),
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
