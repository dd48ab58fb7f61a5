"""What can one do with an inquiry? Each button and form of its page: through the door, then the change."""

import datetime
import uuid
from collections.abc import Callable
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hjemvej.efforts.one_entry import access, actions, queries
from hjemvej.efforts.one_entry.answering import actions as answering
from hjemvej.efforts.one_entry.answering.forms import AskBack
from hjemvej.efforts.one_entry.answering.queries import may_tell
from hjemvej.efforts.one_entry.forms import CloseInquiry, PassOn, Remark, ReopenInquiry, Whom
from hjemvej.platform.access.pages import Audience, ViewerRequest, page
from hjemvej.platform.access.roles import Permission
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.ui.form_pages import carry_out, press

from .inquiry import answer_form, colleagues_of, show
from .receiving import go_on

if TYPE_CHECKING:
    from hjemvej.efforts.one_entry.models import Inquiry

Changes = Callable[[ViewerRequest, "Inquiry", datetime.datetime], HttpResponse | None]


def changing(change: Changes) -> Callable[..., HttpResponseBase]:
    """A button on the inquiry: through the door, then the change, then back to the inquiry with a word."""

    @page(Audience.STAFF, Permission.HANDLE_INQUIRIES)
    @require_POST
    def changing_page(request: ViewerRequest, inquiry_id: uuid.UUID) -> HttpResponseBase:
        now = timezone.now()
        inquiry = access.open_inquiry(request.viewer, inquiry_id, page=f"one_entry.{change.__name__}", at=now)
        changed = press(request, lambda: change(request, inquiry, now))
        return (changed and changed.value) or redirect("one_entry:inquiry", inquiry_id)

    changing_page.__name__, changing_page.__module__ = change.__name__, change.__module__
    changing_page.__doc__ = change.__doc__
    return changing_page


@changing
def take_inquiry(request: ViewerRequest, found: "Inquiry", now: datetime.datetime) -> HttpResponse | None:
    actions.take_inquiry(inquiry=found, by=request.viewer, at=now)
    messages.success(request, _("Den er din nu."))
    return None


@changing
def pass_on(request: ViewerRequest, found: "Inquiry", now: datetime.datetime) -> HttpResponse | None:
    form = PassOn(request.POST, colleagues=colleagues_of(request.viewer, now))
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
        form.add_error("person" if form.words.strip() else "about", _("Vælg en borger, eller beskriv en ny."))
    linked = carry_out(form, lambda: _link(form, found, by=request.viewer, at=now))
    if linked is None:
        return show(request, found, now, link_person=form)
    messages.success(request, _("Henvendelsen er knyttet til borgeren."))
    return go_on(found.pk, linked.value, needs_place=queries.urgency_of(found, now, viewer=request.viewer).needs_place)


def _link(form: Whom, found: "Inquiry", *, by: Viewer, at: datetime.datetime) -> uuid.UUID:
    whom = form.cleaned_data
    return actions.link_person(
        inquiry=found, person_id=whom["person_id"], new_person=whom["new_person"], is_named=whom["is_named"],
        by=by, at=at,
    )  # fmt: skip


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
    answering.ask_back(inquiry=found, question=form.cleaned_data["question"], by=request.viewer, at=now)
    messages.success(request, _("Spørgsmålet står nu hos den, der spurgte."))
    return None


@changing
def answer_inquiry(request: ViewerRequest, found: "Inquiry", now: datetime.datetime) -> HttpResponse | None:
    form = answer_form(found, may_tell(found, viewer=request.viewer, at=now), request.POST)

    def answer() -> None:
        typed = form.cleaned_data
        answering.answer_inquiry(
            inquiry=found, answer=typed["answer"], more=typed["more"], ground=typed.get("ground", ""),
            by_mail=bool(typed.get("by_mail")), by=request.viewer, at=now,
        )  # fmt: skip

    if not carry_out(form, answer):
        return show(request, found, now, answer_inquiry=form)
    if form.cleaned_data.get("by_mail"):
        messages.success(request, _("Svaret er skrevet ned og ligger i udbakken. Uret er stoppet."))
    else:
        messages.success(request, _("Svaret er skrevet ned. Uret er stoppet."))
    return None


@changing
def close_inquiry(request: ViewerRequest, found: "Inquiry", now: datetime.datetime) -> HttpResponse | None:
    form = CloseInquiry(request.POST)
    if not form.is_valid():
        return show(request, found, now, close_inquiry=form)
    ended = form.cleaned_data
    actions.close_inquiry(inquiry=found, outcome=ended["outcome"], text=ended["text"], by=request.viewer, at=now)
    messages.success(request, _("Henvendelsen er afsluttet."))
    return redirect("one_entry:inbox")


@changing
def reopen_inquiry(request: ViewerRequest, found: "Inquiry", now: datetime.datetime) -> HttpResponse | None:
    form = ReopenInquiry(request.POST)
    if not form.is_valid():
        return show(request, found, now, reopen_inquiry=form)
    actions.reopen_inquiry(inquiry=found, why=form.cleaned_data["why"], by=request.viewer, at=now)
    return None
