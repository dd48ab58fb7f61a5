"""Whom do the tests of prevention share? Freja and her browser, a landlord and its signals, and a case to race for."""

import datetime
from decimal import Decimal

import pytest

from hjemvej.efforts.prevention import actions
from hjemvej.efforts.prevention.models import PreventionCase
from hjemvej.efforts.prevention.rules.receiving import Sent
from hjemvej.ground.partners.models import Partner, SharingAgreement
from hjemvej.ground.people import actions as people
from hjemvej.ground.people.models import Person
from hjemvej.platform.access.models import NeedToKnow
from hjemvej.platform.access.viewer import looking_as
from tests import bystanders
from tests.rows import AT, saved

TODAY = datetime.date(2026, 11, 20)  # a Friday


@pytest.fixture
def freja(prevention_worker, viewer_for):
    return viewer_for(prevention_worker)


@pytest.fixture
def page(prevention_worker, client_of, clock_stands):
    return client_of(prevention_worker)


@pytest.fixture
def testa(freja, now):
    with looking_as(freja):
        return people.create_person(by=freja, at=now, given_names="Testa", surname="Prøvesen", cpr="010280-1234")


@pytest.fixture
def association(landlord, viewer_for, housing_association, our_team):
    """The landlord's worker, whose association has agreed to send notices and concerns."""
    partner = Partner.objects.create(organisation=housing_association)
    for what in ("eviction_notices", "tenant_concerns"):
        SharingAgreement.objects.create(
            partner=partner, direction="sends", what=what, legal_basis=f"aftale om {what}",
            from_on=datetime.date(2020, 1, 1),
        )  # fmt: skip
    return viewer_for(landlord)


NOTICE = {
    "kind": "eviction_notice", "name": "Lea Lejer Prøve", "address": "Prøvevej 1, 1. tv.",
    "amount": Decimal("14250.00"), "happens_on": datetime.date(2026, 12, 8), "children": "no",
}  # fmt: skip


@pytest.fixture
def send(association, now):
    """Give `send(...)`: the landlord sends a signal on its own page."""

    def sent(*, at=now, channel="portal", **changes):
        with looking_as(association):
            return actions.receive_signal(Sent(**{**NOTICE, **changes}), channel=channel, by=association, at=at)

    return sent


COURT = {
    "kind": "bailiff_notice", "name": "Lea Lejer Prøve", "sender_kind": "court", "sender_name": "Retten i Prøvekøbing",
    "address": "Prøvevej 1, 1. tv.", "happens_on": datetime.date(2026, 12, 8), "children": "no",
}  # fmt: skip


@pytest.fixture
def typed(freja, now):
    """Give `typed(...)`: Freja types in a letter of the bailiff's court."""

    def written(*, at=now, channel="letter", by=freja, **changes):
        with looking_as(by):
            return actions.receive_signal(Sent(**{**COURT, **changes}), channel=channel, by=by, at=at)

    return written


@pytest.fixture
def act(freja, now):
    """Give `act(action, ...)`: do it as Freja."""

    def do(action, *, at=now, **more):
        with looking_as(freja):
            return action(by=freja, at=at, **more)

    return do


@pytest.fixture
def case(typed, act, testa):
    """The open case of a letter that was taken up."""
    signal = act(actions.settle_person, signal=typed(), person_id=testa.pk)
    return act(actions.take_up, signal=signal)


@pytest.fixture
def bystanders_stay_away(monkeypatch):
    """For races: two actions would wait for each other's bystanders."""
    monkeypatch.setattr(bystanders, "_is_called", True)


@pytest.fixture
def raced_case(freja):
    """A case that two colleagues work in, in the same second."""
    person = saved(Person, given_names="Lea")
    NeedToKnow.objects.create(person_id=person.pk, organisation_id=freja.team_id, basis="case", from_at=AT)
    return saved(PreventionCase, person=person, organisation_id=freja.team_id, opened_at=AT)
