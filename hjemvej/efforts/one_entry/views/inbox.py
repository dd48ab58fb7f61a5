"""Which inquiries are there? One inbox, in order of urgency, its filters as links."""

from typing import cast

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from hjemvej.efforts.one_entry import queries
from hjemvej.platform.access.pages import Audience, ViewerRequest, page
from hjemvej.platform.access.roles import Permission

LAST_PAGE = 10_000


@page(Audience.STAFF, Permission.HANDLE_INQUIRIES, lists_citizens=True)
@require_GET
def inbox(request: ViewerRequest) -> HttpResponse:
    now = timezone.now()
    filters = {"all": _("Alle åbne"), "new": _("Nye"), "mine": _("Mine"), "closed": _("Afsluttede")}
    chosen = request.GET.get("vis", "")
    chosen = chosen if chosen in filters else "all"
    found = queries.inbox(cast(queries.Filter, chosen), viewer=request.viewer, at=now, page=_page_number(request))
    tabs = [(key, label, found.counts.get(key)) for key, label in filters.items()]
    return render(request, "one_entry/inbox.html", {"inbox": found, "chosen": chosen, "tabs": tabs})


def _page_number(request: ViewerRequest) -> int:
    asked = request.GET.get("side", "1")
    return min(max(int(asked[:6]), 1), LAST_PAGE) if asked.isascii() and asked.isdigit() else 1
