"""Whom do the tests of payment plans share? Karen, a citizen with a debt, her landlord, and a plan of eight months."""

import datetime
from dataclasses import replace
from decimal import Decimal

import pytest

from hjemvej.ground.payment_plans import actions, queries, rules
from hjemvej.ground.people import actions as people
from hjemvej.platform.access.viewer import looking_as

D = datetime.date
TODAY = D(2026, 11, 20)
TERMS = actions.Terms(
    landlord_id=None, landlord_name="Udlejer Opdigtet", debt=Decimal(12000), debt_on=D(2026, 11, 18),
    dues=rules.monthly(Decimal(12000), Decimal(1500), D(2026, 12, 1)), rent=None, is_rent_beside=True,
    made_by="agreement", agreed_on=TODAY, citizen_agreed=True, landlord_agreed_by="Lone fra kontoret",
    if_missed="Lone ringer til os, før hun gør mere.",
)  # fmt: skip


@pytest.fixture
def karen(coordinator, viewer_for):
    return viewer_for(coordinator)


@pytest.fixture
def page(coordinator, client_of, clock_stands):
    return client_of(coordinator)


@pytest.fixture
def testa(karen, now):
    with looking_as(karen):
        return people.create_person(by=karen, at=now, given_names="Testa", surname="Prøvesen")


@pytest.fixture
def make(karen, testa, now):
    """Give `make(...)`: make a plan for Testa as Karen."""

    def made(*, person=testa, at=now, **changes):
        with looking_as(karen):
            return actions.make_payment_plan(person_id=person.pk, terms=replace(TERMS, **changes), by=karen, at=at)

    return made


@pytest.fixture
def act(karen, now):
    """Give `act(action, plan, ...)`: do it as Karen."""

    def do(action, plan, *, at=now, **more):
        with looking_as(karen):
            return action(plan=plan, by=karen, at=at, **more)

    return do


@pytest.fixture
def read(karen):
    """Give `read(plan, on)`: the plan as its page has it, and how it stands on a day."""

    def row(plan, on=TODAY):
        with looking_as(karen):
            found = queries.plan(plan.pk, viewer=karen)
            assert found is not None
            return queries.row(found, on)

    return row
