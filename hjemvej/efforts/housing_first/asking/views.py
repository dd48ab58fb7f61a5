"""Which pages are there about the offer? The team's list, a citizen's offers, and the forms that write them down."""

import datetime
import uuid
from collections.abc import Mapping, Sequence
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from hjemvej.efforts.housing_first import actions, queries, rules
from hjemvej.ground.casework import queries as casework
from hjemvej.ground.casework.actions import discard_draft
from hjemvej.ground.people.access import open_person
from hjemvej.platform.access.pages import Audience, ViewerRequest, page
from hjemvej.platform.access.roles import Permission
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.ui.form_pages import carry_out, form_page
from hjemvej.platform.ui.when import full_date

from . import access
from .forms import THINKING, AnswerOffer, CorrectOffer, OfferHousingFirst, PutOffOffer

if TYPE_CHECKING:
    from hjemvej.efforts.housing_first.models import HousingFirstOffer

ON_A_PAGE = 25
WRITE = Permission.WRITE_NOTE
OPENS = {"yes": "oensker", "ready": "klar"}  # what the day's page asks for, and which part of the list it opens


@page(Audience.STAFF, WRITE, lists_citizens=True)
@require_GET
def not_offered(request: ViewerRequest) -> HttpResponse:
    """Who was not offered Housing First, since when, and why; and those who were asked and wait."""
    now, viewer = timezone.now(), request.viewer
    on, found = timezone.localdate(now), queries.everybody(viewer=viewer, at=now)
    lacking = [one for one in found if one.state.is_not_offered]
    shown = Paginator(lacking, ON_A_PAGE).get_page(request.GET.get("side"))
    asked = {name: [one for one in found if one.state.kind in kinds] for name, kinds in rules.ASKED.items()}
    said_yes, later = asked.pop("yes"), asked.pop("later")
    wishes = queries.wishes_due(said_yes, on, viewer=viewer)
    ready = queries.ready_of([one.person_id for one in said_yes], viewer=viewer) - wishes.keys()
    asked["ready"] = [one for one in said_yes if one.person_id in ready]
    asked["yes"] = [one for one in said_yes if one.person_id not in ready]
    asked["yes"].sort(key=lambda one: wishes.get(one.person_id, datetime.date.max))  # those to ask first
    asked["later"] = later
    listed = {name: rows[:ON_A_PAGE] for name, rows in asked.items()}
    named = [*shown, *(one for rows in listed.values() for one in rows)]
    people = queries.names_of(named, viewer=viewer)
    held = casework.coordinators_of([one.person_id for one in named], viewer=viewer)
    hints = {
        "yes": rules.ask_for_wishes(len(wishes)) if wishes else "",
        "ready": _("ønsker og økonomi er skrevet ned, og ingen bolig er tilbudt"),
    }
    due = sum(one.state.is_due(on) for one in lacking)
    context = {
        "headline": rules.headline(due, len(lacking) - due),
        "not_now": rules.not_now([one.state for one in lacking], on),
        "page": shown, "offered": len(found) - len(lacking),
        "yes": len(said_yes), "rows": _rows(list(shown), people, held, on),
        "asked": [(name, rules.asked_heading(name, len(asked[name])), _rows(rows, people, held, on, wishes),
                   _hint(hints.get(name, ""), rows, asked[name]), OPENS.get(name, name) in request.GET)
                  for name, rows in listed.items() if rows],
    }  # fmt: skip
    return render(request, "housing_first/not_offered.html", context)


def _hint(said: str, rows: Sequence[queries.Asked], of: Sequence[queries.Asked]) -> str:
    """Say what a part of the list is, and that it shows the first alone where there are more."""
    return " · ".join(filter(None, (said, _("her står de første %d") % len(rows) if len(rows) < len(of) else "")))


def _rows(
    found: list[queries.Asked], people: dict[uuid.UUID, Any], held: Mapping[uuid.UUID, str], on: datetime.date,
    wishes: Mapping[uuid.UUID, datetime.date] = MappingProxyType({}),
) -> list[dict[str, Any]]:  # fmt: skip
    """Every word of a row, once: there are some hundreds on the page."""
    nobody, rows = _("ingen koordinator"), []
    for one in found:
        if person := people.get(one.person_id):
            put_off, days = one.state.facts.put_off, one.state.days_homeless(on)
            why = put_off.why if put_off and one.state.is_not_offered else ""
            ask_on = wishes.get(person.pk)
            if ask_on:
                why = _("Skulle spørges om ønsker %s.") % full_date(ask_on)
            words = " ".join(filter(None, (rules.in_a_list(one.state, on), why)))
            address, label = _next(one, ask_wishes=bool(ask_on))
            rows.append({
                "name": person.name.with_code, "url": reverse("staff:person", args=[person.pk]),
                "chip": ngettext("%(n)s dag", "%(n)s dage", days) % {"n": days},
                "kind": "soon" if one.state.is_due(on) else "neutral",
                "words": f"{words} · {held.get(person.pk, nobody)}", "next": address, "button": label,
            })  # fmt: skip
    return rows


def _next(one: queries.Asked, *, ask_wishes: bool) -> tuple[str, str]:
    """What is done next about a citizen: its page, and its button's words; nothing for whoever waits for us."""
    if waiting := one.state.waiting:
        return reverse("housing_first:answer_offer", args=[waiting.id]), _("Skriv svaret")
    if ask_wishes:
        return reverse("housing_first:write_wishes", args=[one.person_id]), _("Spørg om ønsker")
    if one.state.kind in ("yes", "asked_later"):
        return "", ""
    label = _("Spørg igen") if one.state.kind == "ask_again" else _("Tilbyd")
    return reverse("housing_first:offer_housing_first", args=[one.person_id]), label


@page(Audience.STAFF, Permission.SEE_PERSON)
@require_GET
def offers(request: ViewerRequest, person_id: uuid.UUID) -> HttpResponse:
    """Everything that was asked and answered, in the citizen's own words, the latest first."""
    now, viewer = timezone.now(), request.viewer
    person = open_person(viewer, person_id, page="housing_first.offers", at=now)
    context = {
        "person": person, **queries.person_card(person.pk, viewer=viewer, on=timezone.localdate(now)),
        "offers": queries.offers_of(person.pk, viewer=viewer),
        "corrected": queries.corrected_of(person.pk, viewer=viewer),
        "waits": queries.put_off_of(person.pk, viewer=viewer),
    }  # fmt: skip
    return render(request, "housing_first/offers.html", context)


@page(Audience.STAFF, WRITE, begins=True)
@require_http_methods(["GET", "POST"])
def offer_housing_first(request: ViewerRequest, person_id: uuid.UUID) -> HttpResponse:
    """Write the offer and the answer down; what was being written before is there again."""
    now, viewer = timezone.now(), request.viewer
    person = open_person(viewer, person_id, page="housing_first.offer_housing_first", at=now, needs=WRITE)
    key, draft = _draft(request, "housing-first-offer", person.pk)
    form = OfferHousingFirst(request.POST or None, initial={"how": "in_person", "offered_on": _("i dag"), **draft})
    offer = partial(actions.offer_housing_first, person_id=person.pk, by=viewer, at=now)
    made = carry_out(
        form,
        lambda: offer(how=form.cleaned_data["how"], offered_on=form.cleaned_data["offered_on"], said=form.said),
    )
    if made:
        discard_draft(key=key, by=viewer)
        messages.success(request, _("Skrevet med borgerens egne ord."))
        return redirect("staff:person", person.pk)
    stands = _said_so_far(person.pk, viewer)
    return form_page(
        request, "housing_first/offer_housing_first.html", form, person=person, draft_key=key, stands=stands
    )


@page(Audience.STAFF, WRITE)
@require_http_methods(["GET", "POST"])
def answer_offer(request: ViewerRequest, housing_first_offer_id: uuid.UUID) -> HttpResponse:
    now, viewer = timezone.now(), request.viewer
    offer = access.open_offer(viewer, housing_first_offer_id, page="housing_first.answer_offer", at=now)
    key, draft = _draft(request, "housing-first-answer", housing_first_offer_id, is_about_a_person=False)
    form = AnswerOffer(request.POST or None, initial={"answered_on": _("i dag"), **draft})
    answered = carry_out(form, lambda: actions.answer_offer(offer=offer, said=form.said, by=viewer, at=now))
    if answered:
        discard_draft(key=key, by=viewer)
        messages.success(request, _("Svaret er skrevet med borgerens egne ord."))
        return redirect("staff:person", offer.person_id)
    context = {"offer": offer, "person": offer.person, "draft_key": key}
    return form_page(request, "housing_first/answer_offer.html", form, **context)


@page(Audience.STAFF, WRITE)
@require_http_methods(["GET", "POST"])
def correct_offer(request: ViewerRequest, housing_first_offer_id: uuid.UUID) -> HttpResponse:
    now, viewer = timezone.now(), request.viewer
    offer = access.open_offer(viewer, housing_first_offer_id, page="housing_first.correct_offer", at=now)
    form = CorrectOffer(request.POST or None, initial=_as_it_stands(offer))
    correct = partial(actions.correct_offer, offer=offer, by=viewer, at=now)
    corrected = carry_out(
        form,
        lambda: correct(how=form.cleaned_data["how"], offered_on=form.cleaned_data["offered_on"], said=form.said),
    )
    if corrected:
        messages.success(request, _("Rettet. Det, der stod før, er gemt."))
        return redirect("housing_first:offers", offer.person_id)
    return form_page(request, "housing_first/correct_offer.html", form, offer=offer, person=offer.person)


def _as_it_stands(offer: "HousingFirstOffer") -> dict[str, Any]:
    names = ("words", "other_form", "ask_again_on", "answered_on", "how", "offered_on")
    return {name: getattr(offer, name) for name in names} | {"answer": offer.answer or THINKING}


@page(Audience.STAFF, WRITE)
@require_http_methods(["GET", "POST"])
def put_off_offer(request: ViewerRequest, person_id: uuid.UUID) -> HttpResponse:
    """It is not offered today: why, what is waited for, and when we look again."""
    now, viewer = timezone.now(), request.viewer
    person = open_person(viewer, person_id, page="housing_first.put_off_offer", at=now, needs=WRITE)
    key, draft = _draft(request, "housing-first-put-off", person.pk)
    again = queries.ask_again_on(timezone.localdate(now))
    form = PutOffOffer(request.POST or None, initial={"look_again_on": again, **draft})
    put_off = partial(actions.put_off_offer, person_id=person.pk, by=viewer, at=now)
    if carry_out(form, lambda: put_off(**form.cleaned_data)):
        discard_draft(key=key, by=viewer)
        messages.success(request, _("Skrevet, med en dag, hvor vi ser på det igen."))
        return redirect("staff:person", person.pk)
    context = {"person": person, "draft_key": key, "stands": _said_so_far(person.pk, viewer)}
    return form_page(request, "housing_first/put_off_offer.html", form, **context)


def _said_so_far(person_id: uuid.UUID, viewer: Viewer) -> str:
    """What was offered and answered before, in words, so that nobody asks as if for the first time."""
    on = timezone.localdate()
    state = queries.state_of(person_id, on, viewer=viewer)
    return rules.in_words(state, on) if state and not state.is_not_offered else ""


def _draft(
    request: ViewerRequest, form: str, record_id: uuid.UUID, *, is_about_a_person: bool = True
) -> tuple[str, dict[str, Any]]:
    """The key of the form's draft, and what was being written, on the way to the page."""
    viewer = request.viewer
    key = casework.key_about(form, record_id, viewer=viewer) if is_about_a_person else f"{form}-{record_id}"
    draft = casework.draft(key, viewer=viewer) if request.method == "GET" else None
    return key, dict(draft.fields) if draft else {}
