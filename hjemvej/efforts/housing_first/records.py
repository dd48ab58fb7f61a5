"""Which rows do tests, a bystander and the invented town have?"""

import datetime
import uuid

from django.utils.timezone import localdate

from hjemvej.ground.casework.models import Task
from hjemvej.ground.consents.models import Consent
from hjemvej.ground.homes.models import Dwelling, Vacancy
from hjemvej.platform.access.models import Organisation
from hjemvej.platform.rooms import Bystander, Laid

from .models import (
    HomeOffer,
    HomeWish,
    HousingFirstOffer,
    HousingRegistration,
    MovingInLine,
    MovingInStep,
    NotOfferedYet,
    Proposal,
    Want,
    WishSheet,
)

DAY = datetime.timedelta(days=1)
PARAGRAPH = "SEL § 85 a"


def housing_first_offer(laid: Laid) -> HousingFirstOffer:
    """Lay out an offer that the citizen is thinking over."""
    return HousingFirstOffer.objects.create(
        person=laid.person, organisation=laid.team, offered_on=localdate(laid.at), offered_by=laid.user,
        how="in_person", paragraph=PARAGRAPH, recorded_at=laid.at,
    )  # fmt: skip


def home_offer(laid: Laid) -> HomeOffer:
    """Lay out a home that was found for the citizen, who has not heard of it."""
    return _offered(laid, _task(laid))


def home_offer_task(laid: Laid) -> Task:
    """Lay out an offer's next step: its address leads to the offer."""
    clock = _task(laid)
    _offered(laid, clock)
    return clock


def _task(laid: Laid) -> Task:
    return Task.objects.create(
        person=laid.person, organisation=laid.team, kind="home_offer", title="Svar på tilbud om bolig", due_at=laid.at,
        created_at=laid.at,
    )  # fmt: skip


def _offered(laid: Laid, clock: Task) -> HomeOffer:
    on = localdate(laid.at)
    landlord = Organisation.objects.create(name=f"Boligforeningen {uuid.uuid4()}", kind="landlord")
    home = Dwelling.objects.create(landlord=landlord, form="family", address="Prøvevej 1", rent=3400)
    vacancy = Vacancy.objects.create(
        dwelling=home, state="reserved", notified_on=on, can_move_in_on=on, monthly_rent=home.rent
    )
    return HomeOffer.objects.create(
        person=laid.person, organisation=laid.team, vacancy=vacancy, because="Tæt på søsteren", offered_on=on,
        offered_by=laid.user, recorded_at=laid.at, answer_by_on=on + DAY, task=clock,
    )  # fmt: skip


def registration(laid: Laid) -> HousingRegistration:
    return _registered(laid, None)


def registration_task(laid: Laid) -> Task:
    """Lay out the renewal of a write-up: its address leads to the write-up."""
    clock = Task.objects.create(
        person=laid.person, organisation=laid.team, kind="housing_registration", title="Forny", due_at=laid.at,
        created_at=laid.at,
    )  # fmt: skip
    _registered(laid, clock)
    return clock


def _registered(laid: Laid, clock: Task | None) -> HousingRegistration:
    on = localdate(laid.at)
    return HousingRegistration.objects.create(
        person=laid.person, organisation=laid.team, landlord=f"Boligforeningen {uuid.uuid4()}", registered_on=on,
        renew_by_on=on + DAY, recorded_at=laid.at, task=clock,
    )  # fmt: skip


def line(laid: Laid) -> MovingInLine:
    return MovingInLine.objects.create(
        offer=home_offer(laid),
        person=laid.person,
        title="Seng",
        who="Støttekontakten",
        by_on=localdate(laid.at),
        order=1,
    )


def step(_laid: Laid) -> MovingInStep:
    return MovingInStep.objects.filter(valid_to=None).order_by("order")[0]


def proposal(laid: Laid) -> Proposal:
    """Lay out what a landlord is told, by a consent that holds."""
    offer, on = home_offer(laid), localdate(laid.at)
    landlord = offer.vacancy.dwelling.landlord
    consent = Consent.objects.create(
        person=laid.person, organisation=laid.team, to_organisation=landlord, topics=["home"], purpose="lejekontrakt",
        how="paper", given_at=laid.at, from_on=on, last_on=on + 30 * DAY,
    )  # fmt: skip
    return Proposal.objects.create(
        offer=offer, person=laid.person, vacancy=offer.vacancy, landlord=landlord, consent=consent, told="Testa",
        told_at=laid.at,
    )  # fmt: skip


def add_bystander(bystander: Bystander) -> None:
    who = {"person": bystander.person, "organisation_id": bystander.team_id}
    bystander.add(
        HousingFirstOffer, **who, offered_on=bystander.night, offered_by_id=bystander.worker_id, how="phone",
        paragraph=PARAGRAPH, answer="no", words="Uberørt", answered_on=bystander.night,
        ask_again_on=bystander.night + DAY, recorded_at=bystander.at,
    )  # fmt: skip
    bystander.add(
        NotOfferedYet, **who, why="Uberørt", waits_for="uberørt", said_on=bystander.night,
        look_again_on=bystander.night + DAY, recorded_at=bystander.at, recorded_by_id=bystander.worker_id,
    )  # fmt: skip
    _add_home(bystander, who)


def _add_home(bystander: Bystander, who: dict[str, object]) -> None:
    on, mark = bystander.night, f"uberørt tilbud {bystander.person.pk}"
    landlord = bystander.add(Organisation, name=f"Boligforeningen, {mark}", kind="landlord")
    home = bystander.add(Dwelling, landlord=landlord, form="family", address=f"Uberørtvej 2, {mark}", rent=5000)
    vacancy = bystander.add(Vacancy, dwelling=home, notified_on=on, can_move_in_on=on, monthly_rent=5000)
    offer = bystander.add(
        HomeOffer, **who, vacancy=vacancy, state="declined", because="Uberørt", offered_on=on, recorded_at=bystander.at,
        answer_by_on=on, words="Uberørt", answered_on=on, ended_on=on,
    )  # fmt: skip
    whose = {"person": bystander.person, "offer": offer}
    bystander.add(
        HousingRegistration, **who, landlord="Uberørt", registered_on=on, renew_by_on=on, recorded_at=bystander.at
    )
    bystander.add(HomeWish, **whose, words="Uberørt", said_on=on, recorded_at=bystander.at)
    sheet = bystander.add(
        WishSheet, person=bystander.person, said_on=on, how="paper", words="Uberørt", recorded_at=bystander.at
    )
    bystander.add(Want, person=bystander.person, sheet=sheet, wanted="near", weight="good", words="Uberørt")
    bystander.add(MovingInLine, **whose, title="Uberørt", who="Uberørt", by_on=on, order=1)
    consent = bystander.add(
        Consent, person=bystander.person, organisation_id=bystander.team_id, to_organisation=landlord, topics=["home"],
        purpose="Uberørt", how="paper", given_at=bystander.at, from_on=on, last_on=on,
    )  # fmt: skip
    bystander.add(
        Proposal, **whose, vacancy=vacancy, landlord=landlord, consent=consent, told="Uberørt", told_at=bystander.at
    )
