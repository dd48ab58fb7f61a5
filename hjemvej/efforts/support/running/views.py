"""Which pages are there about a course of support? How it stands, its method, its phases, its pauses and its end."""

import uuid
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from hjemvej.efforts.support import access, rules
from hjemvej.efforts.support.queries import contacts, courses, running
from hjemvej.efforts.support.rules import Method, phases
from hjemvej.efforts.support.rules.methods import ABOUT, begins_when
from hjemvej.efforts.support.wellbeing.queries import latest_wish
from hjemvej.ground.casework.actions import discard_draft
from hjemvej.ground.casework.queries import draft, key_about
from hjemvej.ground.casework.queries.coordination import who_work_here
from hjemvej.ground.law import queries as law
from hjemvej.ground.people.access import open_person
from hjemvej.platform.access.pages import Audience, ViewerRequest, page
from hjemvej.platform.access.roles import Permission
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.ui.alphabet import DanishOrder
from hjemvej.platform.ui.form_pages import carry_out, form_page

from . import actions, forms
from .words import headline

if TYPE_CHECKING:
    from hjemvej.efforts.support.models import SupportCourse

WRITE = Permission.WRITE_NOTE
DRAFT = "support-method"
SHOWN = 5  # contacts
SEEN = {"agree_rhythm": "every_days", "give_worker": "worker"}  # what a colleague may change meanwhile


@page(Audience.STAFF, Permission.SEE_PERSON)
@require_GET
def course(request: ViewerRequest, person_id: uuid.UUID) -> HttpResponse:
    """How the citizen's support stands: method, phase and plan, rhythm, pauses, the latest contacts, and before."""
    now, viewer = timezone.now(), request.viewer
    person = open_person(viewer, person_id, page="support.course", at=now)
    every = list(courses.supports_of(person.pk, viewer=viewer))
    support = next((each for each in every if each.is_open), None)
    stands = running.of_person(person.pk, now, viewer=viewer) if support else None
    kept = courses.phases_of(support, viewer=viewer) if support else []
    waits = None if support else courses.waits_of(person.pk, viewer=viewer)
    context = {
        "person": person, "support": support, "stands": stands, "phases": kept, "waits": waits,
        "earlier": [each for each in every if not each.is_open],
        "pauses": courses.pauses_of(support, viewer=viewer) if support else [],
        "to_hand": courses.to_hand(kept), "heading": headline(support, stands, is_waiting=bool(waits)),
        "next_number": phases.next_number(kept[0].number) if kept else None,
        "last": contacts.contacts_of(person.pk, viewer=viewer)[:SHOWN], "now": now,
        "may_write": viewer.may(WRITE), **_wellbeing(person.pk, viewer),
        "may_change": viewer.may(WRITE) and (support is None or support.team_id == viewer.team_id),
    }  # fmt: skip
    return render(request, "support/course.html", context)


def _wellbeing(person_id: uuid.UUID, viewer: Viewer) -> dict[str, Any]:
    if not viewer.may(Permission.ASK_WELLBEING):
        return {}
    wish = latest_wish(person_id, viewer=viewer)
    follows = wish is not None and wish.taken_back_at is None
    return {"may_ask_wellbeing": True, "wellbeing_wish": wish, "follows_wellbeing": follows}


@page(Audience.STAFF, WRITE)
@require_http_methods(["GET", "POST"])
def choose_method(request: ViewerRequest, person_id: uuid.UUID) -> HttpResponse:
    """Choose a method with reasons; each method's target group stands as facts to choose from."""
    now, viewer = timezone.now(), request.viewer
    person = open_person(viewer, person_id, page="support.choose_method", at=now, needs=WRITE)
    support = courses.support_of(person.pk, viewer=viewer)
    key = key_about(DRAFT, person.pk, viewer=viewer)
    begun = draft(key, viewer=viewer) if request.method == "GET" else None
    shape: type[forms.ChooseMethod] = forms.ChangeMethod if support else forms.ChooseMethod
    initial = {"worker": support.worker_id if support else viewer.user_id, **(begun.fields if begun else {})}
    form = shape(request.POST or None, workers=_workers(viewer, now), initial=initial)
    if carry_out(form, partial(_choose, form, person.pk, support, viewer, now)):
        discard_draft(key=key, by=viewer)
        messages.success(request, _("Forløbet er begyndt."))
        return redirect("support:course", person.pk)
    on = timezone.localdate(now)
    home = running.home_of(person.pk, on, viewer=viewer)
    seen = {"has_home": home.has_one, "sees_a_home": home.is_in_sight}
    facts = [(about, [begins_when(about.method, **seen)]) for about in ABOUT]
    context = {
        "person": person, "support": support, "facts": facts, "draft": begun, "draft_key": key,
        "waits": courses.waits_of(person.pk, viewer=viewer),
    }  # fmt: skip
    return form_page(request, "support/choose_method.html", form, **context)


def _choose(form: forms.ChooseMethod, person_id: uuid.UUID, support: Any, viewer: Viewer, now: Any) -> Any:
    if support:
        words = form.cleaned_data["words"]
        return actions.change_method(support=support, chosen=form.chosen, words=words, by=viewer, at=now)
    return actions.begin_support(person_id=person_id, chosen=form.chosen, by=viewer, at=now)


@page(Audience.STAFF, WRITE)
@require_http_methods(["GET", "POST"])
def begin_phase(request: ViewerRequest, support_id: uuid.UUID) -> HttpResponse:
    """Make the plan of the next phase together with the citizen: one to three areas."""
    now, viewer = timezone.now(), request.viewer
    support = access.open_support(viewer, support_id, page="support.course", at=now)
    kept = courses.phases_of(support, viewer=viewer)
    number = phases.next_number(kept[0].number) if kept else None
    if number is None or not support.is_open:
        messages.info(request, _no_next_phase(support, has_phases=bool(kept)))
        return redirect("support:course", support.person_id)
    form = forms.BeginPhase(request.POST or None, initial={"number": number, "every_days": kept[0].every_days})
    begin = partial(actions.begin_phase, support=support, by=viewer, at=now)
    if carry_out(form, lambda: begin(plan=form.plan, **form.beside)):
        messages.success(request, _("%s er begyndt.") % phases.short(number))
        return redirect("support:course", support.person_id)
    on = timezone.localdate(now)
    context = {
        "person": support.person, "support": support, "label": rules.Number(number).label, "before": kept[0],
        "until_on": law.due_on(rules.PHASE_LASTS, on).due_on,
    }  # fmt: skip
    return form_page(request, "support/begin_phase.html", form, **context)


def _no_next_phase(support: "SupportCourse", *, has_phases: bool) -> str:
    if not support.is_open:
        return _("Forløbet er sluttet.")
    return _("Den sidste fase er begyndt.") if has_phases else _("Kun CTI har faser. Her bruges en anden metode.")


@page(Audience.STAFF, WRITE)
@require_http_methods(["GET", "POST"])
def change_plan(request: ViewerRequest, support_id: uuid.UUID) -> HttpResponse:
    """Change the plan of the phase that runs, together with the citizen: up to three areas."""
    now, viewer = timezone.now(), request.viewer
    support = access.open_support(viewer, support_id, page="support.course", at=now)
    phase = next((each for each in courses.phases_of(support, viewer=viewer) if each.until_on is None), None)
    if phase is None or phase.number == rules.Number.CONTACT:
        messages.info(request, _("Ingen fase med en plan er i gang."))
        return redirect("support:course", support.person_id)
    form = forms.ChangePlan(request.POST or None, initial=forms.as_typed(phase.plan, seen=actions.as_seen(phase.plan)))
    change = partial(actions.change_plan, phase=phase, by=viewer, at=now)
    if carry_out(form, lambda: change(plan=form.plan, seen=form.cleaned_data["seen"])):
        messages.success(request, _("Planen er skrevet. Det, der var aftalt før, kan stadig læses."))
        return redirect("support:course", support.person_id)
    return form_page(request, "support/change_plan.html", form, person=support.person, support=support, phase=phase)


@page(Audience.STAFF, WRITE)
@require_http_methods(["GET", "POST"])
def hand_area(request: ViewerRequest, area_id: int) -> HttpResponse:
    """Give a part of the plan to somebody by name."""
    now, viewer = timezone.now(), request.viewer
    area = access.open_area(viewer, area_id, page="support.course", at=now)
    form = forms.HandArea(request.POST or None, initial={"to": area.handed_to, "seen": area.handed_to})
    hand = partial(actions.hand_area, area=area, by=viewer, at=now)
    if carry_out(form, lambda: hand(**form.cleaned_data)):
        messages.success(request, _("Givet videre."))
        return redirect("support:course", area.person_id)
    person = area.phase.support.person
    return form_page(request, "support/hand_area.html", form, person=person, area=area)


@page(Audience.STAFF, WRITE)
@require_http_methods(["GET", "POST"])
def agree_rhythm(request: ViewerRequest, support_id: uuid.UUID) -> HttpResponse:
    """Write how often to meet, as it is agreed with the citizen."""
    said = _("Skrevet. Det gælder fra nu af.")
    return _on_course(request, support_id, forms.AgreeRhythm, "agree_rhythm", actions.agree_rhythm, said)


@page(Audience.STAFF, WRITE)
@require_http_methods(["GET", "POST"])
def give_worker(request: ViewerRequest, support_id: uuid.UUID) -> HttpResponse:
    """Let another colleague go on with the citizen."""
    shape = partial(forms.GiveWorker, workers=_workers(request.viewer, timezone.now()))
    return _on_course(request, support_id, shape, "give_worker", actions.give_worker, _("Medarbejderen er skiftet."))


@page(Audience.STAFF, WRITE)
@require_http_methods(["GET", "POST"])
def pause_support(request: ViewerRequest, support_id: uuid.UUID) -> HttpResponse:
    """The citizen is in hospital, in prison or away: the course waits, and is not closed."""
    said = _("Forløbet er på pause. Det er ikke lukket.")
    return _on_course(request, support_id, forms.PauseSupport, "pause_support", actions.pause_support, said)


@page(Audience.STAFF, WRITE)
@require_http_methods(["GET", "POST"])
def resume_support(request: ViewerRequest, support_id: uuid.UUID) -> HttpResponse:
    """The citizen is back."""
    said = _("Forløbet går videre.")
    return _on_course(request, support_id, forms.ResumeSupport, "resume_support", actions.resume_support, said)


@page(Audience.STAFF, WRITE)
@require_http_methods(["GET", "POST"])
def end_support(request: ViewerRequest, support_id: uuid.UUID) -> HttpResponse:
    """The support ends, and the home stays."""
    said = _("Støtten er slut.")
    return _on_course(request, support_id, forms.EndSupport, "end_support", actions.end_support, said)


def _on_course(
    request: ViewerRequest, support_id: uuid.UUID, shape: Callable[..., Form], name: str, action: Callable[..., Any],
    said: str,
) -> HttpResponse:  # fmt: skip
    """Show a form about a course, and do what was typed to it."""
    now, viewer = timezone.now(), request.viewer
    support = access.open_support(viewer, support_id, page="support.course", at=now)
    kept = courses.phases_of(support, viewer=viewer) if support.method == Method.CTI else []
    today = timezone.localdate(now)
    every_days = kept[0].every_days if kept else support.every_days
    initial: dict[str, Any] = {
        "worker": support.worker_id,
        "every_days": every_days,
        "from_on": today,
        "until_on": today,
    }
    initial["seen"] = initial.get(SEEN.get(name, "")) or ""
    form = shape(request.POST or None, initial=initial)
    if carry_out(form, lambda: action(support=support, **form.cleaned_data, by=viewer, at=now)):
        messages.success(request, said)
        return redirect("support:course", support.person_id)
    lacking = phases.lacking_before_done(Method(support.method), [each.number for each in kept], courses.as_areas(kept))
    return form_page(request, f"support/{name}.html", form, person=support.person, support=support, lacking=lacking)


def _workers(viewer: Viewer, now: Any) -> list[tuple[uuid.UUID, str]]:
    users = who_work_here(timezone.localdate(now), viewer=viewer).order_by(DanishOrder("name"))
    return list(users.values_list("pk", "name"))
