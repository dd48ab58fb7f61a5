"""Which rows do tests and the door table have of a home offered to a citizen?"""

import datetime
import uuid

from django.utils.timezone import localdate

from hjemvej.efforts.housing_first.models import HomeOffer, Proposal
from hjemvej.ground.casework.models import Task
from hjemvej.ground.consents.models import Consent
from hjemvej.ground.homes.models import Dwelling, Vacancy
from hjemvej.platform.access.models import Organisation
from hjemvej.platform.rooms import Laid

DAY = datetime.timedelta(days=1)


def vacancy(laid: Laid, state: str = "notified") -> Vacancy:
    on = localdate(laid.at)
    landlord = Organisation.objects.create(name=f"Boligforeningen {uuid.uuid4()}", kind="landlord")
    home = Dwelling.objects.create(landlord=landlord, form="family", address="Prøvevej 1", rent=3400)
    return Vacancy.objects.create(
        dwelling=home, state=state, notified_on=on, can_move_in_on=on, monthly_rent=home.rent
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
    return HomeOffer.objects.create(
        person=laid.person, organisation=laid.team, vacancy=vacancy(laid, "reserved"), because="Tæt på søsteren",
        offered_on=on,
        offered_by=laid.user, recorded_at=laid.at, answer_by_on=on + DAY, task=clock,
    )  # fmt: skip


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
