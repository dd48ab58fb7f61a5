"""Who has no place tonight, and where is a place free? The board, its refresh, its paper, a house's report by phone."""

import datetime
import hashlib
import uuid
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
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
from hjemvej.platform.ui.form_pages import carry_out, form_page

DAY = datetime.timedelta(days=1)
ROWS_SHOWN = 50  # of people or houses on a page; then more
AGES_EVERY = 60  # seconds: how often the words "for 12 min. siden" may change


@dataclass(frozen=True)
class DrawnHouses:
    """The drawn houses of the board at a given fingerprint and minute; without any person's name."""

    state: tuple[str, int]
    free: rules.Free
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
    night = night_of(now)
    every = queries.everybody(night, now, viewer=viewer)
    last = night_in_short(night - DAY, viewer=viewer)
    context = {
        **_people(request, now, every, every.first),
        "answer": rules.who_has_no_place(every.counts, drawn.free),
        "last_night": last,
        "last_answer": how_the_night_was(last.safe, last.missing, last.unsafe, last.chair, last.not_assessed),
        "drawn_houses": drawn.html,
        "mark": mark,
        "asks_again": asks_again,
    }
    answer = render(request, "safe_night/_tonight.html" if asks_again else "safe_night/board.html", context)
    answer["ETag"] = f'"{mark}"'
    return answer


@page(Audience.STAFF, Permission.SEE_BOARD)
@require_GET
def houses(request: ViewerRequest) -> HttpResponse:
    """Every house, where the board shows the first of many."""
    now = timezone.now()
    houses = queries.houses(night_of(now), now)
    context = {
        "page": Paginator(houses.free_first, ROWS_SHOWN).get_page(request.GET.get("side")),
        "free_places": rules.what_is_free(houses.free),
        "next_day": night_of(now) + DAY,
        "may_find_place": request.viewer.may(Permission.FIND_PLACE),
    }
    return render(request, "safe_night/houses.html", context)


@page(Audience.STAFF, Permission.SEE_BOARD, lists_citizens=True)
@require_GET
def unsettled(request: ViewerRequest) -> HttpResponse:
    """Everybody whose night is not settled, where the board shows the first of many."""
    now = timezone.now()
    every = queries.everybody(night_of(now), now, viewer=request.viewer)
    page = Paginator(range(len(every)), ROWS_SHOWN).get_page(request.GET.get("side"))
    shows = every.part(page.start_index() - 1, page.end_index())
    context = {**_people(request, now, every, shows), "page": page, "answer": rules.who_is_without(every.counts)}
    return render(request, "safe_night/unsettled.html", context)


@page(Audience.STAFF, Permission.SEE_BOARD, lists_citizens=True)
@require_GET
def paper(request: ViewerRequest) -> HttpResponse:
    """The night's list to print and take along: of a large town its first rows, unless all are asked for."""
    now = timezone.now()
    night, rows = night_of(now), None if "alle" in request.GET else ROWS_SHOWN
    every, houses = queries.everybody(night, now, viewer=request.viewer), queries.houses(night, now)
    context = {
        **_people(request, now, every, every.part(0, rows)),
        "answer": rules.who_has_no_place(every.counts, houses.free),
        "houses": houses.free_first[:rows],
        "number_of_houses": len(houses.every),
    }
    return render(request, "safe_night/paper.html", context)


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


def _people(
    request: ViewerRequest, now: datetime.datetime, every: queries.Everybody, shows: queries.Everybody
) -> dict[str, Any]:
    """Those of everybody that the page shows; the menu counts everybody."""
    night, counts = night_of(now), every.counts
    request.counted_for_menu = {"safe_night:board": rules.badge(counts.waiting, counts.outside)}
    return {
        "people": queries.people(every, shows, night, now, viewer=request.viewer),
        "beside": rules.who_else(counts),
        "night": night,
        "next_day": night + DAY,
        "may_find_place": request.viewer.may(Permission.FIND_PLACE),
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
