"""Which pages show the rows? What would happen with each, which were imported, and which were not."""

import uuid
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from hjemvej.ground.spreadsheets import access
from hjemvej.ground.spreadsheets.forms import answers_of
from hjemvej.ground.spreadsheets.importing import queries as queries_of_rows
from hjemvej.ground.spreadsheets.importing.actions import answering, importing, planning, withdrawing
from hjemvej.ground.spreadsheets.importing.actions.running import MOST_AT_ONCE, begin_import
from hjemvej.ground.spreadsheets.importing.forms import read_answer
from hjemvej.ground.spreadsheets.importing.rules.alike import alike
from hjemvej.ground.spreadsheets.importing.rules.choices import choices
from hjemvej.ground.spreadsheets.importing.rules.read import what_it_did, what_was_read
from hjemvej.ground.spreadsheets.importing.rules.records import FATE_OF_ROW, FATES, Fate, Plan, Planned, TooMuchAlike
from hjemvej.ground.spreadsheets.reading.rules.files import Sheet
from hjemvej.ground.spreadsheets.rules import seen
from hjemvej.ground.spreadsheets.rules.cells import mask_numbers
from hjemvej.ground.spreadsheets.rules.columns import label_of
from hjemvej.platform.access.pages import Audience, ViewerRequest, page
from hjemvej.platform.access.roles import Permission
from hjemvej.platform.ui.form_pages import press

if TYPE_CHECKING:
    import datetime

    from hjemvej.ground.spreadsheets.models import Upload


ROWS_A_PAGE = 50
KINDS = {Fate.NEW: "ok", Fate.CHANGED: "info", Fate.DOUBT: "soon", Fate.WRONG: "late"}
SOON = timedelta(minutes=1)  # the worker may have another job in hand
ASKED_AGAIN = 4  # seconds
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@page(Audience.STAFF, Permission.IMPORT_PEOPLE)
@require_http_methods(["GET", "POST"])
def dry_run(request: ViewerRequest, upload_id: uuid.UUID) -> HttpResponse:
    """Every row's fate, before anything happens; then the import itself."""
    at = timezone.now()
    upload = access.open_file(request.viewer, upload_id, at=at)
    if upload.imported_at:  # on another page, or the arrow back leads here
        return redirect("spreadsheets:done", upload.pk)
    if upload.status == upload.Status.RUNNING:
        return redirect("spreadsheets:running", upload.pk)
    answers = answers_of(request.POST, upload.answers, read_answer)  # none of a page that is only looked at
    answered = press(request, lambda: answering.answer_rows(upload=upload, answers=answers, by=request.viewer, at=at))
    source, others = planning.source_of(upload, by=request.viewer, at=at)
    if source is None:
        return redirect("spreadsheets:choose_columns", upload.pk)
    if request.method == "POST":
        if answered and "alle" in request.POST:
            press(request, lambda: answering.answer_all(source, sent=request.POST["alle"], upload=upload))
        if not {"gem", "alle", "fortryd_alle"}.isdisjoint(request.POST):
            return redirect(request.get_full_path())
        where = _bring_in(request, upload, source, at) if answered else ""
        if where:
            if others:
                messages.warning(request, others_left(others))
            return redirect(where, upload.pk)
    try:
        plan = planning.make_plan(**source)
    except TooMuchAlike as refusal:
        messages.error(request, str(refusal))
        return redirect("spreadsheets:choose_columns", upload.pk)
    told = seen.sentences(source["sheet"], source["header"], source["fields"])
    context = {
        "upload": upload,
        "others": others,
        "sheet": source["sheet"],
        "told": told,
        **_shown(request, plan, timezone.localdate(at)),
    }
    return render(request, "spreadsheets/dry_run.html", context)


def _bring_in(request: ViewerRequest, upload: "Upload", source: dict[str, Any], at: "datetime.datetime") -> str:
    """Import a short list at once, and let the worker import a long one; return the page that tells of it."""
    row_count = len(source["sheet"].rows) - (source["header"].row >= 0)
    if row_count > MOST_AT_ONCE:
        begin_import(upload=upload, row_count=row_count, by=request.viewer, at=at)
        return "spreadsheets:running"
    press(request, lambda: importing.import_rows(**source, upload=upload))
    upload.refresh_from_db(fields=["imported_at"])  # or another page was quicker
    return "spreadsheets:done" if upload.imported_at else ""


@page(Audience.STAFF, Permission.IMPORT_PEOPLE)
@require_http_methods(["GET", "POST"])
def running(request: ViewerRequest, upload_id: uuid.UUID) -> HttpResponse:
    """How far is a long import? The page asks for itself again, until it is over."""
    at = timezone.now()
    upload = access.open_upload(request.viewer, upload_id, at=at)
    return how_far(request, upload, at, ("spreadsheets:dry_run", "spreadsheets:running", "spreadsheets:done"))


def how_far(
    request: ViewerRequest, upload: "Upload", at: "datetime.datetime", pages: tuple[str, str, str]
) -> HttpResponse:
    """Show how far a long import is; `pages`: the dry run, this one, and what came in."""
    dry_run, running, done = pages
    if upload.imported_at:
        return redirect(done, upload.pk)
    if upload.status != upload.Status.RUNNING:
        return redirect(dry_run, upload.pk)
    if request.method == "POST":
        begin_import(upload=upload, row_count=upload.row_count, by=request.viewer, at=at)
        return redirect(running, upload.pk)
    is_running = queries_of_rows.is_being_imported(upload.pk, viewer=request.viewer)
    goes_on = is_running or at - (upload.begun_at or at) < SOON
    context = {"upload": upload, "is_running": is_running, "goes_on": goes_on}
    answer = render(request, "spreadsheets/running.html", context)
    if goes_on:
        answer["Refresh"] = str(ASKED_AGAIN)
    return answer


@page(Audience.STAFF, Permission.IMPORT_PEOPLE)
@require_http_methods(["GET", "POST"])
def done(request: ViewerRequest, upload_id: uuid.UUID) -> HttpResponse:
    """Show what came in, what did not, whom it made and changed; and withdraw it."""
    at = timezone.now()
    upload = access.open_upload(request.viewer, upload_id, at=at)
    if upload.imported_at is None:
        return redirect("spreadsheets:dry_run", upload.pk)
    if request.method == "POST":
        press(request, lambda: withdrawing.withdraw_import(upload=upload, by=request.viewer, at=at))
        return redirect("spreadsheets:done", upload.pk)
    counts = [(label, upload.counts.get(fate.value, 0), KINDS.get(fate, "neutral")) for fate, label in FATES.items()]
    left = upload.counts.get(Fate.DOUBT.value, 0) + upload.counts.get(Fate.WRONG.value, 0)
    context = {
        "upload": upload,
        "counts": counts,
        "left": left,
        "unread": upload.counts.get("unread", 0),
        "total": sum(count for _label, count, _kind in counts),
        "homeless": upload.counts.get("homeless", 0),
        "refused": [(label_of(key), *said) for key, said in upload.counts.get("refused", {}).items()],
        "withdrawn": upload.counts.get("withdrawn", 0),
        "standing": upload.counts.get("standing", 0),
        **_touched(request, upload),
    }
    return render(request, "spreadsheets/done.html", context)


@page(Audience.STAFF, Permission.IMPORT_PEOPLE)
@require_GET
def leftover(request: ViewerRequest, upload_id: uuid.UUID) -> HttpResponse:
    """The doubtful and wrong rows as a workbook, before or after the import."""
    at = timezone.now()
    upload = access.open_upload(request.viewer, upload_id, at=at)
    source = (
        planning.source_of(upload, by=request.viewer, at=at)[0]
        if upload.imported_at is None and upload.content
        else None
    )
    made = press(request, lambda: importing.hand_out_leftover(upload=upload, source=source, by=request.viewer, at=at))
    if made is None:
        return redirect("spreadsheets:choose_columns", upload.pk)
    if not made.value:
        raise Http404
    answer = HttpResponse(made.value, content_type=XLSX)
    answer["Content-Disposition"] = 'attachment; filename="skal-ses-efter.xlsx"'
    return answer


def _touched(request: ViewerRequest, upload: "Upload") -> dict[str, Any]:
    """Whom the import made and changed; once it is withdrawn, those of whom something had been written since."""
    found = queries_of_rows.touched(upload, viewer=request.viewer)
    if not found:
        return {"touched": None}
    gone = queries_of_rows.withdrawn_with(upload, viewer=request.viewer) if upload.undone_at else set()
    since = queries_of_rows.written_about_since(upload, [person.pk for person, _what in found], viewer=request.viewer)
    rows = [
        {"person": person, "what": what_it_did(what), "has_more": person.pk in since}
        for person, what in found
        if person.pk not in gone
    ]
    return {"touched": Paginator(rows, ROWS_A_PAGE).get_page(request.GET.get("side")), "in_the_way": len(since)}


def others_left(others: list[Sheet]) -> str:
    said = {"names": ", ".join(sheet.name for sheet in others)}
    return _("Filen har flere ark, som ikke er læst: %(names)s. Send filen igen for at tage dem med.") % said


def _shown(request: ViewerRequest, plan: Plan, on: "datetime.date") -> dict[str, Any]:
    """The rows of one fate or all, fifty at a time; those a human should look at come first."""
    chosen = request.GET.get("vis", "")
    fate = Fate(chosen) if chosen in set(Fate) else None
    order = [Fate.WRONG, Fate.DOUBT, Fate.NEW, Fate.CHANGED, Fate.KNOWN, Fate.SKIPPED]
    rows = plan.of(fate) if fate else sorted(plan.rows, key=lambda row: order.index(row.fate))
    counts = plan.counts
    page = Paginator([_row(row, on) for row in rows], ROWS_A_PAGE).get_page(request.GET.get("side"))
    return {
        "stats": [(one, label, counts[one], KINDS.get(one, "neutral")) for one, label in FATES.items()],
        "page": page,
        "alike": alike(plan.rows),
        "fate": fate,
        "page_asks": any(row["choices"] or row["answered"] for row in page),
        "total": len(plan.rows),
        "coming": counts[Fate.NEW] + counts[Fate.CHANGED],
        "left": counts[Fate.DOUBT] + counts[Fate.WRONG],
        "unread": sum(len(row.unread) for row in plan.rows),
    }


def _row(row: Planned, on: "datetime.date") -> dict[str, Any]:
    kind = KINDS.get(row.fate, "neutral")
    first = next((cell for cell in row.cells if cell), _("(tom)"))
    name = row.name or mask_numbers(first)[:40]
    return {
        "number": row.number,
        "name": name,
        "fate": FATE_OF_ROW[row.fate],
        "kind": kind,
        "reasons": row.reasons,
        "unread": row.unread,
        "read": what_was_read(row.facts, on),
        "asks": row.asks if row.fate is Fate.DOUBT else "",
        "choices": choices(row, on) if row.fate is Fate.DOUBT else [],
        "answered": row.answered,
    }
