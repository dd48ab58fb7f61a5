"""Which pages are there on a round? Where to go and why; who was met, in two taps; what became of a promise."""

import datetime
import uuid
from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from hjemvej.ground.people.recognising.queries import find_people
from hjemvej.ground.shelters.rules import night_of
from hjemvej.platform.access.pages import Audience, ViewerRequest, page
from hjemvej.platform.access.roles import Permission
from hjemvej.platform.offline.waiting import may_wait
from hjemvej.platform.rooms import reports_tonight
from hjemvej.platform.ui.form_pages import carry_out, form_page, press, say_refusals

from . import access, actions, forms, queries, rules

if TYPE_CHECKING:
    from hjemvej.ground.people.models import Person

    from .models import Place

WRITE = Permission.WRITE_NOTE
ON_A_PAGE = 50


@page(Audience.STAFF, WRITE, lists_citizens=True)
@require_GET
def round_page(request: ViewerRequest) -> HttpResponse:
    """Where to go tonight: danger and promises first, then who sleeps outside, and where nobody has been for long."""
    now, viewer = timezone.now(), request.viewer
    on = night_of(now)
    found = queries.to_find(now, viewer=viewer)
    out = queries.rounds_out(viewer=viewer)
    shown = Paginator(queries.sleep_outside(on, viewer=viewer), ON_A_PAGE).get_page(request.GET.get("side"))
    places = queries.places(viewer=viewer)
    context = {
        "found": found, "headline": rules.headline(found.in_danger, found.due), "now": now,
        "running": next((one for one in out if one.worker_id == viewer.user_id), None),
        "others": [one for one in out if one.worker_id != viewer.user_id and one.night == on],
        "reports": reports_tonight(viewer, now),
        "page": shown,
        "outside": [(row.person, rules.met_in_words(_day(getattr(row, "met", None)), on)) for row in shown],
        "places": [(one, rules.place_in_words(_day(one.visited_at), _day(one.seen_at), on)) for one in places],
        "begin": forms.BeginRound(),
    }  # fmt: skip
    return render(request, "outreach/round.html", context)


def _day(moment: datetime.datetime | None) -> datetime.date | None:
    return night_of(moment) if moment else None


@page(Audience.STAFF, WRITE)
@require_POST
def begin_round(request: ViewerRequest) -> HttpResponse:
    now, form = timezone.now(), forms.BeginRound(request.POST)
    if form.is_valid():
        actions.begin_round(others=form.cleaned_data["others"], by=request.viewer, at=now)
        messages.success(request, _("Runden er begyndt. God tur."))
    else:
        say_refusals(request, form)
    return redirect("outreach:round")


@page(Audience.STAFF, WRITE)
@require_POST
def end_round(request: ViewerRequest) -> HttpResponse:
    actions.end_round(by=request.viewer, at=timezone.now())
    messages.success(request, _("Runden er slut. Tak for i aften."))
    return redirect("outreach:round")


@page(Audience.STAFF, WRITE)
@require_http_methods(["GET", "POST"])
def add_place(request: ViewerRequest) -> HttpResponse:
    """A place to go to, as exactly as one chooses."""
    form = forms.AddPlace(request.POST or None)
    now = timezone.now()
    if carry_out(form, lambda: actions.add_place(**form.cleaned_data, by=request.viewer, at=now)):
        messages.success(request, _("Stedet står på runden nu."))
        return redirect("outreach:round")
    return form_page(request, "outreach/add_place.html", form)


@page(Audience.STAFF, WRITE)
@require_POST
def say_nobody_there(request: ViewerRequest, outreach_place_id: uuid.UUID) -> HttpResponse:
    """We were there, and there was nobody."""
    place = access.open_place(request.viewer, outreach_place_id)
    actions.say_nobody_there(place=place, by=request.viewer, at=timezone.now())
    messages.success(request, _("Gemt: ingen ved %s.") % place.name)
    return redirect("outreach:round")


@page(Audience.STAFF, WRITE, lists_citizens=True)
@require_http_methods(["GET", "POST"])
def find_met(request: ViewerRequest) -> HttpResponse:
    """Who was met is perhaps known: search by what they are called; posted, so that it stands in no address."""
    typed = request.POST.get("q", "").replace("\x00", "").strip()[:100]
    found = find_people(typed, viewer=request.viewer, on=timezone.localdate())
    return render(request, "outreach/find_met.html", {"typed": typed, "found": found})


@page(Audience.STAFF, WRITE)
@may_wait(days=3)  # it says itself when it happened
@require_http_methods(["GET", "POST"])
def write_meeting(request: ViewerRequest, person_id: uuid.UUID) -> HttpResponse:
    """Write of a citizen we know, met outside."""
    now, viewer = timezone.now(), request.viewer
    person = access.open_to_write(viewer, person_id, at=now)
    here = queries.last_place(queries.own_round(viewer=viewer), viewer=viewer)
    form = forms.WriteMeeting(
        request.POST or None, places=queries.place_choices(viewer=viewer), is_known=True,
        initial=forms.beginning(now, here),
    )  # fmt: skip
    return _write(request, form, now, person=person, place=None)


@page(Audience.STAFF, WRITE)
@may_wait(days=3)
@require_http_methods(["GET", "POST"])
def write_meeting_at(request: ViewerRequest, outreach_place_id: uuid.UUID) -> HttpResponse:
    """Write of somebody at a place: by what they are called, or as a number."""
    now = timezone.now()
    place = access.open_place(request.viewer, outreach_place_id)
    form = forms.WriteMeeting(request.POST or None, initial=forms.beginning(now))
    return _write(request, form, now, person=None, place=place)


def _write(
    request: ViewerRequest, form: forms.WriteMeeting, now: datetime.datetime, *, person: "Person | None",
    place: "Place | None",
) -> HttpResponse:  # fmt: skip
    viewer = request.viewer

    def write() -> bool:
        chosen = form.place_id
        there = access.open_place(viewer, chosen) if chosen else place
        if form.is_count:
            actions.count_people(place=there, people=form.people_counted, seen_at=form.happened_at, by=viewer, at=now)
            return False
        actions.write_meeting(
            person_id=person.pk if person else None, known_as=form.cleaned_data.get("known_as", ""), place=there,
            said=form.said, by=viewer, at=now,
        )  # fmt: skip
        return True

    done = carry_out(form, write)
    if done is None:
        return form_page(request, "outreach/write_meeting.html", form, person=person, place=place)
    if not done.value:
        messages.success(request, _("Talt med som et tal. Intet andet er gemt."))
        return redirect("outreach:round")
    messages.success(request, _("Gemt. Tak."))
    if form.said.wants_bed:
        return (
            redirect("safe_night:request_place", person.pk) if person else redirect("safe_night:someone_needs_a_place")
        )
    return redirect("outreach:round")


@page(Audience.STAFF, WRITE)
@require_POST
def close_promise(request: ViewerRequest, promise_id: uuid.UUID) -> HttpResponse:
    """Say what became of a promise."""
    now = timezone.now()
    promise = access.open_promise(request.viewer, promise_id, at=now)
    form = forms.ClosePromise(request.POST)
    if form.is_valid():
        outcome = form.cleaned_data["outcome"]
        press(
            request, lambda: actions.close_promise(promise=promise, outcome=outcome, by=request.viewer, at=now),
            say=_("Gemt. Tak."),
        )  # fmt: skip
    else:
        say_refusals(request, form)
    return redirect("outreach:round")
