"""Which pages are there about letters? A citizen's letters, one to write and send, its receipt, and the templates."""

import uuid
from functools import partial
from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.exceptions import NON_FIELD_ERRORS
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from hjemvej.ground.correspondence import typesetting
from hjemvej.ground.documents.access import name_on_letter
from hjemvej.ground.people.access import open_person
from hjemvej.platform.access.pages import Audience, ViewerRequest, page
from hjemvej.platform.access.roles import Permission
from hjemvej.platform.outside.digital_post import memo
from hjemvej.platform.ui.form_pages import carry_out, form_page, press

from . import access, actions, queries
from .forms import BeginLetter, RecordReceipt, WriteLetter, WriteTemplate
from .rules import fields
from .rules.ours import OURS

if TYPE_CHECKING:
    import datetime

    from hjemvej.ground.correspondence.models import Letter

    from .rules.channels import Suggested

SEE, WRITE = Permission.SEE_PERSON, Permission.WRITE_NOTE


@page(Audience.STAFF, SEE)
@require_GET
def letters(request: ViewerRequest, person_id: uuid.UUID) -> HttpResponse:
    """List the citizen's letters, the newest first."""
    now, viewer = timezone.now(), request.viewer
    person = open_person(viewer, person_id, page="correspondence.letters", at=now)
    rows = [queries.row(each) for each in queries.letters_to(person.pk, viewer=viewer)]
    context = {"person": person, "rows": rows, "now": now, "may_write": viewer.may(WRITE)}
    return render(request, "correspondence/letters.html", context)


@page(Audience.STAFF, WRITE, begins=True)
@require_http_methods(["GET", "POST"])
def begin_letter(request: ViewerRequest, person_id: uuid.UUID) -> HttpResponse:
    """Choose what the letter is for; it begins with the team's words."""
    now, viewer = timezone.now(), request.viewer
    person = open_person(viewer, person_id, page="correspondence.begin_letter", at=now, needs=WRITE)
    form = BeginLetter(request.POST or None)
    begin = partial(actions.begin_letter, person_id=person.pk, by=viewer, at=now)
    begun = carry_out(form, lambda: begin(kind=form.cleaned_data["kind"]))
    if begun:
        return redirect("correspondence:letter", begun.value.pk)
    return form_page(request, "correspondence/begin_letter.html", form, person=person)


@page(Audience.STAFF, SEE)
@require_http_methods(["GET", "POST"])
def letter(request: ViewerRequest, letter_id: uuid.UUID) -> HttpResponse:
    """A draft to write on beside how it looks, or what was sent and how it reached the citizen."""
    now, viewer = timezone.now(), request.viewer
    needs = WRITE if request.method == "POST" else SEE
    found = access.open_letter(viewer, letter_id, page="correspondence.letter", at=now, needs=needs)
    if request.method == "GET":
        return _show(request, found, now) if found.sent_at else _write_on(request, found, None, now)
    form = WriteLetter(request.POST, because=_channel(request, found, now).because)
    change = partial(actions.change_letter, letter=found, by=viewer, at=now)
    words = ("heading", "text", "version")
    if not carry_out(form, lambda: change(**{name: form.cleaned_data[name] for name in words})):
        if found.sent_at or form.has_error(NON_FIELD_ERRORS, actions.LetterIsSent.__name__):
            messages.info(request, _("Brevet er sendt imens og kan ikke ændres. Skriv et nyt."))
            return redirect("correspondence:letter", found.pk)
        if form.has_error(NON_FIELD_ERRORS, actions.ChangedMeanwhile.__name__):
            form.data = {**request.POST.dict(), "version": found.version}  # so that saving again is meant
        return _write_on(request, found, form, now)
    if "send" in request.POST:
        send = partial(actions.send_letter, letter=found, channel=form.cleaned_data["channel"], by=viewer, at=now)
        press(request, send, say=_("Brevet er låst og ligger klar. Print det, og skriv, hvordan borgeren fik det."))
    return redirect("correspondence:letter", found.pk)


@page(Audience.STAFF, SEE)
@require_GET
def letter_pdf(request: ViewerRequest, letter_id: uuid.UUID) -> HttpResponse:
    """The draft as PDF; what was sent is fetched as it was kept."""
    now, viewer = timezone.now(), request.viewer
    found = access.open_letter(viewer, letter_id, page="correspondence.letter", at=now)
    is_large = _is_large(request, found.kind)
    if kept := found.pdf_large_id if is_large else found.pdf_id:
        return redirect("documents:download", kept)
    sheet = queries.sheet_of(found, name=str(found.person.name), at=now, is_large=is_large)
    return pdf_answer(typesetting.pdf(sheet, at=now))


def pdf_answer(content: bytes) -> HttpResponse:
    """A draft's PDF as a file; no browser may keep it."""
    headers = {"Content-Disposition": 'attachment; filename="udkast.pdf"', "Cache-Control": "no-store"}
    return HttpResponse(content, content_type="application/pdf", headers=headers)


@page(Audience.STAFF, Permission.SEE_CPR)
@require_POST
def digital_post_file(request: ViewerRequest, letter_id: uuid.UUID) -> HttpResponse:
    """The letter as a MeMo message, with the citizen's number: for the municipality's own sender of Digital Post."""
    now, viewer = timezone.now(), request.viewer
    found = access.open_letter(viewer, letter_id, page="correspondence.letter", at=now, needs=Permission.SEE_CPR)
    if not memo.is_on() or found.sent_at is None:
        raise Http404
    message = access.as_digital_post(viewer, found, at=now)
    if message is None:
        messages.error(request, _("Vi kender ikke borgerens CPR-nummer, så brevet kan ikke sendes som Digital Post."))
        return redirect(queries.page_of(found))
    headers = {"Content-Disposition": f'attachment; filename="{found.pk}.xml"', "Cache-Control": "no-store"}
    return HttpResponse(message, content_type="application/xml", headers=headers)


@page(Audience.STAFF, WRITE)
@require_POST
def drop_draft(request: ViewerRequest, letter_id: uuid.UUID) -> HttpResponse:
    now = timezone.now()
    found = access.open_letter(request.viewer, letter_id, page="correspondence.letter", at=now, needs=WRITE)
    drop = partial(actions.drop_draft, letter=found, by=request.viewer, at=now)
    press(request, drop, say=_("Kladden er smidt væk. Loggen husker, hvad der stod."))
    return redirect("staff:person", found.person_id)


@page(Audience.STAFF, WRITE)
@require_POST
def post_letter(request: ViewerRequest, letter_id: uuid.UUID) -> HttpResponse:
    now = timezone.now()
    found = access.open_letter(request.viewer, letter_id, page="correspondence.letter", at=now, needs=WRITE)
    post = partial(actions.post_letter, letter=found, by=request.viewer, at=now)
    press(request, post, say=_("Skrevet: brevet er sendt i dag."))
    return redirect("correspondence:letter", found.pk)


@page(Audience.STAFF, WRITE)
@require_POST
def receive_letter(request: ViewerRequest, letter_id: uuid.UUID) -> HttpResponse:
    """Write down when and how the citizen got it."""
    now = timezone.now()
    found = access.open_letter(request.viewer, letter_id, page="correspondence.letter", at=now, needs=WRITE)
    form = RecordReceipt(request.POST)
    receive = partial(actions.record_receipt, letter=found, by=request.viewer, at=now)
    if carry_out(form, lambda: receive(**form.cleaned_data)):
        return redirect("correspondence:letter", found.pk)
    return _show(request, found, now, form)


@page(Audience.STAFF, WRITE)
@require_POST
def drop_letter(request: ViewerRequest, letter_id: uuid.UUID) -> HttpResponse:
    now = timezone.now()
    found = access.open_letter(request.viewer, letter_id, page="correspondence.letter", at=now, needs=WRITE)
    drop = partial(actions.drop_letter, letter=found, by=request.viewer, at=now)
    press(request, drop, say=_("Brevet gives ikke. Det bliver stående, som det var."))
    return redirect("correspondence:letter", found.pk)


@page(Audience.STAFF, Permission.HANDLE_INQUIRIES)
@require_GET
def templates(request: ViewerRequest) -> HttpResponse:
    """List the kinds of letter, with the words that hold today."""
    words = queries.all_words(timezone.localdate(), viewer=request.viewer)
    own = sum(one.from_on is not None for one in words)
    return render(request, "correspondence/templates.html", {"words": words, "own": own})


@page(Audience.STAFF, Permission.HANDLE_INQUIRIES)
@require_http_methods(["GET", "POST"])
def template(request: ViewerRequest, kind: str) -> HttpResponse:
    """The team's words for a kind of letter: how they look, and a new version from a day."""
    now, viewer = timezone.now(), request.viewer
    if kind not in OURS:
        raise Http404
    today = timezone.localdate(now)
    words = queries.words_of(kind, today, viewer=viewer)
    initial = {"heading": words.heading, "text": words.text, "from_on": _("i dag")}
    form = WriteTemplate(request.POST or None, initial=initial)
    write = partial(actions.write_template, kind=kind, by=viewer, at=now)
    if carry_out(form, lambda: write(**form.cleaned_data)):
        return redirect("correspondence:template", kind)
    context = {
        "words": words, "versions": queries.versions(kind, viewer=viewer), "today": today,
        "fields": fields.fields_of(kind), "is_large": _is_large(request, kind),
        "pictures": queries.pictures_of_words(words, viewer=viewer, at=now, is_large=_is_large(request, kind)),
    }  # fmt: skip
    return form_page(request, "correspondence/template.html", form, **context)


def _is_large(request: ViewerRequest, kind: str = "") -> bool:
    """Is large print asked for? The citizen's own paper and plan begin with it."""
    return request.GET.get("skrift", "stor" if kind in queries.ON_ONE_PAGE else "") == "stor"


def _channel(request: ViewerRequest, found: "Letter", now: "datetime.datetime") -> "Suggested":
    return queries.channel_for(found.person, viewer=request.viewer, on=timezone.localdate(now))


def _looks(request: ViewerRequest, found: "Letter", now: "datetime.datetime") -> dict[str, object]:
    """How the letter looks, in the size that is asked for; a protected name is not in the picture."""
    name = name_on_letter(request.viewer, found.person, as_sent=found.addressee, is_asked_for=False, at=now)
    sheet = queries.sheet_of(found, name=str(name), at=now, is_large=_is_large(request, found.kind))
    words = found.heading + found.text
    return {
        "letter": found, "person": found.person, "is_large": _is_large(request, found.kind), "now": now, "sheet": sheet,
        "pictures": queries.pictures_of(sheet, at=now), "boxes": typesetting.unprintable(words),
        "may_write": request.viewer.may(WRITE), "row": queries.row(found), "may_be_memo": queries.may_be_memo(found),
    }  # fmt: skip


def _write_on(
    request: ViewerRequest, found: "Letter", form: WriteLetter | None, now: "datetime.datetime"
) -> HttpResponse:
    if form is None:
        suggested = _channel(request, found, now)
        kept = {"heading": found.heading, "text": found.text, "version": found.version, "channel": suggested.channel}
        form = WriteLetter(initial=kept, because=suggested.because)
    lacks = fields.unwritten(found.heading, found.text)
    return form_page(request, "correspondence/write_letter.html", form, lacks=lacks, **_looks(request, found, now))


def _show(
    request: ViewerRequest, found: "Letter", now: "datetime.datetime", receipt: RecordReceipt | None = None
) -> HttpResponse:
    kept = {"on": found.received_on or _("i dag"), "reached_by": found.reached_by or found.channel,
            "note": found.receipt_note}  # fmt: skip
    form = receipt or RecordReceipt(initial=kept)
    return form_page(
        request, "correspondence/letter.html", form, begins_in_form=False, may_see_protected=request.viewer.may(
            Permission.SEE_PROTECTED), **_looks(request, found, now),
    )  # fmt: skip
