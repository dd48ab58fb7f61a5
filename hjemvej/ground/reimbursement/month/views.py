"""What would be lost this month? The leader's page."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from hjemvej.platform.access.pages import Audience, ViewerRequest, page
from hjemvej.platform.access.roles import Permission

from . import queries

ON_A_PAGE = 25


@page(Audience.STAFF, Permission.SEE_TEAM_LOAD, lists_citizens=True)
@require_GET
def month(request: ViewerRequest) -> HttpResponse:
    """What would be lost this month, in sum and of each citizen, by date; and who never slept in a shelter."""
    viewer, on = request.viewer, timezone.localdate()
    found = queries.month(viewer=viewer, on=on)
    reach = Paginator(found.to_reach, ON_A_PAGE).get_page(request.GET.get("side"))
    lost = Paginator(found.out_of_reach, ON_A_PAGE).get_page(request.GET.get("tabte"))
    shown = [*reach.object_list, *lost.object_list]
    named = queries.named(shown, viewer=viewer)
    never = Paginator(found.never, ON_A_PAGE).get_page(request.GET.get("andre"))
    context = {
        "month": found,
        "reach": reach,
        "lost": lost,
        "to_reach": [(row, person) for row, person in named if row.loss.can_be_kept],
        "out_of_reach": [(row, person) for row, person in named if not row.loss.can_be_kept],
        "looks_at_lost": "tabte" in request.GET,
        "may_decide": viewer.may(Permission.DECIDE),
        "never": never,
        "sleep": queries.where_they_sleep(list(never), viewer=viewer),
    }
    return render(request, "reimbursement/month.html", context)
