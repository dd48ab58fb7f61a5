"""Does the trial of every action notice an action that leaves something behind?"""

import datetime

import pytest
from django.db import transaction

from hjemvej.ground.people.models import Person
from hjemvej.platform.access.viewer import system
from hjemvej.platform.audit.actions import record
from hjemvej.platform.audit.models import Event
from tests import unwritable_log

AT = datetime.datetime(2026, 11, 20, 13, 30, tzinfo=datetime.UTC)
pytestmark = pytest.mark.django_db


def create_and_record(name):
    Person.objects.create(given_names=name, created_at=AT)
    record("people.person_created", by=system("test"), at=AT)


def whole(name):
    with transaction.atomic():
        create_and_record(name)


def half(name):
    create_and_record(name)


@pytest.fixture(autouse=True)
def _nothing_was_tried(monkeypatch):
    monkeypatch.setattr(unwritable_log, "tried", set())


def test_a_whole_action_is_tried_once_and_leaves_only_what_the_test_asked_for():
    bystander = Person.objects.create(given_names="Fremmed", created_at=AT)
    for name in ("Egon", "Testa"):
        unwritable_log.tried_once(whole)(name)
    assert sorted(Person.objects.values_list("given_names", flat=True)) == ["Egon", bystander.given_names, "Testa"]
    assert Event.objects.count() == 2
    assert unwritable_log.tried == {"tests.test_unwritable_log.whole"}


def test_an_action_that_keeps_its_rows_without_its_event_is_found_out():
    with pytest.raises(AssertionError, match=r"half kept rows in .*people_person though its event"):
        unwritable_log.tried_once(half)("Egon")
    assert not Person.objects.exists()


def test_the_house_has_actions_to_try():
    names = {action.__name__ for action in unwritable_log.whole_actions()}
    assert len(names) > 80
    assert {"create_person", "merge_people", "hold_place", "record_inquiry", "add_member"} <= names
