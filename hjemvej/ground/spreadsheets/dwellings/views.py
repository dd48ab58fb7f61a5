"""Which pages take a landlord's list of dwellings? The file, its columns, each row's fate, and what came in."""

import uuid
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from hjemvej.ground.homes.queries import landlords
from hjemvej.ground.spreadsheets import access
from hjemvej.ground.spreadsheets import actions as files
from hjemvej.ground.spreadsheets import queries as queries_of_files
from hjemvej.ground.spreadsheets.forms import answers_of
from hjemvej.ground.spreadsheets.importing.actions.answering import answer_rows
from hjemvej.ground.spreadsheets.importing.actions.running import MOST_AT_ONCE, begin_import
from hjemvej.ground.spreadsheets.importing.views import XLSX, how_far, others_left
from hjemvej.ground.spreadsheets.rules import seen
from hjemvej.ground.spreadsheets.rules.cells import mask_numbers
from hjemvej.ground.spreadsheets.rules.columns import find_header
from hjemvej.ground.spreadsheets.views import columns_shown, sheet_number
from hjemvej.platform.access.pages import Audience, ViewerRequest, page
from hjemvej.platform.access.roles import Permission
from hjemvej.platform.ui.form_pages import carry_out, form_page, press

from . import queries
from .actions import importing, planning, withdrawing
from .forms import ChooseDwellingColumns, UploadDwellings, read_answer
from .rules.choices import choices
from .rules.columns import OF_DWELLINGS, Field, column_named, guess
from .rules.records import FATE_OF_ROW, FATES, WRITES, Fate, Plan, Planned
from .rules.words import what_it_did

if TYPE_CHECKING:
    import datetime

    from hjemvej.ground.spreadsheets.models import Upload

ROWS_A_PAGE = 50
KINDS = {
    Fate.NEW_VACANT: "ok", Fate.VACANT: "ok", Fate.NEW: "ok", Fate.CHANGED: "info", Fate.DIFFERS: "soon",
    Fate.DOUBT: "soon", Fate.WRONG: "late",
}  # fmt: skip
PAGES = ("spreadsheets:dwellings_dry_run", "spreadsheets:dwellings_running", "spreadsheets:dwellings_done")
DRY_RUN, RUNNING, DONE = PAGES
COLUMNS = "spreadsheets:choose_dwelling_columns"


@page(Audience.STAFF, Permission.EDIT_HOMES)
@require_http_methods(["GET", "POST"])
def upload_dwellings(request: ViewerRequest) -> HttpResponse:
    """Upload a landlord's list; those of the last day stand below."""
    at, whose = timezone.now(), landlords()
    form = UploadDwellings(request.POST or None, request.FILES or None, landlords=whose)

    def keep() -> "Upload":
        file, landlord_id = form.cleaned_data["file"], uuid.UUID(form.cleaned_data["landlord_id"])
        return files.upload_file(
            content=file.read(), filename=file.name or "", listed_on=timezone.localdate(at), landlord_id=landlord_id,
            by=request.viewer, at=at,
        )  # fmt: skip

    if kept := carry_out(form, keep):
        if files.is_text_named_workbook(kept.value):
            messages.warning(request, _("Filen hedder som en Excel-fil, men er en tekstfil. Den er læst som tekst."))
        return redirect(COLUMNS, kept.value.pk)
    recent = queries_of_files.open_uploads(at, viewer=request.viewer, of_dwellings=True)[:10]
    waiting = sum(one.imported_at is None for one in recent)
    context = {"uploads": recent, "waiting": waiting, "has_landlords": bool(whose)}
    return form_page(request, "spreadsheets/upload_dwellings.html", form, **context)


@page(Audience.STAFF, Permission.EDIT_HOMES)
@require_http_methods(["GET", "POST"])
def choose_dwelling_columns(request: ViewerRequest, dwelling_list_id: uuid.UUID) -> HttpResponse:
    """What is each column? Guessed, or remembered from last time."""
    at = timezone.now()
    upload = access.open_file(request.viewer, dwelling_list_id, at=at, of_dwellings=True)
    if where := _elsewhere(upload):
        return redirect(where, upload.pk)
    sheets = files.sheets_of(upload)
    number = sheet_number(request, upload, len(sheets))
    header = find_header(sheets[number], OF_DWELLINGS)
    remembered = queries_of_files.remembered_columns(header, viewer=request.viewer, named=column_named)
    fields = remembered or guess(header, sheets[number].rows[header.row + 1 :])
    form = ChooseDwellingColumns(
        request.POST or None, cells=header.cells, guessed=fields,
        initial={"listed_on": upload.listed_on, "dwelling_form": upload.dwelling_form},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        files.choose_columns(
            upload=upload, header=header, fields=form.chosen, sheet=number, listed_on=form.cleaned_data["listed_on"],
            dwelling_form=form.cleaned_data["dwelling_form"], by=request.viewer, at=at,
        )  # fmt: skip
        return redirect(DRY_RUN, upload.pk)
    shown = columns_shown(form, sheets, number, header, fields)
    tenants = {place for place, field in enumerate(fields) if field == Field.TENANT}
    shown["columns"] = [
        (field, [] if place in tenants else samples) for place, (field, samples) in enumerate(shown["columns"])
    ]
    context = {"upload": upload, "is_remembered": remembered is not None, "has_tenants": bool(tenants), **shown}
    return form_page(request, "spreadsheets/choose_dwelling_columns.html", form, **context)


@page(Audience.STAFF, Permission.EDIT_HOMES)
@require_http_methods(["GET", "POST"])
def dwellings_dry_run(request: ViewerRequest, dwelling_list_id: uuid.UUID) -> HttpResponse:
    """Every row's fate, before anything happens; then the import itself."""
    at = timezone.now()
    upload = access.open_file(request.viewer, dwelling_list_id, at=at, of_dwellings=True)
    if where := _elsewhere(upload):
        return redirect(where, upload.pk)
    answers = answers_of(request.POST, upload.answers, read_answer)  # none of a page that is only looked at
    answered = press(request, lambda: answer_rows(upload=upload, answers=answers, by=request.viewer, at=at))
    source, others = planning.source_of(upload, by=request.viewer, at=at)
    if source is None:
        return redirect(COLUMNS, upload.pk)
    if request.method == "POST":
        if not {"gem", "fortryd_alle"}.isdisjoint(request.POST):
            return redirect(request.get_full_path())
        if answered and (where := _bring_in(request, upload, source, at)):
            if others:
                messages.warning(request, others_left(others))
            return redirect(where, upload.pk)
    told = seen.sentences(source["sheet"], source["header"], source["fields"])
    context = {"upload": upload, "others": others, "sheet": source["sheet"], "told": told}
    shown = _shown(request, planning.make_plan(**source))
    return render(request, "spreadsheets/dwellings_dry_run.html", {**context, **shown})


@page(Audience.STAFF, Permission.EDIT_HOMES)
@require_http_methods(["GET", "POST"])
def dwellings_running(request: ViewerRequest, dwelling_list_id: uuid.UUID) -> HttpResponse:
    """How far is a long import? The page asks for itself again, until it is over."""
    at = timezone.now()
    return how_far(request, access.open_upload(request.viewer, dwelling_list_id, at=at, of_dwellings=True), at, PAGES)


@page(Audience.STAFF, Permission.EDIT_HOMES)
@require_http_methods(["GET", "POST"])
def dwellings_done(request: ViewerRequest, dwelling_list_id: uuid.UUID) -> HttpResponse:
    """Show what came in, what did not, and which dwellings; and withdraw it."""
    at = timezone.now()
    upload = access.open_upload(request.viewer, dwelling_list_id, at=at, of_dwellings=True)
    if upload.imported_at is None:
        return redirect(DRY_RUN, upload.pk)
    if request.method == "POST":
        press(request, lambda: withdrawing.withdraw_dwellings(upload=upload, by=request.viewer, at=at))
        return redirect(DONE, upload.pk)
    counts = [(label, upload.counts.get(fate.value, 0), KINDS.get(fate, "neutral")) for fate, label in FATES.items()]
    rows = [(home, what_it_did(what)) for home, what in queries.touched(upload, viewer=request.viewer)]
    numbers = {name: upload.counts.get(name, 0) for name in ("left", "unread", "withdrawn", "standing")}
    context = {
        "upload": upload, "counts": counts, "total": sum(count for _label, count, _kind in counts), **numbers,
        "vacant": upload.counts.get(Fate.NEW_VACANT, 0) + upload.counts.get(Fate.VACANT, 0),
        "touched": Paginator(rows, ROWS_A_PAGE).get_page(request.GET.get("side")),
    }  # fmt: skip
    return render(request, "spreadsheets/dwellings_done.html", context)


@page(Audience.STAFF, Permission.EDIT_HOMES)
@require_GET
def dwellings_leftover(request: ViewerRequest, dwelling_list_id: uuid.UUID) -> HttpResponse:
    """The rows that do not come in as a workbook, before or after the import."""
    at = timezone.now()
    upload = access.open_upload(request.viewer, dwelling_list_id, at=at, of_dwellings=True)
    waits = upload.imported_at is None and upload.content
    source = planning.source_of(upload, by=request.viewer, at=at)[0] if waits else None
    left = importing.hand_out_leftover(upload=upload, source=source, by=request.viewer, at=at)
    if not left:
        raise Http404
    answer = HttpResponse(left, content_type=XLSX)
    answer["Content-Disposition"] = 'attachment; filename="boliger-der-skal-ses-efter.xlsx"'
    return answer


def _elsewhere(upload: "Upload") -> str:
    """The page that a file is on by now: imported on another page, or the arrow back led here."""
    return DONE if upload.imported_at else RUNNING if upload.status == upload.Status.RUNNING else ""


def _bring_in(request: ViewerRequest, upload: "Upload", source: dict[str, Any], at: "datetime.datetime") -> str:
    """Import a short list at once, and let the worker import a long one; return the page that tells of it."""
    row_count = len(source["sheet"].rows) - (source["header"].row >= 0)
    if row_count > MOST_AT_ONCE:
        begin_import(upload=upload, row_count=row_count, by=request.viewer, at=at)
        return RUNNING
    press(request, lambda: importing.import_dwellings(**source, upload=upload))
    upload.refresh_from_db(fields=["imported_at"])  # or another page was quicker
    return DONE if upload.imported_at else ""


def _shown(request: ViewerRequest, plan: Plan) -> dict[str, Any]:
    """The rows of one fate or all, fifty at a time; those a human should look at come first."""
    chosen = request.GET.get("vis", "")
    fate, order = Fate(chosen) if chosen in set(Fate) else None, list(FATES)
    rows = plan.of(fate) if fate else sorted(plan.rows, key=lambda row: order.index(row.fate))
    counts = plan.counts
    page = Paginator([_row(row) for row in rows], ROWS_A_PAGE).get_page(request.GET.get("side"))
    return {
        "stats": [(one, label, counts[one], KINDS.get(one, "neutral")) for one, label in FATES.items()],
        "page": page, "fate": fate, "total": len(plan.rows), "coming": sum(counts[one] for one in WRITES),
        "page_asks": any(row["choices"] or row["differs"] or row["answered"] for row in page),
        "left": counts[Fate.DOUBT] + counts[Fate.WRONG], "unread": sum(len(row.unread) for row in plan.rows),
    }  # fmt: skip


def _row(row: Planned) -> dict[str, Any]:
    first = next((cell for cell in row.cells if cell), _("(tom)"))
    return {
        "number": row.number, "name": row.name or mask_numbers(first)[:40], "fate": FATE_OF_ROW[row.fate],
        "kind": KINDS.get(row.fate, "neutral"), "reasons": row.reasons, "unread": row.unread, "read": row.read,
        "choices": choices(row), "differs": row.differs, "answered": row.is_answered,
    }  # fmt: skip
