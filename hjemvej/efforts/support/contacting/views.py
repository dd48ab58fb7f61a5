"""Which pages are there about meeting a citizen? A contact is written in seconds; a visit is planned."""

import datetime
import uuid
from functools import partial
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from hjemvej.efforts.support import access
from hjemvej.efforts.support.queries import contacts
from hjemvej.efforts.support.rules import Kind
from hjemvej.ground.casework.actions import discard_draft
from hjemvej.ground.casework.queries import draft, key_about
from hjemvej.ground.casework.queries.coordination import who_work_here
from hjemvej.ground.people.access import open_person
from hjemvej.platform.access.pages import Audience, ViewerRequest, page
from hjemvej.platform.access.roles import Permission
from hjemvej.platform.offline.waiting import may_wait
from hjemvej.platform.ui.alphabet import DanishOrder
from hjemvej.platform.ui.form_pages import carry_out, form_page, press
from hjemvej.platform.ui.when import local

from . import actions, forms

if TYPE_CHECKING:
    from hjemvej.efforts.support.models import Visit
    from hjemvej.ground.people.models import Person

WRITE = Permission.WRITE_NOTE
DRAFT = "support-contact"
DRAFT_OF_A_VISIT = "support-visit"
SHOWN = 100  # contacts


@page(Audience.STAFF, WRITE)
@may_wait(days=3)  # it says itself when it happened
@require_http_methods(["GET", "POST"])
def log_contact(request: ViewerRequest, person_id: uuid.UUID) -> HttpResponse:
    """Write down in seconds how it went with a citizen: now, at the place of last time, we met."""
    now = timezone.now()
    person = open_person(request.viewer, person_id, page="support.log_contact", at=now, needs=WRITE)
    return _log(request, person, now, None)


@page(Audience.STAFF, WRITE)
@may_wait(days=3)
@require_http_methods(["GET", "POST"])
def log_visit(request: ViewerRequest, visit_id: uuid.UUID) -> HttpResponse:
    """Write down how a planned visit went."""
    now = timezone.now()
    visit = access.open_visit(request.viewer, visit_id, page="support.log_contact", at=now)
    return _log(request, visit.person, now, visit)


def _log(request: ViewerRequest, person: "Person", now: datetime.datetime, visit: "Visit | None") -> HttpResponse:
    viewer = request.viewer
    key = f"{DRAFT_OF_A_VISIT}-{visit.pk}" if visit else key_about(DRAFT, person.pk, viewer=viewer)
    initial = forms.beginning(now, contacts.last_place(person.pk, viewer=viewer), visit)
    begun = draft(key, viewer=viewer) if request.method == "GET" else None
    if begun:
        initial |= begun.fields
    form = forms.LogContact(request.POST or None, initial=initial, of_a_visit=visit is not None)
    write = partial(actions.log_contact, person_id=person.pk, by=viewer, at=now, visit_id=visit.pk if visit else None)
    if carry_out(form, lambda: write(said=form.said)):
        discard_draft(key=key, by=viewer)
        messages.success(request, _("Gemt. Tak."))
        return redirect("support:contacts", person.pk)
    context: dict[str, Any] = {"person": person, "visit": visit, "draft": begun, "draft_key": key}
    return form_page(request, "support/log_contact.html", form, **context)


@page(Audience.STAFF, Permission.SEE_PERSON)
@require_GET
def contacts_page(request: ViewerRequest, person_id: uuid.UUID) -> HttpResponse:
    """Every contact with a citizen, the latest first, and the visits that are planned."""
    now, viewer = timezone.now(), request.viewer
    person = open_person(viewer, person_id, page="support.contacts", at=now)
    rows = list(contacts.contacts_of(person.pk, viewer=viewer)[: SHOWN + 1])
    visits = list(contacts.visits_of(person.pk, viewer=viewer))
    context = {
        "person": person, "rows": rows[:SHOWN], "has_more": len(rows) > SHOWN, "shown": SHOWN, "now": now,
        "corrected": list(contacts.corrected_of(person.pk, viewer=viewer)[:SHOWN]),
        "visits": [visit for visit in visits if visit.ends_at >= now],
        "unwritten": [visit for visit in visits if visit.ends_at < now],
        "met": next((row for row in rows if row.kind == Kind.MET), None),
        "may_write": viewer.may(WRITE),
    }  # fmt: skip
    return render(request, "support/contacts.html", context)


@page(Audience.STAFF, WRITE)
@require_http_methods(["GET", "POST"])
def correct_contact(request: ViewerRequest, support_contact_id: uuid.UUID) -> HttpResponse:
    """Write what is right instead: the wrong one stays, and says that it is corrected."""
    now, viewer = timezone.now(), request.viewer
    contact = access.open_contact(viewer, support_contact_id, page="support.log_contact", at=now)
    happened = local(contact.happened_at)
    names = ("kind", "place", "minutes", "about", "words", "own_words", "is_planned")
    initial = {name: getattr(contact, name) for name in names}
    initial |= {"day": happened.date(), "clock": happened.time()}
    form = forms.LogContact(request.POST or None, initial=initial, of_a_visit=contact.visit_id is not None)
    write = partial(actions.correct_contact, contact=contact, by=viewer, at=now)
    if carry_out(form, lambda: write(said=form.said)):
        messages.success(request, _("Rettet. Det, der stod før, kan stadig læses."))
        return redirect("support:contacts", contact.person_id)
    return form_page(request, "support/correct_contact.html", form, person=contact.person, contact=contact)


@page(Audience.STAFF, WRITE)
@require_http_methods(["GET", "POST"])
def plan_visit(request: ViewerRequest, person_id: uuid.UUID) -> HttpResponse:
    """Agree when to meet, who goes there, and what to remember."""
    now, viewer = timezone.now(), request.viewer
    person = open_person(viewer, person_id, page="support.plan_visit", at=now, needs=WRITE)
    colleagues = who_work_here(timezone.localdate(now), viewer=viewer).order_by(DanishOrder("name"))
    workers = list(colleagues.values_list("pk", "name"))
    form = forms.PlanVisit(request.POST or None, workers=workers, initial={"worker": viewer.user_id})
    plan = partial(actions.plan_visit, person_id=person.pk, by=viewer, at=now)
    if carry_out(form, lambda: plan(**form.planned)):
        messages.success(request, _("Besøget er aftalt."))
        return redirect("support:contacts", person.pk)
    return form_page(request, "support/plan_visit.html", form, person=person)


@page(Audience.STAFF, WRITE)
@require_POST
def cancel_visit(request: ViewerRequest, visit_id: uuid.UUID) -> HttpResponse:
    now = timezone.now()
    visit = access.open_visit(request.viewer, visit_id, page="support.contacts", at=now)
    press(request, lambda: actions.cancel_visit(visit=visit, by=request.viewer, at=now), say=_("Besøget er aflyst."))
    return redirect("support:contacts", visit.person_id)


@page(Audience.STAFF, WRITE)
@require_POST
def take_visit(request: ViewerRequest, visit_id: uuid.UUID) -> HttpResponse:
    """Go there instead of a colleague who is ill."""
    now = timezone.now()
    visit = access.open_visit(request.viewer, visit_id, page="support.contacts", at=now)
    form = forms.TakeVisit(request.POST)
    take = partial(actions.take_visit, visit=visit, by=request.viewer, at=now)
    press(request, lambda: take(seen=form.seen), say=_("Du har taget besøget."))
    return redirect("support:day")
