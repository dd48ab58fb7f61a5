"""What waits before a home is lost? Signals that nobody has taken up, and open cases, by days left and law."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from hjemvej.efforts.prevention import queries
from hjemvej.efforts.prevention.cases.queries import case_rows, late
from hjemvej.efforts.prevention.queries.signals import ROWS
from hjemvej.platform.access.pages import Audience, ViewerRequest, page
from hjemvej.platform.access.roles import Permission


@page(Audience.STAFF, Permission.HANDLE_INQUIRIES, lists_citizens=True)
@require_GET
def signals(request: ViewerRequest) -> HttpResponse:
    viewer, on = request.viewer, timezone.localdate()
    paged = Paginator(queries.waiting(viewer=viewer), ROWS).get_page(request.GET.get("side"))
    context = {
        "rows": queries.rows(list(paged), viewer=viewer, on=on), "paged": paged, "waiting": paged.paginator.count,
        "late": late(viewer=viewer, on=on), "open_cases": queries.open_cases(viewer=viewer).count(),
    }  # fmt: skip
    return render(request, "prevention/signals.html", context)


@page(Audience.STAFF, Permission.HANDLE_INQUIRIES, lists_citizens=True)
@require_GET
def cases(request: ViewerRequest) -> HttpResponse:
    viewer, on = request.viewer, timezone.localdate()
    paged = Paginator(case_rows(viewer=viewer, on=on), ROWS).get_page(request.GET.get("side"))
    return render(request, "prevention/cases.html", {"rows": list(paged), "paged": paged})
