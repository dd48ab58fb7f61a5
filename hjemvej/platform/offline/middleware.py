"""How does a form that waited sealed on a phone reach its page? Unsealed here, and sent on as the post it was.

From here on it is a plain post: the page's own audience, permission, door, row security and once-ness decide, and who
is signed in now. On the way out the answer is read: taken, or kept for its author (`models.ReturnedForm`).
"""

from collections.abc import Callable
from typing import Any

from django.contrib.messages import constants as levels
from django.contrib.messages import get_messages
from django.db import transaction
from django.http import HttpRequest, HttpResponseBase, JsonResponse, QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from hjemvej.platform.access.viewer import looking_as
from hjemvej.platform.repeated_forms.answering import is_answered

from . import actions, keys, rules, tickets
from .rules import Entry
from .waiting import waits_at

BY_THE_PAGE = "HTTP_X_SENT_BY_PAGE"  # answered 204 in place of a redirect (ui/middleware.py)
LEADS_TO = "X-Leads-To"
TRIED_BEFORE = {500, 502, 503, 504}
NOT_ALLOWED = {401, 403}


class SealedFormMiddleware:
    """Opens what waited on a phone, for the user who wrote it alone; what cannot be opened goes to `views.send`."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.method != "POST" or request.path != reverse("offline:send"):
            return self.get_response(request)
        try:
            entry = _entry_in(request)
        except (keys.CannotBeOpened, rules.NoEntry):
            return self.get_response(request)
        if str(request.user.pk) != entry.user_id:
            return self.get_response(request)
        is_given_back = "give_back" in request.POST
        why = rules.why_not_by_itself(
            entry, may_wait=waits_at(entry.path), is_given_back=is_given_back, at=timezone.now()
        )
        if why and not _is_written_already(entry):
            request.entry, request.why_returned = entry, why  # type: ignore[attr-defined]
            return self.get_response(request)
        _become(request, entry)
        return _told(request, entry, self.get_response(request))


def _entry_in(request: HttpRequest) -> Entry:
    found = keys.opened(request.POST.get("sealed", ""))
    user_id, page_at = tickets.holder_of(found.get("ticket"))
    return rules.entry_of(found, user_id=user_id, page_at=page_at, at=timezone.now())


def _is_written_already(entry: Entry) -> bool:
    """Only its answer was lost on the way: the author is not told that it could not be saved."""
    path = f"{entry.path}?{entry.query}" if entry.query else entry.path
    return is_answered(user_id=entry.user_id, path=path, form=_form_of(entry))


def _form_of(entry: Entry) -> QueryDict:
    form = QueryDict(mutable=True)
    for name, value in entry.fields:
        form.appendlist(name, value)
    return form


def _become(request: Any, entry: Entry) -> None:
    """Make the request the post that the page would have sent."""
    form = _form_of(entry)
    form["waited"] = "1"  # a page that would ask back asks nobody now
    request.POST = form
    request.GET = QueryDict(entry.query)
    request.path = entry.path
    request.path_info = request.META["PATH_INFO"] = entry.path
    request.META["QUERY_STRING"] = entry.query
    request.META[BY_THE_PAGE] = "1"


def _told(request: Any, entry: Entry, response: HttpResponseBase) -> HttpResponseBase:
    """Tell the phone what became of it: sent, returned to its author, or to be tried again."""
    leads_to = response.get(LEADS_TO, "")
    viewer = getattr(request, "viewer", None)
    is_to_sign_in = leads_to.startswith(reverse("account_login"))
    if response.status_code in TRIED_BEFORE or response.status_code in NOT_ALLOWED or viewer is None or is_to_sign_in:
        return response
    refused = _why_refused(request, response)
    page = request.resolver_match.view_name.replace(":", ".")
    with transaction.atomic(), looking_as(viewer):
        if refused:
            actions.keep_returned(entry=entry, why=refused, by=viewer, at=timezone.now())
        else:
            actions.note_sent(entry=entry, page=page, by=viewer, at=timezone.now())
    answer = JsonResponse({"how": "returned" if refused else "sent", "leads": leads_to})
    answer.cookies = response.cookies  # a message for the next page, a draft let go
    return answer


def _why_refused(request: HttpRequest, response: HttpResponseBase) -> str:
    """Return the page's reason, or ours where it gave none; empty when the form was taken."""
    said = getattr(get_messages(request), "_queued_messages", [])
    errors = [str(message.message) for message in said if message.level >= levels.WARNING]
    if errors:
        return " ".join(errors)
    if response.status_code == 204:
        return ""
    if response.status_code == 404:
        return _("Det findes ikke længere, eller du har ikke adgang til det mere.")
    return _("Noget er ændret imens, eller noget mangler. Tryk ”Se og ret”, så viser siden, hvad det er.")
