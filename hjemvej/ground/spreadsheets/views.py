"""Which pages take a spreadsheet? The viewer uploads a file and chooses its columns."""

import uuid
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hjemvej.platform.access.pages import Audience, ViewerRequest, page
from hjemvej.platform.access.roles import Permission
from hjemvej.platform.ui.form_pages import carry_out, form_page

from . import access, actions, queries
from .forms import ChooseColumns, UploadFile
from .rules import seen
from .rules.cells import mask_numbers
from .rules.columns import find_header, guess

if TYPE_CHECKING:
    import datetime
    from collections.abc import Sequence

    from django.core.files.uploadedfile import UploadedFile
    from django.forms import Form

    from hjemvej.platform.access.viewer import Viewer

    from .models import Upload
    from .reading.rules.files import Sheet
    from .rules.columns import Header

SAMPLES = 3


@page(Audience.STAFF, Permission.IMPORT_PEOPLE)
@require_http_methods(["GET", "POST"])
def imports(request: ViewerRequest) -> HttpResponse:
    """Upload a file; those of the last day stand below."""
    at = timezone.now()
    form = UploadFile(request.POST or None, request.FILES or None)
    kept = carry_out(form, lambda: _keep(form.cleaned_data["file"], by=request.viewer, at=at))
    if kept:
        if actions.is_text_named_workbook(kept.value):
            messages.warning(request, _("Filen hedder som en Excel-fil, men er en tekstfil. Den er læst som tekst."))
        return redirect("spreadsheets:choose_columns", kept.value.pk)
    recent = queries.open_uploads(at, viewer=request.viewer)[:10]
    waiting = sum(one.imported_at is None for one in recent)
    has_homes = request.viewer.may(Permission.EDIT_HOMES)
    return form_page(
        request, "spreadsheets/imports.html", form, uploads=recent, waiting=waiting, may_edit_homes=has_homes
    )


def _keep(file: "UploadedFile[Any]", *, by: "Viewer", at: "datetime.datetime") -> "Upload":
    listed_on = timezone.localdate(at)
    return actions.upload_file(content=file.read(), filename=file.name or "", listed_on=listed_on, by=by, at=at)


@page(Audience.STAFF, Permission.IMPORT_PEOPLE)
@require_http_methods(["GET", "POST"])
def choose_columns(request: ViewerRequest, upload_id: uuid.UUID) -> HttpResponse:
    """What is each column? Guessed, or remembered from last time."""
    at = timezone.now()
    upload = access.open_file(request.viewer, upload_id, at=at)
    if upload.imported_at:  # on another page, or the arrow back leads here
        return redirect("spreadsheets:done", upload.pk)
    if upload.status == upload.Status.RUNNING:
        return redirect("spreadsheets:running", upload.pk)
    sheets = actions.sheets_of(upload)
    number = sheet_number(request, upload, len(sheets))
    header = find_header(sheets[number])
    rows = sheets[number].rows[header.row + 1 :]
    remembered = queries.remembered_columns(header, viewer=request.viewer)
    form = ChooseColumns(
        request.POST or None,
        cells=header.cells,
        guessed=remembered or guess(header, rows),
        initial={"listed_on": upload.listed_on, "is_own": upload.is_own},
    )
    if request.method == "POST" and form.is_valid():
        actions.choose_columns(
            upload=upload, header=header, fields=form.chosen, sheet=number,
            listed_on=form.cleaned_data["listed_on"], is_own=form.cleaned_data["is_own"], by=request.viewer, at=at,
        )  # fmt: skip
        return redirect("spreadsheets:dry_run", upload.pk)
    context = {
        "upload": upload,
        "is_remembered": remembered is not None,
        **columns_shown(form, sheets, number, header, remembered or guess(header, rows)),
    }
    return form_page(request, "spreadsheets/choose_columns.html", form, **context)


def columns_shown(
    form: "Form", sheets: "list[Sheet]", number: int, header: "Header", fields: "Sequence[str | None]"
) -> dict[str, Any]:
    """Each column with what stands in it, and what must be told of the sheet."""
    rows = sheets[number].rows[header.row + 1 :]
    samples = [
        [mask_numbers(row[column]) for row in rows if row[column]][:SAMPLES] for column in range(len(header.cells))
    ]
    return {
        "sheets": list(enumerate(sheets)),
        "number": number,
        "columns": [(form[f"column_{place}"], seen) for place, seen in enumerate(samples)],
        "row_count": len(rows),
        "header_row": header.row + 1,
        "told": seen.sentences(sheets[number], header, fields),
    }


def sheet_number(request: ViewerRequest, upload: "Upload", sheets: int) -> int:
    typed = request.GET.get("ark", str(upload.sheet))
    return int(typed) if typed in {str(number) for number in range(sheets)} else 0
