"""How does a partner tell that a home is at risk, in two minutes, and see what came of it? Never whom we know."""

import uuid
from functools import partial
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from hjemvej.efforts.prevention.actions import AlreadyReceived, receive_signal
from hjemvej.efforts.prevention.leaving import actions as leaving
from hjemvej.efforts.prevention.leaving.telling import is_of_a_stay, told_of_stay
from hjemvej.efforts.prevention.pausing import actions as pausing
from hjemvej.efforts.prevention.pausing import queries as pauses
from hjemvej.efforts.prevention.queries import sent_by
from hjemvej.efforts.prevention.sending import queries
from hjemvej.efforts.prevention.sending.access import open_sent_signal
from hjemvej.efforts.prevention.sending.rules import Channel
from hjemvej.ground.partners.queries import NobodyReceives
from hjemvej.platform.access.pages import Audience, ViewerRequest, page
from hjemvej.platform.access.roles import Permission
from hjemvej.platform.ui.form_pages import carry_out, form_page, press, say_refusals
from hjemvej.platform.ui.when import short_date
from hjemvej.portals.partner.forms.leaving import TellNewDay
from hjemvej.portals.partner.forms.pauses import AnswerPause
from hjemvej.portals.partner.forms.signals import SendSignal

if TYPE_CHECKING:
    from hjemvej.efforts.prevention.models import SentSignal, Signal

ON_A_PAGE = 50


@page(Audience.PARTNER, Permission.SEND_SIGNAL)
@require_GET
def sent_signals(request: ViewerRequest) -> HttpResponse:
    """What came of it: received, taken up or closed, and nothing more."""
    viewer = request.viewer
    shown = Paginator(sent_by(viewer.team_id, viewer=viewer), ON_A_PAGE).get_page(request.GET.get("side"))
    context = {"page": shown, "waiting": queries.count_received(viewer=viewer)}
    return render(request, "partner/sent_signals.html", context)


@page(Audience.PARTNER, Permission.SEND_SIGNAL)
@require_GET
def choose_signal(request: ViewerRequest) -> HttpResponse:
    """Which kind? Those that the agreement lets it send; where there is a single one, its form at once."""
    offered = queries.kinds_offered(viewer=request.viewer, on=timezone.localdate())
    agreed = [one for one in offered if one.permit]
    if len(offered) == len(agreed) == 1:
        return redirect("partner:send_signal", agreed[0].kind.key)
    context = {
        "agreed": agreed, "others": [one for one in offered if not one.permit], "team_phone": settings.TEAM_PHONE,
    }  # fmt: skip
    return render(request, "partner/choose_signal.html", context)


@page(Audience.PARTNER, Permission.SEND_SIGNAL, keeps_late=False)
@require_http_methods(["GET", "POST"])
def send_signal(request: ViewerRequest, signal_kind: str) -> HttpResponse:
    """One signal; what is refused stays in the sender's own page, and nowhere with us."""
    now, viewer = timezone.now(), request.viewer
    kind = queries.kind_to_send(signal_kind, viewer=viewer, on=timezone.localdate(now))
    if kind is None:
        raise Http404
    form = SendSignal(request.POST or None, kind=kind)
    try:
        done = carry_out(form, lambda: _send(form, request))
    except NobodyReceives:
        done = form.add_error(None, _("Ingen kan modtage lige nu. Ring i stedet. Det, du skrev, står her endnu."))
    if done and done.value:
        return redirect("partner:sent_signal", done.value.pk)
    if done:
        return redirect("partner:sent_signals")
    return form_page(request, "partner/send_signal.html", form, kind=kind)


def _send(form: SendSignal, request: ViewerRequest) -> "Signal | None":
    """Send it; where the very same was received before, say so and send nothing."""
    try:
        return receive_signal(form.sent(), channel=Channel.PORTAL, by=request.viewer, at=timezone.now())
    except AlreadyReceived as already:
        messages.add_message(request, already.level, str(already))
        return None


@page(Audience.PARTNER, Permission.SEND_SIGNAL)
@require_GET
def sent_signal(request: ViewerRequest, sent_signal_id: uuid.UUID) -> HttpResponse:
    """The receipt of one that we sent, and how far it is."""
    return show_sent(request, open_sent_signal(request.viewer, sent_signal_id))


@page(Audience.PARTNER, Permission.SEND_SIGNAL, keeps_late=False)
@require_POST
def tell_new_day(request: ViewerRequest, sent_signal_id: uuid.UUID) -> HttpResponse:
    """The release or the discharge is on another day; what was known before is kept."""
    sent, form = _of_a_stay(request, sent_signal_id), TellNewDay(request.POST)
    tell = partial(leaving.tell_new_day, sent=sent, by=request.viewer, at=timezone.now())
    if carry_out(form, lambda: tell(**form.cleaned_data)) is None:
        return show_sent(request, sent, form)
    messages.success(request, _("Kommunen har fået den nye dag."))
    return redirect("partner:sent_signal", sent.pk)


@page(Audience.PARTNER, Permission.SEND_SIGNAL, keeps_late=False)
@require_POST
def ask_for_meeting(request: ViewerRequest, sent_signal_id: uuid.UUID) -> HttpResponse:
    """Either side may call a network meeting."""
    sent = _of_a_stay(request, sent_signal_id)
    ask = partial(leaving.ask_for_meeting, sent=sent, by=request.viewer, at=timezone.now())
    press(request, ask, say=_("Kommunen ved, at I beder om et netværksmøde."))
    return redirect("partner:sent_signal", sent.pk)


@page(Audience.PARTNER, Permission.SEND_SIGNAL, keeps_late=False)
@require_POST
def answer_pause(request: ViewerRequest, sent_signal_id: uuid.UUID) -> HttpResponse:
    """The landlord answers whether the collection rests while the tenant is helped."""
    sent, form = open_sent_signal(request.viewer, sent_signal_id), AnswerPause(request.POST)
    answer = partial(pausing.answer_pause, sent=sent, by=request.viewer, at=timezone.now())
    if carry_out(form, lambda: answer(**form.cleaned_data)) is None:
        return show_sent(request, sent, pause_form=form)
    messages.success(request, _("Kommunen har fået svaret."))
    return redirect("partner:sent_signal", sent.pk)


def _of_a_stay(request: ViewerRequest, sent_signal_id: uuid.UUID) -> "SentSignal":
    sent = open_sent_signal(request.viewer, sent_signal_id)
    if not is_of_a_stay(sent):
        raise Http404
    return sent


def show_sent(
    request: ViewerRequest, sent: "SentSignal", form: TellNewDay | None = None, pause_form: AnswerPause | None = None
) -> HttpResponse:
    """How far it is; of a stay also the days left and the meeting; with the tenant's yes, that help has begun."""
    now, shown = timezone.now(), form or TellNewDay()
    on = timezone.localdate(now)
    pause = pauses.told(sent, viewer=request.viewer, at=now)
    stay = told_of_stay(sent, on=on)
    if form is not None and not (stay and stay.may_change):
        say_refusals(request, form)
    if pause_form is not None and pause is None:
        say_refusals(request, pause_form)
    if pause and pause_form is None:
        until_on = short_date(pauses.last_day(pause), on)
        pause_form = AnswerPause(initial={"answer": pause.answer, "paused_until": until_on}, auto_id="id_pause_%s")
    context = {
        "sent": sent, "stay": stay, "begins_in_form": False, "pause": pause,
        "pause_form": pause_form,
    }  # fmt: skip
    return form_page(request, "partner/sent_signal.html", shown, *([pause_form] if pause_form else []), **context)
