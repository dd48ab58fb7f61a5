"""How does the team ask a landlord to pause, and take it back? One page for a case, a card for each landlord."""

import datetime
import uuid
from functools import partial
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from hjemvej.efforts.prevention import access
from hjemvej.ground.consents.queries import row as consent_row
from hjemvej.platform.access.pages import Audience, ViewerRequest, page
from hjemvej.platform.access.roles import Permission
from hjemvej.platform.ui.form_pages import carry_out, form_page, press, say_refusals
from hjemvej.platform.ui.when import short_date

from . import actions, queries, rules
from .forms import AskLandlord, OfASignal

if TYPE_CHECKING:
    from hjemvej.efforts.prevention.models import PreventionCase

WORKS = Permission.HANDLE_INQUIRIES


@page(Audience.STAFF, WORKS)
@require_GET
def pausing(request: ViewerRequest, prevention_case_id: uuid.UUID) -> HttpResponse:
    now = timezone.now()
    return _show(request, _case(request, prevention_case_id, now), now)


@page(Audience.STAFF, WORKS)
@require_POST
def ask_landlord(request: ViewerRequest, prevention_case_id: uuid.UUID) -> HttpResponse:
    """The landlord sees on its own page that help is under way, and until when we ask it to pause."""
    now, viewer = timezone.now(), request.viewer
    case = _case(request, prevention_case_id, now)
    row = _row(request, case, now)
    form = AskLandlord(request.POST, consents=_choices(row, now))
    ask = partial(actions.ask_landlord, signal=row.signal, by=viewer, at=now)

    def asked() -> object:
        return ask(consent_id=uuid.UUID(form.cleaned_data["consent"]), until_on=form.cleaned_data["until_on"])

    if carry_out(form, asked) is None:
        return _show(request, case, now, typed=form)
    messages.success(request, _("Udlejeren kan se det nu. I får svaret her."))
    return redirect("prevention:pausing", case.pk)


@page(Audience.STAFF, WORKS)
@require_POST
def take_back_pause(request: ViewerRequest, prevention_case_id: uuid.UUID) -> HttpResponse:
    """The landlord sees it no longer."""
    now = timezone.now()
    case = _case(request, prevention_case_id, now)
    row = _row(request, case, now)
    take_back = partial(actions.take_back, signal=row.signal, by=request.viewer, at=now)
    press(request, take_back, say=_("Taget tilbage. Udlejeren kan ikke se det mere."))
    return redirect("prevention:pausing", case.pk)


def _case(request: ViewerRequest, case_id: uuid.UUID, now: datetime.datetime) -> "PreventionCase":
    return access.open_case(request.viewer, case_id, page="prevention.pausing", at=now)


def _row(request: ViewerRequest, case: "PreventionCase", now: datetime.datetime) -> queries.Row:
    """The landlord's signal of this case that was pressed; another's signal is not found."""
    form = OfASignal(request.POST)
    pressed = form.cleaned_data["signal"] if form.is_valid() else None
    rows = queries.rows_of(case, viewer=request.viewer, at=now)
    found = next((one for one in rows if one.signal.pk == pressed), None)
    if found is None:
        raise Http404
    return found


def _choices(row: queries.Row, now: datetime.datetime) -> list[tuple[str, str]]:
    return [
        (str(one.pk), f"{consent_row(one, now).topics}, {consent_row(one, now).state.text}") for one in row.consents
    ]


def _show(
    request: ViewerRequest, case: "PreventionCase", now: datetime.datetime, typed: AskLandlord | None = None
) -> HttpResponse:
    rows = queries.rows_of(case, viewer=request.viewer, at=now)
    on = timezone.localdate(now)
    last = queries.longest(on)

    def form_of(row: queries.Row) -> AskLandlord | None:
        if not row.may_ask or case.closed_at:
            return None
        if typed is not None and str(typed["signal"].value()) == str(row.signal.pk):
            return typed
        choices = _choices(row, now)
        initial = {"signal": row.signal.pk, "until_on": short_date(last, on), "consent": choices[0][0]}
        return AskLandlord(initial=initial, consents=choices, auto_id=f"id_{row.signal.pk}_%s")

    shown = [(row, form_of(row)) for row in rows]
    if typed is not None and all(form is not typed for _row, form in shown):
        say_refusals(request, typed)
    context: dict[str, Any] = {
        "case": case, "person": case.person, "rows": shown, "topic": rules.TOPIC.value,
        "asked": sorted((row for row in rows if row.pause), key=lambda row: not row.is_running),
    }  # fmt: skip
    return form_page(
        request, "prevention/pausing.html", typed or AskLandlord(consents=[]), begins_in_form=False, **context
    )
