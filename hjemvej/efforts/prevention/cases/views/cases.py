"""How does a case about keeping the home go, and what came of it?"""

import datetime
import uuid
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from hjemvej.efforts.prevention import access, actions, queries
from hjemvej.efforts.prevention.helping.queries import helps_of
from hjemvej.efforts.prevention.objecting import queries as objecting
from hjemvej.efforts.prevention.pausing.queries import is_partner_landlords, said_in
from hjemvej.efforts.prevention.rules.choices import LEAVES
from hjemvej.efforts.prevention.telling import queries as telling
from hjemvej.platform.access.pages import Audience, ViewerRequest, page
from hjemvej.platform.access.roles import Permission
from hjemvej.platform.ui.form_pages import carry_out, form_page, say_refusals

from ..due import answered_nights, asks_tonight, days_off, may_be_called_off, next_of, steps_of
from ..forms import CloseCase, NoteAnswer

if TYPE_CHECKING:
    from hjemvej.efforts.prevention.models import PreventionCase

WORKS = Permission.HANDLE_INQUIRIES


@page(Audience.STAFF, WORKS)
@require_GET
def case(request: ViewerRequest, prevention_case_id: uuid.UUID) -> HttpResponse:
    now = timezone.now()
    return _show(request, access.open_case(request.viewer, prevention_case_id, page="prevention.case", at=now), now)


@page(Audience.STAFF, WORKS)
@require_POST
def note_answer(request: ViewerRequest, prevention_case_id: uuid.UUID) -> HttpResponse:
    """Help is given, or it was decided not to: the decision's clock stops."""
    now = timezone.now()
    found = access.open_case(request.viewer, prevention_case_id, page="prevention.case", at=now)
    form = NoteAnswer(request.POST)
    if carry_out(form, lambda: actions.note_answer(case=found, **form.cleaned_data, by=request.viewer, at=now)) is None:
        if found.closed_at or found.answer:
            say_refusals(request, form)
            return redirect("prevention:case", found.pk)
        return _show(request, found, now, answer=form)
    messages.success(request, _("Skrevet ned."))
    return redirect("prevention:case", found.pk)


@page(Audience.STAFF, WORKS)
@require_POST
def close_case(request: ViewerRequest, prevention_case_id: uuid.UUID) -> HttpResponse:
    """It ends with what came of it."""
    now = timezone.now()
    found = access.open_case(request.viewer, prevention_case_id, page="prevention.case", at=now)
    form = CloseCase(request.POST)
    if carry_out(form, lambda: actions.close_case(case=found, **form.cleaned_data, by=request.viewer, at=now)) is None:
        return _show(request, found, now, close=form)
    messages.success(request, _("Sagen er afsluttet. Om et år tæller vi, om borgeren stadig har sit hjem."))
    return redirect("prevention:case", found.pk)


def _show(
    request: ViewerRequest, found: "PreventionCase", now: datetime.datetime, answer: NoteAnswer | None = None,
    close: CloseCase | None = None,
) -> HttpResponse:  # fmt: skip
    viewer = request.viewer
    on = timezone.localdate(now)
    signals = queries.signals_of_case(found, viewer=viewer)
    nights = answered_nights([found], signals, viewer=viewer)
    rows = queries.rows(signals, viewer=viewer, on=on, off=days_off(nights))
    told, helps = list(telling.states(signals, viewer=viewer, on=on).values()), helps_of(found, viewer=viewer)
    step = steps_of(rows, viewer=viewer, on=on).get(found.pk) if not found.closed_at else None
    first = None if found.closed_at else next_of(rows, told, helps, nights=nights, step=step, on=on)
    answer, close = answer or NoteAnswer(initial={"on": _("i dag")}), close or CloseCase()
    context = {
        "found": found, "person": found.person, "rows": rows, "close": close, "nights": nights,
        "asks_tonight": not found.closed_at and asks_tonight(rows, nights, on),
        "may_call_off": not found.closed_at and may_be_called_off(rows, nights, on),
        "first": first, "due": first.in_words(on) if first else "",
        "leaves": any(row.signal.kind.happening in LEAVES for row in rows),
        "telling": told, "helps": helps, "pauses": said_in(found, viewer=viewer, at=now),
        "has_landlord": any(is_partner_landlords(row.signal) for row in rows),
        "debt": next((row.signal for row in reversed(rows) if row.signal.amount and not row.signal.ended_at), None),
        "objections": objecting.objections([row.signal for row in rows], viewer=viewer).values(),
    }  # fmt: skip
    return form_page(request, "prevention/case.html", answer, close, **context)
