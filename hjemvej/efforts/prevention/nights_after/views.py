"""Where does the citizen sleep on the night after a signal's day? One question, one answer."""

import uuid
from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from hjemvej.efforts.prevention import access
from hjemvej.platform.access.pages import Audience, ViewerRequest, page
from hjemvej.platform.access.roles import Permission
from hjemvej.platform.ui.form_pages import carry_out, form_page, press

from . import actions, forms, queries


@page(Audience.STAFF, Permission.HANDLE_INQUIRIES)
@require_http_methods(["GET", "POST"])
def tonight(request: ViewerRequest, prevention_case_id: uuid.UUID) -> HttpResponse:
    """Answer for the night after the case's next day."""
    now, viewer = timezone.now(), request.viewer
    case = access.open_case(viewer, prevention_case_id, page="prevention.tonight", at=now)
    on = timezone.localdate(now)
    night, known = queries.night_of_case(case, viewer=viewer, on=on)
    seen = queries.as_seen(known)
    initial = {"seen": seen, **({"answer": known.answer, "words": known.words} if known else {})}
    form = forms.AnswerNight(request.POST or None, initial=initial)
    write = partial(actions.answer_night, case=case, night=night, by=viewer, at=now)
    if carry_out(form, lambda: write(**form.cleaned_data)):
        messages.success(request, _("Svaret er gemt."))
        return redirect("prevention:case", case.pk)
    if form.is_bound:
        form.data = {**request.POST.dict(), "seen": seen}  # the page says now what stands: a second press is meant
    context = {"case": case, "person": case.person, "night": night, "known": known, "on": on}
    return form_page(request, "prevention/tonight.html", form, **context)


@page(Audience.STAFF, Permission.HANDLE_INQUIRIES)
@require_http_methods(["GET", "POST"])
def call_off(request: ViewerRequest, prevention_case_id: uuid.UUID) -> HttpResponse:
    """The landlord or the court has called the bailiff's day off."""
    now, viewer = timezone.now(), request.viewer
    case = access.open_case(viewer, prevention_case_id, page="prevention.call_off", at=now)
    days = queries.bailiff_days(case, viewer=viewer, on=timezone.localdate(now))
    form = forms.CallOff(request.POST or None, days=days, initial={"called_off_on": _("i dag")})
    write = partial(actions.call_off, case=case, by=viewer, at=now)
    if carry_out(form, lambda: write(**form.cleaned_data)):
        messages.success(request, _("Fogeden er aflyst. Fristen er stoppet, og der spørges ikke om den nat."))
        return redirect("prevention:case", case.pk)
    return form_page(request, "prevention/call_off.html", form, case=case, person=case.person, days=days)


@page(Audience.STAFF, Permission.HANDLE_INQUIRIES)
@require_POST
def put_on_again(request: ViewerRequest, prevention_case_id: uuid.UUID) -> HttpResponse:
    """The bailiff comes after all."""
    now, viewer = timezone.now(), request.viewer
    case = access.open_case(viewer, prevention_case_id, page="prevention.case", at=now)
    form = forms.OnAgain(request.POST)
    if form.is_valid():
        again = partial(actions.put_on_again, case=case, day=form.cleaned_data["day"], by=viewer, at=now)
        press(request, again, say=_("Fogeden kommer. Fristen løber, og der spørges om natten igen."))
    return redirect("prevention:case", case.pk)
