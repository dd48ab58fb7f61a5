"""What needs me now?"""

import datetime

from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone

from hjemvej.efforts.safe_night.board.rules import badge
from hjemvej.efforts.safe_night.mornings.queries.figures import picture
from hjemvej.insight.mapping import actions as mapping
from hjemvej.platform.access.pages import Audience, ViewerRequest, page
from hjemvej.platform.access.queries import broken_glass
from hjemvej.platform.access.roles import Permission
from hjemvej.platform.rooms import first_steps, front_pages
from hjemvej.portals.staff.queries import today as queries

A_DAY = datetime.timedelta(days=1)
DEADLINES = "frister"


@page(Audience.SIGNED_IN)
def front(request: ViewerRequest) -> HttpResponseBase:
    """Each role begins where its work is."""
    for front_page in front_pages():
        if request.viewer.may(front_page.needs):
            return redirect(front_page.url_name)
    return redirect("access:own_page")


@page(Audience.STAFF, Permission.SEE_TODAY, lists_citizens=True)
def today(request: ViewerRequest) -> HttpResponseBase:
    at = timezone.now()
    steps = queries.steps(viewer=request.viewer, at=at)
    only_due = request.GET.get("vis") == DEADLINES
    chosen = queries.due_today(steps, at) if only_due else steps
    leads_a_team = request.viewer.may(Permission.SEE_TEAM_LOAD)
    glance = queries.glance(steps, viewer=request.viewer, at=at)
    request.counted_for_menu = {"one_entry:inbox": glance.new_inquiries}
    if request.viewer.may(Permission.FIND_PLACE):
        request.counted_for_menu["safe_night:board"] = badge(glance.without_place, glance.outside)
    shown = chosen if only_due or request.GET.get("alt") == "1" else steps[: queries.SHOWN - leads_a_team]
    return render(
        request,
        "staff/today.html",
        {
            "steps": shown,
            "more": len(chosen) - len(shown),
            "only_due": only_due,
            "glance": glance,
            "broken": broken_glass(at - A_DAY, viewer=request.viewer),
            "leads_a_team": leads_a_team,
        },
    )


@page(Audience.STAFF, Permission.SEE_TODAY, lists_citizens=True)
def own_goals(request: ViewerRequest) -> HttpResponseBase:
    """Show below the list what we set ourselves and have not kept; fetched, for the next step waits for no count."""
    found = queries.own_goals(viewer=request.viewer, at=timezone.now())
    shown = found if request.GET.get("alt") == "1" else found[: queries.SHOWN]
    return render(request, "staff/_today_own_goals.html", {"steps": shown, "more": len(found) - len(shown)})


@page(Audience.STAFF, Permission.SEE_BOARD)
def tonight(request: ViewerRequest) -> HttpResponseBase:
    """Show the part to the right of the list, which the browser fetches, and again each minute."""
    now = timezone.now()
    shown = queries.tonight(viewer=request.viewer, at=now)
    begin = [step for step in first_steps() if request.viewer.may(step.needs)]
    context = {"tonight": shown, "picture": picture(shown.unsafe, now), "begin": begin}
    return render(request, "staff/_today_night.html", context)


@page(
    Audience.STAFF,
    Permission.SEE_TODAY,
    writes_on_get="counts that the job has not made are kept for the next who asks",
)
def homeless(request: ViewerRequest) -> HttpResponseBase:
    """The fourth figure, fetched by the page itself: the day's next step waits for no count."""
    at = timezone.now()
    counted = mapping.latest_overview(on=timezone.localdate(at), at=at)
    return render(request, "staff/_homeless.html", {"homeless": queries.homeless(counted)})


@page(Audience.STAFF, Permission.SEE_TEAM_LOAD)
def team(request: ViewerRequest) -> HttpResponseBase:
    """The leader's part, fetched by the page itself: how the work is shared."""
    shown = queries.team(viewer=request.viewer, at=timezone.now())
    return render(request, "staff/_team_load.html", {"team": shown})
