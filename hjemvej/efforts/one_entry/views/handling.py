"""One inquiry: what is known, why it hastens, whose it is, and everything one can do with it."""

import datetime
import uuid
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from hjemvej.efforts.one_entry import access, actions, queries, rules
from hjemvej.efforts.one_entry.forms import (
    CONCERNS,
    AnswerInquiry,
    AskBack,
    CloseInquiry,
    PassOn,
    Remark,
    ReopenInquiry,
    Whom,
)
from hjemvej.platform.access.pages import Audience, ViewerRequest, page
from hjemvej.platform.access.roles import Permission

from .receiving import go_on

if TYPE_CHECKING:
    from hjemvej.efforts.one_entry.models import Inquiry

Changes = Callable[[ViewerRequest, "Inquiry", datetime.datetime], HttpResponse | None]


@page(Audience.STAFF, Permission.HANDLE_INQUIRIES)
@never_cache
@require_GET
def inquiry(request: ViewerRequest, inquiry_id: uuid.UUID) -> HttpResponse:
    now = timezone.now()
    return show(request, access.open_inquiry(request.viewer, inquiry_id, page="one_entry.inquiry", at=now), now)


def changing(change: Changes) -> Callable[..., HttpResponseBase]:
    """A button on the inquiry: through the door, then the change, then back to the inquiry with a word."""

    @page(Audience.STAFF, Permission.HANDLE_INQUIRIES)
    @never_cache
    @require_POST
    def changed(request: ViewerRequest, inquiry_id: uuid.UUID) -> HttpResponseBase:
        now = timezone.now()
        found = access.open_inquiry(request.viewer, inquiry_id, page=f"one_entry.{change.__name__}", at=now)
        try:
            answer = change(request, found, now)
        except actions.InquiryIsClosed:
            messages.error(request, _("Henvendelsen er afsluttet i mellemtiden. Åbn den igen først."))
            answer = None
        return answer or redirect("one_entry:inquiry", inquiry_id)

    changed.__name__, changed.__doc__, changed.__module__ = change.__name__, change.__doc__, change.__module__
    return changed


@changing
def take_inquiry(request: ViewerRequest, found: "Inquiry", now: datetime.datetime) -> HttpResponse | None:
    try:
        actions.take_inquiry(inquiry=found, by=request.viewer, at=now)
    except actions.AlreadyTaken as taken:
        messages.warning(request, _("%s har taget den i mellemtiden.") % taken)
    else:
        messages.success(request, _("Den er din nu."))
    return None


@changing
def pass_on(request: ViewerRequest, found: "Inquiry", now: datetime.datetime) -> HttpResponse | None:
    form = PassOn(request.POST, colleagues=_colleagues(request, now))
    if not form.is_valid():
        return show(request, found, now, pass_on=form)
    told = form.cleaned_data
    actions.pass_on(inquiry=found, to_id=uuid.UUID(told["to"]), word=told["word"], by=request.viewer, at=now)
    messages.success(request, _("Den er givet videre."))
    return None


@changing
def link_person(request: ViewerRequest, found: "Inquiry", now: datetime.datetime) -> HttpResponse | None:
    """Say whom it is about; without a place tonight one goes on to find one."""
    about, chosen, on = request.POST.get("about", ""), request.POST.get("person", ""), timezone.localdate(now)
    like = queries.like(about, viewer=request.viewer, on=on, chosen=chosen)
    form = Whom(request.POST, found=[one.id for one in like])
    if form.is_valid() and not form.cleaned_data["person_id"] and not form.cleaned_data["new_person"]:
        form.add_error("about", _("Vælg en borger, eller beskriv en ny."))
    if not form.is_valid():
        return show(request, found, now, whom=form)
    whom = form.cleaned_data
    linked = actions.link_person(
        inquiry=found, person_id=whom["person_id"], new_person=whom["new_person"], is_named=whom["is_named"],
        by=request.viewer, at=now,
    )  # fmt: skip
    messages.success(request, _("Henvendelsen er knyttet til borgeren."))
    return go_on(found.pk, linked, needs_place=found.tonight == "no_place")


@changing
def remark(request: ViewerRequest, found: "Inquiry", now: datetime.datetime) -> HttpResponse | None:
    form = Remark(request.POST)
    if not form.is_valid():
        return show(request, found, now, remark=form)
    actions.remark(inquiry=found, text=form.cleaned_data["text"], by=request.viewer, at=now)
    return None


@changing
def ask_back(request: ViewerRequest, found: "Inquiry", now: datetime.datetime) -> HttpResponse | None:
    form = AskBack(request.POST)
    if not form.is_valid():
        return show(request, found, now, ask_back=form)
    actions.ask_back(inquiry=found, question=form.cleaned_data["question"], by=request.viewer, at=now)
    messages.success(request, _("Spørgsmålet står nu hos den, der spurgte."))
    return None


@changing
def answer_inquiry(request: ViewerRequest, found: "Inquiry", now: datetime.datetime) -> HttpResponse | None:
    may_tell = queries.may_tell(found, on=timezone.localdate(now))
    form = _answer_form(found, may_tell, request.POST)
    if not form.is_valid():
        return show(request, found, now, answer=form)
    has_consent = bool(form.cleaned_data.get("has_consent"))
    because = rules.what_may_be_told(found.asker_kind, has_consent=True) if has_consent else may_tell
    actions.answer_inquiry(
        inquiry=found, text=form.cleaned_data["answer"], because=because.reasons[0].text, has_consent=has_consent,
        by=request.viewer, at=now,
    )  # fmt: skip
    messages.success(request, _("Svaret er skrevet ned. Uret er stoppet."))
    return None


@changing
def close_inquiry(request: ViewerRequest, found: "Inquiry", now: datetime.datetime) -> HttpResponse | None:
    form = CloseInquiry(request.POST)
    if not form.is_valid():
        return show(request, found, now, close=form)
    ended = form.cleaned_data
    actions.close_inquiry(inquiry=found, outcome=ended["outcome"], text=ended["text"], by=request.viewer, at=now)
    messages.success(request, _("Henvendelsen er afsluttet."))
    return redirect("one_entry:inbox")


@changing
def reopen_inquiry(request: ViewerRequest, found: "Inquiry", now: datetime.datetime) -> HttpResponse | None:
    form = ReopenInquiry(request.POST)
    if not form.is_valid():
        return show(request, found, now, reopen=form)
    actions.reopen_inquiry(inquiry=found, why=form.cleaned_data["why"], by=request.viewer, at=now)
    return None


def show(request: HttpRequest, found: "Inquiry", now: datetime.datetime, **typed: Form) -> HttpResponse:
    """The page of the inquiry; a form with an error stands as it was typed."""
    viewer = request.viewer  # type: ignore[attr-defined]
    may_tell = queries.may_tell(found, on=timezone.localdate(now))
    about = str(typed["whom"]["about"].value() or "") if "whom" in typed else found.about or found.where[:200]
    chosen = request.POST.get("person", "")
    like = [] if found.person_id else queries.like(about, viewer=viewer, on=timezone.localdate(now), chosen=chosen)
    forms: dict[str, Any] = {
        "whom": Whom(initial={"about": about}, found=[one.id for one in like]),
        "pass_on": PassOn(colleagues=_colleagues(request, now)),
        "remark": Remark(),
        "ask_back": AskBack(),
        "answer": _answer_form(found, may_tell),
        "close": CloseInquiry(),
        "reopen": ReopenInquiry(),
        **typed,
    }
    urgency = queries.urgency_of(found, now)
    context = {
        "inquiry": found,
        "title": queries.title(found),
        "concerns": [str(label) for value, label in CONCERNS if value in found.concerns],
        "urgency": urgency,
        "language": dict(settings.LANGUAGES).get(found.language, found.language),
        "chip": rules.chip(urgency, now, tonight=found.tonight),
        "late": rules.late_in_words(urgency, now),
        "may_tell": may_tell,
        "steps": queries.steps_of(found, viewer=viewer),
        "look_alikes": queries.look_alikes(found, viewer=viewer),
        "is_mine": found.taken_by_id == viewer.user_id,
        "found": like,
        "forms": forms,
        "open_form": next(iter(typed), ""),
    }
    return render(request, "one_entry/inquiry.html", context, status=422 if typed else 200)


def _answer_form(found: "Inquiry", may_tell: rules.MayTell, data: Any = None) -> AnswerInquiry:
    """The two sentences are sent in the language of the one who asked; whoever chooses reads them in their own."""
    sentences = []
    for is_handled in (True, False):
        read = rules.standard_answer(is_handled)
        with translation.override(found.language):
            sent = rules.standard_answer(is_handled)
        language = dict(settings.LANGUAGES).get(found.language, found.language)
        sentences.append((sent, read if sent == read else _("%(words)s (sendes på %(language)s)") % {
            "words": read, "language": language,
        }))  # fmt: skip
    return AnswerInquiry(data, tells_everything=may_tell.everything, sentences=sentences)


def _colleagues(request: HttpRequest, now: datetime.datetime) -> list[tuple[str, str]]:
    viewer = request.viewer  # type: ignore[attr-defined]
    return [(str(one.pk), one.name) for one in queries.colleagues(viewer=viewer, on=timezone.localdate(now))]
