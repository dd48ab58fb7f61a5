"""Which pages are there about a citizen's circumstances? What is known, one answer to write, and to correct it."""

import uuid
from functools import partial

from django.contrib import messages
from django.core.exceptions import NON_FIELD_ERRORS
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from hjemvej.ground.people.access import open_person
from hjemvej.platform.access.pages import Audience, ViewerRequest, page
from hjemvej.platform.access.roles import Permission
from hjemvej.platform.ui.form_pages import carry_out, form_page

from . import access, actions, forms, queries
from .questions import form_on, question_of

WRITE = Permission.WRITE_NOTE


@page(Audience.STAFF, Permission.SEE_PERSON)
@require_GET
def circumstances(request: ViewerRequest, person_id: uuid.UUID) -> HttpResponse:
    """What is known, question by question with its history folded; what stands elsewhere; what nobody has told."""
    now, viewer = timezone.now(), request.viewer
    today = timezone.localdate(now)
    person = open_person(viewer, person_id, page="circumstances.circumstances", at=now)
    told = queries.told(person.pk, viewer=viewer, today=today)
    context = {
        "person": person, "told": told, "heading": queries.heading(sum(one.now is not None for one in told)),
        "elsewhere": queries.elsewhere(person, viewer=viewer, today=today),
        "not_told": queries.not_told(told, today), "may_write": viewer.may(WRITE), "now": now,
    }  # fmt: skip
    return render(request, "circumstances/circumstances.html", context)


@page(Audience.STAFF, WRITE)
@require_http_methods(["GET", "POST"])
def write_fact(request: ViewerRequest, person_id: uuid.UUID) -> HttpResponse:
    """Write one answer; without a question (`om`) in the address, choose one first."""
    now, viewer = timezone.now(), request.viewer
    today = timezone.localdate(now)
    person = open_person(viewer, person_id, page="circumstances.write_fact", at=now, needs=WRITE)
    question = next((one for one in form_on(today).questions if one.key == request.GET.get("om")), None)
    if question is None:
        told = queries.told(person.pk, viewer=viewer, today=today)
        answered = {one.now.fact.question: one.now for one in told if one.now}
        rows = [(one, answered.get(one.key)) for one in form_on(today).questions]
        return render(request, "circumstances/choose_question.html", {"person": person, "rows": rows})
    latest = queries.latest_of(person.pk, question.key, viewer=viewer)
    begins = forms.beginning(today, latest.pk if latest else None)
    form = forms.WriteFact(request.POST or None, initial=begins, question=question)
    write = partial(actions.write_fact, person_id=person.pk, question=question.key, by=viewer, at=now)
    if carry_out(form, lambda: write(said=form.said)):
        messages.success(request, _("Gemt. Det, der stod før, er gemt som historie.") if latest else _("Gemt."))
        return redirect("circumstances:circumstances", person.pk)
    is_late = form.has_error(NON_FIELD_ERRORS, actions.WrittenMeanwhile.__name__)
    context = {
        "person": person, "question": question, "latest": queries.line(latest, today) if latest else None,
        "after": latest.pk if latest and (is_late or not form.is_bound) else form["after"].value() or "",
    }  # fmt: skip
    return form_page(request, "circumstances/write_fact.html", form, **context)


@page(Audience.STAFF, WRITE)
@require_http_methods(["GET", "POST"])
def correct_fact(request: ViewerRequest, circumstance_id: uuid.UUID) -> HttpResponse:
    """Write what is right, and why; the wrong answer stays readable."""
    now, viewer = timezone.now(), request.viewer
    today = timezone.localdate(now)
    fact = access.open_circumstance(viewer, circumstance_id, page="circumstances.correct_fact", at=now, needs=WRITE)
    question = question_of(fact.question, fact.form_year)
    begins = forms.as_written(fact, question)
    form = forms.CorrectFact(request.POST or None, initial=begins, question=question)
    correct = partial(actions.correct_fact, fact=fact, by=viewer, at=now)
    if carry_out(form, lambda: correct(said=form.said, because=form.cleaned_data["because"])):
        messages.success(request, _("Rettet. Det, der var forkert, kan stadig læses under ”Før”."))
        return redirect("circumstances:circumstances", fact.person_id)
    context = {"person": fact.person, "fact": fact, "question": question, "was": queries.line(fact, today)}
    return form_page(request, "circumstances/correct_fact.html", form, **context)


@page(Audience.STAFF, WRITE)
@require_http_methods(["GET", "POST"])
def withdraw_fact(request: ViewerRequest, circumstance_id: uuid.UUID) -> HttpResponse:
    """Say why an answer counts no more."""
    now, viewer = timezone.now(), request.viewer
    fact = access.open_circumstance(viewer, circumstance_id, page="circumstances.withdraw_fact", at=now, needs=WRITE)
    form = forms.WithdrawFact(request.POST or None)
    withdraw = partial(actions.withdraw_fact, fact=fact, by=viewer, at=now)
    if carry_out(form, lambda: withdraw(because=form.cleaned_data["because"])):
        messages.success(request, _("Trukket tilbage. Det kan stadig læses under ”Før”."))
        return redirect("circumstances:circumstances", fact.person_id)
    context = {"person": fact.person, "fact": fact, "was": queries.line(fact, timezone.localdate(now))}
    return form_page(request, "circumstances/withdraw_fact.html", form, **context)
