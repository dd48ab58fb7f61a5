"""Who has no place tonight, and where is one? The board, its quick refresh, its paper, and a house's word by phone."""

import datetime
import hashlib
import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from hjemvej.efforts.safe_night import access, actions, queries, rules
from hjemvej.efforts.safe_night.forms import ReportFreePlaces
from hjemvej.ground.situations.rules import night_of
from hjemvej.platform.access.pages import Audience, ViewerRequest, page
from hjemvej.platform.access.roles import Permission

AGES_EVERY = 60  # seconds: how often the words "for 12 min. siden" may change


@page(Audience.STAFF, Permission.SEE_BOARD)
@require_GET
def board(request: ViewerRequest) -> HttpResponse:
    """Tonight. Asked again by the page itself, it answers 304 as long as nothing has happened."""
    now = timezone.now()
    mark = _mark(request, now)
    asks_again = bool(getattr(request, "htmx", False))
    if asks_again and request.headers.get("If-None-Match") == f'"{mark}"':
        return HttpResponse(status=304, headers={"ETag": f'"{mark}"'})
    template = "safe_night/_tonight.html" if asks_again else "safe_night/board.html"
    answer = render(request, template, {**_tonight(request, now), "mark": mark, "asks_again": asks_again})
    answer["ETag"] = f'"{mark}"'
    answer["Cache-Control"] = "no-store"
    return answer


@page(Audience.STAFF, Permission.SEE_BOARD)
@require_GET
def houses(request: ViewerRequest) -> HttpResponse:
    """Every house, where the board shows the first of many."""
    return render(request, "safe_night/houses.html", _tonight(request, timezone.now()))


@page(Audience.STAFF, Permission.SEE_BOARD)
@require_GET
def paper(request: ViewerRequest) -> HttpResponse:
    """The night's list to print and take along."""
    return render(request, "safe_night/paper.html", _tonight(request, timezone.now()))


@page(Audience.STAFF, Permission.FIND_PLACE)
@require_http_methods(["GET", "POST"])
def report_free_places(request: ViewerRequest, house_id: uuid.UUID) -> HttpResponse:
    """We rang: this is how many are free."""
    now = timezone.now()
    house = access.open_house(house_id)
    tonight = queries.houses_tonight([house], night_of(now), now)[0]
    form = ReportFreePlaces(request.POST or None, initial={"free": tonight.free})
    if request.method == "POST" and form.is_valid():
        try:
            actions.report_free_places(house=house, free=form.cleaned_data["free"], by=request.viewer, at=now)
        except actions.MoreFreeThanPlaces as problem:
            form.add_error("free", str(problem))
        else:
            messages.success(request, _("Tak. Tavlen er opdateret for %(house)s.") % {"house": house.name})
            return redirect("safe_night:board")
    context = {"tonight": tonight, "form": form}
    return render(request, "safe_night/report_free_places.html", context, status=422 if form.errors else 200)


def _tonight(request: ViewerRequest, now: datetime.datetime) -> dict[str, object]:
    night = night_of(now)
    board = queries.board(night, now, viewer=request.viewer)
    last = queries.night_in_short(night - datetime.timedelta(days=1), viewer=request.viewer)
    return {
        "board": board,
        "answer": rules.who_has_no_place(len(board.waiting), board.free),
        "night": night,
        "next_day": night + datetime.timedelta(days=1),
        "last_night": last,
        "last_answer": rules.how_the_night_was(last.safe, last.missing, last.unsafe),
        "may_find_place": request.viewer.may(Permission.FIND_PLACE),
    }


def _mark(request: ViewerRequest, now: datetime.datetime) -> str:
    """Who looks, in which language, at which state of the house, in which minute.

    Each browser's minute begins at its own second, so that fifty boards are not all drawn anew in the same one.
    """
    viewer, own = request.viewer, hashlib.sha256((request.session.session_key or "").encode()).digest()
    minute = (int(now.timestamp()) + own[0] % AGES_EVERY) // AGES_EVERY
    parts = (viewer.user_id, viewer.organisation_id, get_language(), queries.fingerprint(), minute)
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:20]
