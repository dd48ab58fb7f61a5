"""Who and what do the tests of Housing First share? A citizen on the street, bystanders, vacant homes, an offer."""

import datetime

import pytest
from django.utils import timezone

from hjemvej.efforts.housing_first import actions as housing_first
from hjemvej.efforts.housing_first.moving_in import actions as moving_in
from hjemvej.efforts.housing_first.offering.actions import offering, telling
from hjemvej.ground.consents import actions as consents
from hjemvej.ground.homes import actions as homes
from hjemvej.platform.access.viewer import looking_as

DAY = datetime.timedelta(days=1)


@pytest.fixture
def at():
    """Pages go by the clock on the wall."""
    return timezone.now()


@pytest.fixture
def today(at):
    return timezone.localdate(at)


@pytest.fixture
def karen(coordinator, viewer_for):
    return viewer_for(coordinator)


@pytest.fixture
def page(coordinator, client_of):
    return client_of(coordinator)


@pytest.fixture
def ib(homeless):
    return homeless("Ib")


@pytest.fixture(autouse=True)
def bystander(homeless):
    return homeless("Uberørt", days=3)


@pytest.fixture
def ready(homeless, karen, at, today):
    """Give `ready("Ib", 43)`: a citizen in homelessness who said yes to a home of their own."""

    def make(name, days=43, **more):
        person = homeless(name, days, **more)
        said = housing_first.Said("yes", "Ja tak", answered_on=today)
        with looking_as(karen):
            housing_first.offer_housing_first(
                person_id=person.pk, how="in_person", offered_on=today, said=said, by=karen, at=at
            )
        return person

    return make


@pytest.fixture
def vacant(karen, at, today, housing_association):
    """Give `vacant("Prøvevej 1")`: a vacancy of the housing association, ready to move in to."""

    def notify(address, landlord=None, **facts):
        with looking_as(karen):
            said = {"form": "family", "rent": 3400, "rooms": 2, "floor": 1, "address": address, **facts}
            home = homes.register_dwelling(
                landlord_id=(landlord or housing_association).pk, facts=said, by=karen, at=at
            )
            return homes.notify_vacancy(
                dwelling_id=home.pk, notified_on=today - 3 * DAY, can_move_in_on=today - DAY,
                liable_from=today - DAY, answer_by_on=today + 9 * DAY, by=karen, at=at,
            )  # fmt: skip

    return notify


@pytest.fixture
def flat(vacant):
    return vacant("Prøvevej 1")


@pytest.fixture
def other_flat(vacant):
    return vacant("Prøvevej 2")


@pytest.fixture
def offer_to(karen, at, today):
    """Give `offer_to(citizen, vacancy)`: a home found for the citizen."""

    def offer(person, vacancy, *, by=None, **changes):
        said = {"because": "Tæt på søsteren", "answer_by_on": today + 5 * DAY, **changes}
        with looking_as(by or karen):
            return offering.offer_home(person_id=person.pk, vacancy_id=vacancy.pk, by=by or karen, at=at, **said)

    return offer


@pytest.fixture
def act(karen, at):
    """Give `act(action, offer, ...)`: do it as Karen, and return what the action returns."""

    def do(action, offer, **more):
        with looking_as(karen):
            return action(offer=offer, by=karen, at=at, **more)

    return do


@pytest.fixture
def said_yes(act, offer_to, ib, flat, today):
    """An offer that the citizen has heard of and said yes to."""
    offer = offer_to(ib, flat)
    act(offering.show_offer, offer, shown_on=today, how="in_person")
    return act(offering.accept_offer, offer, words="Der vil jeg bo", answered_on=today)


@pytest.fixture
def signed(act, said_yes, today):
    return act(moving_in.sign_lease, said_yes, signed_on=today, lease_from_on=today + 7 * DAY)


@pytest.fixture
def consent_of(karen, at, today, housing_association):
    """Give `consent_of(citizen)`: a yes to telling the housing association about the home."""

    def given(person, **changes):
        said = {
            "to_organisation_id": housing_association.pk, "to_name": "", "topics": ["home"], "details": "",
            "purpose": "lejekontrakt", "how": "own_words", "words": "Ja", "from_on": today, "last_on": None, **changes,
        }  # fmt: skip
        with looking_as(karen):
            return consents.give_consent(person_id=person.pk, said=consents.Said(**said), by=karen, at=at)

    return given


@pytest.fixture
def told(act, said_yes, consent_of, ib):
    """What the landlord is told of the citizen."""
    consent = consent_of(ib)
    return act(telling.tell_landlord, said_yes, consent_id=consent.pk, told="Ib Eksempel")


def again(row):
    row.refresh_from_db()
    return row
