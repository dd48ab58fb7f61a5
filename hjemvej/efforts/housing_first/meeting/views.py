"""Which pages does a housing meeting have? The meetings, one with its minutes, another choice, and the costs."""

import uuid
from functools import partial
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from hjemvej.ground.people import queries as people
from hjemvej.platform.access.pages import Audience, ViewerRequest, page
from hjemvej.platform.access.roles import Permission
from hjemvej.platform.ui.form_pages import carry_out, form_page, press

from . import access, actions, forms, queries, rules

WRITE = Permission.WRITE_NOTE
LATEST = 20
ON_A_PAGE = 20


@page(Audience.STAFF, WRITE, lists_citizens=True)
@require_http_methods(["GET", "POST"])
def meetings(request: ViewerRequest) -> HttpResponse:
    """The team's housing meetings; a new one begins with who is there."""
    now, viewer = timezone.now(), request.viewer
    form = forms.BeginMeeting(request.POST or None)
    begin = partial(actions.begin_meeting, by=viewer, at=now)
    made = carry_out(form, lambda: begin(**form.cleaned_data))
    if made:
        messages.success(request, _("Rækkefølgen og forslaget er gemt."))
        return redirect("housing_first:meeting", made.value.pk)
    found = list(queries.meetings(viewer=viewer)[:LATEST])
    going_on = next((one for one in found if one.ended_at is None), None)
    return form_page(request, "housing_first/meetings.html", form, found=found, going_on=going_on)


@page(Audience.STAFF, WRITE, lists_citizens=True)
@require_GET
def meeting(request: ViewerRequest, housing_meeting_id: uuid.UUID) -> HttpResponse:
    """What is proposed for each vacant home, what was decided, and why: the minutes write themselves."""
    viewer = request.viewer
    found = access.open_meeting(viewer, housing_meeting_id)
    rows = queries.rows_of(found, viewer=viewer)
    context = {
        "meeting": found, "rows": rows, "today": timezone.localdate(),
        "minutes": [row for row in rows if row.home.decided],
        "others": [(key, rules.ORDER_WORDS[key], one) for key, one in found.found["others"].items()],
        "costs": rules.costs_in_words(found.found, is_ours=True),
    }  # fmt: skip
    return render(request, "housing_first/meeting.html", context)


@page(Audience.STAFF, WRITE)
@require_POST
def agree(request: ViewerRequest, meeting_home_id: uuid.UUID) -> HttpResponse:
    """Decide as proposed."""
    now, viewer = timezone.now(), request.viewer
    home = access.open_home(viewer, meeting_home_id)
    typed = request.POST.get("person", "")
    person_id = uuid.UUID(typed) if queries.is_proposed(home, typed, viewer=viewer) else None
    if person_id is None:
        messages.info(request, _("Forslaget er et andet nu. Se på det igen."))
    else:
        decide = partial(actions.decide_home, home_id=home.pk, person_id=person_id, because="", by=viewer, at=now)
        press(request, decide, say=_("Besluttet, og skrevet i referatet."))
    return redirect("housing_first:meeting", home.meeting_id)


@page(Audience.STAFF, WRITE, lists_citizens=True)
@require_http_methods(["GET", "POST"])
def decide_home(request: ViewerRequest, meeting_home_id: uuid.UUID) -> HttpResponse:
    """Choose another citizen whom the home fits, or nobody now, and write why."""
    now, viewer = timezone.now(), request.viewer
    home = access.open_home(viewer, meeting_home_id)
    if home.meeting.ended_at:
        messages.info(request, _("Mødet er afsluttet, så det, der blev besluttet, står fast."))
        return redirect("housing_first:meeting", home.meeting_id)
    fitting = Paginator(queries.may_have(home, viewer=viewer, at=now), ON_A_PAGE).get_page(request.GET.get("side"))
    shown = queries.choices(home, list(fitting), viewer=viewer, on=timezone.localdate(now))
    choices = [
        (str(one.person.pk), render_to_string("housing_first/_decide_choice.html", {"choice": one})) for one in shown
    ]  # fmt: skip
    form = forms.DecideHome(request.POST or None, people=choices)

    def decide() -> object:
        person = form.cleaned_data["person"]
        person_id = None if person == form.NOBODY else uuid.UUID(person)
        because = form.cleaned_data["because"]
        return actions.decide_home(home_id=home.pk, person_id=person_id, because=because, by=viewer, at=now)

    if carry_out(form, decide):
        messages.success(request, _("Besluttet. Resten er foreslået på ny."))
        return redirect("housing_first:meeting", home.meeting_id)
    return form_page(request, "housing_first/decide_home.html", form, home=home, page=fitting)


@page(Audience.STAFF, WRITE)
@require_POST
def reopen_home(request: ViewerRequest, meeting_home_id: uuid.UUID) -> HttpResponse:
    home = access.open_home(request.viewer, meeting_home_id)
    reopen = partial(actions.reopen_home, home_id=home.pk, by=request.viewer, at=timezone.now())
    press(request, reopen, say=_("Beslutningen er taget tilbage. Resten er foreslået på ny."))
    return redirect("housing_first:meeting", home.meeting_id)


@page(Audience.STAFF, WRITE)
@require_POST
def end_meeting(request: ViewerRequest, housing_meeting_id: uuid.UUID) -> HttpResponse:
    found = access.open_meeting(request.viewer, housing_meeting_id)
    press(
        request, partial(actions.end_meeting, meeting=found, by=request.viewer, at=timezone.now()),
        say=_("Mødet er afsluttet. Referatet står her."),
    )  # fmt: skip
    return redirect("housing_first:meeting", found.pk)


@page(Audience.STAFF, WRITE, lists_citizens=True)
@require_GET
def other_order(request: ViewerRequest, housing_meeting_id: uuid.UUID) -> HttpResponse:
    """Who would get a home by another order, or one home at a time, and who waits instead: by name, for the team."""
    now, viewer = timezone.now(), request.viewer
    found = access.open_meeting(viewer, housing_meeting_id)
    key = request.GET.get("orden", rules.ONE_BY_ONE)
    if key not in rules.ORDER_WORDS:
        raise Http404
    if found.ended_at:
        messages.info(request, _("Mødet er afsluttet. Boliger og borgere er nogle andre nu, så der er intet at se på."))
        return redirect("housing_first:meeting", found.pk)
    other = queries.who_else(found, key, viewer=viewer, at=now)
    names = people.people({*other.gain, *other.wait}, viewer=viewer)
    gain, wait = ([names[one] for one in ids if one in names] for ids in (other.gain, other.wait))
    context = {
        "meeting": found, "words": rules.ORDER_WORDS[key], "other": other, "gain": gain, "wait": wait,
        "ways": [(one, words) for one, words in rules.ORDER_WORDS.items() if one != key],
    }  # fmt: skip
    return render(request, "housing_first/other_order.html", context)


@page(Audience.STAFF, WRITE, lists_citizens=True, once=False)
@require_http_methods(["GET", "POST"])
def try_rule(request: ViewerRequest) -> HttpResponse:
    """What another figure for a rule, or none, would change on today's list; nothing is written."""
    now, viewer = timezone.now(), request.viewer
    in_force = queries.rules_to_try(timezone.localdate(now))
    form = forms.TryRule(request.POST or None, rules=in_force)
    context: dict[str, Any] = {}
    if form.is_valid():
        rule, figure = form.cleaned_data["regel"], form.cleaned_data["tal"]
        tried = queries.tried(rule, figure, viewer=viewer, at=now)
        words = next(words for key, words, _has_figure in in_force if key == rule)
        context = {"tried": tried, "says": rules.tried_in_words(tried), "rule": words, "figure": figure, "key": rule}
        context["begins_in_form"] = False
    return form_page(request, "housing_first/try_rule.html", form, **context)


@page(Audience.STAFF, Permission.SEE_OVERVIEW)
@require_GET
def rule_costs(request: ViewerRequest, housing_meeting_id: uuid.UUID) -> HttpResponse:
    """What each rule cost at a meeting, without names and small numbers: for landlords and the committee."""
    found = access.open_meeting(request.viewer, housing_meeting_id)
    context = {"meeting": found, "costs": rules.costs_in_words(found.found, is_ours=False)}
    return render(request, "housing_first/rule_costs.html", context)
