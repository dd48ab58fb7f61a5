"""Which homes were offered to a citizen, which homes are free, and what may a landlord see?"""

import datetime
import uuid
from dataclasses import dataclass
from typing import Any

from django.db.models import BooleanField, F, Func, QuerySet, Value
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from hjemvej.efforts.housing_first.matching.queries import Card, cards
from hjemvej.efforts.housing_first.models import HomeOffer, MeetingChoice, Proposal
from hjemvej.ground.casework.queries import is_mine_or_nobodys
from hjemvej.ground.consents import queries as consents
from hjemvej.ground.consents.models import Consent
from hjemvej.ground.consents.rules import state
from hjemvej.ground.homes import queries as homes
from hjemvej.ground.homes.models import Dwelling, Tenancy, Vacancy
from hjemvej.ground.homes.rules import kroner_in_words
from hjemvej.ground.law import queries as law
from hjemvej.ground.people import queries as people
from hjemvej.ground.people.models import Person
from hjemvej.platform.access.roles import Permission
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.rooms import HomeOnTheWay, Step
from hjemvej.platform.ui.when import full_date

from . import rules

ON_THE_CARD = 2


def _offers(viewer: Viewer) -> QuerySet[HomeOffer]:
    rows = viewer.rows_of(HomeOffer)
    return rows.select_related("person", "offered_by", "vacancy__dwelling__landlord", "task", "place__order__made_by")


def home_offers_of(person_id: uuid.UUID, *, viewer: Viewer) -> QuerySet[HomeOffer]:
    """Return the citizen's offers of homes: the open ones first, then the latest."""
    rows = _offers(viewer).filter(person_id=person_id)
    return rows.order_by(F("ended_on").desc(nulls_first=True), "-offered_on", "id")


def home_on_the_way(person_id: uuid.UUID, *, viewer: Viewer) -> HomeOnTheWay | None:
    """Return the home that the citizen has said yes to, as the gate of a discharge asks; one query."""
    agreed = (HomeOffer.State.ACCEPTED, HomeOffer.State.SIGNED)
    rows = viewer.rows_of(HomeOffer).filter(person_id=person_id, state__in=agreed, answered_on__isnull=False)
    found = rows.order_by("-answered_on", "id").first()
    return (
        HomeOnTheWay(found.answered_on, found.signed_on, found.lease_from_on) if found and found.answered_on else None
    )


def home_offer(home_offer_id: uuid.UUID, *, viewer: Viewer) -> HomeOffer | None:
    return _offers(viewer).filter(pk=home_offer_id).first()


def home_offer_of_task(task_id: uuid.UUID, *, viewer: Viewer) -> HomeOffer | None:
    return _offers(viewer).filter(task_id=task_id).first()


def landlord_has_signed(home_offer_id: uuid.UUID, *, viewer: Viewer) -> bool:
    """Has the landlord entered a lease that we have not signed yet?"""
    rows = viewer.rows_of(HomeOffer).filter(pk=home_offer_id, ended_on=None, signed_on=None)
    return rows.filter(vacancy__state=Vacancy.State.SIGNED).exists()


@dataclass(frozen=True)
class Money:
    """What a month costs with everything in it, and the deposit, in words."""

    rent: str
    deposit: str


def money_of(home: Dwelling) -> Money:
    deposit = "" if home.deposit is None else kroner_in_words(home.deposit)
    return Money(kroner_in_words(home.monthly_rent), deposit)


@dataclass(frozen=True)
class Choice:
    """A free home beside the citizen: may they have it, and why not; and what it costs."""

    card: Card
    money: Money

    @property
    def vacancy(self) -> Vacancy:
        return self.card.vacancy


def choices_for(person: Person, *, viewer: Viewer, on: datetime.date) -> list[Choice]:
    """Every free home, then those offered openly: those that fit first, and of these the ones to answer first."""
    openly = viewer.rows_of(HomeOffer).filter(ended_on=None, is_shared=True, signed_on=None)
    shared = Vacancy.objects.filter(pk__in=openly.values("vacancy_id")).exclude(state=Vacancy.State.SIGNED)
    found = [*homes.free_vacancies(viewer=viewer), *shared.select_related("dwelling__landlord").order_by("id")]
    return [Choice(one, money_of(one.vacancy.dwelling)) for one in cards(person.pk, found, viewer=viewer, on=on)]


def has_already(person_id: uuid.UUID, *, viewer: Viewer) -> list[str]:
    """What the worker should know before another home is offered: an open offer, or a home of their own."""
    has = []
    for offer in viewer.rows_of(HomeOffer).filter(person_id=person_id, ended_on=None):
        has.append(_("Et åbent tilbud om en anden bolig: %s") % str(offer.get_state_display()).lower())
    if viewer.rows_of(Tenancy).filter(person_id=person_id, until_on=None).exists():
        has.append(_("En bolig, som borgeren bor i nu"))
    return has


def is_offered_to_two(offer: HomeOffer, *, viewer: Viewer) -> bool:
    others = viewer.rows_of(HomeOffer).filter(vacancy_id=offer.vacancy_id, ended_on=None).exclude(pk=offer.pk)
    return offer.is_shared and others.exists()


def is_told(found: Proposal | None, *, at: datetime.datetime) -> bool:
    """May the landlord see the proposal now: it is open, and the consent holds?"""
    return found is not None and found.closed_at is None and state(found.consent, at).mark == "holds"


def choice(vacancy_id: uuid.UUID, person: Person, *, viewer: Viewer, on: datetime.date) -> Choice | None:
    """One vacant home, also when another citizen is offered it."""
    found = homes.vacancy(vacancy_id, viewer=viewer)
    if found is None or not found.is_open:
        return None
    return Choice(cards(person.pk, [found], viewer=viewer, on=on)[0], money_of(found.dwelling))


def answer_by_on(vacancy: Vacancy, on: datetime.date) -> datetime.date:
    """When we ask for the citizen's answer: by our own goal, and before we must answer the landlord."""
    ours = law.due_on(rules.ANSWERED_WITHIN, on).due_on
    theirs = vacancy.answer_by_on
    return min(ours, theirs) if theirs and theirs >= on else ours


def said_at_meeting(person_id: uuid.UUID, vacancy_id: uuid.UUID, *, viewer: Viewer) -> str:
    """Why the home was decided for the citizen at a housing meeting, as an offer's reason begins; empty: it was not."""
    rows = viewer.rows_of(MeetingChoice).filter(person_id=person_id, is_chosen=True, home__vacancy_id=vacancy_id)
    found = rows.select_related("home__meeting").order_by("-recorded_at").first()
    if found is None:
        return ""
    decided = _("Besluttet på boligmødet %s.") % full_date(localdate(found.home.meeting.began_at))
    return f"{found.because} {decided}".strip()


def is_offered(vacancy: Vacancy) -> bool:
    return vacancy.state != Vacancy.State.NOTIFIED


def landlords_answers(viewer: Viewer, _at: datetime.datetime) -> list[Step]:
    """On the day's page: a landlord has answered, and the lease is not signed yet."""
    if not viewer.may(Permission.WRITE_NOTE):
        return []
    waits = viewer.rows_of(Proposal).filter(
        is_mine_or_nobodys(viewer), answered_at__isnull=False, closed_at=None,
        offer__state__in=("shown", "accepted"), offer__organisation_id=viewer.team_id,
    )  # fmt: skip
    return [_answer_step(row) for row in waits.select_related("person").order_by("answered_at", "id")]


def _answer_step(row: Proposal) -> Step:
    said_no = row.answer == Proposal.Answer.NO
    return Step(
        due_at=row.answered_at or row.told_at, chip=_("svar"), kind="soon", title=row.person.name.with_code,
        why=_("Boligorganisationen siger nej") if said_no else _("Boligorganisationen er klar til lejekontrakten"),
        url=reverse("housing_first:home_offer", args=[row.offer_id]), action=_("Se tilbuddet"),
        person_id=row.person_id, title_url=reverse("staff:person", args=[row.person_id]), is_deadline=False,
    )  # fmt: skip


def person_card(person_id: uuid.UUID, *, viewer: Viewer, on: datetime.date) -> dict[str, Any]:
    """How the citizen's offers of homes stand: an open one first, then what was said lately."""
    offers = list(home_offers_of(person_id, viewer=viewer)[: ON_THE_CARD + 1])
    open_ones = [one for one in offers if one.is_open]
    return {
        "person_id": person_id, "offers": [(one, rules.standing(one, on)) for one in offers[:ON_THE_CARD]],
        "open_offers": open_ones, "more": len(offers) > ON_THE_CARD,
        "may_write": viewer.may(Permission.WRITE_NOTE),
    }  # fmt: skip


# --- the landlord's side --------------------------------------------------------------------------------------------


def proposal_of(offer: HomeOffer, *, viewer: Viewer) -> Proposal | None:
    return viewer.rows_of(Proposal).select_related("consent", "answered_by").filter(offer=offer).first()


def consents_to_tell(offer: HomeOffer, *, viewer: Viewer, at: datetime.datetime) -> list[Consent]:
    """The citizen's consents in force that let the home's landlord be told about the home."""
    held = consents.consents_of(offer.person_id, viewer=viewer).filter(consents.in_force(at))
    return list(held.filter(to_organisation_id=offer.vacancy.dwelling.landlord_id, topics__contains=["home"]))


def phone_of(person: Person, *, viewer: Viewer, on: datetime.date) -> str:
    way = people.contact_ways(person, viewer=viewer, on=on).filter(kind="phone", is_secret=False).first()
    return way.value if way else ""


def proposals_to(viewer: Viewer, *, at: datetime.datetime) -> QuerySet[Proposal]:
    """What the viewer's own organisation may see now, those to answer first: `sql/housing_first_may_be_told.sql`."""
    rows = viewer.rows_of(Proposal).filter(landlord_id=viewer.team_id, closed_at=None)
    told = Func(F("pk"), Value(at), function="housing_first_may_be_told", output_field=BooleanField())
    shown = rows.annotate(may_be_told=told).filter(may_be_told=True).select_related("vacancy__dwelling")
    return shown.order_by(F("answered_at").asc(nulls_first=True), "told_at", "id")


def proposal_to(proposal_id: uuid.UUID, viewer: Viewer, *, at: datetime.datetime) -> Proposal | None:
    return proposals_to(viewer, at=at).filter(pk=proposal_id).first()
