"""Which homes were offered to a citizen, what do they wish for, which homes are free, and what may a landlord see?"""

import datetime
import uuid
from dataclasses import dataclass
from typing import Any

from django.db.models import F, QuerySet

from hjemvej.efforts.housing_first.models import HomeOffer, HomeWish, Proposal
from hjemvej.ground.consents import queries as consents
from hjemvej.ground.consents.models import Consent
from hjemvej.ground.homes import queries as homes
from hjemvej.ground.homes.models import Dwelling, Vacancy
from hjemvej.ground.homes.rules import kroner_in_words
from hjemvej.ground.law import queries as law
from hjemvej.ground.people import queries as people
from hjemvej.ground.people.models import Person
from hjemvej.platform.access.roles import Permission
from hjemvej.platform.access.viewer import Viewer
from hjemvej.platform.ui.reasons import Reason

from . import rules

ON_THE_CARD = 2


def _offers(viewer: Viewer) -> QuerySet[HomeOffer]:
    rows = viewer.rows_of(HomeOffer)
    return rows.select_related("person", "offered_by", "vacancy__dwelling__landlord", "task")


def home_offers_of(person_id: uuid.UUID, *, viewer: Viewer) -> QuerySet[HomeOffer]:
    """Return the citizen's offers of homes: the open ones first, then the latest."""
    rows = _offers(viewer).filter(person_id=person_id)
    return rows.order_by(F("ended_on").desc(nulls_first=True), "-offered_on", "id")


def home_offer(home_offer_id: uuid.UUID, *, viewer: Viewer) -> HomeOffer | None:
    return _offers(viewer).filter(pk=home_offer_id).first()


def home_offer_of_task(task_id: uuid.UUID, *, viewer: Viewer) -> HomeOffer | None:
    return _offers(viewer).filter(task_id=task_id).first()


def wishes_of(person_id: uuid.UUID, *, viewer: Viewer) -> QuerySet[HomeWish]:
    """Return what the citizen wants of a home, the latest first."""
    rows = viewer.rows_of(HomeWish).filter(person_id=person_id, ended_on=None)
    return rows.select_related("offer__vacancy__dwelling").order_by("-said_on", "-recorded_at", "id")


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
    """A free home, and its conditions beside the household."""

    vacancy: Vacancy
    reasons: list[Reason]
    money: Money


def choices_for(person: Person, *, viewer: Viewer) -> list[Choice]:
    """Every free home, those to answer first first; the worker chooses, and writes why."""
    with_them = people.household(person, viewer=viewer).filter(is_with_them=True).count()
    return [
        Choice(one, _reasons(one, 1 + with_them), money_of(one.dwelling)) for one in homes.free_vacancies(viewer=viewer)
    ]


def _reasons(vacancy: Vacancy, household: int) -> list[Reason]:
    home = vacancy.dwelling
    return rules.reasons_beside(
        household=household, rooms=home.rooms, floor=home.floor, has_lift=home.has_lift,
        is_step_free=home.is_step_free, takes_pets=home.takes_pets,
    )  # fmt: skip


def choice(vacancy_id: uuid.UUID, person: Person, *, viewer: Viewer) -> Choice | None:
    """One vacant home, also when another citizen is offered it."""
    found = homes.vacancy(vacancy_id, viewer=viewer)
    if found is None or not found.is_open:
        return None
    with_them = people.household(person, viewer=viewer).filter(is_with_them=True).count()
    return Choice(found, _reasons(found, 1 + with_them), money_of(found.dwelling))


def answer_by_on(vacancy: Vacancy, on: datetime.date) -> datetime.date:
    """When we ask for the citizen's answer: by our own goal, and before we must answer the landlord."""
    ours = law.due_on(rules.ANSWERED_WITHIN, on).due_on
    theirs = vacancy.answer_by_on
    return min(ours, theirs) if theirs and theirs >= on else ours


def is_offered(vacancy: Vacancy) -> bool:
    return vacancy.state != Vacancy.State.NOTIFIED


def person_card(person_id: uuid.UUID, *, viewer: Viewer, on: datetime.date) -> dict[str, Any]:
    """How the citizen's offers of homes stand: an open one first, then what was said lately, and the wishes."""
    offers = list(home_offers_of(person_id, viewer=viewer)[: ON_THE_CARD + 1])
    open_ones = [one for one in offers if one.is_open]
    return {
        "person_id": person_id, "offers": [(one, rules.standing(one, on)) for one in offers[:ON_THE_CARD]],
        "open_offers": open_ones, "more": len(offers) > ON_THE_CARD,
        "wishes": list(wishes_of(person_id, viewer=viewer)[:ON_THE_CARD]),
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
    way = people.contact_ways(person, viewer=viewer, on=on).filter(kind="phone").first()
    return way.value if way else ""


def proposals_to(viewer: Viewer, *, at: datetime.datetime) -> QuerySet[Proposal]:
    """What the viewer's own organisation is told now: while the consent holds, and the offer is open."""
    rows = viewer.rows_of(Proposal).filter(landlord_id=viewer.team_id, closed_at=None)
    held = rows.annotate(holds=consents.holds("consent_id", "person_id", at=at)).filter(holds=True)
    return held.select_related("vacancy__dwelling").order_by("answered_at", "told_at", "id")


def proposal_to(proposal_id: uuid.UUID, viewer: Viewer, *, at: datetime.datetime) -> Proposal | None:
    return proposals_to(viewer, at=at).filter(pk=proposal_id).first()
