"""Who and what do tests of homes share? A landlord's dwelling that stands vacant, and another landlord's."""

import datetime
from decimal import Decimal

import pytest

from hjemvej.ground.homes import actions, queries
from hjemvej.platform.access.models import Organisation
from hjemvej.platform.access.viewer import looking_as

DAY = datetime.timedelta(days=1)
TODAY = datetime.date(2026, 11, 20)
FACTS = {"form": "family", "rent": Decimal(6000), "heat": Decimal(500), "water": Decimal(300), "tv": Decimal(200)}


@pytest.fixture
def karen(coordinator, viewer_for):
    return viewer_for(coordinator)


@pytest.fixture
def other_association(db):
    return Organisation.objects.create(name="Boligselskabet Fiktiv", kind="landlord")


@pytest.fixture
def home_of(karen, now):
    """Give `home_of(landlord, "Prøvevej 1")`: a dwelling of 7.000 kr. a month."""

    def register(landlord, address="Prøvevej 1", **more):
        with looking_as(karen):
            facts = {**FACTS, "address": address, **more}
            return actions.register_dwelling(landlord_id=landlord.pk, facts=facts, by=karen, at=now)

    return register


@pytest.fixture
def vacant(karen, now):
    """Give `vacant(dwelling, days_ago)`: notified so many days ago, ready and owed from then on."""

    def notify(dwelling, days_ago=0, ready_in=0, by=None):
        notified, by = TODAY - days_ago * DAY, by or karen
        with looking_as(by):
            days = queries.suggested_days(dwelling.form, notified_on=notified, can_move_in_on=notified + ready_in * DAY)
            return actions.notify_vacancy(
                dwelling_id=dwelling.pk, notified_on=notified, can_move_in_on=notified + ready_in * DAY,
                liable_from=days.liable_from, answer_by_on=days.answer_by_on, by=by, at=now,
            )  # fmt: skip

    return notify


@pytest.fixture
def vacancy(home_of, housing_association, vacant):
    return vacant(home_of(housing_association), days_ago=10)
