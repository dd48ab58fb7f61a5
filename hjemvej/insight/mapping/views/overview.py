"""Which page shows how it goes? The overview: homeless today, twelve months, and nights without a safe place."""

import datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from hjemvej.ground.law.queries import versions_after
from hjemvej.insight.mapping import actions, queries, rules
from hjemvej.platform.access.pages import Audience, ViewerRequest, page
from hjemvej.platform.access.roles import Permission
from hjemvej.platform.rooms import overview_figures
from hjemvej.platform.ui.figures import Figure
from hjemvej.platform.ui.small_numbers import SMALLEST_SHOWN

from .figures import by_group, by_situation, over_closed_months, over_months, unsafe_nights
from .homes_kept import ways_out
from .ways_home import steps_home


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
    if not rules.sees_small_numbers(request.viewer):
        return render(request, "mapping/released.html", _released(on, now))
    counted = actions.latest_overview(on=on, at=now)
    rule_changed = versions_after(counted.months[0].on, ["inactive_after"])
    rule_changed = [rule for rule in rule_changed if rule.valid_from <= on]
    is_by_one_rule = not any(rule.valid_from > counted.months[-2].on for rule in rule_changed)
    change = rules.change(counted.months) if is_by_one_rule else None
    low, high = rules.poisson_interval(counted.active)
    context = {
        "counted": counted,
        "low": low,
        "high": high,
        "is_chance": change is None and is_by_one_rule,
        "rule_changed": rule_changed,
        "more": change,
        "fewer": None if change is None else -change,
        "stats": _stats(counted),
        "by_situation": by_situation(counted),
        "over_months": over_months(counted),
        "months": [rules.MonthShown(month) for month in reversed(counted.months)],
        "brought": _brought(counted, exact=True),
        "steps_home": steps_home(counted.brought.get("way_home", {}), on),
        "ways_out": ways_out(counted.brought.get("still_at_home", {}), on),
        "unsafe_nights": unsafe_nights(counted),
        "may_see_register": request.viewer.may(Permission.SEE_REGISTER),
    }
    return render(request, "mapping/overview.html", context)


def _released(on: datetime.date, now: datetime.datetime) -> dict[str, Any]:
    """Return what those outside the team see: closed months alone, as they were shown."""
    released = actions.released_months(on=on)
    latest = released.latest
    return {
        "released": released,
        "latest": latest,
        "active": latest.shown["active"] if latest else None,
        "by_group": by_group(latest) if latest else None,
        "not_shown": rules.not_shown(latest.shown) if latest else 0,
        "over_months": over_closed_months(released, on=on),
        "brought": _brought(actions.latest_overview(on=on, at=now), exact=False),
        "smallest": SMALLEST_SHOWN,
    }


def _brought(counted: queries.Overview, *, exact: bool) -> list[tuple[str, Figure]]:
    """Return the rooms' own figures with their titles; figures of small numbers for the team alone."""
    drawn = []
    for figure in overview_figures():
        outside = figure.draw_released or (None if figure.shows_small_numbers else figure.draw)
        draw = figure.draw if exact else outside
        if figure.name in counted.brought and draw is not None:
            drawing = draw(counted.brought[figure.name], counted.on)
            if drawing is not None:
                drawn.append((str(figure.title), drawing))
    return drawn


def _stats(counted: queries.Overview) -> list[tuple[str, str, str, str]]:
    """The big figures beside the one in the heading: the number, its words, a detail, and its kind."""
    people = _("%s borgere i kommunen, de sidste 30 nætter") % counted.unsafe_people
    unsafe = "late" if counted.unsafe_nights else "ok"
    return [
        (
            str(counted.long_term),
            _("af de %d har været i hjemløshed i over et år") % counted.active,
            _("så vidt vi ved; det kan være flere"),
            "neutral",
        ),
        (str(counted.unsafe_nights), _("nætter uden et trygt sted"), people, unsafe),
        (
            str(counted.inactive),
            ngettext("mere, som ingen har mødt", "flere, som ingen har mødt", counted.inactive),
            _("i %d dage; tælles ikke med") % counted.active_days,
            "neutral",
        ),
    ]
