"""Who has no place tonight, and where is a place free? The board, its refresh, its paper, a house's report by phone."""

import datetime
import hashlib
import uuid
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from hjemvej.efforts.safe_night import access
from hjemvej.efforts.safe_night.board import actions, queries, rules
from hjemvej.efforts.safe_night.board.forms import ReportFreePlaces
from hjemvej.efforts.safe_night.mornings.queries.mornings import night_in_short
from hjemvej.efforts.safe_night.mornings.rules import how_the_night_was
from hjemvej.efforts.safe_night.queries.places import houses_tonight
from hjemvej.ground.shelters.rules import night_of
from hjemvej.platform.access.pages import Audience, ViewerRequest, page
from hjemvej.platform.access.roles import Permission
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.ui.form_pages import carry_out, form_page

DAY = datetime.timedelta(days=1)
AGES_EVERY = 60  # seconds: how often the words "for 12 min. siden" may change


@dataclass(frozen=True)
class DrawnHouses:
    """The drawn houses of the board at a given fingerprint and minute; without any person's name."""

    state: tuple[str, int]
    free: int
    html: SafeString


# The latest drawing, by whether its viewers may find a place and by language.
_drawn_houses: dict[tuple[bool, str | None], DrawnHouses] = {}


@page(Audience.STAFF, Permission.SEE_BOARD, lists_citizens=True)
@require_GET
def board(request: ViewerRequest) -> HttpResponse:
    """Tonight. Asked again by the page itself, it answers 304 as long as nothing has happened."""
    now, viewer = timezone.now(), request.viewer
    state = (queries.fingerprint(viewer=viewer), int(now.timestamp()) // AGES_EVERY)
    parts = (viewer.user_id, viewer.organisation_id, get_language(), state)
    mark = hashlib.sha256(repr(parts).encode()).hexdigest()[:20]
    asks_again = bool(getattr(request, "htmx", False))
    if asks_again and request.headers.get("If-None-Match") == f'"{mark}"':
        return HttpResponse(status=304, headers={"ETag": f'"{mark}"'})
    may_find_place = viewer.may(Permission.FIND_PLACE)
    drawn = (_shared if asks_again else _draw)(may_find_place, state, now)
    people = _people_tonight(viewer, now, free=drawn.free)
    counts = people["people"].counts
    request.counted_for_menu = {"safe_night:board": rules.badge(counts.waiting, counts.outside)}
    context = {
        **people,
        "drawn_houses": drawn.html,
        "mark": mark,
        "asks_again": asks_again,
    }
    answer = render(request, "safe_night/_tonight.html" if asks_again else "safe_night/board.html", context)
    answer["ETag"] = f'"{mark}"'
    return answer


@page(Audience.STAFF, Permission.SEE_BOARD, lists_citizens=True)
@require_GET
def houses(request: ViewerRequest) -> HttpResponse:
    """Every house, where the board shows the first of many."""
    return render(request, "safe_night/houses.html", _tonight(request.viewer, timezone.now()))


@page(Audience.STAFF, Permission.SEE_BOARD, lists_citizens=True)
@require_GET
def unsettled(request: ViewerRequest) -> HttpResponse:
    """Everybody whose night is not settled, where the board shows the first of many."""
    return render(request, "safe_night/unsettled.html", _tonight(request.viewer, timezone.now()))


@page(Audience.STAFF, Permission.SEE_BOARD, lists_citizens=True)
@require_GET
def paper(request: ViewerRequest) -> HttpResponse:
    """The night's list to print and take along."""
    return render(request, "safe_night/paper.html", _tonight(request.viewer, timezone.now()))


@page(Audience.STAFF, Permission.FIND_PLACE)
@require_http_methods(["GET", "POST"])
def report_free_places(request: ViewerRequest, house_id: uuid.UUID) -> HttpResponse:
    """We rang: this is how many are free."""
    now = timezone.now()
    house = access.open_house(house_id)
    tonight = houses_tonight([house], night_of(now), now)[0]
    form = ReportFreePlaces(request.POST or None, initial={"free": tonight.free})
    if carry_out(form, lambda: actions.report_free_places(house=house, **form.cleaned_data, by=request.viewer, at=now)):
        messages.success(request, _("Tak. Tavlen er opdateret for %(house)s.") % {"house": house.name})
        return redirect("safe_night:board")
    return form_page(request, "safe_night/report_free_places.html", form, tonight=tonight)


def _tonight(viewer: Viewer, now: datetime.datetime) -> dict[str, object]:
    houses = queries.houses(night_of(now), now)
    return {**_people_tonight(viewer, now, free=houses.free, shows=None), "houses": houses}


def _people_tonight(
    viewer: Viewer, now: datetime.datetime, *, free: int, shows: int | None = queries.UNASKED_SHOWN
) -> dict[str, Any]:
    night = night_of(now)
    people = queries.people(night, now, viewer=viewer, shows=shows)
    last = night_in_short(night - DAY, viewer=viewer)
    return {
        "people": people,
        "answer": rules.who_has_no_place(people.counts, free),
        "beside": rules.who_else(people.counts),
        "free_places": rules.free_places(free),
        "reports": people.reports[:shows],
        "night": night,
        "next_day": night + DAY,
        "last_night": last,
        "last_answer": how_the_night_was(last.safe, last.missing, last.unsafe, last.chair, last.not_assessed),
        "may_find_place": viewer.may(Permission.FIND_PLACE),
    }


def _shared(may_find_place: bool, state: tuple[str, int], now: datetime.datetime) -> DrawnHouses:
    """Return the drawing that viewers with the same rights share, for they see the same of each house."""
    seers = (may_find_place, get_language())
    drawn = _drawn_houses.get(seers)
    if drawn is None or drawn.state != state:
        drawn = _drawn_houses[seers] = _draw(may_find_place, state, now)
    return drawn


def _draw(may_find_place: bool, state: tuple[str, int], now: datetime.datetime) -> DrawnHouses:
    """Draw the houses without the request, so that other viewers see nothing of this viewer."""
    houses = queries.houses(night_of(now), now)
    context = {"houses": houses, "may_find_place": may_find_place, "now": now}
    return DrawnHouses(state, houses.free, render_to_string("safe_night/_board_houses.html", context))
