"""Which pages show messages? The outbox, and a single message with its buttons."""

import uuid
from collections.abc import Callable

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from hjemvej.platform.access.pages import Audience, ViewerRequest, page
from hjemvej.platform.access.roles import Permission
from hjemvej.platform.ui.form_pages import press

from . import access, actions, queries, rules
from .letters import queries as letters_ready


@page(Audience.STAFF, Permission.HANDLE_INQUIRIES, lists_citizens=True)
@require_GET
def outbox(request: ViewerRequest) -> HttpResponse:
    now = timezone.now()
    letters = letters_ready.waiting(viewer=request.viewer)
    messages = queries.outbox(viewer=request.viewer, at=now)
    return render(request, "correspondence/outbox.html", {"outbox": messages, "letters": letters, "now": now})


@page(Audience.STAFF, Permission.HANDLE_INQUIRIES)
@require_GET
def message(request: ViewerRequest, message_id: uuid.UUID) -> HttpResponse:
    """Show a message: its text, its status, and the buttons that settle it."""
    now = timezone.now()
    opened = access.open_message(request.viewer, message_id, page="correspondence.message", at=now)
    is_protected = opened.person is not None and opened.person.is_protected
    is_gone = queries.consent_is_gone(opened, now)
    context = {
        "row": queries.row(opened, now), "message": opened, "now": now,
        "may_be_settled": rules.may_be_settled(opened.status, opened.sending_since, now),
        "may_be_sent": queries.is_on(opened.channel) and not is_protected and not is_gone, "is_gone": is_gone,
    }  # fmt: skip
    return render(request, "correspondence/message.html", context)


@page(Audience.STAFF, Permission.HANDLE_INQUIRIES)
@require_POST
def mark_sent(request: ViewerRequest, message_id: uuid.UUID) -> HttpResponse:
    return _settle(request, message_id, actions.mark_sent, say=_("Beskeden er markeret som sendt."))


@page(Audience.STAFF, Permission.HANDLE_INQUIRIES)
@require_POST
def send_again(request: ViewerRequest, message_id: uuid.UUID) -> HttpResponse:
    return _settle(request, message_id, actions.send_again, say=_("Beskeden bliver sendt om lidt."))


@page(Audience.STAFF, Permission.HANDLE_INQUIRIES)
@require_POST
def drop_message(request: ViewerRequest, message_id: uuid.UUID) -> HttpResponse:
    return _settle(request, message_id, actions.drop_message, say=_("Beskeden bliver ikke sendt."))


def _settle(request: ViewerRequest, message_id: uuid.UUID, action: Callable[..., None], *, say: str) -> HttpResponse:
    """Open the message through the door, change it, and return to it with a sentence."""
    now = timezone.now()
    opened = access.open_message(request.viewer, message_id, page="correspondence.message", at=now)
    press(request, lambda: action(message=opened, by=request.viewer, at=now), say=say)
    return redirect("correspondence:message", opened.pk)
