"""Which pages are there about notes? Write one, read one, add to one, read them all, and the whole timeline."""

import datetime
import uuid
from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from hjemvej.ground.casework import access, actions, queries, rules
from hjemvej.ground.casework.forms import ChangeNote, CorrectNote, WriteNote
from hjemvej.ground.law.queries import provision_on
from hjemvej.ground.needs.queries import is_under_glass
from hjemvej.platform.access.pages import Audience, ViewerRequest, page
from hjemvej.platform.access.roles import Permission
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.ui.form_pages import carry_out, form_page, press
from hjemvej.platform.ui.timeline import folded

if TYPE_CHECKING:
    from hjemvej.ground.casework.models import Note

ON_A_PAGE = 50


@page(Audience.STAFF, Permission.WRITE_NOTE, begins=True)
@require_http_methods(["GET", "POST"])
def write_note(request: ViewerRequest, person_id: uuid.UUID) -> HttpResponse:
    """Notér kontakt: what was being written before is there again."""
    now, viewer = timezone.now(), request.viewer
    person = access.open_to_write(viewer, person_id, page="casework.write_note", at=now)
    key = queries.key_about("note", person.pk, viewer=viewer)
    draft = queries.draft(key, viewer=viewer) if request.method == "GET" else None
    form = WriteNote(request.POST or None, now=now, initial=draft.fields if draft else None)
    is_signed = "unsigned" not in request.POST
    written = carry_out(form, lambda: _write(form, person.pk, sign=is_signed, by=viewer, at=now))
    if written:
        actions.discard_draft(key=key, by=viewer)
        if not is_signed:
            messages.success(request, _who_reads(person.pk, viewer, now))
            return redirect("casework:note", written.value.pk)
        messages.success(request, _("Notatet er gemt og underskrevet."))
        return redirect("staff:person", person.pk)
    return form_page(request, "casework/write_note.html", form, person=person, draft=draft, draft_key=key)


def _write(form: WriteNote, person_id: uuid.UUID, *, sign: bool, by: Viewer, at: datetime.datetime) -> "Note":
    """Write the next step first: where it is refused, nothing is written, and the words stay in the form."""
    said = form.cleaned_data
    if form.next_due_at:
        actions.add_task(
            person_id=person_id, organisation_id=by.team_id, kind="own", title=said["next_step"],
            due_at=form.next_due_at, assigned_to_id=by.user_id, by=by, at=at,
        )  # fmt: skip
    return actions.write_note(
        person_id=person_id, kind=said["kind"], text=said["text"], own_words=said["own_words"],
        happened_at=said["happened_at"], by=by, at=at, sign=sign,
    )  # fmt: skip


def _who_reads(person_id: uuid.UUID, viewer: Viewer, at: datetime.datetime) -> str:
    if is_under_glass(person_id, viewer=viewer, at=at):
        return _("Notatet er gemt. Borgerens eget team kan læse det. Underskriv det, før nødadgangen lukker.")
    return _("Notatet er gemt. Kolleger kan læse det. Underskriv det, når det er færdigt.")


@page(Audience.STAFF, Permission.SEE_PERSON)
@require_GET
def note(request: ViewerRequest, note_id: uuid.UUID) -> HttpResponse:
    found = access.open_note(request.viewer, note_id, at=timezone.now())
    return _show(request, found, CorrectNote())


@page(Audience.STAFF, Permission.WRITE_NOTE)
@require_POST
def correct_note(request: ViewerRequest, note_id: uuid.UUID) -> HttpResponse:
    """Add to a signed note what was wrong or missing."""
    now = timezone.now()
    note = access.open_note(request.viewer, note_id, at=now)
    form = CorrectNote(request.POST)
    if carry_out(form, lambda: actions.correct_note(note=note, **form.cleaned_data, by=request.viewer, at=now)):
        actions.discard_draft(key=f"correct-{note.pk}", by=request.viewer)
        messages.success(request, _("Rettelsen er lagt til. Notatet selv er, som det blev underskrevet."))
        return redirect("casework:note", note.corrects_id or note.pk)
    return _show(request, note, form)


@page(Audience.STAFF, Permission.WRITE_NOTE)
@require_POST
def change_note(request: ViewerRequest, note_id: uuid.UUID) -> HttpResponse:
    """Other words, until it is signed."""
    now = timezone.now()
    note = access.open_note(request.viewer, note_id, at=now)
    form = ChangeNote(request.POST)
    if carry_out(form, lambda: actions.change_note(note=note, **form.cleaned_data, by=request.viewer, at=now)):
        messages.success(request, _("Ændringen er gemt. Notatet er ikke underskrevet endnu."))
        return redirect("casework:note", note.pk)
    return _show(request, note, CorrectNote(), form)


@page(Audience.STAFF, Permission.WRITE_NOTE)
@require_POST
def sign_note(request: ViewerRequest, note_id: uuid.UUID) -> HttpResponse:
    now = timezone.now()
    note = access.open_note(request.viewer, note_id, at=now)
    press(request, lambda: actions.sign_note(note=note, by=request.viewer, at=now))
    return redirect("casework:note", note.pk)


def _show(request: HttpRequest, note: "Note", form: CorrectNote, change: ChangeNote | None = None) -> HttpResponse:
    change = change or ChangeNote(initial={"text": note.text, "own_words": note.own_words})
    within = int(provision_on("duty_to_record", timezone.localdate(note.written_at)).value)
    context = {
        "note": note,
        "person": note.person,
        "change": change,
        "draft_key": f"correct-{note.pk}",
        "late": rules.written_late(note.happened_at, note.written_at, within),
    }
    return form_page(request, "casework/note.html", form, change, **context)


@page(Audience.STAFF, Permission.SEE_PERSON)
@require_GET
def notes(request: ViewerRequest, person_id: uuid.UUID) -> HttpResponse:
    """All notes of a person, fifty at a time, and of one kind when asked for."""
    person = access.open_to_read(request.viewer, person_id, page="casework.notes", at=timezone.now())
    rows = queries.notes_of(person.pk, viewer=request.viewer)
    kind = request.GET.get("slags", "")
    if kind in rules.NoteKind.values:
        rows = rows.filter(kind=kind)
    shown = Paginator(rows, ON_A_PAGE).get_page(request.GET.get("side"))
    context = {"person": person, "page": shown, "kind": kind, "kinds": rules.NoteKind.choices}
    return render(request, "casework/notes.html", context)


@page(Audience.STAFF, Permission.SEE_PERSON)
@require_GET
def timeline(request: ViewerRequest, person_id: uuid.UUID) -> HttpResponse:
    """Everything that happened, fifty at a time, back in time."""
    person = access.open_to_read(request.viewer, person_id, page="casework.timeline", at=timezone.now())
    before = _moment(request.GET.get("foer", ""))
    entries = queries.timeline(person.pk, viewer=request.viewer, limit=ON_A_PAGE, before=before)
    older = entries[-1].at.isoformat() if len(entries) >= ON_A_PAGE else ""
    shown = folded(entries)
    latest = next((one for one in shown if not one.is_machine), None) or next(iter(shown), None)
    context = {"person": person, "entries": shown, "latest": latest, "before": before, "older": older}
    return render(request, "casework/timeline.html", context)


def _moment(text: str) -> datetime.datetime | None:
    """A moment from the address; anything else is as if it were not there."""
    try:
        moment = parse_datetime(text)
    except ValueError:
        return None
    if moment is None or not 1900 < moment.year < 2200:
        return None
    return moment if timezone.is_aware(moment) else timezone.make_aware(moment)
