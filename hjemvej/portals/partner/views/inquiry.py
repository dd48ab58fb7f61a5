"""How does a partner send an inquiry and follow it? They see their own alone, and the answer they may have."""

import uuid

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from hjemvej.efforts.one_entry.actions import InquiryFacts, InquiryIsClosed, NobodyReceives
from hjemvej.efforts.one_entry.answering import access as one_entry
from hjemvej.efforts.one_entry.answering import queries as inquiries
from hjemvej.efforts.one_entry.answering.actions import reply
from hjemvej.platform.access.pages import Audience, ViewerRequest, page
from hjemvej.platform.access.roles import Permission
from hjemvej.platform.offline.waiting import may_wait
from hjemvej.platform.ui.form_pages import form_page
from hjemvej.portals.partner.actions.inquiry import NoAgreement
from hjemvej.portals.partner.actions.inquiry import send_inquiry as send
from hjemvej.portals.partner.forms.inquiry import Reply, SendInquiry

ON_A_PAGE = 50


@page(Audience.PARTNER, Permission.SEND_INQUIRY)
@may_wait(hours=6)
@require_http_methods(["GET", "POST"])
def send_inquiry(request: ViewerRequest) -> HttpResponse:
    now, viewer = timezone.now(), request.viewer
    form = SendInquiry(request.POST or None)
    may_send = inquiries.may_send(viewer=viewer, on=timezone.localdate(now))
    if form.is_valid():
        typed = form.cleaned_data
        facts = InquiryFacts(
            asker_name=viewer.name, asker_contact=typed["asker_contact"], wants_answer=True, about=typed["about"],
            text=typed["text"], tonight=typed["tonight"], where=typed["where"], children=typed["children"],
            is_threatened=typed["is_threatened"], eviction_on=typed["eviction_on"],
            concerns=["losing_home"] if typed["eviction_on"] else [],
        )  # fmt: skip
        try:
            sent = send(key=typed["key"], facts=facts, by=viewer, at=now)
        except NoAgreement:
            may_send = False
        except NobodyReceives:
            form.add_error(None, _("Ingen kan modtage lige nu. Ring i stedet. Det, du skrev, står her endnu."))
        else:
            messages.success(request, _("Sendt."))
            return redirect("partner:inquiry", sent)
    refused = request.method == "POST"
    context = {"form": form, "may_send": may_send, "team_phone": settings.TEAM_PHONE, "begins_in_form": True}
    return render(request, "partner/send_inquiry.html", context, status=422 if refused else 200)


@page(Audience.PARTNER, Permission.SEND_INQUIRY)
@require_GET
def sent_inquiries(request: ViewerRequest) -> HttpResponse:
    """Those we sent, open ones first."""
    now, viewer = timezone.now(), request.viewer
    may_follow = inquiries.may_follow(viewer.team_id, on=timezone.localdate(now))
    sent = inquiries.sent_inquiries(viewer=viewer, at=now, open_first=may_follow).prefetch_related("steps")
    shown = Paginator(sent, ON_A_PAGE).get_page(request.GET.get("side"))
    rows = [inquiries.inquiry_for_asker(row, may_follow=may_follow) for row in shown]
    context = {"page": shown, "rows": rows, "may_follow": may_follow}
    return render(request, "partner/sent_inquiries.html", context)


@page(Audience.PARTNER, Permission.SEND_INQUIRY)
@require_http_methods(["GET", "POST"])
def inquiry(request: ViewerRequest, inquiry_id: uuid.UUID) -> HttpResponse:
    """One we sent: how far it is, the answer, what they ask us, and room to tell more."""
    now, viewer = timezone.now(), request.viewer
    opened = one_entry.open_sent_inquiry(viewer, inquiry_id, at=now)
    may_follow = inquiries.may_follow(viewer.team_id, on=timezone.localdate(now))
    form = Reply(request.POST or None)
    if form.is_valid():
        try:
            reply(inquiry=opened, text=form.cleaned_data["text"], by=viewer, at=now, may_follow=may_follow)
        except InquiryIsClosed:
            form.add_error("text", _("Den er afsluttet. Send en ny i stedet. Din tekst står her endnu."))
        else:
            messages.success(request, _("Sendt."))
            return redirect("partner:inquiry", inquiry_id)
    shown = inquiries.inquiry_for_asker(opened, may_follow=may_follow)
    return form_page(request, "partner/inquiry.html", form, inquiry=shown)
