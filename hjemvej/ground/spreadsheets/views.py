"""Which pages are there for spreadsheets? Upload, columns, dry run, done; and the rows that did not come in."""

import uuid
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from hjemvej.platform.access.pages import Audience, ViewerRequest, page
from hjemvej.platform.access.roles import Permission

from . import access, actions, queries
from .forms import ChooseColumns, UploadFile
from .rules.cells import mask_numbers
from .rules.columns import Header, find_header, guess
from .rules.files import FileNotUnderstood, Sheet
from .rules.records import FATE_OF_ROW, FATES, Fate, Plan, Planned

if TYPE_CHECKING:
    import datetime

    from .models import Upload

ROWS_A_PAGE = 50
SAMPLES = 3
KINDS = {Fate.NEW: "ok", Fate.CHANGED: "info", Fate.DOUBT: "soon", Fate.WRONG: "late"}
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@page(Audience.STAFF, Permission.IMPORT_PEOPLE)
@require_http_methods(["GET", "POST"])
def imports(request: ViewerRequest) -> HttpResponse:
    """Upload a file; those of the last day stand below."""
    at = timezone.now()
    form = UploadFile(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            upload = actions.upload_file(
                content=file.read(), filename=file.name, listed_on=timezone.localdate(at), by=request.viewer, at=at
            )
            return redirect("spreadsheets:choose_columns", upload.pk)
        except FileNotUnderstood as problem:
            form.add_error("file", str(problem))
    recent = queries.uploads(viewer=request.viewer).filter(expires_at__gt=at)[:10]
    context = {"form": form, "uploads": recent}
    return render(request, "spreadsheets/imports.html", context, status=422 if form.errors else 200)


@page(Audience.STAFF, Permission.IMPORT_PEOPLE)
@require_http_methods(["GET", "POST"])
def choose_columns(request: ViewerRequest, upload_id: uuid.UUID) -> HttpResponse:
    """What is each column? Guessed, or remembered from last time."""
    at = timezone.now()
    upload = _open(request, upload_id, at)
    sheets = actions.sheets_of(upload)
    number = _sheet_number(request, upload, len(sheets))
    header, rows = _header_and_rows(sheets[number])
    remembered = queries.remembered_columns(header, viewer=request.viewer)
    form = ChooseColumns(
        request.POST or None,
        cells=header.cells,
        guessed=remembered or guess(header, rows),
        initial={"listed_on": upload.listed_on},
    )
    if request.method == "POST" and form.is_valid():
        actions.choose_columns(
            upload=upload, header=header, fields=form.chosen, sheet=number,
            listed_on=form.cleaned_data["listed_on"], by=request.viewer, at=at,
        )  # fmt: skip
        return redirect("spreadsheets:dry_run", upload.pk)
    samples = [
        [mask_numbers(row[column]) for row in rows if row[column]][:SAMPLES] for column in range(len(header.cells))
    ]
    context = {
        "upload": upload,
        "form": form,
        "sheets": list(enumerate(sheets)),
        "number": number,
        "columns": [(form[f"column_{place}"], seen) for place, seen in enumerate(samples)],
        "row_count": len(rows),
        "header_row": header.row + 1,
        "is_remembered": remembered is not None,
    }
    return render(request, "spreadsheets/choose_columns.html", context, status=422 if form.errors else 200)


@page(Audience.STAFF, Permission.IMPORT_PEOPLE)
@require_http_methods(["GET", "POST"])
def dry_run(request: ViewerRequest, upload_id: uuid.UUID) -> HttpResponse:
    """Every row's fate, before anything happens; then the import itself."""
    at = timezone.now()
    upload = _open(request, upload_id, at)
    told, others = _told(request, upload, at)
    if told is None:
        return redirect("spreadsheets:choose_columns", upload.pk)
    if request.method == "POST":
        try:
            actions.import_rows(**told, at=at, upload=upload)
            if others:
                messages.warning(request, _others_left(others))
            return redirect("spreadsheets:done", upload.pk)
        except actions.ImportMeanwhileChanged as problem:
            messages.error(request, str(problem))
    plan = actions.make_plan(**told)
    context = {"upload": upload, "others": others, "sheet": told["sheet"], **_shown(request, plan)}
    return render(request, "spreadsheets/dry_run.html", context)


@page(Audience.STAFF, Permission.IMPORT_PEOPLE)
@require_GET
def done(request: ViewerRequest, upload_id: uuid.UUID) -> HttpResponse:
    """What came in, and what did not."""
    upload = access.open_upload(request.viewer, upload_id, at=timezone.now())
    if upload.imported_at is None:
        return redirect("spreadsheets:dry_run", upload.pk)
    counts = [(label, upload.counts.get(fate.value, 0), KINDS.get(fate, "neutral")) for fate, label in FATES.items()]
    left = upload.counts.get(Fate.DOUBT.value, 0) + upload.counts.get(Fate.WRONG.value, 0)
    context = {"upload": upload, "counts": counts, "left": left, "total": sum(upload.counts.values())}
    return render(request, "spreadsheets/done.html", context)


@page(Audience.STAFF, Permission.IMPORT_PEOPLE)
@require_GET
def leftover(request: ViewerRequest, upload_id: uuid.UUID) -> HttpResponse:
    """The doubtful and wrong rows as a workbook, before or after the import."""
    at = timezone.now()
    upload = access.open_upload(request.viewer, upload_id, at=at)
    told = _told(request, upload, at)[0] if upload.imported_at is None and upload.content else None
    content = actions.hand_out_leftover(upload=upload, told=told, by=request.viewer, at=at)
    if not content:
        raise Http404
    answer = HttpResponse(content, content_type=XLSX)
    answer["Content-Disposition"] = 'attachment; filename="skal-ses-efter.xlsx"'
    return answer


def _open(request: ViewerRequest, upload_id: uuid.UUID, at: "datetime.datetime") -> "Upload":
    """An upload that still holds its file."""
    upload = access.open_upload(request.viewer, upload_id, at=at)
    if upload.imported_at or not upload.content:
        raise Http404
    return upload


def _header_and_rows(sheet: Sheet) -> tuple[Header, tuple[tuple[str, ...], ...]]:
    header = find_header(sheet)
    return header, sheet.rows[header.row + 1 :]


def _sheet_number(request: ViewerRequest, upload: "Upload", sheets: int) -> int:
    typed = request.GET.get("ark", str(upload.sheet))
    return int(typed) if typed in {str(number) for number in range(sheets)} else 0


def _others_left(others: list[Sheet]) -> str:
    said = {"names": ", ".join(sheet.name for sheet in others)}
    return _("Filen har flere ark, som ikke er læst: %(names)s. Send filen igen for at tage dem med.") % said


def _told(
    request: ViewerRequest, upload: "Upload", at: "datetime.datetime"
) -> tuple[dict[str, Any] | None, list[Sheet]]:
    """What the plan is made from, nothing until the columns are chosen; and the sheets that are left out."""
    sheets = actions.sheets_of(upload)
    sheet = sheets.pop(upload.sheet if upload.sheet < len(sheets) else 0)
    header, _rows = _header_and_rows(sheet)
    fields = queries.remembered_columns(header, viewer=request.viewer)
    if fields is None:
        return None, sheets
    told = {
        "sheet": sheet,
        "header": header,
        "fields": fields,
        "listed_on": upload.listed_on,
        "by": request.viewer,
        "on": timezone.localdate(at),
    }
    return told, sheets


def _shown(request: ViewerRequest, plan: Plan) -> dict[str, Any]:
    """The rows of one fate or all, fifty at a time; those a human should look at come first."""
    chosen = request.GET.get("vis", "")
    fate = Fate(chosen) if chosen in set(Fate) else None
    order = [Fate.WRONG, Fate.DOUBT, Fate.NEW, Fate.CHANGED, Fate.KNOWN, Fate.SKIPPED]
    rows = plan.of(fate) if fate else sorted(plan.rows, key=lambda row: order.index(row.fate))
    counts = plan.counts
    return {
        "stats": [(one, label, counts[one], KINDS.get(one, "neutral")) for one, label in FATES.items()],
        "page": Paginator([_row(row) for row in rows], ROWS_A_PAGE).get_page(request.GET.get("side")),
        "fate": fate,
        "total": len(plan.rows),
        "coming": counts[Fate.NEW] + counts[Fate.CHANGED],
        "left": counts[Fate.DOUBT] + counts[Fate.WRONG],
    }


def _row(row: Planned) -> dict[str, Any]:
    kind = KINDS.get(row.fate, "neutral")
    first = next((cell for cell in row.cells if cell), _("(tom)"))
    name = row.name or mask_numbers(first)[:40]
    return {"number": row.number, "name": name, "fate": FATE_OF_ROW[row.fate], "kind": kind, "reasons": row.reasons}
