"""Which pages show the register? The list itself, and the list as a spreadsheet."""

from django.contrib.sessions.backends.base import SessionBase
from django.core.paginator import Page, Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from hjemvej.platform.access.pages import Audience, ViewerRequest, page
from hjemvej.platform.access.roles import Permission
from hjemvej.platform.rooms import register_filters
from hjemvej.platform.ui.form_pages import form_page
from hjemvej.portals.staff.actions import register as actions
from hjemvej.portals.staff.forms.register import AskRegister, ExportRegister, column_names
from hjemvej.portals.staff.queries.register import count_register, read_register
from hjemvej.portals.staff.rules.register import (
    ORDERS,
    USUAL_COLUMNS,
    USUAL_ORDER,
    Entry,
    filters_in_words,
)

from .register_cells import cells
from .register_links import FILTER_NAMES, Address, day_links, filter_links

A_PAGE = 50
EVERYBODY = "alle"  # all on one page, to be printed
REMEMBERED = "register_columns"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@page(Audience.STAFF, Permission.SEE_REGISTER, lists_citizens=True)
@require_GET
def register(request: ViewerRequest) -> HttpResponse:
    """List all people homeless on a day in the municipality's responsibility."""
    now, today = timezone.now(), timezone.localdate()
    form = AskRegister(request.GET, today=today)
    choice, viewer = form.choice, request.viewer
    listing = read_register(choice, viewer=viewer)
    shown = _page(listing.entries, request.GET.get("side"))
    columns = _columns(form.columns, request.session)
    entries = listing.name(shown, columns)
    address = Address(request.GET)
    context = {
        "form": form,
        "choice": choice,
        "page": shown,
        "rows": [(entry, cells(entry, columns, now)) for entry in entries],
        "heads": [(name, str(column_names()[name]), name in ORDERS, name == USUAL_ORDER) for name in columns],
        "columns": columns,
        "kept": [*FILTER_NAMES, "orden", *(each.name for each in register_filters())],
        "protected": listing.protected,
        "active": listing.active,
        "inactive": listing.inactive,
        "filters": filter_links(listing, address),
        "days": day_links(choice.on, today, address),
        "in_words": filters_in_words(choice),
        "rule": listing.rule,
        "asks_more": bool(form.errors or choice.known_on),
        "is_today": choice.on == today and choice.known_on is None,
        "may_export": viewer.may(Permission.EXPORT_REGISTER),
        "may_import": viewer.may(Permission.IMPORT_PEOPLE),
        "query": request.GET.urlencode(),
    }
    return render(request, "staff/register.html", context)


@page(Audience.STAFF, Permission.EXPORT_REGISTER, lists_citizens=True)
@require_http_methods(["GET", "POST"])
def export_register(request: ViewerRequest) -> HttpResponse:
    """Export the list of the address as a spreadsheet, once the viewer has written why."""
    now, today = timezone.now(), timezone.localdate()
    address = AskRegister(request.GET, today=today)
    choice = address.choice
    form = ExportRegister(request.POST or None)
    if form.is_valid():
        listing = read_register(choice, viewer=request.viewer, with_counts=False)
        columns = _columns(address.columns, request.session)
        extract = actions.Extract(
            entries=listing.name(listing.entries, columns),
            columns=[(name, str(column_names()[name])) for name in columns],
            filters=filters_in_words(choice),
            left_out=listing.protected,
            why=form.cleaned_data["why"],
        )
        made = actions.export_register(extract=extract, by=request.viewer, at=now)
        name = f"navneliste-{choice.on.isoformat()}.xlsx"
        return HttpResponse(made, content_type=XLSX, headers={"Content-Disposition": f'attachment; filename="{name}"'})
    listed, protected = count_register(choice, viewer=request.viewer)
    context = {
        "listed": listed,
        "protected": protected,
        "filters": filters_in_words(choice),
        "query": request.GET.urlencode(),
    }
    return form_page(request, "staff/register_export.html", form, **context)


def _page(entries: list[Entry], side: str | None) -> Page[Entry]:
    a_page = max(1, len(entries)) if side == EVERYBODY else A_PAGE
    return Paginator(entries, a_page).get_page(side)


def _columns(in_address: tuple[str, ...], session: SessionBase) -> tuple[str, ...]:
    """The columns in the address, else those chosen last since signing in, else the usual ones."""
    if in_address:
        session[REMEMBERED] = list(in_address)
        return in_address
    remembered = session.get(REMEMBERED, USUAL_COLUMNS)
    return tuple(name for name in column_names() if name in remembered)
