"""Which page shows how it goes? The overview: homeless today, twelve months, and nights without a safe place."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from hjemvej.insight.mapping import actions, queries, rules
from hjemvej.platform.access.pages import Audience, ViewerRequest, page
from hjemvej.platform.access.roles import Permission
from hjemvej.platform.rooms import overview_figures
from hjemvej.platform.ui.figures import Figure

from .figures import by_situation, over_months, unsafe_nights


@page(
    Audience.STAFF,
    Permission.SEE_OVERVIEW,
    writes_on_get="counts that the job has not made are kept for the next who asks",
)
@require_GET
def overview(request: ViewerRequest) -> HttpResponse:
    """How many are homeless today, where, and how has it moved? Counts alone: nobody here needs to know who."""
    now = timezone.now()
    on = timezone.localdate(now)
    counted = actions.latest_overview(on=on, at=now)
    exact = rules.sees_small_numbers(request.viewer)
    change = rules.change(counted.months, exact=exact)
    context = {
        "counted": counted,
        "exact": exact,
        "active": rules.figure(counted.active, exact=exact),
        "more": change,
        "fewer": None if change is None else -change,
        "stats": _stats(counted, exact=exact),
        "by_situation": by_situation(counted, exact=exact),
        "over_months": over_months(counted, exact=exact),
        "months": [rules.MonthShown(month, exact=exact) for month in reversed(counted.months)],
        "brought": _brought(counted, exact=exact),
        "unsafe_nights": unsafe_nights(counted) if exact else None,
        "smallest": rules.SMALLEST_SHOWN,
        "may_see_register": request.viewer.may(Permission.SEE_REGISTER),
    }
    return render(request, "mapping/overview.html", context)


def _brought(counted: queries.Overview, *, exact: bool) -> list[tuple[str, Figure]]:
    """Return the rooms' own figures with their titles; figures of small numbers for the team alone."""
    drawn = []
    for figure in overview_figures():
        if figure.name in counted.brought and (exact or not figure.shows_small_numbers):
            drawing = figure.draw(counted.brought[figure.name], counted.on)
            if drawing is not None:
                drawn.append((str(figure.title), drawing))
    return drawn


def _stats(counted: queries.Overview, *, exact: bool) -> list[tuple[str, str, str, str]]:
    """The big figures: the number, its words, a detail, and its kind."""

    def say(count: int) -> str:
        return rules.figure(count, exact=exact).words

    people = _("%s mennesker, de sidste 30 nætter") % say(counted.unsafe_people)
    return [
        (
            say(counted.active),
            _("borgere i hjemløshed i dag"),
            _("mødt inden for %d dage") % counted.active_days,
            "neutral",
        ),
        (say(counted.long_term), _("i hjemløshed over et år"), _("af dem"), "neutral"),
        (say(counted.unsafe_nights), _("nætter uden et trygt sted"), people, "late" if counted.unsafe_nights else "ok"),
        (
            say(counted.inactive),
            _("mere, som ingen har mødt"),
            _("i %d dage; tælles ikke med") % counted.active_days,
            "neutral",
        ),
    ]
