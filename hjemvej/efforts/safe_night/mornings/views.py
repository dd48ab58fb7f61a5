"""How was the night? Who slept where, who is missing, who was outside; and what we learn later in the morning."""

import datetime
import uuid
from functools import partial

from django.contrib import messages
from django.core.exceptions import NON_FIELD_ERRORS
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from hjemvej.efforts.safe_night import access
from hjemvej.efforts.safe_night.mornings import actions, rules
from hjemvej.efforts.safe_night.mornings.forms import CorrectNight
from hjemvej.efforts.safe_night.mornings.queries import figures, mornings
from hjemvej.efforts.safe_night.queries.nights import id_of, persons_night
from hjemvej.ground.shelters.rules import night_of
from hjemvej.platform.access.pages import Audience, ViewerRequest, page
from hjemvej.platform.access.roles import Permission
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.ui.form_pages import carry_out, form_page

DAY = datetime.timedelta(days=1)
SHOWN = 30  # nights in the picture
ROWS_SHOWN = 50  # of people, or of houses; then all


@page(Audience.STAFF, Permission.SEE_BOARD, lists_citizens=True)
@require_GET
def morning(request: ViewerRequest, night: str = "") -> HttpResponse:
    """Last night, or an earlier night."""
    now = timezone.now()
    last = night_of(now) - DAY
    shown = _read(night, latest=last) if night else last
    last_night = mornings.morning(shown, viewer=request.viewer)
    counted = figures.unsafe_nights(
        viewer=request.viewer, from_night=shown - DAY * (SHOWN - 1), until_night=shown + DAY
    )
    rows = None if "alle" in request.GET else ROWS_SHOWN
    context = {
        "morning": last_night,
        "unsafe": last_night.unsafe[:rows],
        "missing": last_night.missing[:rows],
        "inside": last_night.inside[:rows],
        "night": shown,
        "day": shown.isoformat(),  # for each row's address
        "next_day": shown + DAY,
        "before": shown - DAY,
        "after": shown + DAY if shown < last else None,
        "answer": rules.how_the_night_was(
            last_night.safe,
            len(last_night.missing),
            len(last_night.unsafe),
            last_night.chairs,
            last_night.not_assessed,
        ),
        "figures": counted,
        "picture": figures.picture(counted, now),
        "may_correct": _may_correct(request.viewer, shown),
        "is_last": shown == last,
    }
    return render(request, "safe_night/morning.html", context)


@page(Audience.STAFF, Permission.SEE_BOARD, lists_citizens=True)
@require_GET
def slept_inside(request: ViewerRequest, night: str, house_id: uuid.UUID | None = None) -> HttpResponse:
    """Who slept in a house, or in another safe place; the morning page fetches the list when the house is unfolded."""
    shown = _read(night, latest=night_of(timezone.now()) - DAY)
    nights = mornings.slept_inside(shown, house_id, viewer=request.viewer)
    context = {
        "nights": nights if "alle" in request.GET else nights[:ROWS_SHOWN],
        "every": len(nights),
        "house": nights[0].row.house if nights else None,
        "day": shown.isoformat(),
        "next_day": shown + DAY,
        "may_correct": _may_correct(request.viewer, shown),
    }
    opens = bool(getattr(request, "htmx", False))
    return render(request, "safe_night/_slept_inside.html" if opens else "safe_night/slept_inside.html", context)


@page(Audience.STAFF, Permission.FIND_PLACE)
@require_http_methods(["GET", "POST"])
def correct_night(request: ViewerRequest, night: str, person_id: uuid.UUID) -> HttpResponse:
    """Write what is known now of a person's night."""
    now = timezone.now()
    shown = _read(night, latest=night_of(now) - DAY)
    if not rules.may_be_told(shown, night_of(now)):
        raise Http404
    person, row = access.open_night(request.viewer, person_id, shown, at=now)
    initial = {"outcome": row.outcome, "what_happened": row.what_happened} if row else {}
    form = CorrectNight(request.POST or None, initial={**initial, "seen": id_of(row)})
    correct = partial(actions.correct_night, person_id=person.pk, night=shown, by=request.viewer, at=now)
    if carry_out(form, lambda: correct(**form.cleaned_data)):
        messages.success(request, _("Natten er rettet. Det, der stod før, kan læses i loggen."))
        return redirect("safe_night:morning_of", night=shown.isoformat())
    if form.has_error(NON_FIELD_ERRORS, actions.NightToldMeanwhile.__name__):
        row = persons_night(person.pk, shown, viewer=request.viewer)
        form.data = {**request.POST.dict(), "seen": id_of(row)}  # read now: the next press counts
    context = {"person": person, "row": row, "night": shown, "next_day": shown + DAY}
    return form_page(request, "safe_night/correct_night.html", form, **context)


def _may_correct(viewer: Viewer, night: datetime.date) -> bool:
    return viewer.may(Permission.FIND_PLACE) and rules.may_be_told(night, night_of(timezone.now()))


def _read(night: str, *, latest: datetime.date) -> datetime.date:
    try:
        day = datetime.date.fromisoformat(night)
    except ValueError:
        raise Http404 from None
    if not datetime.date(2000, 1, 1) <= day <= latest:
        raise Http404
    return day
