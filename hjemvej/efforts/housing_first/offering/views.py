"""Which pages are there about offers of homes? The free homes, a new offer, how it stands, and a citizen's wishes."""

import datetime
import uuid
from collections.abc import Callable, Mapping
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from hjemvej.efforts.housing_first.registering.queries import registrations_of
from hjemvej.efforts.housing_first.wishing.queries import in_short
from hjemvej.ground.homes.pictures.queries import pictures_of
from hjemvej.ground.homes.queries import lived_in
from hjemvej.ground.people.access import open_person, reveal_protected
from hjemvej.platform.access.pages import Audience, ViewerRequest, page
from hjemvej.platform.access.roles import Permission
from hjemvej.platform.ui.form_pages import carry_out, form_page

from . import access, forms, queries, rules
from .actions import offering, telling, writing

if TYPE_CHECKING:
    from hjemvej.efforts.housing_first.models import HomeOffer

WRITE = Permission.WRITE_NOTE
ON_A_PAGE = 50
NOTHING_TYPED: Mapping[str, Form] = MappingProxyType({})


@page(Audience.STAFF, WRITE)
@require_GET
def choose_home(request: ViewerRequest, person_id: uuid.UUID) -> HttpResponse:
    """The free homes, each with its conditions beside the household, and what the citizen wishes for."""
    now, viewer = timezone.now(), request.viewer
    person = open_person(viewer, person_id, page="housing_first.choose_home", at=now, needs=WRITE)
    shown = Paginator(queries.choices_for(person, viewer=viewer, on=timezone.localdate(now)), ON_A_PAGE).get_page(
        request.GET.get("side")
    )
    context = {
        "person": person, "page": shown,
        "wishes": in_short(person.pk, viewer=viewer), "today": timezone.localdate(now), "may_write": True,
        "person_id": person.pk,
    }  # fmt: skip
    return render(request, "housing_first/choose_home.html", context)


@page(Audience.STAFF, WRITE)
@require_http_methods(["GET", "POST"])
def offer_home(request: ViewerRequest, person_id: uuid.UUID, vacancy_id: uuid.UUID) -> HttpResponse:
    """Offer one home, with a written reason."""
    now, viewer = timezone.now(), request.viewer
    person = open_person(viewer, person_id, page="housing_first.offer_home", at=now, needs=WRITE)
    choice = queries.choice(vacancy_id, person, viewer=viewer, on=timezone.localdate(now))
    if choice is None:
        raise Http404
    form = forms.OfferHome(
        request.POST or None, is_offered=queries.is_offered(choice.vacancy),
        initial={
            "answer_by_on": queries.answer_by_on(choice.vacancy, timezone.localdate(now)),
            "because": queries.said_at_meeting(person.pk, vacancy_id, viewer=viewer),
        },
    )  # fmt: skip
    has = queries.has_already(person.pk, viewer=viewer)
    offer = partial(offering.offer_home, person_id=person.pk, vacancy_id=vacancy_id, by=viewer, at=now)
    made = carry_out(form, lambda: offer(**form.cleaned_data))
    if made:
        messages.success(request, _("Boligen er reserveret til borgeren. Fortæl om den nu."))
        return redirect("housing_first:home_offer", made.value.pk)
    return form_page(
        request,
        "housing_first/offer_home.html",
        form,
        person=person,
        choice=choice,
        has=has,
        wishes=in_short(person.pk, viewer=viewer),
        person_id=person.pk,
        may_write=True,
    )


@page(Audience.STAFF, Permission.SEE_PERSON)
@require_GET
def home_offer(request: ViewerRequest, home_offer_id: uuid.UUID) -> HttpResponse:
    now = timezone.now()
    found = access.open_home_offer(request.viewer, home_offer_id, page="housing_first.home_offer", at=now)
    return _show(request, found, now)


@page(Audience.STAFF, Permission.SEE_PERSON)
@require_GET
def home_offer_of_task(request: ViewerRequest, task_id: uuid.UUID) -> HttpResponse:
    """The page on which the next step of an offer is done."""
    now = timezone.now()
    found = access.open_home_offer_of_task(request.viewer, task_id, page="housing_first.home_offer", at=now)
    return _show(request, found, now)


@page(Audience.STAFF, Permission.SEE_PERSON)
@require_GET
def home_offers(request: ViewerRequest, person_id: uuid.UUID) -> HttpResponse:
    """Every home that the citizen was offered, and every wish, in the citizen's own words."""
    now, viewer = timezone.now(), request.viewer
    person = open_person(viewer, person_id, page="housing_first.home_offers", at=now)
    on = timezone.localdate(now)
    offers = queries.home_offers_of(person.pk, viewer=viewer)
    context = {
        "person": person, "offers": [(one, rules.standing(one, on)) for one in offers],
        "wishes": in_short(person.pk, viewer=viewer), "may_write": viewer.may(WRITE), "person_id": person.pk,
        "registrations": registrations_of(person.pk, viewer=viewer),
    }  # fmt: skip
    return render(request, "housing_first/home_offers.html", context)


@page(Audience.STAFF, WRITE)
@require_http_methods(["GET", "POST"])
def say_wish(request: ViewerRequest, person_id: uuid.UUID) -> HttpResponse:
    now, viewer = timezone.now(), request.viewer
    person = open_person(viewer, person_id, page="housing_first.say_wish", at=now, needs=WRITE)
    form = forms.SayWish(request.POST or None, initial={"said_on": _("i dag")})
    say = partial(offering.say_wish, person_id=person.pk, by=viewer, at=now)
    if carry_out(form, lambda: say(**form.cleaned_data)):
        messages.success(request, _("Ønsket er skrevet med borgerens egne ord."))
        return redirect("housing_first:home_offers", person.pk)
    return form_page(request, "housing_first/say_wish.html", form, person=person)


@page(Audience.STAFF, Permission.SEE_PROTECTED)
@require_POST
def show_home_address(request: ViewerRequest, home_offer_id: uuid.UUID) -> HttpResponse:
    """A protected citizen's home, with its address, on this page alone; the look is logged."""
    now, viewer = timezone.now(), request.viewer
    found = access.open_home_offer(viewer, home_offer_id, page="housing_first.home_offer", at=now)
    reveal_protected(viewer, found.person_id, at=now)
    return _show(request, found, now, is_address_shown=True)


@page(Audience.STAFF, WRITE)
@require_POST
def show_offer(request: ViewerRequest, home_offer_id: uuid.UUID) -> HttpResponse:
    say = _("Skrevet: borgeren har hørt om boligen.")
    return _written(request, home_offer_id, "show", forms.ShowOffer(request.POST), offering.show_offer, say)


@page(Audience.STAFF, WRITE)
@require_POST
def record_viewing(request: ViewerRequest, home_offer_id: uuid.UUID) -> HttpResponse:
    say = _("Skrevet: borgeren har set boligen.")
    return _written(request, home_offer_id, "viewing", forms.RecordViewing(request.POST), offering.record_viewing, say)


@page(Audience.STAFF, WRITE)
@require_POST
def answer_home(request: ViewerRequest, home_offer_id: uuid.UUID) -> HttpResponse:
    """The citizen's yes or no."""
    form, is_yes = forms.AnswerHome(request.POST), request.POST.get("answer") == forms.AnswerHome.YES
    saw_yes = request.POST.get("stood") in rules.SAID_YES

    def answer(*, answer: str, **said: Any) -> object:
        if answer == forms.AnswerHome.YES:
            return offering.accept_offer(**said)
        return offering.decline_offer(**said, after_yes=saw_yes)

    say = _("Nej tak er skrevet, og ordene er et ønske. Borgeren beholder sin plads.")
    if is_yes:
        say = _("Ja tak er skrevet. Nu skal lejekontrakten skrives.")
    elif queries.landlord_has_signed(home_offer_id, viewer=request.viewer):
        say = _("Nej tak er skrevet. Boligorganisationen havde skrevet en kontrakt: ring til dem.")
    return _written(request, home_offer_id, "answer", form, answer, say)


@page(Audience.STAFF, WRITE)
@require_POST
def fall_away(request: ViewerRequest, home_offer_id: uuid.UUID) -> HttpResponse:
    """The home is lost: no answer in time, or not vacant after all."""

    def fall(*, what: str, **said: Any) -> object:
        if what == "lapsed":
            return offering.let_lapse(**said)
        return offering.withdraw_offer(**said, is_gone=what == "gone")

    say = _("Skrevet. Borgeren beholder sin plads; fortæl, hvad der skete.")
    return _written(request, home_offer_id, "fall", forms.FallAway(request.POST), fall, say)


@page(Audience.STAFF, WRITE)
@require_POST
def share_offer(request: ViewerRequest, home_offer_id: uuid.UUID) -> HttpResponse:
    say = _("Skrevet. Nu kan boligen også tilbydes en anden, der får det samme at vide.")
    return _written(request, home_offer_id, "share", forms.ShareOffer(request.POST), offering.share_offer, say)


@page(Audience.STAFF, WRITE)
@require_POST
def arrange_outside(request: ViewerRequest, home_offer_id: uuid.UUID) -> HttpResponse:
    say = _("Skrevet. Boligorganisationen ser intet om borgeren på sin side.")
    return _written(
        request, home_offer_id, "outside", forms.ArrangeOutside(request.POST), offering.arrange_outside, say
    )


@page(Audience.STAFF, WRITE)
@require_POST
def write_offer_letter(request: ViewerRequest, home_offer_id: uuid.UUID) -> HttpResponse:
    """The offer as a letter to the citizen: a draft to read through, and then to send."""
    now = timezone.now()
    found = _opened(request, home_offer_id, now)
    letter = writing.write_offer_letter(offer=found, by=request.viewer, at=now)
    return redirect("correspondence:letter", letter.pk)


@page(Audience.STAFF, WRITE)
@require_POST
def tell_landlord(request: ViewerRequest, home_offer_id: uuid.UUID) -> HttpResponse:
    now = timezone.now()
    found = _opened(request, home_offer_id, now)
    form = forms.TellLandlord(request.POST, consents=_consents(request, found, now))

    def tell(*, consent: str, **said: Any) -> object:
        return telling.tell_landlord(consent_id=uuid.UUID(consent), **said)

    say = _("Boligorganisationen kan nu se det, så længe samtykket gælder.")
    return _written(request, home_offer_id, "tell", form, tell, say)


def _written(
    request: ViewerRequest, home_offer_id: uuid.UUID, name: str, form: Form, action: Callable[..., object], say: str
) -> HttpResponse:
    """Do what a form of the offer's page asks, or show the page with the form again."""
    now = timezone.now()
    found = _opened(request, home_offer_id, now)
    if carry_out(form, lambda: action(offer=found, by=request.viewer, at=now, **form.cleaned_data)):
        messages.success(request, say)
        return redirect("housing_first:home_offer", found.pk)
    return _show(request, found, now, {name: form})


def _opened(request: ViewerRequest, home_offer_id: uuid.UUID, now: datetime.datetime) -> "HomeOffer":
    return access.open_home_offer(request.viewer, home_offer_id, page="housing_first.home_offer", at=now, needs=WRITE)


def _consents(request: ViewerRequest, found: "HomeOffer", now: datetime.datetime) -> list[tuple[str, str]]:
    held = queries.consents_to_tell(found, viewer=request.viewer, at=now)
    return [(str(one.pk), one.purpose) for one in held]


def _show(
    request: ViewerRequest, found: "HomeOffer", now: datetime.datetime, typed: Mapping[str, Form] = NOTHING_TYPED,
    *, is_address_shown: bool = False,
) -> HttpResponse:  # fmt: skip
    viewer, person, home = request.viewer, found.person, found.vacancy.dwelling
    is_hidden = person.is_protected and not is_address_shown
    on, today = timezone.localdate(now), {"shown_on": _("i dag"), "seen_on": _("i dag"), "answered_on": _("i dag")}
    consents = _consents(request, found, now)
    least = rules.least_for_a_lease(
        name="" if person.is_protected else person.full_name, phone=queries.phone_of(person, viewer=viewer, on=on)
    )
    said_yes = found.state in rules.SAID_YES
    shown = {
        "show": typed.get("show") or forms.ShowOffer(initial=today),
        "viewing": typed.get("viewing") or forms.RecordViewing(initial=today),
        "answer": typed.get("answer") or forms.AnswerHome(initial=today, said_yes=said_yes),
        "fall": typed.get("fall") or forms.FallAway(said_yes=said_yes),
        "share": typed.get("share") or forms.ShareOffer(),
        "outside": typed.get("outside") or forms.ArrangeOutside(initial={"how": found.outside_pages}),
        "tell": typed.get("tell")
        or forms.TellLandlord(
            consents=consents,
            initial={"told": least, "consent": consents[0][0] if len(consents) == 1 else None},
        ),
    }
    first = shown["show"] if found.state == rules.State.PROPOSED else shown["answer"]
    proposal = queries.proposal_of(found, viewer=viewer)
    context = {
        "offer": found, "person": person, "home": home, "states": rules.State,
        "money": queries.money_of(home), "pictures": [] if is_hidden else pictures_of(home.pk, viewer=viewer),
        "standing": rules.standing(found, on), "proposal": proposal,
        "is_told": queries.is_told(proposal, at=now),
        "is_offered_to_two": queries.is_offered_to_two(found, viewer=viewer),
        "consents": consents, "may_write": viewer.may(WRITE), **shown,
        "is_address_hidden": is_hidden,
        "lived_in": lived_in(home, on, viewer=viewer) if found.is_open else None,
        "may_see_protected": viewer.may(Permission.SEE_PROTECTED),
    }  # fmt: skip
    return form_page(request, "housing_first/home_offer.html", first, *shown.values(), **context)
