"""Which pages say who follows up? The red page, *Jeg følger op*, *Giv til …*, and the answer to a hand-over."""

import uuid
from functools import partial

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from hjemvej.ground.casework.access import open_to_write
from hjemvej.ground.casework.queries import coordinator_of, tasks_of
from hjemvej.platform.access.pages import Audience, ViewerRequest, page
from hjemvej.platform.access.roles import Permission
from hjemvej.platform.ui.form_pages import carry_out, form_page, press

from . import access, actions, queries, rules
from .forms import DeclineCitizen, GiveCitizen, TakeCitizen

ON_A_PAGE = 50


@page(Audience.STAFF, Permission.WRITE_NOTE, lists_citizens=True)
@require_GET
def unheld(request: ViewerRequest) -> HttpResponse:
    """Everybody whom nobody follows up on, and those whose day passed long ago; fifty at a time."""
    now, viewer = timezone.now(), request.viewer
    found = queries.picture(viewer=viewer, at=now)
    shown = Paginator(found.unheld, ON_A_PAGE).get_page(request.GET.get("side"))
    late = found.too_late[:ON_A_PAGE]
    people = queries.names_of({one.person_id for one in shown} | {one.person_id for one in late}, viewer=viewer)
    today = timezone.localdate(now)
    days = queries.days_without(viewer=viewer, at=now) if viewer.may(Permission.SEE_TEAM_LOAD) else None
    if days:
        people |= queries.names_of({person_id for person_id, _days in days.named} - set(people), viewer=viewer)
    return render(
        request,
        "casework/unheld.html",
        {
            "headline": rules.headline(found.unheld),
            "page": shown,
            "rows": [(one, people[one.person_id]) for one in shown],
            "late": [(one, people[one.person_id], one.days_late(today)) for one in late],
            "late_left": len(found.too_late) - len(late),
            "in_hand": found.all_in_hand,
            "days": days,
            "behind": [(people[person_id], number) for person_id, number in days.named] if days else [],
        },
    )


@page(Audience.STAFF, Permission.WRITE_NOTE)
@require_http_methods(["GET", "POST"])
def take_citizen(request: ViewerRequest, person_id: uuid.UUID) -> HttpResponse:
    """A press where only an owner is lacking; else the page asks what comes next."""
    now, viewer = timezone.now(), request.viewer
    person = open_to_write(viewer, person_id, page="casework.take_citizen", at=now)
    stands = queries.standing_of(person.pk, viewer=viewer, at=now)
    lacking = stands.lacking if isinstance(stands, rules.Unheld) else frozenset[rules.Lacking]()
    typed = request.POST if request.method == "POST" else None  # a press alone types nothing
    form = TakeCitizen(typed, asks_step="step" in lacking)
    take = partial(actions.take_citizen, person_id=person.pk, by=viewer, at=now)
    if carry_out(form, lambda: take(agreed=_agreed(form))):
        said = _("Du følger op på borgeren nu.") if "owner" in lacking else _("Næste skridt er skrevet op.")
        messages.success(request, said)  # no name: messages may travel in a cookie
        return redirect("casework:unheld")
    context = {"person": person, "stands": stands, "asks_owner": "owner" in lacking}
    return form_page(request, "casework/take_citizen.html", form, **context)


@page(Audience.STAFF, Permission.WRITE_NOTE)
@require_http_methods(["GET", "POST"])
def give_citizen(request: ViewerRequest, person_id: uuid.UUID) -> HttpResponse:
    """Ask a colleague or another team to follow up; they have until a day to answer."""
    now, viewer = timezone.now(), request.viewer
    today = timezone.localdate(now)
    person = open_to_write(viewer, person_id, page="casework.give_citizen", at=now)
    stands = queries.standing_of(person.pk, viewer=viewer, at=now)
    colleagues, teams = queries.possible_receivers(viewer=viewer, on=today)
    form = GiveCitizen(
        request.POST or None,
        asks_step=isinstance(stands, rules.Unheld) and "step" in stands.lacking,
        colleagues=[(one.id, _with_load(one.name, one.coordinates)) for one in colleagues],
        teams=[(one.pk, one.name) for one in teams],
    )
    give = partial(actions.give_citizen, person_id=person.pk, by=viewer, at=now)
    done = carry_out(
        form,
        lambda: give(
            receiver_id=form.receiver_id, team_id=form.team_id or viewer.team_id, why=form.cleaned_data["why"],
            agreed=_agreed(form),
        ),
    )  # fmt: skip
    if done:
        messages.success(request, _("Der er spurgt. Får I ikke svar i tide, kommer borgeren tilbage til dig."))
        return redirect("staff:person", person.pk)
    context = {"person": person, "stands": stands, "answer_by": queries.answer_by(today)}
    return form_page(request, "casework/give_citizen.html", form, **context)


def _with_load(name: str, coordinates: int) -> str:
    """Whoever coordinates for nobody may support many: so the number says what it counts."""
    said = _("%(name)s · koordinator for %(n)d") if coordinates else _("%(name)s · koordinator for ingen")
    return said % {"name": name, "n": coordinates}


def _agreed(form: TakeCitizen) -> actions.Agreed | None:
    if not form.asks_step:
        return None
    return actions.Agreed(form.cleaned_data["title"], form.cleaned_data["kind"], form.due_at)


@page(Audience.STAFF, Permission.WRITE_NOTE)
@require_GET
def hand_over(request: ViewerRequest, hand_over_id: uuid.UUID) -> HttpResponse:
    return _show(request, hand_over_id, DeclineCitizen())


@page(Audience.STAFF, Permission.WRITE_NOTE)
@require_POST
def receive_citizen(request: ViewerRequest, hand_over_id: uuid.UUID) -> HttpResponse:
    now = timezone.now()
    given = access.open_hand_over(request.viewer, hand_over_id, at=now)
    receive = partial(actions.receive_citizen, given=given, by=request.viewer, at=now)
    if press(request, receive, say=_("Du følger op på borgeren nu.")):
        return redirect("staff:person", given.person_id)
    return redirect("casework:hand_over", given.pk)


@page(Audience.STAFF, Permission.WRITE_NOTE)
@require_POST
def decline_citizen(request: ViewerRequest, hand_over_id: uuid.UUID) -> HttpResponse:
    now = timezone.now()
    given = access.open_hand_over(request.viewer, hand_over_id, at=now)
    form = DeclineCitizen(request.POST)
    decline = partial(actions.decline_citizen, given=given, by=request.viewer, at=now)
    if carry_out(form, lambda: decline(answer=form.cleaned_data["answer"])):
        messages.success(request, _("Borgeren er givet tilbage til %s.") % given.sender.name)
        return redirect("staff:today")
    return _show(request, hand_over_id, form)


@page(Audience.STAFF, Permission.WRITE_NOTE)
@require_POST
def withdraw_hand_over(request: ViewerRequest, hand_over_id: uuid.UUID) -> HttpResponse:
    now = timezone.now()
    given = access.open_hand_over(request.viewer, hand_over_id, at=now)
    press(request, partial(actions.withdraw_hand_over, given=given, by=request.viewer, at=now), say=_("Beholdt."))
    return redirect("staff:person", given.person_id)


def _show(request: ViewerRequest, hand_over_id: uuid.UUID, form: DeclineCitizen) -> HttpResponse:
    viewer = request.viewer
    given = access.open_hand_over(viewer, hand_over_id, at=timezone.now())
    context = {
        "given": given,
        "person": given.person,
        "coordination": coordinator_of(given.person_id, viewer=viewer),
        "task": tasks_of(given.person_id, viewer=viewer).first(),
        "may_answer": given.team_id == viewer.organisation_id and given.receiver_id in (None, viewer.user_id),
        "may_withdraw": given.sender_id == viewer.user_id,
    }
    return form_page(request, "casework/hand_over.html", form, **context)
