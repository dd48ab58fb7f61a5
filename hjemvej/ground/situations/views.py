"""Which pages are there about where people sleep? Say it, correct it, read its history, count people outside."""

import datetime
import uuid
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from hjemvej.ground.shelters.queries import houses_in_use
from hjemvej.ground.shelters.rules import night_of
from hjemvej.platform.access.pages import Audience, ViewerRequest, page
from hjemvej.platform.access.roles import Permission
from hjemvej.platform.offline.waiting import may_wait
from hjemvej.platform.ui.form_pages import carry_out, form_page
from hjemvej.platform.ui.reasons import Reason

from . import access, actions, queries, rules
from .forms import CorrectSituation, CountOnStreet, KnownOn, RecordSituation, SayHomelessSince

if TYPE_CHECKING:
    from hjemvej.ground.people.models import Person

    from .models import Situation

COUNTED_DAYS = datetime.timedelta(days=28)


@page(Audience.STAFF, Permission.EDIT_PERSON)
@require_http_methods(["GET", "POST"])
def record_situation(request: ViewerRequest, person_id: uuid.UUID) -> HttpResponse:
    """Where does the citizen sleep now?"""
    now = timezone.now()
    person = access.open_to_record(request.viewer, person_id, at=now)
    today = night_of(now)
    form = RecordSituation(
        request.POST or None, houses=_houses(), today=today, initial={"from_on": today, "kind": request.GET.get("nu")}
    )
    return _record(request, person, form, "situations/record_situation.html", now)


@page(Audience.STAFF, Permission.EDIT_PERSON)
@require_http_methods(["GET", "POST"])
def correct_situation(request: ViewerRequest, person_id: uuid.UUID) -> HttpResponse:
    """What we believed of some nights was wrong: what was it instead?"""
    now = timezone.now()
    person = access.open_to_record(request.viewer, person_id, at=now)
    initial = queries.as_known_of(person.pk, request.GET.get("fra", ""), viewer=request.viewer, today=night_of(now))
    initial |= {"from_on": request.GET.get("fra", ""), "until_on": request.GET.get("til", "")}
    form = CorrectSituation(request.POST or None, houses=_houses(), today=night_of(now), initial=initial)
    return _record(request, person, form, "situations/correct_situation.html", now)


def _record(
    request: ViewerRequest, person: "Person", form: RecordSituation, template: str, now: datetime.datetime
) -> HttpResponse:
    """Save what was said; what speaks against it is shown once before."""
    doubts: list[Reason] = []
    known = queries.situations_of(person.pk, viewer=request.viewer)
    if request.method == "POST" and form.is_valid():
        doubts = _doubts(form, known, person, now)
        is_sure = form.cleaned_data["doubts_seen"] == "1" or not any(doubt.mark == "fails" for doubt in doubts)
        if is_sure and carry_out(form, lambda: _save(form, person, request, now)):
            messages.success(request, _("Gemt. Det, vi vidste før, kan stadig læses i historikken."))
            return redirect("situations:history", person_id=person.pk)
    last = [row for row in known if row.from_on <= night_of(now)]
    context = {
        "person": person,
        "doubts": doubts,
        "known_now": last[-1] if last else None,
        "person_url": _person_url(person.pk),
    }
    return form_page(request, template, form, **context)


def _doubts(form: RecordSituation, known: "list[Situation]", person: "Person", now: datetime.datetime) -> list[Reason]:
    return rules.doubts(
        form.stay,
        heard_from=form.cleaned_data["heard_from"],
        known=[queries.stay_of(row) for row in known],
        on=night_of(now),
        died_on=person.died_on,
    )


def _save(form: RecordSituation, person: "Person", request: ViewerRequest, now: datetime.datetime) -> None:
    stay = form.stay
    actions.record_situation(
        person_id=person.pk,
        kind=stay.kind,
        from_on=stay.from_on,
        until_on=stay.until_on,
        source=stay.source,
        certainty=stay.certainty,
        detail=stay.detail,
        expected_until=stay.expected_until,
        unusable_home=stay.unusable_home,
        homeless_since=form.said_since,
        house=next((house for house in houses_in_use() if house.pk == stay.house_id), None),
        by=request.viewer,
        at=now,
    )


@page(Audience.STAFF, Permission.EDIT_PERSON)
@require_http_methods(["GET", "POST"])
def say_homeless_since(request: ViewerRequest, person_id: uuid.UUID) -> HttpResponse:
    """Since when has the citizen been homeless, before we knew them?"""
    now = timezone.now()
    person = access.open_to_say_since(request.viewer, person_id, at=now)
    began = queries.began(person.pk, viewer=request.viewer, on=night_of(now))
    if began is None:
        messages.info(request, _("Borgeren er ikke i hjemløshed nu, så langt vi ved."))
        return redirect("situations:history", person_id=person.pk)
    initial = {"homeless_since": began.told.when if began.told else ""}
    form = SayHomelessSince(request.POST or None, today=night_of(now), is_told=began.told is not None, initial=initial)
    if carry_out(form, lambda: _say_since(form, person, request, now)):
        messages.success(request, _("Gemt. Det, vi vidste før, kan stadig læses i historikken."))
        return redirect("situations:history", person_id=person.pk)
    context = {"person": person, "began": began, "person_url": _person_url(person.pk)}
    return form_page(request, "situations/say_homeless_since.html", form, **context)


def _say_since(form: SayHomelessSince, person: "Person", request: ViewerRequest, now: datetime.datetime) -> None:
    by = request.viewer
    if form.said is None:
        actions.take_back_homeless_since(person_id=person.pk, by=by, at=now)
    else:
        actions.say_homeless_since(person_id=person.pk, said=form.said, slept_from=night_of(now), by=by, at=now)


def _houses() -> list[tuple[str, str]]:
    return [(str(house.pk), house.name) for house in houses_in_use()]


def _person_url(person_id: uuid.UUID) -> str:
    try:
        return reverse("staff:person", args=[person_id])
    except NoReverseMatch:
        return ""


@page(Audience.STAFF, Permission.SEE_PERSON)
@require_GET
def history(request: ViewerRequest, person_id: uuid.UUID) -> HttpResponse:
    """Where the citizen slept, as known now, or as known on a day."""
    now = timezone.now()
    person = access.open_history(request.viewer, person_id, at=now)
    form = KnownOn(request.GET or None)
    known_on = form.cleaned_data["kendt"] if form.is_bound and form.is_valid() else None
    today = night_of(now)
    everything = queries.all_that_was_known(person.pk, viewer=request.viewer)
    stays = queries.history(everything, known_on=known_on)
    context = {
        "person": person,
        "form": form,
        "known_on": known_on,
        "stays": stays,
        "years": queries.calendar(stays, known_on or today),
        "learned": queries.what_we_learned(everything),
        "today": today,
        "began": rules.began(
            (queries.stay_of(known.situation) for known in stays),
            queries.told_since(
                person.pk, viewer=request.viewer, known_at=rules.end_of_day(known_on) if known_on else None
            ),
            known_on or today,
            anew_after=queries.homeless_anew_after(today),
        ),
        "may_change": request.viewer.may(Permission.EDIT_PERSON),
        "person_url": _person_url(person.pk),
    }
    return render(request, "situations/history.html", context)


@page(Audience.STAFF, Permission.COUNT_STREET)
@may_wait(days=3)  # it says itself when they were seen
@require_http_methods(["GET", "POST"])
def count_on_street(request: ViewerRequest) -> HttpResponse:
    """How many people sleep outside whom nobody knows? For the team and for volunteers."""
    now = timezone.now()
    here = timezone.localtime(now)
    initial = {"seen_on": here.date(), "seen_time": here.time(), "key": uuid.uuid4()}
    form = CountOnStreet(request.POST or None, today=here.date(), initial=initial)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        seen_at = datetime.datetime.combine(said["seen_on"], said["seen_time"], here.tzinfo)
        actions.count_on_street(
            seen_at=min(seen_at, now),
            where=said["where"],
            people=said["people"],
            signs=said["signs"],
            key=said["key"],
            by=request.viewer,
            at=now,
        )
        messages.success(request, _("Tak. Tallet er gemt, uden at nogen er registreret."))
        return redirect("situations:count_on_street")
    seen = queries.street_observations(viewer=request.viewer, from_at=now - COUNTED_DAYS, until_at=now)
    context = {
        "observations": seen[:50],
        "places": queries.places_seen(seen),
        "frame": "ui/staff.html" if request.viewer.may(Permission.SEE_TODAY) else "ui/partner.html",
    }
    return form_page(request, "situations/count_on_street.html", form, **context)
