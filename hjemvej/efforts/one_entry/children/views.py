"""Which pages are there about a child who may need support? The step on an inquiry or a citizen, and its receipt."""

import datetime
import uuid
from functools import partial
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from hjemvej.efforts.one_entry.access import open_inquiry
from hjemvej.efforts.one_entry.queries import child_reasons, title
from hjemvej.ground.people.access import open_person
from hjemvej.platform.access.pages import Audience, ViewerRequest, page
from hjemvej.platform.access.roles import Permission
from hjemvej.platform.ui.form_pages import carry_out, form_page, press

from . import access, actions, queries
from .forms import RaiseChildNotice, SettleChildNotice, WriteReceipt

if TYPE_CHECKING:
    from hjemvej.efforts.one_entry.models import ChildNotice


@page(Audience.STAFF, Permission.HANDLE_INQUIRIES)
@require_http_methods(["GET", "POST"])
def child_of_inquiry(request: ViewerRequest, inquiry_id: uuid.UUID) -> HttpResponse:
    """Tell the child's municipality of the child that an inquiry speaks of, or write why it is not needed."""
    now, viewer = timezone.now(), request.viewer
    inquiry = open_inquiry(viewer, inquiry_id, page="one_entry.child_of_inquiry", at=now)
    child = queries.of_inquiry(inquiry, viewer=viewer, on=timezone.localdate(now))
    if child.shown is not None:
        return redirect("one_entry:child_notice", child.shown.notice.pk)
    form = SettleChildNotice(request.POST or None, raised_at=inquiry.received_at, now=now)
    done = carry_out(form, lambda: actions.settle_inquiry(inquiry=inquiry, settled=form.settled, by=viewer, at=now))
    if done:
        return _said(request, done.value)
    known = {"inquiry": inquiry, "name": title(inquiry), "reasons": child.reasons, "person_id": inquiry.person_id}
    return _ask_to_tell(request, form, inquiry.received_at, now, **known)


@page(Audience.STAFF, Permission.HANDLE_INQUIRIES)
@require_http_methods(["GET", "POST"])
def child_of_person(request: ViewerRequest, person_id: uuid.UUID) -> HttpResponse:
    """Write that a child of this citizen may need support; then tell the municipality."""
    now, viewer = timezone.now(), request.viewer
    needs = Permission.HANDLE_INQUIRIES
    person = open_person(viewer, person_id, page="one_entry.child_of_person", at=now, needs=needs)
    form = RaiseChildNotice(request.POST or None)
    raised = carry_out(
        form,
        lambda: actions.raise_child_notice(person_id=person.pk, what=form.cleaned_data["what"], by=viewer, at=now),
    )
    if raised:
        return redirect("one_entry:child_notice", raised.value.pk)
    return form_page(
        request,
        "one_entry/child_raise.html",
        form,
        person=person,
        deadline=queries.our_deadline(now, told_on=timezone.localdate(now)),
    )


@page(Audience.STAFF, Permission.HANDLE_INQUIRIES)
@require_http_methods(["GET", "POST"])
def child_notice(request: ViewerRequest, notice_id: uuid.UUID) -> HttpResponse:
    """What became of the notice; while nothing has, the form that settles it."""
    now, viewer = timezone.now(), request.viewer
    found = access.open_notice(viewer, notice_id, page="one_entry.child_notice", at=now)
    if found.outcome:
        told_on = timezone.localdate(found.told_at or found.raised_at)
        return _show(request, found, WriteReceipt(told_on=told_on, today=timezone.localdate(now)), now)
    form = SettleChildNotice(request.POST or None, raised_at=found.raised_at, now=now)
    done = carry_out(form, lambda: actions.settle_child_notice(notice=found, settled=form.settled, by=viewer, at=now))
    if done:
        return _said(request, done.value)
    known = {"notice": found, "name": queries.name_of(found), "person_id": queries.person_of(found)}
    return _ask_to_tell(request, form, found.raised_at, now, **known)


@page(Audience.STAFF, Permission.HANDLE_INQUIRIES)
@require_POST
def child_receipt(request: ViewerRequest, notice_id: uuid.UUID) -> HttpResponse:
    """The receiver's receipt came."""
    now, viewer = timezone.now(), request.viewer
    found = access.open_notice(viewer, notice_id, page="one_entry.child_receipt", at=now)
    told_on = timezone.localdate(found.told_at or found.raised_at)
    form = WriteReceipt(request.POST, told_on=told_on, today=timezone.localdate(now))
    done = carry_out(form, lambda: actions.write_receipt(notice=found, **form.cleaned_data, by=viewer, at=now))
    if not done:
        return _show(request, found, form, now)
    messages.success(request, _("Kvitteringen er skrevet ned."))
    return redirect("one_entry:child_notice", found.pk)


@page(Audience.STAFF, Permission.HANDLE_INQUIRIES)
@require_POST
def child_asked(request: ViewerRequest, notice_id: uuid.UUID) -> HttpResponse:
    """We have asked for the receipt that did not come."""
    now, viewer = timezone.now(), request.viewer
    found = access.open_notice(viewer, notice_id, page="one_entry.child_asked", at=now)
    ask = partial(actions.ask_for_receipt, notice=found, by=viewer, at=now)
    press(request, ask, say=_("Skrevet: du har spurgt i dag."))
    return redirect("one_entry:child_notice", found.pk)


def _ask_to_tell(
    request: ViewerRequest, form: SettleChildNotice, raised_at: datetime.datetime, now: datetime.datetime, **known: Any
) -> HttpResponse:
    """The form that settles it: the day it had to be told, and whom to ring."""
    today = timezone.localdate(now)
    deadline = queries.our_deadline(raised_at, told_on=today)
    return form_page(
        request, "one_entry/child_settle.html", form, deadline=deadline, phone=settings.CHILDREN_PHONE,
        municipality=settings.MUNICIPALITY_NAME, is_late=deadline is not None and deadline.due_on < today, **known,
    )  # fmt: skip


def _said(request: ViewerRequest, settled: "ChildNotice") -> HttpResponse:
    told = settled.told_at is not None
    messages.success(request, _("Underretningen er skrevet ned.") if told else _("Din grund er skrevet ned."))
    return redirect("one_entry:child_notice", settled.pk)


def _show(request: ViewerRequest, found: "ChildNotice", form: WriteReceipt, now: datetime.datetime) -> HttpResponse:
    [one] = queries.shown([found], timezone.localdate(now))
    context = {
        "one": one, "notice": found, "name": queries.name_of(found), "person_id": queries.person_of(found),
        "reasons": child_reasons(found.inquiry) if found.inquiry else [],
    }  # fmt: skip
    return form_page(request, "one_entry/child_notice.html", form, **context)
