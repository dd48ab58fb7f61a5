"""Is the last day to complain filled in, as the law reckons it, of decisions received before the day was kept?"""

import datetime
import importlib

import pytest
from django.apps import apps
from django.db import connection

from conftest import as_owner
from hjemvej.ground.decisions import actions
from hjemvej.ground.decisions.models import Decision
from hjemvej.ground.law import queries as law
from hjemvej.ground.law.models import Provision
from hjemvej.platform.access.viewer import looking_as

from .conftest import DAY, TODAY

pytestmark = pytest.mark.django_db
migration = importlib.import_module("hjemvej.ground.decisions.migrations.0004_reckon_until_when_to_complain")


@pytest.fixture
def received(drafted, karen, now):
    with looking_as(karen):
        sent = actions.send_decision(decision=drafted(), by=karen, at=now)
        return actions.record_receipt(decision=sent, received_on=TODAY, reached_by="handed_over", by=karen, at=now)


def kept(decision: Decision) -> datetime.date | None:
    with as_owner(), connection.schema_editor() as editor:
        migration.fill(apps, editor)
    return Decision.objects.get(pk=decision.pk).complaint_until_on


def test_the_day_is_the_one_that_is_reckoned_now(received, drafted):
    reckoned, draft = received.complaint_until_on, drafted(title="Kladde")
    Decision.objects.filter(pk=received.pk).update(complaint_until_on=None)
    assert kept(received) == reckoned
    assert Decision.objects.get(pk=draft.pk).complaint_until_on is None, "what nobody has received has no limit"
    Decision.objects.filter(pk=received.pk).update(complaint_until_on=TODAY + DAY)
    assert kept(received) == TODAY + DAY, "what was kept stays"


def test_where_the_law_had_no_rule_nothing_is_filled_in(received):
    Decision.objects.filter(pk=received.pk).update(complaint_until_on=None)
    Provision.objects.filter(key="complaint").update(valid_to=TODAY)
    assert kept(received) is None


def test_every_day_is_reckoned_as_the_law_does():
    for number in range(800):
        day = datetime.date(2025, 12, 1) + number * DAY
        rule = law.provision_on("complaint", day)
        assert migration.until(day, rule.value, rule.unit, rule.binds) == law.due_on("complaint", day).due_on, day
