"""Which pages are there about decisions? A citizen's decisions, one to write and send, its letter, its receipt."""

import uuid
from functools import partial
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import NON_FIELD_ERRORS
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from hjemvej.ground.casework import queries as casework
from hjemvej.ground.casework.actions import discard_draft
from hjemvej.ground.correspondence.letters.queries import letter_about, may_be_memo, pictures_of
from hjemvej.ground.correspondence.letters.views import pdf_answer
from hjemvej.ground.correspondence.typesetting import pdf
from hjemvej.ground.decisions import access, actions, queries, rules
from hjemvej.ground.decisions.forms import MendReceipt, RecordReceipt, WriteDecision, WriteNote
from hjemvej.ground.documents.access import name_on_letter
from hjemvej.ground.people.access import open_person
from hjemvej.platform.access.pages import Audience, ViewerRequest, page
from hjemvej.platform.access.roles import Permission
from hjemvej.platform.ui.form_pages import carry_out, form_page, press

if TYPE_CHECKING:
    import datetime

    from hjemvej.ground.decisions.models import Decision

WRITE, DECIDE = Permission.WRITE_NOTE, Permission.DECIDE


@page(Audience.STAFF, Permission.SEE_PERSON)
@require_GET
def decisions(request: ViewerRequest, person_id: uuid.UUID) -> HttpResponse:
    """List the citizen's decisions: what is complained of first, then what is being written."""
    now, viewer = timezone.now(), request.viewer
    person = open_person(viewer, person_id, page="decisions.decisions", at=now)
    rows = queries.rows(person.pk, viewer=viewer, on=timezone.localdate(now))
    context = {
        "person": person,
        "rows": rows,
        "sent": sum(row.decision.sent_at is not None for row in rows),
        "waiting": sum(row.is_complained_of for row in rows),
        "may_write": viewer.may(WRITE),
        "may_decide": viewer.may(DECIDE),
        "open_states": rules.OPEN,
    }
    return render(request, "decisions/decisions.html", context)


@page(Audience.STAFF, DECIDE)
@require_http_methods(["GET", "POST"])
def write_decision(request: ViewerRequest, person_id: uuid.UUID) -> HttpResponse:
    """Begin a decision; what was being written before is there again."""
    now, viewer = timezone.now(), request.viewer
    person = open_person(viewer, person_id, page="decisions.write_decision", at=now, needs=DECIDE)
    key = casework.key_about("decision", person.pk, viewer=viewer)
    draft = casework.draft(key, viewer=viewer) if request.method == "GET" else None
    form = _form(request, now, initial=draft.fields if draft else None)
    begin = partial(actions.begin_decision, person_id=person.pk, by=viewer, at=now)
    written = carry_out(form, lambda: begin(written=form.written))
    if written:
        discard_draft(key=key, by=viewer)
        return _go_on(request, written.value, now)
    context = {
        "person": person,
        "draft": draft,
        "draft_key": key,
        "waiting": queries.own_drafts(person.pk, viewer=viewer),
    }
    return form_page(request, "decisions/write_decision.html", form, **context)


@page(Audience.STAFF, DECIDE)
@require_POST
def correct_decision(request: ViewerRequest, decision_id: uuid.UUID) -> HttpResponse:
    """Begin a new decision that corrects a sent one, with its words to write on."""
    now, viewer = timezone.now(), request.viewer
    old = access.open_decision(viewer, decision_id, page="decisions.decision", at=now, needs=DECIDE)
    begin = partial(actions.draft_decision, person_id=old.person_id, corrects=old, by=viewer, at=now)
    written = actions.Written(title=old.title, basis_key=old.basis_key, asked_for=old.asked_for)
    new = press(
        request, partial(begin, written=written), say=_("Den nye afgørelse er begyndt. Den gamle gælder imens.")
    )
    return redirect("decisions:decision", new.value.pk if new else old.pk)


@page(Audience.STAFF, Permission.SEE_PERSON)
@require_http_methods(["GET", "POST"])
def decision(request: ViewerRequest, decision_id: uuid.UUID) -> HttpResponse:
    """A draft to write on, or what was sent: its receipt, its complaints and its notes."""
    now, viewer = timezone.now(), request.viewer
    needs = DECIDE if request.method == "POST" else Permission.SEE_PERSON
    found = access.open_decision(viewer, decision_id, page="decisions.decision", at=now, needs=needs)
    if request.method == "GET":
        return _show(request, found, now) if found.sent_at else _write_on(request, found, None, now)
    form = _form(request, now)
    change = partial(actions.change_decision, decision=found, by=viewer, at=now)
    if carry_out(form, lambda: change(written=form.written, version=form.cleaned_data["version"])):
        discard_draft(key=_draft_key(found), by=viewer)
        return _go_on(request, found, now)
    if form.has_error(NON_FIELD_ERRORS, actions.ChangedMeanwhile.__name__):
        form.data = {**request.POST.dict(), "version": found.version}  # so that saving again is meant
    return _write_on(request, found, form, now)


@page(Audience.STAFF, DECIDE)
@require_POST
def drop_decision(request: ViewerRequest, decision_id: uuid.UUID) -> HttpResponse:
    now = timezone.now()
    found = access.open_decision(request.viewer, decision_id, page="decisions.decision", at=now, needs=DECIDE)
    drop = partial(actions.drop_decision, decision=found, by=request.viewer, at=now)
    press(request, drop, say=_("Kladden er smidt væk. Loggen husker, hvad der stod."))
    return redirect("decisions:decisions", found.person_id)


@page(Audience.STAFF, Permission.SEE_PERSON)
@require_http_methods(["GET", "POST"])
def letter(request: ViewerRequest, decision_id: uuid.UUID) -> HttpResponse:
    """The decision as a letter in plain Danish, to be printed, handed over or read aloud; by a press with the name."""
    now, viewer, is_named = timezone.now(), request.viewer, request.method == "POST"
    found = access.open_decision(viewer, decision_id, page="decisions.letter", at=now)
    name = name_on_letter(viewer, found.person, as_sent=found.addressee, is_asked_for=is_named, at=now)
    on = timezone.localdate(now)
    missing = [] if found.sent_at else rules.missing(found, on, guidance=queries.guidance(found.basis_key, on))
    context = {
        "missing": missing,
        "name": name, "is_named": is_named, "perms_protected": viewer.may(Permission.SEE_PROTECTED),
        "decision": found, "person": found.person, "municipality": settings.MUNICIPALITY_NAME,
        "team_phone": settings.TEAM_PHONE, "granted": rules.Granted, **_printed(request, found, str(name), now),
    }  # fmt: skip
    return render(request, "decisions/letter.html", context)


def _printed(request: ViewerRequest, found: "Decision", name: str, now: "datetime.datetime") -> dict[str, object]:
    """How the letter looks on paper, and the files that were kept when it was sent."""
    is_large = request.GET.get("skrift") == "stor"
    kept = letter_about(found.pk, viewer=request.viewer)
    sheet = queries.letter_sheet(found, kept, name=name, viewer=request.viewer, at=now, is_large=is_large)
    return {
        "pictures": pictures_of(sheet, at=now), "is_large": is_large, "letter": kept,
        "may_be_memo": may_be_memo(kept),
        "may_see_protected": request.viewer.may(Permission.SEE_PROTECTED),
    }  # fmt: skip


@page(Audience.STAFF, Permission.SEE_PERSON)
@require_GET
def letter_pdf(request: ViewerRequest, decision_id: uuid.UUID) -> HttpResponse:
    """The letter as PDF: as it was kept, or as it stands now, a protected name covered."""
    now, viewer, is_large = timezone.now(), request.viewer, request.GET.get("skrift") == "stor"
    found = access.open_decision(viewer, decision_id, page="decisions.letter", at=now)
    kept = letter_about(found.pk, viewer=viewer)
    if kept and kept.pdf_id:
        return redirect("documents:download", kept.pdf_large_id if is_large else kept.pdf_id)
    sheet = queries.letter_sheet(found, kept, name=str(found.person.name), viewer=viewer, at=now, is_large=is_large)
    return pdf_answer(pdf(sheet, at=found.sent_at or now))


@page(Audience.STAFF, WRITE)
@require_POST
def record_receipt(request: ViewerRequest, decision_id: uuid.UUID) -> HttpResponse:
    now, viewer = timezone.now(), request.viewer
    found = access.open_decision(viewer, decision_id, page="decisions.decision", at=now, needs=WRITE)
    form = MendReceipt(request.POST) if found.received_on else RecordReceipt(request.POST)
    record = partial(actions.record_receipt, decision=found, by=viewer, at=now)
    if carry_out(form, lambda: record(**form.cleaned_data)):
        messages.success(request, _("Skrevet. Klagefristen løber fra den dag."))
        return redirect("decisions:decision", found.pk)
    return _show(request, found, now, receipt=form)


@page(Audience.STAFF, WRITE)
@require_POST
def write_note(request: ViewerRequest, decision_id: uuid.UUID) -> HttpResponse:
    now, viewer = timezone.now(), request.viewer
    found = access.open_decision(viewer, decision_id, page="decisions.decision", at=now, needs=WRITE)
    form = WriteNote(request.POST)
    note = partial(actions.write_note_to_decision, decision=found, by=viewer, at=now)
    if carry_out(form, lambda: note(**form.cleaned_data)):
        messages.success(request, _("Notatet er gemt og underskrevet, og hører til afgørelsen."))
        return redirect("decisions:decision", found.pk)
    return _show(request, found, now, note=form) if found.sent_at else _write_on(request, found, None, now, note=form)


def _form(
    request: ViewerRequest, now: "datetime.datetime", initial: "dict[str, object] | None" = None
) -> WriteDecision:
    bases = [(basis.key, f"{basis.paragraph} · {basis.title}") for basis in queries.bases(timezone.localdate(now))]
    return WriteDecision(request.POST or None, bases=bases, initial=initial)


def _go_on(request: ViewerRequest, found: "Decision", now: "datetime.datetime") -> HttpResponse:
    """After it is saved: send it when that was pressed, else write on."""
    if "send" in request.POST:
        return _send(request, found, now)
    if found.organisation_id == request.viewer.team_id:
        messages.success(request, _("Kladden er gemt. Kolleger kan læse den og skrive videre."))
    else:
        said = _("Kladden er gemt hos %(team)s. De kan læse den og skrive videre.")
        messages.success(request, said % {"team": found.organisation.name})
    return redirect("decisions:decision", found.pk)


def _send(request: ViewerRequest, found: "Decision", now: "datetime.datetime") -> HttpResponse:
    send = partial(actions.send_decision, decision=found, by=request.viewer, at=now)
    press(request, send, say=_("Afgørelsen er sendt og låst. Giv borgeren brevet, og skriv, hvornår borgeren fik det."))
    return redirect("decisions:decision", found.pk)


def _draft_key(found: "Decision") -> str:
    return f"change-decision-{found.pk}"


def _write_on(
    request: ViewerRequest, found: "Decision", form: WriteDecision | None, now: "datetime.datetime",
    note: WriteNote | None = None,
) -> HttpResponse:  # fmt: skip
    draft = casework.draft(_draft_key(found), viewer=request.viewer) if form is None else None
    if form is None:
        kept = {name: getattr(found, name) for name in WriteDecision.base_fields}
        bases = [(basis.key, f"{basis.paragraph} · {basis.title}") for basis in queries.bases(timezone.localdate(now))]
        form = WriteDecision(bases=bases, initial={**kept, **(draft.fields if draft else {})})
    on = timezone.localdate(now)
    parts = rules.parts(found, on, guidance=queries.guidance(found.basis_key, on))
    context = {
        "decision": found, "person": found.person, "reasons": [part.reason for part in parts], "draft": draft,
        "lacks": sum(part.is_missing for part in parts), "draft_key": _draft_key(found),
        "notes": queries.notes_of(found, viewer=request.viewer), "note_form": note or WriteNote(),
        "may_write": request.viewer.may(WRITE),
    }  # fmt: skip
    return form_page(request, "decisions/write_decision.html", form, context["note_form"], **context)  # type: ignore[arg-type]


def _show(
    request: ViewerRequest, found: "Decision", now: "datetime.datetime", receipt: RecordReceipt | None = None,
    note: WriteNote | None = None,
) -> HttpResponse:  # fmt: skip
    today = timezone.localdate(now)
    kept = {"received_on": found.received_on, "reached_by": found.reached_by, "note": found.receipt_note}
    usual = {"received_on": _("i dag"), "reached_by": found.person.channel_of_service}
    form = receipt or (MendReceipt(initial=kept) if found.received_on else RecordReceipt(initial=usual))
    note, printed = note or WriteNote(), letter_about(found.pk, viewer=request.viewer)
    limit = queries.complaint_limit(found, told_on=timezone.localdate(now))
    context = {
        "decision": found, "person": found.person, "note_form": note, "limit": limit,
        "is_complained_of": any(one.status in rules.OPEN for one in found.complaints.all()),
        "may_still_complain": limit is None or today <= limit.due_on, "today": today,
        "notes": queries.notes_of(found, viewer=request.viewer), "open_states": rules.OPEN,
        "newer": queries.newer_decisions(found, viewer=request.viewer), "may_write": request.viewer.may(WRITE),
        "may_decide": request.viewer.may(DECIDE), "letter": printed, "may_be_memo": may_be_memo(printed),
        "may_see_protected": request.viewer.may(Permission.SEE_PROTECTED),
    }  # fmt: skip
    return form_page(request, "decisions/decision.html", form, note, **context)
