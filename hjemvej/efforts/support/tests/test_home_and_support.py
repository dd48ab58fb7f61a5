"""Does ending support leave the home as it is, and ending the tenancy the support?"""

import datetime

import pytest
from django.forms.models import model_to_dict

from hjemvej.efforts.support.models import Phase, SupportCourse
from hjemvej.efforts.support.rules import Method
from hjemvej.efforts.support.running import actions
from hjemvej.ground.homes import actions as homes
from hjemvej.ground.homes.models import Dwelling, Tenancy
from hjemvej.ground.situations.models import Situation
from hjemvej.platform.access.viewer import looking_as

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


@pytest.fixture
def tenancy(ib, do, karen, housing_association, today):
    facts = {"form": "family", "rent": 3400, "rooms": 2, "floor": 1, "address": "Prøvevej 1"}
    home = do(homes.register_dwelling, landlord_id=housing_association.pk, facts=facts)
    with looking_as(karen):
        return Tenancy.objects.create(
            person=ib, dwelling=Dwelling.objects.get(pk=home.pk), lease_form="unlimited", from_on=today - 30 * DAY,
            recorded_at="2026-11-01T12:00Z",
        )  # fmt: skip


def rows(viewer, *models):
    with looking_as(viewer):
        return [model_to_dict(row) for model in models for row in model.objects.order_by("pk")]


@pytest.mark.parametrize("because", ["unwanted", "moved_away", "handed_over", "done"])
def test_ending_support_leaves_the_home(ib, begin, do, karen, tenancy, because):
    support = begin(ib, Method.ICM)
    before = rows(karen, Tenancy, Situation)
    do(actions.end_support, support=support, because=because, words="Ring til os, når som helst")
    assert rows(karen, Tenancy, Situation) == before


def test_ending_the_tenancy_leaves_the_support(ib, begin, do, karen, tenancy, today):
    begin(ib)
    before = rows(karen, SupportCourse, Phase)
    do(homes.end_tenancy, tenancy_id=tenancy.pk, ended="left", until_on=today)
    assert rows(karen, SupportCourse, Phase) == before
    with looking_as(karen):
        assert Tenancy.objects.get().until_on == today, "the tenancy has ended"
