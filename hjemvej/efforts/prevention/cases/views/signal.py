"""What does a signal say, which clocks run and why, whom is it about, and what becomes of it?"""

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
from hjemvej.efforts.prevention.cases.queries import doubt_of_demand, other_signals
from hjemvej.efforts.prevention.objecting import queries as objecting
from hjemvej.efforts.prevention.telling import queries as telling
from hjemvej.efforts.prevention.whom import actions as correcting
from hjemvej.efforts.prevention.whom import queries as whom_queries
from hjemvej.efforts.prevention.whom import words
from hjemvej.ground.people.rules import as_written
from hjemvej.platform.access.pages import Audience, ViewerRequest, page
from hjemvej.platform.access.roles import Permission
from hjemvej.platform.ui.form_pages import carry_out, form_page, press, say_refusals

from ..forms import NEW, EndSignal, SettlePerson

if TYPE_CHECKING:
    from hjemvej.efforts.prevention.models import Signal

WORKS = Permission.HANDLE_INQUIRIES


@page(Audience.STAFF, WORKS)
@require_GET
def signal(request: ViewerRequest, signal_id: uuid.UUID) -> HttpResponse:
    now = timezone.now()
    return _show(request, access.open_signal(request.viewer, signal_id, page="prevention.signal", at=now), now)


@page(Audience.STAFF, WORKS)
@require_POST
def settle_person(request: ViewerRequest, signal_id: uuid.UUID) -> HttpResponse:
    """Say whom it is about."""
    now = timezone.now()
    found = access.open_signal(request.viewer, signal_id, page="prevention.signal", at=now)
    if found.person_id:  # before the choice: whom a colleague chose is none of the choices
        messages.info(request, str(actions.ALREADY_SETTLED))
        return redirect("prevention:signal", signal_id)
    form = _whom(request, found, now)

    def settle() -> "Signal":
        chosen = form.cleaned_data["person"]
        person_id = None if chosen == NEW else uuid.UUID(chosen)
        return actions.settle_person(signal=found, person_id=person_id, is_new=chosen == NEW, by=request.viewer, at=now)

    if carry_out(form, settle) is None:
        if found.ended_at:
            say_refusals(request, form)
            return redirect("prevention:signal", signal_id)
        return _show(request, found, now, whom=form)
    messages.success(request, _("Skrevet. Tag nu signalet op."))
    return redirect("prevention:signal", signal_id)


@page(Audience.STAFF, WORKS)
@require_POST
def correct_person(request: ViewerRequest, signal_id: uuid.UUID) -> HttpResponse:
    """It is about somebody else than was said."""
    now = timezone.now()
    found = access.open_signal(request.viewer, signal_id, page="prevention.signal", at=now)
    form = _whom(request, found, now)
    seen = request.POST.get("seen", "")
    if seen and seen != str(found.person_id or ""):  # before the choice: whom it is about now is none of the choices
        messages.error(request, str(correcting.CORRECTED_MEANWHILE))
        return redirect("prevention:signal", signal_id)

    def correct() -> correcting.Corrected:
        chosen = form.cleaned_data["person"]
        who = {"person_id": None if chosen == NEW else uuid.UUID(chosen), "is_new": chosen == NEW}
        return correcting.correct_person(signal=found, **who, by=request.viewer, at=now)

    if (done := carry_out(form, correct)) is None:
        if found.ended_at or whom_queries.why_it_stays(found, viewer=request.viewer):
            say_refusals(request, form)
            return redirect("prevention:signal", signal_id)
        return _show(request, found, now, whom=form)
    messages.success(request, words.corrected(done.value.sent, is_case_closed=done.value.is_case_closed))
    return redirect("prevention:signal", signal_id)


@page(Audience.STAFF, WORKS)
@require_POST
def take_up(request: ViewerRequest, signal_id: uuid.UUID) -> HttpResponse:
    """It joins the citizen's open case, or opens one."""
    now = timezone.now()
    found = access.open_signal(request.viewer, signal_id, page="prevention.signal", at=now)
    taken = press(request, lambda: actions.take_up(signal=found, by=request.viewer, at=now))
    if taken is None:
        return redirect("prevention:signal", signal_id)
    holder = taken.value.responsible
    said = _("Taget op. Sagen er din.")
    if holder is None or holder.pk != request.viewer.user_id:
        said = _("Taget op i den sag, der er åben. %s har sagen.") % (holder.name if holder else _("Ingen"))
    messages.success(request, said)
    return redirect("prevention:case", taken.value.pk)


@page(Audience.STAFF, WORKS)
@require_POST
def end_signal(request: ViewerRequest, signal_id: uuid.UUID) -> HttpResponse:
    """It leads to no case, and why."""
    now = timezone.now()
    found = access.open_signal(request.viewer, signal_id, page="prevention.signal", at=now)
    form = EndSignal(request.POST)
    ended = carry_out(form, lambda: actions.end_signal(signal=found, **form.cleaned_data, by=request.viewer, at=now))
    if ended is None:
        return _show(request, found, now, end=form)
    messages.success(request, _("Afsluttet. Signalet slettes af sig selv, når det ikke skal gemmes længere."))
    return redirect("prevention:signals")


def _whom(request: ViewerRequest, found: "Signal", now: datetime.datetime, *, typed: bool = True) -> SettlePerson:
    searched = request.POST.get("q", "") if typed else ""
    like = whom_queries.may_be(found, searched, viewer=request.viewer, on=timezone.localdate(now))
    choices = [(str(one.id), " · ".join(filter(None, [str(one.name), one.born, one.why]))) for one in like]
    return SettlePerson(
        request.POST if typed else None, found=choices, may_be_new=not found.has_made_person,
        has_searched=bool(searched.strip()), initial={"seen": found.person_id or ""},
    )  # fmt: skip


def _other_name(found: "Signal") -> str:
    """The name as the sender wrote it, where the citizen has another; a protected citizen's is masked, so not shown."""
    person = found.person
    if person is None or person.is_protected or as_written(found.name).casefold() == str(person.name).casefold():
        return ""
    return found.name


def _show(
    request: ViewerRequest, found: "Signal", now: datetime.datetime, whom: SettlePerson | None = None,
    end: EndSignal | None = None,
) -> HttpResponse:  # fmt: skip
    viewer, on = request.viewer, timezone.localdate(now)
    (row,) = queries.rows([found], viewer=viewer, on=on)
    waits = found.case_id is None and found.ended_at is None
    shown_end = end or EndSignal()
    stays = whom_queries.why_it_stays(found, viewer=viewer) if found.person_id else ""
    may_choose = found.ended_at is None and not (found.case and found.case.closed_at)
    shown_whom = whom or (_whom(request, found, now, typed=False) if may_choose and not stays else None)
    context = {
        "found": found, "row": row, "waits": waits, "whom": shown_whom, "stays": stays if may_choose else "",
        "sent": words.sent_in_words(whom_queries.told_of(found, viewer=viewer).sent) if found.person_id else "",
        "end": shown_end, "name_as_written": _other_name(found),
        "doubt": doubt_of_demand(found), "others": other_signals(found, viewer=viewer),
        "telling": telling.state_of(found, viewer=viewer, on=on),
        "objection": objecting.objection_to(found, viewer=viewer),
    }  # fmt: skip
    return form_page(request, "prevention/signal.html", shown_whom or shown_end, shown_end, **context)
